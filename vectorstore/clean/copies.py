"""Text that a file holds twice: a hidden block of the page, its version for telephones, a summary.

A run of lines is a copy if its sentences stand elsewhere in the text too. Reports say no two
paragraphs alike. The later copy goes, or the one that is poorer in lines, or a summary in front.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from vectorstore.clean.edits import Edit
from vectorstore.clean.heads import heads
from vectorstore.clean.lines import Line, split

_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_MARKS = re.compile(r"\W+")
_LEAST_SENTENCE = 12
_LEAST_COPY = 200
_SHARE = 0.9
_FRAGMENT = 1.5
_DOUBLED = 0.8
_LEAST_LINES = 8


def sentences(text: str) -> list[str]:
    """The sentences of a text that are long enough to tell it from others, letters only."""
    keys = (_MARKS.sub("", sentence) for sentence in _SENTENCE.findall(text))
    return [key for key in keys if len(key) >= _LEAST_SENTENCE]


def share(text: str, whole: str) -> float:
    """How much of a text's sentences another text holds too, from 0 to 1."""
    own, known = sentences(text), set(sentences(whole))
    return sum(len(key) for key in own if key in known) / max(1, sum(map(len, own)))


def doubled(text: str) -> list[Edit]:
    """Edits that take each line once out of a text that prints nearly every line twice."""
    lines = split(text)
    again = [after for line, after in pairwise(lines) if line.text == after.text]
    if len(lines) < _LEAST_LINES or len(again) < _DOUBLED * len(lines) / 2:
        return []
    return [Edit(line.start, line.end, "", "copy") for line in again]


def copies(text: str) -> list[Edit]:
    """Edits that take copies out; none where several reports begin, which must be parted first."""
    lines = split(text)
    told = [sentences(line.text) for line in lines]
    often = Counter(key for keys in told for key in keys)
    if not any(times > 1 for times in often.values()) or len(heads(text)) > 1:
        return []
    later = _redundant(range(len(lines) - 1, -1, -1), told, often)
    earlier = _redundant(range(len(lines)), told, often)
    runs = earlier if _prefers_earlier(earlier, later, told) else later
    return [_cut(lines, run) for run in sorted(runs, key=min)]


def _redundant(
    order: Iterable[int], told: Sequence[Sequence[str]], often: Counter[str]
) -> list[list[int]]:
    """Runs of lines whose sentences stand in other lines, going through them in an order."""
    left = Counter(often)
    runs: list[list[int]] = []
    run: list[int] = []
    waiting: list[int] = []
    for number in order:
        keys = told[number]
        if not keys:
            waiting.append(number)
            continue
        held = sum(len(key) for key in keys if left[key] > keys.count(key))
        if held >= _SHARE * sum(map(len, keys)):
            run += [*(waiting if run else []), number]
            left.subtract(keys)
        else:
            _end(run, runs, told, left)
            run = []
        waiting = []
    _end(run, runs, told, left)
    return runs


def _end(
    run: list[int], runs: list[list[int]], told: Sequence[Sequence[str]], left: Counter[str]
) -> None:
    """Keep a run that is long enough; give the sentences of another one back."""
    if sum(len(key) for number in run for key in told[number]) >= _LEAST_COPY:
        runs.append(run)
    else:
        left.update(key for number in run for key in told[number])


def _prefers_earlier(
    earlier: list[list[int]], later: list[list[int]], told: Sequence[Sequence[str]]
) -> bool:
    """Whether the earlier of two copies goes: it has fewer lines, or is a fragment in front."""
    if not earlier:
        return False
    first = next(number for number, keys in enumerate(told) if keys)
    sizes = [sum(len(key) for key in keys) for keys in told]
    dropped = {number for run in earlier for number in run}
    rest = sum(size for number, size in enumerate(sizes) if number not in dropped)
    fragment = first in dropped and rest > _FRAGMENT * sum(sizes[number] for number in dropped)
    return fragment or sum(map(len, earlier)) < sum(map(len, later))


def _cut(lines: Sequence[Line], run: Sequence[int]) -> Edit:
    return Edit(lines[min(run)].start, lines[max(run)].end, "", "copy")
