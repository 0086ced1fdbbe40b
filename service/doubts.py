"""What makes the reading of a report doubtful, in Chinese: said at ingest and by the doctor.

Nobody shall trust a badly read report in silence. The thresholds were measured on 323 reports as
they come from the web: none of them has a doubt but for a plan that is missing.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from service.facts.model import Fact
from service.facts.standing import OTHERWISE
from service.language.commands import KINDS, commands
from vectorstore.clean import UNKNOWN
from vectorstore.clean.heads import heads
from vectorstore.documents import CleanText, Repair, Report, Section

_LEAST_DENSITY = 3.0  # figures in a thousand characters; the 323 have 4.9 to 30
_LEAST_CHARACTERS = 2000
_MOST_GUESSES = 50
_MOST_UNKNOWN = 10
_MOST_MENDED = 30
_MOST_DOUBTFUL = 0.4
_REVISED = Decimal("0.3")
_TOLD = 3
_LEAST_UNSEEN, _SHOWN = 4, 20
_REVIEWS = frozenset(("review", "review_period"))
_PLANS = frozenset(("plan", "plan_period"))


def doubts_of(
    clean: CleanText,
    sections: Sequence[Section],
    facts: Sequence[Fact],
    unseen: Sequence[str] = (),
) -> tuple[str, ...]:
    """Why a report may have been read badly; nothing for most. `unseen` are words of its file that
    nobody sees on paper."""
    return (
        *_of_unseen(unseen),
        *_of_repairs(clean),
        *_of_outline(clean, sections),
        *_of_figures(clean, facts),
        *_of_amounts(facts),
        *_of_commands(clean.text),
    )


def _of_unseen(unseen: Sequence[str]) -> Iterator[str]:
    """What somebody hid in the file; a letter that a writer's program left is none."""
    told = [words for each in unseen if (words := "".join(each.split()))]
    letters = sum(map(len, told))
    if letters >= _LEAST_UNSEEN:
        shown = "".join(told)[:_SHOWN]
        more = "……" if letters > _SHOWN else ""
        yield f"文件里有{letters}个字是看不见的（白色、极小或隐藏），没有收录：“{shown}{more}”"


def _of_commands(text: str) -> Iterator[str]:
    """Words that no report says: to a program that reads it, or of a program."""
    for kind, what in KINDS.items():
        found = list(dict.fromkeys(commands(kind, text)))
        if found:
            yield f"含有{what}（{'、'.join(f'“{word}”' for word in found[:3])}）"


def contradictions(facts: Sequence[Fact], others: Sequence[Fact]) -> tuple[str, ...]:
    """What the region's other reports say of the same indicator and time quite differently.

    `others` are facts of the same region; a revised figure differs by a few in a hundred.
    """
    known: dict[tuple[object, ...], list[tuple[Decimal, Fact]]] = {}
    for fact in others:
        if (value := _amount(fact)) is not None:
            known.setdefault(_said_of(fact), []).append((value, fact))
    found: dict[str, None] = {}
    for fact in facts:
        value = _amount(fact)
        for other, theirs in known.get(_said_of(fact), []) if value is not None else []:
            if value is not None and abs(value - other) > _REVISED * max(abs(value), abs(other)):
                found[
                    f"{fact.period}年{fact.indicator}{fact.value}{fact.unit or ''}"
                    f"与{theirs.report}所说的{theirs.value}{theirs.unit or ''}相差很大"
                ] = None
    return tuple(found)[:_TOLD]


def _said_of(fact: Fact) -> tuple[object, ...]:
    unit = fact.figures[0].plain_unit if fact.figures else fact.unit
    return fact.indicator, fact.scope, fact.period, fact.basis, unit


def _amount(fact: Fact) -> Decimal | None:
    """The amount that a sure fact says was reached."""
    sure = fact.standing == "sure" and fact.known and fact.kind in ("actual", "expected")
    return fact.figures[0].value if sure and fact.value and fact.figures else None


def letters_guessed(repair: Repair) -> int:
    """How many letters of a repair are guessed; a space or a □ is none."""
    said = [repair.after[place] for place in repair.guesses]
    return sum(1 for one in said if one.strip() and one != UNKNOWN)


def _of_repairs(clean: CleanText) -> Iterator[str]:
    unmended = sum(len(repair.before) for repair in clean.repairs if repair.kind == "unmended")
    guesses = sum(map(letters_guessed, clean.repairs))
    numbers = sum(repair.kind == "number" for repair in clean.repairs)
    unknown = clean.text.count(UNKNOWN)
    if unmended:
        yield f"损坏过多，有{unmended}处没有修"
    if guesses > _MOST_GUESSES:
        yield f"有{guesses}个字是推定的"
    if unknown > _MOST_UNKNOWN:
        yield f"有{unknown}个字无法辨认（□）"
    if numbers > _MOST_MENDED:
        yield f"有{numbers}个数字是断开后接上的"


def _of_outline(clean: CleanText, sections: Sequence[Section]) -> Iterator[str]:
    parts = {section.part for section in sections}
    if not parts & _REVIEWS:
        yield "没有认出回顾的部分"
    if not parts & _PLANS:
        yield "没有认出今年安排的部分"
    titles = [head.title for head in heads(clean.text) if head.title]
    if len(titles) > 1:
        yield f"有{len(titles)}个标题：{'、'.join(f'“{title}”' for title in titles[:3])}"


def _of_figures(clean: CleanText, facts: Sequence[Fact]) -> Iterator[str]:
    density = 1000 * len(facts) / max(len(clean.text), 1)
    if len(clean.text) >= _LEAST_CHARACTERS and density < _LEAST_DENSITY:
        yield f"数字偏少（每千字{density:.1f}个）"
    doubtful = sum(fact.standing == "doubtful" for fact in facts)
    if facts and doubtful > _MOST_DOUBTFUL * len(facts):
        yield f"{len(facts)}个数据里有{doubtful}个口径存疑"


def _of_amounts(facts: Sequence[Fact]) -> Iterator[str]:
    """Amounts of one known indicator of the region itself that lie far apart: 地区生产总值120亿元
    and 666亿元."""
    told: dict[tuple[object, ...], dict[str, Decimal]] = {}
    for fact in facts:
        value = fact.figures[0].value if fact.figures else None
        if OTHERWISE in fact.doubts and not fact.scope and value is not None:
            told.setdefault(_said_of(fact), {})[f"{fact.value}{fact.unit or ''}"] = value
    for fact in facts:  # the amount that the report's own frame made sure
        if (value := _amount(fact)) is not None and _said_of(fact) in told:
            told[_said_of(fact)][f"{fact.value}{fact.unit or ''}"] = value
    for (indicator, *_), amounts in told.items():
        if max(amounts.values()) - min(amounts.values()) > _REVISED * max(amounts.values()):
            yield f"{indicator}前后不一（{'、'.join(amounts)}）"


def said(report: Report) -> str:
    """The doubts of a report in one sentence; "" where there are none."""
    return f"{report.id}请对照原文：{'；'.join(report.doubts)}。" if report.doubts else ""
