"""Promises of last year that this year's review does not mention.

争创国家级知识产权保护示范区 stood in the plan; no sentence of the next review holds its words. A
promise of several things counts only where none of them is mentioned.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from service.language.indicators import printed_mentions
from service.language.promises import COUNTED, heads, promised
from service.language.strength import full_names, naming, slogans
from service.tasks.changes.clauses import PlanClause
from service.tasks.changes.likeness import Pairs, Rarity, object_of, pairs, runs
from service.tasks.changes.naming import QUOTED, bare
from service.tasks.sources import ReportSource
from vectorstore import late

ITEM = late.pattern(r"[^、和及等]+")
EMPTY = late.pattern(
    r"^(?:坚持)?以.+为|之年$|^结合|切实改变|^巩固|一批|^(?:支持|鼓励|引导|加强|强化|围绕|聚焦|坚持|依托|发挥|用好|突出|完善|健全)"
    r"|^(?:继续|认真|全面|切实|积极|坚决|严格|抓好|深入)*(?:贯彻|落实|执行|学习)|的落实$|^(?:为|在|比|每个)|^把|^按照|^对.+项目$|以.+为(?:牵引|抓手|契机|重点|核心|主线|轴线)|事关|手段$|梳理|^(?:列支|安排|投入|统筹|整合|筹集)[^，]*元"
)
AMOUNT = late.pattern(r"\d{3,}(?:\.\d+)?|\d[\d.]*[%％亿万千百]*[\u4e00-\u9fff]?")
THING = late.pattern(
    r"(?P<before>[\u4e00-\u9fff]{2})(?:达到?|突破|超过?|约|近|不少于|不低于)?"
    r"\d[\d.]*[亿万千百多余]*(?P<unit>[\u4e00-\u9fff])"
)
COUNT = late.pattern(
    r"\d[\d.]*[亿万千百多余]*(?P<unit>[个座所处条家户套场台辆张])(?P<behind>[\u4e00-\u9fff]{2,8})"
)
LATIN = late.pattern(r"[A-Za-z][A-Za-z0-9&+-]*|\d[A-Za-z][A-Za-z0-9]*")
MENTIONED = 0.42  # of the weight of an item's words in one sentence of the review
HEAD, NAME, DISTINCT = 4, 3, 2
SHORTLY = 0.5
GENERAL = frozenset({"投资", "资金", "全市", "全省", "全县", "全区", "以上", "新建", "完成"})
NUMBERED = 0.2  # of that weight, where a number is said again too
MOVED = late.pattern(r"增长|增速|增幅|增加|下降|降低|控制|确保|力争|突破|同比|预期|目标")
TELLING = 3  # pairs that an item must have to be looked for


WHOLE = late.pattern(r"[^。；;！!？?]+")  # over line ends, which a page may have put into it
REVIEWED = ("review", "review_period")


@dataclass(frozen=True, slots=True)
class Review:
    """A sentence of a review as it is searched."""

    pairs: Pairs
    triples: Pairs
    counted: frozenset[str]
    latin: frozenset[str]
    amounts: frozenset[str]
    things: frozenset[tuple[str, str]]
    text: str


def reviewed(sentence: str) -> Review:
    """A sentence of a review, read once."""
    about = object_of(sentence)
    return Review(
        pairs(about),
        runs(about, 3),
        counted(sentence),
        frozenset(LATIN.findall(sentence)),
        amounts(sentence),
        things_of(sentence),
        bare(sentence),
    )


def things_of(clause: str) -> frozenset[tuple[str, str]]:
    """What a clause counts before or behind its number, with the unit: 学位 and 个 of 新增学位5万个;
    what is of any kind, 企业, is nothing."""
    full = full_names(clause)
    found = {(one["before"], one["unit"]) for one in THING.finditer(full)}
    for one in COUNT.finditer(full):
        behind = object_of(one["behind"]).split()
        found |= {(pair, one["unit"]) for pair in pairs(behind[0] if behind else "")}
    return frozenset(
        (of, unit) for of, unit in found if of and of not in GENERAL and of not in naming("kinds")
    )


@lru_cache(maxsize=8)
def review_of(source: ReportSource) -> tuple[Review, ...]:
    """The sentences in which a report looks back; of one without such a part, all."""
    parts = [s for s in source.sections if s.part in REVIEWED and len(s.path) <= 1]
    spans = [(s.start, s.end) for s in parts] or [(0, len(source.text))]
    return tuple(
        reviewed(found[0])
        for start, end in spans
        for found in WHOLE.finditer(source.text, start, end)
    )


def unmentioned(
    planned: Sequence[PlanClause], review: Sequence[Review], rarity: Rarity
) -> list[PlanClause]:
    """The promises of a plan that no sentence of the next review takes up."""
    return [
        clause
        for clause in planned
        if is_promise(clause.text)
        and (_is_telling(clause.text, rarity) or is_of_counted(clause.text))
        and not is_mentioned(clause.text, review, rarity)
    ]


def _is_telling(clause: str, rarity: Rarity) -> bool:
    """Whether a promise is of a thing that is not spoken of everywhere: not 推动园区经济发展."""
    about = pairs(object_of(clause))
    return bool(about) and rarity.telling(about) >= min(DISTINCT, len(about))


def amounts(clause: str) -> frozenset[str]:
    """Its numbers, short ones with the sign behind them: 旅游收入达到3000亿元 is taken up by 旅游总花费突破3000亿元."""
    return frozenset(AMOUNT.findall(clause))


@cache
def counted(clause: str) -> frozenset[str]:
    """The indicators that a clause with a number names: what it says of them is told by numbers."""
    if not COUNTED.search(clause):
        return frozenset()
    return frozenset(indicator.name for _, _, indicator in printed_mentions(clause))


@cache
def is_of_counted(clause: str) -> bool:
    """Whether a clause is of an indicator and nothing else: 规模以上工业增加值增长7%."""
    if not counted(clause):
        return False
    rest = list(clause)
    for start, end, _ in printed_mentions(clause):
        rest[start:end] = " " * (end - start)
    return not pairs(MOVED.sub(" ", object_of("".join(rest))))


def is_promise(clause: str) -> bool:
    """Whether a clause promises a thing that can be looked for later."""
    whole = all(clause.count(mark) == clause.count(end) for mark, end in ("“”", "《》"))
    return bool(whole and promised(clause) and not EMPTY.search(clause))


def is_mentioned(clause: str, review: Sequence[Review], rarity: Rarity) -> bool:
    """Whether any thing of the clause is; one too short to be looked for counts as mentioned."""
    latin = frozenset(LATIN.findall(clause))
    things = things_of(clause)
    about, numbers, told = pairs(object_of(clause)), amounts(clause), counted(clause)
    for sentence in review:
        if told & sentence.counted or things & sentence.things:
            return True
        if latin & sentence.latin:
            return True
        if numbers & sentence.amounts and rarity.share(about, sentence.pairs) >= NUMBERED:
            return True
    if is_of_counted(clause):
        return False
    names = {bare(name) for name in QUOTED.findall(clause)} - {*slogans()}
    if any(name in sentence.text for name in names for sentence in review):
        return True
    items = [object_of(match[0]) for match in ITEM.finditer(clause)]
    if any(_said(item, review) or _is_named(item, review, rarity) for item in items):
        return True
    telling = [item for item in items if len(pairs(item)) >= TELLING]
    if not telling and len(about) < TELLING:
        return not about or any(
            rarity.share(about, sentence.pairs) >= SHORTLY for sentence in review
        )
    return any(_told(item, review, rarity) for item in telling or [object_of(clause)])


def _said(item: str, review: Sequence[Review]) -> bool:
    """Whether a sentence holds the end of an item, that which it is: 医疗保险 of 全民医疗保险."""
    end = _end(item)
    return bool(end) and any(end <= sentence.pairs for sentence in review)


def _is_named(item: str, review: Sequence[Review], rarity: Rarity) -> bool:
    """Whether a sentence holds the beginning of a name that few sentences hold: 美丽沙片区 is
    taken up by 美丽沙开发, 宜石高速 by 宜石等高速公路."""
    piece = item.split()[0] if item.split() else ""
    core = piece[: len(piece) - _kind(piece)]
    start = core if len(core) == NAME - 1 < len(piece) else piece[:NAME]
    first = pairs(start), runs(start, NAME)
    return (
        len(piece) >= NAME
        and rarity.telling(first[0]) == len(first[0])
        and any(first[0] <= sentence.pairs and first[1] <= sentence.triples for sentence in review)
    )


def _kind(piece: str) -> int:
    """How many characters at the end of a name say only what kind of thing it is."""
    return max((len(each) for each in kinds_of_things() if piece.endswith(each)), default=0)


def _end(item: str) -> Pairs:
    """Its last four characters; 育种创新中心 where the last say only what kind of thing it is."""
    pieces = item.split()
    if not pieces or len(pieces[-1]) < (NAME if len(pieces) == 1 else HEAD):
        return frozenset()
    kind = _kind(pieces[-1])
    if len(pieces) == 1 and NAME <= len(pieces[-1]) <= kind:
        return pairs(pieces[-1])  # 文化馆 and no more
    last = pieces[-1][-(HEAD + kind) :]
    return pairs(last) if len(last) > kind + 1 else frozenset()


@cache
def kinds_of_things() -> frozenset[str]:
    """Ends of names that say what kind of thing it is: 职业学院 and 产业园, which many are."""
    return frozenset((*naming("kinds"), *heads()))


def _told(item: str, review: Sequence[Review], rarity: Rarity) -> bool:
    wanted, longer = pairs(item), runs(item, 3)
    return any(
        rarity.share(wanted, sentence.pairs) >= MENTIONED
        or (longer and len(longer & sentence.triples) / len(longer) >= MENTIONED)
        for sentence in review
    )
