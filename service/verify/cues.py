"""Words of a draft that say what a number is said of: region, period, indicator, kind, basis."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from service.language.indicators import find
from service.language.indicators import mentions as indicator_mentions
from service.verify.cue import Dimension, DimensionCue
from service.verify.evidence import DraftEvidence
from service.verify.when import period_cues
from vectorstore import late
from vectorstore.regions import RegionMention
from vectorstore.regions import mentions as region_mentions

HALF_OF = {"农村": "城镇", "城镇": "农村"}
FUTURE = (
    r"(?=会|要|在|于|有|为|是|达|完成|实现|增|减|下|上|提|降|突破|超|新|建|实施|推|保|控|引|启|改|安排"
    r"|投|开|形成|继续|力争|进一步|全面|持续|不断|重点|努力|着力|加|累计|再|共|以)"
)
MODALITY = late.pattern(
    r"(?P<target>(?:目标|计划)(?!的?任务|的\d)|力争|预期(?!转弱)|确保|拟|规划(?!收官|占地|面积|建设)"
    r"|争取(?!到|上级|中央|国家|各类|各级|地方|专项|资金|项目|政策|自治区)"
    rf"|将(?:{FUTURE})|有望)"
    r"|(?P<taken>将(?![军近])|提出(?!的))"
    r"|(?P<expected>预计|预估|估计)"
    r"|(?P<actual>完成(?!情况|率)|实现|实际|达到|已经?)"
)
STRENGTH = {"target": 3, "expected": 2, "taken": 1, "actual": 0}
SETTLED = ("实际", "已", "已经")
BASIS = late.pattern(r"(?P<average>年均|年平均|平均每年)|(?P<cumulative>累计|总计|合计)")
SHARE = late.pattern(r"占(?:全[省市区县旗州盟])?$")
ASIDE = late.pattern(r"（[^（）]*）|\([^()]*\)")
SENTENCE_STOPS = "。！？!?"
ITEM_STOPS = "，。；：、！？,;:!?（）()"


def region_cues(text: str, evidence: DraftEvidence) -> Iterable[DimensionCue]:
    """Names of places; one that is no report of the evidence keeps its own name."""
    known = {name: report.region for report in evidence.reports for name in _names(report.region)}
    for mention in _places_in(text):
        names = [region.name for region in mention.regions]
        ours = [name for name in names if name in known]
        value = known[ours[0]] if ours else known.get(mention.text, names[0] if names else "")
        if value:
            yield DimensionCue("region", value, mention.start, mention.end)
    for name, region in known.items():
        for at in _places_of(name, text):
            yield DimensionCue("region", region, at, at + len(name))


def _places_of(words: str, text: str) -> Iterable[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


@lru_cache(maxsize=512)
def _places_in(text: str) -> tuple[RegionMention, ...]:
    return region_mentions(text)


@lru_cache(maxsize=4096)
def _names(region: str) -> tuple[str, ...]:
    short = re.sub(r"(?:特别行政区|自治[区州县旗]|[省市区县旗镇乡])$", "", region)
    return (region, short) if len(short) >= 2 else (region,)


def indicator_cues(text: str, evidence: DraftEvidence) -> Iterable[DimensionCue]:
    """Indicators of the lexicon, and the reports' own noun phrases for the others.

    What another is a share of (占一般公共预算支出的70.22%) is not what is spoken of.
    """
    for start, end, indicator in indicator_mentions(text):
        whole = SHARE.search(text, 0, start) is not None
        if "新增" in indicator.name and "新" not in text[max(0, start - 3) : end]:
            yield DimensionCue(
                "indicator", text[start:end], start, end
            )  # a stock is no addition to it
            continue
        yield DimensionCue("whole" if whole else "indicator", indicator.name, start, end)
    yield from _both_halves(text, evidence)
    phrases = {
        phrase: fact.indicator
        for fact in evidence.facts
        if not fact.known
        for phrase in (fact.indicator, fact.indicator_text)
    }
    for phrase, name in phrases.items():
        for at in _places_of(phrase, text):
            yield DimensionCue("indicator", name, at, at + len(phrase))


def _both_halves(text: str, evidence: DraftEvidence) -> Iterable[DimensionCue]:
    """城乡居民人均可支配收入分别增长: two indicators, the town's and the country's."""
    for start, _, indicator in indicator_mentions(text):
        half, other = indicator.name[:2], HALF_OF.get(indicator.name[:2])
        named = other and re.search(rf"{other}(?:居民)?(?:[、和与及]|以及)$", text[:start])
        twin = find(f"{other}{indicator.name.removeprefix(half)}") if named else None
        if named and twin:
            yield DimensionCue("indicator", twin.name, named.start(), named.start() + 2)
    if "城乡" not in text:
        return
    rest = {
        name[2:]
        for fact in evidence.facts
        for name in (fact.indicator, fact.indicator_text)
        if name.startswith(("城镇", "农村")) and len(name) > 2
    }
    for name in rest:
        for found in re.finditer(f"城乡{re.escape(name)}", text):
            start = found.start()
            yield DimensionCue("indicator", f"城镇{name}", start, start + 1)
            yield DimensionCue("indicator", f"农村{name}", start + 1, found.end())


def wording_cues(text: str) -> Iterable[DimensionCue]:
    """What makes a number a target, an expectation, a result, an average or a sum of years."""
    for found in MODALITY.finditer(text):
        yield DimensionCue("modality", str(found.lastgroup), *found.span())
    for found in BASIS.finditer(text):
        yield DimensionCue("basis", str(found.lastgroup), *found.span())


def cues(text: str, evidence: DraftEvidence) -> tuple[DimensionCue, ...]:
    """All cues of a line in order; the longest wins where two of a dimension overlap."""
    found = [
        *region_cues(text, evidence),
        *period_cues(text, evidence),
        *indicator_cues(text, evidence),
        *wording_cues(text),
    ]
    found.sort(key=lambda cue: (cue.dimension, cue.start, cue.start - cue.end))
    kept: list[DimensionCue] = []
    for cue in found:
        last = kept[-1] if kept else None
        if last and last.dimension == cue.dimension and cue.start < last.end:
            continue
        kept.append(cue)
    spans = [(c.start, c.end) for c in kept if c.dimension == "indicator" and not find(c.value)]
    own = [cue for cue in kept if not any(_is_inside(cue, *span) for span in spans)]
    return tuple(sorted(own, key=lambda cue: cue.start))


def _is_inside(cue: DimensionCue, start: int, end: int) -> bool:
    """Whether a word is but part of a name: 额济纳旗 of 额济纳旗治愈患者转运任务."""
    if cue.dimension not in ("region", "modality", "basis", "period"):
        return False
    return start <= cue.start and cue.end < end and (cue.start > start or cue.dimension != "region")


def clause_bounds(
    text: str, start: int, end: int, stops: str = "，。；：！？,;:!?"
) -> tuple[int, int]:
    """The clause around `start:end`."""
    places = _stops_in(text, stops)
    before, behind = bisect_left(places, start), bisect_left(places, end)
    left = places[before - 1] + 1 if before else 0
    return left, places[behind] if behind < len(places) else len(text)


@lru_cache(maxsize=1024)
def _stops_in(text: str, stops: str) -> tuple[int, ...]:
    return tuple(at for at, letter in enumerate(text) if letter in stops)


def governing(
    all_cues: Sequence[DimensionCue], dimension: Dimension, text: str, start: int, end: int
) -> DimensionCue | None:
    """The cue that a number at `start:end` stands under: the last before it, else the first after
    it in its clause."""
    own = [cue for cue in all_cues if cue.dimension == dimension]
    before = [cue for cue in own if cue.end <= start]
    if before:
        return before[-1]
    _, right = clause_bounds(text, start, end)
    after = [cue for cue in own if end <= cue.start < right]
    return after[0] if after else None


def item_cue(
    all_cues: Sequence[DimensionCue],
    text: str,
    start: int,
    end: int,
    dimension: Dimension = "indicator",
) -> DimensionCue | None:
    """The cue of the item a number stands in (打掉黑社会性质组织2个、22个涉恶团伙), else the last
    one before it."""
    left, right = clause_bounds(text, start, end, ITEM_STOPS)
    own = [cue for cue in all_cues if cue.dimension == dimension]
    before = [cue for cue in own if left <= cue.start and cue.end <= start]
    after = [cue for cue in own if end <= cue.start < right]
    if before or after:
        return before[-1] if before else after[0]
    aside = [found.span() for found in ASIDE.finditer(text)]
    outer = [cue for cue in own if not any(s <= cue.start < e <= start for s, e in aside)]
    return governing(outer, dimension, text, start, end)


def modality(
    all_cues: Sequence[DimensionCue],
    numbers: Sequence[tuple[int, int]],
    text: str,
    start: int,
    end: int,
) -> str | None:
    """Whether a number is told as a target, an expectation or a result (None: not said).

    力争实现 is a target, and 目标 and 预计 hold to the end of their sentence; a new period behind
    another number starts afresh: 2021年目标为3%，2020年为2.2%.
    """
    first = max((text.rfind(stop, 0, start) for stop in SENTENCE_STOPS), default=-1) + 1
    first = _afresh(all_cues, numbers, text, first, start)
    own = [cue for cue in all_cues if cue.dimension == "modality"]
    said: DimensionCue | None = None
    for cue in (each for each in own if first <= each.start and each.end <= start):
        if said is None or _overrides(cue, said, text):
            said = cue
    if said is not None:
        return said.value
    _, right = clause_bounds(text, start, end)
    after = [cue.value for cue in own if end <= cue.start < right]
    return max(after, key=STRENGTH.__getitem__, default=None)


def _overrides(cue: DimensionCue, said: DimensionCue, text: str) -> bool:
    if cue.value == "actual" and text[cue.start : cue.end] not in SETTLED:
        return said.value == "actual"
    same_clause = clause_bounds(text, said.start, said.end)[1] >= cue.end
    return not same_clause or STRENGTH[cue.value] >= STRENGTH[said.value]


def _afresh(
    all_cues: Sequence[DimensionCue],
    numbers: Sequence[tuple[int, int]],
    text: str,
    first: int,
    end: int,
) -> int:
    """Where the words that bear on the number begin: at the last period told after a number."""
    for cue in reversed(all_cues):
        earlier = any(first <= number[0] < cue.start for number in numbers)
        if cue.dimension == "period" and first <= cue.start and cue.end <= end and earlier:
            return max(first, clause_bounds(text, cue.start, cue.end)[0])
    return first
