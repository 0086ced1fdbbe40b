"""Code's own sentences of an answer: the ledger's and the quotations, proven as any draft is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.shapes import Degraded, ProofCount, Usage
from service.tasks.answer.desk import Draft
from service.tasks.answer.finish import marked, said_by
from service.tasks.answer.slots import SpokenSlot
from service.verify import DraftLine, LineVerdict, prove


@dataclass(slots=True)
class Written:
    """Sentences that stand, in order, with the count of the last draft and what went wrong.

    `said` is what each sentence of code says, whether it is among them or not.
    """

    spoken: list[SpokenSlot] = field(default_factory=list[SpokenSlot])
    said: dict[str, frozenset[object]] = field(default_factory=dict[str, frozenset[object]])
    count: ProofCount = field(default_factory=ProofCount)
    degraded: Degraded | None = None
    usage: Usage = field(default_factory=Usage)

    @property
    def lines(self) -> list[DraftLine]:
        return [each.line for each in self.spoken]


def spoken_of(verdict: LineVerdict, draft: Draft, origin: str = "") -> SpokenSlot:
    """A line that stands, marked with its sources."""
    line = marked(verdict, draft.evidence)
    return SpokenSlot(
        line, frozenset(said_by([verdict], draft.evidence)), origin, verdict.line.text
    )


def said_of_each(verdicts: Sequence[LineVerdict]) -> dict[str, frozenset[object]]:
    """What each of code's own sentences says."""
    return {verdict.line.text: frozenset(said_by([verdict])) for verdict in verdicts}


def own_words(
    draft: Draft, degraded: Degraded | None = None, usage: Usage | None = None
) -> Written:
    """The ledger's and the quotes' own sentences, proven like any other draft."""
    proof = prove(draft.lines, draft.evidence)
    spoken = standing_for(proof.verdicts, draft)
    return Written(spoken, said_of_each(proof.verdicts), proof.count, degraded, usage or Usage())


def standing_for(verdicts: Sequence[LineVerdict], draft: Draft) -> list[SpokenSlot]:
    kept = ((verdict.line.text, _standing(verdict, draft)) for verdict in verdicts)
    return [spoken_of(verdict, draft, origin) for origin, verdict in kept if verdict is not None]


def _standing(verdict: LineVerdict, draft: Draft) -> LineVerdict | None:
    """A sentence that stands, or in place of one that does not the quotation it was made from."""
    if verdict.proven:
        return verdict
    known = {citation.n: citation for citation in draft.evidence.citations}
    for number in verdict.line.citations:
        if number in known:
            text = f"{known[number].region}报告原文：“{known[number].quote}”[{number}]。"
            quoted = prove([DraftLine(text, (number,), by="report")], draft.evidence).verdicts[0]
            return quoted if quoted.proven else None
    return None
