"""The days and hours that spreadsheets count as numbers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

SECONDS = 86_400
FIRST_DAYS = (date(1899, 12, 30), date(1904, 1, 1))
LAST_DAY = 2_958_465
WEEKDAYS = "一二三四五六日"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip


class Moment(NamedTuple):
    """A day, the seconds of it that have gone, and the seconds since the days began."""

    day: date
    seconds: int
    elapsed: int


def moment(number: Decimal, epoch: int = 1900) -> Moment | None:
    """The day and time that a number stands for; `None` where it stands for none.

    Day 60 of 1900 is a 29 February that never was; the days before it are counted from one later.

    >>> moment(Decimal("45231.5")), moment(Decimal("1")), moment(Decimal("-1"))
    (Moment(day=datetime.date(2023, 11, 1), seconds=43200, elapsed=3908001600), Moment(day=datetime.date(1900, 1, 1), \
seconds=0, elapsed=86400), None)
    """
    if number < 0 or number > LAST_DAY:
        return None
    elapsed = int((number * SECONDS).to_integral_value(rounding=ROUND_HALF_UP))
    days, seconds = divmod(elapsed, SECONDS)
    first = FIRST_DAYS[epoch == 1904]
    if epoch != 1904 and days < 60:
        first += timedelta(days=1)
    return Moment(first + timedelta(days=days), seconds, elapsed)


def date_part(token: str, when: Moment) -> str:
    """What `yyyy`, `m`, `dd`, `aaaa` show.

    >>> when = moment(Decimal(45231))
    >>> [date_part(token, when) for token in ("yyyy", "yy", "m", "mm", "d", "aaaa", "mmm")]
    ['2023', '23', '11', '11', '1', '星期三', 'Nov']
    """
    letter, length, day = token[0].lower(), len(token), when.day
    if letter == "y":
        return f"{day.year}" if length > 2 else f"{day.year % 100:02d}"
    if letter == "m":
        name = MONTHS[day.month - 1]
        return {1: f"{day.month}", 2: f"{day.month:02d}", 3: name[:3], 4: name}.get(length, name[:1])
    if letter == "a" or length > 2:
        weekday = WEEKDAYS[day.weekday()]
        return weekday if length == 3 else f"星期{weekday}"
    return f"{day.day}" if length == 1 else f"{day.day:02d}"


def clock(token: str, when: Moment, halves: bool, minutes: bool) -> str:
    """What `h`, `mm` as minutes, `ss`, `上午/下午`, `[h]` show; empty for what is a part of a date.

    >>> when = moment(Decimal("45231.75"))
    >>> clock("hh", when, False, False), clock("h", when, True, False), clock("上午/下午", when, True, False)
    ('18', '6', '下午')
    """
    hour = when.seconds // 3600
    if token.startswith("["):
        unit = {"h": 3600, "m": 60, "s": 1}[token[1].lower()]
        return f"{when.elapsed // unit:0{len(token) - 2}d}"
    if token == "AM/PM":
        return "AM" if hour < 12 else "PM"
    if token == "A/P":
        return "A" if hour < 12 else "P"
    if token == "上午/下午":
        return "上午" if hour < 12 else "下午"
    letter = token[0].lower()
    if letter == "h":
        shown = (hour % 12 or 12) if halves else hour
    elif letter == "s":
        shown = when.seconds % 60
    elif letter == "m" and minutes:
        shown = when.seconds // 60 % 60
    else:
        return ""
    return f"{shown:02d}" if len(token.partition(".")[0]) > 1 else f"{shown}"
