"""Proven lines with one thing changed: each of them says what no report says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from service.language.indicators import load_lexicon
from service.language.indicators import mentions as indicator_mentions
from service.verify import DraftEvidence, DraftLine
from service.verify.quotes import MARKER

QUOTE = re.compile(r"“(.*)”(?=\[\d|，|[^“”]*$)", re.S)
LEADING = ["超过", "超", "突破", "近", "约", "不低于", "逾"]
SAME = {"以内", "以下"}
TRAILING = ["左右", "以上", "以内", "以下"]
UNITS = {
    "亿元": "亿吨", "万元": "万吨", "万吨": "万元", "%": "个百分点", "个百分点": "%", "个": "户",
    "户": "个", "家": "人", "人": "户", "公里": "平方米", "平方米": "公里", "件": "项", "项": "件",
    "万人次": "万户", "元": "吨", "套": "个", "天": "小时", "亩": "公顷",
}  # fmt: skip
SCALES = {
    "万亿": "亿",
    "亿元": "万元",
    "万元": "亿元",
    "万吨": "亿吨",
    "万人": "亿人",
    "万户": "户",
}
TURNS = {
    "增长": "下降", "下降": "增长", "提高": "降低", "减少": "增加", "最高": "最低", "更高": "更低",
    "多": "少", "快": "慢",
}  # fmt: skip
FOREIGN = ("包头市", "长春市", "呼伦贝尔市")
KINDS = ("目标", "预计", "累计", "年均", "完成")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A line with one change; `kind` is the class of the change."""

    kind: str
    line: DraftLine
    origin: str


Change = Callable[[str, DraftEvidence, Random], Iterator[str]]


def _swap(text: str, start: int, end: int, words: str) -> str:
    return text[:start] + words + text[end:]


def _numbers(text: str) -> list[re.Match[str]]:
    """Printed numbers that are no years and no markers."""
    silent = [m.span() for m in re.finditer(r"\[\d+\]|(?:19|20)\d\d(?=年|[-—])", text)]
    return [
        m for m in re.finditer(r"\d+(?:[.,]\d+)*", text)
        if not any(s <= m.start() < e for s, e in silent)
    ]  # fmt: skip


def digit(text: str, _: DraftEvidence, random: Random) -> Iterator[str]:
    """One digit of every number."""
    for number in _numbers(text):
        at = random.choice([i for i in range(*number.span()) if text[i].isdigit()])
        yield _swap(text, at, at + 1, random.choice("123456789".replace(text[at], "")))


def digits_swapped(text: str, _: DraftEvidence, random: Random) -> Iterator[str]:
    """Two numbers of one line change places."""
    found = _numbers(text)
    if len({m.group() for m in found}) < 2:
        return
    one, two = sorted(random.sample(found, 2), key=lambda m: m.start())
    if one.group() != two.group():
        yield (
            text[: one.start()] + two.group() + text[one.end() : two.start()] + one.group()
            + text[two.end() :]
        )  # fmt: skip


def _units(text: str, table: dict[str, str], random: Random) -> Iterator[str]:
    for number in _numbers(text):
        rest = text[number.end() :].lstrip("余多")
        at = len(text) - len(rest)
        unit = next((u for u in sorted(table, key=len, reverse=True) if rest.startswith(u)), None)
        if unit:
            yield _swap(text, at, at + len(unit), table[unit])


def scale(text: str, _: DraftEvidence, random: Random) -> Iterator[str]:
    """万 and 亿."""
    return _units(text, SCALES, random)


def unit(text: str, _: DraftEvidence, random: Random) -> Iterator[str]:
    """亿元 → 亿吨, % → 个百分点."""
    return _units(text, UNITS, random)


def direction(text: str, _: DraftEvidence, random: Random) -> Iterator[str]:
    """增长 → 下降, 最高 → 最低."""
    for found in re.finditer("|".join(TURNS), text):
        near = text[found.end() : found.end() + 8]
        if text[found.start() - 1] != "零" and (
            re.match(r"[^，。,；]{0,5}\d", near) or found.group() in ("最高", "更高")
        ):
            yield _swap(text, *found.span(), TURNS[found.group()])


def year(text: str, _: DraftEvidence, random: Random) -> Iterator[str]:
    """Another year."""
    for found in re.finditer(r"(?:19|20)\d\d(?=年|[-—])", text):
        other = int(found.group()) + random.choice((-2, -1, 1, 2))
        yield _swap(text, *found.span(), str(other))


def region(text: str, evidence: DraftEvidence, random: Random) -> Iterator[str]:
    """Another region: one of the evidence where there is one."""
    ours = [report.region for report in evidence.reports]
    for name in dict.fromkeys(ours):
        others = [other for other in ours if other != name] or list(FOREIGN)
        for found in re.finditer(re.escape(name), text):
            yield _swap(text, *found.span(), random.choice(others))


def kind(text: str, _: DraftEvidence, random: Random) -> Iterator[str]:
    """A target told as a result, a result as a target, an expectation, a sum, an average."""
    span = re.search(r"\d{4}—\d{4}年", text) is not None  # a span says itself that it is a sum
    for words in ("的目标为", "的目标：", "的目标", "目标", "预计为", "预计", "年均", "累计"):
        at = -1 if words == "累计" and span else text.find(words)
        if at >= 0 and "“" not in text[:at]:
            yield _swap(text, at, at + len(words), "完成" if "为" in words else "")
            break
    else:
        for found in re.finditer(r"(?<=[\u4e00-\u9fff）])(?<!同)(?:为(?=\d)|增长|下降)", text):
            if "“" not in text[: found.start()]:
                words = random.choice([k for k in KINDS if k not in text and k != "完成"])
                yield _swap(text, found.start(), found.start(), words)
                break
    for found in re.finditer(r"（(?:\d{4}年计划|规划)）", text):
        yield _swap(text, *found.span(), "完成")
        if not re.search(r"“[^“]*?(?:计划|力争|确保|目标|预期|将)", text):  # says it itself
            yield _swap(text, *found.span(), "")


def lead_kind(text: str, _: DraftEvidence, random: Random) -> Iterator[str]:
    """A quoted result headed as a plan."""
    found = re.match(r"[^“（]*?(?=：“)", text)
    if found and _numbers(text) and "计划" not in text:
        yield _swap(text, found.end(), found.end(), random.choice(("的目标", "计划", "预期")))


def qualifier(text: str, _: DraftEvidence, random: Random) -> Iterator[str]:
    """左右 dropped, added, made 以上."""
    for found in re.finditer(
        r"(?<=\d)((?:万|亿|千|百)*(?:元|人次|人|户|吨|个|家|套|件|亩|公里|平方米|%|个百分点)"
        r"(?!之|分点|工作日|月))(左右|以上|以内|以下)?",
        text,
    ):
        said = found[2] or ""
        other = random.choice([w for w in TRAILING if w[1:] != said[1:] and {w, said} != SAME])
        yield _swap(text, *found.span(), found[1] + other)
        if said:
            yield _swap(text, *found.span(), found[1])
    for found in re.finditer(rf"(?:{'|'.join(LEADING)})(?=\d)", text):
        yield _swap(text, *found.span(), "")
    for found in re.finditer(r"(?<=\d)[余多]", text):
        yield _swap(text, *found.span(), "")


def indicator(text: str, evidence: DraftEvidence, random: Random) -> Iterator[str]:
    """The indicator of another fact of the evidence, else another of the lexicon."""
    names = sorted({fact.indicator for fact in evidence.facts if fact.known})
    for start, end, found in indicator_mentions(text):
        others = [n for n in names if n != found.name] or [
            each.name for each in load_lexicon().indicators
            if each.unit_family == found.unit_family and each.name != found.name
        ]  # fmt: skip
        if others and _numbers(text):
            yield _swap(text, start, end, random.choice(others))


def citation(text: str, evidence: DraftEvidence, random: Random) -> Iterator[str]:
    """A source that was never given."""
    for found in MARKER.finditer(text):
        yield _swap(text, *found.span(), f"[{len(evidence.citations) + random.randint(1, 60)}]")


def foreign(text: str, evidence: DraftEvidence, random: Random) -> Iterator[str]:
    """A source of another report."""
    by_number = {c.n: c for c in evidence.citations}
    for found in MARKER.finditer(text):
        own = by_number[int(found[1])]
        others = [c.n for c in evidence.citations if c.report != own.report]
        if others:
            yield _swap(text, *found.span(), f"[{random.choice(others)}]")


def quote(text: str, _: DraftEvidence, random: Random) -> Iterator[str]:
    """One character of a quotation."""
    found = QUOTE.search(text)
    if found:
        places = [i for i in range(*found.span(1)) if "\u4e00" <= text[i] <= "\u9fff"]
        at = random.choice(places)
        yield _swap(text, at, at + 1, random.choice("的一是不了人我在有他".replace(text[at], "")))


CHANGES: tuple[Change, ...] = (
    digit, digits_swapped, scale, unit, direction, year, region, kind, lead_kind, qualifier,
    indicator, citation, foreign, quote,
)  # fmt: skip


def mutants(line: DraftLine, evidence: DraftEvidence, random: Random) -> Iterator[Mutant]:
    """All mutants of one line; the numbers of its citations go with the markers in the text.

    A receipt (报告未提及…) holds nothing to prove, and has none.
    """
    if not (_numbers(line.text) or QUOTE.search(line.text)) and "最" not in line.text:
        return
    for change in CHANGES:
        for text in change(line.text, evidence, random):
            if text == line.text:
                continue
            named = tuple(int(n) for n in MARKER.findall(text))
            changed = replace(line, text=text, citations=named or line.citations, says=())
            yield Mutant(change.__name__, changed, line.text)
