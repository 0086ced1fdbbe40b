"""Small Chinese numerals, as headings and dates have them: 十二, 二十三."""

DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇○Ｏ◯O", "0")


def small_number(numeral: str) -> int:
    """A number below 100 in Chinese numerals or digits; 0 when it is none."""
    if numeral.isdecimal():
        return int(numeral)
    if not numeral or any(c not in "十" and c not in DIGITS for c in numeral):
        return 0
    tens, ten, ones = numeral.rpartition("十")
    head = int(DIGITS[tens]) if tens in DIGITS else (1 if ten else 0)
    return head * 10 + (int(DIGITS[ones]) if ones in DIGITS else 0)
