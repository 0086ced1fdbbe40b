"""From proven lines to the answer that leaves: numbers of sources in order, text, proof."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.facts.model import Fact
from service.shapes import Citation, ProofCount, Removed, Sentence
from service.tasks.answer.sources import inside
from service.verify import Derived, DraftEvidence, DraftLine, LineVerdict, Proof, sources
from service.verify.language import pairs
from service.verify.numbers import quantities
from service.verify.quotes import cited_numbers, marked_by, written_numbers

ALIKE = 0.5
TIGHT = re.compile(r"\s+(?=\[)")


@dataclass(frozen=True, slots=True)
class Finished:
    """Sentences with [n] in order of appearance, the citations they name, and their facts."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    facts: tuple[Fact, ...]

    @property
    def text(self) -> str:
        """The sentences, one a line."""
        return "\n".join(each.text for each in self.sentences)


def marked(verdict: LineVerdict, evidence: DraftEvidence) -> DraftLine:
    """The line with the markers of the sources that prove it, where it carries none itself."""
    known = {citation.n for citation in evidence.citations}
    numbers = tuple(n for n in sources(verdict, evidence) if n in known)
    text = verdict.line.text
    if numbers and not written_numbers(text):
        stop = re.search(r"[。！？!?]?$", text)
        at = stop.start() if stop else len(text)
        text = text[:at] + "".join(f"[{n}]" for n in numbers) + text[at:]
    return DraftLine(text, numbers, verdict.line.by, verdict.line.says)


def finish(lines: Sequence[DraftLine], evidence: DraftEvidence, closing: str = "") -> Finished:
    """The answer's sentences from lines that stand, the receipt behind them; citations that
    nothing names are dropped."""
    order: dict[int, int] = {}
    for line in lines:
        for number in cited_numbers(line):
            order.setdefault(number, len(order) + 1)
    sentences = [
        Sentence(
            text=marked_by(TIGHT.sub("", line.text), lambda number: f"[{order[number]}]"),
            citations=tuple(order[number] for number in cited_numbers(line)),
            by=line.by,
        )
        for line in lines
    ]
    if closing:
        sentences.append(Sentence(text=closing, by="ledger"))
    by_number = {citation.n: citation for citation in evidence.citations}
    citations = tuple(
        by_number[old].model_copy(update={"n": new})
        for old, new in order.items()
        if old in by_number
    )
    return Finished(tuple(sentences), citations, inside(evidence.facts, citations))


def said_by(
    verdicts: Sequence[LineVerdict], evidence: DraftEvidence | None = None, *, least: float = 0
) -> set[object]:
    """What these lines say that was proven: facts, computations, and the sources quoted; with the
    `evidence`, also the sources that lie inside those that a model cites and that it tells, by
    more than the share `least` of their figures."""
    said: set[object] = set()
    for verdict in verdicts:
        if not verdict.proven:
            continue
        proofs = [mention.proof for mention in verdict.mentions]
        said.update(proof.id for proof in proofs if isinstance(proof, Fact))
        derived = [proof for proof in proofs if isinstance(proof, Derived)]
        said.update((each.operation, each.regions, each.indicator, each.text) for each in derived)
        if not proofs or any(isinstance(proof, Citation) for proof in proofs):
            said.update(cited_numbers(verdict.line))
        if evidence is not None and not verdict.line.own:
            said.update(_inside(verdict.line, evidence, least))
    return said


def told_in_part(kept: Sequence[LineVerdict]) -> frozenset[str]:
    """The facts of which lines tell one figure and not the other."""
    figures: dict[str, set[str]] = {}
    needed: dict[str, int] = {}
    for mention in (each for verdict in kept if verdict.proven for each in verdict.mentions):
        if isinstance(mention.proof, Fact):
            figures.setdefault(mention.proof.id, set()).add(mention.text)
            needed[mention.proof.id] = len(mention.proof.figures)
    return frozenset(name for name, told in figures.items() if len(told) < needed[name])


def _inside(written: DraftLine, evidence: DraftEvidence, least: float) -> Iterator[int]:
    """The sources that lie inside those that a line cites and that it tells.

    Of figures by those that are told, of words by how many pairs of characters are:
    城镇居民人均可支配收入为40338元 tells nothing of 最低生活保障标准由702元提高到744元."""
    wide = [c for c in evidence.citations if c.n in cited_numbers(written)]
    told = {quantity.text for quantity in quantities(written.text)}
    own = pairs(written.text)
    for citation in evidence.citations:
        if any(
            c.report == citation.report and c.start <= citation.start and citation.end <= c.end
            for c in wide
        ):
            figures = {quantity.text for quantity in quantities(citation.quote)}
            share = len(figures & told) / len(figures) if figures else 0
            words = pairs(citation.quote)
            if share > least if figures else len(words & own) >= ALIKE * len(words):
                yield citation.n


def counted(
    kept: Proof, extra: Proof, claims: int, drafted: int, removed: Sequence[Removed]
) -> ProofCount:
    """The count of a model's draft of so many sentences together with the ledger's sentences that
    were put in; `claims` sentences stand."""
    shown = [*kept.verdicts, *(verdict for verdict in extra.verdicts if verdict.proven)]
    proven = sum(len(verdict.mentions) for verdict in shown)
    lost = sum(len(quantities(each.text)) for each in removed)
    return ProofCount(
        numbers=proven + lost,
        proven=proven,
        computed=kept.count.computed + extra.count.computed,
        operands=kept.count.operands + extra.count.operands,
        claims=claims,
        drafted=drafted,
        removed=tuple(removed),
    )
