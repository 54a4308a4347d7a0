"""Numbers that a Word file sets before its paragraphs by itself: 一、 （一） 1. as they are displayed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import regex
from lxml import etree

from loaders.office.package import attribute, local

DIGITS = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "十", "百", "千")
LEGAL_PLACES = ("", "拾", "佰", "仟")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
         (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
LEVELS = 9
MOST = 9999
PLACEHOLDER = regex.compile(r"%(?P<level>[1-9])")
# After these the text follows directly; after a bare number it would run into it.
CLOSED = frozenset("、．.)）：:]】》-—")
PRIVATE = regex.compile(r"[\ue000-\uf8ff]")


@dataclass
class Level:
    """How one level counts: from where, in which numerals, in what words around them."""

    start: int = 1
    numerals: str = "decimal"
    words: str = ""
    plain: bool = False
    style: str | None = None
    restarts: int | None = None


@dataclass
class Scheme:
    """The levels of a list."""

    levels: dict[int, Level] = field(default_factory=dict)
    link: str | None = None


@dataclass
class Number:
    """A use of a scheme, with levels of its own and starts of its own."""

    scheme: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through the numbered paragraphs of a document, in their order."""

    def __init__(self, root: etree._Element | None = None) -> None:
        self.schemes: dict[str, Scheme] = {}
        self.numbers: dict[str, Number] = {}
        self.linked: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for node in root if root is not None else ():
            if local(node) == "abstractNum":
                self.schemes[attribute(node, "abstractNumId") or ""] = _scheme(node)
            elif local(node) == "num":
                self.numbers[attribute(node, "numId") or ""] = _number(node)

    def level_of_style(self, number: str, style: str) -> int:
        """The level on which a list counts the paragraphs of a style."""
        levels = self._levels(number)
        return next((place for place, level in levels.items() if level.style == style), 0)

    def next(self, number: str, place: int) -> str:
        """What is displayed before the next paragraph of a list on a level, counted from 0; empty for a bullet."""
        known = self.numbers.get(number)
        levels = self._levels(number)
        level = levels.get(place)
        if known is None or level is None:
            return ""
        counts = self._counts.setdefault(self._scheme_name(known), {})
        first = (number, place) not in self._begun
        self._begun.add((number, place))
        if first and place in known.starts:
            counts[place] = known.starts[place]
        else:
            counts[place] = counts[place] + 1 if place in counts else level.start
        for deeper in [each for each in counts if each > place]:
            if levels.get(deeper, Level()).restarts != 0:
                del counts[deeper]
        return self._shown(level, levels, counts)

    def _shown(self, level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        def one(match: regex.Match[str]) -> str:
            place = int(match["level"]) - 1
            other = levels.get(place, Level())
            return numeral(counts.get(place, other.start), "decimal" if level.plain else other.numerals)

        if level.numerals in ("bullet", "none") and not PLACEHOLDER.search(level.words):
            return ""
        return PRIVATE.sub("", PLACEHOLDER.sub(one, level.words)).strip()

    def _scheme_name(self, number: Number) -> str:
        scheme = self.schemes.get(number.scheme)
        if scheme is not None and not scheme.levels and scheme.link:
            other = self.numbers.get(self.linked.get(scheme.link, ""))
            return other.scheme if other is not None else number.scheme
        return number.scheme

    def _levels(self, number: str) -> dict[int, Level]:
        known = self.numbers.get(number)
        if known is None:
            return {}
        scheme = self.schemes.get(self._scheme_name(known))
        return {**(scheme.levels if scheme else {}), **known.levels}


def joined(label: str, text: str) -> str:
    """The number before its text, with a space where the number has no sign behind it.

    >>> joined("一、", "总体情况"), joined("1.2", "概况")
    ('一、总体情况', '1.2 概况')
    """
    if not label or not text.strip():
        return label or text
    return f"{label}{text.lstrip()}" if label[-1] in CLOSED else f"{label} {text.lstrip()}"


def numeral(value: int, kind: str) -> str:
    """A number in the numerals that Word names so.

    >>> [numeral(value, "chineseCounting") for value in (1, 10, 12, 20, 105)]
    ['一', '十', '十二', '二十', '一百〇五']
    >>> numeral(3, "decimalEnclosedCircle"), numeral(4, "upperRoman"), numeral(27, "lowerLetter")
    ('③', 'IV', 'aa')
    """
    if not 0 <= value <= MOST:
        return str(value)
    return NUMERALS.get(kind, str)(value)


def _counted(value: int, digits: str = DIGITS, places: tuple[str, ...] = PLACES) -> str:
    if value == 0:
        return digits[0]
    parts: list[str] = []
    for place, digit in zip(range(3, -1, -1), f"{value:04d}", strict=True):
        if digit != "0":
            parts.append(digits[int(digit)] + places[place])
        elif parts and parts[-1] != digits[0]:
            parts.append(digits[0])
    text = "".join(parts).rstrip(digits[0])
    return text[1:] if text.startswith(digits[1] + places[1]) else text


def _each_digit(value: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(value))


def _roman(value: int) -> str:
    parts: list[str] = []
    for worth, letters in ROMAN:
        times, value = divmod(value, worth)
        parts.append(letters * times)
    return "".join(parts)


def _letter(value: int) -> str:
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value else "0"


def _signs(first: str, most: int) -> Callable[[int], str]:
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= most else str(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value else "0"


def _wide(value: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(value))


NUMERALS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
         "taiwaneseCountingThousand", "koreanCounting"), _counted),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _each_digit),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"),
        lambda value: _counted(value, LEGAL, LEGAL_PLACES)),
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle"), _signs("①", 20)),
    "decimalEnclosedParen": _signs("⑴", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "ideographTraditional": _cycle(STEMS),
    "ideographZodiac": _cycle(BRANCHES),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda value: _letter(value).lower(),
    "none": lambda value: "",
}  # fmt: skip


def _scheme(node: etree._Element) -> Scheme:
    scheme = Scheme()
    for child in node:
        if local(child) == "lvl":
            place, level = _level(child)
            scheme.levels[place] = level
        elif local(child) == "numStyleLink":
            scheme.link = attribute(child, "val")
    return scheme


def _number(node: etree._Element) -> Number:
    number = Number("")
    for child in node:
        if local(child) == "abstractNumId":
            number.scheme = attribute(child, "val") or ""
        elif local(child) == "lvlOverride":
            place = as_number(attribute(child, "ilvl"))
            for inner in child:
                if local(inner) == "startOverride":
                    number.starts[place] = as_number(attribute(inner, "val"), 1)
                elif local(inner) == "lvl":
                    number.levels[place] = _level(inner)[1]
    return number


def _level(node: etree._Element) -> tuple[int, Level]:
    values = {local(child): attribute(child, "val") for child in node}
    nodes = {local(child): child for child in node}
    numerals = values.get("numFmt")
    if numerals is None and "AlternateContent" in nodes:
        inner = next((each for each in nodes["AlternateContent"].iter() if local(each) == "numFmt"), None)
        numerals = attribute(inner, "val") if inner is not None else None
    restarts = values.get("lvlRestart")
    return as_number(attribute(node, "ilvl")), Level(
        start=as_number(values.get("start"), 1),
        numerals=numerals or "decimal",
        words=values.get("lvlText") or "",
        plain="isLgl" in values and values["isLgl"] not in ("0", "false", "off"),
        style=values.get("pStyle"),
        restarts=as_number(restarts) if restarts is not None else None,
    )


def as_number(text: str | None, otherwise: int = 0) -> int:
    """A small number from an attribute; `otherwise` where it is none.

    >>> as_number("3"), as_number(None, 1), as_number("-1")
    (3, 1, 0)
    """
    return (
        int(text) if text is not None and text.isascii() and text.isdecimal() and len(text) < 7 else otherwise
    )
