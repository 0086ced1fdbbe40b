"""A question of several parts: “甲地2023年A多少？今年计划呢？” is two, the second inheriting."""

import re

ASKING = re.compile(
    r"多少|几(?!乎|何|点)|什么|如何|怎么|怎样|呢|谁|哪|比重|占比|增速|增幅|目标|比例|普及率|是否"
)
HARD = re.compile(r"[?？;；。!！]+")
SOFT = re.compile(r"[,，]")
COMPARING = re.compile(r"^(?:高|低|多|少|快|慢|差|相差)(?:出|了)?(?:多少|几)")


def parts_of(question: str) -> list[str]:
    """The parts of a question in order; a comma parts only where both sides ask something."""
    parts: list[str] = []
    for sentence in HARD.split(question):
        pieces = [piece for piece in SOFT.split(sentence) if piece.strip()]
        for at, piece in enumerate(pieces):
            opens = at == 0 or (
                ASKING.search(piece) and ASKING.search(parts[-1]) and not COMPARING.match(piece)
            )
            if opens:
                parts.append(piece.strip())
            else:
                parts[-1] += "，" + piece.strip()
    return parts or [question]
