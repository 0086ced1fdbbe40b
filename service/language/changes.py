"""Changes: which amounts a change without a subject of its own belongs to, and since when."""

from dataclasses import replace

from service.language.claim import Claim
from service.language.clauses import FigureGroup
from service.language.kinds import is_average
from service.language.lines import SentenceReading
from service.language.roles import RoleReading, terms_of
from service.language.timing import Clock, When
from vectorstore import late

_BOTH = late.pattern(r"(?<!年)(?<!平)均[^，,]{0,6}$")
_SUMMARY = late.pattern(
    r"[\s、，,并]*(?:经济)?(?:总量|总额|总值|规模|数额|绝对值)?"
    r"(?:已|将|有望|首次|成功|一举|历史性|连续)*(?:达到?|为|突破|超过?|跨越|跨过|迈过|迈上|跃上|完成|实现)?(?:了)?"
)
_PASSED = frozenset({"突破", "超过", "超", "逾", "近", "接近"})


class ChangeReader:
    """Places the changes of one report."""

    def __init__(self, text: str, clock: Clock) -> None:
        self.text = text
        self.clock = clock

    def attached(
        self, line: SentenceReading, group: FigureGroup, words: str, reading: RoleReading
    ) -> tuple[Claim, ...] | None:
        """The claims with a change that belongs to the amounts just stated; None if it does not."""
        both = _BOTH.search(words) is not None and len(group.figures) == 1
        count = 2 if both else len(group.figures)
        amounts = [at for at, claim in enumerate(line.claims) if claim.role != "increment"]
        claims = list(line.claims)
        last = [claims[at] for at in amounts[-count:]]
        fits = len(last) == count and all(claim.takes_growth for claim in last)
        base = self.clock.base(line, group)
        if fits and base and base.period.is_span and not is_average(words):
            span = self.clock.since(base, When(last[-1].period))
            for at in amounts[-count:]:
                claims[at] = _of_plan(claims[at], span)
            line.claims = tuple(claims)
        if not fits or is_average(words) or base:
            return None
        if self.origin(line, group, words) or self._over_years(line, group, last):
            return None
        figures = group.figures * count if both else group.figures
        for at, figure in zip(amounts[-count:], figures, strict=True):
            claims[at] = replace(
                claims[at],
                growth=figure,
                falls=reading.falls,
                terms=terms_of(words),
                end=max(claims[at].end, line.clause_end(group.end)),
            )
        return tuple(claims)

    def origin(self, line: SentenceReading, group: FigureGroup, words: str) -> When | None:
        """由2015年的17亿元增加到25亿元,增长44%: a change since where the amount came from."""
        source = _source(line)
        if source is None or is_average(words):
            return None
        last = line.claims[-1]
        if group.before < _end(last):
            return None
        until, began = last.period, source.period
        if until and began and began.is_year and not until.is_part:
            since = began.year < until.year - 1
            return When(until.since(began.year)) if since else None
        span = self.clock.mean_span(line, group, When(last.period))
        return span if span.many else None

    def _over_years(self, line: SentenceReading, group: FigureGroup, amounts: list[Claim]) -> bool:
        """达到2350亿元,五年增长84%: the change is of more years than the amount."""
        (when, *_) = self.clock.of(line, group, 1)
        near = when.cue is not None and when.cue.start >= group.before
        return near and when.many and any(claim.period != when.period for claim in amounts)


def _source(line: SentenceReading) -> Claim | None:
    """The amount that the only one said since came from."""
    reached = 0
    for claim in reversed(line.claims):
        if claim.subject.name != line.claims[-1].subject.name or reached > 1:
            return None
        if claim.role == "from":
            return claim if reached else None
        reached += claim.value is not None
    return None


def _end(claim: Claim) -> int:
    return claim.value.end if claim.value else 0


def _of_plan(claim: Claim, span: When) -> Claim:
    """支出821亿元,较“十二五”时期增长37%: a sum compared with that of a plan is of the next."""
    stock = claim.subject.indicator is not None and claim.subject.indicator.stock
    timed = claim.period_text is not None or (claim.period and claim.period.is_span)
    return claim if stock or timed or claim.basis != "annual" else claim.over(span.period)


def completed(
    line: SentenceReading, group: FigureGroup, words: str, when: When
) -> tuple[Claim, ...] | None:
    """增长6.5%,总量达到14274.1亿元; 提高7个百分点,达37.6%: the total said next is what grew."""
    last = line.last
    total = group.figures[0]
    stated = _SUMMARY.fullmatch(words) and (words.strip("、，, ") or total.qualifier in _PASSED)
    if last is None or group.end != total.end or not stated:
        return None
    indicator, rate = last.subject.indicator, total.plain_unit in ("%", "‰")
    points = last.growth is not None and last.growth.plain_unit == "个百分点"
    fits = rate == points and "规模" not in words
    fits = indicator.takes(total.plain_unit) if indicator else fits
    if last.value or last.basis != "annual" or last.period != when.period or not fits:
        return None
    end = max(last.end, line.clause_end(group.end))
    told = replace(last, value=total, end=end, basis="level" if rate and points else last.basis)
    return (*line.claims[:-1], told)
