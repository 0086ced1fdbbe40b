"""A text cut into words, clauses and items, with what each word stands under."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from service.entailment.lexicon import load
from service.entailment.numbers import Number, numbers
from vectorstore import late

Kind = Literal["word", "number", "year", "part", "base", "region", "self", "stop"]

HALF_WIDTH = str.maketrans("，；：（）％！？．～－「」『』　", ",;:()%!?.~-“”“”　")
ORDINAL = late.pattern(
    r"(?:^|(?<=[。;:\n]))\s*(?:[(（]?\d{1,3}[.、．)）](?![\d.])|[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+(?:是|、))"
)
SHORT = late.pattern(r"\((?:以下)?简称[^()]*\)")
ASIDE = late.pattern(
    r"\(([^()\d,;。]{1,10}|[A-Z]+[\d.]+)\)"
)  # 城际铁路（揭阳段）开工 is one clause
MARK = late.pattern(r"\[\d{1,3}\]")
TITLE = late.pattern(r"《[^》]*》|“[^”]{1,12}”")
SPAN = late.pattern(
    r"(?P<from>(?:19|20)\d\d)\s*年?\s*(?:[-—–~]{1,2}|至|到)\s*(?P<to>(?:19|20)\d\d)\s*年"
    r"|“?(?P<plan>十[一二三四五]五)”?(?:时期|期间|规划期|期末|末)"
    r"|(?P<term>(?:过去|近|这|(?<!提)前|今后|未来|接下来)的?[两三四五]年(?:来|间|里|内)?|[两三四五]年来|(?<![^。])[两三四五]年间|本届(?:政府)?(?:任期)?)"
)
PLANS = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
TERM = "term"
YEAR = late.pattern(
    r"(?P<y>(?:19|20)\d\d)年(?:度|末|底|全年)?|(?P<rel>今年|明年|去年|(?<![比较同])上一?年度?)"
)
RELATIVE = {"上一年": "上年", "上年度": "上年", "上一年度": "上年"}
PART = late.pattern(
    r"(?P<quarter>[一二三四首]季度)|前(?P<quarters>[二三])季度|(?P<half>[上下]半年)"
    r"|1\s*[-—–~至]{1,2}\s*(?P<to>\d{1,2})月份?|前(?P<months>\d{1,2})个?月|(?:截至?|(?<=\d年))(?P<until>\d{1,2})月(?:[底末]|(?<=截至.月)|(?<=截至..月))"
)
QUARTERS = {"一": "1-3", "首": "1-3", "二": "4-6", "三": "7-9", "四": "10-12"}
BASE_BEFORE = late.pattern(r"(?:比|较|与|同|和|超过?|高于|低于|不及|恢复到|相当于|多于|少于)$")
BASE_BEHIND = late.pattern(r"(?:的?同期)?的?(?:水平|相比|同期)|的[\d.两二三四五六七八九十]+倍")
# The last letter of a city's name in 通化市区, 昆明市级 belongs to the word behind the name.
PART_OF = r"(?!(?<![市县区州旗省盟])(?:县(?![级域])|区(?![域位间别块]))|(?<=市)(?:区(?![域位间别块])|级|本级|直属|属)|(?<=[省县州])(?:级|本级|直属|属|域)|政府(?!性|投|债|采|购))"
SINCE, OF = late.pattern("[从由]$"), late.pattern(r"的?(?=\d)")
WITHIN = frozenset({"非"})  # 非重点支出 denies the one word
HARD = late.pattern("任务[^,;。]{0,4}(?:艰巨|繁重)|难度[^,;。]{0,3}大")
SELF = late.pattern(r"(?:我|本|该)[市省县区州旗]")
# What only takes up again what was told: 这一指标, 7510元的水平.
SHELLS = "指标|比重|占比|比例|比率|水平|数字|数据|数值|数额|规模|标准|底线|下限|位次|名次|纪录|成绩|金额|总量|项目|工程|领域|政策|举措|措施|问题|企业|地区|城市|行业|产业"
RESUMED = late.pattern(rf"(?:这一|这个|这项|这些|此项|上述|这|该)(?:{SHELLS})(?!化)")
MEASURE = late.pattern("的(?:水平|规模|标准|底线|下限|份额|高位)")
STOPS = ",;:。!?()—\n“”"
CLAUSE_STOPS = ",;:。!?()\n"
SENTENCE_STOPS = "。!?\n"
LIST_STOPS = "、"
JOINS = frozenset({"和", "与", "及", "以及", "并", "并且", "跟", "同", "或"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, year, name of a region, or stop of a text."""

    text: str
    start: int
    end: int
    kind: Kind
    value: str = ""


class Reading:
    """A text read once; `names` are the regions that may be spoken of, by all their names.

    All offsets are of the text; full-width signs count as half-width ones.
    """

    def __init__(self, text: str, names: Mapping[str, str]) -> None:
        self.printed = text
        self.text = text.translate(HALF_WIDTH)
        for pattern in (SHORT, MARK, ORDINAL):
            self.text = pattern.sub(lambda found: " " * len(found[0]), self.text)
        self.text = ASIDE.sub(r" \1 ", self.text)
        self.names = names

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Figures and ranks in order."""
        return numbers(self.text)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens in order."""
        fixed = sorted(self._fixed(), key=lambda token: (token.start, -token.end))
        tokens: list[Token] = []
        at = 0
        for token in fixed:
            if token.start < at:
                continue
            tokens.extend(self._words(at, token.start))
            tokens.append(token)
            at = token.end
        tokens.extend(self._words(at, len(self.text)))
        return tuple(tokens)

    def _fixed(self) -> Iterator[Token]:
        for number in self.numbers:
            yield Token(number.text, number.start, number.end, "number")
        for found in SPAN.finditer(self.text):
            yield Token(found[0], *found.span(), "year", _span(found))
        for found in YEAR.finditer(self.text):
            kind: Kind = "base" if self._is_base(*found.span()) else "year"
            yield Token(
                found[0],
                *found.span(),
                kind,
                found["y"] or RELATIVE.get(found["rel"], found["rel"]),
            )
        for found in PART.finditer(self.text):
            yield Token(found[0], *found.span(), "part", _part(found))
        for pattern in (SELF, RESUMED):
            for found in pattern.finditer(self.text):
                yield Token(found[0], *found.span(), "self")
        for number in self.numbers:
            if found := MEASURE.match(self.text, number.end):
                yield Token(found[0], *found.span(), "self")
        for name, region in self.names.items():
            for found in re.finditer(re.escape(name) + PART_OF, self.text):
                yield Token(name, *found.span(), "region", region)

    def _is_base(self, start: int, end: int) -> bool:
        """Whether a year is but what another is measured against: 超过2019年水平."""
        since = SINCE.search(self.text, 0, start) and OF.match(self.text, end)  # 从上年的225亿元
        measured = BASE_BEFORE.search(self.text, 0, start) or BASE_BEHIND.match(self.text, end)
        return bool(since or measured)

    def _words(self, start: int, end: int) -> Iterator[Token]:
        """The words of a stretch; letters that the segmenter leaves single (兜, 牢) are one word
        with their neighbours, as it may cut them elsewhere."""
        single: Token | None = None
        cut = load().segmenter.tokenize(self.text[start:end], "default", False)
        for text, left, right in _rejoined(cut):
            kind: Kind = "word" if any(map(str.isalnum, text)) else "stop"
            token = Token(text, start + left, start + right, kind)
            alone = kind == "word" and len(text) == 1 and not load().knows(text)
            if single is not None:
                if alone and single.end == token.start:
                    single = replace(single, text=single.text + text, end=token.end)
                    continue
                yield single
                single = None
            if alone:
                single = token
            elif text.strip():
                yield token
        if single is not None:
            yield single

    def between(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that lie in a span."""
        return self.tokens[
            bisect_right(self._starts, start - 1) : bisect_right(self._starts, end - 1)
        ]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def spans(
        self, stops: str, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[int, int]]:
        """The non-empty spans between stops; a stop inside a number (1,000) is none."""
        left, last = start, len(self.text) if end is None else end
        for token in self.between(start, last):
            if token.kind == "stop" and token.text[0] in stops:
                if self.text[left : token.start].strip():
                    yield left, token.start
                left = token.end
        if self.text[left:last].strip():
            yield left, last

    @cached_property
    def titled(self) -> frozenset[int]:
        """The characters inside titles and quoted names, whose words mark nothing."""
        return frozenset(at for found in TITLE.finditer(self.text) for at in range(*found.span()))

    @cached_property
    def denied(self) -> frozenset[int]:
        """The characters that a denial stands before in their clause (未充分转化)."""
        return self._under("denials")

    @cached_property
    def needed(self) -> frozenset[int]:
        """The characters that are said to be wanted (还需提高), or hard (化解债务任务艰巨)."""
        hard = (self.clause(found.start()) for found in HARD.finditer(self.text))
        return self._under("needs") | {at for span in hard for at in range(*span)}

    def _under(self, name: str) -> frozenset[int]:
        places: set[int] = set()
        for start, end in self.spans(CLAUSE_STOPS + LIST_STOPS):
            tokens = self.between(start, end)
            heads = [t for t in tokens if load().has(name, t.text) and t.text not in WITHIN]
            if any(t.kind in ("year", "number") for t in tokens):
                heads = [t for t in heads if t.text != "还要"]  # 2022年还要改造168个 is a plan
            if heads:
                places.update(range(heads[0].end, end))
        return frozenset(places)

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around an offset."""
        for start, end in self.spans(CLAUSE_STOPS):
            if start <= at < end:
                return start, end
        return at, at

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence around an offset."""
        for start, end in self.spans(SENTENCE_STOPS):
            if start <= at < end:
                return start, end
        return at, at


def _rejoined(cut: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """The words, with a denial left to the compound that it belongs to: 仍|不牢固, not 仍不|牢固."""
    before: tuple[str, int, int] | None = None
    for text, left, right in cut:
        if before is not None:
            last, start, end = before
            if len(last) == 2 and last[1] == "不" and load().knows("不" + text):
                yield last[0], start, end - 1
                before = "不" + text, end - 1, right
                continue
            yield before
        before = text, left, right
    if before is not None:
        yield before


def _span(found: re.Match[str]) -> str:
    """Years as `first-last`; a term (过去五年) of which no year is told is TERM."""
    if found["plan"]:
        first = PLANS[found["plan"]]
        return f"{first}-{first + 4}"
    return TERM if found["term"] else f"{found['from']}-{found['to']}"


def _part(found: re.Match[str]) -> str:
    """A part of a year by its months: 前三季度 is 1-9, as 1—9月 is."""
    if found["quarter"]:
        return QUARTERS[found["quarter"][0]]
    if found["half"]:
        return "1-6" if found["half"][0] == "上" else "7-12"
    if found["quarters"]:
        return "1-6" if found["quarters"] == "二" else "1-9"
    return f"1-{found['to'] or found['months'] or found['until']}"
