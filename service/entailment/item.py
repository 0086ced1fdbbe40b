"""A member of a list of a draft, or a clause that is none, and what its sentence said before it."""

from dataclasses import dataclass

from service.entailment.classes import is_light
from service.entailment.lexicon import load
from service.entailment.reading import Token
from vectorstore import late

MEETS = frozenset({"达到", "达成", "达", "实现", "完成"})
AIM = late.pattern("目标|任务|计划|预期")


@dataclass(frozen=True, slots=True)
class ListMember:
    """A member of a list, or a clause that is none: its words, the deed that is dealt out to it
    from its neighbours (优先发展夜间经济、数字消费) with the word that leads it, and what its sentence
    said `before` it."""

    tokens: tuple[Token, ...]
    deed: Token | None = None
    lead: Token | None = None
    before: tuple[Token, ...] = ()

    @property
    def content(self) -> tuple[Token, ...]:
        """The words that the quote has to hold."""
        return tuple(
            token
            for at, token in enumerate(self.tokens)
            if token.kind in ("word", "base") and (not is_light(token) or self._meets(at))
        )

    def _meets(self, at: int) -> bool:
        """Whether a word that else only frames claims that an aim was met: 达到了目标."""
        behind = "".join(token.text for token in self.tokens[at + 1 : at + 4])
        return self.tokens[at].text in MEETS and AIM.search(behind) is not None


def is_said(word: str, text: str) -> bool:
    if any(each in text for each in (word, *load().proved_by(word))):
        return True
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return len(word) > 2 and sum(pair in text for pair in pairs) * 2 >= len(pairs)
