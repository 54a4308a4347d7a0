"""Periods: the words for time in a text, and the spans that they stand for once the year is known.

>>> find_periods("1-8月，全区", anchor=Anchor(2021, 8))[0].period.end
'2021-08'
>>> [(m.period.start, m.period.end, m.period.kind) for m in find_periods("截至9月底，去年同期", Anchor(2021, 8))]
[(None, '2021-09', 'as_of'), ('2020-01', '2020-08', 'cumulative')]
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import regex

from extract.numerals import read_numeral
from schemas import Period

NUMERAL = r"(?: \d{1,2} | [一二三四五六七八九十]{1,3} )"
YEAR = r"(?: \d{4} | [一二][〇零○一二三四五六七八九]{3} )"

PERIOD = r"""
    (?P<cut> 截至 | 截止 (?: 到 )? | (?<! [增减升降高大加少跃扩缩整展调涨跌提] ) 至 (?= 今年 | 去年 | YEAR ) )?
    (?: (?P<year> YEAR ) \s? 年
        (?! 来 | 以来 | 初 | 度 \p{Han}{0,8} (?: 任务 | 目标 | 计划 | 考核 | 预算 | 指标 | 要求 ) ) 度?
      | (?P<this> 今年度? | 本年度? | 当年 (?= \d | 前 | 上 | 第 ) )
      | (?P<last> 去年 | 上年 | 上一年 )
      | (?P<before> 前年 )
      | (?P<next> 明年 | 次年 | 下一年 (?! 度 ) | 来年 | 新的一年 ) )?
    (?: 的 (?= 前? NUM ) )?
    (?:
        (?P<same> 同期 (?! 相比 ) | 同期 )
      | (?P<m1> NUM | 元 ) (?: 月 份? )? \s? [-－—–―~～至到]+ (?P<year2> YEAR 年 )? (?P<m2> NUM ) \s? 月 (?! \d
          | [一二三四五六七八九十]+ 日 ) 份? (?P<end1> 底 | 末 )?
      | (?<= [\p{Han}，；。(] ) (?P<m1> NUM ) 、 (?P<m2> NUM ) (?P<two> 月 ) 份? (?! \d )
      | (?: 最? 后 | 剩余的? ) (?P<lastm> NUM | 两 ) 个? 月 (?! 内 )
      | (?<! 提 ) [前首头] (?P<firstm> NUM | 两 | 几 (?! 年 ) ) (?: 个 )? 月 份?
      | (?<! PM2\. ) (?P<month> NUM | 元 ) \s? 月 (?! 市 [”"] ) (?: (?P<day> NUM ) \s? [日号]
            (?: \s? [-－—–―~～至到]+ \s? (?: (?P<month2> NUM ) 月 )? (?P<day2> NUM ) [日号] )?
            | 份? (?P<end2> 底 | 末 )? (?: 单月 | 当月 )? )
      | (?P<half> 上半年 | 下半年 )
      | (?P<firstq> [前首头] (?: 三 | 两 | 二 | 3 | 2 ) 个? 季 度? )
      | (?P<firstquarter> 首季 度? )
      | (?P<q1> (?: 第 )? [一二三四1-4] ) (?: 、 | 和 ) (?P<q2> [一二三四] ) 季度
      | (?: 第 )? (?P<quarter> [一二三四1-4] ) (?: 季度 | (?<= 第 . ) 季 (?! 报 ) ) (?P<end3> 末 )?
      | (?P<whole> 全年 )
      | (?P<yearend> 年末 | 年底 | (?<= 年 ) 底 (?! [蕴数层部气子] ) | (?<= 年 ) 末 (?! [位名端尾三两] ) )
      | (?P<monthword> 当月 | 本月 (?! 中旬 ) | 上月 (?! 末 ) | 上个月 | 下月 | 下个月 )
      | (?P<thisq> 当季度? | 本季度? )
      | (?P<week> [上本下] 周 )
      | (?<! \d ) (?P<ago> [一两二三四五六七八九十] | \d{1,2} ) \s? 年 (?= 前 (?! [后景沿列提夕端往来进期置瞻] ) ) 前
      | [“"]? (?P<holiday> 元旦 | 五一 | 国庆 | 十一 ) [”"]?
            (?= 假期 | 期间 | 小长假 | 黄金周 | 长假 | 假日 | 节假 | \d天 )
      | (?P<bareyear> (?<= 年 | 年度 ) (?! [轮起间届产] | 以来 | 来 ) | (?<= 今年 | 去年 | 上年 | 前年 | 明年
          | 上一年 | 来年 | 新的一年 ) (?! 以来 ) )
      | (?P<since> (?<= 今年 | 本年 | 去年 | 上年 ) 以来 )
    )
    (?P<same2> 同期 )?
    (?P<stop> 以来 | (?<= [底末] ) 前 | 前 (?! \p{Han} ) )?
"""

# How a period may open: a numeral only before what belongs to a time
OPENS = r"""
    (?= [\d〇零○一二两三四五六七八九十今本当去上下全明次来年前首头第同最后剩元新截至底末“国] )
    (?= \d{1,4} \s? [年月季、和\-－—–―~～至到]
      | [〇零○一两二三四五六七八九十]{1,4} \s? [年月季、和\-－—–―~～至到]
      | [今本当去上下全明次来年前首头] [年月季周一个半末底两几二三四五六七八九十\d]
      | 第 [一二三四五六七八九十\d] | 同期 | 最?后 [两一二三四五六七八九十\d] | 剩余
      | 元 [月旦\s\-－—–―~～至到] | 新的 | [截至] | (?<= 年 | 年度 ) [底末前] | “? (?: 元旦 | 五一 | 国庆 | 十一 ) )
"""
HOLIDAYS = {"元旦": 1, "五一": 5, "国庆": 10, "十一": 10}
MONTH_SHIFT = {"上": -1, "下": 1}
YEARS = regex.compile(
    r"""(?: (?P<plan> [“]? 十 (?P<ordinal> [一二三四五] ) 五 [”]? )
            (?: 期间 | 时期 | 以来 | 期? (?P<planend> 末 ) | (?<= (?: 展望 | 面向 ) “? 十 . 五 ”? ) (?= ， ) )
        | (?P<from> \d{4} ) \s? (?: 年 )? [-－—–―~～至到]+ (?P<to> \d{4} ) \s? 年
        | (?P<since> \d{4} ) \s? 年 以来
        | (?: 近 | 过去 ) (?P<back> [两三四五十35] ) 年 (?: 来 | 间 )? (?= [，,累全共实] )
        | (?: 今后 | 未来 ) (?P<ahead> [两三四五十35] ) 年
        | (?P<back> [两三四五十] | (?<! \d ) [35] ) 年 (?: 来 | (?= 累计 | 年均 | 净增 ) ) )""",
    regex.VERBOSE | regex.VERSION1,
)
THREE = regex.compile("[三3]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What `今年` and a bare `8月` refer to: a year and the last month that the bulletin reports on.

    `this_year` is the year of `今年` where it is a later one than that of a bare month; `day` the last day of a
    report on days.
    """

    year: int | None
    month: int | None = None
    first: int = 1
    issued_year: int | None = None
    this_year: int | None = None
    daily: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period with its place. `reference` marks a span that is named to compare with (去年同期, 上月)."""

    start: int
    end: int
    period: Period
    reference: bool = False


def find_periods(text: str, anchor: Anchor, start: int = 0, end: int | None = None) -> list[PeriodMention]:
    """The periods that `text[start:end]` names, in order; those whose year nothing tells are left out."""
    stop = len(text) if end is None else end
    found = []
    for match in _pattern().finditer(text, start, stop):
        try:
            mention = _resolve(match, anchor)
        except ValueError:
            mention = None  # 0020年12月: no time of ours
        if mention is not None:
            found.append(mention)
    for match in YEARS.finditer(text, start, stop):
        period = _years(match, anchor)
        found = [m for m in found if m.end <= match.start() or m.start >= match.end()]
        found.append(PeriodMention(match.start(), match.end(), period))
    return sorted((one for one in found if in_calendar(one.period)), key=lambda mention: mention.start)


def in_calendar(period: Period) -> bool:
    """Whether its days exist.

    >>> in_calendar(Period.as_of("2031-02-30")), in_calendar(Period.as_of("2031-02"))
    (False, True)
    """
    try:
        period.first_day(), period.last_day()
    except ValueError:
        return False
    return True


@lru_cache(maxsize=1)
def _pattern() -> regex.Pattern[str]:
    source = (OPENS + PERIOD).replace("NUM", NUMERAL).replace("YEAR", YEAR)
    return regex.compile(source, regex.VERBOSE | regex.VERSION1)


def _years(match: regex.Match[str], anchor: Anchor) -> Period:
    text = match[0]
    now = f"{anchor.year}-{anchor.month or 12:02d}" if anchor.year else None
    if match["plan"]:
        first = 2001 + 5 * ("一二三四五".index(match["ordinal"]) + 1)
        if match["planend"]:
            return Period.as_of(f"{first + 4}-12", text)
        if text.endswith("以来"):
            return Period(start=f"{first}-01", end=now, kind="cumulative", text=text)
        return Period(start=f"{first}-01", end=f"{first + 4}-12", kind="interval", text=text)
    if match["from"]:
        return Period(start=f"{match['from']}-01", end=f"{match['to']}-12", kind="interval", text=text)
    if match["ahead"] and anchor.year:
        begin = f"{anchor.year + 1}-01" if anchor.month == 12 else None
        return Period(
            start=begin, end=f"{anchor.year + _number(match['ahead'])}-12", kind="interval", text=text
        )
    if match["back"]:
        whole = anchor.year is not None and anchor.month == 12
        begin = f"{anchor.year - _number(match['back']) + 1}-01" if whole and anchor.year else None
        return Period(start=begin, end=now, kind="cumulative", text=text)
    if match["since"] is None:
        return Period(text=text)
    return Period(start=f"{match['since']}-01", end=now, kind="cumulative", text=text)


def _resolve(match: regex.Match[str], anchor: Anchor) -> PeriodMention | None:
    if match.start() == match.end() or not _is_time(match):
        return None
    year = _year(match, anchor)
    span = _span(match, anchor)
    if match["since"] and anchor.day:
        span = 1, anchor.day.month, False
    if match["week"]:
        return _week(match, anchor)
    if match["ago"]:
        return _years_ago(match, anchor)
    if span is None:
        return None
    if year is None:
        return PeriodMention(
            match.start(), match.end(), Period(text=match[0]), bool(match["same"] or match["last"])
        )
    first, last, point = span
    if match["since"] and (match["last"] or anchor.day):
        end = anchor.day.isoformat() if anchor.day else f"{anchor.year}-{anchor.month or 12:02d}"
        period = Period(start=f"{year}-01", end=end, kind="cumulative", text=match[0])
        return PeriodMention(match.start(), match.end(), period)
    year += _turn_of_year(match["monthword"] or "", anchor.month)
    if match["stop"] == "以来" and anchor.year is not None:
        start = _day(year, first, _number(match["day"])) if match["day"] else f"{year}-{first:02d}"
        end = f"{anchor.year}-{anchor.month or 12:02d}"
        period = Period(start=start, end=end, kind="cumulative", text=match[0])
        return PeriodMention(match.start(), match.end(), period)
    period = _period(match, year, first, last, point, match[0])
    reference = bool(
        match["same"]
        or match["same2"]
        or (match["last"] and not match["cut"])
        or match["monthword"] in ("上月", "上个月")
    )
    return PeriodMention(match.start(), match.end(), period, reference)


def _is_time(match: regex.Match[str]) -> bool:
    """Turns away `同期` inside other words, and months out of range."""
    for name in ("m1", "m2", "month", "firstm", "lastm"):
        value = match[name]
        if value and value not in ("两", "几", "元") and not 1 <= read_numeral(value) <= 12:
            return False
    if match["same"] and not (match["year"] or match["last"] or match["before"] or match["this"]):
        return False
    return match["firstm"] not in ("几", "一", "1")


def _year(match: regex.Match[str], anchor: Anchor) -> int | None:
    if match["year"]:
        return int(read_numeral(match["year"]))
    if anchor.year is None:
        return None
    if match["last"] == "去年" and not match["same"] and not match["same2"]:
        return (anchor.issued_year or anchor.year) - 1
    if anchor.this_year is not None and (match["this"] or match["next"] in ("明年", "次年")):
        return anchor.this_year + bool(match["next"])
    shift = -1 if match["last"] else -2 if match["before"] else 1 if match["next"] else 0
    return anchor.year + shift


def _turn_of_year(word: str, month: int | None) -> int:
    """The year that the month before January, or behind December, lies off by."""
    shift = MONTH_SHIFT.get(word[:1], 0)
    return shift if month is not None and not 1 <= month + shift <= 12 else 0


def _week(match: regex.Match[str], anchor: Anchor) -> PeriodMention | None:
    """The week that a weekly report is about, the one before or the next."""
    if anchor.day is None:
        return None
    last = anchor.day + timedelta(weeks=MONTH_SHIFT.get(match[0][0], 0))
    first = last - timedelta(days=6)
    period = Period(start=first.isoformat(), end=last.isoformat(), kind="interval", text=match[0])
    return PeriodMention(match.start(), match.end(), period, match[0] == "上周")


def _years_ago(match: regex.Match[str], anchor: Anchor) -> PeriodMention | None:
    """一年前, 两年前: the months that are reported on, so many years earlier."""
    if anchor.year is None:
        return None
    year = anchor.year - _number(match["ago"])
    period = Period.months(year, anchor.first, anchor.month or 12, match[0])
    return PeriodMention(match.start(), match.end(), period)


def _number(text: str | None) -> int:
    return {"两": 2, "元": 1}.get(text or "") or int(read_numeral(text or "1"))


def _span(match: regex.Match[str], anchor: Anchor) -> tuple[int, int, bool] | None:
    """First month, last month, and whether it is a point in time."""
    if match["m2"]:
        first, last = _number(match["m1"]), _number(match["m2"])
        apart = match["two"] is not None and last != first + 1
        return (first, last, bool(match["end1"])) if first <= last and not apart else None
    if match["firstm"]:
        return 1, _number(match["firstm"]), False
    if match["lastm"]:
        return 13 - _number(match["lastm"]), 12, False
    if match["month"]:
        month = _number(match["month"])
        return month, month, bool(match["end2"])
    if match["half"]:
        return (1, 6, False) if match["half"] == "上半年" else (7, 12, False)
    return _quarters(match) or _year_words(match, anchor) or _current(match, anchor)


def _quarters(match: regex.Match[str]) -> tuple[int, int, bool] | None:
    if match["firstq"]:
        return (1, 9, False) if THREE.search(match["firstq"]) else (1, 6, False)
    if match["q2"]:
        first = "一二三四".index((match["q1"] or "一")[-1]) if not (match["q1"] or "")[-1].isdigit() else 0
        return first * 3 + 1, "一二三四".index(match["q2"]) * 3 + 3, False
    if match["firstquarter"]:
        return 1, 3, False
    if match["quarter"]:
        quarter = (
            "一二三四".index(match["quarter"])
            if match["quarter"] in "一二三四"
            else int(match["quarter"]) - 1
        )
        return quarter * 3 + 1, quarter * 3 + 3, bool(match["end3"])
    return None


def _year_words(match: regex.Match[str], anchor: Anchor) -> tuple[int, int, bool] | None:
    if match["same"]:
        return anchor.first, anchor.month or 12, False
    if match["yearend"]:
        return 1, 12, True
    if match["monthword"]:
        month = anchor.month
        if month is None:
            return None
        month = (month - 1 + MONTH_SHIFT.get(match["monthword"][0], 0)) % 12 + 1
        return month, month, False
    if match["whole"]:
        return 1, 12, False
    if match["bareyear"] is not None:
        current = match["this"] is not None
        if current and anchor.daily:
            return None
        return 1, (anchor.month or 12) if current else 12, False
    return None


def _current(match: regex.Match[str], anchor: Anchor) -> tuple[int, int, bool] | None:
    """The quarter that has just ended, this year so far, the month of a holiday: not in a report on days."""
    month = anchor.month
    if anchor.daily:
        return None
    if match["holiday"]:
        return HOLIDAYS[match["holiday"]], HOLIDAYS[match["holiday"]], False
    if match["thisq"] and month is not None and month % 3 == 0:
        return month - 2, month, False
    return (1, month, False) if match["since"] and month is not None else None


def _period(match: regex.Match[str], year: int, first: int, last: int, point: bool, text: str) -> Period:
    if match["day"]:
        start = _day(year, first, _number(match["day"]))
        if match["cut"]:
            return Period.as_of(start, text)
        month = _number(match["month2"]) if match["month2"] else last
        end = _day(year, month, _number(match["day2"])) if match["day2"] else start
        return Period(start=start, end=end, kind="interval", text=text)
    if point or match["cut"]:
        return Period.as_of(f"{year}-{last:02d}", text)
    return Period.months(year, first, last, text)


def _day(year: int, month: int, day: int) -> str:
    """A day as periods have it; of a day that the calendar lacks (9月31日) the month alone.

    >>> _day(2021, 9, 30), _day(2021, 9, 31)
    ('2021-09-30', '2021-09')
    """
    exists = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    return f"{year}-{month:02d}-{day:02d}" if exists else f"{year}-{month:02d}"
