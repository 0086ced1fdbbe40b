"""Texts to vectors by the converted model.

Each text runs alone: none pays for a longer neighbour, and its vector does not depend on what
was embedded beside it (activations are quantised by their range). Several texts run in as many
threads as there are processors, without Python's lock, the longest first, so that no thread
waits long for the last one; none outlives a call, so a process may fork after it has embedded.
"""

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from vectorstore.e5.session import INPUT, Session, opened
from vectorstore.e5.source import Source, dequantised
from vectorstore.e5.store import stored
from vectorstore.e5.unigram import Unigram
from vectorstore.vectors import Matrix, unit_rows


class Encoder:
    """The model, opened. `trouble` says why its weights are held in memory, if they are."""

    def __init__(self, source: Source, folder: Path) -> None:
        vocabulary = source.vocabulary()
        width = source.sizes.width
        self._width = width
        self._unigram = Unigram(vocabulary)
        self._begin, self._end = vocabulary.begin, vocabulary.end
        self._words = source.blocks("emb.word", width)
        places = source.floats("emb.pos").reshape(-1, width)
        self._places: Matrix = places + source.floats("emb.type")[:width]
        self._stored = stored(source, folder)
        self._opening = threading.Lock()
        self._open: dict[bool, Session] = {}

    @property
    def trouble(self) -> str:
        """Why the weights are held in memory, if they are."""
        return self._stored.trouble

    def query(self, text: str) -> Matrix:
        """The vector of a question, by weights that all processes share."""
        return self._vector(f"query: {text}", self._session(packed=False))

    def passages(self, texts: Sequence[str]) -> Matrix:
        """The vectors of passages, by a copy of the weights packed for this processor.

        The copy takes 21 MB and a twelfth less time; only what fills a library makes it.
        """
        session = self._session(packed=True)

        def vector(text: str) -> Matrix:
            return self._vector(f"passage: {text}", session)

        found = np.empty((len(texts), self._width), np.float32)
        longest_first = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        with ThreadPoolExecutor(_processors()) as threads:
            rows = threads.map(vector, [texts[at] for at in longest_first])
            found[longest_first] = [*rows] or found
        return found

    def _vector(self, text: str, session: Session) -> Matrix:
        """The mean over the windows that a text fills, each with its weight in tokens."""
        tokens = self._unigram.tokens(text)
        size = len(self._places) - 2
        windows = [tokens[at : at + size] for at in range(0, len(tokens), size)]
        means = np.array([self._mean(window, session) for window in windows])
        lengths = np.array([len(window) for window in windows], np.float32)
        return unit_rows(lengths[None] @ means)[0]

    def _mean(self, tokens: Sequence[int], session: Session) -> Matrix:
        whole = [self._begin, *tokens, self._end]
        embedded: Matrix = dequantised(self._words[whole]) + self._places[: len(whole)]
        return session.run(None, {INPUT: embedded[None]})[0]

    def _session(self, *, packed: bool) -> Session:
        with self._opening:
            if packed not in self._open:
                self._open[packed] = opened(self._stored.model, packed=packed)
            return self._open[packed]


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
