"""Punctuation as it is printed: half-width marks between Chinese words become full-width."""

import re

FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
HAN = r"[\u4e00-\u9fff“”《》（）〔〕、。，；：！？%]"
MARK = re.compile(rf"(?<={HAN})[,;:!?()]|[,;:!?()](?={HAN})")
AFTER_NUMBER = re.compile(r"(?<=[\d%])[,;](?=[\u4e00-\u9fff“])|(?<=[\d%])\)(?![\d])")


def nested(text: str) -> str:
    """Quotation marks inside others are single ones (GB/T 15834): `“甲‘乙’丙”`.

    A text whose marks do not pair is left as it is.
    """
    depth, made = 0, list[str]()
    for char in text:
        if char == "“":
            made.append("‘" if depth % 2 else char)
            depth += 1
        elif char == "”":
            depth -= 1
            made.append("’" if depth % 2 else char)
        else:
            made.append(char)
        if depth < 0:
            return text
    return text if depth else "".join(made)


def typeset(text: str) -> str:
    """The text as set in print; digits, units and words stay as they are."""
    return nested(_full(text))


def _full(text: str) -> str:
    text = AFTER_NUMBER.sub(lambda found: FULL[found.group()], text)
    done = MARK.sub(lambda found: FULL[found.group()], text)
    return done if done == text else _full(done)
