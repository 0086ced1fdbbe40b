"""Sentences and clauses with the figures inside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.language.measure import Measure
from service.language.measures import measures
from service.language.rows import in_table
from vectorstore import late
from vectorstore.documents import Part, Section

_SENTENCE_END = late.pattern(r"[。！？!?\n]")
_MOST_FIGURES = 100  # of 60 reports the fullest sentence has 23, the longest 794 characters
_MOST_CHARACTERS = 4_000
_NAME = 60  # what may stand before a number as its name
_CLAUSE_END = late.pattern(r"[，,；;：:。！？!?\n]|——")
_SORTS = late.pattern(
    r"(?:的)?(?:重大|重点|产业|工业|工业类|服务业|大|新|优质|在建|签约|文旅|农业)?(?:项目|企业|投资项目)"
)
_OR = late.pattern(
    r"(?:或者?|、|和)超?过?[\d.]{1,6}[亿万]?美?元(?:及?以上)?(?:的)?(?:重大|重点|产业|工业|大)?(?:项目|企业)"
)
_BOUNDED = late.pattern(
    r"的?(?!增[长加]|用于|投入|资金|投资(?!项目)|债务|贷款|税收|收入|支出|财政|建设(?!项目)|建成|开工|[和或及与]|是|为|在|的)"
    r"(?=[\u4e00-\u9fff])"
)
_COUNTED = late.pattern(r"(?:的)?(?:有|共|达到?)?\d+(?:个|家|户|项)(?!百分点)")
_BELOW = late.pattern(
    r"的[^，,。；;\d]{0,10}(?:家庭|人口|群众|居民|人员|企业|单位|县|乡镇|村|地区|城市|项目|对象)"
)
_PLANT = late.pattern(r"[^，,。；;、：:\d]{1,24}?(?:生产线|项目|工程|基地|装置|工厂|电站)")
_HEADED_FOR = late.pattern(r"[^，,。；;\d]{0,10}(?:迈进|挺进|冲刺|进军|奋进|跨越|跃升|迈步)")
_REACH = late.pattern(r"(?:以上|以内)?的?(?:[\u4e00-\u9fff“”]{0,10}圈|过境免签|通达|直达|交通)")
_VILLAGE = late.pattern(
    r"的?(?:[\u4e00-\u9fff]{0,4}(?:自然村|村屯|村组|村庄|行政村|社区|小区|老人|老年人|人口))"
)
_ASPECT = late.pattern(
    r"(?:大|重点|主要)?(?:方面|环节|层面|维度)(?![^，,。；;]{0,6}(?:获|入选|居))"
)
_UNITLESS = late.pattern(
    r"(?:率|比|指数|系数|倍差|得分|评分|总分|占比|比重|增[长幅速]|[降减]幅|下降|人数|人次|满意度|负债|水平)[^，,。；;、\d]{0,10}$"
)
_CAPACITIES = frozenset({"吨", "千瓦", "瓦", "GWh", "GW", "千升", "吨/年"})
_AMONG_WORKS = late.pattern(
    r"(?!的)[^，,。；;：:]{0,40}?等(?:\d+个|一批|重大|重点)*(?:在建|续建|[\u4e00-\u9fff]{2})?(?:项目|工程)"
)
_RANKED = late.pattern(r"(?:居|列|排|跻身|进入|名列)[^，,。；;]{0,20}$|[第前后]$")
_OF_SIZE = late.pattern(
    r"(?:及?以上)?级?的?(?:重大|重点|产业|工业|制造业|服务业|新兴|优势|龙头|核心|大)*(?:项目|企业|集团|产业|集群|园区|板块)"
)
_KIND_OF_PLANT = late.pattern(
    r"(?:及?以[上下])?的?(?:[\u4e00-\u9fff]{0,6}(?:煤矿|矿山|机组|锅炉|企业|项目|装置|电站|船|航道|泊位|码头))"
)
_MADE = frozenset({"台", "头", "辆", "只", "吨", "套", "千瓦", "台套"})
_WORKS_OF = late.pattern(
    r"[^，,。；;、：:\d的]{1,14}?(?:项目|生产线|基地|工厂|产业园|养猪场|养殖场|技改)(?![^，,。；;]{0,6}投资)"
)
_AGE = late.pattern(r"\d+周?岁")
_FAR_DOWN = 400
_NEAR = 24
_BOUNDS = frozenset({"以上", "及以上", "以下", "及以下", "超", "超过", "过"})
_RATES = frozenset({"%", "‰", "个百分点", "倍", "番"})
_SKIPPED: frozenset[Part] = frozenset({"front", "glossary", "boilerplate"})
_GAP = late.pattern(r"\s*(?:[、，,和及与]|以及)?\s*(?:每人)?(?:每[年月]|[年月]人均)?")


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures that stand side by side: 3.8%和6.5%; `before` starts where the last group ended."""

    before: int
    figures: tuple[Measure, ...]

    @property
    def start(self) -> int:
        return self.figures[0].start

    @property
    def end(self) -> int:
        return self.figures[-1].end


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas; `hard` when a semicolon or colon stands before it."""

    start: int
    end: int
    groups: tuple[FigureGroup, ...]
    hard: bool


@dataclass(frozen=True, slots=True)
class SplitSentence:
    """A sentence with its clauses and the place it stands in; `cut` when it is a piece of one
    that is too long to be read as a whole, so that what a figure is said of may stand elsewhere."""

    start: int
    end: int
    clauses: tuple[Clause, ...]
    part: Part
    path: tuple[str, ...]
    opens: bool
    cut: bool = False


def sentences(text: str, sections: Sequence[Section]) -> Iterator[SplitSentence]:
    """The sentences of the body that hold figures or set the scene for them."""
    for start, end, section in _leaves(text, sections):
        if section.part in _SKIPPED:
            continue
        yield from _sentences(text, start, end, section, measures(text, start, end))


def _sorts(text: str, figure: Measure) -> bool:
    """5000万元以上项目, 1公里范围, 3000吨级航道, 向2000亿元产业迈进: a size that sorts, or that is
    headed for, says nothing of its own."""
    if figure.plain_unit == "个" and _ASPECT.match(text, figure.end):
        return True
    if _is_rank(text, figure) or _is_size(text, figure):
        return True
    if figure.plain_unit in ("分钟", "小时", "公里") and _REACH.match(text, figure.end):
        return True
    if text.startswith("级", figure.end) or _HEADED_FOR.match(text, figure.end):
        return text[figure.end : figure.end + 1] == "级" or text[figure.start - 1] in "向朝"
    if figure.plain_unit in ("米", "公里"):
        return text.startswith("范围", figure.end)
    if figure.qualifier in ("以上", "及以上") and figure.plain_unit in ("户", "人", "岁"):
        return _VILLAGE.match(text, figure.end) is not None
    if figure.plain_unit in ("床", "张床"):
        return text.startswith("位以上", figure.end)
    if figure.plain_unit == "%":
        below = figure.qualifier in ("以下", "及以下")
        return below and _BELOW.match(text, figure.end) is not None
    if figure.plain_unit not in ("元", "美元"):
        return _yearly_output(text, figure)
    return _sorts_by_money(text, figure)


def _sorts_by_money(text: str, figure: Measure) -> bool:
    """5000万元以上项目, 其中超10亿元12个, but not 总投资5000万元的项目."""
    if _OR.match(text, figure.end):
        return True
    costs = text.endswith("总投资", 0, figure.start)
    if figure.qualifier not in _BOUNDS:
        return not costs and _SORTS.match(text, figure.end) is not None
    if not costs and _COUNTED.match(text, figure.end):
        return True
    return (
        _BOUNDED.match(text, figure.end) is not None or _SORTS.match(text, figure.end) is not None
    )


def _is_size(text: str, figure: Measure) -> bool:
    """建设13万吨丙烯腈等项目, 20万千瓦及以上机组: what a plant can make is part of its name."""
    if figure.plain_unit in ("英寸", "蒸吨", "千伏"):
        return True
    if text.rfind("《", max(0, figure.start - _NEAR), figure.start) > text.rfind(
        "》", 0, figure.start
    ):
        return True
    if text.endswith("满", 0, figure.start) and _AGE.match(text, figure.start):
        return True
    if figure.unit in ("亿", "万") and _OF_SIZE.match(text, figure.end):
        return True
    if figure.plain_unit in _CAPACITIES:
        bounded = figure.qualifier in ("及以上", "及以下", "以上", "以下")
        if bounded and _KIND_OF_PLANT.match(text, figure.end):
            return True
        return _AMONG_WORKS.match(text, figure.end) is not None
    if figure.unit[:1] == "万" and figure.plain_unit in _MADE:
        return _WORKS_OF.match(text, figure.end) is not None
    return False


def _is_rank(text: str, figure: Measure) -> bool:
    """居全国11位, 后20位: a place in a row counts nothing."""
    ranks = (
        figure.plain_unit in ("位", "名") and figure.value is not None and figure.value < _FAR_DOWN
    )
    return ranks and _RANKED.search(text, max(0, figure.start - _NEAR), figure.start) is not None


def _is_bare(text: str, start: int, figure: Measure, then: Sequence[Measure]) -> bool:
    """办好2025郑州大会, 加快8.6代线: digits without a unit count nothing, but for a rate or an
    index (婴儿死亡率2.66) and for a figure whose unit follows with the next (3、5、70个)."""
    if figure.unit or not figure.number.replace(".", "").replace("-", "").isdigit():
        return False
    if any(_GAP.fullmatch(text, figure.end, each.start) for each in then):
        return False
    return _UNITLESS.search(text, max(start, figure.start - _NEAR), figure.start) is None


def _yearly_output(text: str, figure: Measure) -> bool:
    """年产3000千升白酒生产线: what a plant can make is part of its name."""
    before = text[max(0, figure.start - 3) : figure.start]
    capacity = figure.plain_unit in ("吨", "千瓦", "千升") and before.endswith(("个", "条", "座"))
    return (capacity or before.endswith(("年产", "年产能"))) and _PLANT.match(
        text, figure.end
    ) is not None


def _leaves(text: str, sections: Sequence[Section]) -> Iterator[tuple[int, int, Section]]:
    """Spans of the text, each with the deepest section around it, in order."""
    edges = sorted({0, len(text), *(s.start for s in sections), *(s.end for s in sections)})
    opened: list[Section] = []
    ordered = sorted(sections, key=lambda s: (s.start, -s.end))
    position = 0
    for start, end in pairwise(edges):
        while position < len(ordered) and ordered[position].start <= start:
            opened.append(ordered[position])
            position += 1
        opened = [section for section in opened if section.end > start]
        if opened:
            yield start, end, opened[-1]


def _sentences(
    text: str, start: int, end: int, section: Section, numbers: list[Measure]
) -> Iterator[SplitSentence]:
    at = 0
    begin = start
    opens = True
    stops = [m.end() for m in _SENTENCE_END.finditer(text, start, end)]
    for stop in [*stops, end]:
        mine: list[Measure] = []
        while at < len(numbers) and numbers[at].start < stop:
            mine.append(numbers[at])
            at += 1
        pieces = _pieces(begin, stop, mine)
        for left, right, figures in pieces:
            if text[left:right].strip() and not in_table(text[left:right]):
                clauses = tuple(_clauses(text, left, right, figures))
                cut = len(pieces) > 1
                yield SplitSentence(left, right, clauses, section.part, section.path, opens, cut)
        opens = text[stop - 1 : stop] == "\n"
        begin = stop


def _pieces(start: int, end: int, numbers: list[Measure]) -> list[tuple[int, int, list[Measure]]]:
    """A sentence as it is, or in pieces of bounded length: what reads it looks back over all of
    it at each figure, and 8,000 figures in a sentence took minutes. No figure is cut."""
    found: list[tuple[int, int, list[Measure]]] = []
    mine: list[Measure] = []
    for number in numbers:
        if len(mine) == _MOST_FIGURES or number.end - start > _MOST_CHARACTERS:
            stop = max(mine[-1].end if mine else start, number.start - _NAME)
            found.append((start, stop, mine))
            start, mine = stop, []
        mine.append(number)
    return [*found, (start, end, mine)]


def _clauses(text: str, start: int, end: int, read: list[Measure]) -> Iterator[Clause]:
    """The clauses of a sentence; a comma inside any figure read there, 5,000万元, ends none."""
    inside = [(f.start, f.end) for f in read]
    numbers = [
        each
        for at, each in enumerate(read)
        if not _sorts(text, each) and not _is_bare(text, start, each, read[at + 1 : at + 2])
    ]
    begin, hard, at = start, True, 0
    marks = list(_CLAUSE_END.finditer(text, start, end))
    for mark_start, mark_end in [*((m.start(), m.end()) for m in marks), (end, end)]:
        if any(s < mark_start < e for s, e in inside) or mark_end <= begin:
            continue
        mine: list[Measure] = []
        while at < len(numbers) and numbers[at].start < mark_start:
            mine.append(numbers[at])
            at += 1
        if text[begin:mark_start].strip():
            yield Clause(begin, mark_start, tuple(_groups(text, begin, mine)), hard)
        hard = text[mark_start:mark_end] not in (",", "，")
        begin = mark_end


def _groups(text: str, start: int, numbers: list[Measure]) -> Iterator[FigureGroup]:
    before = start
    run: list[Measure] = []
    for number in numbers:
        if run and not _side_by_side(text, run[-1], number):
            yield FigureGroup(before, tuple(run))
            before = run[-1].end
            run = []
        run.append(number)
    if run:
        yield FigureGroup(before, tuple(run))


def _side_by_side(text: str, last: Measure, number: Measure) -> bool:
    """3.8%和6.5% stand side by side; 增长4.2%、突破86亿元 are a change and an amount."""
    alike = (last.plain_unit in _RATES) == (number.plain_unit in _RATES) or not last.unit
    alike = alike or (last.unit == "个" and number.unit.startswith("个"))  # 3.6个、3.5个百分点
    return alike and _GAP.fullmatch(text, last.end, number.start) is not None
