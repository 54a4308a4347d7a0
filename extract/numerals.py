"""Numerals: from printed digits, Arabic or Chinese, to an exact Decimal.

>>> read_numeral("1,422.32"), read_numeral("七十三点五"), read_numeral("二百一十八")
(Decimal('1422.32'), Decimal('73.5'), Decimal('218'))
>>> read_numeral("两千零五"), read_numeral("十"), read_numeral("二〇〇八"), read_numeral("百")
(Decimal('2005'), Decimal('10'), Decimal('2008'), Decimal('100'))
>>> read_numeral("3万5千"), read_numeral("四十一万六千")
(Decimal('35000'), Decimal('416000'))
"""

from __future__ import annotations

from decimal import Decimal

import regex

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
STEPS = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}

# 3万5千, 1万2000
MIXED = regex.compile(r"(?P<whole>\d+)(?P<large>[万亿])零?(?P<rest>\d+)(?P<step>[千百]?)")


def read_numeral(text: str) -> Decimal:
    """The value of a numeral without a unit.

    Raises:
        ValueError: the text is no numeral.
    """
    mixed = MIXED.fullmatch(text) if "万" in text or "亿" in text else None
    if mixed:
        rest = Decimal(mixed["rest"]) * STEPS.get(mixed["step"], 1)
        return Decimal(mixed["whole"]) * LARGE[mixed["large"]] + rest
    if text[-1:].isascii():
        return Decimal(text.replace(",", ""))
    whole, _, fraction = text.partition("点")
    digits = "".join(str(DIGITS[char]) for char in fraction)
    return Decimal(f"{_read_whole(whole)}.{digits}") if digits else Decimal(_read_whole(whole))


def _read_whole(text: str) -> int:
    if not any(char in STEPS or char in LARGE for char in text):
        return int("".join(_digit(char) for char in text))
    total = section = digit = 0
    for char in text:
        if char in LARGE:
            total = (total + section + digit) * LARGE[char] if section + digit else (total or 1) * LARGE[char]
            section = digit = 0
        elif char in STEPS:
            section += (digit or 1) * STEPS[char]
            digit = 0
        else:
            digit = int(_digit(char))
    return total + section + digit


def _digit(char: str) -> str:
    try:
        return str(DIGITS[char])
    except KeyError:
        raise ValueError(f"no numeral: {char!r}") from None
