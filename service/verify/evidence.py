"""What a draft may be proven with, and what the proof says of it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from service.facts.model import Fact
from service.language.kind import Kind
from service.shapes import Author, Citation, ProofCount, Removed
from vectorstore.documents import Report

Operation = Literal["difference", "ratio", "growth", "rank", "sum", "share", "count", "median"]


@dataclass(frozen=True, slots=True)
class Derived:
    """A number that code computed from proven operands of one 口径.

    `value` is in `plain_unit` (元, 个百分点, 倍, %, 名); `text` is how it is printed.
    `regions` are those it speaks of, the first being the one said to be more, or ranked.
    """

    operation: Operation
    text: str
    value: Decimal
    plain_unit: str
    indicator: str
    regions: tuple[str, ...]
    operands: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A sentence of a draft, the numbers of the citations it names, and who wrote it.

    One that code composed (`own`: the ledger's or a quotation) needs no source for its language;
    its numbers do. `says` are the facts and computations that code composed it from: such a
    sentence is proven by them (`by_value`), not by reading it.
    """

    text: str
    citations: tuple[int, ...] = ()
    by: Author = "model"
    says: tuple["Fact | Derived", ...] = ()

    @property
    def own(self) -> bool:
        return self.by != "model"


@dataclass(frozen=True, slots=True)
class Context:
    """What is understood without being said: the question's or the heading's own words."""

    region: str | None = None
    period: str | None = None
    kind: Kind | None = None
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class DraftEvidence:
    """Everything a draft was given: nothing else may appear in it."""

    reports: tuple[Report, ...]
    facts: tuple[Fact, ...] = ()
    citations: tuple[Citation, ...] = ()
    derived: tuple[Derived, ...] = ()
    context: Context = field(default_factory=Context)


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of the draft and what proves it; `reason` says why nothing does."""

    text: str
    start: int
    end: int
    proof: Fact | Citation | Derived | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """The proof of one line: it stands only if `reasons` is empty; one that but leads on
    (具体情况如下) `claims` nothing."""

    line: DraftLine
    mentions: tuple[Mention, ...]
    reasons: tuple[str, ...]
    claims: bool = True

    @property
    def proven(self) -> bool:
        return not self.reasons


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of a whole draft."""

    verdicts: tuple[LineVerdict, ...]

    @property
    def kept(self) -> tuple[DraftLine, ...]:
        """The lines that stand, in order."""
        return tuple(verdict.line for verdict in self.verdicts if verdict.proven)

    @property
    def count(self) -> ProofCount:
        """Numbers of the draft, those proven in lines that stand, and what was cut."""
        computed = self._computed()
        return ProofCount(
            numbers=sum(len(verdict.mentions) for verdict in self.verdicts),
            proven=sum(len(verdict.mentions) for verdict in self.verdicts if verdict.proven),
            computed=len(computed),
            operands=len({fact.id for each in computed for fact in each.operands}),
            claims=len(self.kept),
            removed=tuple(
                Removed(text=verdict.line.text, reason="；".join(verdict.reasons))
                for verdict in self.verdicts
                if not verdict.proven
            ),
        )

    def _computed(self) -> list[Derived]:
        """The computations that numbers of lines that stand are proven by, one for each number."""
        proofs = (
            mention.proof for each in self.verdicts if each.proven for mention in each.mentions
        )
        return [proof for proof in proofs if isinstance(proof, Derived)]
