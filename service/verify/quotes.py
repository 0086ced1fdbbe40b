"""Verbatim words: quoted spans of a draft, and lines that are a report's own sentence."""

import re
from dataclasses import dataclass

from service.shapes import Citation
from service.verify.evidence import Evidence, Line

QUOTED = re.compile(r"“(?P<double>[^“”]*(?:“[^“”]*”[^“”]*)*)”|「(?P<corner>[^「」]*)」")
MARKER = re.compile(r"\[(\d{1,3})\]")
PLAN_LEAD = r"(?:的?(?:计划|安排|目标|打算))?"
SENTENCE_ENDS = "。！？!?\n；;"
CLAUSE_ENDS = "。！？!?\n；;，,、：:”"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted span of a draft; `citation` is the source that holds it word for word."""

    text: str
    start: int
    end: int
    citation: Citation | None


def blank_markers(text: str) -> str:
    """The text with `[n]` and the minus sign of a sum replaced, so that offsets stay."""
    return MARKER.sub(lambda found: " " * len(found.group()), text).replace("−", "，")


def cited_numbers(line: Line) -> tuple[int, ...]:
    """All citations a line names, in its text or beside it, each once."""
    written = [int(number) for number in MARKER.findall(line.text)]
    return tuple(dict.fromkeys([*written, *line.citations]))


def _holds(citation: Citation, words: str) -> bool:
    return words in citation.quote


def quoted(line: Line, evidence: Evidence) -> tuple[Quoted, ...]:
    """Every quoted span with its source; cited sources are looked at before the others."""
    cited = set(cited_numbers(line))
    sources = sorted(evidence.citations, key=lambda citation: citation.n not in cited)
    spans: list[Quoted] = []
    for found in QUOTED.finditer(line.text):
        group = "double" if found["double"] is not None else "corner"
        words = found[group].strip("，。；：、,;: ")
        holder = next((source for source in sources if _holds(source, words)), None)
        spans.append(Quoted(words, found.start(group), found.end(group), holder))
    return tuple(spans)


def _whole_sentences(words: str, quote: str) -> bool:
    """Whether `words` stand in `quote` from the start of a sentence to the end of a clause."""
    for found in re.finditer(re.escape(words), quote):
        opens = found.start() == 0 or quote[found.start() - 1] in SENTENCE_ENDS
        closes = found.end() == len(quote) or quote[found.end()] in CLAUSE_ENDS
        if opens and closes:
            return True
    return False


def verbatim(line: Line, evidence: Evidence) -> Citation | None:
    """The cited source of which the whole line is made, word for word, in whole sentences.

    In front may stand a lead that names the source's region and, if need be, that it is a plan
    (“甲市：”, “甲市2024年计划：”). A fragment of a sentence is not enough: cut from “今年的目标是”
    it would turn a target into a result.
    """
    words = MARKER.sub("", line.text).strip()
    cited = set(cited_numbers(line))
    for citation in evidence.citations:
        if citation.n not in cited:
            continue
        lead = re.match(rf"^{re.escape(citation.region)}(?:\d{{4}}年)?{PLAN_LEAD}[：:]", words)
        rest = words[lead.end() :] if lead else words
        bare = rest.strip("。；， ;,.“”")
        if len(bare) >= 4 and _whole_sentences(bare, citation.quote):
            return citation
    return None
