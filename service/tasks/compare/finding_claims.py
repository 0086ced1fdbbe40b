"""The findings on a table as claims: cited, with all that they are proven by."""

from collections.abc import Mapping, Sequence

from service.shapes import Item, Row
from service.tasks.citing import Citing
from service.tasks.compare.findings import findings
from service.tasks.proving import OwnSentence
from vectorstore.documents import Report


def claims(
    made: Sequence[Row], reports: Mapping[str, Report], citing: Citing, *, apart: bool = False
) -> list[OwnSentence]:
    """The findings on the rows, cited, on their way to the proof; with `apart` levels are not
    ranked together."""
    return [
        OwnSentence(
            Item(text=one.text, citations=tuple(dict.fromkeys(map(citing.fact, one.facts)))),
            tuple({fact.report: reports[fact.report] for fact in one.facts}.values()),
            one.facts,
            one.derived,
            says=(*one.facts, *one.derived),
        )
        for one in findings(made, reports, apart=apart)
    ]
