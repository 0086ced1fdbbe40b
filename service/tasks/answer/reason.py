"""Why something is as it is, where a report says so: the sentence that names it and a cause."""

from service.language.indicators import printed_mentions
from service.language.unmet import unmet
from service.language.words import pattern_of, starting, words_of
from service.tasks.answer.desk import Desk
from service.tasks.answer.lacks import lacks_on
from service.tasks.answer.matter import quoted
from service.tasks.answer.naming import SURE, Naming, naming_of
from service.tasks.answer.page import DONE, NEVER, PLANNED, Page, PageSentence, Span, page_of
from service.tasks.answer.telling import Telling
from service.understand import Understood
from service.verify import DraftLine
from vectorstore import late
from vectorstore.chunk import clauses
from vectorstore.documents import Report

HALF = 0.5  # so much of what is asked about a sentence with a cause has to name
MOST, MOST_TOLD = 2, 3
LONG = (
    150  # letters of a sentence of which only the clause (；) with the matter and its cause is told
)
RARE = 2.6  # the weight of a word that stands in one sentence of thirteen
WHY_SAID = late.pattern(r"^.*?(?:为什么|为何|怎么)(?:会|又)?(?:说|讲|称)?")
SHORTEST = 2
LEAST = 4  # letters of a lack that is taken up
FIGURES = 2  # a sentence that names so many indicators lists targets, and gives no reason


def reason_lines(desk: Desk, understood: Understood, report: Report) -> list[DraftLine]:
    """`物价为什么涨` → 受猪肉价格上涨影响，居民消费价格上涨5.8%; nothing where no sentence that names the
    matter gives a cause, or says it as it is asked (为什么说园区聚集效应不明显)."""
    page = page_of(desk.library, report.id)
    if lacking := _of_weak(desk, understood, report):
        return lacking
    naming = naming_of(understood, [page])
    said = [each for each in page.sentences if _may(each, understood, report)]
    planned = _of_plan(understood, report)
    found = _of_aims(page, understood) or ([] if naming.words else None)
    if found is None:
        return []
    if not found:
        shares = [_share(each, naming, {*understood.indicators}) for each in said]
        found = _caused(said, shares, planned=planned) or _named(page, said, naming, understood)
    return [
        line
        for each in found[:MOST_TOLD]
        for line in quoted(desk, report, Telling(each.part, (_clause(page, each, naming),)))
    ]


def _of_weak(desk: Desk, understood: Understood, report: Report) -> list[DraftLine]:
    """Why something is weak, as the report's own problems tell it: 创新为什么不行."""
    asked = understood.asked.rstrip("？?呢啊的了 ")
    weak = next((each for each in words_of("weak_asked") if asked.endswith(each)), "")
    about = pattern_of("said_so").sub(" ", asked.removesuffix(weak)).strip()
    if not weak or len(about) < SHORTEST or pattern_of("aim").search(about):
        return []
    spans = lacks_on(desk.library, report, about)
    return quoted(desk, report, Telling("review", tuple(spans)))


def _of_aims(page: Page, understood: Understood) -> list[PageSentence]:
    """Why the aims were set as they were, where none is named: 设定上述目标，主要有三层考虑."""
    asked = pattern_of("aim", "set_so").search(understood.asked) or not understood.spoken
    if not asked or understood.indicators or unmet().search(understood.asked):
        return []
    return [
        each for each in page.sentences
        if each.part in PLANNED and pattern_of("aims_together").search(each.text)
        and pattern_of("reason_of_plan").search(each.text)
    ][:MOST]  # fmt: skip


def _clause(page: Page, sentence: PageSentence, naming: Naming) -> Span:
    """The clause of a long sentence that names the matter and its cause, else the sentence."""
    if len(sentence.text) <= LONG or not naming.words:
        return sentence.start, sentence.end
    spans = clauses(page.text, sentence.start, sentence.end)
    start, end = max(spans, key=lambda span: naming.share(page.text[slice(*span)]))
    words = page.text[start:end]
    whole = naming.share(words) < naming.share(sentence.text)
    if whole or not pattern_of("cause").search(words):
        return sentence.start, sentence.end
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip().rstrip("；;"))


def _may(sentence: PageSentence, understood: Understood, report: Report) -> bool:
    """Whether a sentence may speak of the year asked about: a plan says why it was set."""
    if sentence.part in NEVER or sentence.part == "glossary":
        return False
    if not understood.years or sentence.part == "self":
        return True
    if report.covers in understood.years and sentence.part in DONE:
        return True
    return report.year in understood.years and sentence.part in PLANNED


def _of_plan(understood: Understood, report: Report) -> bool:
    """Whether it is asked why an aim was set as it was: 为什么定这么高."""
    mine = bool(understood.period) or report.year in understood.years
    if mine and pattern_of("set_so").search(understood.asked):
        return True
    return understood.kind == "target" and report.year in understood.years


def _share(sentence: PageSentence, naming: Naming, indicators: set[str]) -> float:
    """How much of what is asked about a sentence names; half of it where it names the indicator."""
    share = naming.share(sentence.text)
    rare = any(w.weight >= RARE and any(n in sentence.text for n in w.names) for w in naming.words)
    share = share if rare or share >= SURE else 0.0  # 经济 alone stands everywhere
    known = indicators & {each.name for _, _, each in printed_mentions(sentence.text)}
    return max(share, HALF) if known else share


def _caused(said: list[PageSentence], shares: list[float], *, planned: bool) -> list[PageSentence]:
    """The sentence with a cause that names most of the matter; one that goes on from it."""
    of_plan = ("cause", "reason_of_plan", "therefore")
    causes = pattern_of(*of_plan) if planned else pattern_of("cause")
    best: tuple[float, int] = (0.0, -1)
    for at, each in enumerate(said):
        if not causes.search(each.text):
            continue
        before = shares[at - 1] if at and said[at - 1].end == each.start else 0.0
        share = max(shares[at], before if before >= SURE else 0.0)
        if share > best[0]:
            best = share, at
    share, at = best
    if share < HALF:
        return []
    if shares[at] < HALF:
        return [said[at - 1], said[at]]
    return [*(_before(said, at) if starting("therefore").match(said[at].text) else ()), said[at]]


def _before(said: list[PageSentence], at: int) -> list[PageSentence]:
    """What stands right before a conclusion (为此，…), which draws it from that."""
    run = said[max(0, at - MOST) : at]
    told = [each for each in run if len(printed_mentions(each.text)) < FIGURES]
    return told if run and run[-1].end == said[at].start else []


def _named(
    page: Page, said: list[PageSentence], naming: Naming, understood: Understood
) -> list[PageSentence]:
    """The sentence that says word for word what the question takes up, or that names it among what
    is lacking; how an indicator went is no reason for it."""
    lacked = _as_said(page, said, understood)
    if lacked or understood.indicators:
        return lacked
    lacking = (each for each in said if page.lacks[0] <= each.start < page.lacks[1])
    words = [each for each in said if naming.things(each.text) >= 1 and _is_clause(each, naming)]
    return (words or [each for each in lacking if naming.together(each.text) >= SURE])[:1]


def _as_said(page: Page, said: list[PageSentence], understood: Understood) -> list[PageSentence]:
    """A lack that the question takes up word for word, with the sentence that spells it out: 二是经济增长
    乏力。重大项目较少."""
    words = WHY_SAID.sub("", understood.asked).strip(" ？?的")
    for at, each in enumerate(said):
        inside = page.lacks[0] <= each.start < page.lacks[1]
        if len(words) >= LEAST and inside and words in each.text:
            return [each, *said[at + 1 : at + 2]]
    return []


def _is_clause(sentence: PageSentence, naming: Naming) -> bool:
    rarest = naming.rarest
    return rarest is not None and len(rarest.names[0]) >= 6 and naming.together(sentence.text) >= 1
