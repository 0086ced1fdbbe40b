"""Topics: the subjects of a group of figures, from the words before it or the noun after it."""

import re
from dataclasses import replace

from service.language.behind import LEVELS, Behind, countable
from service.language.clauses import FigureGroup
from service.language.leads import leads
from service.language.lines import SentenceReading
from service.language.lists import EACH, before_pause, listed
from service.language.names import cleaned, deeds, staged
from service.language.parts import bounded, each_of_last
from service.language.scopes import Home, set_aside
from service.language.subjects import Subject, continued, invested, is_bare, resolve, tidy
from service.language.wording import ACTS, GROWS, TAIL
from vectorstore import late

_HEADED = late.pattern(
    r"[^，,]{0,40}(?:、|和|(?<![惠普涉波触顾推遍])及|(?<!参)与|以及)(?:新增|其中)?"
)
_STAGE = late.pattern(
    r"(?:基本|主体)?(?:竣工|建成|开工|复工|完工|投产|投用|交付|签约|落地|入统|入库)"
)
_NEXT_STAGE = late.pattern(rf"(?:、|和|及|与)(?P<stage>{_STAGE.pattern})")
_STAGED = late.pattern(r"(?<=项目)(?:竣工|开工|签约|投产)$")
_BARE = frozenset(
    ("产量", "总产量", "总产", "增加值", "总产值", "产值", "总收入", "综合收入", "出口")
)
_AMOUNT = late.pattern(r"(?:收入|投资|总额|总值|产值|增加值|税收)$")
_SIZE = late.pattern(
    r"(?P<what>总?规模|业务总量|总额)(?:分别|均|都|已|将|有望|预计|首次|力争|稳定|保持|控制|在|达到?|超过?|突破|约|近|为|过|至|到|增)*$"
)
_AMOUNT_OF = late.pattern(r"(?P<what>总?(?:投资|规模))(?:额|达到?|为)?$")
_RESIDENCE = frozenset(("城镇", "农村"))
_SHORT, _SHORTEST = 3, 2
_WHOLE_NAME = 4
_SELECTION = late.pattern(r"项目$")
_GROWS_ON = late.pattern(
    r"增[加长至到]|提[高升]|减[少至到为]|扩[大至到]|下[降调]|[降变升转缩][低至到为小减]|上[升调]|压[缩减降]|精简|整合|优化|调整|拓展|扩展"
)
_WIDENS = late.pattern(r"(?:扩大|拓展|扩展|延伸|辐射|覆盖|遍及)(?:至|到|了)$")  # 扩大至79个国家
_WIDENED = late.pattern(r"[^，,、]{2,24}?(?:扩大|拓展|扩展|延伸|推广|覆盖)(?:至|到)")
_GENERIC = (
    "项目", "企业", "工程", "地区", "单位", "活动", "措施", "举措", "政策", "经验", "规划", "工作", "行动", "制度",
    "改革", "成果", "事项", "服务", "问题", "指标", "任务", "领域", "方案", "文件", "平台", "园区", "机构", "产品", "产业",
)  # fmt: skip
_SAYS = late.pattern(
    r"[创居位列排较比都正将可能由从为是在至到被受得喜高低之及与并其超已未无有用供以同环继再又也仍率取脱办出进入上下]"
)


class Topics:
    """Finds the subjects of figures in one report."""

    def __init__(self, text: str, home: Home) -> None:
        self.text = text
        self.home = home
        self.behind = Behind(text)

    def of(
        self, line: SentenceReading, group: FigureGroup, words: str, after: int
    ) -> tuple[tuple[Subject, ...], bool]:
        """The subjects of a group whose words run up to it, and whether it names them itself."""
        each = each_of_last(line.claims, len(group.figures), words)
        if each:
            return each, True
        if again := self._said_again(line, group, words, after):
            return again, True
        behind = self.behind.of(group, after) if group.figures[-1].plain_unit == "%" else ""
        if behind and (is_bare(words) or len(tidy(words)) <= _SHORT):
            return (Subject(behind, group.end),), True
        headed = _HEADED.fullmatch(words) is not None
        headed = headed and bool(line.subjects or self.behind.noun(group, after))
        spoken = "" if headed else self._foreign(words)
        if without := set_aside(spoken):
            spoken_on = self._inherited(line, len(group.figures), "")
            return tuple(replace(each, scope=without) for each in spoken_on), True
        soft = before_pause(spoken, group.before)
        if soft:
            return (soft,), True
        if not is_bare(spoken):
            named = self._acted_on(line, group, spoken, after) or self._before(
                line, group, spoken, after
            )
            if named:
                return named, True
        outlay = self._outlay(line, group, spoken, after)
        if outlay:
            return (outlay,), True
        noun = self.behind.subject(line, group, spoken, after)
        if noun and (countable(group) or noun.indicator):
            return (noun,), True
        if invested(spoken) and group.figures[0].plain_unit == "%":
            return (Subject("投资", group.before),), True
        inherited = self._inherited(line, len(group.figures), spoken)
        stage = None if group.figures[-1].plain_unit == "元" else _STAGE.search(spoken)
        if stage:
            return tuple(staged(each, stage.group()) for each in inherited), True
        return inherited, False

    def _said_again(
        self, line: SentenceReading, group: FigureGroup, words: str, after: int
    ) -> tuple[Subject, ...]:
        """A lead of what was just said, the same by another bound, or its next stage: 开工建设
        保障性住房900套、基本建成450套."""
        if over := leads(line, words, group.figures):
            return over
        if not line.subjects or not countable(group):
            return ()
        if same := bounded(line.subjects[-1], words):
            return (same,)
        stage = _NEXT_STAGE.fullmatch(words)
        if stage is None or self.behind.noun(group, after):
            return ()
        return (staged(line.subjects[-1], stage["stage"]),)

    def _outlay(
        self, line: SentenceReading, group: FigureGroup, words: str, after: int
    ) -> Subject | None:
        """What was invested: in the subject said before, or in the work named behind."""
        what = invested(words)
        if what is None or group.figures[-1].plain_unit != "元":
            return None
        behind = self.behind.of(group, after) or self.behind.noun(group, after)
        if self.text.startswith("、", self.text.find(behind, group.end) + len(behind)):
            behind = ""
        if behind and not is_bare(behind):
            return Subject(f"{behind}{what}", group.before)
        whole = line.whole or (line.subjects[-1] if line.subjects else None)
        if whole and not what.startswith("投入"):
            return whole.renamed(f"{_STAGED.sub('', whole.text)}{what}")
        return Subject(f"{self.behind.work(line, group) or line.topic}{what}", group.before)

    def _foreign(self, words: str) -> str:
        """Words without a leading name of the region itself, which is no subject."""
        for name in sorted(self.home.own, key=len, reverse=True):
            if (
                len(name) > 1
                and words.rstrip().endswith(name)
                and is_bare(words.rstrip()[: -len(name)])
            ):
                return ""
        return words

    def _before(
        self, line: SentenceReading, group: FigureGroup, words: str, after: int
    ) -> tuple[Subject, ...]:
        start, count = group.before, len(group.figures)
        if count > 1 and not _measured_twice(group, words):
            several = listed(words, start, count, self.home)
            if several:
                return several
        elif EACH.search(words):
            pieces = len(re.split(r"、|和|及", TAIL.sub("", words)))
            several = listed(words, start, pieces, self.home)
            named = {each.indicator is not None for each in several}
            whole = all(each.indicator or len(each.text) >= _WHOLE_NAME for each in several)
            if len(several) > 1 and len(named) == 1 and whole:
                return several
        if words.endswith("等"):
            return self._and_more(line, group, words, after)
        if count == 1 and (GROWS.search(words) or group.figures[0].unit == "番"):
            several = self._both(words, start)
            if several:
                return several
        found = resolve(words, start, self.home)
        if found is None:
            return ()
        if found.indicator is None:
            found = self._continued(line, found, start) or found
        elif count == 1 and self._joined(words, start):
            found = replace(found.renamed(tidy(TAIL.sub("", words))), scope=None)
        if line.subjects and LEVELS.match(found.text):
            return (replace(line.subjects[-1], scope=found.text),)
        whole = words.rstrip(" 的“").endswith(found.text) or bool(_WIDENS.search(words))
        return (
            self._placed(line, self._sized(found, words, group, after), group, after, whole=whole),
        )

    def _both(self, words: str, start: int) -> tuple[Subject, ...]:
        """接待游客人数、旅游花费增长25%: each of the indicators named side by side grows."""
        pieces = len(re.split(r"、|和", TAIL.sub("", words)))
        several = listed(words, start, pieces, self.home) if pieces > 1 else ()
        money = all(_is_money(each) for each in several)
        named = money or all(each.indicator for each in several)
        named = named and all(each.scope is None for each in several)
        whole = all(each.text in words or each.text[:2] in _RESIDENCE for each in several)
        return several if len(several) > 1 and named and whole else ()

    def _joined(self, words: str, start: int) -> bool:
        """办理人大代表建议和政协委员提案567件: one amount of two things is of neither alone."""
        pieces = re.split(r"和|及|与|、", TAIL.sub("", words))
        several = listed(words, start, 2, self.home) if len(pieces) == 2 else ()
        kinds = {each.indicator.unit_family for each in several if each.indicator}
        return len(several) == 2 and kinds == {"count"} and all(e.indicator for e in several)

    def _continued(self, line: SentenceReading, found: Subject, start: int) -> Subject | None:
        """粮食播种面积36万亩、产量3.1亿斤: a bare noun is said of the head of the words before."""
        if found.text not in _BARE:
            return None
        clause = line.clause_start(start)
        begin = line.sentence.start if clause is None or found.text == "出口" else clause
        said = self.text[begin:start]
        if not said.strip():
            earlier = [each for each in line.sentence.clauses if each.end <= start]
            said = self.text[earlier[-1].start : earlier[-1].end] if earlier else ""
        indicator = continued(said, found.text)
        return replace(found, indicator=indicator) if indicator else None

    def _acted_on(
        self, line: SentenceReading, group: FigureGroup, words: str, after: int
    ) -> tuple[Subject, ...]:
        """“民族星云里”引进45家首店: a verb before the figure and its object behind."""
        if len(group.figures) > 1 or not countable(group) or words.endswith("等"):
            return ()
        noun = self.behind.shared(line, self.behind.noun(group, after), group, after)
        verb = ACTS.search(words)
        if not noun or (verb and len(verb.group()) < 2 and not words.endswith("了")):
            return ()
        counted = self.behind.counted(verb.group() if verb else "", noun, group.end)
        if counted and not verb:
            return (replace(counted, scope=counted.scope or tidy(words)),)
        if counted:
            return (counted,)
        said = self.behind.said_of(line, group, after)
        if verb:
            self._lead(line, group, tidy(words))
        return (Subject(f"{tidy(words)}{noun}{said}", group.before),) if verb else ()

    def _and_more(
        self, line: SentenceReading, group: FigureGroup, words: str, after: int
    ) -> tuple[Subject, ...]:
        """打通乌兰牧骑宫南巷等3条断头路: examples before, the noun behind."""
        noun = self.behind.noun(group, after)
        phrase = tidy(words)
        counted = self.behind.counted("", noun, group.end) if noun else None
        if counted and (counted.scope or not _SELECTION.search(counted.name)):
            return (counted,)
        if not noun:
            return (Subject(phrase, group.before),)
        said = self.behind.said_of(line, group, after)
        if widened := _WIDENED.match(phrase):
            return (Subject(f"{widened.group()}{noun}{said}", group.before),)
        if noun[: len(_GENERIC[0])] in _GENERIC:
            return (Subject(f"{phrase}{noun}{said}", group.before),)
        self._lead(line, group, deeds(phrase))
        return (Subject(f"{deeds(phrase)}{noun}{said}", group.before),)

    def _lead(self, line: SentenceReading, group: FigureGroup, words: str) -> None:
        """制订“互联网+”11个行动计划和39个重大专项: what stands before a list is said of all of it."""
        line.lead = (line.clause_start(group.start) or 0, words)

    def _sized(self, found: Subject, words: str, group: FigureGroup, after: int) -> Subject:
        """总投资7亿元的水乐园项目: the noun behind says what the amount is of."""
        size = None if found.indicator else _SIZE.search(words)
        money = group.figures[-1].plain_unit == "元"
        if size and not found.text.endswith(size["what"]) and (money or "规模" in size["what"]):
            behind = self.behind.of(group, after)
            head = behind or found.text.removesuffix("总")
            return found.renamed(f"{head}{size['what'][2 * head.endswith(size['what'][:2]) :]}")
        if found.indicator or not money:
            return found
        behind = self.behind.of(group, after)
        what = _AMOUNT_OF.search(words) if behind else None
        if what:
            return Subject(f"{behind}{what['what']}", group.before)
        return found

    def _placed(
        self, line: SentenceReading, found: Subject, group: FigureGroup, after: int, *, whole: bool
    ) -> Subject:
        """祥元工业园区2.4万平方米标准化厂房: a place before the amount, the thing itself behind it.

        `whole`: nothing, no verb either, stands between the place and the amount.
        """
        if found.indicator or not whole or not countable(group):
            return found
        behind = self.behind.of(group, after)
        if behind:
            own = cleaned(found.text)
            return found if behind in own else found.renamed(f"{behind}{own}")
        noun = self.behind.noun(group, after)
        if len(noun) < _SHORTEST or _SAYS.match(noun) or _GROWS_ON.match(noun):
            return found
        self._lead(line, group, found.text)
        said = self.behind.said_of(line, group, after)
        return found.renamed(f"{found.text}{noun}{said}")

    def _inherited(self, line: SentenceReading, count: int, words: str) -> tuple[Subject, ...]:
        if not line.subjects or len(line.subjects) == count:
            return line.subjects
        distinct = {c.subject.name: c.subject for c in line.claims if c.value}
        said = tuple(distinct.values())[-count:]
        if count > 1 and GROWS.search(words) and len(said) == count:
            return said
        return line.subjects[-1:]


def _measured_twice(group: FigureGroup, words: str) -> bool:
    """改造棚户区和危旧房7300户、50万平方米: two measures of all that is named, not of one each."""
    units = {each.plain_unit for each in group.figures}
    return len(units) > 1 and "分别" not in words and "、" not in words and not units & {"%", "元"}


def _is_money(subject: Subject) -> bool:
    """Whether a subject is a sum of money, be it one that the lexicon leaves open: 财政收入."""
    indicator = subject.indicator
    if indicator:
        return indicator.unit_family == "money"
    return _AMOUNT.search(subject.text) is not None
