"""Every row of the word lists reads its own example and none of its counterexample."""

from __future__ import annotations

import pytest

from loaders import load
from loaders.furniture_rows import FurnitureRow, furniture_rows, read_labels
from loaders.line_forms import LineForm, form_of, line_forms
from schemas import Truncation


@pytest.mark.parametrize("row", furniture_rows(), ids=lambda row: f"{row.kind}:{row.example[:12]}")
def test_furniture_row(row: FurnitureRow) -> None:
    assert row.match(row.example)
    assert not row.match(row.counterexample)


@pytest.mark.parametrize("form", line_forms(), ids=lambda form: f"{form.form}:{form.example[:12]}")
def test_line_form(form: LineForm) -> None:
    assert form.match(form.example)
    assert not form.match(form.counterexample)
    read = form_of(form.example)
    assert read is not None and (read.form, read.level) == (form.form, form.level)


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("发布时间：2021-03-04", {"published": "2021-03-04"}),
        (
            "时间：2021-03-04 09:10  来源：虚构日报  浏览次数：12",
            {"published": "2021-03-04 09:10", "source_name": "虚构日报"},
        ),
        ("责任编辑：某某  审核：某某某", {}),
        ("【关闭】【打印】  上一篇：甲镇动态  下一篇：无", {}),
        ("(责任编辑：某某)", {}),
        ("编审>某某 编辑>某某", {}),
        ("字号：[大][中][小]", {}),
        ("发布日期：2021-03-04  点击：35次  会员编号：00712", {"published": "2021-03-04"}),
        ("读者热线：0750-1234567  零售价：1元", {}),
        ("联系人：某某  电话：12345678", None),
        ("签约额：35亿元  点击：35次", None),
        ("时间：2021-03-04", None),
        ("电话：12345678", None),
        ("完成情况：全区签约52个", None),
        ("来源：各区上报，截至9月底", None),
        ("按单位划分：甲镇10个", None),
    ],
)
def test_read_labels(line: str, facts: dict[str, str] | None) -> None:
    assert read_labels(line) == facts


PAGE = """您的位置:虚构文库>>工作汇报/>>正文

某县2021年1-9月招商引资工作汇报

发表时间:2021/10/14 9:42:07
目录/提纲:……
一、主要成效
二、存在的问题
……
某县2021年1-9月招商引资工作汇报

今年以来,全县新签约项目38个。
一、主要成效
……(虚构文库http://m.example.cn省略860字,正式会员可完整阅读)……

二、存在的问题
38个项目开工21个 ……(未完,全文共4126字,当前仅显示1352字,请阅读下面提示信息。收藏《某县汇报》)
文章搜索
相关文章
甲县工作总结
"""


NEWSPAPER_HEADS = [
    ("虚构晚讯  2025年2月19日  第03版", "虚构晚讯", "2025年2月19日"),
    ("2009年7月22日　星期三　　　A02 要闻　　　　责任编辑／某伟　美术编辑／阿某", None, "2009年7月22日"),
    ("第2版 综合 虚构日报 2021年8月9日 星期一", "虚构日报", "2021年8月9日"),
    ("2021年8月9日 星期一 农历七月初二 第2版：要闻", None, "2021年8月9日"),
]


@pytest.mark.parametrize(("line", "name", "date"), NEWSPAPER_HEADS)
def test_head_of_a_newspaper_page(line: str, name: str | None, date: str) -> None:
    document = load(f"{line}\n某县上半年签约52个\n某县上半年签约52个，增长8%。\n".encode())
    assert document.text.startswith("某县上半年签约52个\n")
    assert (document.furniture.source_name, document.furniture.published) == (name, date)


@pytest.mark.parametrize("line", ["2021年8月9日", "2021年8月9日某县招商局", "虚构晚讯2025年2月签约19个"])
def test_a_date_alone_is_no_head_of_a_page(line: str) -> None:
    assert line in load(f"{line}\n某县上半年签约52个，增长8%。\n".encode()).text


@pytest.mark.parametrize(
    "line",
    [
        "主办：某某市人民政府　某ICP备05001234号　您是第1,186,325位访客",
        "【打印本页】 【关闭窗口】　　责任编辑：某某",
    ],
)
def test_foot_of_a_page(line: str) -> None:
    assert load(f"某县的通报\n全县签约52个，增长8%。\n{line}\n".encode()).text.endswith("增长8%。")


def test_collected_page() -> None:
    document = load(PAGE.encode())
    assert document.text.split("\n") == [
        "某县2021年1-9月招商引资工作汇报",
        "今年以来,全县新签约项目38个。",
        "一、主要成效",
        "二、存在的问题",
        "38个项目开工21个",
    ]
    assert document.furniture.published == "2021/10/14 9:42:07"
    assert document.furniture.page_title == "某县2021年1-9月招商引资工作汇报"
    assert document.furniture.truncated == Truncation(shown=1352, total=4126)


def test_introduction_of_a_collector() -> None:
    lines = (
        "对于某县工作情况通报",
        "下面是小编为大家整理的对于某县工作情况通报,供大家参考。",
        "关于某县工作情况的通报",
        "全县签约38个。",
    )
    document = load("\n".join(lines).encode())
    assert document.text == "\n".join(lines[2:])
    assert document.furniture.page_title == "对于某县工作情况通报"


def test_newspaper_page() -> None:
    head = ("某地招商引资综述", "记者某某 通讯员某某某", "15", "虚构日报", "XUGOU DAILY", "2024.1.9 星期二")
    document = load("\n\n".join((*head, "全市签约9个。")).encode())
    assert document.text == "某地招商引资综述\n全市签约9个。"
    assert (document.furniture.published, document.furniture.source_name) == ("2024.1.9", "虚构日报")


def test_what_is_cut_off_is_not_read_across() -> None:
    text = "全县工作通报\n全县签约38个，(省略680字)增长8%，其中工业项目5个。"
    document = load(text.encode())
    assert document.text == "全县工作通报\n全县签约38个，\n增长8%，其中工业项目5个。"
    assert document.furniture.truncated == Truncation()


def test_related_words_inside_the_body_stay() -> None:
    text = "全县工作通报\n全县签约38个。\n相关信息\n各镇上报52条。"
    assert load(text.encode()).text == text
