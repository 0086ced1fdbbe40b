"""What a report says of a matter: the passages that search finds, part by part, its own words."""

import re
from collections.abc import Sequence
from statistics import mean, pstdev

from service.language.words import pattern_of
from service.tasks.answer.agenda_lines import MOST_HEADINGS, agenda_line, below
from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.headed import named_lines
from service.tasks.answer.phrases import covered, pairs
from service.tasks.answer.sentences import CAUSE, DONE, NEVER
from service.tasks.answer.sources import Sources
from service.tasks.answer.told import Span, Told, bare, in_order, joined, parts_asked, quoted
from service.tasks.sources import sources_of
from service.tasks.summary.problems import LACK, OPENING
from service.understand import Understood
from service.verify import Line
from vectorstore.chunk import own_spans, sentences
from vectorstore.documents import Part, Passage, Report
from vectorstore.library import Library
from vectorstore.search import Hit, search

MOST_HITS = 12
ALL = 2000
# In deviations above the likeness of a report's passages. Measured on ten open questions over eight
# reports: by meaning alone 4.0 and 4.3 where a passage was about the matter, 2.5 and 2.8 where none
# was; with a word of the matter in it 2.9 to 4.8 where it was.
ALONE, BESIDE_A_WORD = 3.5, 2.5
NEAR, RATHER_NEAR = 3, 8
STOPS = frozenset("，。；、：！？\n,.;:")
SPECIFIC = 4
LONGEST = 360
HEADING = 26
MOST_OF_PART = 3
OF_REASON = 0.25  # so much of the matter a reason names; less, and it is of something else
ASKS_WORK = ("done", "planned", "list", "lookup")


def matter_lines(
    library: Library, understood: Understood, report: Report, sources: Sources
) -> list[Line]:
    """Quotations on the matter asked about: of the work done, then of what is planned.

    Nothing where no passage is surely about it. `丹东是怎么搞文旅的` has both parts, `去年做了什么`
    the first, `打算怎么做` the second.
    """
    lines: list[Line] = []
    likest: list[Hit] | None = None
    for parts in parts_asked(understood, report):
        outline = _headings(library, understood, report, parts, sources)
        plain = understood.task != "why" and not outline
        said = (
            named_lines(library, understood, report, sources, parts, headed=True) if plain else []
        )
        if not said:
            likest = _about(library, understood, report) if likest is None else likest
            said = [*outline, *_alike_lines(library, understood, report, sources, parts, likest)]
        if not said and plain:
            said = named_lines(library, understood, report, sources, parts, headed=False)
        lines.extend(said[:MOST_OF_PART])
    return lines


def _about(library: Library, understood: Understood, report: Report) -> list[Hit]:
    """The passages likest to the question that are surely about its matter."""
    words = understood.spoken or understood.subject
    query = understood.asked if understood.task in ("done", "why") else words
    found = search(library, query, reports=[report.id], per_report=ALL)
    usual = _usual(found)
    hits = found[:MOST_HITS]
    about = [hit for hit in hits if _is_about(hit, words, usual, _is_first(hit, found))]
    if len(words.replace(" ", "")) >= SPECIFIC:  # 十件实事: who prints the name speaks of it
        return [hit for hit in about if _names(hit.passage, words)] or about
    return about


def _alike_lines(
    library: Library,
    understood: Understood,
    report: Report,
    sources: Sources,
    parts: frozenset[Part],
    about: Sequence[Hit],
) -> list[Line]:
    """The sentences that speak of the matter in the passages that are likest to the question."""
    words = understood.spoken or understood.subject
    told = [
        _told(hit.passage, words, library, understood)
        for hit in about
        if hit.passage.part in parts and hit.passage.part not in NEVER
    ]
    told = [each for each in told if each.spans]
    fresh = [each for each in told if not _is_said(each, sources)]
    lines: list[Line] = []
    for each in in_order((fresh or told)[:MOST_OF_PART]):
        lines.extend(quoted(library, report, each, sources))
    return lines


def _is_said(told: Told, sources: Sources) -> bool:
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


def _shares(passage: Passage, words: str) -> bool:
    """Whether a passage holds two letters of the matter together, or nearly."""
    held = set[str]().union(*map(pairs, words.split()))
    return any(one in passage.text or _is_split(one, passage.text) for one in held)


def _is_split(two: str, text: str) -> bool:
    """Whether two letters stand in a text with another between: 文旅 in 文体旅."""
    return any(
        text[at + 2 : at + 3] == two[1] and text[at + 1 : at + 2] not in STOPS
        for at in range(len(text))
        if text[at] == two[0]
    )


def unmet_lines(library: Library, report: Report, sources: Sources) -> list[Line]:
    """The sentences in which a report says that a target was not met, and by how much or why."""
    text = library.text(report.id)
    lines: list[Line] = []
    for section, start, end in own_spans(library.sections(report.id), len(text)):
        if section.part not in DONE:
            continue
        for left, right in sentences(text, start, end):
            if pattern_of("unmet").search(text, left, right):
                begin, stop = bare(text, left, right)
                number = sources.cite(report.id, begin, stop)
                lines.append(quotation(f"{report.region}：“{text[begin:stop]}”[{number}]", number))
    return lines[:MOST_OF_PART]


def _names(passage: Passage, words: str) -> bool:
    """Whether a passage holds all of the words as they are."""
    return all(word in passage.text for word in words.split())


def _usual(hits: Sequence[Hit]) -> tuple[float, float]:
    """The mean and the deviation of the passages' likeness to the question."""
    known = [hit.similarity for hit in hits if hit.similarity is not None]
    return (mean(known), pstdev(known)) if len(known) > 1 else (0.0, 0.0)


def _is_first(hit: Hit, hits: Sequence[Hit]) -> bool:
    """Whether at most one passage of its part of the report is more like the question."""
    own = [
        h.similarity or 0.0 for h in hits if (h.passage.part in DONE) == (hit.passage.part in DONE)
    ]
    return sum(other > (hit.similarity or 0.0) for other in own) <= 1


def _is_about(hit: Hit, words: str, usual: tuple[float, float], first: bool) -> bool:
    """Whether a passage is surely about the words asked for; `first` of its part of the report."""
    vector, keyword = hit.vector_rank or ALL, hit.keyword_rank or ALL
    above = ((hit.similarity or 0.0) - usual[0]) / usual[1] if usual[1] else 0.0
    if not _shares(hit.passage, words):
        return vector < NEAR and above >= ALONE
    if _names(hit.passage, words) and (above >= BESIDE_A_WORD or min(vector, keyword) <= NEAR):
        return True
    close = keyword <= NEAR or above >= BESIDE_A_WORD
    return ((vector <= NEAR or first) and close) or (keyword == 1 and vector <= RATHER_NEAR)


def _told(passage: Passage, words: str, library: Library, understood: Understood) -> Told:
    """The sentences of a passage that say most of the matter, up to a length, in their order."""
    text = library.text(passage.report)
    wanted = set[str]().union(*(pairs(word) for word in words.split()))
    spans = [bare(text, *span) for span in sentences(text, passage.start, passage.end)]
    spans = [span for span in spans if span[1] - span[0] > 1]
    if understood.task in ("done", "planned"):  # a shortcoming is no deed
        spans = [span for span in spans if not OPENING.search(text, *span)]
    if understood.task == "why":
        strained = [span for span in spans if re.search(LACK, text[slice(*span)])]
        spans = [span for span in spans if CAUSE.search(text, *span)] or strained
        near = max((covered(words, text[slice(*span)]) for span in spans), default=0.0)
        spans = spans if near >= OF_REASON else []
    if not spans or all(
        end - start <= HEADING for start, end in spans
    ):  # a heading alone is no evidence
        return Told(passage, ())

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
    return Told(passage, tuple(joined(_with_bodies(chosen, whole), text)))


def _with_bodies(chosen: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """The chosen sentences in order, a heading among them with the sentence behind it."""
    held = set(chosen)
    for at, span in enumerate(spans[:-1]):
        if span in held and span[1] - span[0] <= HEADING:
            held.add(spans[at + 1])
    return sorted(held)
