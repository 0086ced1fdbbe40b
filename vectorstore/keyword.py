"""The keyword index: words cut by rjieba, ranked by BM25, the same on every engine.

A row holds where one word stands in one filing, so that adding a report adds its rows and a
question reads only the words it asks for. SQLite's FTS5 counts words of passages that are no
more shown and PostgreSQL's ts_rank knows no rarity: neither ranks as the other. Its formula is
that of FTS5.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import Connection, Engine, Select, func, insert, select

from vectorstore import late
from vectorstore.documents import Passage
from vectorstore.encodable import encodable
from vectorstore.tables import POSTINGS

if TYPE_CHECKING:
    import numpy as np
    import rjieba
    from numpy.typing import NDArray
else:
    np = late.module("numpy")
    rjieba = late.module("rjieba")

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"

# Words of questions, not of reports: they would only find accidents.
_QUESTION_WORDS = frozenset("的是了吗呢吧年有和与及在几") | frozenset(
    ("多少", "什么", "哪些", "哪个", "怎么", "怎样", "如何", "请问", "情况", "是否")
)
_MOST_WORDS = 64
_MOST_HITS = 2**16 - 1
# A heading says what its passage is about, yet stands over many passages alike.
_BODY_WEIGHT, _PATH_WEIGHT = 1.0, 0.4
_SATURATION, _LENGTH_SHARE, _COMMONEST = 1.2, 0.75, 1e-6
_CELL = "<u2"


def words(passage: str) -> list[str]:
    """The words of a text, long words also by their parts (人均可支配收入, 收入)."""
    return [
        word for word in rjieba.cut_for_search(encodable(passage)) if any(map(str.isalnum, word))
    ]


def query_words(question: str) -> list[str]:
    """The distinct words of a question that reports can hold."""
    distinct = dict.fromkeys(words(question))
    return [word for word in distinct if word not in _QUESTION_WORDS][:_MOST_WORDS]


@dataclass(frozen=True, slots=True)
class Indexed:
    """The words of a filing: in which passages each stands, in text and headings; how many
    words each passage has."""

    hits: dict[str, list[tuple[int, int, int]]]
    lengths: bytes


def indexed(passages: Sequence[Passage]) -> Indexed:
    """The index of one report's passages; capital letters count as small ones."""
    hits: dict[str, list[tuple[int, int, int]]] = {}
    lengths: list[int] = []
    for number, passage in enumerate(passages):
        body = Counter(word.lower() for word in words(passage.text))
        path = Counter(word.lower() for word in words(" ".join(passage.section)))
        lengths.append(min(body.total() + path.total(), _MOST_HITS))
        for word in {**body, **path}:
            here = (number, min(body[word], _MOST_HITS), min(path[word], _MOST_HITS))
            hits.setdefault(word, []).append(here)
    return Indexed(hits, np.asarray(lengths, _CELL).tobytes())


def add(connection: Connection, filing: int, found: Indexed) -> None:
    """Store the words of a filing, in the order of the table's own tree."""
    rows = [
        {"word": word, "filing": filing, "passages": len(hits),
         "hits": np.asarray(hits, _CELL).tobytes()}
        for word, hits in sorted(found.hits.items())
    ]  # fmt: skip
    if rows:
        connection.execute(insert(POSTINGS), rows)


class Keywords:
    """The keyword side of one state: `lengths` are those of the filings it shows."""

    def __init__(self, engine: Engine, visible: Select[int], lengths: dict[int, bytes]) -> None:
        self._engine = engine
        self._visible = visible
        self._lengths = lengths
        self._known: dict[str, int] = {}

    def size(self, filing: int) -> int:
        """How many passages a filing has."""
        return len(self._lengths[filing]) // 2

    def scores(self, question: str, filings: Sequence[int]) -> Floats:
        """The BM25 score of every passage of these filings in order, higher is better; NaN
        where no word of the question stands."""
        sizes = [self.size(filing) for filing in filings]
        scores = np.full(sum(sizes), np.nan)
        asked = list(dict.fromkeys(word.lower() for word in query_words(question)))
        if not asked or not len(scores):
            return scores
        first = dict(zip(filings, np.cumsum([0, *sizes[:-1]]).tolist(), strict=True))
        long = np.frombuffer(b"".join(self._lengths[filing] for filing in filings), _CELL)
        norm = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * long / self._average)
        held = self._held(asked)
        for word, rows in self._rows(asked, filings).items():
            places, often = _places(rows, first)
            rarity = np.log((self._count - held[word] + 0.5) / (held[word] + 0.5))
            weight = max(float(rarity), _COMMONEST)
            scored = weight * often * (_SATURATION + 1) / (often + norm[places])
            scores[places] = np.nan_to_num(scores[places]) + scored
        return scores

    def best(self, question: str, filings: Sequence[int]) -> list[float]:
        """The score of each filing's best passage; 0 where no word of the question stands."""
        scores = np.nan_to_num(self.scores(question, filings))
        starts = np.cumsum([0, *map(self.size, filings)]).tolist()
        return [float(scores[slice(*ends)].max(initial=0)) for ends in pairwise(starts)]

    @cached_property
    def _count(self) -> int:
        return sum(map(self.size, self._lengths))

    @cached_property
    def _average(self) -> float:
        whole = np.frombuffer(b"".join(self._lengths.values()), _CELL)
        return float(whole.mean()) if len(whole) else 1.0

    def _held(self, asked: Sequence[str]) -> dict[str, int]:
        """How many passages of the whole state hold each word."""
        table = POSTINGS.c
        unknown = [word for word in asked if word not in self._known]
        if unknown:
            query = (
                select(table.word, func.sum(table.passages))
                .where(table.word.in_(unknown), table.filing.in_(self._visible))
                .group_by(table.word)
            )
            with self._engine.connect() as connection:
                counted = {str(word): int(count) for word, count in connection.execute(query)}
            self._known |= {word: counted.get(word, 0) for word in unknown}
        return self._known

    def _rows(self, asked: Sequence[str], filings: Sequence[int]) -> dict[str, list[Any]]:
        table = POSTINGS.c
        within = self._visible if len(filings) == len(self._lengths) else filings
        query = select(table.word, table.filing, table.hits).where(
            table.word.in_(asked), table.filing.in_(within)
        )
        found: dict[str, list[Any]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                found.setdefault(str(row[0]), []).append(row)
        return {word: found[word] for word in asked if word in found}


def _places(rows: Sequence[Any], first: dict[int, int]) -> tuple[Ints, Floats]:
    """Where a word stands among the passages asked about, and how often, headings less."""
    hits = np.frombuffer(b"".join(row[2] for row in rows), _CELL).reshape(-1, 3)
    starts = np.repeat([first[row[1]] for row in rows], [len(row[2]) // 6 for row in rows])
    often = hits[:, 1] * _BODY_WEIGHT + hits[:, 2] * _PATH_WEIGHT
    return starts.astype(np.int64) + hits[:, 0], often
