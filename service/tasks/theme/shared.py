"""What reports have in common on a topic: the words that several of them use."""

import re
from collections.abc import Sequence

from service.shapes import Item
from service.tasks.proving import OwnSentence
from service.tasks.quoting import Quoting
from service.tasks.theme.topic import ReportOnTopic

QUOTED = re.compile(r"“([^“”]{2,12})”")


def shared_terms(
    found: Sequence[ReportOnTopic], listed: Sequence[str] = ()
) -> dict[str, list[str]]:
    """Terms in quotation marks, and `listed` words, that several regions use, with the regions."""
    users: dict[str, list[str]] = {}
    for one in found:
        text = "".join(sentence.text for sentence in (*one.did, *one.will))
        terms = [*QUOTED.findall(text), *(word for word in listed if word in text)]
        for term in dict.fromkeys(terms):
            users.setdefault(term, []).append(one.source.report.region)
    shared_by = {term: list(dict.fromkeys(regions)) for term, regions in users.items()}
    return {term: regions for term, regions in shared_by.items() if len(regions) > 1}


def shared(
    desk: Quoting, told: Sequence[ReportOnTopic], listed: Sequence[str] = (), most: int = 2
) -> list[OwnSentence]:
    """Words that several reports use on the topic, quoted; those of most regions first."""
    terms = sorted(shared_terms(told, listed).items(), key=lambda pair: -len(pair[1]))
    found: list[OwnSentence] = []
    for term, regions in terms[:most]:
        marked = term if term in listed else f"“{term}”"
        citations: list[int] = []
        for one in told:
            for sentence in (*one.did, *one.will):
                if marked in sentence.text:
                    citations.append(desk.cite(one.source, sentence))
                    break
        text = f"{'、'.join(regions)}都提到“{term}”。"
        reports = tuple(desk.reports.values())
        found.append(OwnSentence(Item(text=text, citations=tuple(citations)), reports))
    return found
