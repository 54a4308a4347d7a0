"""Numbers: every quantity and percentage of a text, with its unit, bound and place.

>>> [(n.quote, str(n.value), n.unit, n.bound) for n in find_numbers("签约40余个，约120亿元，增长七成以上")]
[('40余个', '40', '个', '>'), ('约120亿元', '120', '亿元', '≈'), ('七成以上', '70', '%', '≥')]
>>> [n.quote for n in find_numbers("2021年8月，GB3838-2002，第3位，500强企业，十堰市")]
[]
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import regex

from extract.bounds import HALVES, bound_before, bound_of
from extract.number_surroundings import (
    AGE,
    CLASS_BEHIND,
    COPIES,
    LASTS,
    MONEY_BEFORE,
    PEOPLE_BEHIND,
    SHORT_OF,
)
from extract.numerals import read_numeral
from extract.patterns import compiled, expand
from extract.unitless import PLAIN_NUMBER, unitless
from extract.units import unit_of, unit_pattern
from schemas import Bound

# A numeral, in digits or in Chinese: 1,422.32 / 七十三点五. What has been taken as digits is not given back: a unit
# never begins inside a number, and a page of nothing but digits would be tried in every way.
DIGITS = r"(?: \d{1,3} (?: , \d{3} )++ (?! \d ) (?: \. \d++ )?+ | \d++ (?: \. \d++ )?+ )"
# 3万5千, 1万2000; 四十一万六千, 一亿二千
MIXED = r"(?: \d{1,4} [亿万] 零? (?: \d{1,2} [千百] | \d{3,4} (?! [\d.,] ) ) )"
LARGE = r"(?: [一二两三四五六七八九十百千]{1,7} [亿万] [零〇]? (?! [十百千零] ) [零一二两三四五六七八九十百千]{2,8} )"
HAN = r"(?: [〇零一二两三四五六七八九十百千]{1,9} (?: 点 [〇零一二三四五六七八九]{1,5} )? )"
RANGE = r"[-－—–―~～至到]{1,2}"
ABOUT = "<approx_at_least> | <approx_at_most> | <approx_about> | <approx_over> | <approx_under>"

# What ABOUT opens with
ABOUT_OPENS = r"(?= [约大将接近超逾突高多不低少未至最起] )"

QUANTITY = r"""
    (?P<about> ABOUT_OPENS (?<! (?: [签履公条制节违预契大相] | (?<! 折 ) 合 ) (?= 约 ) ) (?: ABOUT ) )? \s?
    (?P<sign> (?<! [\dA-Za-z%‰月日年号个家元] ) [-−－+] (?= \d ) )?
    (?: (?P<low> MIXED | DIGITS ) | (?P<low_han> LARGE | HAN ) )
    (?: (?= [^，。；、\n(]{0,11}? [-－—–―~～至到] )  # no unit is tried for a range where none can be
        (?P<low_unit> [%‰] | (?: 万亿 | 亿 | 万 )? (?: UNIT ) )? RANGE (?P<high> DIGITS | HAN ) )?
    (?P<mid> [余多几来] )?
    (?P<unit>
        个? (?: 百分点 | 千分点 )
      | [%‰]
      | 倍
      | (?: 万亿 | 亿 | 百万 | 千万 | 万 | 千 | 百 ) (?P<inner> [余多] ) (?: UNIT )
      | (?: 万亿 | 亿 | 百万 | 千万 | 万 | 千 | 百 )? (?: UNIT ) (?! (?<= 次 ) 之 )
      | (?: 万亿 | 亿 | 万 )
    )
    (?P<tail> (?: 及 )? 以上 | (?: 及 )? 以下 | 以内 | 之内 | 左右 | 上下 | 还多
      | 有余 | 开外 | 出头 | [多余] (?! [\p{Han}\d] ) )?
"""

# 百分之七十四点七 / 四分之三 / 3/4 / 七成以上 / 一成多 / 九成五 / 一半以上 / 过半
FRACTION = r"""
    (?= [^，。；、\n]{0,9}? [分/成半] )
    (?P<about2> ABOUT_OPENS (?: ABOUT ) )?
    (?:
        (?P<sign2> 负 )? 百分之 (?P<hundredth> DIGITS | HAN )
        (?: RANGE (?: 百分之 )? (?P<hundredth_high> DIGITS | HAN ) )?
      | (?P<denominator> [二三四五六七八九十] | \d ) 分之 (?P<numerator> [一二三四五六七八九] | \d )
      | (?<! [\d/] ) (?P<over> [1-9] ) / (?P<under> [2-9] ) (?! [\d/] )
      | (?P<tenth> [一二两三四五六七八九1-9] (?: \. \d )? ) 成
        (?P<half_tenth> 半 | [一二三四五六七八九] (?! [成个] ) )? (?! [立为效员本交长绩品熟就都都果功] )
      | (?P<half> 一半 | (?<! 双 ) 过半数? | 近半数? (?! 年 ) | 半数以上 )
    )
    (?P<tail2> 以上 | 以下 | 以内 | 左右 | 上下 | 还多 | 有余 | 还强 | 开外 | 出头 | [多余]
      | (?<= [成半] | 分之 . | 成 . ) [强弱] (?! \p{Han} ) )?
"""

# 8.2:61.6:30.2
RATIO = r"(?P<ratio> \d++ (?: \. \d++ )?+ (?: [:∶：] \d++ (?: \. \d++ )?+ ){1,4} )"

# 翻一番, 翻番, 翻两番, 减半
DOUBLING = r"""(?P<doubling> 翻 (?: 了 )? (?P<nearly> 近 | 约 | 将近 | 接近 )? (?P<times> [一两二三] )? 番
    (?P<more> 还要?多 | 有余 | 多 | 以上 )? )"""

# What a number must not follow: the tail of a name or an ordinal.
BLOCKED_BEFORE = regex.compile(
    r"(?r)(?:第|每|(?<=\d)时|(?<!GDP|FDI)(?<=[A-Za-z])|[A-Za-z]-|[A-Za-z]\d*[.\-]|[〔\[【]|\d[.,:\-/]|[年月]\d*[-—]|号楼|国道|省道)"
)
BLOCKED_AFTER = regex.compile(
    r"""(?:
        (?<= [个家] ) (?: 季度 | 月 (?! 份 ) | 半月 | 多月 | 小时 | 百分点 | 点 (?! 位 ) )
      | (?<= 分 ) (?: 别 | 钟 | 之 | 管 | 类 | 行 | 局 | 公司 | 布 | 散 | 成 | 配 | 工 | 解 | 析 | 为 )
      # 甲县1.56、乙县1.59|分居二三位
      | (?<= 分 ) [居列获占] [第前]? [一二三四五六七八九] [、和]? 第? [二三四五六七八九]
      | (?<= 元 ) [区里桥坝村镇乡] | (?<= 天 ) 然 | (?<= 家 ) (?: 级 | 庭 | 电 | 具 | 里 | 畜 | 禽 | 门 | 长 )
      | (?<= 人 ) (?: 民 | 均 | 大 | 才 | 社 | 工 | 力 | 口 (?! \d ) ) | (?<= 位 ) (?: 于 | 居 | 次 | 列 )
      | (?<= 度 ) 假
      | (?<= 项 ) 目 | (?<= 件 ) 套 | (?<= 套 ) 班子 | (?<= 条 ) 例 | (?<= 部 ) (?: 门 | 署 | 分 | 委 ) | (?<= 期 ) 间
      | (?<= 类 ) (?: 型 | 别 ) | (?<= 米 ) 粉 | (?<= 口 ) 岸 | (?<= 场 ) (?: 地 | 所 | 镇 | 馆 | 街 )
      | (?<= 次 ) (?: 产业 | 全会 | 全体会议 | 党代会 | 代表大会 | 常委会 )
      | (?<= 只 ) (?: 有 | 要 | 能 ) | (?<= 名 ) (?: 列 | 单 | 录 | 牌 | 优 ) | (?<= 套 ) 餐
      | (?<= 头 ) (?: 部 | 雁 | 企 )
      | (?<= 亩 ) 均 | (?<= 对 ) (?: 接 | 应 | 比 | 标 | 口 ) | (?<= 单 ) 位 | (?<= 门 ) (?: 类 | 户 | 店 | 诊 | 槛 )
      | (?<= 班 ) 子 | (?<= 度 ) (?: 电 )? (?= 假 | 目 | 任 | 计 | 考 )
      | (?<= 处 ) (?: 理 | 级 | 置 | 长 | 罚 | 室 ) | (?<= 起 ) (?: 步 | 草 | 来 | 到 | 用 | 诉 )
      | (?<= 块 ) 钱 | (?<= 种 ) (?: 植 | 子 | 养 | 类 ) | (?<= 批 ) (?: 复 | 准 | 发 | 次 ) | (?<= 株 ) 洲
      | (?<= 号 ) 线
      | (?<= 根 ) (?: 据 | 本 ) | (?<= 升 ) 级 | (?<= 克 ) 拉 | (?<= 口 ) (?: 人 | 径 )
      | (?<= 台 ) (?: 账 | 风 | 湾 | 阶 )
      | (?<= 箱 ) 包
      | (?<= 例 ) (?: 如 | 行 | 会 ) | (?<= 期 ) 货 | (?<= 张 ) (?: 家 | 湾 | 店 | 掖 | 北 ) | (?<= 款 ) 项
      | (?<= 列 ) (?: 全 | 第 | 入 | 居 | 前 | 后 | 出 | 举 | 为 | 在 | 各 | 席 | 支 )
      | (?<= [吨米伏] ) 级 | (?<= 个 ) \d{1,4} (?: % | [”工计行] )
      | (?<= 方 ) [面案式便向法针阵位程块圆舱志正才可能米] | (?<= 剂 ) [量型]
      | (?<= 件 ) 事 | (?<= 组 ) 织
    )""",
    regex.VERBOSE | regex.VERSION1,
)
BARE_RUN = regex.compile(r"(?:分别|依次)[^，。；\d]{0,4}(?P<run>(?:\d+(?:\.\d+)?(?:、|和|及))+)$")
# 高于全省26.2和17.5个百分点: the unit of percentage points serves all without a word
BARE_POINTS = regex.compile(r"(?<![\d.A-Za-z第年月])(?P<run>(?:\d+\.\d+(?:、|和|及))+)$")
NAMED_BETWEEN = regex.compile(r"[、，和及]\p{Han}{0,10}")
# The character before a number that closes such a run, or a line break between them
BEFORE_LAST = "、和及\n"
NAME_UNITS = frozenset(["位", "期", "类", "班", "门", "对", "单", "口", "块", "根", "款", "种", "度", "日"])

# 结婚登记6412对，: pairs, and not what is done to somebody
AS_PAIRS = regex.compile(r"\s?(?:[，。；、)(]|$|友城|友好|夫妻|夫妇|新人|以上|左右|。)")

# 同属“两千亿|俱乐部”: a name of a class
CLUB = regex.compile(r"(?:元|元?级)?俱乐部")
COLON = compiled(r"[:∶：]")


@dataclass(slots=True)
class Number:
    """One number as printed. `value` is signed only by a printed sign; `kind` is that of its unit."""

    start: int
    end: int
    quote: str
    value: Decimal
    unit: str
    kind: str
    value_max: Decimal | None = None
    bound: Bound = "="
    han: bool = False
    token: str = "quantity"
    parts: tuple[Decimal, ...] = field(default=())

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage of the contract (%, ‰, 百分点, 倍)."""
        return self.kind in ("percent", "points", "times_as", "ratio")


def find_numbers(text: str, start: int = 0, end: int | None = None, han: bool = False) -> list[Number]:
    """All numbers with a unit in `text[start:end]`, in order; names, ordinals and dates are left out.

    `han` tells that the text writes its figures in Chinese numerals, so that a short one (九场) counts too.
    """
    found = []
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        number = _read(match, text, han)
        if number is not None:
            if number.bound == "=":
                number.bound = bound_before(text, start, number.start, number.kind == "percent")
            found += _bare_before(text, start, number)
            found.append(number)
            if number.kind == "points" and len(found) > 1:
                _points_before(text, found)
    bare = unitless(text, start, len(text) if end is None else end)
    if bare:
        taken = {number.start for number in found}
        found += [_bare(text, *one) for one in bare if one[0][0] not in taken]
        found.sort(key=lambda number: number.start)
    return found


def _bare(text: str, span: tuple[int, int], unit: str, kind: str) -> Number:
    return Number(*span, text[slice(*span)], Decimal(text[slice(*span)]), unit, kind)


def _points_before(text: str, found: list[Number]) -> None:
    """高于全国0.8个、全省0.7个百分点: no part of a piece is counted, so those before it are points too."""
    for later, earlier in pairwise(reversed(found)):
        if earlier.unit != "个" or "." not in earlier.quote:
            return
        if not NAMED_BETWEEN.fullmatch(text, earlier.end, later.start):
            return
        earlier.kind, earlier.unit = later.kind, later.unit


def _bare_before(text: str, start: int, number: Number) -> list[Number]:
    """分别为9、46微克/立方米: the numbers before it that share its unit."""
    left = max(start, number.start - 60)
    if text[number.start - 1] not in BEFORE_LAST:
        return []
    points = BARE_POINTS.search(text, left, number.start) if number.kind == "points" else None
    listed = BARE_RUN.search(text, left, number.start) or points
    if listed is None:
        return []
    return [
        replace(number, start=match.start(), end=match.end(), quote=match[0], value=Decimal(match[0]))
        for match in PLAIN_NUMBER.finditer(text, pos=listed.start("run"), endpos=number.start)
    ]


@lru_cache(maxsize=1)
def _pattern() -> regex.Pattern[str]:
    # A number never begins inside a run of digits, which would be gone through once for each of them
    starts = r"(?=[\d〇零一二两三四五六七八九十百千负过近约大将接超逾突高多不低少至最未翻+−－-])(?!(?<=\d)\d)"
    source = f"{starts} (?: {RATIO} | {FRACTION} | {QUANTITY} | {DOUBLING} )"
    for name, part in (
        ("ABOUT_OPENS", ABOUT_OPENS),
        ("ABOUT", ABOUT),
        ("UNIT", unit_pattern()),
        ("RANGE", RANGE),
        ("DIGITS", DIGITS),
        ("MIXED", MIXED),
        ("LARGE", LARGE),
        ("HAN", HAN),
    ):
        source = source.replace(name, part)
    return regex.compile(expand(source), regex.VERBOSE | regex.VERSION1)


def _read(match: regex.Match[str], text: str, han: bool) -> Number | None:
    if match["ratio"]:
        return _ratio(match)
    if match["doubling"]:
        times = read_numeral(match["times"] or "一")
        growth = Decimal(100) * (2 ** int(times) - 1)
        bound: Bound = "≈" if match["nearly"] else bound_of(None, match["more"], None)
        return Number(match.start(), match.end(), match[0], growth, "%", "percent", bound=bound)
    if match["unit"] is None:
        return _fraction(match)
    return _quantity(match, text, han)


def _ratio(match: regex.Match[str]) -> Number | None:
    members = tuple(Decimal(part) for part in COLON.split(match[0]))
    plain_time = len(members) <= 3 and all("." not in part for part in COLON.split(match[0]))
    if plain_time and all(member < 60 for member in members) and sum(members) != 100:
        return None  # 09:15:30; a structure in whole numbers (17:43:40) adds up
    return Number(
        match.start(), match.end(), match[0], members[0], "%", "ratio", token="ratio", parts=members
    )


def _fraction(match: regex.Match[str]) -> Number:
    high = None
    if match["hundredth"]:
        value = read_numeral(match["hundredth"]) * (-1 if match["sign2"] else 1)
        high = read_numeral(match["hundredth_high"]) if match["hundredth_high"] else None
    elif match["denominator"]:
        value = read_numeral(match["numerator"] or "一") * 100 / read_numeral(match["denominator"])
    elif match["over"]:
        value = Decimal(match["over"]) * 100 / Decimal(match["under"] or 1)
    elif match["tenth"]:
        value = read_numeral(match["tenth"]) * 10
        half = match["half_tenth"]
        value += 5 if half == "半" else read_numeral(half) if half else 0
    else:
        value = Decimal(50)
    bound = bound_of(match["about2"], match["tail2"], None)
    if match["half"] and bound == "=":
        bound = HALVES.get(match["half"], "=")
    value = value.normalize() if value == value.to_integral() else value.quantize(Decimal("0.01")).normalize()
    value = value.quantize(Decimal(1)) if value == value.to_integral() else value
    return Number(match.start(), match.end(), match[0], value, "%", "percent", high, bound, han=True)


@lru_cache(maxsize=1)
def _quantity_groups() -> tuple[int, ...]:
    """The groups that a quantity is made of; they are found far faster by number than by name."""
    names = ("about", "sign", "low", "low_han", "high", "mid", "tail", "unit", "inner")
    return tuple(_pattern().groupindex[name] for name in names)


def _quantity(match: regex.Match[str], text: str, han: bool) -> Number | None:
    about, sign, digits, numeral, highest, mid, tail, unit, inner = match.group(*_quantity_groups())
    unit = unit.replace(inner, "", 1) if inner else unit
    if _blocked(match, text, unit, han):
        return None
    if text[max(match.start() - 1, 0)] in "“「" and CLUB.match(text, match.end()):
        return None
    low = read_numeral(digits or numeral)
    if "亿" in (digits or numeral) and unit.startswith("万"):
        # 一亿二千|万元
        low = read_numeral((digits or numeral).replace("亿", "万"))
    high = read_numeral(highest) if highest else None
    if high is not None and high <= low:
        return None
    if sign and sign != "+":
        low = -low
    kind, normal = _kind(unit)
    if unit == "万" and PEOPLE_BEHIND.match(text, match.end()):
        kind, normal = "people", "万人"
    elif unit in ("亿", "万亿") and _is_money(text, match.start(), match.end()):
        kind, normal = "money", unit + "元"
    elif unit in ("亿", "万") and text.endswith("人次", 0, match.start()):
        # 总诊疗人次95.5亿
        kind, normal = "times", unit + "人次"
    start, end = match.span()
    if about == "不足" and kind == "count" and SHORT_OF.search(text, max(0, start - 4), start):
        # 资金不足|5个, 手续不全4个
        start, about = match.start("low_han" if numeral else "low"), None
    start += text[start].isspace()
    bound = bound_of(about, tail, mid or inner)
    return Number(start, end, text[start:end], low, normal, kind, high, bound, han=bool(numeral))


def _is_money(text: str, start: int, end: int) -> bool:
    """Whether a bare 亿 counts money: behind a measure of it, or before what is classed by it."""
    before = text[max(0, start - 24) : start]
    return MONEY_BEFORE.search(before) is not None or CLASS_BEHIND.match(text, end) is not None


def _blocked(match: regex.Match[str], text: str, unit: str, han: bool) -> bool:
    numeral_text = match["low_han"]
    numeral = match.start("low_han" if numeral_text else "low")
    if BLOCKED_BEFORE.match(text, 0, numeral) or BLOCKED_AFTER.match(text, match.end("unit")):
        return True
    if unit == "份" and COPIES.search(text, max(0, numeral - 4), numeral):
        return True
    if unit == "岁" and not AGE.search(text, max(0, match.start() - 16), match.start()):
        return True
    if unit == "个月" and not LASTS.search(text, max(0, match.start() - 10), match.start()):
        return True
    if not numeral_text:
        paired = unit == "对" and AS_PAIRS.match(text, match.end("unit"))
        return unit in NAME_UNITS and unit not in ("度", "种", "款") and not paired
    if unit in ("百", "千", "万") or (unit in NAME_UNITS and len(numeral_text) < 3):
        return True
    return not match["high"] and _is_word(numeral_text, unit, han)


def _is_word(numeral: str, unit: str, han: bool) -> bool:
    """Whether a short Chinese numeral is part of a word or a slogan rather than a count (一批, 百支, 三项)."""
    kind = unit_kind(unit)
    if unit in ("%", "‰", "倍") or unit.endswith("分点") or kind == "money":
        return False
    if len(numeral) > 1:
        return numeral[0] in "百千" or numeral in ("一一",)
    return not han or numeral in "百千"


def unit_kind(unit: str) -> str:
    """The kind of a printed unit, `unknown` where it is not listed."""
    try:
        return unit_of(unit).kind
    except KeyError:
        return "unknown"


def _kind(unit: str) -> tuple[str, str]:
    if unit in ("%", "‰"):
        return "percent", unit
    if unit.endswith(("百分点", "千分点")):
        return "points", unit.removeprefix("个")
    if unit == "倍":
        return "times_as", unit
    known = unit_of(unit) if unit_kind(unit) != "unknown" else None
    return (known.kind, known.normal) if known else ("unknown", unit)
