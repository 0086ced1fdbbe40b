"""What a clause of a draft is said under: regions, year, and whether as a deed or a plan."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from service.entailment.lexicon import load
from service.entailment.premise import NOUN_BEFORE, Cell, Premise, year_of
from service.entailment.reading import Reading, Token

Told = Literal["done", "plan", "open", "unsaid"]

ALL_TOLD = re.compile(r"[两二三四五六七八九十各][地市省县区]")
AIM_NOUNS = frozenset({"目标", "计划", "规划", "预期目标", "部署", "安排", "预期"})
SAYING = frozenset("提出 提到 指出 强调 谈到 坦言 承认 表示 认为 说 称".split())
LOOSE = SAYING | frozenset(
    "提出要 要求 部署 安排 希望 着眼 着眼于 旨在 意在 谋划 必须 预期 思路 举措 打法 侧重 侧重于 突出 主攻".split()
)
NOW_DONE = frozenset({"已", "已经", "了", "业已", "均已", "都已", "早已", "过去"})


@dataclass(frozen=True, slots=True)
class Frame:
    """What goes without saying in a clause, or is said in it.

    `told`: `done` and `plan` are said in so many words; `open` leaves both possible (提出…, or a
    plan said in an earlier clause); `unsaid` is no mark at all, which reads as a deed.
    """

    regions: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    told: Told = "unsaid"
    planned_later: bool = False


def framed(
    reading: Reading, start: int, end: int, before: Frame, sources: Sequence[Premise]
) -> Frame:
    """The frame of a clause behind another clause."""
    tokens = reading.between(start, end)
    frame = replace(before, told="open" if before.told in ("plan", "open") else "unsaid")
    regions = tuple(dict.fromkeys(t.value for t in tokens if t.kind == "region"))
    if regions:
        frame = replace(frame, regions=regions)
    elif ALL_TOLD.search(reading.text, start, end):
        cited = tuple(dict.fromkeys(p.quote.region for p in sources))
        frame = replace(frame, regions=cited)
    planned = max((p.quote.year for p in sources), default=0)
    years = [year_of(t, planned) for t in tokens if t.kind == "year"]
    if years:
        frame = replace(frame, years=(years[-1],))
        if years[-1:] != list(before.years):
            frame = replace(frame, told="unsaid")
    told = told_in(tokens)
    if told:
        frame = replace(frame, told=told)
    behind = reading.between(end, reading.sentence(start)[1])
    return replace(frame, planned_later=told_in(behind) == "plan")


def told_in(tokens: Sequence[Token]) -> Told | None:
    """Whether words tell a deed or a plan; the last mark counts."""
    known = load()
    told: Told | None = None
    for at, token in enumerate(tokens):
        before = tokens[at - 1].text if at else ""
        behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if token.text in NOW_DONE:
            told = told if before in SAYING else "done"
        elif known.has("plans", token.text) or token.text in AIM_NOUNS:
            noun = token.text in AIM_NOUNS and (before in NOUN_BEFORE or behind in NOUN_BEFORE)
            if noun or (token.text == "要" and before in ("还", "仍", "主", "需")):
                continue
            if token.text in LOOSE:
                told = told or "open"
            elif told != "done":
                told = "plan"
        elif known.has("deeds_done", token.text) and told is None:
            told = "done"
    return told


def frame_reasons(frame: Frame, premise: Premise, cell: Cell, *, reached: bool) -> list[str]:
    """Why a cell is not told under this frame; `reached`: the words tell a result."""
    reasons: list[str] = []
    years = premise.years(cell)
    text = premise.reading.text[cell.start : cell.end]
    for year in frame.years:
        if year not in years and year not in text:
            told = "、".join(sorted(years)) or "数年"
            reasons.append(f"时间不符：原文说的是{told}年")
    if cell.mode == "plan":
        dated = frame.planned_later or frame.years == (str(premise.quote.year),)
        if frame.told == "done" or (frame.told == "unsaid" and (reached or not dated)):
            reasons.append("原文是计划，不是结果")
    elif frame.told == "plan":
        reasons.append("原文是结果，不是计划")
    return reasons
