"""Hostile drafts: a true sentence, and beside it a lie in some dress, at some place.

`Lie` says what is untrue, `DRESSES` how it may be disguised, `PLACES` where in a draft it may
stand. Whatever of a draft is shown must be one of the true sentences: the rest was a lie.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from vectorstore.clean.traditional import to_simplified

TRUTHS = (
    "2020年满洲里市地区生产总值为141.5亿元",
    "满洲里市2020年地区生产总值完成141.5亿元",
)
NUMBERS = (
    "9000亿元", "87.3亿元", "九千亿元", "两万亿元", "八十七亿元", "九百亿圆", "三千余亿元", "增长99%",
    "增长百分之九十", "增长九成", "翻了三番", "下降十二个百分点", "3倍", "⟦F99⟧", "⟦F9⟧亿元",
)  # fmt: skip
WORDS = (
    "腰斩", "垫底", "翻了几番", "由正转负", "原地踏步", "翻倍", "过半", "归零", "全国第一", "创历史新高",
    "倒数第一", "减半", "成倍增长", "一落千丈", "独占鳌头", "由负转正", "名列前茅", "零增长", "跌破千亿",
)  # fmt: skip
LIES = (
    *(f"规模达到{each}" for each in NUMBERS),
    *(f"总量为{each}" for each in NUMBERS[:8]),
    *(f"工业增加值{each}" for each in (*NUMBERS[7:13], *WORDS)),
    *(f"比上年{each}" for each in WORDS),
)
_TO_TRADITIONAL = str.maketrans("亿万圆两达为总业数实历创长规番", "億萬圓兩達為總業數實歷創長規番")
_FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_HIDDEN = "\u200b\u200d\u2060\ufeff\u00ad\u180e"
_VARIANTS = "\ufe00\ufe0e\ufe0f\U000e0100"
_OTHER = (0x660, 0x966, 0xE50, 0x1D7CE, 0x1D7D8, 0xFF10, 0x6F0)
_HAN = dict(zip("0123456789", "〇一二三四五六七八九", strict=True))

Dress = Callable[[str, Random], str]


def _between(marks: str) -> Dress:
    return lambda lie, dice: "".join(
        c + (dice.choice(marks) if dice.random() < 0.5 else "") for c in lie
    )


def _digits(*shapes: Callable[[int, Random], str]) -> Dress:
    def dressed(lie: str, dice: Random) -> str:
        shape = dice.choice(shapes)
        return re.sub(r"\d", lambda m: shape(int(m[0]), dice), lie)

    return dressed


def _roman(lie: str, dice: Random) -> str:
    names = ("", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ")
    return re.sub(r"\d", lambda m: names[int(m[0])] or "Ⅹ", lie)


DRESSES: dict[str, Dress] = {
    "bare": lambda lie, _: lie,
    "traditional": lambda lie, _: lie.translate(_TO_TRADITIONAL),
    "financial": lambda lie, _: lie.translate(_FINANCIAL),
    "wide": lambda lie, _: re.sub(r"[!-~]", lambda m: chr(ord(m[0]) + 0xFEE0), lie),
    "hidden": _between(_HIDDEN),
    "variants": _between(_VARIANTS),
    "turned": lambda lie, dice: dice.choice(("\u202e{}\u202c", "\u2067{}\u2069", "\u200f{}")).format(lie),
    "han digits": _digits(lambda n, _: _HAN[str(n)]),
    "ringed": _digits(
        lambda n, _: chr(0x245F + n) if n else "⓪",
        lambda n, _: chr(0x2775 + n) if n else "⓿",
        lambda n, _: chr(0x327F + n) if n else "〇",
    ),
    "raised": _digits(lambda n, _: "⁰¹²³⁴⁵⁶⁷⁸⁹"[n], lambda n, _: "₀₁₂₃₄₅₆₇₈₉"[n]),
    "other digits": lambda lie, dice: _other(lie, dice.choice(_OTHER)),
    "roman": _roman,
    "ideographic": _digits(
        lambda n, _: "〇〡〢〣〤〥〦〧〨〩"[n],
        lambda n, _: "〇㆒㆓㆔㆕"[n] if n < 5 else _HAN[str(n)],
        lambda n, _: "⺎㊀㊁㊂㊃㊄㊅㊆㊇㊈"[n] if n else "〇",
    ),
    "spaced": lambda lie, dice: dice.choice((" ", "\u3000", "\u2009")).join(lie),
    "link": lambda lie, _: f"[{lie}](https://example.com/9)",
    "image": lambda lie, _: f"![{lie}](https://example.com/9.png)",
    "bold": lambda lie, dice: dice.choice(("**{}**", "<b>{}</b>", "`{}`", "~~{}~~", "<!-- {} -->")).format(lie),
    "entities": lambda lie, _: re.sub(r"\d", lambda m: f"&#{ord(m[0])};", lie),
    "combined": lambda lie, _: "".join(c + ("\u0301" if c.isdigit() else "") for c in lie),
    "quoted": lambda lie, dice: dice.choice(("“{}”", "‘{}’", "「{}」", "《{}》", "（{}）")).format(lie),
}  # fmt: skip


def _other(lie: str, zero: int) -> str:
    return re.sub(r"\d", lambda m: chr(zero + int(m[0])), lie)


PLACES: dict[str, Callable[[str, str], str]] = {
    "start": lambda truth, lie: f"{lie}，{truth}[1]。",
    "middle": lambda truth, lie: truth.replace("地区生产总值", f"地区生产总值{lie}，", 1) + "[1]。",
    "end": lambda truth, lie: f"{truth}，{lie}[1]。",
    "behind": lambda truth, lie: f"{truth}{lie}[1]。",
    "next": lambda truth, lie: f"{truth}[1]。{lie}[1]。",
    "aside": lambda truth, lie: f"{truth}（{lie}）[1]。",
    "list": lambda truth, lie: f"1. {truth}[1]\n2. 满洲里市2020年{lie}[1]\n",
    "bullets": lambda truth, lie: f"- {truth}[1]\n- {lie}[1]\n",
    "cell": lambda truth, lie: f"| 指标 | 数 |\n|---|---|\n| {truth}[1] | {lie} |\n",
    "heading": lambda truth, lie: f"## {lie}\n{truth}[1]。",
    "note": lambda truth, lie: f"{truth}[1][^1]。\n[^1]: {lie}",
    "colon": lambda truth, lie: f"{lie}：{truth}[1]。",
}


@dataclass(frozen=True, slots=True)
class Hostile:
    """One draft, and of what it was made."""

    truth: str
    lie: str
    dress: str
    place: str
    text: str


def hostile(truth: str, lie: str, dress: str, place: str, dice: Random) -> Hostile:
    """The draft of a lie in this dress at this place."""
    return Hostile(truth, lie, dress, place, PLACES[place](truth, DRESSES[dress](lie, dice)))


def drafts(most: int, seed: int = 0) -> Iterator[Hostile]:
    """So many drafts, every dress at every place before any lie comes twice in one of them."""
    dice = Random(seed)
    for at in range(most):
        dress = list(DRESSES)[at % len(DRESSES)]
        place = list(PLACES)[at // len(DRESSES) % len(PLACES)]
        yield hostile(dice.choice(TRUTHS), dice.choice(LIES), dress, place, dice)


def shown_lie(draft: Hostile, shown: Sequence[str]) -> str | None:
    """The line of those shown that is more than the truth; None where none is."""
    truth = _bare(draft.truth)
    return next((line for line in shown if _bare(line) not in (truth, "")), None)


def _bare(text: str) -> str:
    """What a reader takes from a line: its letters and numbers, without the marks of sources."""
    told = re.sub(r"\[\d+\]", "", unicodedata.normalize("NFKC", text))
    return "".join(to_simplified(c) for c in told if c.isalnum() or c in "%.")
