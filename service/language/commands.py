"""Words that no report says: orders to a program that reads it, code, marks of templates."""

from collections.abc import Iterator

from service.language.words import pattern_of

KINDS = {"command": "写给程序的指令", "code": "代码或模板记号"}
_QUALIFIES = "的好"


def commands(kind: str, text: str, start: int = 0, end: int | None = None) -> Iterator[str]:
    """The words of a kind in `text[start:end]`; 必须回答的课题 orders nobody to answer."""
    stop = len(text) if end is None else end
    for found in pattern_of(kind).finditer(text, start, stop):
        behind = text[found.end() : found.end() + 1]
        if not behind or behind not in _QUALIFIES:
            yield found.group()
