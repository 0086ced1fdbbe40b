"""The proof itself: true sentences stand before it, the same made false do not.

Asked of the product's proof directly, with one fact as the only evidence, so that a proof
that accepts too much is seen even where no model is there to lie.
"""

from collections.abc import Iterator, Sequence
from zlib import crc32

from evals.checks import CaseCheck, judge
from evals.lies import lies, truth
from service.facts.model import Fact
from service.shapes import Citation
from service.verify import DraftEvidence, DraftLine, prove
from vectorstore.documents import Report

NAME = "proof"
FACTS_A_REPORT = 25


def score(report: Report, others: Sequence[Report], facts: Sequence[Fact]) -> Iterator[CaseCheck]:
    """Checks on a sample of the report's known facts; `others` lend their names to lies."""
    regions = [other for other in others if other.region != report.region]
    for fact in sample(facts):
        other = regions[crc32(fact.id.encode()) % len(regions)] if regions else None
        reports = (report, other) if other else (report,)
        evidence = DraftEvidence(reports, (fact,), (_citation(fact),))
        kept = _stands(truth(fact), evidence)
        detail = f"真话被删：{truth(fact)}"
        yield judge(NAME, f"keeps {truth(fact)}", kept, detail, "false alarm", group="proof keeps")
        for lie in lies(fact, other.region if other else report.region):
            refused = not _stands(lie.text, evidence)
            name = f"refuses {lie.kind} {lie.text}"
            detail = f"假话（{lie.kind}）通过了核验：{lie.text}"
            yield judge(NAME, name, refused, detail, f"lie: {lie.kind}", group="proof refuses")


def sample(facts: Sequence[Fact]) -> list[Fact]:
    """Known facts of the report's own region, spread evenly over its text, each sentence once."""
    own = [f for f in facts if f.known and f.scope is None and f.period and (f.value or f.growth)]
    own = list({truth(fact): fact for fact in own}.values())
    step = max(1, -(-len(own) // FACTS_A_REPORT))
    return own[::step]


def _stands(text: str, evidence: DraftEvidence) -> bool:
    return bool(prove([DraftLine(text, (1,))], evidence).kept)


def _citation(fact: Fact) -> Citation:
    return Citation(
        n=1,
        report=fact.report,
        region=fact.region,
        year=fact.year,
        section=fact.section,
        quote=fact.quote,
        start=fact.start,
        end=fact.end,
    )
