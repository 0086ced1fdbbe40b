"""A file as the reports it holds: one as a rule, the same one in copies, or a compendium.

A compendium is parted where a new head begins: title, meeting, address. Each part is cleaned and
identified by itself, so that no figure crosses a seam; copies of a part are read once. Where the
parts cannot be told apart with certainty, the whole file is refused with the names of what it holds.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise

from vectorstore.clean import clean
from vectorstore.clean.copies import share
from vectorstore.clean.furniture import is_chrome
from vectorstore.clean.heads import Head, heads
from vectorstore.documents import CleanText, Identity, RawText
from vectorstore.errors import (
    IdentityError,
    NotAWorkReport,
    SeveralReports,
    UnknownRegion,
    UnknownYear,
)
from vectorstore.identity import identify
from vectorstore.identity.whose import choose
from vectorstore.regions import mentions

_LEAST = 120  # characters: less is a title page or what a site prints behind a report
_COPY = 0.95
_SAME_REPORT = 0.6
_EXCERPT_SHARE = 0.3
_NUMBERED = re.compile(
    r"^(?:([一二三四五六七八九十]{1,3})、|第([一二三四五六七八九十])部分)(.{0,40})", re.M
)
_BACK = re.compile(r"回顾|总结|过去")
_EXCERPT = re.compile(r"摘\s*[要登编]|节选|要点|简本")
_AHEAD = re.compile(r"任务|安排|目标|部署|打算|要求|重点|建议")


@dataclass(frozen=True, slots=True)
class HeldReport:
    """A report that a file holds, and where in its text if that holds more.

    `notes` say in Chinese what else the file holds.
    """

    raw: RawText
    clean: CleanText
    identity: Identity
    span: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands between two seams."""

    raw: RawText
    clean: CleanText
    head: Head
    start: int


@dataclass(frozen=True, slots=True)
class CallersWord:
    """The caller's word on a file, and its name as a last hint; None where the text shall tell.

    `heard`: a region that neither the national table nor the text knows is refused.
    """

    name: str = ""
    region: str | None = None
    year: int | None = None
    parents: tuple[str, ...] | None = None
    heard: bool = False


def reports_in(raw: RawText, word: CallersWord) -> tuple[HeldReport, ...]:
    """The reports of a file in its order; raises an IdentityError if there is none, or unclear."""
    whole = clean(raw.text)
    parts = _parts(raw, whole)
    if len(parts) < 2:
        _require_one(whole.text)
        return (HeldReport(raw, whole, _identity(whole, word)),)
    kept, notes = _without_copies(parts)
    if len(kept) == 1:
        return (_held(kept[0], _identity(kept[0].clean, word), notes, sha256=raw.sha256),)
    return _told(kept, raw, word, notes)


def _identity(text: CleanText, word: CallersWord) -> Identity:
    return identify(text, **asdict(word))


def _parts(raw: RawText, whole: CleanText) -> list[_Part]:
    """The file cut at its seams; a title page with little behind it belongs to the next head."""
    found = heads(whole.text)
    ends = [*(_below_chrome(whole.text, head.start) for head in found), len(whole.text)][1:]
    seams: list[tuple[int, Head]] = []
    start = 0
    for head, end in zip(found, ends, strict=True):
        if end - start >= _LEAST:
            seams.append((whole.raw_offset(start) if seams else 0, head))
            start = end
    cuts = [*(start for start, _ in seams), len(raw.text)]
    return [_part(raw, *span, head) for span, (_, head) in zip(pairwise(cuts), seams, strict=True)]


def _below_chrome(text: str, start: int) -> int:
    """Where the page begins that a head stands on: above what a site prints over it."""
    while start > 0:
        above = text.rfind("\n", 0, start - 1) + 1
        if not is_chrome(text[above : start - 1].strip()):
            break
        start = above
    return start


def _part(raw: RawText, start: int, end: int, head: Head) -> _Part:
    text = raw.text[start:end]
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _Part(replace(raw, text=text, sha256=sha256), clean(text), head, start)


def _without_copies(parts: Sequence[_Part]) -> tuple[list[_Part], tuple[str, ...]]:
    """The parts that are no copy of a longer or an earlier one, and what to say of the copies."""
    kept: list[_Part] = []
    for part in sorted(parts, key=lambda part: (-len(part.clean.text) // 20, part.start)):
        if not any(_is_copy(part, other, _COPY) for other in kept):
            kept.append(part)
    dropped = len(parts) - len(kept)
    notes = (
        (f"文件里同样的全文有{dropped + 1}遍，只读了一遍",) if dropped and len(kept) == 1 else ()
    )
    return sorted(kept, key=lambda part: part.start), notes


def _is_copy(part: _Part, other: _Part, least: float) -> bool:
    alike = share(part.clean.text, other.clean.text)
    return alike >= least and not part.head.contradicts(other.head)


def _told(
    parts: Sequence[_Part], raw: RawText, word: CallersWord, notes: tuple[str, ...]
) -> tuple[HeldReport, ...]:
    """Each part by its own identity; other documents of the meeting are named in the notes."""
    held: list[HeldReport] = []
    others: list[str] = []
    for part in parts:
        if _EXCERPT.search(part.head.title):
            others.append(f"“{part.head.title}”")
            continue
        try:
            identity = _own_identity(part, word)
        except NotAWorkReport as error:
            others.append(f"“{part.head.title or '无题'}”（{str(error).split('；')[0]}）")
        except IdentityError as error:
            raise SeveralReports(_refusal(parts, str(error))) from error
        else:
            held.append(_held(part, identity))
    if not held:
        raise NotAWorkReport(f"文件里有{len(parts)}份文件，都不是政府工作报告：{'、'.join(others)}")
    held, versions = _distinct(held)
    notes = (*notes, *versions)
    if others:
        notes = (*notes, f"文件里另有{'、'.join(others)}，没有收录")
    if len(held) == 1:
        held = [replace(held[0], raw=replace(held[0].raw, sha256=raw.sha256))]
    return tuple(replace(one, notes=notes) for one in held)


def _held(
    part: _Part, identity: Identity, notes: tuple[str, ...] = (), sha256: str | None = None
) -> HeldReport:
    raw = replace(part.raw, sha256=sha256 or part.raw.sha256)
    return HeldReport(
        raw, part.clean, identity, (part.start, part.start + len(part.raw.text)), notes
    )


def _own_identity(part: _Part, word: CallersWord) -> Identity:
    """What a part says of itself; the caller's word helps where it says nothing."""
    try:
        identity = identify(part.clean)
    except (UnknownRegion, UnknownYear):
        return _identity(part.clean, replace(word, name=""))
    meant = choose(word.region, word.parents) if word.region else ()
    elsewhere = meant and identity.region not in [region.name for region in meant]
    if elsewhere or word.year not in (None, identity.year):
        raise SeveralReports(f"是{identity.region}{identity.year}年的，与指定的地区或年份不同")
    return identity


def _distinct(held: Sequence[HeldReport]) -> tuple[list[HeldReport], list[str]]:
    """One of several versions of a report, the longest, and what to say of the others.

    Two long texts of one name that say different things are refused.
    """
    kept: list[HeldReport] = []
    notes: list[str] = []
    for one in sorted(held, key=lambda one: -len(one.clean.text)):
        same = next((other for other in kept if _name(other) == _name(one)), None)
        if same is None:
            kept.append(one)
            continue
        whole = len(one.clean.text) > _EXCERPT_SHARE * len(same.clean.text)
        if whole and share(one.clean.text, same.clean.text) < _SAME_REPORT:
            raise SeveralReports(
                f"文件里有两份{_name(one)}政府工作报告，内容不同；请拆分后只收录其中一份"
            )
        notes.append(f"文件里{_name(one)}的报告不止一份，只读了最长的一份")
    return sorted(kept, key=lambda one: one.span or (0, 0)), list(dict.fromkeys(notes))


def _name(held: HeldReport) -> str:
    return f"{''.join(held.identity.parents)}{held.identity.region}{held.identity.year}年"


def _refusal(parts: Sequence[_Part], reason: str) -> str:
    names = "、".join(_label(part) for part in parts)
    return (
        f"文件里有{len(parts)}份报告（{names}），其中一份{reason.split('；')[0]}；请拆成单份再收录"
    )


def _label(part: _Part) -> str:
    return part.head.title or part.head.meeting or f"{part.clean.text[:12]}……"


def _require_one(text: str) -> None:
    """Refuse a text that reviews and plans twice over, although no second head is printed."""
    begun = list(_restarts(text))
    if len(begun) < 2:
        return
    names = "、".join(dict.fromkeys(name for start in begun if (name := _place_above(text, start))))
    raise SeveralReports(
        f"文件里像有{len(begun)}份报告{f'（{names}）' if names else ''}，看不清各自从哪里开始；请拆成单份再收录"
    )


def _restarts(text: str) -> Iterator[int]:
    """Where a numbered review begins that a numbered plan follows, before the next review."""
    begun: int | None = None
    for match in _NUMBERED.finditer(text):
        numeral, heading = match[1] or match[2], match[3]
        if numeral == "一" and _BACK.search(heading):
            begun = match.start()
        elif begun is not None and numeral != "一" and _AHEAD.search(heading):
            yield begun
            begun = None


def _place_above(text: str, start: int) -> str:
    """The region that the last short lines above name."""
    above = [line for line in text[:start].split("\n")[-6:] if 0 < len(line) <= 40]
    found = [mention.text for line in above for mention in mentions(line)]
    return found[-1] if found else ""
