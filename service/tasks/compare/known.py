"""Names of indicators as they are asked for: what none of the reports knows is said at once."""

from difflib import SequenceMatcher

from service.errors import BadRequest
from service.language.indicators import find, load_lexicon
from service.tasks.compare.ground import Ground

NEAREST, LEAST = 3, 0.4


def canonical(name: str) -> str:
    """The lexicon's name of an indicator; a report's own noun phrase stays as it is."""
    indicator = find(name)
    return indicator.name if indicator else name.strip()


def known(name: str, ground: Ground) -> str:
    """The canonical name; BadRequest with the nearest names where no report has a word of it.

    `城镇新赠就业` → 没有“城镇新赠就业”这个指标，最接近的是城镇新增就业…。
    """
    meant = canonical(name)
    if find(name) is not None or ground.says(meant):
        return meant
    near = nearest(meant, ground)
    tail = (
        f"最接近的是{'、'.join(near)}。" if near else f"报告里有的如{'、'.join(_usual(ground))}。"
    )
    raise BadRequest(f"没有“{meant}”这个指标，所选报告也没有提到它；{tail}")


def _usual(ground: Ground) -> list[str]:
    """The headline indicators that the reports give, the first of the lexicon's order."""
    given = set(ground.indicators())
    return [
        each.name for each in load_lexicon().indicators if each.headline and each.name in given
    ][:NEAREST]


def nearest(name: str, ground: Ground) -> list[str]:
    """At most three names that are most like it, of the lexicon and of the reports' own facts."""
    names = dict.fromkeys(indicator.name for indicator in load_lexicon().indicators)
    names |= dict.fromkeys(ground.indicators())
    scored = [(SequenceMatcher(None, name, other).ratio(), other) for other in names]
    best = sorted((pair for pair in scored if pair[0] >= LEAST), key=lambda pair: -pair[0])
    return [other for _, other in best[:NEAREST]]
