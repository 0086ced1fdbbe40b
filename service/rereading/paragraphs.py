"""The paragraphs of a report that hold doubtful facts, as a model is shown them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prompts import Message, load
from service.facts.model import Fact
from service.language.clauses import SplitSentence, sentences
from service.language.measure import Measure
from service.language.measures import measures
from service.verify.match import is_start, role
from vectorstore import late
from vectorstore.documents import Report, Section

PROMPT = "reading"
WHOLE, BEFORE, BEHIND = 500, 200, 160
YEAR = late.pattern(r"(?<!\d)(?:19|20)\d\d(?=年)")


@dataclass(frozen=True, slots=True)
class ParagraphFigure:
    """A number of a paragraph; `fact` is what code read of it, in the `sentence` it stands in."""

    figure: Measure
    fact: Fact
    sentence: SplitSentence

    @property
    def role(self) -> str:
        """What the number is to its fact: its value, its growth, or where a change began."""
        return "from" if is_start(self.fact) else role(self.fact, self.figure)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of a report with the numbers that facts were read of, by their tokens."""

    report: Report
    source: str
    start: int
    end: int
    section: tuple[str, ...]
    figures: Mapping[str, ParagraphFigure]
    tokens: tuple[tuple[int, int, str], ...]
    periods: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words, with a token in place of each number."""
        at, pieces = self.start, list[str]()
        for left, right, token in self.tokens:
            pieces += [self.source[at:left], f"⟦{token}⟧"]
            at = right
        return "".join((*pieces, self.source[at : self.end])).strip()

    def messages(self) -> list[Message]:
        """The prompt."""
        return load(PROMPT).render(
            region=self.report.region,
            year=self.report.year,
            covers=self.report.covers,
            section=" › ".join(self.section),
            periods=list(self.periods),
            text=self.text,
        )


def paragraphs(
    report: Report, text: str, sections: Sequence[Section], facts: Sequence[Fact]
) -> Iterator[Paragraph]:
    """The paragraphs with doubt in them, in their order: a line, or so much of a long one as
    stands around the doubtful sentence. The sure facts in them are there to try the reader."""
    read = tuple(sentences(text, sections))
    placed = [(fact, _sentence(read, fact)) for fact in facts]
    taken = report_end = 0
    for fact, sentence in placed:
        if fact.standing == "sure" or sentence is None or sentence.start < taken:
            continue
        start, end = _around(text, sentence, read)
        start = max(start, report_end)
        inside = [(f, s) for f, s in placed if s is not None and start <= s.start and s.end <= end]
        yield _paragraph(report, text, start, end, inside, facts)
        taken = report_end = end


def _sentence(read: Sequence[SplitSentence], fact: Fact) -> SplitSentence | None:
    at = fact.figures[0].start
    return next((each for each in read if each.start <= at < each.end), None)


def _around(text: str, own: SplitSentence, read: Sequence[SplitSentence]) -> tuple[int, int]:
    line = text.rfind("\n", 0, own.start) + 1
    stop = text.find("\n", own.end - 1)
    stop = len(text) if stop < 0 else stop
    if stop - line <= WHOLE:
        return line, max(stop, own.end)
    near = [s for s in read if own.start - BEFORE <= s.start and s.end <= own.end + BEHIND]
    inside = [s for s in near if line <= s.start and s.end <= stop + 1] or [own]
    return inside[0].start, max(own.end, inside[-1].end)


def _paragraph(
    report: Report,
    text: str,
    start: int,
    end: int,
    inside: Sequence[tuple[Fact, SplitSentence]],
    facts: Sequence[Fact],
) -> Paragraph:
    held = {f.start: ParagraphFigure(f, fact, s) for fact, s in inside for f in fact.figures}
    spans = [(f.start, f.end) for f in measures(text, start, end)]
    spans = [s for s in spans if s[0] not in held and s[1] <= end]
    spans += [(each.figure.start, each.figure.end) for each in held.values()]
    tokens: list[tuple[int, int, str]] = []
    for left, right in sorted(spans):
        if not tokens or left >= tokens[-1][1]:
            tokens.append((left, right, f"F{len(tokens) + 1}"))
    return Paragraph(
        report,
        text,
        start,
        end,
        inside[0][1].path,
        {token: held[left] for left, _, token in tokens if left in held},
        tuple(tokens),
        _periods(report, text[start:end], facts),
    )


def _periods(report: Report, text: str, facts: Sequence[Fact]) -> tuple[str, ...]:
    """The closed list: the years reviewed and planned, those printed, and those of the facts."""
    told = [str(report.covers), str(report.year), *YEAR.findall(text)]
    read = sorted({fact.period for fact in facts if fact.period})
    return tuple(dict.fromkeys((*told, *read)))
