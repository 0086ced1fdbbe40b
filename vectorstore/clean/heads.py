"""Where the reports of a text begin: the lines of title, meeting and opening in front of each.

A head is a few short lines: 政府工作报告, ——2023年1月6日在…第二次会议上, 市长 某某, 各位代表：,
现在，我代表市人民政府…. A title alone, or a meeting alone, begins nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vectorstore.clean.lines import Line, split

_TITLE = re.compile(r"报\s*告\s*[》”]?\s*(?:[(（][^)）]{0,40}[)）]\s*)?(?:[—―－\-]{1,4}.{4,60})?$")
_NO_TITLE = re.compile(
    r"作(?:了)?(?:政府)?工作报告$|[。；;？?]|^(?:[一二三四五六七八九十]+、|[(（]?[一二三四五六七八九十][)）])"
    r"|决议|决定|公告|议程|名单|解读|解释"
)
_GENERIC = re.compile(r"^(?:\d{4}年)?(?:政府)?工作报告$")
_MEETING = re.compile(
    r"届\s*(?:全国)?\s*(?:人民代表大会|人大(?!常))[^。，,]{0,30}?次\s*(?:全体)?(?:\(扩大\))?\s*会议"
)
_OPENING = re.compile(
    r"(?:我|谨|本人)[^。，,\n]{0,12}(?:代表[^。，,]{0,40}?(?:政府|国务院|委员会|管委会|办事处|公署|行署)"
    r"|受[^。，,]{2,40}委托)[，,、]?[^。，,]{0,8}?"
    r"(?:向[^。，,]{0,24}?(?:报告|汇报|(?<!工)作)|作[^。，,]{0,20}报告|报告[^。，,]{0,30}工作)"
)
_ADDRESS = re.compile(
    r"\s*(?:尊敬的)?(?:各位(?:代表|委员)|同志们|代表们)[^。]{0,12}[：:，,！!。]?\s*$"
)
_SUBMITS = re.compile(r"审议|审查|讨论|提出意见|指正")
_FIRST = re.compile(r"(?:一、|第一部分|[(（]一[)）])")
_PROSE = re.compile(r".{60}[。！]$")
_TITLE_LENGTH = 80
_MOST_LINES = 40
_MOST_CHARACTERS = 1500


@dataclass(slots=True)
class Head:
    """The beginning of a report at `start`: its printed title and meeting, "" where it has none.

    `line` is the number of its last line; `opens` tells that the report itself begins there.
    """

    start: int
    line: int
    title: str = ""
    meeting: str = ""
    opens: bool = False

    @property
    def complete(self) -> bool:
        """Whether these lines begin a report."""
        return self.opens or bool(self.title and self.meeting)

    def contradicts(self, other: "Head") -> bool:
        """Whether two heads stand over different reports: another meeting, else another title."""
        if self.meeting and other.meeting:
            return self.meeting != other.meeting
        titles = [head.title for head in (self, other) if not _GENERIC.match(head.title)]
        return len(titles) == 2 and titles[0] != titles[1]


def heads(text: str) -> list[Head]:
    """The heads of a text in order."""
    return [head for head in _groups(split(text)) if head.complete]


def _groups(lines: Sequence[Line]) -> Iterator[Head]:
    """Lines of one head stand close together; where the speech opens, it ends."""
    head: Head | None = None
    prose, between = False, 0
    for number, line in enumerate(lines):
        addressed = any(
            _ADDRESS.match(before.text) for before in lines[max(0, number - 3) : number]
        )
        title, meeting = _printed(line.text)
        opens = _opens(line.text, addressed or head is not None)
        begins = bool(title) and head is not None and (head.opens or (head.complete and prose))
        far = head is not None and (number - head.line > _MOST_LINES or between > _MOST_CHARACTERS)
        if head is not None and (begins or far):
            yield head
            head = None
        between += len(line.text)
        prose = head is not None and (prose or _PROSE.search(line.text) is not None)
        if title or meeting or opens:
            head = head or Head(line.start, number)
            head.title, head.meeting = title or head.title, meeting or head.meeting
            head.line, between = number, 0
        if head is not None:
            head.opens = opens or head.opens or bool(head.title and _FIRST.match(line.text))
            if opens:
                yield head
                head = None
    if head is not None:
        yield head


def _opens(line: str, led: bool) -> bool:
    """Whether a line opens the speech: 现在，我代表市人民政府，向大会报告工作，请予审议."""
    return _OPENING.search(line[:200]) is not None and (
        led or _SUBMITS.search(line[:300]) is not None
    )


def _printed(line: str) -> tuple[str, str]:
    """The title and the meeting that a line prints, bare of blanks and of the day."""
    bare = re.sub(r"[\s*#_|]+", "", line)
    if len(bare) > _TITLE_LENGTH or _NO_TITLE.search(bare):
        return "", ""
    meeting = _MEETING.search(bare)
    return bare if _TITLE.search(bare) else "", _place_and_term(bare) if meeting else ""


def _place_and_term(line: str) -> str:
    """A meeting without the day it was held on and how the line leads to it."""
    return re.sub(r"^.*?(?:日|在)(?=[\u4e00-\u9fff])|上?[)）]*$|^[—―－\-(（]+", "", line)
