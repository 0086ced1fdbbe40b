"""The passages of a report that are surely about a matter, by meaning and by words."""

from statistics import mean, pstdev

from service.tasks.answer.desk import Desk
from service.tasks.answer.naming import Naming
from service.understand import Understood
from vectorstore.documents import Report
from vectorstore.search import Hit, search

ALL = 2000
# In deviations above the likeness of a report's passages. Measured on ten open questions over eight
# reports: by meaning alone 4.0 and 4.3 where a passage was about the matter, 2.5 and 2.8 where none
# was; with a word of the matter in it 2.9 to 4.8 where it was.
ALONE, BESIDE_A_WORD = 3.5, 2.5
NEAR = 3


def likest(desk: Desk, understood: Understood, report: Report, naming: Naming) -> list[Hit]:
    """The passages likest to the question that are surely about its matter, likest first."""
    words = understood.spoken or understood.subject
    query = understood.asked if understood.task == "done" else words
    found = search(desk.library, query, reports=[report.id], per_report=ALL)
    known = [hit.similarity for hit in found if hit.similarity is not None]
    usual, apart = (mean(known), pstdev(known)) if len(known) > 1 else (0.0, 0.0)

    def is_about(hit: Hit) -> bool:
        above = ((hit.similarity or 0.0) - usual) / apart if apart else 0.0
        near = (hit.vector_rank or ALL) < NEAR
        if naming.share(hit.passage.text) > 0 and not naming.missing:
            return above >= BESIDE_A_WORD and (near or (hit.keyword_rank or ALL) <= NEAR)
        return above >= ALONE and near

    return [hit for hit in found if is_about(hit)]
