"""What people type in the words that reports print: the classes of lexicon/spoken.yaml."""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from service.language.lexicon import data_of

ASKED = ("asking", "met", "matters", "places")
# A run of small letters, not a unit behind its number (5km); reports print 5G, GDP, PM2.5, R&D.
SMALL_LETTERS = re.compile(
    r"(?<![A-Za-z])(?!(?<=\d)(?:[ckm]?m|kg|kw)(?![a-z]))[a-z][a-z&]*(?![A-Za-z])"
)
QUOTED = re.compile(r"[“\"《「][^”\"》」]*[”\"》」]")


class _SpokenClass(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    instance: str
    said: dict[str, str]


@cache
def _classes() -> dict[str, dict[str, str]]:
    held = data_of("spoken")
    read = TypeAdapter(list[_SpokenClass]).validate_python(held)
    return {each.name: each.said for each in read}


@cache
def _table(*names: str) -> tuple[re.Pattern[str], dict[str, str]]:
    said = {spoken: printed for name in names for spoken, printed in _classes()[name].items()}
    longest = sorted(said, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), said


def in_standard_words(question: str) -> str:
    """A question in standard words, quoted terms as they are: `去年干了啥` → `去年做了什么`; letters as
    reports print them: `pm2.5降了没` → `PM2.5降了没`."""
    pattern, said = _table(*ASKED)
    quoted = [found.span() for found in QUOTED.finditer(question)]

    def put(found: re.Match[str]) -> str:
        word = found.group()
        inside = any(start <= found.start() < end for start, end in quoted)
        ahead = said[word].find(word)  # 药材 of 中药材 is in standard words
        if ahead > 0 and question.startswith(said[word], max(0, found.start() - ahead)):
            inside = True
        return word if inside else said[word]

    def raised(found: re.Match[str]) -> str:
        inside = any(start <= found.start() < end for start, end in quoted)
        return found.group() if inside else found.group().upper()

    question = SMALL_LETTERS.sub(raised, question)
    return pattern.sub(put, question)


def in_report_words(topic: str) -> str:
    """A topic with one staff word replaced by what reports print: `看病` → `医疗`."""
    _, said = _table("printed")
    for spoken in sorted(said, key=len, reverse=True):
        held = (printed for printed in said.values() if spoken in printed)
        if spoken in topic and not any(printed in topic for printed in (*held, said[spoken])):
            return topic.replace(spoken, said[spoken])
    return topic


def in_staff_words(topic: str) -> str:
    """A topic with a printed word as staff, and some reports, shorten it: `高新技术企业` → `高企`."""
    _, said = _table("printed")
    for spoken, printed in said.items():
        if printed in topic and spoken not in topic:
            return topic.replace(printed, spoken)
    return topic
