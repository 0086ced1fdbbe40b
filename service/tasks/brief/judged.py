"""The first sentence of a page: how the report itself judges its year, and its chief figures."""

from collections.abc import Sequence

from service.draft import amount, growth, period_words
from service.facts.model import Fact
from service.shapes import Block, Item, Row
from service.tasks.answer.agenda_lines import TERM
from service.tasks.brief.desk import BriefDesk
from service.tasks.brief.fit import text_width
from service.tasks.brief.page import block_lines
from service.tasks.brief.points import PIECE, clauses_of, is_whole
from service.tasks.brief.vocabulary import count, listed
from service.tasks.compare.measure import growth_of
from service.tasks.proving import OwnSentence
from service.tasks.sources import ReportSource
from service.tasks.summary.salient import DANGLING, EMPTY
from vectorstore.chunk import own_spans, sentences

WIDEST, NARROWEST = 44.0, 8.0
LEAST = 0.9
LINES, MOST = 2, 3
EARLY = 3000  # characters into the review in which it judges the whole
CHIEF = ("地区生产总值",)
STRIKING = ("规模以上工业增加值", "固定资产投资", "社会消费品零售总额", "一般公共预算收入",
            "地方级财政收入", "进出口总额")  # fmt: skip


def judgement(desk: BriefDesk, rows: Sequence[Row]) -> list[Item]:
    """The report's own judgement, then its product and what rose or fell most."""
    own = _own(desk, desk.sources[0])
    shorter = ([*own, *_figures(desk, rows, most)] for most in range(MOST, 0, -1))
    fitting = (items for items in shorter if _lines(items) <= LINES)
    return next(fitting, own or _figures(desk, rows, 1))


def _lines(items: Sequence[Item]) -> int:
    return block_lines(Block(heading="", items=tuple(items), joined=True)) if items else 0


def _own(desk: BriefDesk, source: ReportSource) -> list[Item]:
    """`主要指标降幅逐步收窄、企稳回暖。`: the clauses that judge most, in the report's words."""
    best: tuple[float, int, int] | None = None
    for left, right in _candidates(source):
        words = source.text[left:right]
        worth = _worth(words) - text_width(words) / 60
        if worth > LEAST and (best is None or worth > best[0]):
            best = (worth, left, right)
    if best is None:
        return []
    _, left, right = best
    if not desk.stands(source, left, right):
        return []
    return [Item(text=f"{source.text[left:right]}。", citations=(desk.cited(source, left, right),))]


def _worth(words: str) -> float:
    missed = any(word in words for word in listed("judged")[:4])
    partial = count("partial", words)
    return count("judged", words) + 0.7 * count("judging", words) + 2 * missed - partial


def _candidates(source: ReportSource) -> list[tuple[int, int]]:
    """Runs of at most three clauses in the review that judge the economy of the year."""
    found: list[tuple[int, int]] = []
    told = 0
    for section, start, end in own_spans(source.sections, len(source.text)):
        if section.part not in TERM or told > EARLY:
            continue
        told += end - start
        start = max(start, section.start + len(section.heading))
        for left, right in sentences(source.text, start, end):
            for piece in PIECE.finditer(source.text, left, right):
                clauses = clauses_of(source.text, *piece.span())
                for first in range(len(clauses)):
                    lasts = range(first, min(first + 3, len(clauses)))
                    found += [(clauses[first][0], clauses[last][1]) for last in lasts]
    return [span for span in found if _judges(source, *span)]


def _judges(source: ReportSource, left: int, right: int) -> bool:
    words = source.text[left:right]
    held = any(fact.start < right and left < fact.end for fact in source.facts)
    return (
        NARROWEST <= text_width(words) <= WIDEST
        and not held
        and count("judged", words) > 0
        and count("judging", words) > 0
        and is_whole(words)
        and not EMPTY.search(words)
        and not DANGLING.match(words)
        and not words.startswith(listed("open"))
        and "我们" not in words
        and count("judged", words[clauses_of(words, 0, len(words))[-1][0] :]) > 0
    )


def _figures(desk: BriefDesk, rows: Sequence[Row], most: int) -> list[Item]:
    """`2020年地区生产总值预计增长0.3%；固定资产投资预计增长42%，社会消费品零售总额预计下降16.8%。`"""
    held = {
        row.indicator: cell.fact
        for row in rows
        for cell in row.cells
        if row.kind == "result" and cell.fact is not None and cell.fact.scope is None
    }
    chief = [held[name] for name in CHIEF if name in held]
    striking = _striking([held[name] for name in STRIKING if name in held and held[name].growth])
    facts = [*chief, *striking][:most]
    if not facts:
        return []
    lead = period_words(facts[0].period)
    alike = [fact for fact in facts if fact.period == facts[0].period]
    said = "，".join(map(_said, alike))
    numbers = tuple(dict.fromkeys(map(desk.citing.fact, alike)))
    reports = (desk.sources[0].report,)
    item = Item(text=f"{lead}{said}。", citations=numbers)
    claim = OwnSentence(item, reports, tuple(alike), says=tuple(alike))
    return [each.item for each in desk.proven([claim])]


def _striking(facts: Sequence[Fact]) -> list[Fact]:
    """What rose most, and what fell most where anything fell."""
    known = [(found.low, fact) for fact in facts if (found := growth_of(fact)) and found.low]
    ordered = sorted(known, key=lambda pair: pair[0])
    fallen = [fact for low, fact in ordered[:1] if low < 0]
    return list({fact.id: fact for fact in (*fallen, *(f for _, f in ordered[-1:]))}.values())


def _said(fact: Fact) -> str:
    lead = "预计" if fact.kind == "expected" else ""
    words = "、".join(part for part in (amount(fact), growth(fact)) if part)
    return f"{fact.indicator}{lead}{words}"
