"""Numbers that a plan gives up: 力争造林2667公顷 has become 加大植树造林力度."""

from collections.abc import Iterator, Sequence

from service.language.measures import measures
from service.tasks.changes.clauses import PlanClause
from service.tasks.changes.likeness import Pairs, Rarity, covered, likeness, object_of, pairs
from service.tasks.changes.numbers import NUMBER, one_number
from service.tasks.changes.wording import of_one_period
from vectorstore import late

WHOLE, ELSEWHERE, SAME = 0.6, 0.5, 0.9
DISTINCT = 2
PROMISED = late.pattern(
    r"确保|完成|力争|启动|建成|新增|管理|规范|监管|保障|[一二三四五六七八九十两]+[大个项类座条家]"
)
NO_NUMBER = "不再定数字"


def given_up(
    earlier: Sequence[PlanClause], later: Sequence[PlanClause], rarity: Rarity
) -> Iterator[tuple[PlanClause, PlanClause, str]]:
    """Clauses of the earlier plan with one number, with the later clause on the same that has none."""
    counting = {clause.sentence for clause in later if NUMBER.search(clause.text)}
    second = [(clause, pairs(object_of(clause.text))) for clause in later]
    for clause in earlier:
        number, about = one_number(clause.text), pairs(object_of(clause.text))
        if number is None or not about or rarity.telling(about) < min(DISTINCT, len(about)):
            continue
        if is_numbered(about, later, rarity):
            continue
        plain = [
            (rarity.share(about, found), -len(found), -other.start, other)
            for other, found in second
            if is_plain_of(clause.text, other.text)
            and other.sentence not in counting
            and of_one_period(clause, other)
            and about & found
        ]
        best = max(plain, default=None, key=lambda each: each[:3])
        if best and best[0] >= WHOLE and covered(about, pairs(object_of(best[3].text))) >= WHOLE:
            read = measures(clause.text)
            yield clause, best[3], read[0].text if len(read) == 1 else number[0]


def is_plain_of(first: str, second: str) -> bool:
    """Whether the second speaks without a number of what the first counts; a list only where it is
    the same: 打通50条卡脖路、断头路 → 打通一批卡脖路、断头路."""
    objects = [pairs(object_of(each)) for each in (first, second)]
    same = likeness(*objects) >= SAME and not NUMBER.search(second)
    return same or is_plain(second)


def is_plain(clause: str) -> bool:
    """Whether a clause speaks of one thing, without a number, and is no promise to bring it about."""
    return not (NUMBER.search(clause) or "、" in clause or PROMISED.search(clause))


def is_numbered(about: Pairs, later: Sequence[PlanClause], rarity: Rarity) -> bool:
    """Whether the later plan says a number of the same in any of its clauses."""
    return any(
        NUMBER.search(clause.text)
        and rarity.share(about, pairs(object_of(clause.text))) >= ELSEWHERE
        for clause in later
    )
