"""Spreadsheet programs run cells that look like formulas; ours are text."""

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would run it."""
    return f"'{text}" if text.startswith(RISKY) else text
