"""Processor seconds of the processes that a benchmark has started, by program."""

from collections import defaultdict
from contextlib import suppress
from os import getpid, sysconf
from pathlib import Path

_TICKS = sysconf("SC_CLK_TCK")


def by_program() -> dict[str, float]:
    """Seconds of all below this process, those of ended ones with them: `postgres`, `chroma`,
    `python` for API processes and workers."""
    below = defaultdict[int, list[int]](list)
    seconds, names = dict[int, float](), dict[int, str]()
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended
            head, _, tail = each.read_text().rpartition(")")
            fields, pid = tail.split(), int(each.parent.name)
            below[int(fields[1])].append(pid)
            seconds[pid] = sum(map(int, fields[11:15])) / _TICKS  # with children waited for
            names[pid] = head.partition("(")[2].partition(" ")[0]
    spent, left = defaultdict[str, float](float), list(below[getpid()])
    while left:
        pid = left.pop()
        left += below[pid]
        spent[names[pid]] += seconds[pid]
    return spent
