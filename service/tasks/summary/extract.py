"""What one report did, plans, and names as its own problems: its own sentences, cited."""

from collections.abc import Iterable

from service.shapes import Item, Summary
from service.tasks.citing import Citing
from service.tasks.sources import ReportSource
from service.tasks.summary.problems import problems
from service.tasks.summary.salient import SalientSentence, best, candidates, unnumbered
from service.tasks.words import unmarked
from vectorstore.chunk import own_spans
from vectorstore.documents import Part

DONE: frozenset[Part] = frozenset(("review",))
TERM: frozenset[Part] = frozenset(("review", "review_period"))
PLANS: frozenset[Part] = frozenset(("plan",))
OUTSIDE: frozenset[Part] = frozenset(("glossary", "boilerplate"))
MOST = 8
FEW = 3


def done(source: ReportSource, most: int = MOST) -> list[SalientSentence]:
    """The year's work; the term's too where a report tells little of the year."""
    parts = (source.text, source.sections, source.facts)
    found = candidates(*parts, DONE)
    return best(found if len(found) >= FEW else candidates(*parts, TERM), most)


def plans(source: ReportSource, most: int = MOST) -> list[SalientSentence]:
    """The work planned for the report's year."""
    return best(candidates(source.text, source.sections, source.facts, PLANS), most)


def _body(source: ReportSource) -> tuple[int, int]:
    """The report without its glossary and closing words."""
    spans = [
        (start, end)
        for section, start, end in own_spans(source.sections, len(source.text))
        if section.part not in OUTSIDE
    ]
    return (spans[0][0], spans[-1][1]) if spans else (0, len(source.text))


def _items(
    found: Iterable[SalientSentence], source: ReportSource, citing: Citing
) -> tuple[Item, ...]:
    return tuple(
        Item(
            text=_ended(unmarked(one.text)),
            citations=(
                citing.span(source.report.id, one.text, one.start, one.end, one.section.path),
            ),
        )
        for one in found
    )


def _ended(text: str) -> str:
    return text.rstrip("；;") + ("" if text[-1] in "。！？" else "。")


def problem_spans(source: ReportSource) -> list[tuple[int, int]]:
    """Where the report names its own problems, one span each."""
    return list(problems(source.text, *_body(source)))


def _problem_items(source: ReportSource, citing: Citing) -> Iterable[Item]:
    for start, end in problem_spans(source):
        start = unnumbered(source.text, start, end)
        quote = source.text[start:end]
        number = citing.span(source.report.id, quote, start, end, source.path_at(start))
        yield Item(text=f"{unmarked(quote)}。", citations=(number,))


def summary(source: ReportSource, citing: Citing, most: int = MOST) -> Summary:
    """The report in its own words, each sentence whole and cited; `most` of a sort."""
    return Summary(
        report=source.report.id,
        done=_items(done(source, most), source, citing),
        plans=_items(plans(source, most), source, citing),
        problems=tuple(_problem_items(source, citing)),
    )
