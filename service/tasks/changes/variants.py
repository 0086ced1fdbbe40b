"""Whether a text says a term in another form: no term is new or gone that only bears another name.

供给侧结构性改革 stands where 供给侧改革 is said, 五位一体 where its five members are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from service.language.strength import full_names, members, names_of, slogans, wholes
from service.tasks.changes.clauses import CLAUSE, SENTENCE
from service.tasks.changes.likeness import Pairs, in_order, runs
from service.tasks.changes.naming import bare, places
from vectorstore import late

KNOWN = 0.75
COUNTING = late.pattern(r"[一二三四五六七八九十百千两双\d]+[大个项条类轮维]")  # 七大攻坚行动
BETWEEN = 4
LONG = 8  # a name so long is known by its words in another order too
CORE, SHARED, ORDERED, WIDER = 5, 0.4, 0.7, 3
SHORTENED, TAILED = 5, 6
TURNING = ("改造", "建设", "治理", "整治")
HALF = 0.5
WORK = r"(?:专项)?(?:行动计划|行动|工程|计划|战略|攻坚战|会战|战役|活动)"  # 百日大行动, 百日大会战
TAIL = late.pattern(
    rf"(?:质量提升|深化提升|巩固提升|提质|提升|提档|振兴|攻坚|总攻|放心|惠民|大|[一二三四五两]年)*(?:发展)?{WORK}$"
)
NAME = late.pattern(r"[^\W\d]+")
COUNTS = "一二三四五六七八九"
SEVERAL = late.pattern(r"(?P<count>[二三四五六七八九])(?P<as>[个大])(?P<what>[\u4e00-\u9fff]{2})")
GENERIC = "现代"  # 现代种业提升工程, 种业振兴行动
YEARS = late.pattern(r"[一二三四五两]年")


@dataclass(frozen=True)
class TermText:
    """A text as terms are looked for in it."""

    text: str
    region: str = ""

    @cached_property
    def full(self) -> str:
        """It without marks, each thing under the longest of its names."""
        return full_names(bare(self.text))

    @cached_property
    def sentences(self) -> tuple[tuple[str, Pairs], ...]:
        """Its sentences, with their pairs of characters."""
        found = (one[0] for one in SENTENCE.finditer(self.full))
        return tuple((one, runs(one, 2)) for one in found)

    @cached_property
    def pieces(self) -> tuple[tuple[str, Pairs], ...]:
        """What stands between its commas, with the pairs."""
        found = (one for each in CLAUSE.finditer(self.full) for one in each[0].split("、"))
        return tuple((one, runs(one, 2)) for one in found)


def says(there: TermText, term: str, *, quoted: bool) -> bool:
    """Whether a text says a term, in its own or in another form; one in quotation marks is a name,
    of one without them other words of the same order are the same."""
    word = full_names(term)
    return (
        any(name in there.full for name in names_of(word))
        or _parted(word, there.full)
        or _turned(word, there.full)
        or _spelt_out(word, there)
        or (not COUNTING.match(word) and _alike(word, there, quoted=quoted))
    )


def _alike(word: str, there: TermText, *, quoted: bool) -> bool:
    least = max(4, -(-len(word) * 3 // 5))
    if len(word) > least and _holds_part(word, there.full, least):
        return True
    if any(short in there.full for short in _shortened(word)) or _under_other_work(word, there):
        return True
    own = runs(word, 2)
    if len(word) >= LONG and any(
        len(own & found) / len(own) >= KNOWN for _, found in there.sentences
    ):
        return True
    loose = not quoted and word not in slogans() and not COUNTING.search(word)
    return loose and (_in_one_order(word, there) or _is_renamed(word, there))


def _holds_part(word: str, text: str, least: int) -> bool:
    """The better part of a long term: 安全生产治本攻坚三年行动 is known where 安全生产治本攻坚 is said;
    the second half of an aim: 滨海花园城市 of 国际化滨江滨海花园城市."""
    if any(word[at : at + least] in text for at in range(len(word) - least + 1)):
        return True
    if any(len(one) > 2 and one in text for one in word.split("、")):
        return True
    half = max(CORE, -(-len(word) // 2))
    return not TAIL.search(word) and len(word) > half and word[-half:] in text


def _parted(word: str, text: str) -> bool:
    """Whether a text has both halves of a term close behind each other: 15分钟体育健身圈 is
    15分钟健身圈 too, 美丽休闲乡村 美丽乡村."""
    gap = BETWEEN if len(word) > BETWEEN else BETWEEN // 2
    for cut in range(2, len(word) - 1):
        left, right = word[:cut], word[cut:]
        at = text.find(left)
        while at >= 0:
            behind = at + cut
            if 0 < text.find(right, behind, behind + gap + len(right)) - behind <= gap:
                return True
            at = text.find(left, at + 1)
    return False


def _turned(word: str, text: str) -> bool:
    """Whether a text has both halves of a term the other way round: 改造棚户区 for 棚户区改造,
    大集团大企业 for 大企业大集团."""
    half = len(word) // 2
    turns = [word[-2:] + word[:-2]] * word.endswith(TURNING)
    if len(word) >= TAILED and len(word) % 2 == 0:
        turns.append(word[half:] + word[:half])
    return any(turn in text for turn in turns)


def _shortened(word: str) -> Iterator[str]:
    """A term without something in its middle: 供给侧改革 of 供给侧结构性改革. What counts, 五大发展 of
    现代化五大发展美好淮南, is not left out."""
    least = TAILED if TAIL.search(word) else SHORTENED
    for left in range(2, len(word) - 1):
        for right in range(left + 1, len(word) - 1):
            short = word[:left] + word[right:]
            enough = len(short) >= least and 2 * len(short) >= len(word)
            if (enough or (len(short) == 4 and len(word) <= TAILED)) and not COUNTING.search(
                word[left:right]
            ):
                yield short


def _under_other_work(word: str, there: TermText) -> bool:
    """百日大行动 is known where 百日大会战 is said, 现代种业提升工程 where 种业振兴行动, 城市更新行动
    where 城市有机更新."""
    tail = TAIL.search(word)
    core = word[: tail.start()].removeprefix(GENERIC) if tail else ""
    if len(core) == BETWEEN and _parted(core, there.full):
        return True
    return len(core) > 1 and any(
        TAIL.fullmatch(there.full, at + len(core), at + len(core) + size)
        for at in places(core, there.full)
        for size in (2, 3, 4)
    )


def _spelt_out(word: str, there: TermText) -> bool:
    """五位一体 where a sentence has its members; 三个适宜 where it says 适宜 three times, 三大体系 where
    产业体系、生产体系、经营体系; 海上丝绸之路 where 一带一路 is said, which it is of."""
    parts = members(word)
    if parts and any(all(part in sentence for part in parts) for sentence, _ in there.sentences):
        return True
    if (many := SEVERAL.fullmatch(word)) and any(
        _lists(sentence, many["what"], 1 + COUNTS.index(many["count"]), in_row=many["as"] == "大")
        for sentence, _ in there.sentences
    ):
        return True
    return any(part in word and whole in there.full for part, whole in wholes())


def _lists(sentence: str, what: str, count: int, *, in_row: bool) -> bool:
    """Whether a sentence names so many of a kind, those of a 大 one behind the other."""
    if not in_row or sentence.count(what) < count:
        return sentence.count(what) >= count
    ends = [piece.endswith(what) for piece in sentence.split("、")[:-1]]
    rows = (ends[at : at + count - 1] for at in range(len(ends) - count + 2))
    return any(len(row) == count - 1 and all(row) for row in rows)


def _in_one_order(word: str, there: TermText) -> bool:
    """Whether a piece has the words of a name in their order, some of them others: 降低企业运营成本
    and 降低企业成本行动, 金融机构集聚区 and 金融总部集聚区."""
    core = YEARS.sub("", TAIL.sub("", word))
    if len(core.replace(there.region, "")) < CORE:
        return False
    own = runs(core, 2)
    return any(
        len(own & found) >= SHARED * len(own)
        and any(
            _is_start(piece, at, core)
            and in_order(core, piece[at : at + len(core) + WIDER]) >= ORDERED
            for at in range(len(piece))
        )
        for piece, found in there.pieces
    )


def _is_start(piece: str, at: int, core: str) -> bool:
    return piece[at : at + 2] in (core[:2], core[1:3], core[2:4])


def _is_renamed(word: str, there: TermText) -> bool:
    """Whether a programme of the same kind begins alike and keeps half of the words in their order:
    文艺精品创作提升工程 and 文艺作品质量提升工程."""
    tail = TAIL.search(word)
    core = word[: tail.start()] if tail else ""
    if tail is None or len(core) < CORE:
        return False
    kind = word[max(tail.start(), len(word) - BETWEEN) :]
    others = (
        there.full[at:end]
        for at in places(core[:2], there.full)
        if (end := there.full.find(kind, at, at + len(word) + WIDER)) > at
    )
    return any(
        NAME.fullmatch(other)
        and in_order(core, other) * min(len(core), len(other)) >= HALF * max(len(core), len(other))
        for other in others
    )
