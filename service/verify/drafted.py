"""A model's sentence: by the words of its sources, and by what the ledger says of its figures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from service.draft import amount, computed, say, subject
from service.entailment.frame import Frame
from service.entailment.premise import Premise, Quote
from service.entailment.proof import Proven, Utterance, names_of, prove_one
from service.facts.model import Fact
from service.language.measure import Measure
from service.language.measures import measures
from service.shapes import Citation
from service.verify.evidence import Context, DraftEvidence, LineVerdict, Mention
from service.verify.leftover import leftovers
from service.verify.match import is_start, same_number
from service.verify.quotes import cited_numbers, marked_by
from service.verify.said import LineReading
from service.verify.spoken import NOT_FOUND, holders
from vectorstore import late
from vectorstore.documents import Part

LEADS = late.pattern("如下|[：:]$")
UNSAID = ("没有说明地区", "没有说明时期")
BESIDE_MEAN = "年均与当年不同"
NAMED = late.pattern(r"这是“(.+)”的数")
SCOPE = late.pattern(r"口径不符：原文范围是(.+)")
LONGEST_SCOPE = 8
SENTENCE = late.pattern(r"[^。\n]+(?:。|\n|$)")
HEAD = late.pattern(r"[^,，;；:：。\d]{4,24}。")  # 重点做好东街商圈“专业化”文章。
FEWEST_HEADS = 2
ROUNDED = "原文没有这个概数"
Names = tuple[tuple[str, str], ...]


def frame_of(context: Context) -> Frame:
    """What the question settles, as a sentence takes it over."""
    region, period = context.region, context.period
    years = (period,) if period and period.isdigit() else ()
    return Frame((region,) if region else (), years)


def drafted(
    reading: LineReading, mentions: Sequence[Mention], before: Frame
) -> tuple[LineVerdict, Frame]:
    """The verdict on a line, and the frame that the next one is read under.

    Its words have to follow from the quotes it cites. Of a number that the ledger holds in those
    quotes, the ledger too has to say what the line says of it (`mentions`).
    """
    proven, after = words(reading, before)
    used = {quote.n for quote in proven.sources}
    stands = proven.verdict in ("proven", "no_claim")
    told = tuple(_mention(reading, each, used, after) if stands else each for each in mentions)
    wrong = [f"{m.text}：{m.reason or NOT_FOUND}" for m in told if m.proof is None or m.reason]
    reasons = [*wrong, *proven.reasons, *_others(reading, proven)]
    if reasons:
        return LineVerdict(reading.line, told, tuple(dict.fromkeys(reasons))), before
    line = reading.line
    if not told and not cited_numbers(line):
        line = replace(line, citations=tuple(dict.fromkeys(q.n for q in proven.sources)))
    return LineVerdict(line, told, (), proven.verdict == "proven"), after


def words(reading: LineReading, before: Frame) -> tuple[Proven, Frame]:
    """Whether the line follows from the quotes it cites, and the frame it leaves."""
    names = _names(reading.evidence)
    cited = cited_numbers(reading.line)
    given = list(_premises(reading.evidence, cited, names))
    text = marked_by(reading.line.text, lambda _: "").replace("−", "，")
    utterance = Utterance(0, len(text), text)
    return prove_one(utterance, lambda _, __: given, dict(names), before, cited, headings=False)


def _names(evidence: DraftEvidence) -> Names:
    """The regions by all their names, those of their parents before them too: 通化市东昌区."""
    named = dict(names_of(tuple({report.region: 0 for report in evidence.reports})))
    for report in evidence.reports:
        chain = report.region
        for parent in reversed(report.parents):
            chain = parent + chain
            named |= {chain: report.region, parent + report.region: report.region}
    return tuple(named.items())


def _others(reading: LineReading, proven: Proven) -> Iterator[str]:
    known = {citation.n: citation.quote for citation in reading.evidence.citations}
    for n in cited_numbers(reading.line):
        if n not in known:
            yield f"引用[{n}]不在所给依据中"
    for quote in reading.quotes:
        if quote.citation is None and reading.text[: quote.start - 1].endswith(("：", ":")):
            yield f"引文“{quote.text}”不是原文"
    yield from leftovers(reading, "；".join(known.values()))
    if proven.verdict == "no_claim" and not LEADS.search(reading.text):
        yield "没有说出什么"
    if not cited_numbers(reading.line) and not reading.quantities and not proven.sources:
        yield "没有出处"


def _mention(reading: LineReading, mention: Mention, used: set[int], frame: Frame) -> Mention:
    """A number that its words prove, and whether the ledger says otherwise of it there."""
    if not mention.reason and mention.proof is not None:
        return mention
    quantity = next((q for q in reading.quantities if q.start == mention.start), None)
    holding = [c for c in reading.evidence.citations if c.n in used]
    source = next((c for c in holding if mention.text in c.quote), None)
    figure = quantity.figure if quantity else None
    if quantity is None and source is None:  # a rank or a comparison that code has to compute
        return mention
    if quantity is not None and figure is None and not _as_it_stands(reading, mention, holding):
        return mention  # a number without its digits: 为亿吨 of 近亿吨
    known = figure is not None and _is_known(reading, figure, used, told=source is not None)
    if known and not _is_settled(mention.reason, {c.region for c in holding}, frame, reading.text):
        return mention
    printed = figure is None or any(
        same_number(figure, each) for c in holding for each in measures(c.quote)
    )
    rounded = figure is not None and figure.qualifier and not printed
    proof = source or (holding[0] if holding else None)
    return replace(mention, proof=proof, reason=ROUNDED if rounded else "")


def _as_it_stands(reading: LineReading, mention: Mention, holding: Sequence[Citation]) -> bool:
    """Whether a quote prints what cannot be read as a number between the same letters."""
    around = reading.text[max(0, mention.start - 1) : mention.end + 1]
    return any(around in citation.quote for citation in holding)


def _is_settled(reason: str, regions: set[str], frame: Frame, text: str) -> bool:
    """Whether the words have settled what a reason doubts: under which year and in which region a
    number is told, of which of several things that are named, and beside whose mean."""
    if reason in UNSAID:
        return bool(frame.regions if reason == UNSAID[0] else frame.years)
    if reason == BESIDE_MEAN or reason in {f"这是{region}的数" for region in regions}:
        return True
    named, scope = NAMED.fullmatch(reason), SCOPE.fullmatch(reason)
    if scope is not None:  # a scope is a place, a level or an owner, no half sentence
        return len(scope[1]) > LONGEST_SCOPE
    return named is not None and named[1] in text


def _is_known(reading: LineReading, figure: Measure, used: set[int], *, told: bool) -> bool:
    """Whether the ledger holds a number in the quotes that a line used, or code computed it."""
    given = reading.evidence
    if any(
        same_number(figure, each) and used & set(holders(fact, given))
        for fact in given.facts
        for each in fact.figures
    ):
        return True
    computed = [(each.plain_unit, each.value) for each in given.derived]
    return not told and (figure.plain_unit, figure.value) in computed


def _premises(evidence: DraftEvidence, cited: Sequence[int], names: Names) -> Iterator[Premise]:
    """The quotes, and beside each what the ledger reads in it, with its time and its region."""
    quotes = {c.n: c for c in evidence.citations if not cited or c.n in cited}
    for n, c in quotes.items():
        whole = Quote(n, c.report, c.region, c.year, tuple(c.section), c.quote)
        yield _premise(whole, names)
        for head, under in headed(c.quote):
            yield _premise(replace(whole, section=(*whole.section, head), quote=under), names)
    used = replace(evidence, citations=tuple(quotes.values()))
    for fact in evidence.facts:
        for n in holders(fact, used)[:1]:
            told = f"{subject(fact)}由{amount(fact)}起" if is_start(fact) else say(fact)
            yield _premise(_read(n, fact, f"{told}。"), names)
    for derived in evidence.derived:
        for fact in derived.operands:
            for n in holders(fact, used)[:1]:
                told = computed(derived.operation, derived.text, derived.operands)
                yield from (_premise(_read(n, fact, each), names) for each in told)


def headed(quote: str) -> Iterator[tuple[str, str]]:
    """Each of several short sentences of a quote and what stands under it, as under the head of
    a section: `重点做好东街商圈“专业化”文章。依托…` tells of 东街商圈 what follows."""
    sentences = [each for each in SENTENCE.findall(quote) if each.strip()]
    heads = [at for at, each in enumerate(sentences) if HEAD.fullmatch(each.strip())]
    if len(heads) < FEWEST_HEADS:
        return
    for at, until in zip(heads, [*heads[1:], len(sentences)], strict=True):
        if at + 1 < until:
            yield sentences[at].strip(), "".join(sentences[at + 1 : until]).strip()


def _read(n: int, fact: Fact, text: str) -> Quote:
    part: Part = "plan" if fact.kind == "target" else "review"
    if part == "review" and fact.period and "-" in fact.period[4:5]:
        part = "review_period"
    return Quote(n, fact.report, fact.region, fact.year, tuple(fact.section), text, part)


@lru_cache(maxsize=4096)
def _premise(quote: Quote, names: Names) -> Premise:
    return Premise(quote, dict(names))
