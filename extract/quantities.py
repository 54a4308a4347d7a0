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

import regex

from extract.numerals import read_numeral
from extract.patterns import compiled, expand
from extract.units import unit_of, unit_pattern
from schemas import Bound

# A numeral, in digits or in Chinese: 1,422.32 / 七十三点五
DIGITS = r"(?: \d{1,3} (?: , \d{3} )+ (?! \d ) (?: \. \d+ )? | \d+ (?: \. \d+ )? )"
HAN = r"(?: [〇零一二两三四五六七八九十百千]{1,9} (?: 点 [〇零一二三四五六七八九]{1,5} )? )"
RANGE = r"[-－—–―~～至到]{1,2}"
ABOUT = "<approx_at_least> | <approx_at_most> | <approx_about> | <approx_over> | <approx_under>"

QUANTITY = r"""
    (?P<about> (?<! (?: [签履公条制节违预契大相] | (?<! 折 ) 合 ) (?= 约 ) ) (?: ABOUT ) )? \s?
    (?P<sign> (?<! [\dA-Za-z%‰月日年号个家元] ) [-−－+] (?= \d ) )?
    (?: (?P<low> DIGITS ) | (?P<low_han> HAN ) )
    (?: (?P<low_unit> [%‰] | (?: 万亿 | 亿 | 万 )? (?: UNIT ) )? RANGE (?P<high> DIGITS | HAN ) )?
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
      | 有余 | 开外 | 出头 | [多余] (?! \p{Han} ) )?
"""

# 百分之七十四点七 / 四分之三 / 3/4 / 七成以上 / 一成多 / 九成五 / 一半以上 / 过半
FRACTION = r"""
    (?P<about2> ABOUT )?
    (?:
        (?P<sign2> 负 )? 百分之 (?P<hundredth> DIGITS | HAN )
        (?: RANGE (?: 百分之 )? (?P<hundredth_high> DIGITS | HAN ) )?
      | (?P<denominator> [二三四五六七八九十] | \d ) 分之 (?P<numerator> [一二三四五六七八九] | \d )
      | (?<! [\d/] ) (?P<over> [1-9] ) / (?P<under> [2-9] ) (?! [\d/] )
      | (?P<tenth> [一二两三四五六七八九1-9] (?: \. \d )? ) 成
        (?P<half_tenth> 半 | [一二三四五六七八九] (?! [成个] ) )? (?! [立为效员本交长绩品熟就都都果功] )
      | (?P<half> 一半 | (?<! 双 ) 过半数? | 近半数? (?! 年 ) | 半数以上 )
    )
    (?P<tail2> 以上 | 以下 | 以内 | 左右 | 上下 | 还多 | 有余 | 还强 | 开外 | 出头 | [多余] )?
"""

# 8.2:61.6:30.2
RATIO = r"(?P<ratio> \d+ (?: \. \d+ )? (?: [:∶：] \d+ (?: \. \d+ )? ){1,4} )"

# 翻一番, 翻番, 翻两番, 减半
DOUBLING = r"""(?P<doubling> 翻 (?: 了 )? (?P<nearly> 近 | 约 | 将近 | 接近 )? (?P<times> [一两二三] )? 番
    (?P<more> 多 | 以上 )? )"""

# What a number must not follow: the tail of a name or an ordinal.
BLOCKED_BEFORE = regex.compile(
    r"(?r)(?:第|(?<!GDP)(?<=[A-Za-z])|[A-Za-z]-|[A-Za-z]\d*[.\-]|[〔\[【]|\d[.,:\-/]|[年月]\d*[-—]|号楼|国道|省道)"
)
BLOCKED_AFTER = regex.compile(
    r"""(?:
        (?<= [个家] ) (?: 月 (?! 份 ) | 半月 | 多月 | 小时 | 百分点 | 点 (?! 位 ) )
      | (?<= 分 ) (?: 别 | 钟 | 之 | 管 | 类 | 行 | 局 | 公司 | 布 | 散 | 成 | 配 | 工 | 解 | 析 | 为 )
      | (?<= 元 ) [区里桥坝村镇乡] | (?<= 天 ) 然 | (?<= 家 ) (?: 级 | 庭 | 电 | 具 | 里 | 畜 | 禽 | 门 | 长 )
      | (?<= 人 ) (?: 民 | 均 | 大 | 才 | 社 | 工 | 力 | 口 (?! \d ) ) | (?<= 位 ) (?: 于 | 居 | 次 | 列 )
      | (?<= 度 ) 假
      | (?<= 项 ) 目 | (?<= 件 ) 套 | (?<= 套 ) 班子 | (?<= 条 ) 例 | (?<= 部 ) (?: 门 | 署 | 分 | 委 ) | (?<= 期 ) 间
      | (?<= 类 ) (?: 型 | 别 ) | (?<= 米 ) 粉 | (?<= 口 ) 岸 | (?<= 场 ) (?: 地 | 所 | 镇 | 馆 | 街 ) | (?<= 次 ) 产业
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
      | (?<= 件 ) 事 | (?<= 组 ) 织
    )""",
    regex.VERBOSE | regex.VERSION1,
)
BARE_RUN = regex.compile(r"(?:分别|依次)[^，。；\d]{0,4}(?P<run>(?:\d+(?:\.\d+)?(?:、|和|及))+)$")
# 高于全省26.2和17.5个百分点: the unit of percentage points serves all without a word
BARE_POINTS = regex.compile(r"(?<![\d.A-Za-z第年月])(?P<run>(?:\d+\.\d+(?:、|和|及))+)$")
# The character before a number that closes such a run, or a line break between them
BEFORE_LAST = "、和及\n"
INDEX_WORDS = ("指数", "系数")
INDEX = regex.compile(
    r"""(?: (?: 指数 | 系数 ) (?: \( [^()\d]{1,12} \) )?
            (?: [^，。；\d（(]{0,6} (?: 为 | 是 | 达到? | 由 | 从 | 年的? ) )?
          | (?<= 由 \d{1,3} \.? \d{0,3} ) (?: 下降 | 上升 | 缩小 | 扩大 | 提高 | 降低 | 降 | 升 ) [到至为]
          | (?<= [县市区镇乡道] ) \( )
        (?P<value> \d{1,4} \. \d{1,3} | (?<= 指数 | 指数为 ) \d{2,3} )
        (?= [，。；、()] | 下降 | 上升 | 缩小 | 扩大 | $ )""",
    regex.VERBOSE,
)
# 1.9万贫困人口稳定脱贫: people without a classifier
PEOPLE_BEHIND = regex.compile(
    r"(?:名|多名)?[\p{Han}“”]{0,10}?"
    r"(?:人口|人员|群众|居民|农民|职工|学生|劳动力|游客|旅客|百姓|市民|村民|老人|残疾人|党员|干部|农户|人民)"
)
NAME_UNITS = frozenset(["位", "期", "类", "班", "门", "对", "单", "口", "块", "根", "款", "种", "度", "日"])

# 约占全省的四分之一: the word stands before the verb
ABOUT_VERB = regex.compile(r"(?<![签履公条制节违预契大相])约(?:占|为|合|相当于|达)[^，。；、：()\d%]{0,12}$")
# 结婚登记6412对，: pairs, and not what is done to somebody
AS_PAIRS = regex.compile(r"\s?(?:[，。；、)(]|$|夫妻|夫妇|新人|以上|左右|。)")

HALVES: dict[str, Bound] = {"过半": ">", "过半数": ">", "近半": "≈", "近半数": "≈", "半数以上": "≥"}
TAILS: dict[str, Bound] = {
    "以上": "≥",
    "及以上": "≥",
    "以下": "≤",
    "及以下": "≤",
    "以内": "≤",
    "之内": "≤",
    "左右": "≈",
    "上下": "≈",
    "多": ">",
    "余": ">",
    **dict.fromkeys(("还多", "还强", "有余", "开外", "出头"), ">"),
}
PLAIN_NUMBER = compiled(r"\d+(?:\.\d+)?")
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
            left = max(start, number.start - 18)
            about = number.bound == "=" and text.find("约", left, number.start) >= 0
            if about and ABOUT_VERB.search(text, left, number.start):
                number.bound = "≈"
            found += _bare_before(text, start, number)
            found.append(number)
    indexes = _indexes(text, start, len(text) if end is None else end)
    if indexes:
        taken = {number.start for number in found}
        found = sorted([*found, *(n for n in indexes if n.start not in taken)], key=lambda n: n.start)
    return found


def _indexes(text: str, start: int, end: int) -> list[Number]:
    """空气质量综合指数5.62, 恩格尔系数由0.35下降到0.33, 甲县(5.18): numbers that have no unit by their nature."""
    if not any(text.find(word, start, end) >= 0 for word in INDEX_WORDS):
        return []
    return [
        Number(match.start("value"), match.end("value"), match["value"], Decimal(match["value"]), "", "level")
        for match in INDEX.finditer(text, start, end)
    ]


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
    starts = r"(?=[\d〇零一二两三四五六七八九十百千负过近约大将接超逾突高多不低少至最未翻+−－-])"
    source = f"{starts} (?: {RATIO} | {FRACTION} | {QUANTITY} | {DOUBLING} )"
    for name, part in (
        ("ABOUT", ABOUT),
        ("UNIT", unit_pattern()),
        ("RANGE", RANGE),
        ("DIGITS", DIGITS),
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
        more: dict[str, Bound] = {"多": ">", "以上": "≥"}
        bound: Bound = "≈" if match["nearly"] else more.get(match["more"] or "", "=")
        return Number(match.start(), match.end(), match[0], growth, "%", "percent", bound=bound)
    if match["unit"] is None:
        return _fraction(match)
    return _quantity(match, text, han)


def _ratio(match: regex.Match[str]) -> Number | None:
    members = tuple(Decimal(part) for part in COLON.split(match[0]))
    plain_time = len(members) <= 3 and all("." not in part for part in COLON.split(match[0]))
    if plain_time and all(member < 60 for member in members):
        return None
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
    bound = _bound(match["about2"], match["tail2"], None)
    if match["half"] and bound == "=":
        bound = HALVES.get(match["half"], "=")
    value = value.normalize() if value == value.to_integral() else value.quantize(Decimal("0.01")).normalize()
    value = value.quantize(Decimal(1)) if value == value.to_integral() else value
    return Number(match.start(), match.end(), match[0], value, "%", "percent", high, bound, han=True)


def _quantity(match: regex.Match[str], text: str, han: bool) -> Number | None:
    about, sign, digits, numeral, highest, mid, tail = match.group(
        "about", "sign", "low", "low_han", "high", "mid", "tail"
    )
    unit, inner = match.group("unit", "inner")
    unit = unit.replace(inner, "", 1) if inner else unit
    if _blocked(match, text, unit, han):
        return None
    low = read_numeral(digits or numeral)
    high = read_numeral(highest) if highest else None
    if high is not None and high <= low:
        return None
    if sign and sign != "+":
        low = -low
    kind, normal = _kind(unit)
    if unit == "万" and PEOPLE_BEHIND.match(text, match.end()):
        kind, normal = "people", "万人"
    start, end = match.span()
    start += text[start].isspace()
    bound = _bound(about, tail, mid or inner)
    return Number(start, end, text[start:end], low, normal, kind, high, bound, han=bool(numeral))


def _blocked(match: regex.Match[str], text: str, unit: str, han: bool) -> bool:
    numeral_text = match["low_han"]
    numeral = match.start("low_han" if numeral_text else "low")
    if BLOCKED_BEFORE.match(text, 0, numeral) or BLOCKED_AFTER.match(text, match.end("unit")):
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
    return unit_kind(unit), unit


def _bound(about: str | None, tail: str | None, mid: str | None) -> Bound:
    if tail and tail in TAILS:
        return TAILS[tail]
    if mid:
        return ">"
    return _about_bounds().get((about or "").strip(), "=")


@lru_cache(maxsize=1)
def _about_bounds() -> dict[str, Bound]:
    from extract.lexicon import parts

    table: dict[str, Bound] = {}
    bounds: tuple[tuple[str, Bound], ...] = (
        ("approx_about", "≈"),
        ("approx_over", ">"),
        ("approx_under", "<"),
        ("approx_at_least", "≥"),
        ("approx_at_most", "≤"),
    )
    for name, bound in bounds:
        table |= dict.fromkeys(parts()[name], bound)
    return table
