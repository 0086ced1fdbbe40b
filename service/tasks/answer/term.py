"""The words to search for, built against the reports' own: what stands there, what does not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from service.language.words import words_of
from vectorstore import late
from vectorstore.encodable import encodable

if TYPE_CHECKING:
    import rjieba
else:
    rjieba = late.module("rjieba")

# Of the tags of rjieba: particles and pronouns; and, of two letters or more, adverbs, prepositions,
# conjunctions, numerals, measures. One letter of these is as often the half of a new word (元宇宙).
NO_CONTENT_TAGS, NO_LONG_CONTENT_TAGS = frozenset("uryxe"), frozenset("dpcmq")
# Of a name no preposition, conjunction or pronoun is a part, of one letter no verb nor adverb either.
NO_NAME_TAGS, NO_LETTER_TAGS = frozenset("pcru"), frozenset("pcrufvad")
SHORTEST, LONG = 2, 4
LETTER = r"[\u4e00-\u9fff]"


@dataclass(frozen=True, slots=True)
class TermPiece:
    """Letters of a question that say what it is about; `deed` where they are a verb (投产)."""

    text: str
    deed: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """`held` stand in the reports as they are; `parted` do, but only in their parts (数字, 经济);
    `missing` do not. `corrected` are held ones that the question misspelt: 交意额→交易额."""

    held: tuple[str, ...]
    parted: tuple[tuple[str, ...], ...] = ()
    missing: tuple[TermPiece, ...] = ()
    corrected: tuple[str, ...] = ()

    @property
    def lacks(self) -> tuple[str, ...]:
        """The things that stand nowhere; a deed under another name may (建成 for 投产)."""
        return tuple(each.text for each in self.missing if not each.deed)


def is_name(words: str) -> bool:
    """Whether words are all of content, so that what is not found may be called by them: 人均寿命; no crop
    of a question (前长, 时候通车, 钱花在群众身上)."""
    return not any(
        word.isspace()
        or word in (*words_of("no_content"), *words_of("no_name"))
        or tag[:1] in (NO_LETTER_TAGS if len(word) < SHORTEST else NO_NAME_TAGS)
        for word, tag in rjieba.tag(encodable(words))
    )


def term_in(words: str, texts: Sequence[str], names: Sequence[str]) -> Term:
    """The content of words against the texts of reports; `names` are what their figures are of.

    `大熊猫没`, `提元宇宙` → 大熊猫, 元宇宙; `兰武高铁通 没 一天` → 兰武高铁. What is asked together
    has to stand together: a report that speaks of 数字 and of 经济 does not speak of 数字经济.
    """
    held: list[str] = []
    parted: list[tuple[str, ...]] = []
    missing: list[TermPiece] = []
    corrected: list[str] = []
    for word in words.split():
        bare = _bare(word)
        for run in [(TermPiece(bare),)] if _stands(bare, texts) else _runs(bare):
            whole = _joined(run)
            if len(whole.text) < SHORTEST:
                continue
            right = whole.text if _stands(whole.text, texts) else _meant(whole.text, texts, names)
            if right is not None:
                held.append(right)
                corrected += [f"{whole.text}→{right}"] if right != whole.text else []
                continue
            pieces = [each for each in _longest(run, texts) if len(each.text) >= SHORTEST]
            put = {each.text: _meant(each.text, texts, names) for each in pieces}
            if any(put.values()):
                held += [put[each.text] or each.text for each in pieces]
                corrected += [f"{wrong}→{right}" for wrong, right in put.items() if right]
                continue
            lost = [each for each in pieces if not _stands(each.text, texts)]
            if any(not each.deed for each in lost) or len(lost) == len(pieces):
                missing.append(whole)
                continue
            found = tuple(each.text for each in pieces if each not in lost)
            held += found if lost and len(found) == 1 else ()
            parted += [found] if not (lost and len(found) == 1) else []
            missing += lost
    return Term(
        tuple(dict.fromkeys(held)), tuple(parted), tuple(dict.fromkeys(missing)), tuple(corrected)
    )


def _stands(piece: str, texts: Sequence[str]) -> bool:
    return len(piece) >= SHORTEST and any(piece in text for text in texts)


def _bare(word: str) -> str:
    """A word without the letters at its ends that say nothing: 提 of 提元宇宙, 没 of 大熊猫没; the
    last letter of a word stays (能 of 太阳能)."""
    while True:
        cut = next((w for w in words_of("no_content") if _opens_or_ends(word, w)), None)
        if cut is None:
            return word
        word = word.removeprefix(cut) if word.startswith(cut) else word.removesuffix(cut)


def _opens_or_ends(word: str, cut: str) -> bool:
    rest = len(word) - len(cut)
    return rest >= SHORTEST and (word.startswith(cut) or _is_apart(word, cut))


def _is_apart(word: str, cut: str) -> bool:
    """Whether letters at a word's end are words of their own: 没 of 大熊猫没."""
    ends = accumulate(len(token) for token in rjieba.cut(encodable(word)))
    return word.endswith(cut) and len(word) - len(cut) in ends


def _runs(word: str) -> Iterator[tuple[TermPiece, ...]]:
    """The words of content that stand side by side, run by run."""
    run: list[TermPiece] = []
    for text, tag in rjieba.tag(encodable(word)):
        if is_empty(text, tag):
            if run:
                yield tuple(run)
            run = []
        else:
            run.append(TermPiece(text, tag == "v"))
    if run:
        yield tuple(run)


def is_empty(text: str, tag: str) -> bool:
    """Whether a word of a question says nothing of what is asked: 打算, 的, 没."""
    sort = tag[:1]
    long = len(text) >= SHORTEST and sort in NO_LONG_CONTENT_TAGS
    return long or sort in NO_CONTENT_TAGS or text in words_of("no_content")


def _longest(run: tuple[TermPiece, ...], texts: Sequence[str]) -> Iterator[TermPiece]:
    """A run in the longest pieces that stand in the texts; what stands nowhere is one piece."""
    left: list[TermPiece] = []
    at = 0
    while at < len(run):
        sizes = range(len(run) - at, 0, -1)
        size = next((n for n in sizes if _stands(_joined(run[at : at + n]).text, texts)), 0)
        if size == 0:
            left.append(run[at])
            at += 1
            continue
        if left:
            yield _joined(left)
        left = []
        yield _joined(run[at : at + size])
        at += size
    if left:
        yield _joined(left)


def _joined(run: Sequence[TermPiece]) -> TermPiece:
    return TermPiece("".join(each.text for each in run), all(each.deed for each in run))


def _meant(piece: str, texts: Sequence[str], names: Sequence[str]) -> str | None:
    """The report's own word that a piece misspells by one letter, not the first: a name of its
    figures, or a word of four letters or more that it uses most."""
    if len(piece) <= SHORTEST or rjieba.has_word(piece) or _stands(piece, texts):
        return None
    wrong = [
        f"{re.escape(piece[:at])}{LETTER}{re.escape(piece[at + 1 :])}"
        for at in range(1, len(piece))
    ]
    pattern = re.compile("|".join(wrong))
    found = [each for name in names for each in pattern.findall(name)]
    if not found and len(piece) >= LONG:
        found = [each for text in texts for each in pattern.findall(text)]
    return max(found, key=found.count, default=None)
