"""Behind: the noun that stands after the figures and says what they count."""

import re
from itertools import pairwise

from service.language.clauses import FigureGroup
from service.language.indicators import load_lexicon, printed_mentions
from service.language.lines import SentenceReading
from service.language.subjects import Subject, evened, tidy, untimed
from service.language.wording import MEASURE, NOUN_END, TAIL
from service.language.words import starting
from vectorstore import late

_LEVEL = late.pattern(r"(?:国家|省|市|区|县|自治区|[十百千万\d]+亿)级(?:以上|及以上)?")
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
    r"^的(?:\d+余?多?[个项家条座])?(?P<noun>[^，,。；;\d]{2,40}?)(?=\d|[，,。；;]|$)"
)
_OF_END = late.pattern(
    r"(?:为(?:抓手|支撑|引领|重点|牵引|载体)|(?:全面|正式)*启动|建成|竣工|开工|动工|投产|落地|加快(?=建设|推进)|、(?=年度|总)|、(?:总|年度|计划)?投资$|(?:建设)?(?:扎实|顺利|加快|全面)推进|(?:成功)?签约|落户|(?:全面|全部)?动工).*$"
)
_SAID = late.pattern(
    r"(?:也|已|将|全部|基本(?!均衡)|均(?!衡)|都|成功|顺利|正式|陆续|有序|首次)*(?P<what>(?!的|等|[^，,。；;]{0,12}(?:脱贫|摘帽))[^，,。；;：:！!？?\n\d]{2,24})$"
)
_ALREADY = late.pattern(r"已(?:审批|签约|批复|立项|开工|建成)(?=[^，,。；;\d]*(?:项目|企业|工程))")
_LISTS_ON = late.pattern(r"(?:、|和|及|与|以及)$")
_JOINED_ON = late.pattern(r"(?:、|和|(?<![惠涉波普])及|(?<!参)与|以及|在)$")
_FOR = ("为", "对", "给", "向", "助")
_LONGEST = 28
_LONGEST_OF = 42
_SIZED = late.pattern(
    r"(?:的)?(?:年度|计划|概算|总|协议|累计)*投资(?:额)?(?:共|达到?|约|超过?|近|过|逾)?[\d.]+[余多]?[千百万]*亿?美?元(?:以上|左右)?(?:、[^，,。；;、\d]{1,8}[\d.]+[万亿]?[\u4e00-\u9fff]{1,3})?的"
    r"(?P<noun>[^，,。；;\d]{2,30})"
)
_WORK = late.pattern(
    r"[、，,]?(?:全部|专项|全面|全力|大力|重点)?(?:用于|加强|强化|支持|改善|实施|建设|新建|改建|改造|推进|完成|建成|修建|新改建|改扩建|开展)(?:了)?"
)
_WORKED = late.pattern(
    r"(?:[^，,。；;、\d]{0,6}\d+[余多]?[项个件条座所家类])?(?:一批|一大批|一系列)?(?P<what>[^，,。；;\d]{3,28})"
)
_GOES_ON = late.pattern(
    r"(?:增[加长]?|提[高升]|减少?|扩大?|下[降调]|降低?|[上]?升高?|上[升调]|缩[小短减]|压[缩减]|达)(?:到|至|为)"
)


def countable(group: FigureGroup) -> bool:
    """Whether a noun may follow the unit: 63个, 4.37万亩, 43万, 87.63."""
    last = group.figures[-1]
    bare = not last.unit and "." in last.number
    return bare or last.unit in MEASURE or last.plain_unit in MEASURE


class Behind:
    """Reads the nouns behind the figures of one report."""

    def __init__(self, text: str) -> None:
        self.text = text

    def of(self, group: FigureGroup, after: int) -> str:
        """The noun of 总投资7亿元的水乐园项目."""
        found = _OF.match(self.text[group.end : max(after + 1, group.end + _LONGEST_OF)])
        if found is None:
            return ""
        money = group.figures[-1].plain_unit == "元"
        return tidy(_OF_END.sub("", found["noun"]) if money else found["noun"])

    def work(self, line: SentenceReading, group: FigureGroup) -> str:
        """投入35.4亿元、实施57个环境项目: the work that money was laid out for."""
        deed = _WORK.match(self.text, group.end, line.sentence.end)
        if deed is None:
            return ""
        for clause in line.sentence.clauses:
            for other, then in pairwise((*clause.groups, None)):
                if other and other.start == deed.end():
                    after = then.start if then else clause.end
                    return self.noun(other, after) + self.said_of(line, other, after)
        found = _WORKED.match(self.text, deed.end(), line.sentence.end)
        return tidy(found["what"]) if found else ""

    def noun(self, group: FigureGroup, after: int) -> str:
        """The noun phrase of 45家首店, up to what is said of it; that of 241个总投资974亿元的项目
        stands behind what they cost."""
        sized = _SIZED.match(self.text, group.end)
        if sized:
            stop = NOUN_END.search(sized["noun"])
            return evened(sized["noun"][: stop.start() if stop else None].strip(" 的"))
        stop = self._noun_end(group, after)
        noun = self.text[group.end : stop.start() if stop else after].strip(" 的")
        if _GOES_ON.match(noun):
            return ""
        noun = noun.removesuffix("年度")
        return evened(_JOINED_ON.sub("", noun)[:_LONGEST])

    def shared(self, line: SentenceReading, noun: str, group: FigureGroup, after: int) -> str:
        """1个国家级、3个省级产业集群: a level alone takes the noun of the next that is listed."""
        if not (LEVELS.match(noun) or _LEVEL.fullmatch(noun)) or after >= line.clause_end(
            group.end
        ):
            return noun
        clause = next((c for c in line.sentence.clauses if c.start <= group.start < c.end), None)
        later = [each for each in clause.groups if each.start == after] if clause else []
        if not later or not countable(later[0]):
            return noun
        ends = [each.start for each in clause.groups if each.start > after] if clause else []
        behind = self.noun(later[0], ends[0] if ends else line.clause_end(group.end))
        level = _LEVEL.match(behind)
        return noun + behind[level.end() :] if level and len(behind) > level.end() else noun

    def subject(
        self, line: SentenceReading, group: FigureGroup, words: str, after: int
    ) -> Subject | None:
        """The noun with the deed before the figures: 新增80辆新能源公交车, or that of the list."""
        noun = re.sub(r"(?:、|和|及|与|以及)$", "", self.noun(group, after))
        noun = self.shared(line, noun, group, after)
        if not noun or noun.startswith("百分百"):
            return None
        own = tidy(words)
        done = starting("deed").fullmatch(own) is not None
        action = own if done else "" if len(own) > 8 else TAIL.sub("", own)
        listed = group.before != line.clause_start(group.start)
        action = (action if len(action) > 1 else "") or (line.action if listed else "")
        line.action = action
        clause, lead = line.lead
        if clause == line.clause_start(group.start) and not own.strip("、和及与"):
            action = lead
        counted = self.counted(action, noun, group.end)
        return counted or Subject(f"{action}{noun}{self.said_of(line, group, after)}", group.end)

    def said_of(self, line: SentenceReading, group: FigureGroup, after: int) -> str:
        """9个乡镇被命名为国家级生态乡镇, 3座大桥、109条道路竣工通车: what a clause goes on to say of
        what was counted, or of all that it lists, is part of the name."""
        clause = next((c for c in line.sentence.clauses if c.start <= group.start < c.end), None)
        if clause is None:
            return ""
        at = group.end + self._noun_length(group, after)
        for other in clause.groups:
            if other.start >= at:
                if self.text[max(0, group.start - 1) : group.start] in _FOR:
                    return TAIL.sub("", self.text[at : other.start]).strip()
                if not countable(other) or not _LISTS_ON.fullmatch(self.text[at : other.start]):
                    return ""
                at = other.end + self._noun_length(other, clause.end)
        found = _SAID.match(self.text, at, clause.end)
        return untimed(evened(found["what"])) if found else ""

    def _noun_end(self, group: FigureGroup, after: int) -> re.Match[str] | None:
        """14个已审批未建设项目: what the noun begins with does not end it."""
        begins = _ALREADY.match(self.text, group.end, after)
        return NOUN_END.search(self.text, begins.end() if begins else group.end, after)

    def _noun_length(self, group: FigureGroup, after: int) -> int:
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
