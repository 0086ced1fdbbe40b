"""A question that sets a plan against a result, as two questions of which one asks how far the two lie
apart."""

import re
from collections.abc import Collection, Sequence

from service.understand.model import Understood
from service.understand.pairs import FULFILLED, PAIR, PLANNED
from service.understand.parts import MOVED_ONLY
from service.understand.things import subject_of
from service.understand.words import topic_of
from vectorstore import late

# What was aimed at, and whether it came to be: 当年说GDP要翻一番，后来翻了没.
VOWED = late.pattern(
    r"(?:说|提出?|定|喊|承诺|许诺|答应|立)[^，。,?？]{0,16}要|想要|要[^，。,?？]{2,16}[，,]"
)
CAME = late.pattern(
    r"(?:后来|最终|最后|到头来|如今|现在|实际上?)[^，。,?？]{0,8}(?:了|成|到|出来)(?:没有?|吗|么|没)"
)
EVERY = late.pattern(r"(?:各个?|所有|全部|每个|主要)?")
BOTH = late.pattern(
    r"(?:计划|目标|打算|准备|预期|安排).{0,20}(?:实际|完成|实绩|结果)(?:的|数)?(?:比|差)|比.{0,12}(?:实际|完成|实绩|结果|去年|上年|(?:19|20)\d{2}年)|(?:实际|完成|实施|去年|上年).{0,24}(?:计划|目标|打算|准备)"
)
# Two plans held against each other: 2025年的目标比2021年调低了吗, 比2024年目标低多少.
TWO_PLANS = late.pattern(
    r"(?:目标|计划|预期).*(?:比|与|和|跟|较)(?:19|20)\d{2}年(?:的|定的|那年|时)?(?:.{0,6}(?:目标|计划|预期)|[调高低多少快慢升降提上下]|相比)"
)
DONE = late.pattern(r"实际|完成|实绩|结果")
APART = late.pattern(
    r"(?:高|低|多|少|增加|减少|差)(?:了|出)?(?:多少|几)|高了?还?是低|是低还?是高|低还是高|多还是少|少还是多|快还是慢"
)
# How far one lies from the other: 少 of 比少修多少公里, 比多还是少.
APART_BY = late.pattern(
    r"(?:跟|和|与|较|比)*(?:要|还)?(?:多还是少|少还是多|高还是低|低还是高)"
    r"|(?:跟|和|与|较|比)*(?:要|还)?(?:多|少|高|低|增加|减少|提高|降低|增长|下降|涨|降|升|差)(?:了|出)*(?=[\u4e00-\u9fff]{0,2}?(?:多少|几))"
)


def in_two(
    part: str,
    read: Understood,
    newest: int,
    held: Collection[int],
    before: Sequence[Understood] = (),
) -> list[Understood]:
    """A part that sets a plan against a result, as two; any other as it is.

    `newest` is the year of the newest report read, `held` are those of the region's reports,
    `before` is the part before it.
    """
    if read.task == "headline" and read.relation == "fulfilled":
        end = int(read.period[-4:]) if read.period else newest - 1
        return [read.model_copy(update={"years": read.years or (end,)})]
    named = PLANNED.search(part)  # 化债完成了年度任务吗 is told in words: 完成年度任务的119.97%
    came = VOWED.search(part) and CAME.search(part)
    if (named and FULFILLED.search(part)) or came or read.relation == "fulfilled":
        end = (int(read.period[-4:]),) if read.period else (newest - 1,)
        years = read.years or end
        met = read.model_copy(update={"years": years, "period": None, "relation": "fulfilled"})
        return [met.model_copy(update={"kind": kind}) for kind in ("target", "result")]
    plans = TWO_PLANS.search(part) and not DONE.search(part)
    if read.indicators and plans and len(read.regions) == 1:
        years = tuple(map(int, re.findall(r"(?:19|20)\d{2}", part)))[:2]
        if len(years) == 2:
            bare = {"measures": (), "topic": "", "relation": "years", "kind": "target"}
            return [read.model_copy(update={**bare, "years": years})]
    if read.relation == "years" and _is_planned(read, held):
        return _plan_and_result(read, before)
    whole = not read.indicators and EVERY.fullmatch(read.spoken.replace(" ", ""))  # 各个目标
    apart = PLANNED.search(part) and BOTH.search(part) and APART.search(part) and not whole
    if apart and len(read.regions) == 1:
        plan, done = max((newest, *read.years)), min((newest - 1, *read.years))
        bare = {"measures": (), "topic": ""} if read.indicators else {}
        gap = read.model_copy(update={"relation": "gap", **bare})
        return [
            gap.model_copy(update={"kind": "target", "years": (plan,)}),
            gap.model_copy(update={"kind": "result", "years": (done,)}),
        ]
    return [read]


def _is_planned(read: Understood, held: Collection[int]) -> bool:
    """Whether of two years the later is only planned as yet and the earlier told: one report has
    both (造林2025年比2024年少几亩 in the report of 2025)."""
    later, earlier = max(read.years), min(read.years)
    two_plans = read.kind == "target" and earlier in held
    return later in held and later + 1 not in held and earlier + 1 in held and not two_plans


def _plan_and_result(read: Understood, before: Sequence[Understood]) -> list[Understood]:
    """The plan of the later year and the result of the earlier, each in words of its own: what is
    asked of both is how far they lie apart (比2024年少修多少公里). 比2013年涨几块 takes its words, and the
    plan where it asked for that, from the part `before` it."""
    asked = APART_BY.sub("", read.asked)
    words = topic_of(asked)
    said: dict[str, object] = {"subject": subject_of(asked), "spoken": words, "topic": words}
    said |= {"asked": asked, "topic": "" if read.indicators else words}
    planned = False
    if len(words.replace(" ", "")) <= 1 and before:
        kept = ("asked", "subject", "spoken", "topic", "unit", "indicators", "called")
        said = {name: getattr(before[-1], name) for name in kept}
        planned = before[-1].kind == "target" and before[-1].years == (max(read.years),)
    gap = read.model_copy(update={"relation": "gap", "measures": (), "wants_figure": True, **said})
    both = [
        gap.model_copy(update={"kind": "target", "years": (max(read.years),)}),
        gap.model_copy(update={"kind": "result", "years": (min(read.years),)}),
    ]
    return both[1:] if planned else both


def set_apart(part: str, read: Sequence[Understood]) -> list[Understood]:
    """是调高了还是调低了 behind a result and a target of one thing: how far the two lie apart."""
    if len(read) < PAIR or MOVED_ONLY.fullmatch(part.strip()) is None:
        return []
    last = {("target" if each.kind == "target" else "result"): each for each in read[-PAIR:]}
    alike = {(each.indicators, each.regions) for each in read[-PAIR:]}
    if len(last) != PAIR or len(alike) != 1 or not read[-1].indicators:
        return []
    gap = {"relation": "gap", "measures": (), "topic": ""}
    return [last[kind].model_copy(update={**gap, "kind": kind}) for kind in ("target", "result")]
