"""Promises of last year that this year's review does not mention.

争创国家级知识产权保护示范区 stood in the plan; no sentence of the next review holds its words. A
promise of several things counts only where none of them is mentioned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.tasks.changes.clauses import SENTENCE, Clause
from service.tasks.changes.likeness import Pairs, Rarity, object_of, pairs, runs
from service.tasks.sources import Source
from vectorstore import late

CONCRETE = late.pattern(
    r"启动|开工|建成|完成|新建|争创|创建|申报|申建|申办|申请|举办|承办|制定|出台|组建|设立|投产|竣工|引进|打造"
    r"|通车|力争|谋划|建设|改造|实施|开展|筹建|编制|争取|新增|培养|培育|开通|推出|选派|招聘|盘活|增设|达到"
)
NAMED = late.pattern(
    r"\d|“|《|国家|全国|省级|示范|试点|园|中心|基地|高速|机场|铁路|项目|工程|条例|试验线|生产线|专线|博物馆|体育馆|大桥|高铁|电站|论坛|大会|冬青奥会|博览会|锦标赛|实验室|研究院|工作站|试验区|三甲"
)
ITEM = late.pattern(r"[^、和及等]+")
EMPTY = late.pattern(
    r"^(?:坚持)?以.+为|之年$|^结合|切实改变|^巩固|一批|^(?:支持|鼓励|引导|加强|强化|围绕|聚焦|坚持|依托|发挥|用好|突出|完善|健全)"
)
AMOUNT = late.pattern(r"\d{3,}(?:\.\d+)?|\d[\d.]*[%％亿万千百]*[\u4e00-\u9fff]?")
LATIN = late.pattern(r"[A-Za-z][A-Za-z0-9&+-]*|\d[A-Za-z][A-Za-z0-9]*")
MENTIONED = 0.34  # of the weight of an item's words in one sentence of the review
TELLING = 3  # pairs that an item must have to be looked for


REVIEWED = ("review", "review_period")


@dataclass(frozen=True, slots=True)
class Review:
    """A sentence of a review as it is searched."""

    pairs: Pairs
    triples: Pairs
    latin: frozenset[str]
    amounts: frozenset[str]


def reviewed(sentence: str) -> Review:
    """A sentence of a review, read once."""
    about = object_of(sentence)
    return Review(
        pairs(about), runs(about, 3), frozenset(LATIN.findall(sentence)), amounts(sentence)
    )


@lru_cache(maxsize=8)
def review_of(source: Source) -> tuple[Review, ...]:
    """The sentences in which a report looks back; of one without such a part, all."""
    parts = [s for s in source.sections if s.part in REVIEWED and len(s.path) <= 1]
    spans = [(s.start, s.end) for s in parts] or [(0, len(source.text))]
    return tuple(
        reviewed(found[0])
        for start, end in spans
        for found in SENTENCE.finditer(source.text, start, end)
    )


def unmentioned(
    planned: Sequence[Clause], review: Sequence[Review], rarity: Rarity
) -> list[Clause]:
    """The promises of a plan that no sentence of the next review takes up."""
    return [
        clause
        for clause in planned
        if is_promise(clause.text) and not is_mentioned(clause.text, review, rarity)
    ]


def amounts(clause: str) -> frozenset[str]:
    """Its numbers, short ones with the sign behind them: 旅游收入达到3000亿元 is taken up by 旅游总花费突破3000亿元."""
    return frozenset(AMOUNT.findall(clause))


def is_promise(clause: str) -> bool:
    """Whether a clause promises a thing that can be looked for later."""
    whole = clause.count("“") == clause.count("”")
    named = CONCRETE.search(clause) and NAMED.search(clause)
    return bool(whole and named and not EMPTY.search(clause))


def is_mentioned(clause: str, review: Sequence[Review], rarity: Rarity) -> bool:
    """Whether any thing of the clause is; one too short to be looked for counts as mentioned."""
    latin = frozenset(LATIN.findall(clause))
    about, numbers = pairs(object_of(clause)), amounts(clause)
    for sentence in review:
        if latin & sentence.latin or (numbers & sentence.amounts and about & sentence.pairs):
            return True
    items = [object_of(match[0]) for match in ITEM.finditer(clause)]
    telling = [item for item in items if len(pairs(item)) >= TELLING]
    whole = object_of(clause)
    if not telling and len(pairs(whole)) < TELLING:
        return True
    return any(_told(item, review, rarity) for item in telling or [whole])


def _told(item: str, review: Sequence[Review], rarity: Rarity) -> bool:
    wanted, longer = pairs(item), runs(item, 3)
    return any(
        rarity.share(wanted, sentence.pairs) >= MENTIONED
        or (longer and len(longer & sentence.triples) / len(longer) >= MENTIONED)
        for sentence in review
    )
