"""Sentences without numbers: they too must say what their source says."""

from service.verify.evidence import Evidence, Line
from service.verify.quotes import MARKER, cited_numbers
from vectorstore import late

SUPPORT = 0.5
GIVEN = late.pattern(r"\W|[的了和与及在是为对等将已也都其中方面包括以及通过进一步]")


def pairs(text: str) -> set[str]:
    """The character pairs of a text without punctuation and empty words."""
    words = GIVEN.sub("", text)
    return {words[i : i + 2] for i in range(len(words) - 1)}


def support(line: Line, evidence: Evidence) -> float:
    """The share of the line's character pairs that its cited sources (or their regions) hold."""
    wanted = pairs(MARKER.sub("", line.text))
    if not wanted:
        return 1.0
    cited = set(cited_numbers(line))
    held: set[str] = set()
    for citation in evidence.citations:
        if citation.n in cited:
            held |= (
                pairs(citation.quote) | pairs(citation.region) | pairs("".join(citation.section))
            )
    return len(wanted & held) / len(wanted)
