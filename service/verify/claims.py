"""What a model's line claims in words beside its numbers: that too must stand in its sources.

回民区一般公共预算收入完成12.92亿元，未完成目标: the number is true, the sentence is not.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from service.facts.model import Fact
from service.shapes import Citation
from service.verify.cue import Cue
from service.verify.denied import ABSENT
from service.verify.evidence import Derived, Evidence, Mention
from service.verify.language import SUPPORT, pairs
from service.verify.said import Reading
from service.verify.spoken import holders
from vectorstore import late

STOPS = late.pattern(r"[，。；：！？（）,;:!?()]")
LONG_ENOUGH = 5
COMPARED = late.pattern("[比较]上年|[比较]去年|同比|环比|总量|规模")
TOLD_OF = 2  # of an indicator even two words are a claim: 工业增加值垫底
# Words that turn, heighten or deny what a clause says: never the model's own.
TURNING = late.pattern(
    r"未(?![来成婚央])[\u4e00-\u9fff]|没有|没能|尚未|并非|不是|不及|不如|不足|不到|正增长|负增长|新高|新低"
    r"|目标(?:任务)?(?:已经?|均已?|都已?|全部|圆满|如期|顺利|提前)+(?:完成|实现|达成)"
    r"|统计局|统计公报|统计年鉴|媒体|专家|业内|人士|新华社|公开资料|网上|据悉|据了解"
    r"|超额|提前|首次|首个|唯一|历史|最[大小高低好差多少快慢优强早]|好于|优于|高于|低于|快于"
    r"|慢于|多于|少于|领先|落后|得益|归功|导致|由于|因为|受[^，。；]{1,8}影响"
)
# How strongly something moved: what the number's own clause has to say.
DEGREE = late.pattern(
    r"大幅|显著|明显|小幅|略[有微]?(?=[增上提下降减回])|微[增降涨跌]|急剧|迅猛|迅速|快速(?![路通公化])|强劲|猛[增降]"
    r"|锐减|骤[增降减]|暴[增涨跌]|(?:持续|连续|稳步|逐年)(?=增|上升|提|下降|减|回落|下滑|扩大)"
)
MOVING = late.pattern(
    r"(?<![经新快同])(?:增长|增加|上升|上涨|回升|反弹|扩大|提升|提高|攀升|下降|减少|降低|回落|下滑|下跌|收窄"
    r"|缩小|萎缩|恶化|好转|改善|加快|放缓|翻番|持平)(?![的目率速幅])"
)
STOCK = late.pattern(
    r"其中|此外|同时|另外|与此|具体(?:来看|而言|为|如下)?|总体(?:来看|上)?|根据|依据|按照|据|显示|表明|指出|提到|提出"
    r"|相关|有关|情况|方面|分别|如下|所示|政府工作报告|工作报告|报告|全年|当年|全市|全区|全县|全旗|全省|主要|指标"
    r"|数据|以上|两地|各地|均为?|都是?|即|也|还|并且?|而|则|是|为|的|了|在|中|与|和|对|从|由|以|及|等"
)


def claims(reading: Reading, mentions: Sequence[Mention], cited: set[int]) -> Iterator[str]:
    """Why words of the line that are no numbers do not stand; `cited` are its sources."""
    sources = [each for each in reading.evidence.citations if each.n in cited]
    telling = {n for each in mentions for n in _telling(each.proof, reading.evidence)}
    held = _held(sources)
    if not held or ABSENT.search(reading.text):
        return
    places = [(each.start, each.end) for each in mentions]
    for start, end in _clauses(reading):
        text = reading.text[start:end]
        bare = not any(start <= at < end for at, _ in places)
        own = _own_words(reading, start, end)
        behind = max((at for _, at in places if start < at <= end), default=end)
        tail = _own_words(reading, behind, end)
        if len(tail) >= TOLD_OF and not _supported(tail, held):
            yield f"所引原文没有“{reading.text[behind:end].strip()}”的意思"
        for word in _turns(reading, start, end, places, bare=bare):
            near = "" if bare or not DEGREE.search(word) else _quotes(mentions, start, end)
            elsewhere = near and word not in near
            if elsewhere or not any(_tells(each, word, own, telling) for each in sources):
                yield f"所引原文没有说“{word}”"
        least = TOLD_OF if _names_indicator(reading, start, end) else LONG_ENOUGH
        if bare and len(own) >= least and not _supported(own, held):
            yield f"所引原文没有“{text.strip()}”的意思"


def _names_indicator(reading: Reading, start: int, end: int) -> bool:
    """Whether a clause names an indicator, or compares with what was before."""
    cues = (cue for cue in reading.cues if start <= cue.start < end)
    return any(cue.dimension == "indicator" for cue in cues) or bool(
        COMPARED.search(reading.text, start, end)
    )


def _quotes(mentions: Sequence[Mention], start: int, end: int) -> str:
    """The clauses of the reports that the numbers between two places are proven by."""
    facts = [
        each.proof for each in mentions
        if start <= each.start < end and isinstance(each.proof, Fact)
    ]  # fmt: skip
    return "；".join(fact.quote for fact in facts)


def _clauses(reading: Reading) -> Iterable[tuple[int, int]]:
    """The clauses of the draft's own words; quotations are one with the clause they stand in."""
    quoted = [(quote.start, quote.end) for quote in reading.quotes]
    start = 0
    for found in STOPS.finditer(reading.text):
        if any(left <= found.start() < right for left, right in quoted):
            continue
        yield start, found.start()
        start = found.end()
    yield start, len(reading.text)


def _held(sources: Sequence[Citation]) -> str:
    """All that the sources of a line say, with the names of their sections."""
    return "；".join(part for each in sources for part in (each.quote, *each.section))


def _telling(proof: Fact | Citation | Derived | None, evidence: Evidence) -> Iterator[int]:
    """The citations in which the proof of a number stands."""
    if isinstance(proof, Citation):
        yield proof.n
    elif isinstance(proof, Derived):
        for fact in proof.operands:
            yield from holders(fact, evidence)
    elif proof is not None:
        yield from holders(proof, evidence)


def _tells(source: Citation, word: str, own: str, telling: set[int]) -> bool:
    """Whether a source says the word of what the line speaks of: where a number of the line
    stands, or where the clause's other words do."""
    if word not in source.quote:
        return False
    rest = own.replace(word, "")
    return not telling or source.n in telling or (len(rest) > 1 and _supported(rest, source.quote))


def _turns(
    reading: Reading, start: int, end: int, proven: Sequence[tuple[int, int]], *, bare: bool
) -> Iterator[str]:
    patterns = (TURNING, DEGREE, MOVING) if bare else (TURNING, DEGREE)
    for pattern in patterns:
        for found in pattern.finditer(reading.text, start, end):
            inside = [*reading.quotes, *reading.quantities]
            named = [c for c in reading.cues if c.dimension in ("indicator", "whole")]
            spans = [*proven, *((each.start, each.end) for each in (*inside, *named))]
            if not any(left <= found.start() < right for left, right in spans):
                yield found.group()


def _own_words(reading: Reading, start: int, end: int) -> str:
    """The clause without names, numbers, quotations and words that say nothing."""
    silent: list[Cue] = [c for c in reading.cues if c.dimension != "whole"]
    spans = [(each.start, each.end) for each in (*silent, *reading.quotes)]
    kept = "".join(
        " " if any(left <= at < right for left, right in spans) else letter
        for at, letter in enumerate(reading.text[start:end], start)
    )
    return re.sub(r"[\W\d]", "", STOCK.sub(" ", kept))


def _supported(words: str, held: str) -> bool:
    wanted = pairs(words)
    return not wanted or len(wanted & pairs(held)) >= SUPPORT * len(wanted)
