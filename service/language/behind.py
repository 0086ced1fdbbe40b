"""Behind: the noun that stands after the figures and says what they count."""

import re

from service.language.clauses import Group
from service.language.indicators import load_lexicon, printed_mentions
from service.language.lines import Line
from service.language.subjects import Subject, evened, tidy, untimed
from service.language.wording import MEASURE, NOUN_END, TAIL
from service.language.words import starting
from vectorstore import late

LEVELS = late.pattern(
    r"^(?:国家|省|市|区|县|自治区)(?:、(?:国家|省|市|区|县|自治区))*级(?:以上|及以上)?$"
)
_COUNTED = frozenset(
    (
        "老旧小区改造",
        "棚户区改造",
        "重点项目",
        "城镇新增就业",
        "脱贫人口",
        "人大代表建议",
        "政协委员提案",
        "新增市场主体",
    )
)
_WORKS = late.pattern(
    r"(?:改造|任务|工程|建设|综合整治|等|提升|项目|住房)*(?:$|[、和]|全部|新貌|地下|开|全|均|已)"
)
_OF = late.pattern(
    r"^的(?:\d+余?多?[个项家条座])?(?P<noun>[^，,。；;\d]{2,28}?)(?=\d|[，,。；;]|$)"
)
_OF_END = late.pattern(
    r"(?:为(?:抓手|支撑|引领|重点|牵引|载体)|建成|竣工|开工|动工|投产|落地|加快(?=建设|推进)|、(?=年度|总)).*$"
)
_SAID = late.pattern(
    r"(?:也|已|将|全部|基本|均|都|成功|顺利|正式|陆续|有序|首次)*(?P<what>(?!的|等|[^，,。；;]{0,12}(?:脱贫|摘帽))[^，,。；;：:！!？?\n\d]{2,24})$"
)
_ALREADY = late.pattern(r"已(?:审批|签约|批复|立项|开工|建成)(?=[^，,。；;\d]*(?:项目|企业|工程))")
_LISTS_ON = late.pattern(r"(?:、|和|及|与|以及)$")
_JOINED_ON = late.pattern(r"(?:、|和|及|(?<!参)与|以及|在)$")
_LONGEST = 28


def countable(group: Group) -> bool:
    """Whether a noun may follow the unit: 63个, 4.37万亩, 43万, 87.63."""
    last = group.figures[-1]
    bare = not last.unit and "." in last.number
    return bare or last.unit in MEASURE or last.plain_unit in MEASURE


class Behind:
    """Reads the nouns behind the figures of one report."""

    def __init__(self, text: str) -> None:
        self.text = text

    def of(self, group: Group, after: int) -> str:
        """The noun of 总投资7亿元的水乐园项目."""
        found = _OF.match(self.text[group.end : max(after + 1, group.end + _LONGEST)])
        if found is None:
            return ""
        money = group.figures[-1].plain_unit == "元"
        return tidy(_OF_END.sub("", found["noun"]) if money else found["noun"])

    def noun(self, group: Group, after: int) -> str:
        """The noun phrase of 45家首店, up to what is said of it."""
        stop = self._noun_end(group, after)
        noun = self.text[group.end : stop.start() if stop else after].strip(" 的")
        return evened(_JOINED_ON.sub("", noun)[:_LONGEST])

    def subject(self, line: Line, group: Group, words: str, after: int) -> Subject | None:
        """The noun with the deed before the figures: 新增80辆新能源公交车, or that of the list."""
        noun = re.sub(r"(?:、|和|及|与|以及)$", "", self.noun(group, after))
        if not noun or noun.startswith("百分百"):
            return None
        own = tidy(words)
        done = starting("deed").fullmatch(own) is not None
        action = own if done else "" if len(own) > 8 else TAIL.sub("", own)
        action = (action if len(action) > 1 else "") or line.action
        line.action = action
        clause, lead = line.lead
        if clause == line.clause_start(group.start) and not own.strip("、和及与"):
            action = lead
        counted = self.counted(action, noun, group.end)
        return counted or Subject(f"{action}{noun}{self.said_of(line, group, after)}", group.end)

    def said_of(self, line: Line, group: Group, after: int) -> str:
        """9个乡镇被命名为国家级生态乡镇, 3座大桥、109条道路竣工通车: what a clause goes on to say of
        what was counted, or of all that it lists, is part of the name."""
        clause = next((c for c in line.sentence.clauses if c.start <= group.start < c.end), None)
        if clause is None:
            return ""
        at = group.end + self._noun_length(group, after)
        for other in clause.groups:
            if other.start >= at:
                if not countable(other) or not _LISTS_ON.fullmatch(self.text[at : other.start]):
                    return ""
                at = other.end + self._noun_length(other, clause.end)
        found = _SAID.match(self.text, at, clause.end)
        return untimed(evened(found["what"])) if found else ""

    def _noun_end(self, group: Group, after: int) -> re.Match[str] | None:
        """14个已审批未建设项目: what the noun begins with does not end it."""
        begins = _ALREADY.match(self.text, group.end, after)
        return NOUN_END.search(self.text, begins.end() if begins else group.end, after)

    def _noun_length(self, group: Group, after: int) -> int:
        """How far the noun behind figures reaches."""
        stop = self._noun_end(group, after)
        words = self.text[group.end : stop.start() if stop else after]
        return len(_JOINED_ON.sub("", words))

    def counted(self, action: str, noun: str, start: int) -> Subject | None:
        """The indicator that counts what the noun names: 3300户棚户区改造."""
        names = load_lexicon().printed
        for name in (action + noun, noun):
            for begin, end, indicator in printed_mentions(name)[:1]:
                lead = name[:begin].removeprefix(action)
                fits = (not lead or LEVELS.match(lead)) and name[begin:end] != "脱贫人口"
                if indicator.name in _COUNTED and fits and _WORKS.match(name[end:]):
                    return Subject(name[:end], start, names[indicator.name], lead or None)
        return None
