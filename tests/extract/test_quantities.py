"""Numbers: every spelling of a value, its unit and bound, and what is no number at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numerals import read_numeral
from extract.quantities import find_numbers
from extract.units import unit_of

READ = [
    ("新造林3万5千亩", "3万5千亩", "35000", "亩", "="),
    ("饲养量四十一万六千头", "四十一万六千头", "416000", "头", "="),
    ("存款一亿二千万元", "一亿二千万元", "12000", "万元", "="),
    ("亩产263公斤/亩", "263公斤/亩", "263", "公斤/亩", "="),
    ("信访176件批", "176件批", "176", "件批", "="),
    ("去化周期约6.1个月", "约6.1个月", "6.1", "个月", "≈"),
    ("翻了一番还多", "翻了一番还多", "100", "%", ">"),
    ("接近全省的一半", "一半", "50", "%", "≈"),
    ("不到岗位数的三成", "三成", "30", "%", "<"),
    ("涨幅三成五强", "三成五强", "35", "%", ">"),
    ("至少解决5个", "5个", "5", "个", "≥"),
    ("不能少于2万人", "不能少于2万人", "2", "万人", "≥"),
    ("不突破4起", "不突破4起", "4", "起", "≤"),
    ("资金不足5个", "5个", "5", "个", "="),
    ("20来万头", "20来万头", "20", "万头", "≈"),
    ("签约52个", "52个", "52", "个", "="),
    ("总额1,422.32万元", "1,422.32万元", "1422.32", "万元", "="),
    ("七十三点五亿元", "七十三点五亿元", "73.5", "亿元", "="),
    ("约400亿元", "约400亿元", "400", "亿元", "≈"),
    ("超4500万元", "超4500万元", "4500", "万元", ">"),
    ("50余个", "50余个", "50", "个", ">"),
    ("一千二百多人次", "一千二百多人次", "1200", "人次", ">"),
    ("不足15个", "不足15个", "15", "个", "<"),
    ("不少于8个", "不少于8个", "8", "个", "≥"),
    ("150亿元以上", "150亿元以上", "150", "亿元", "≥"),
    ("控制在150人以内", "150人以内", "150", "人", "≤"),
    ("16亿美元左右", "16亿美元左右", "16", "亿美元", "≈"),
    ("1.18万亿元", "1.18万亿元", "1.18", "万亿元", "="),
    ("45亿元新台币", "45亿元新台币", "45", "亿元新台币", "="),
    ("26.4‰", "26.4‰", "26.4", "‰", "="),
    ("增长-8.92%", "-8.92%", "-8.92", "%", "="),
    ("提高2.4个百分点", "2.4个百分点", "2.4", "百分点", "="),
    ("近四分之三", "近四分之三", "75", "%", "≈"),
    ("七成以上", "七成以上", "70", "%", "≥"),
    ("九成五", "九成五", "95", "%", "="),
    ("一半以上", "一半以上", "50", "%", "≥"),
    ("百分之七十四点七", "百分之七十四点七", "74.7", "%", "="),
    ("翻两番", "翻两番", "300", "%", "="),
    ("1.3倍", "1.3倍", "1.3", "倍", "="),
    ("签约30个", "30个", "30", "个", "="),
    ("PM2.5浓度35微克/立方米", "35微克/立方米", "35", "微克/立方米", "="),
    ("检查1826个次", "1826个次", "1826", "个次", "="),
    ("比上年翻了近一番", "翻了近一番", "100", "%", "≈"),
    ("翻两番以上", "翻两番以上", "300", "%", "≥"),
    ("农机1万余台", "1万余台", "1", "万台", ">"),
    ("10多万人次", "10多万人次", "10", "万人次", ">"),
    ("1.9万贫困人口稳定脱贫", "1.9万", "1.9", "万人", "="),
    ("中欧班列909列", "909列", "909", "列", "="),
    ("人均GDP136063元", "136063元", "136063", "元", "="),
    ("近半数企业", "近半数", "50", "%", "≈"),
    ("达到2/3", "2/3", "66.67", "%", "="),
    ("项目总投资86亿，", "86亿", "86", "亿元", "="),
    ("招引20亿以上项目", "20亿以上", "20", "亿元", "≥"),
    ("短视频播放超3.5亿，", "超3.5亿", "3.5", "亿", ">"),
    ("三次产业结构为17:43:40", "17:43:40", "17", "%", "="),
    ("空气质量综合指数5.62", "5.62", "5.62", "", "="),
]
NO_NUMBER = [
    "2021年8月20日",
    "GB3838-2002",
    "09:15:30",
    "列第3位",
    "第35个",
    "500强企业",
    "十堰市、六十铺镇、三塘盖",
    "一批项目、一个项目一个项目研究",
    "PM2.5和O3",
    "百日攻坚、三项行动",
    "拨打12345热线",
    "2+26城市",
    "签约超过6个月",
    "得分15列全省首位",
    "建成500吨级码头",
    "抄送各镇。(共印60份)",
    "连续3个月负增长",
    "每百元收入",
]


@pytest.mark.parametrize(("text", "quote", "value", "unit", "bound"), READ, ids=[row[0] for row in READ])
def test_a_number_has_its_value_unit_and_bound(
    text: str, quote: str, value: str, unit: str, bound: str
) -> None:
    numbers = find_numbers(text)
    assert [(n.quote, n.value, n.unit, n.bound) for n in numbers] == [(quote, Decimal(value), unit, bound)]
    assert text[numbers[0].start : numbers[0].end] == quote


@pytest.mark.parametrize("text", NO_NUMBER)
def test_names_dates_and_ordinals_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == []


def test_a_range_has_two_ends() -> None:
    (number,) = find_numbers("引进3-5家")
    assert (number.value, number.value_max, number.unit) == (3, 5, "家")


def test_numbers_in_a_row_share_the_last_unit() -> None:
    assert [(n.quote, n.unit) for n in find_numbers("浓度分别为9、46微克/立方米")] == [
        ("9", "微克/立方米"),
        ("46微克/立方米", "微克/立方米"),
    ]
    assert [(n.quote, n.unit) for n in find_numbers("高于全省26.2和17.5个百分点")] == [
        ("26.2", "百分点"),
        ("17.5个百分点", "百分点"),
    ]


def test_a_short_chinese_numeral_counts_only_where_the_text_writes_so() -> None:
    assert find_numbers("推介会九场") == []
    assert [n.quote for n in find_numbers("推介会九场", han=True)] == ["九场"]


DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A number below ten thousand as it is written out."""
    text = ""
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            text += DIGITS[digit] + name
        elif text and not text.endswith("零") and number % power:
            text += "零"
    return text


@given(st.integers(1, 9999), st.integers(0, 999))
def test_a_number_survives_all_its_spellings(whole: int, thousandths: int) -> None:
    plain = f"{whole}.{thousandths:03d}"
    grouped = f"{whole:,}.{thousandths:03d}"
    chinese = in_chinese(whole) + "点" + "".join(DIGITS[int(digit)] for digit in f"{thousandths:03d}")
    assert read_numeral(plain) == read_numeral(grouped) == read_numeral(chinese) == Decimal(plain)


@pytest.mark.parametrize(
    ("unit", "base", "factor"),
    [
        ("亿元", "元", 10**8),
        ("万美元", "美元", 10**4),
        ("万亩", "亩", 10**4),
        ("名", "人", 1),
        ("兆瓦", "千瓦", 1000),
    ],
)
def test_a_unit_has_its_base(unit: str, base: str, factor: int) -> None:
    assert (unit_of(unit).base_unit, unit_of(unit).factor) == (base, factor)


def test_an_unknown_unit_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        unit_of("亿光年")
