"""Text to tokens: the likeliest cut into pieces of the vocabulary.

`tokenizers` finds the same tokens, but takes 1.7 s and 390 MB to take the vocabulary in; this
takes 0.2 s and 60 MB, and a millisecond for a passage, whose vector costs fifty times that.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorstore.e5.source import Vocabulary

_SPACES = re.compile(" {2,}")
_SPACE = "▁"
_UNKNOWN_COSTS = 10.0  # below the least likely piece
_NEVER = -1e30


class Unigram:
    """The tokens of a text, as SentencePiece's unigram model gives them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        pieces = vocabulary.pieces
        self._normal = vocabulary.normal
        self._unknown = vocabulary.unknown
        self._scores = vocabulary.scores
        self._tokens = dict(zip(pieces, range(len(pieces)), strict=True))
        del self._tokens[pieces[vocabulary.unknown]]
        self._longest = _longest(pieces)
        self._unlikely = min(vocabulary.scores) - _UNKNOWN_COSTS

    def tokens(self, text: str) -> list[int]:
        """The tokens of a text; a letter that is no piece is the unknown token."""
        letters = self._letters(text)
        longest = self._longest[_points(letters)].tolist()
        best = [0.0] + [_NEVER] * len(letters)
        came: list[tuple[int, int]] = [(0, 0)] * (len(letters) + 1)
        get, scores = self._tokens.get, self._scores
        for start, reach in enumerate(longest):
            so_far = best[start]
            if so_far + self._unlikely > best[start + 1]:
                best[start + 1] = so_far + self._unlikely
                came[start + 1] = (start, self._unknown)
            for end in range(start + 1, min(len(letters), start + reach) + 1):
                token = get(letters[start:end])
                if token is not None and so_far + scores[token] > best[end]:
                    best[end] = so_far + scores[token]
                    came[end] = (start, token)
        return _back(came)

    def _letters(self, text: str) -> str:
        """The text in the model's spelling: normalised, one blank at a time, one in front."""
        spelled = _SPACES.sub(" ", text.translate(self._normal)).replace(" ", _SPACE)
        return spelled if spelled.startswith(_SPACE) else _SPACE + spelled


def _longest(pieces: Sequence[str]) -> NDArray[np.uint8]:
    """By code point, how long a piece that begins with it may be."""
    longest = np.zeros(0x110000, np.uint8)
    lengths = np.fromiter(map(len, pieces), np.uint8, len(pieces))
    np.maximum.at(longest, _points("".join(piece[0] for piece in pieces)), lengths)
    return longest


def _points(letters: str) -> NDArray[np.uint32]:
    return np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), np.uint32)


def _back(came: Sequence[tuple[int, int]]) -> list[int]:
    """The tokens on the way from the end to the beginning, put in order."""
    found: list[int] = []
    end = len(came) - 1
    while end:
        end, token = came[end]
        found.append(token)
    return found[::-1]
