"""Values of spreadsheet cells as they are displayed: the number formats of Excel and WPS.

Decimals from the stored string; a float never touches a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from functools import lru_cache

import regex

from loaders.office.dates import Moment, clock, date_part, moment
from loaders.wordlists import Row, read_rows

GENERAL = "General"
# A spreadsheet keeps fifteen digits, and shows what fits into eleven characters where no format is set.
KEPT_DIGITS = 15
SHOWN_CHARACTERS = 11
LONGEST_FORMAT = 500
MOST_PLACES = 30

TOKEN = regex.compile(
    r"""
    " (?P<quoted> [^"]* ) "?                          # "亿元"
    | [\\!] (?P<escaped> . )                          # \- and, as in 0!.0,"万", !.
    | _ (?P<padding> .? )                             # a space as wide as a sign
    | \* (?P<fill> .? )                               # a sign repeated to the width of the cell
    | \[ (?P<bracket> [^\]]* ) \]                     # [Red], [$￥-804], [>=10000], [h]
    | (?P<general> General | G/通用格式 )
    | (?P<date> [yY]+ | [mM]+ | [dD]+ | [hH]+ | [sS]+ (?: \.0+ )? | [aA]{3,4} (?! [mM/] ) | AM/PM | A/P | 上午/下午 )
    | (?P<exponent> [eE] [+-] )
    | (?P<number> [0#?] (?: [0#?,]* [0#?] )? (?: \. [0#?]* )? ,* | \. [0#?]+ ,* )
    | (?P<fraction> / )
    | (?P<percent> % )
    | (?P<text> @ )
    | (?P<literal> . )
    """,
    regex.VERBOSE | regex.DOTALL,
)
# What no format changes
PLAIN = regex.compile(r"-?(?:0|[1-9]\d{0,8})")
CONDITION = regex.compile(r"(?P<sign><=|>=|<>|<|>|=)(?P<bound>-?\d{1,20}(?:\.\d{1,20})?)")
# What tells a negative number in the section for them
SIGNS = frozenset("-－−–()（）▲△▼▽负减降")
ELAPSED = regex.compile(r"[hH]+|[mM]+|[sS]+")


class Builtin(Row):
    """A format that files name by a number only, as Excel and WPS show it in Chinese."""

    id: int
    format: str


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a format: its kind is a group of `TOKEN`."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """What a format says for one kind of number."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None

    def has(self, kind: str) -> bool:
        """Whether a token of this kind is in it."""
        return any(token.kind == kind for token in self.tokens)


def builtin_formats() -> dict[int, str]:
    """The formats that need not stand in a file."""
    return {row.id: row.format for row in read_rows("office/builtin_formats.csv", Builtin)}


def displayed(value: str, code: str, epoch: int = 1900) -> str:
    """A stored number as its cell shows it.

    `value` is the number as it stands in the file, `code` its format, `epoch` the year in which its days begin.

    >>> [displayed("0.377711976975869", "0.0%"), displayed("682450", "#,##0"), displayed("-3.5", "0.00_);(0.00)")]
    ['37.8%', '682,450', '(3.50)']
    >>> displayed("45231", 'yyyy"年"m"月"d"日"'), displayed("0", '#,##0;-#,##0;"—"'), displayed("1.50", "General")
    ('2023年11月1日', '—', '1.5')
    """
    if code == GENERAL and PLAIN.fullmatch(value):
        return value
    number = _decimal(value)
    if number is None:
        return value
    sections = read_format(code[:LONGEST_FORMAT])
    section, signed = _choose(sections, number)
    if section is None:
        return _general(number)
    if section.has("date"):
        when = moment(number, epoch)
        return _general(number) if when is None else _as_date(section, when)
    if section.has("text") and not section.has("number"):
        return _general(number)
    return _as_number(section, number, signed).strip()


@lru_cache(maxsize=512)
def read_format(code: str) -> tuple[Section, ...]:
    """The sections of a format: for positive numbers, negative ones, zero, text."""
    sections: list[list[Token]] = [[]]
    for match in TOKEN.finditer(code):
        kind = match.lastgroup or "literal"
        if kind == "literal" and match[0] == ";":
            sections.append([])
        elif kind == "bracket" and ELAPSED.fullmatch(match["bracket"]):
            sections[-1].append(Token("date", f"[{match['bracket']}]"))
        else:
            sections[-1].append(Token(kind, match[kind]))
    return tuple(_section(tokens) for tokens in sections)


def _section(tokens: Sequence[Token]) -> Section:
    condition = None
    kept: list[Token] = []
    for token in tokens:
        if token.kind != "bracket":
            kept.append(token)
        elif match := CONDITION.fullmatch(token.text.strip()):
            condition = (match["sign"], Decimal(match["bound"]))
        elif token.text.startswith("$"):
            # [$￥-804] shows ￥; [$-804] names a language only.
            kept.append(Token("quoted", token.text[1:].partition("-")[0]))
    return Section(tuple(kept), condition)


def _choose(sections: Sequence[Section], number: Decimal) -> tuple[Section | None, bool]:
    """The section for a number, and whether a minus has to be set before it."""
    if any(section.condition for section in sections):
        found = next((each for each in sections if _fits(each, number)), None)
        return found, number < 0 and not (found and _tells_sign(found))
    if number < 0 and len(sections) > 1:
        # Where only colour tells a negative number, the sign must.
        return sections[1], not _tells_sign(sections[1])
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], number < 0


def _tells_sign(section: Section) -> bool:
    return any(
        token.kind in ("literal", "quoted", "escaped") and not SIGNS.isdisjoint(token.text)
        for token in section.tokens
    )


def _fits(section: Section, number: Decimal) -> bool:
    if section.condition is None:
        return True
    sign, bound = section.condition
    return {
        "<": number < bound,
        ">": number > bound,
        "<=": number <= bound,
        ">=": number >= bound,
        "=": number == bound,
        "<>": number != bound,
    }[sign]


def _decimal(value: str) -> Decimal | None:
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return None
    with localcontext() as context:
        context.prec = KEPT_DIGITS
        context.rounding = ROUND_HALF_UP
        return +number


def _general(number: Decimal) -> str:
    """As many decimals as fit into a cell; the whole of an integer.

    >>> _general(Decimal("0.377711976975869")), _general(Decimal("1806800")), _general(Decimal("12.50"))
    ('0.377711977', '1806800', '12.5')
    """
    whole = len(str(abs(int(number))))
    places = max(0, SHOWN_CHARACTERS - 1 - whole)
    if number and abs(number) < Decimal("0.0001"):
        return f"{number.normalize():f}"
    text = f"{_rounded(number, places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(number: Decimal, places: int) -> Decimal:
    with localcontext() as context:
        context.prec = 400
        return number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _as_number(section: Section, number: Decimal, signed: bool) -> str:
    patterns = [token.text for token in section.tokens if token.kind == "number"]
    if section.has("fraction") and len(patterns) > 1:
        return _general(number)
    scale = 2 * sum(token.kind == "percent" for token in section.tokens)
    trailing = len(patterns[-1]) - len(patterns[-1].rstrip(",")) if patterns else 0
    shown = abs(number).scaleb(scale - 3 * trailing)
    texts = _digits(patterns, shown, section.has("exponent")) if patterns else []
    parts: list[str] = []
    # A minus is set only before digits that are not all zero.
    if signed and (not patterns or any(character in "123456789" for text in texts for character in text)):
        parts.append("-")
    for token in section.tokens:
        if token.kind == "number":
            parts.append(texts.pop(0) if texts else "")
        elif token.kind == "general":
            parts.append(_general(shown))
        elif token.kind in ("quoted", "escaped", "literal", "percent"):
            parts.append(token.text)
        elif token.kind == "padding":
            parts.append(" ")
    return "".join(parts)


def _digits(patterns: Sequence[str], number: Decimal, exponent: bool) -> list[str]:
    """The digits for each run of 0 and # in a section: all in the first, but for 0.00E+00 and 000-0000."""
    if exponent and len(patterns) > 1:
        mantissa = patterns[0]
        power = number.adjusted() if number else 0
        sign = "-" if power < 0 else "+"
        return [_fill(mantissa, number.scaleb(-power)), f"E{sign}{abs(power):0{min(len(patterns[1]), 4)}d}"]
    if len(patterns) == 1:
        return [_fill(patterns[0], number)]
    # 000-0000: the digits run through the literals between, from the right.
    digits = f"{_rounded(number, 0):f}"
    texts: list[str] = []
    for place, pattern in enumerate(reversed(patterns)):
        length = sum(character in "0#?" for character in pattern)
        last = place == len(patterns) - 1
        taken = digits if last else digits[-length:] if digits else ""
        digits = "" if last else digits[:-length]
        texts.append(taken.rjust(pattern.count("0"), "0"))
    return texts[::-1]


def _fill(pattern: str, number: Decimal) -> str:
    body = pattern.rstrip(",")
    whole, _, decimals = body.partition(".")
    places = min(len(decimals), MOST_PLACES)
    text = f"{_rounded(number, places):f}"
    left, _, right = text.partition(".")
    least = min(whole.count("0"), MOST_PLACES)
    left = left.lstrip("0").rjust(least, "0") if least or left.strip("0") == "" else left
    if "," in whole:
        left = _grouped(left)
    kept = len(right.rstrip("0"))
    needed = max((place + 1 for place, sign in enumerate(decimals[:places]) if sign == "0"), default=0)
    right = right[: max(kept, needed)]
    point = "." if "." in body and (right or "0" in decimals) else ""
    return f"{left}{point}{right}"


def _grouped(digits: str) -> str:
    first = len(digits) % 3 or 3
    return ",".join([digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))])


def _as_date(section: Section, when: Moment) -> str:
    tokens = section.tokens
    halves = any(token.kind == "date" and token.text in ("AM/PM", "A/P", "上午/下午") for token in tokens)
    kinds = [token.text.strip("[]")[0].lower() if token.kind == "date" else "" for token in tokens]
    parts: list[str] = []
    for place, token in enumerate(tokens):
        if token.kind == "date":
            before = next((kind for kind in reversed(kinds[:place]) if kind), "")
            after = next((kind for kind in kinds[place + 1 :] if kind), "")
            minutes = kinds[place] == "m" and (before == "h" or after == "s")
            parts.append(clock(token.text, when, halves, minutes) or date_part(token.text, when))
        elif token.kind in ("quoted", "escaped", "literal", "fraction", "percent"):
            parts.append(token.text if token.kind != "fraction" else "/")
        elif token.kind == "padding":
            parts.append(" ")
    return "".join(parts).strip()
