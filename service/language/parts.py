"""Parts and wholes: what 其中 takes out of, what an addition adds to, whose each figure is."""

from collections.abc import Sequence
from dataclasses import replace

from service.language.claim import Claim
from service.language.indicators import load_lexicon
from service.language.measure import Measure
from service.language.names import cleaned, deeds
from service.language.subjects import Subject, invested, is_bare, tidy
from service.language.timing import When
from service.language.wording import GROWS
from vectorstore import late

_ADDED = late.pattern(
    r"(?:新增|净增|新获批|新认定|新培育|新引进|新创建|新建成?|新设立?|增加)(?=.{2})"
)

_BOUND = late.pattern(
    r"(?:超过?|达到?|突破|过)?(?:[\d.]+[十百千万亿]*|[十百千万亿]+)元(?:及?以上|以下)?"
)
_BY_BOUND = late.pattern(
    rf"(?:其中[，,：:]?)?(?:新增|年?产值|投资|总投资)?(?P<bound>{_BOUND.pattern})(?:的)?(?:有|共|要?达到?)?"
)
_APART = late.pattern(
    r"分别(?P<after>.*)|(?P<before>[^、和及与，,]{2,12})分别(?:达到?|为|是|约|超过?|突破)*"
)


def part_of(subject: Subject, words: str) -> Subject:
    """其中: an unnamed part of what was said before."""
    named = subject.indicator or subject.scope or _BY_BOUND.fullmatch(words.strip("、，, "))
    return subject if named else replace(subject, scope="其中")


def bounded(whole: Subject, words: str) -> Subject | None:
    """销售收入超200亿元的产业集聚区10个,其中超500亿元3个: the same by another bound; None for words
    that say none."""
    said = _BY_BOUND.fullmatch(words.strip("、，, "))
    if said is None:
        return None
    same = _BOUND.search(whole.text)
    if same:
        return whole.renamed(
            f"{whole.text[: same.start()]}{said['bound']}{whole.text[same.end() :]}"
        )
    deed = deeds(whole.text)
    return whole.renamed(f"{deed}{said['bound']}的{whole.text[len(deed) :]}")


def stock_of(subject: Subject) -> Subject:
    """新增市场主体2.55万户,年均增长14.44%: what grows is the stock and not the addition, nor is it
    what is added that comes to a total: 新增三甲医院1家,总数达到13家."""
    if subject.indicator is None:
        added = _ADDED.match(subject.text)
        return subject.renamed(subject.text[added.end() :]) if added else subject
    whole = load_lexicon().printed.get(subject.name.removeprefix("新增"))
    return replace(subject, indicator=whole) if whole else subject


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


def each_of_last(claims: Sequence[Claim], count: int, words: str) -> tuple[Subject, ...]:
    """幼儿园13所、学校22所,分别新增学位2920个、7920个: each of the `count` things just counted."""
    spoken = words.strip("、，, ")
    apart = _APART.fullmatch(spoken)
    what = tidy(apart["before"] or apart["after"] or "") if apart else invested(words)
    if count < 2 or not what or (is_bare(what) and not invested(what)):
        return ()
    said = [claim.subject for claim in claims if claim.value][-count:]
    if len({each.name for each in said}) < count or GROWS.search(words):
        return ()
    return tuple(each.renamed(f"{cleaned(each.text)}{what}") for each in said)
