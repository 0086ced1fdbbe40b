"""A question of several parts: “甲地2023年A多少？今年计划呢？” is two, the second inheriting."""

from vectorstore import late

ASKING = late.pattern(
    r"多少|几(?!乎|何|点)|什么|如何|怎么|怎样|呢|谁|哪|比重|占比|增速|增幅|目标|比例|普及率|是否"
)
HARD = late.pattern(r"[?？;；。!！]+")
# Where a question goes on without punctuation: at a space, or where another time is named.
SOFT = late.pattern(
    r"([,，\s]+|(?<=[少个元人户家座里天吨列套])(?=(?:今年|去年|明年|前年|当年|(?:19|20)\d{2}年)))"
)
COMPARING = late.pattern(r"^(?:各自?|分别)?(?:高|低|多|少|快|慢|差|相差)(?:出|了)?(?:多少|几)")


def parts_of(question: str) -> list[str]:
    """The parts of a question in order; a comma, a space or another
    time parts only where both sides ask something."""
    parts: list[str] = []
    for sentence in HARD.split(question):
        whole = len(parts)
        stop = ""
        for at, piece in enumerate(SOFT.split(sentence.strip())):
            if at % 2:
                stop = piece
            elif len(parts) == whole or _opens(piece, parts[-1]):
                parts.append(piece)
            else:
                parts[-1] += stop + piece
    return [part.strip() for part in parts if part.strip()] or [question]


def _opens(piece: str, before: str) -> bool:
    return bool(
        ASKING.search(piece) and ASKING.search(before) and not COMPARING.match(piece.strip())
    )
