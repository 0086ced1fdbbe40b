"""How a number is told of its thing: as an amount, a rise or a fall, from or to a level."""

from dataclasses import dataclass
from typing import Literal

from service.entailment.lexicon import load
from service.entailment.numbers import Number
from service.entailment.reading import Token
from vectorstore import late

Relation = Literal["amount", "up", "down", "to", "from"]

TO = late.pattern(r"(?:至|(?<!达)到)(?:\d{4}年)?[^,;。\d]{0,3}$")
FROM = late.pattern(r"(?:由|从)(?:\d{4}年)?[^,;。\d至到]{0,6}$")
BEHIND = late.pattern(r"的?(?:增速|增幅|增长)|的[^,;。]{1,3}增长")
RISE = late.pattern(
    r"(?:(?<!新)增长|(?<!新)增加(?!值)|提高|提升|上升|上涨|增幅|增速|涨幅|增产|增收|扩大|回升|(?<![较众许])多|高)"
    r"(?:了|出|目标|预期|速度|幅度|率|值|均|都|同|则|也|略|仅|只|有|分别|为|是|在|达到?|约|超过?|突破|近|控制|保持|设定|定|同口径|\()*$"
)
FALL = late.pattern(
    r"(?:下降|减少|降低|回落|压减|下滑|降幅|缩减|负增长|收窄|缩短|压缩|(?<![不])少|低)"
    r"(?:了|出|目标|预期|速度|幅度|率|均|都|则|也|略|仅|只|分别|为|是|在|达到?|约|超过?|突破|近|控制|保持|\()*$"
)
OVER = late.pattern(r"[高快多][出于][^,;。:\d]{1,10}$")
UNDER = late.pattern(r"[低慢少][于出][^,;。:\d]{1,10}$")
FALLEN = late.pattern("(?:降|跌|减|压|缩|落)[^,;。]{0,3}$")
RATE = late.pattern("增长目标|增速|增幅|增长速度")
LEVEL = late.pattern(r"(?:达到?|[至到为占])[^,;。\d]{0,3}$")


@dataclass(frozen=True, slots=True)
class Bearing:
    """What one number is said of.

    `own` are the words of its item (of its member, where a list is dealt out), `kin` those it
    takes over from the items before, `topic` what else its sentence said before it; `head` are the
    words that name the thing that is counted or measured. Of a list that is dealt out, `named` are
    the words of its own member alone, what the members share among them.
    """

    number: Number
    own: tuple[Token, ...]
    kin: tuple[Token, ...]
    topic: tuple[Token, ...]
    head: tuple[Token, ...]
    half: str
    relation: Relation
    named: tuple[Token, ...] = ()

    @property
    def fallen(self) -> bool:
        """Whether its words tell that it came down to the number: 降至第40位."""
        near = [t.text for t in self.own if t.end <= self.number.start][-2:]
        return FALLEN.search("".join(near)) is not None

    @property
    def words(self) -> tuple[Token, ...]:
        """The words that the number is said of, without what only stands before it."""
        return (*self.own, *self.kin)


def _changed_by(said: Bearing) -> frozenset[str]:
    """The words of change that a number has before it, in whatever order: 减少贫困人口11万人."""
    before = [t.text for t in said.own if t.end <= said.number.start]
    words = (w for w in before if RISE.search(w) or FALL.search(w))
    return frozenset(each for word in words for each in load().proving(word))


def same_relation(said: Bearing, held: Bearing) -> bool:
    """Whether a number is told as the same kind of number: a rise is no amount; 增至22家 is
    达到22家, but what rose to a rank (跃升至第4位) did not only hold it."""
    if said.relation == held.relation:
        return said.fallen == held.fallen or said.relation != "to"
    if {said.relation, held.relation} in ({"amount", "up"}, {"amount", "down"}):
        one, other = (said, held) if said.relation != "amount" else (held, said)
        return _changed_by(one) & _changed_by(other) != frozenset()
    levels = {said.relation, held.relation} == {"amount", "to"}
    return levels and (not said.number.is_rank or said.relation == "amount")
