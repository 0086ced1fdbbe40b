"""All problems of a report in short form: of each the clauses that say what is missing."""

from service.shapes import Item
from service.tasks.brief.desk import BriefDesk
from service.tasks.brief.fit import text_width
from service.tasks.brief.points import PIECE, clauses_of, is_whole
from service.tasks.brief.vocabulary import count
from service.tasks.sources import ReportSource
from service.tasks.summary.extract import problem_spans
from service.tasks.summary.salient import DANGLING, unnumbered
from service.tasks.words import unmarked

FEW = 2  # passages of many clauses each: none of them may be left out
ALL = 99
SHORT, CURT, CLEAR = 4.0, 7.0, 17.0


def shortened(desk: BriefDesk, source: ReportSource, most: int) -> list[Item]:
    """`重大项目储备不足；对外贸易仍处于初级阶段；…。`: each problem in `most` clauses at most."""
    spans = [(unnumbered(source.text, *span), span[1]) for span in problem_spans(source)]
    lacking = [span for span in spans if count("lacks", source.text[slice(*span)])] or spans
    most = most if len(lacking) > FEW else ALL
    items = [item for span in lacking if (item := _short(desk, source, span, most))]
    last = len(items) - 1
    ends = "；" if last else "。"
    return [
        item.model_copy(update={"text": item.text + ("。" if at == last else ends)})
        for at, item in enumerate(items)
    ]


def _short(desk: BriefDesk, source: ReportSource, span: tuple[int, int], most: int) -> Item | None:
    """The clauses of one problem that stand beside each other, proven; the whole where none does."""
    text = source.text
    spans = _chosen(text, span, most)
    stand = [each for each in spans if desk.stands(source, *each)]
    words = "，".join(
        unmarked(text[left:right]).removesuffix("等等").removesuffix("等") for left, right in stand
    )
    if not words:
        return None
    return Item(text=words, citations=(desk.cited(source, *span),))


def _chosen(text: str, span: tuple[int, int], most: int) -> list[tuple[int, int]]:
    clauses = [
        each for piece in PIECE.finditer(text, *span) for each in clauses_of(text, *piece.span())
    ]
    naming = [each for each in clauses if _names(text[slice(*each)], every=most == ALL)]
    if not naming:
        return [span]
    ordered = sorted(naming, key=lambda each: _length(text[slice(*each)], most))
    return sorted(ordered[:most])


def _names(words: str, *, every: bool) -> bool:
    """Whether a clause says by itself that something is missing; of a passage that is one list of
    problems each of its clauses does."""
    whole = is_whole(words) and not DANGLING.match(words) and words != "等等"
    return whole and text_width(words) >= SHORT and (every or count("lacks", words) > 0)


def _length(words: str, most: int) -> float:
    """How far a clause is from being short and clear; of one alone the shortest is wanted."""
    width = text_width(words)
    return max(0.0, width - CLEAR) + (width / 10 if most == 1 else 0) + (9 if width < CURT else 0)
