"""A conversation that the asker keeps: what was understood of its earlier questions.

Chat programs send the whole conversation with every question. 满洲里市2020年GDP是多少？ stands
before 失业率呢？: the second is read as it would be had the service remembered the first.
"""

from collections.abc import Sequence

from service.understand import Understood, understand
from vectorstore.documents import Report

MOST = 8  # questions before the last; older ones are taken over by none in between


def recalled(
    earlier: Sequence[str], reports: Sequence[Report], *, longest: int
) -> Understood | None:
    """The last of the earlier questions, each read after the one before; None without any.

    One that is too long to be a question is passed over, as it was when it was asked.
    """
    before: Understood | None = None
    asked = [text.strip() for text in earlier if 0 < len(text.strip()) <= longest]
    for text in asked[-MOST:]:
        understood = understand(text, reports, before=before)
        before = understood.then[-1] if understood.then else understood
    return before
