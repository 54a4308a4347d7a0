"""Small whole numbers as they stand in 前三位, 等4个部门, 十二家."""

from __future__ import annotations

DIGITS = {word: number for number, word in enumerate("零一二三四五六七八九")} | {"两": 2, "俩": 2}


def numeral(text: str) -> int | None:
    """The number below a hundred, `None` where it is none.

    >>> numeral("4"), numeral("三"), numeral("十二"), numeral("二十"), numeral("若干")
    (4, 3, 12, 20, None)
    """
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if set(tens + ones) - DIGITS.keys() or len(tens) > 1 or len(ones) > 1:
        return None
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)
