"""What a plan promises so that it can be looked for a year later, by `lexicon/promises.yaml`."""

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from service.language.lexicon import data_of
from vectorstore import late

COUNTED = late.pattern(
    r"(?<![A-Za-z第\d.])\d[\d.]*(?![\d.]|年|月|日|号|级|届|季|周年|分钟)[%％‰亿万千百余多]*[\u4e00-\u9fff%％‰P]"
)


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    verbs: tuple[str, ...]
    heads: tuple[str, ...]
    needs: tuple[str, ...]
    without: tuple[str, ...]
    closes: tuple[str, ...]
    before: bool
    named: bool


@cache
def _rows() -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], data_of("promises"))


@cache
def _follow() -> tuple[str, ...]:
    return tuple(word for row in _rows() for word in row.get("follow", ()))


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            row["name"],
            tuple(row.get("verbs", ())),
            tuple(row.get("heads", ())),
            tuple(row.get("needs", ())),
            tuple(row.get("without", ())),
            tuple(row.get("closes", ())),
            bool(row.get("before")),
            bool(row.get("named")),
        )
        for row in _rows()
        if "verbs" in row or "closes" in row
    )


@cache
def heads() -> tuple[str, ...]:
    """What names of things end in: 公园, 研究院."""
    return tuple(head for kind in _kinds() if kind.named for head in kind.heads)


@cache
def promised(clause: str) -> frozenset[str]:
    """The kinds of things a clause promises: 启动编制《湿地保护条例》 promises 文件; 数目 where it
    counts something."""
    found = {kind.name for kind in _kinds() if _holds(kind, clause)}
    return frozenset(found | ({"数目"} if COUNTED.search(clause) else set()))


@cache
def rank(clause: str) -> int:
    """How early a promise is named, by the order of the lexicon: a title, then works, then numbers."""
    names = [kind.name for kind in _kinds()]
    return min(
        (names.index(name) for name in promised(clause) if name in names), default=len(names)
    )


def _holds(kind: _Kind, clause: str) -> bool:
    if kind.needs and not any(word in clause for word in kind.needs):
        return False
    if any(word in clause for word in kind.without):
        return False
    places = [clause.find(verb) + len(verb) for verb in kind.verbs if verb in clause]
    if clause.endswith(kind.closes) or (places and not kind.heads):
        return True
    if not places:
        return False
    start = 0 if kind.before else min(places)
    found = (head for head in kind.heads if head in clause[start:])
    return any(not kind.named or _ends(clause, head, start) for head in found)


def _ends(clause: str, head: str, start: int) -> bool:
    """Whether a head stands there as the end of a name: 中心 of 交易中心, not of 中心镇."""
    at = clause.find(head, start)
    while at >= 0:
        rest = clause[at + len(head) :]
        if not rest or rest.startswith(_follow()):
            return True
        at = clause.find(head, at + 1)
    return False


def sets_to_work(clause: str) -> bool:
    """Whether a clause has a verb that brings something about: 加快建设体育公园."""
    return any(verb in clause for kind in _kinds() for verb in kind.verbs)
