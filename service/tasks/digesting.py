"""A report's digest: what a comparison needs of it and no question changes."""

from collections.abc import Sequence

from service.digests import Digest
from service.facts.model import Fact
from service.tasks.citing import Citing
from service.tasks.compare.naming import names_in
from service.tasks.compare.proven import fact_claim
from service.tasks.proving import proofs
from service.tasks.sources import ReportSource
from service.tasks.summary.own import own_words
from vectorstore.documents import Report, Section


def digested(
    report: Report, text: str, sections: Sequence[Section], facts: Sequence[Fact]
) -> Digest:
    """The digest of a report that was just read.

    Only facts on indicators of the lexicon are proven ahead: whoever compares by a report's own
    phrase has few of them.
    """
    by_standing = [
        tuple(fact for fact in facts if fact.standing == standing)
        for standing in ("sure", "doubtful")
    ]
    source = ReportSource(report, text, tuple(sections), *by_standing)
    citing = Citing({report.id: report})
    claims = [fact_claim(fact, report, citing) for fact in facts]
    proven = [proof.count.numbers if proof.kept else None for proof in proofs(claims, citing.all())]
    return Digest(tuple(proven), names_in(source), own_words(source))
