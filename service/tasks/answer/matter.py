"""What a report says of a matter: whole what stands under a head that names it, else the sentences
that do, else those of the passage that search finds likest."""

from collections.abc import Iterable, Iterator, Sequence

from service.language.asked_units import number_in
from service.language.words import pattern_of
from service.tasks.answer.desk import Desk
from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.likest import likest
from service.tasks.answer.naming import SURE, Naming, naming_of
from service.tasks.answer.page import DONE, NEVER, PLANNED, Page, PageSentence, Span, bare, page_of
from service.tasks.answer.telling import Telling, timed
from service.understand import Understood
from service.verify import DraftLine
from vectorstore.documents import Part, Report, Section
from vectorstore.search import Hit

WHOLE = 1000  # letters that are read at once: what a head names is given whole up to here
SHORT = 36  # so little under a head leaves room for what else names the matter
LEAST, HEADING = 8, 26
WORK = ("done", "planned")
HALF = 0.5
CLOSE = 0.1  # shares no further apart tell of the same
MOST, MOST_LETTERS, MOST_CHILDREN = 4, 700, 10
SPARSE = (
    3  # a paragraph of which fewer sentences than one in three name the matter is of others too
)
SHORT_HEAD = 12
KIN = 4  # letters of a name of two halves


def parts_asked(understood: Understood, report: Report) -> list[frozenset[Part]]:
    """The parts of the report that may answer, each for itself."""
    if understood.task == "planned" or understood.kind == "target":
        own = understood.years == (report.year,)  # the year's plan, not that of five years
        return [PLANNED - {"plan_period"}] if own else [PLANNED]
    if understood.task == "why":
        return [DONE | PLANNED]
    years = understood.years
    if years and report.year not in years:
        return [DONE]
    if years and report.covers not in years:
        return [PLANNED]
    return [DONE] if understood.kind == "result" else [DONE, PLANNED - DONE]


def matter_lines(desk: Desk, understood: Understood, report: Report) -> list[DraftLine]:
    """Quotations on the matter asked about: of the work done, then of what is planned.

    `丹东是怎么搞文旅的` has both parts, `去年做了什么` the first, `打算怎么做` the second.
    """
    page = page_of(desk.library, report.id)
    naming = naming_of(understood, [page])
    every: list[Telling] = []
    alike: list[Hit] | None = None
    work = understood.task in WORK
    for parts in parts_asked(understood, report):
        told = tellings(page, naming, parts, work=work)
        told = told or _counted(page, naming, parts, understood)
        if understood.years and not {report.year, report.covers} & {*understood.years}:
            told = [each for each in told if _is_dated(page.text, each, understood.years)]
        if not told and not every:
            alike = likest(desk, understood, report, naming) if alike is None and work else alike
            told = _alike(page, naming, parts, alike or ())
        every.extend(told)
    if pattern_of("when_asked", "which_year_asked").search(understood.asked):
        every = timed(page.text, every, naming) or every
    return [each for one in every for each in quoted(desk, report, one, work=work)]


def tellings(
    page: Page, naming: Naming, parts: frozenset[Part], *, work: bool = False
) -> list[Telling]:
    """What stands under the heads that name the matter, whole (推进教育综合改革。…); where that is
    little or nothing the sentences that name it and are of it."""
    if not naming.words:
        return []
    told = list(_headed(page, naming, parts))[:MOST]
    if sum(each.size for each in told) >= SHORT:
        return told
    under = [span for each in told for span in each.spans]
    said = [
        each for each in page.sentences
        if each.part in parts and each.part not in NEVER and each.start not in page.heads
        and len(each.text) >= LEAST and naming.things(each.text) >= SURE
        and not any(start <= each.start < end for start, end in under)
        and not page.lacks[0] <= each.start < page.lacks[1]  # a shortcoming is no deed
    ]  # fmt: skip
    whole = (_of_kin(page, said, naming) or _round(page, said)) if work and not told else []
    if whole:
        return whole
    beside = [Telling(run[0].part, (_run(run),)) for run in _runs(_few(said, naming, bool(told)))]
    return sorted([*told, *beside], key=lambda each: each.spans[0])


def _is_dated(text: str, told: Telling, years: Sequence[int]) -> bool:
    """Whether a report of other years names one that is asked about."""
    return any(f"{year}年" in text[slice(*span)] for span in told.spans for year in years)


def _counted(
    page: Page, naming: Naming, parts: frozenset[Part], understood: Understood
) -> list[Telling]:
    """Where a count is asked for (多少人次), the sentence that names most of the thing with a number
    in that unit: 疫苗累计接种53.47万人次."""
    unit = understood.unit or ("元" if "元" in understood.asked else "")
    number = number_in(unit) if unit else None
    held = [s for s in page.sentences if s.part in parts and number and number.search(s.text)]
    best = max(held, key=lambda each: naming.share(each.text), default=None)
    if best is None or naming.things(best.text) < HALF:
        return []
    return [Telling(best.part, ((best.start, best.end),))]


def _of_kin(page: Page, said: Sequence[PageSentence], naming: Naming) -> list[Telling]:
    """The pieces that a head of half the name opens (创新动能加速释放 for 科技创新), and of which a
    sentence names it whole."""
    rarest = naming.rarest
    names = [name for name in rarest.names if len(name) == KIN] if rarest else []
    starts = {each.start for each in said}
    found = [
        piece for piece in page.pieces
        if piece.head is not None and any(s.start in starts for s in piece.sentences)
        and len(piece.head.text) <= SHORT_HEAD and any(half in piece.head.text for name in names for half in (name[:2], name[2:]))
        and piece.span[1] - piece.span[0] <= WHOLE
    ]  # fmt: skip
    return [Telling(piece.part, tuple(_paragraphs(page.text, piece.span))) for piece in found[:2]]


def _round(page: Page, said: Sequence[PageSentence]) -> list[Telling]:
    """The paragraph that is of the matter, since several of its sentences come to it, whole."""
    starts = {each.start for each in said}
    counts = [(sum(s.start in starts for s in piece.sentences), piece) for piece in page.pieces]
    most = max((count for count, _ in counts), default=0)
    best = [piece for count, piece in counts if count == most]
    best = [piece for piece in best if most * SPARSE >= len(piece.sentences)]
    fits = most > 1 and len(best) == 1 and best[0].span[1] - best[0].span[0] <= WHOLE
    return [Telling(best[0].part, tuple(_paragraphs(page.text, best[0].span)))] if fits else []


def _few(said: Sequence[PageSentence], naming: Naming, more: bool) -> list[PageSentence]:
    """Of the sentences those that name most, and of these those that come to the matter most; as
    many as are read at once. `more` is told already: then none that only touches on it."""
    shares = {each.start: naming.share(each.text) for each in said}
    best = max(shares.values(), default=0.0)
    turns = {
        each.start: naming.turns(each.text) for each in said if shares[each.start] >= best - CLOSE
    }
    most = max(turns.values(), default=0)
    least = max((most + 1) / 2, 2 if more else 1)
    ranked = [each for each in said if turns.get(each.start, 0) >= least]
    ranked.sort(key=lambda each: (-naming.together(each.text), -turns[each.start]))
    kept: list[PageSentence] = []
    for each in ranked[:MOST]:
        if not kept or sum(len(one.text) for one in kept) + len(each.text) <= MOST_LETTERS:
            kept.append(each)
    beside = [s for s in said if s not in kept and any(s.start == k.end for k in kept)]
    return sorted([*kept, *beside[:2]], key=lambda each: each.start)


def _runs(chosen: Sequence[PageSentence]) -> Iterator[list[PageSentence]]:
    """Sentences that follow each other, together."""
    run: list[PageSentence] = []
    for each in chosen:
        if run and run[-1].end != each.start:
            yield run
            run = []
        run.append(each)
    if run:
        yield run


def _run(run: Sequence[PageSentence]) -> Span:
    return run[0].start, run[-1].end


def _headed(page: Page, naming: Naming, parts: frozenset[Part]) -> Iterator[Telling]:
    """What stands under heads that name the matter: of heads inside each other the outer one where
    it is short enough to be read at once, else the inner."""
    heads: list[tuple[Part, str, Span, Section | None]] = [
        (s.part, _under(s, naming), _own(page, s), s) for s in page.sections
    ]
    starts = {span[0] for _, _, span, _ in heads}
    pieces = (each for each in page.pieces if each.span[0] not in starts)
    heads.extend((p.part, p.head.text, p.span, None) for p in pieces if p.head is not None)
    named: list[tuple[Part, Span, Section | None]] = [
        (part, span, section) for part, words, span, section in heads
        if part in parts and part not in NEVER and naming.things(words) >= SURE
        and span[1] - span[0] > (len(section.heading) if section else len(words)) + LEAST
    ]  # fmt: skip
    until = -1
    for part, span, section in sorted(named, key=lambda each: (each[1][0], -each[1][1])):
        if span[0] < until:
            continue
        within = [other for _, other, _ in named if span[0] <= other[0] and other[1] <= span[1]]
        within = [other for other in within if other[1] - other[0] < span[1] - span[0]]
        long = span[1] - span[0] > WHOLE
        if within and (long or (section is not None and _comes_second(section, naming))):
            continue
        until = span[1]
        spans = _outlined(page, section) if long and section else ()
        yield Telling(part, spans or tuple(_paragraphs(page.text, span)))


def _comes_second(section: Section, naming: Naming) -> bool:
    """Whether a heading names the matter behind another: 环境保护 of 推进节能减排，加强环境保护; not 脱贫攻坚
    of 深入实施脱贫攻坚，加快补齐小康社会建设短板."""
    first, _, then = section.heading.partition("，")
    return bool(then) and naming.things(first) < SURE


def _under(section: Section, naming: Naming) -> str:
    """The heading of a section, with those it stands under where it names the matter in part: 十五时
    期 of 十五时期的城市定位 stands above."""
    part = naming.things(section.heading) >= HALF
    return "，".join(section.path) if part else section.heading


def _own(page: Page, section: Section) -> Span:
    """What stands under a heading: its section, or, where the heading runs into its paragraph, that
    paragraph, if it heads no others."""
    start, end = bare(page.text, section.start, section.end)
    stop = page.text.find("\n", start, end)
    runs_in = stop >= 0 and stop - start > len(section.heading) + HEADING
    return (start, stop) if runs_in and section.path not in page.parents else (start, end)


def _outlined(page: Page, section: Section) -> tuple[Span, ...]:
    """A long section: of each of its subsections, or of the pieces that a head opens in it, the head
    and the sentence behind it; where there are none what it says first."""
    starts = [
        s.start for s in page.sections
        if len(s.path) == len(section.path) + 1 and section.start <= s.start < section.end
    ]  # fmt: skip
    first = starts[0] if starts else section.end
    starts = starts or [
        piece.span[0] for piece in page.pieces
        if piece.head is not None and section.start < piece.span[0] < section.end
    ]  # fmt: skip
    heads: list[Span] = []
    for start in starts[:MOST_CHILDREN]:
        said = [s for s in page.sentences if start <= s.start < section.end][:2]
        heads.extend([_run(said)] if said and "\n" not in page.text[slice(*_run(said))] else [])
    if len(heads) > 1:
        return tuple(heads)
    before = bare(page.text, section.start, first)
    lead = before[1] - before[0] > len(section.heading) + HEADING
    return (*(_paragraphs(page.text, before) if lead and starts else ()), *heads)


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    """A span line by line, a heading with the line behind it left out: it tells nothing alone."""
    start, end = span
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        left, right = bare(text, start, stop)
        if right - left > HEADING or (left < right and text[right - 1] in "。；！"):
            yield left, right
        start = stop + 1


def lead_of(report: Report, part: Part) -> str:
    """Whose words are quoted, and that they are a plan's where they are."""
    plans = {"plan": f"（{report.year}年计划）", "plan_period": "（规划）"}
    return f"{report.region}{plans.get(part, '')}"


def quoted(desk: Desk, report: Report, told: Telling, *, work: bool = False) -> list[DraftLine]:
    """`唐山市（2019年计划）：“…”[1]`, a line for each span; of `work` done the year it was done in."""
    lead = lead_of(report, told.part)
    lead += f"{report.covers}年工作" if work and told.part == "review" else ""
    text = desk.library.text(report.id)
    lines: list[DraftLine] = []
    for start, end in told.spans:
        number = desk.sources.cite(report.id, start, end)
        lines.append(quotation(f"{lead}：“{text[start:end]}”[{number}]", number))
    return lines


def _alike(
    page: Page, naming: Naming, parts: frozenset[Part], about: Iterable[Hit]
) -> list[Telling]:
    """The piece of the likest passage that names most of the matter, whole."""
    for hit in about:
        passage = hit.passage
        if passage.part not in parts or passage.part in NEVER:
            continue
        inside = [
            piece for piece in page.pieces
            if piece.span[0] < passage.end and passage.start < piece.span[1]
            and piece.span[1] - piece.span[0] > HEADING
        ]  # fmt: skip
        if inside:
            best = max(inside, key=lambda p: naming.share(page.text[slice(*p.span)]))
            return [Telling(best.part, tuple(_paragraphs(page.text, best.span)))]
    return []
