"""What stands at the head of a report: title, meeting, date, speaker, and whom he speaks for."""

import re
from dataclasses import dataclass
from datetime import date

from vectorstore.documents import CleanText
from vectorstore.identity.dates import first_date, first_month, plain_dates

_HEAD_LINES = 40
_HEAD_CHARS = 3000
_NUMERAL = r"[一二三四五六七八九十百零〇○\d]{1,4}"
_MEETING = re.compile(
    rf"(?P<place>[\u4e00-\u9fff]{{0,40}}?)第?(?P<term>{_NUMERAL})届(?P<state>全国)?"
    rf"(?:人民代表大会|人大(?!常)){{1}}(?:代表)?第?(?P<session>{_NUMERAL})次(?:全体)?(?:\(扩大\))?会议"
)
_TITLE = re.compile(
    r"(?:政府|国务院|委会|管理委员会|办事处|街道|[镇乡区县市州旗省])?[》]?工\s*作\s*报\s*告"
)
_OPENING = re.compile(
    r"(?:我|谨|本人)[^。，,\n]{0,4}代表(?P<who>[\u4e00-\u9fff]{0,24}?(?:政府|国务院|管委会|管理委员会|办事处|公署|行署))"
    r"[^。!！\n]{0,24}?(?:向|报告|作)[^。!！\n]{0,60}"
)
_OFFICES = (
    r"(?:区委书记|县委书记|市委书记|党委书记|党工委书记|市委副书记|区委副书记|县委副书记)?、?"
    r"(?:国务院总理|总理|(?:自治区)?(?:政府)?(?:代理?|副)?(?:主席|省长|市长|州长|盟长|县长|区长|旗长|镇长"
    r"|乡长)|苏木达|苏木长|专员|主任)"
)
_SPEAKER = re.compile(
    rf"^[(—\-\s]*(?P<place>[\u4e00-\u9fff]{{0,20}}?)(?:人民政府)?(?P<office>{_OFFICES})"
    r"(?P<name>[\s·:：]*[\u3400-\u9fff\U00020000-\U0003ffff·\s]{0,12})?[)）]?$"
)
_DATE_IN_TITLE = re.compile(r"[(（][^)）]*\d{4}[^)）]*[)）]")
_ISSUED = re.compile(r"^关于(?:印发|转发|公布|发布)[^《]{0,30}《([^》]{4,60})》.*$")
_OWN_DATE = re.compile(
    rf"[(（—\-\s]*(?:(?P<place>[\u4e00-\u9fff]{{0,20}}?)(?:人民政府)?{_OFFICES}[\s\u4e00-\u9fff·]{{0,12}})?"
    r"[\s,，]*(?P<date>(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)[\s)）]*"
)
_DATED = re.compile(
    r"(?:19|20)\d\d(?:年\d{1,2}月(?:\d{1,2}日)?|\.\d{1,2}\.\d{1,2}(?=[在于]))"
    r"(?=[^。]{0,40}届)(?![^。]{0,40}?(?:19|20)\d\d年\d{1,2}月[^。]{0,40}届)"
)
_PAGE_DATE = re.compile(
    r"(?:日\s*期|时\s*间|发布于?|更新|成文|刊发|上传)\s*[\]】)）]?\s*[:：\s]\s*(?:19|20)\d\d\s*[年\-/.].*"
)
_BARE_DATE = re.compile(r"(?:19|20)\d\d[年\-/.]\d{1,2}[月\-/.]\d{1,2}日?(?:\s+\d.*|\s*来源.*)?")
_UNDATED_MEETING = re.compile(r"[—―－─\-–]+\s*在")
_FIELD = re.compile(r"^(?:标题|题目|名称|title)[:：]", re.I)
_HELD = re.compile(
    r"(?<=报告)(?:全文)?[—―－\-]{1,4}(?:(?:19|20)\d\d年|[一二][〇○零一二三四五六七八九]{3}年|在).*$"
)
_GIVEN = re.compile(r"作(?:了)?(?:政府)?工作报告")
_NO_PLACE_OF_MEETING = re.compile(r"完成|落实|执行|贯彻|召开|[了的]")
_LOOKED_BACK_TO = re.compile(r"以来|上?(?:所?确定|提出|审议|批准|通过|部署|明确|闭幕)")
_ADDRESS = re.compile(r"^\s*(?:各位代表|同志们|各位委员)")


@dataclass(frozen=True, slots=True)
class Masthead:
    """The printed head; every field is None where the text does not give it."""

    title: str | None
    meeting: str | None
    place: str | None
    delivered: date | None
    month: tuple[int, int] | None
    speaker: str | None
    speaker_place: str | None
    opening: str | None


def read_masthead(clean: CleanText) -> Masthead:
    """Read the head of a report, page furniture included."""
    lines = _head_lines(clean)
    joined = re.sub(r"\s+", "", "\n".join(lines))
    meeting, place = _meeting(joined)
    office, speaker_place = _speaker(lines)
    dated = _dated_line(re.sub(r"\s+", "", "\n".join(_without_page_dates(lines))))
    dated = dated or _date_of_its_own(clean)
    return Masthead(
        title=_title(lines),
        meeting=meeting,
        place=place,
        delivered=first_date(dated),
        month=first_month(dated),
        speaker=office,
        speaker_place=speaker_place,
        opening=_opening(joined),
    )


def _head_lines(clean: CleanText) -> list[str]:
    """Lines up to the first address, and the opening that follows it."""
    lines = (*clean.front.splitlines()[-_HEAD_LINES:], *clean.text[:_HEAD_CHARS].splitlines())
    return [plain_dates(line.strip()) for line in lines if line.strip()]


def before_address(lines: list[str]) -> list[str]:
    """The lines in front of 各位代表; the first dozen when nobody is addressed."""
    for number, line in enumerate(lines):
        if _ADDRESS.match(line):
            return lines[:number]
    return [line for line in lines[:12] if len(line) <= 80]


def _title(lines: list[str]) -> str | None:
    """The last line that names a work report and its region, without date and speaker."""
    titles: list[str] = []
    for line in before_address(lines):
        if len(line) <= 80 and _TITLE.search(line) and not _GIVEN.search(line):
            bare = re.sub(r"\s+", "", _DATE_IN_TITLE.sub("", line))
            bare = _HELD.sub("", _ISSUED.sub(r"\1", _FIELD.sub("", bare)))
            titles.append(bare.strip("*#—-_ ·|<>!"))
    return max(reversed(titles), key=_title_worth, default=None)


def _title_worth(title: str) -> tuple[bool, bool]:
    return (
        title.endswith(("报告", "报告》", "全文", ")", "）")),
        bool(re.search(r"[省市区县旗州镇乡]", title)),
    )


def _meeting(joined: str) -> tuple[str | None, str | None]:
    """The meeting and its place: the first, or the one held in a place named in full."""
    generic: tuple[str | None, str | None] = (None, None)
    for match in _MEETING.finditer(joined):
        place = "全国" if match["state"] else re.sub(r"^.*[在向]|^[日于]", "", match["place"])
        if not place or _NO_PLACE_OF_MEETING.search(place):
            continue
        if "在" not in match["place"] and _LOOKED_BACK_TO.match(joined, match.end()):
            continue
        term = match[0][len(match["place"]) :]
        found = (term if match["state"] else place + term), place
        told = len(place) > 1 and place != "自治区"
        if generic[0] is None and told:
            return found
        if told and "在" in match["place"]:
            return found
        generic = generic if generic[0] else found
    return generic


def _without_page_dates(lines: list[str]) -> list[str]:
    """The lines without the day a page was put up on: 发布时间：2023-02-15.

    A bare day above ——在…会议上 may be one too: a meeting's own day stands in its own line.
    """
    bare = [_PAGE_DATE.sub("", line) for line in lines]
    return [
        line
        for line, after in zip(bare, [*bare[1:], ""], strict=False)
        if not (_BARE_DATE.fullmatch(line) and _UNDATED_MEETING.match(after))
    ]


def _dated_line(joined: str) -> str:
    """The part of the head around the meeting's date, which is the date of delivery."""
    for match in _DATED.finditer(joined):
        held = _MEETING.search(joined, match.end())
        if held is None or not _LOOKED_BACK_TO.match(joined, held.end()):
            return match[0]
    if match := re.search(r"[(（—\-](?:19|20)\d\d年\d{1,2}月\d{1,2}日", joined):
        return match[0]
    return ""


def _date_of_its_own(clean: CleanText) -> str:
    """A date that stands alone under the title or behind the speaker's name."""
    lines = [plain_dates(line.strip()) for line in clean.text[:_HEAD_CHARS].splitlines()]
    for line in _without_page_dates(before_address(lines)):
        if match := _OWN_DATE.fullmatch(line):
            return match["date"]
    return ""


def _speaker(lines: list[str]) -> tuple[str | None, str | None]:
    for line in before_address(lines):
        tail = re.split(r"会议上?|[(（]", line)[-1] if len(line) > 40 else line
        if match := _SPEAKER.match(tail.strip("*# ")):
            name = re.sub(r"[\s:：]+|作.*", "", match["name"] or "")
            return f"{match['office']} {name}".strip(), match["place"] or None
    return None, None


def _opening(joined: str) -> str | None:
    match = _OPENING.search(joined)
    return match[0] if match else None
