"""Leads: how far a change or a level is above or below that of others, by whose it is."""

from collections.abc import Sequence

from service.language.claim import Claim
from service.language.lines import SentenceReading
from service.language.measure import Measure
from service.language.subjects import Subject
from service.language.wording import CONNECTIVE
from vectorstore import late

_HOW = r"高于|低于|高出|低出|好于|优于|快于|慢于|超[出过]?(?=全[国省区市州县]|[^，,、\d]{0,8}(?:目标|计划|任务|标准|预期|同期))"
_OTHERS = r"(?P<others>(?P<one>[^、和与及，,；;\d]{2,14}?)(?:(?:、|和|与|及)(?P<two>[^、和与及，,；;\d]{2,14}?))?)"
_WIDE = r"全[国省区市州县](?:平均(?:水平)?|平均增速|增速)?"
_DEALT = r"(?:并|且|又|仍|也|分别|均|都|双双|继续|明显|各|约|近|了)*"
_AFTER = r"(?:分别|各|约|近|了|达到?)*"
_OVER = late.pattern(
    rf"{_DEALT}(?P<what>增速|增幅|涨幅|占比)?{_DEALT}(?P<over>{_HOW}){_OTHERS}{_AFTER}"
)
_THAN = late.pattern(
    rf"{_DEALT}[比较](?P<others>(?P<one>{_WIDE})(?:(?:、|和|与|及)(?P<two>{_WIDE}))?){_DEALT}(?P<over>[高低快慢多少])出?{_AFTER}"
)
_LED = late.pattern(_HOW)
_LONE = frozenset("高低快慢多少")
_NOT_LED = ("points", "increment", "streak")


def leads(line: SentenceReading, words: str, figures: Sequence[Measure]) -> tuple[Subject, ...]:
    """增长13.2%,分别高于全省、全国1.5个和4个百分点: the lead of what was just said over each of the
    others, one for each figure; nothing where words say no lead, or one of nothing."""
    spoken = CONNECTIVE.sub("", words).strip()
    found = _OVER.fullmatch(spoken) or _THAN.fullmatch(spoken)
    said = [
        claim
        for claim in line.claims
        if claim.role not in _NOT_LED and not _LED.search(claim.subject.text)
    ]
    if found is None or not said or (figures[0].plain_unit == "%" and "超" in words):
        return ()
    count = len(figures)
    over = f"{found['over']}于" if found["over"] in _LONE else found["over"]
    others = [found["one"], found["two"]] if count > 1 and found["two"] else [found["others"]]
    of = said[-count:] if len(others) == 1 else said[-1:] * len(others)
    if len(of) != count:
        return ()
    what = found.groupdict().get("what") or ""
    return tuple(
        _lead(claim, what, f"{over}{other}")
        for claim, other in zip(of, others * (count // len(others)), strict=True)
    )


def _lead(claim: Claim, what: str, over: str) -> Subject:
    rate = "增速" if claim.growth and claim.growth.plain_unit == "%" else ""
    name = claim.subject.text.removesuffix(what or rate)
    return claim.subject.renamed(f"{name}{what or rate}{over}")
