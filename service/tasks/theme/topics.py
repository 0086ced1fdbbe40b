"""Topics that staff ask for, with the words and indicators reports use for them."""

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from service.language.lexicon import data_of


class TopicWords(BaseModel):
    """One topic; `words` are regular expressions that name it in a report."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    topic: str
    words: tuple[str, ...]
    indicators: tuple[str, ...]

    def is_named(self, text: str) -> bool:
        """Whether the text speaks of the topic."""
        return self.topic in text or re.search("|".join(self.words), text) is not None


@cache
def load_topics() -> tuple[TopicWords, ...]:
    """All topics, read once."""
    return tuple(
        TypeAdapter(list[TopicWords]).validate_python(data_of("topics", "service.tasks.theme"))
    )


def find_topic(asked: str) -> TopicWords | None:
    """The topic that is asked for by name, or by one of its words; None where none is known."""
    for known in load_topics():
        if known.topic in asked or asked in known.topic:
            return known
    return next((known for known in load_topics() if known.is_named(asked)), None)
