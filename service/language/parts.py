"""Parts and wholes: what 其中 takes out of, what an addition adds to, whose each figure is."""

from collections.abc import Sequence
from dataclasses import replace

from service.language.claim import Claim
from service.language.indicators import load_lexicon
from service.language.measure import Measure
from service.language.subjects import Subject
from service.language.timing import When


def part_of(subject: Subject) -> Subject:
    """其中: an unnamed part of what was said before."""
    return subject if subject.indicator or subject.scope else replace(subject, scope="其中")


def stock_of(subject: Subject) -> Subject:
    """新增市场主体2.55万户,年均增长14.44%: what grows is the stock and not the addition."""
    whole = load_lexicon().printed.get(subject.name.removeprefix("新增"))
    return replace(subject, indicator=whole) if whole and subject.indicator else subject


def unnamed(claims: tuple[Claim, ...], part: Subject) -> tuple[Claim, ...]:
    """财政一般预算收入…,其中地方财政一般预算收入…: the whole is another indicator than its part."""
    if part.indicator is None or part.scope:
        return claims
    return tuple(
        replace(claim, subject=claim.subject.renamed(claim.subject.text))
        if claim.subject.indicator == part.indicator and claim.subject.text != part.text
        else claim
        for claim in claims
    )


def paired(
    subjects: tuple[Subject, ...], figures: tuple[Measure, ...], times: Sequence[When]
) -> tuple[tuple[Subject, ...], tuple[Measure, ...]]:
    """One subject for each figure; several figures of one time and unit are not all of one name."""
    alike = len({each.plain_unit for each in figures}) == 1
    told_apart = len({each.period for each in times}) == len(figures)
    if len(subjects) == 1 < len(figures) and alike and not told_apart:
        subjects = (subjects[0].renamed(subjects[0].text),)
    if len(subjects) == 1:
        return subjects * len(figures), figures
    return subjects, figures * len(subjects) if len(figures) == 1 else figures
