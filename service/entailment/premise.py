"""A quote of a report read as a premise: its cells, and whether each tells a deed or a plan."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from service.entailment.classes import is_deed, is_light, is_noun
from service.entailment.dating import expected, is_attributive, months_in, opening, year_of
from service.entailment.lexicon import load
from service.entailment.reading import CLAUSE_STOPS, Reading, Token
from service.entailment.standing import stands
from vectorstore import late
from vectorstore.documents import Part
from vectorstore.outline.parts import part_of_heading

Mode = Literal["done", "plan"]
PLANNING: tuple[Part, ...] = ("plan", "plan_period", "self")
SCOPE = late.pattern(r"全[国省市县区州旗球]|世界|全球|国内|国际|自治区")
TERM = late.pattern(
    r"(?:过去|近|这|(?<!提)前)的?[两三四五]年|^[两三四五]年来|本届政府|“十[一二三四五]五”(?:时期|期间)"
)
DEFINES = late.pattern(r"(?:”|[:])\s*(?:就|即|系)?是?指")
ACHIEVED = late.pattern(
    r"(?:取得|实现|创造|开创|展示|展现|迈上|迈出|跃上|呈现|增创|赢得)(?:了|出)?[^,，。]{0,6}"
    r"(?:突破|进展|成[效果绩就]|业绩|形象|局面|台阶|优势|步伐|变化)|良好开[端局]|成效(?:明显|显著)"
)
LAST_YEAR = late.pattern("(?<![两三四五二])(?<!第)一年来|过去一年|这一年")
TASKS = late.pattern("重点抓好|(?:主要|重点|工作|目标)任务|工作(?:安排|部署|打算)")
STRIVING = late.pattern("努力|力争|确保|做好|推动|促进|加快|着力|全力|加大|大力|加强|聚力")
BODY = late.pattern(
    r"(?:园|(?<![街社小景林牧灾库片厂棚户])区|县|市|(?<![城乡])镇|港|集团|公司|机场|学院|大学|医院)$"
)
ALREADY = late.pattern("已(?:经|由|从|达|达到|完成|建成|实现)?")
AREA = late.pattern(r".{0,4}(?:园区|开发区|新区|主城区?|[城市]区|县城|高新区|经开区|集聚区)")
BOUNDED_AREA = late.pattern(r".{0,4}(?:示范区|功能区|试验区|片区|保税区|合作区|核心区)")
GENERIC = late.pattern("产业园|园区|开发区|经开区|高新区|新区|全[市区县]|集团|公司|大学|医院|机场")
NOUN_BEFORE = frozenset(
    ["完成", "超额", "超额完成", "实现", "年度", "既定", "各项", "省定", "上述"]
)
LEADING = frozenset({"对", "对于", "向", "围绕", "针对", "面向", "在"})
AIMS = frozenset({"将", "拟", "力争", "今后", "下一步", "力求", "打算"})


@dataclass(frozen=True, slots=True)
class Quote:
    """A numbered quote of a report, as it is given to the proof."""

    n: int
    report: str
    region: str
    year: int
    section: tuple[str, ...]
    quote: str
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class QuoteCell:
    """A stretch of a quote that says one thing: a clause, or a member of a list of deeds."""

    start: int
    end: int
    mode: Mode | None


class Premise:
    """One quote, read."""

    def __init__(self, quote: Quote, names: Mapping[str, str]) -> None:
        self.quote = quote
        self.reading = Reading(quote.quote, names)
        self.section = Reading("。".join(quote.section), names)
        self._subjects: dict[QuoteCell, tuple[Token, ...]] = {}

    @cached_property
    def part(self) -> Part | None:
        """The part of the report that the quote stands in: as given, or as its headings tell; a
        deeper heading may narrow a review to the term (过去五年) or the year, never turn it to a
        plan."""
        if self.quote.part is not None:
            return self.quote.part
        told: Part | None = None
        for heading in self.quote.section:
            told = told or part_of_heading(heading, self.quote.year)
        deeper = self.quote.section[1:]
        if told == "review" and any(TERM.search(heading) for heading in deeper):
            return "review_period"
        covered = rf"{self.quote.year - 1}年|过去的?一年|^一年来|^去年"
        if told == "review_period" and any(re.search(covered, heading) for heading in deeper):
            return "review"
        return told

    @cached_property
    def mode(self) -> Mode | None:
        """Whether the quote's part tells what was done or what is planned; None where headings
        are mute."""
        if self.part is None:
            if any(TASKS.search(heading) for heading in self.quote.section):
                return "plan"
            return "done" if any(map(self._achieved, self.quote.section)) else None
        return "plan" if self.part in PLANNING else "done"

    def _achieved(self, heading: str) -> bool:
        """Whether a heading tells of a thing what came of it: 工业经济实现新突破, which 推动工业经济实现新突破
        does not."""
        found = ACHIEVED.search(heading)
        if found is None:
            return False
        return not STRIVING.search(heading, 0, found.start())

    @cached_property
    def cells(self) -> tuple[QuoteCell, ...]:
        """The cells in order."""
        return tuple(
            QuoteCell(start, end, self._mode(start, end))
            for clause in self._clauses()
            for start, end in self._members(*clause)
        )

    def _clauses(self) -> Iterator[tuple[int, int]]:
        """The clauses; one that but names whom the next is done to goes with it: 对困难群体，实施援助."""
        opened: int | None = None
        for start, end in self.reading.spans(CLAUSE_STOPS):
            tokens = self.reading.between(start, end)
            opened = start if opened is None else opened
            does = any(is_deed(t) and t.start not in self.reading.titled for t in tokens)
            if does or tokens[0].text not in LEADING or self.reading.text[end : end + 1] != ",":
                yield opened, end
                opened = None

    def cell_at(self, offset: int) -> QuoteCell:
        """The cell that an offset of the quote lies in; at a stop the next, or the last of all."""
        return next((cell for cell in self.cells if offset < cell.end), self.cells[-1])

    def _members(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A clause, cut where a list goes on to another deed (建成投产14个、在建17个) or to
        another thing with its own deed (甲桥建成通车、乙桥进展顺利)."""
        left = start
        stops = [token for token in self.reading.between(start, end) if token.text == "、"]
        ends = [*(token.start for token in stops[1:]), end]
        for token, right in zip(stops, ends, strict=False):
            if not self._complete(left, token.start):
                continue  # a list of names
            behind = [t for t in self.reading.between(token.end, right) if not is_light(t)]
            goes_on = behind and is_deed(behind[0])
            listed = any(t.text == "等" for t in self.reading.between(token.end, right))
            another = self._reaches(left, token.start) and _tells(behind) and not listed
            another = another or all(map(self._quoted, (left, token.end), (token.start, right)))
            if goes_on or another:
                yield left, token.start
                left = token.end
        yield left, end

    def _complete(self, start: int, end: int) -> bool:
        tokens = self.reading.between(start, end)
        return any(map(is_deed, tokens)) and any(map(is_noun, tokens))

    def _quoted(self, start: int, end: int) -> bool:
        """Whether a member says its own in quotation marks: 负债率“双降”."""
        text = self.reading.text[start:end].strip()
        return text.endswith("”") and is_noun(self.reading.between(start, end)[0])

    def _reaches(self, start: int, end: int) -> bool:
        """Whether a member of a list is a clause of its own: 进贤门大桥建成通车."""
        content = [t for t in self.reading.between(start, end) if not is_light(t)]
        if len(content) < 2 or not is_noun(content[0]) or not is_deed(content[-1]):
            return False
        word = content[-1].text
        return any(load().has("results", each) for each in (word, word[:2], word[2:]))

    def subject(self, cell: QuoteCell) -> tuple[Token, ...]:
        """The things that a cell names before its first deed; of a list (甲等项目) its kind."""
        if cell not in self._subjects:
            self._subjects[cell] = self._subject(cell)
        return self._subjects[cell]

    def _subject(self, cell: QuoteCell) -> tuple[Token, ...]:
        named: list[Token] = []
        listed = False  # 甲段等4个项目建成通车 is told of 项目
        for token in self.reading.between(cell.start, cell.end):
            if token.kind == "number" and listed:
                continue
            if token.kind == "number" or (is_deed(token) and not load().has("nominal", token.text)):
                break
            if token.text == "等":
                named.clear()
                listed = True
            elif is_noun(token):
                named.append(token)
        return tuple(named)

    def owner(self, cell: QuoteCell) -> tuple[Token, ...]:
        """The place or body that the sentence of a cell speaks of from its first clause on, where
        the cell names no thing of another: 凭祥产业园承接…，园区总产值增长39.6%."""
        start, _ = self.reading.sentence(cell.start)
        first = self.cell_at(next(t.start for t in self.reading.between(start, cell.end)))
        if first.start >= cell.start:
            return ()
        named, own = self.subject(first), self.subject(cell)
        bodies = named and own and BODY.search(named[-1].text) and BODY.search(own[0].text)
        if not bodies:
            return ()
        return tuple(token for token in named if not GENERIC.fullmatch(token.text))

    def area(self, cell: QuoteCell, *, above: bool) -> tuple[Token, ...]:
        """The part of a region that a cell is told of: named before it in its sentence or, where
        that names no subject (实现总产值350亿元), by the sentence `above`."""
        start, _ = self.reading.sentence(cell.start)
        if not above:
            first = self.cell_at(next(t.start for t in self.reading.between(start, cell.end)))
            named = [*self.subject(first), *self.subject(cell)]
            scoped = any(SCOPE.fullmatch(t.text) for t in self.reading.between(start, cell.end))
            return () if scoped else tuple(filter(self._is_area, named))
        opened = [t for t in self.reading.between(start, cell.end) if t.kind == "word"][:1]
        if not start or not opened or not load().has("results", opened[0].text):
            return ()
        earlier = self.reading.sentence(start - 2)
        first = self.cell_at(earlier[0])
        return tuple(filter(self._is_area, self.subject(first)))

    def _area_above(self, cell: QuoteCell) -> tuple[Token, ...]:
        """The part of a region that the quote speaks of first, and of no other scope before a cell."""
        tokens = self.reading.between(0, cell.end)
        if any(SCOPE.fullmatch(token.text) for token in tokens):
            return ()
        named = self.subject(self.cells[0])
        return tuple(t for t in named if self._is_area(t) or BOUNDED_AREA.fullmatch(t.text))

    def _is_area(self, token: Token) -> bool:
        return token.start not in self.reading.titled and AREA.fullmatch(token.text) is not None

    def _mode(self, start: int, end: int) -> Mode | None:
        tokens = self.reading.between(start, end)
        if self.mode == "plan":
            return "done" if any(map(ALREADY.fullmatch, (t.text for t in tokens))) else "plan"
        return "plan" if any(token.text in AIMS for token in tokens) else self.mode

    def mentions(self, word: str) -> bool:
        """Whether a word stands anywhere in the quote."""
        return stands(word, self.reading, 0, len(self.reading.text))

    def defines(self, cell: QuoteCell) -> bool:
        """Whether a cell stands in a sentence that says what a name means, which is neither deed
        nor plan: “公民同招”指公办民办学校同步报名."""
        return bool(DEFINES.search(self.reading.text, *self.reading.sentence(cell.start)))

    def is_whole(self, token: Token, start: int, end: int) -> bool:
        """Whether a word of scope is but the region itself, and no other scope stands there: 全市
        of a city's report, where the quote names none."""
        if len(token.text) != 2 or token.text[0] != "全" or token.text[1] != self.quote.region[-1]:
            return False
        told = self.reading.between(*self.reading.clause(start))
        cell = self.cell_at(start)
        area = self.area(cell, above=False) or self._area_above(cell)
        return not area and not any(SCOPE.fullmatch(t.text) for t in told if t.start < end)

    def expected(self, at: int) -> bool:
        """Whether what stands there is only expected, to the end of its sentence."""
        return expected(self.reading, at)

    def months(self, at: int) -> str:
        """The part of the year that is spoken of there; none where it is the whole."""
        return months_in(self.reading, self.reading.sentence(at)[0], at)

    def _year(self, token: Token, cell: QuoteCell) -> str:
        """The year a cell names; a report given in December calls the year it reviews 今年 and
        the one it plans 明年."""
        if token.value == "明年" or (token.value == "今年" and cell.mode == "done"):
            return str(self.quote.year - (cell.mode == "done"))
        return year_of(token, self.quote.year)

    def years(self, cell: QuoteCell) -> frozenset[str]:
        """The years that a cell may be told of: its own, else the one its part is about."""
        start, _ = self.reading.sentence(cell.start)
        years = [t for t in self.reading.between(start, cell.end) if t.kind == "year"]
        told = [t for t in years if not is_attributive(self.reading, t)]
        told = [t for t in told if not self.reading.text.startswith(("比", "较"), t.start - 1)]
        named = {self._year(token, cell) for token in told[-1:]}
        if named:
            return frozenset(named)
        opened = opening(self.reading, start)
        if opened is not None and not self.expected(cell.end - 1):
            return frozenset({self._year(opened, cell)})
        if self.part == "review_period":
            return self._year_covered(cell)
        if cell.mode is None:
            return frozenset({str(self.quote.year - 1), str(self.quote.year)})
        return frozenset({str(self.quote.year - (cell.mode == "done"))})

    def _year_covered(self, cell: QuoteCell) -> frozenset[str]:
        """The year that a cell of a review of years is told of where it is but the last: what is
        expected, and what stands behind 一年来."""
        last = LAST_YEAR.search(self.reading.text, 0, cell.start)
        known = last or self.expected(cell.end - 1)
        return frozenset({str(self.quote.year - 1)} if known else ())


def _tells(content: Sequence[Token]) -> bool:
    """Whether words say something of a thing that they name first: 京灶大桥进展顺利."""
    return len(content) > 1 and is_noun(content[0]) and not all(map(is_noun, content))
