"""What a report says under the heads that name a matter, or in the sentences that do."""

from collections.abc import Sequence

from service.tasks.answer.finding import SURE, held_by
from service.tasks.answer.pieces import pieces
from service.tasks.answer.sentences import NEVER
from service.tasks.answer.sources import Sources
from service.tasks.answer.told import Span, Told, in_order, joined, quoted
from service.tasks.summary.problems import OPENING
from service.understand import Understood
from service.verify import Line
from vectorstore.documents import Part, Report
from vectorstore.library import Library

HEADING = 26
MOST_OF_PART = 3
MOST_LETTERS, ENOUGH = 420, 160


def named_lines(
    library: Library,
    understood: Understood,
    report: Report,
    sources: Sources,
    parts: frozenset[Part],
    *,
    headed: bool,
) -> list[Line]:
    """What stands under the heads that name the matter (抢占5G产业制高点。…), whole; beside it the
    sentences elsewhere that name it. Nothing where none is `headed` and that is asked."""
    text = library.text(report.id)
    under: list[Told] = []
    beside: list[Told] = []
    for piece in pieces(library, report):
        if piece.part not in parts or piece.part in NEVER:
            continue
        if len(piece.sentences) > 1 and any(_held(understood, text, h) for h in piece.heads):
            under.append(Told(piece, tuple(joined(_up_to(piece.sentences), text))))
            continue
        said = [s for s in piece.sentences if s[1] - s[0] > HEADING]
        said = [s for s in said if not OPENING.search(text, *s)]  # a shortcoming is no deed
        chosen = [span for span in said if _held(understood, text, span)]
        if chosen:
            beside.append(Told(piece, tuple(joined(_up_to(chosen), text))))
    under = under[:MOST_OF_PART]
    if headed and not under:
        return []
    full = sum(e - s for each in under for s, e in each.spans) >= ENOUGH
    more = (0 if full else 1) if under else MOST_OF_PART
    lines: list[Line] = []
    for each in in_order([*under, *beside[:more]]):
        lines.extend(quoted(library, report, each, sources))
    return lines


def _held(understood: Understood, text: str, span: Span) -> bool:
    return held_by(understood, text[slice(*span)]) >= SURE


def _up_to(spans: Sequence[Span]) -> list[Span]:
    """As many sentences as are read at once."""
    kept: list[Span] = []
    for span in spans:
        if kept and sum(e - s for s, e in kept) + span[1] - span[0] > MOST_LETTERS:
            break
        kept.append(span)
    return kept
