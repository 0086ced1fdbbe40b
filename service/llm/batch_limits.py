"""How many texts, and how many letters, an embeddings endpoint takes at once."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class BatchLimits:
    """The limits as far as the endpoint has shown them by what it took and what it refused.

    Where as many texts were taken before, their letters were too many: of ten texts a batch of
    3,000 letters is taken and one of 9,000 is not. Otherwise the texts are said to be too many.
    Threads may share it: what one of them misses, the next refusal tells.
    """

    texts: int
    letters: int = 2**31
    taken_texts: int = 0
    taken_letters: int = 0

    def batches(self, texts: Sequence[str]) -> list[list[str]]:
        """The texts in order, in batches within the limits; a text that is too long stands alone."""
        found: list[list[str]] = []
        room = 0
        for text in texts:
            if not found or len(found[-1]) >= self.texts or len(text) > room:
                found.append([])
                room = self.letters
            found[-1].append(text)
            room -= len(text)
        return found

    def took(self, texts: Sequence[str]) -> None:
        """So many were taken at once."""
        self.taken_texts = max(self.taken_texts, len(texts))
        self.taken_letters = max(self.taken_letters, _letters(texts))

    def refused(self, texts: Sequence[str]) -> None:
        """So many were not: the next batches are half as large, but not less than was taken."""
        if len(texts) <= self.taken_texts and _letters(texts) > self.taken_letters:
            enough = max(self.taken_letters, _letters(texts) // 2)
            self.letters = min(self.letters, enough)
        else:
            self.texts = min(self.texts, max(1, len(texts) // 2))


def _letters(texts: Sequence[str]) -> int:
    return sum(map(len, texts))
