"""An answer as it arrives: what has been said, and what the whole answer adds to it."""

import re

from service.shapes import Answer, Item

MARKER = re.compile(r"\[(\d+)\]")


class Arriving:
    """Sentences in the numbering of the whole answer: sources count in order of appearance."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self.order: dict[int, int] = {}

    def sentence(self, sentence: Item) -> str:
        """The sentence under the numbers that the whole answer will give its sources."""
        for number in [*map(int, MARKER.findall(sentence.text)), *sentence.citations]:
            self.order.setdefault(number, len(self.order) + 1)
        said = MARKER.sub(lambda found: f"[{self.order[int(found[1])]}]", sentence.text)
        self._said.append(said)
        return said

    def rest(self, answer: Answer) -> list[str]:
        """The lines that were not said; the whole answer behind a blank line if it came otherwise."""
        lines = answer.answer.splitlines()
        count = len(self._said)
        if lines[:count] == self._said:
            return lines[count:]
        return ["", *lines]
