"""Punctuation as it is printed: half-width marks between Chinese words become full-width."""

import re

FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
HAN = r"[\u4e00-\u9fff“”《》（）〔〕、。，；：！？%]"
MARK = re.compile(rf"(?<={HAN})[,;:!?()]|[,;:!?()](?={HAN})")
AFTER_NUMBER = re.compile(r"(?<=[\d%])[,;](?=[\u4e00-\u9fff“])|(?<=[\d%])\)(?![\d])")


def typeset(text: str) -> str:
    """The text as set in print; digits, units and words stay as they are."""
    text = AFTER_NUMBER.sub(lambda found: FULL[found.group()], text)
    done = MARK.sub(lambda found: FULL[found.group()], text)
    return done if done == text else typeset(done)
