"""How much two texts are alike, by pairs of characters."""

from vectorstore import late

GIVEN = late.pattern(r"\W|[的了和与及在是为对等将已也都其中方面包括以及通过进一步]")


def pairs(text: str) -> set[str]:
    """The character pairs of a text without punctuation and empty words."""
    words = GIVEN.sub("", text)
    return {words[i : i + 2] for i in range(len(words) - 1)}
