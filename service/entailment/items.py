"""The items of a clause: members of a list, and deeds that one of them shares with the others."""

from collections.abc import Sequence
from dataclasses import replace

from service.entailment.attribution import bearing
from service.entailment.classes import is_deed, is_light, is_noun
from service.entailment.item import ListMember
from service.entailment.lexicon import load
from service.entailment.reading import JOINS, LIST_STOPS, Reading, Token
from service.entailment.topic import counted
from vectorstore import late

STATE = late.pattern("[不较偏仍欠].{1,2}|薄弱|滞后|短缺|突出")  # 就业压力较大 governs nothing
LINKS = frozenset({"来", "以", "从而", "进而"})


def items(reading: Reading, start: int, end: int) -> list[ListMember]:
    """The items of a clause that no number bears on."""
    parts: list[list[Token]] = [[]]
    tokens = reading.between(start, end)
    for at, token in enumerate(tokens):
        linked = token.text in LINKS and at + 1 < len(tokens) and is_deed(tokens[at + 1])
        if token.text in LIST_STOPS or linked or (token.text in JOINS and any(parts[-1])):
            parts.append([])
        elif token.kind != "number":
            parts[-1].append(token)
    taken = _taken(reading, start, end)
    kept = [[token for token in part if token.start not in taken] for part in parts]
    before = tuple(reading.between(reading.sentence(start)[0], start))
    made = [_dealt(part, kept, at) for at, part in enumerate(kept) if part]
    return [replace(item, before=(*before, *tokens)) for item in made]


def _taken(reading: Reading, start: int, end: int) -> set[int]:
    taken: set[int] = set()
    listed = list(counted(reading))
    for number in reading.numbers:
        counts = any(left <= number.start < right for left, right in listed)
        if start <= number.start < end and not counts:
            said = bearing(reading, number)
            taken.update(token.start for token in said.words)
    return taken


def _dealt(part: list[Token], parts: Sequence[list[Token]], at: int) -> ListMember:
    """An item with the deed of its neighbours, where it has none itself and says nothing of
    its own: 发展夜间经济、数字消费, and 甲、乙、丙等项目落户."""
    plain = all(is_noun(t) or t.kind != "word" or _names_on(t) for t in part)
    if not plain or any(map(is_deed, part)) or all(map(is_light, part)):
        return ListMember(tuple(part))
    told = [each for each in parts if each and not STATE.fullmatch(each[-1].text)]
    before = [each for each in parts[:at] if any(map(is_deed, each)) and each in told]
    behind = [each for each in parts[at + 1 :] if any(map(is_deed, each))]
    if before and _governs(before[-1]):
        deed = [t for t in before[-1] if is_deed(t)][-1]
        lead = before[-1][before[-1].index(deed) - 1] if before[-1][0] is not deed else None
        return ListMember(tuple(part), deed, lead if lead and not is_light(lead) else None)
    if behind and not _governs(behind[0]) and not is_deed(behind[0][0]):
        return ListMember(tuple(part), next(t for t in behind[0] if is_deed(t)))
    return ListMember(tuple(part))


def _names_on(token: Token) -> bool:
    """Whether a short word stands inside a name: 等, 至 of 庆阳至平凉铁路, 家 of 褚家湾."""
    known = load()
    bare = not any(known.has(name, token.text) for name in ("denials", "adverbs", "plans"))
    return len(token.text) == 1 and bare and is_light(token)


def _governs(part: Sequence[Token]) -> bool:
    """Whether the last deed of an item has its thing behind it."""
    deed = [t for t in part if is_deed(t)][-1]
    return any(is_noun(t) and t.start > deed.start for t in part)


def by_agent(reading: Reading, item: ListMember, start: int) -> ListMember:
    """A clause that only names who did it (…，由一汽、长客等企业建设) with the thing that the
    clause before it names: the quote has to tell both together."""
    content = item.content
    agent = reading.text[start : start + 1] in ("由", "被")
    if not agent or not content or not is_deed(content[-1]):
        return item
    before = [
        token for token in reading.between(reading.sentence(start)[0], start) if is_noun(token)
    ]
    return replace(item, tokens=(*before[-1:], *item.tokens))
