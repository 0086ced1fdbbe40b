"""Where a report speaks of what is asked: its sentences searched for the asked words, before any
absence is said.

Words are held by a sentence where their letters stand there in order and close together (港口吞吐量
in 镇江港吞吐量达3.29亿吨), or where another name of an indicator does. What holds all of them but
a little, with a number where one is asked for, answers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.language.indicators import find
from service.language.spoken import in_report_words
from service.tasks.answer.desk import Desk
from service.tasks.answer.draft_lines import quotation
from service.tasks.answer.fitting import DIGIT, Fitting, fitting
from service.tasks.answer.page import DONE, NEVER, PLANNED, PageSentence, page_of
from service.understand import Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.documents import Report
from vectorstore.keyword import words as rjieba_words

SURE = (
    0.8  # of the letters asked for; below it the sentence is about something else as often as not
)
WHOLE = 0.99
LEAST_APART, APART = 2, 48  # words, and the letters between the first and the last of them
GAP = 4  # so many letters may stand between two of them: 规模以上工业 for 规上工业
HEADLESS = 0.85  # what is lost where the first letter is missing: 港转型升级 is no 产业转型升级
BEFORE = 28
LONGEST = 160
MOST = 2
STOP = late.pattern(r"[；;。！？\n]")
CLAUSE = late.pattern(r"[，,；;。！？\n]")
BEHIND = late.pattern(
    r"[，,、（(]\s*(?:同比|比|较|增|下降|上升|提高|提升|降|占|居|位居|列|排|名列|其中|分别)[^，,；;。]{0,24}"
)
# What a question says besides the thing: it need not stand in the report.
AROUND = late.pattern(
    r"新增|完成|实现|达到|一共|总共|全年|全部|现在|目前|如今|各|几|数量|个数|情况|增加|提高|降低|下降|减少|最|来"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence of a report and how much of the asked words it holds; they stand at `at:until`."""

    sentence: PageSentence
    share: float
    at: int
    until: int


def _run(words: str, text: str) -> tuple[float, int, int]:
    """How many of the letters stand in a text in order and close together, as a share, and where.

    A letter beside another of them counts whole, one alone half.
    """
    best = (0.0, 0, 0)
    for first in range(min(3, len(words))):
        for start in (found.start() for found in re.finditer(re.escape(words[first]), text)):
            places = [start]
            for letter in words[first + 1 :]:
                place = text.find(letter, places[-1] + 1, places[-1] + 2 + GAP)
                if place >= 0 and not CLAUSE.search(text, places[-1], place):
                    places.append(place)
            near = {*places}
            held = sum(1.0 if {p - 1, p + 1} & near else 0.5 for p in places)
            share = held / len(words) * (1.0 if first == 0 else HEADLESS)
            if share > best[0]:  # the first of them where several hold as much
                best = share, start, places[-1] + 1
    return best


def _wordings(understood: Understood, *, apart: bool = False) -> list[list[str]]:
    """The things asked for, each in the ways in which it may be printed; `apart` word by word."""
    spoken = AROUND.sub(" ", understood.spoken or understood.subject).split()
    things = [[word, in_report_words(word)] for word in spoken if len(word) > 1]
    if apart:
        cut = [part for word in spoken for part in rjieba_words(word) if len(part) > 1]
        things = [[word] for word in dict.fromkeys(cut)]
    for name in understood.indicators:
        known = find(name)
        names = [name, *known.aliases] if known else [name]
        things = [each for each in things if find(each[0]) is not known] + [names]
    return things


def _holds(things: Sequence[Sequence[str]], text: str) -> tuple[float, int, int]:
    """The share of the asked letters that a text holds, and where they stand."""
    total = sum(len(each[0]) for each in things)
    held, start, end = 0.0, len(text), 0
    for names in things:
        share, at, until = max(_run(name, text) for name in dict.fromkeys(names))
        held += share * len(names[0])
        if share > 0:
            start, end = min(start, at), max(end, until)
    return held / total, start, end


def found_in(
    desk: Desk, understood: Understood, report: Report, pattern: re.Pattern[str] | None = None
) -> list[Found]:
    """The sentences of a report that hold the asked words, the fullest first; those with what
    `pattern` finds behind the words, where one is given. Where none holds them together, those
    that hold every word apart (普洱咖啡…，种植面积、产量均居全国第一)."""
    whole = _found_of(_wordings(understood), SURE, desk, understood, report, pattern)
    if whole or understood.indicators:
        return whole
    cut = _wordings(understood, apart=True)
    if len(cut) < LEAST_APART:
        return []
    found = _found_of(cut, WHOLE, desk, understood, report, pattern)
    return [each for each in found if _in_order(cut, each)]


def _in_order(things: Sequence[Sequence[str]], found: Found) -> bool:
    """Whether words asked apart stand in the order in which they are asked, in one clause (；) and
    near: 草莓 behind 产量36.5万吨 is of another thing."""
    text, at = found.sentence.text, 0
    first = -1
    for names in things:
        place = text.find(names[0], at)
        if place < 0:
            return False
        first = place if first < 0 else first
        at = place + len(names[0])
    return at - first <= APART and not STOP.search(text, first, at)


def _found_of(
    things: Sequence[Sequence[str]],
    enough: float,
    desk: Desk,
    understood: Understood,
    report: Report,
    pattern: re.Pattern[str] | None,
) -> list[Found]:
    if not things:
        return []
    needed = {letter for each in things for letter in each[0]}
    found: list[Found] = []
    for sentence in page_of(desk.library, report.id).sentences:
        if not is_allowed(sentence, understood, report.year):
            continue
        known = any(name in sentence.text for each in things for name in each)
        if not known and len(needed & {*sentence.text}) < SURE * len(needed):
            continue
        share, at, until = _holds(things, sentence.text)
        if share >= enough and (pattern is None or pattern.search(sentence.text, at)):
            found.append(Found(sentence, share, at, until))
    return sorted(found, key=lambda each: (-each.share, each.sentence.part not in DONE))


def is_allowed(sentence: PageSentence, understood: Understood, year: int) -> bool:
    """Whether the sentence can speak of the years and the kind asked about."""
    figure_asked = bool(understood.measures or understood.wants_figure)
    if sentence.part in NEVER or (sentence.part == "glossary" and figure_asked):
        return False
    if understood.task == "planned" or understood.kind == "target":
        return sentence.part in PLANNED
    if not understood.years:
        return understood.kind != "result" or sentence.part in DONE
    named = any(f"{asked}年" in sentence.text for asked in understood.years)
    covered = year - 1 in understood.years and sentence.part in DONE
    return named or covered or (year in understood.years and sentence.part in PLANNED)


def found_lines_of(
    desk: Desk,
    understood: Understood,
    reports: Sequence[Report],
    pattern: re.Pattern[str] | None = None,
    most: int = MOST,
) -> list[DraftLine]:
    """Quotations of the clauses that hold the asked words and what is asked for behind them (or what
    `pattern` finds); nothing where no sentence surely does."""
    fits = fitting(understood) if pattern is None else Fitting(pattern)
    fits = fits or Fitting(DIGIT)
    lines: list[DraftLine] = []
    for report in reports:
        found = found_in(desk, understood, report, fits.printed)
        full = [each for each in found if each.share >= found[0].share - 0.01]
        spans = [span for each in full if (span := _clauses(each, fits)) is not None]
        lines.extend(_quoted(desk, understood, report, each, span) for each, span in spans[:most])
        if lines:
            break
    return lines[:most]


def _clauses(found: Found, fits: Fitting) -> tuple[Found, tuple[int, int]] | None:
    """The clauses of a sentence from the asked words to the number behind them, with what the next
    clause adds (，增长8%)."""
    text = found.sentence.text
    close = fits.printed.search(text, found.until) or fits.printed.search(text, found.at)
    if close is None or close.start() - found.until > BEFORE:
        return None
    start = max((stop.end() for stop in CLAUSE.finditer(text, 0, found.at)), default=0)
    stop = CLAUSE.search(text, close.end())
    end = stop.start() if stop else len(text)
    if not fits.is_told(text[start:end]):
        return None
    while (more := BEHIND.match(text, end)) and more.end() - start <= LONGEST:
        end = more.end()
    held = text[start:end]
    return found, (start + len(held) - len(held.lstrip()), end)


def _quoted(
    desk: Desk, understood: Understood, report: Report, found: Found, span: tuple[int, int]
) -> DraftLine:
    start, end = (found.sentence.start + at for at in span)
    number = desk.sources.cite(report.id, start, end)
    plan = {"plan": f"（{report.year}年计划）", "plan_period": "（规划）"}.get(
        found.sentence.part, ""
    )
    when = f"{report.covers}年" if understood.years == (report.covers,) and not plan else ""
    quote = desk.library.text(report.id)[start:end]
    return quotation(f"{when}{report.region}{plan}：“{quote}”[{number}]。", number)
