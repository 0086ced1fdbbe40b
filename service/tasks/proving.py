"""Items of comparisons and briefings on their way through the proof."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from service.facts.model import Fact
from service.shapes import Author, Citation, Item, ProofCount
from service.verify import Context, Derived, DraftEvidence, DraftLine, Proof, prove
from vectorstore.documents import Report


@dataclass(frozen=True, slots=True)
class OwnSentence:
    """A sentence with all that it may be proven with; `own` when code composed it.

    `says` are the facts and computations that code composed it from: it is proven by them.
    """

    item: Item
    reports: tuple[Report, ...]
    facts: tuple[Fact, ...] = ()
    derived: tuple[Derived, ...] = ()
    context: Context = field(default_factory=Context)
    own: bool = True
    says: tuple[Fact | Derived, ...] = ()


def proofs(claims: Iterable[OwnSentence], citations: Sequence[Citation]) -> list[Proof]:
    """The proof of each claim."""
    by_number = {citation.n: citation for citation in citations}
    made: list[Proof] = []
    for claim in claims:
        cited = tuple(by_number[n] for n in claim.item.citations if n in by_number)
        evidence = DraftEvidence(claim.reports, claim.facts, cited, claim.derived, claim.context)
        by: Author = "ledger" if claim.own else "model"
        line = DraftLine(claim.item.text, claim.item.citations, by, claim.says)
        made.append(prove([line], evidence))
    return made


def check(
    claims: Iterable[OwnSentence], citations: Sequence[Citation]
) -> tuple[list[bool], ProofCount]:
    """Which claims stand, and the count over all of them."""
    made = proofs(claims, citations)
    return [bool(proof.kept) for proof in made], total(proof.count for proof in made)


def total(counts: Iterable[ProofCount]) -> ProofCount:
    """The counts of several drafts as one."""
    held = list(counts)
    return ProofCount(
        numbers=sum(count.numbers for count in held),
        proven=sum(count.proven for count in held),
        computed=sum(count.computed for count in held),
        operands=sum(count.operands for count in held),
        claims=sum(count.claims for count in held),
        removed=tuple(removed for count in held for removed in count.removed),
    )


def standing(
    claims: Sequence[OwnSentence], citations: Sequence[Citation]
) -> tuple[list[OwnSentence], ProofCount]:
    """The claims that are proven, in order, what is computed of each told; and the count over all."""
    made = proofs(claims, citations)
    counts = [proof.count for proof in made]
    kept = [
        _told(claim, count)
        for claim, proof, count in zip(claims, made, counts, strict=True)
        if proof.kept
    ]
    return kept, total(counts)


def _told(claim: OwnSentence, count: ProofCount) -> OwnSentence:
    if not count.computed:
        return claim
    worked = {"computed": count.computed, "operands": count.operands}
    return replace(claim, item=claim.item.model_copy(update=worked))
