"""“甲、乙分别为x、y”: which number of a list belongs to which thing."""

import re
from collections.abc import Sequence

from service.verify.cue import Dimension, DimensionCue


def distributed(
    all_cues: Sequence[DimensionCue],
    dimension: Dimension,
    text: str,
    places: Sequence[tuple[int, int]],
) -> dict[tuple[int, int], DimensionCue]:
    """For “甲、乙分别为x、y”: which cue each number belongs to; empty when the counts differ."""
    result: dict[tuple[int, int], DimensionCue] = {}
    for found in re.finditer("分别|依次", text):
        left = max(text.rfind(stop, 0, found.start()) for stop in "。；！？;!?") + 1
        right = min(
            (at for stop in "。；！？;!?" if (at := text.find(stop, found.end())) >= 0),
            default=len(text),
        )
        heads = [
            cue
            for cue in all_cues
            if cue.dimension == dimension and left <= cue.start < found.start()
        ]
        numbers = [place for place in places if found.end() <= place[0] < right]
        if len(heads) > 1 and len(heads) == len(numbers):
            result.update(zip(numbers, heads, strict=True))
    return result
