"""Text as any engine below takes it: SQLite, rjieba and embedding models want clean UTF-8."""


def encodable(text: str) -> str:
    """The text without NULs and lone surrogates."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()
