"""What a report says of a matter: the passages that search finds, part by part, its own words."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.language.words import pattern_of
from service.tasks.answer.agenda_lines import MOST_HEADINGS, agenda_line, below
from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.phrases import pairs
from service.tasks.answer.sentences import CAUSE, DONE, NEVER, PLANNED
from service.tasks.answer.sources import Sources
from service.tasks.sources import sources_of
from service.understand import Understood
from service.verify import Line
from vectorstore.chunk import own_spans, sentences
from vectorstore.documents import Part, Passage, Report
from vectorstore.library import Library
from vectorstore.search import Hit, search

MOST_HITS = 12
# Measured on 40 open questions over eight reports: where words and meaning rank a passage among
# the first three, it is about the matter; where its meaning alone does, from this cosine on.
NEAR = 3
CLOSE = 0.86
LONGEST = 260
HEADING = 26
MOST_OF_PART = 3
ASKS_WORK = ("done", "planned", "list", "lookup")


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Told:
    """Sentences of one passage that are about the matter."""

    passage: Passage
    spans: tuple[Span, ...]


def matter_lines(
    library: Library, understood: Understood, report: Report, sources: Sources
) -> list[Line]:
    """Quotations on the matter asked about: of the work done, then of what is planned.

    Nothing where no passage is surely about it. `丹东是怎么搞文旅的` has both parts, `去年做了什么`
    the first, `打算怎么做` the second.
    """
    words = understood.spoken or understood.subject
    query = understood.asked if understood.task in ("done", "why") else words
    hits = search(library, query, reports=[report.id], per_report=MOST_HITS)
    lines: list[Line] = []
    for parts in parts_asked(understood, report):
        mine = [hit for hit in hits if hit.passage.part in parts and hit.passage.part not in NEVER]
        named = [hit for hit in mine if _names(hit.passage, understood.subject)]
        about = [hit for hit in named if _is_about(hit, words)] or [
            hit for hit in mine if _is_about(hit, words)
        ]
        told = [_told(hit.passage, words, library, understood) for hit in about]
        told = [each for each in told if each.spans]
        fresh = [each for each in told if not _is_said(each, sources)]
        kept = (fresh or told)[:MOST_OF_PART]
        headed = _headings(library, understood, report, parts, sources)
        lines.extend(headed)
        kept = kept[: MOST_OF_PART - len(headed)]
        lines.extend(_line(library, report, each, sources) for each in _in_order(kept))
    return lines


def _is_said(told: _Told, sources: Sources) -> bool:
    """Whether all of it was quoted before, for another part of the question."""
    held = [c for c in sources.citations if c.report == told.passage.report]
    return all(any(c.start <= s and e <= c.end for c in held) for s, e in told.spans)


def _headings(
    library: Library,
    understood: Understood,
    report: Report,
    parts: frozenset[Part],
    sources: Sources,
) -> list[Line]:
    """What stands under a heading that names the matter, heading by heading: （四）坚持文旅融合."""
    words = understood.subject.split()
    source = sources_of(library, (report,))[0]
    for section in source.sections:
        if section.part not in parts or not all(word in section.heading for word in words):
            continue
        found = below(source.sections, section)
        plan = f"{report.year}年计划" if section.part == "plan" else ""
        return agenda_line(source, found[:MOST_HEADINGS], f"{report.region}{plan}", sources)
    return []


def parts_asked(understood: Understood, report: Report) -> list[frozenset[Part]]:
    """The parts of the report that may answer, each for itself."""
    if understood.task == "planned" or understood.kind == "target":
        return [PLANNED]
    if understood.task == "why":
        return [DONE | PLANNED]
    years = understood.years
    if years and report.year not in years:
        return [DONE]
    if years and report.covers not in years:
        return [PLANNED]
    return [DONE] if understood.kind == "result" else [DONE, PLANNED - DONE]


def _shares(passage: Passage, words: str) -> bool:
    """Whether a passage holds two letters of the matter together."""
    return bool(set[str]().union(*map(pairs, words.split())) & pairs(passage.text))


def unmet_lines(library: Library, report: Report, sources: Sources) -> list[Line]:
    """The sentences in which a report says that a target was not met, and by how much or why."""
    text = library.text(report.id)
    lines: list[Line] = []
    for section, start, end in own_spans(library.sections(report.id), len(text)):
        if section.part not in DONE:
            continue
        for left, right in sentences(text, start, end):
            if pattern_of("unmet").search(text, left, right):
                begin, stop = _bare(text, left, right)
                number = sources.cite(report.id, begin, stop)
                lines.append(quotation(f"{report.region}：“{text[begin:stop]}”[{number}]", number))
    return lines[:MOST_OF_PART]


def _names(passage: Passage, words: str) -> bool:
    """Whether a passage holds all of the words as they are."""
    return all(word in passage.text for word in words.split())


def _is_about(hit: Hit, words: str) -> bool:
    """Whether a passage is surely about the words asked for."""
    vector, keyword = hit.vector_rank or MOST_HITS + 1, hit.keyword_rank or MOST_HITS + 1
    if vector <= NEAR and keyword <= NEAR and _shares(hit.passage, words):
        return True
    close = (hit.similarity or 0.0) >= CLOSE
    named = _names(hit.passage, words)
    return (close and (vector <= NEAR or named)) or (named and min(vector, keyword) <= NEAR)


def _told(passage: Passage, words: str, library: Library, understood: Understood) -> _Told:
    """The sentences of a passage that say most of the matter, up to a length, in their order."""
    text = library.text(passage.report)
    wanted = set[str]().union(*(pairs(word) for word in words.split()))
    spans = [_bare(text, *span) for span in sentences(text, passage.start, passage.end)]
    spans = [span for span in spans if span[1] - span[0] > 1]
    if understood.task == "why":
        spans = [span for span in spans if CAUSE.search(text, *span)]
    if all(end - start <= HEADING for start, end in spans):  # a heading alone is no evidence
        return _Told(passage, ())

    def worth(span: Span) -> tuple[int, bool]:
        held = text[span[0] : span[1]]
        return len(wanted & pairs(held)), any(letter.isdigit() for letter in held)

    whole = spans
    if any(worth(span)[0] for span in spans):  # only those that speak of it
        spans = [span for span in spans if worth(span)[0]]
    chosen: list[Span] = []
    length = 0
    for span in sorted(spans, key=worth, reverse=True):
        size = span[1] - span[0]
        if chosen and length + size > LONGEST:
            continue
        chosen.append(span)
        length += size
    return _Told(passage, tuple(_joined(_with_bodies(chosen, whole), text)))


def _with_bodies(chosen: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """The chosen sentences in order, a heading among them with the sentence behind it."""
    held = set(chosen)
    for at, span in enumerate(spans[:-1]):
        if span in held and span[1] - span[0] <= HEADING:
            held.add(spans[at + 1])
    return sorted(held)


def _bare(text: str, start: int, end: int) -> Span:
    """A span without the blanks round it."""
    held = text[start:end]
    return start + len(held) - len(held.lstrip()), start + len(held.rstrip())


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Neighbouring sentences as one span."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start]:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _in_order(told: Sequence[_Told]) -> list[_Told]:
    return sorted(told, key=lambda each: each.passage.start)


def _line(library: Library, report: Report, told: _Told, sources: Sources) -> Line:
    """`唐山市（2019年计划）：“…”[1]“…”[2]`."""
    plan = {"plan": f"（{report.year}年计划）", "plan_period": "（规划）"}
    lead = f"{report.region}{plan.get(told.passage.part, f'{report.year}年报告')}"
    text = library.text(report.id)
    numbers = [sources.cite(report.id, start, end) for start, end in told.spans]
    said = "".join(
        f"“{text[start:end]}”[{number}]"
        for (start, end), number in zip(told.spans, numbers, strict=True)
    )
    return quotation(f"{lead}：{said}", *numbers)
