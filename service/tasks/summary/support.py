"""Which sentences of the passages a drafted sentence rests on."""

from collections.abc import Sequence

from service.verify.language import pairs
from vectorstore.chunk import sentences
from vectorstore.documents import Passage

MOST = 2
LEAST = 0.2
WIDTHS = str.maketrans("，；：！？（）", ",;:!?()")
Span = tuple[int, int]


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def supporting(draft: str, text: str, passages: Sequence[Passage]) -> list[Span]:
    """At most two spans: the sentence that shares most with the draft, and what it lacks."""
    wanted = pairs(draft)
    spans = [
        _trimmed(text, *span)
        for passage in passages
        for span in sentences(text, passage.start, passage.end)
    ]
    held = {span: pairs(text[slice(*span)]) for span in spans if span[1] > span[0]}
    found: list[Span] = []
    while held and wanted and len(found) < MOST:
        best = max(held, key=lambda span: len(wanted & held[span]))
        if len(wanted & held[best]) < LEAST * len(pairs(draft)):
            break
        wanted = wanted - held.pop(best)
        found.append(best)
    return found


def as_printed(draft: str, text: str, spans: Sequence[Span]) -> str:
    """The report's own characters where the draft differs from a span only in width of marks."""
    wanted = draft.strip("。；; ").translate(WIDTHS)
    for start, end in spans:
        at = text[start:end].translate(WIDTHS).find(wanted)
        if wanted and at >= 0:
            return text[start + at : start + at + len(wanted)]
    return draft.strip("。；; ")
