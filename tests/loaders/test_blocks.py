"""Blocks, and the tables among them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import load
from loaders.blocks import read_blocks
from schemas import Block, Document, Table

NOTICE = """某县重点项目指挥部文件
某项办发〔2025〕6号

关于2025年1-5月项目建设情况的通报

各镇（街道）：
现通报如下。
一、项目建设
（一）总体情况
（二）从签约看：签约5个，增长8%。
1.紧盯开工
1.紧盯签约。对12个项目逐一过筛。
一是签约周期长。全县5个。
附件：1.完成情况表
2.项目清单

某县指挥部
2025年6月9日
注：数据为初步统计数
"""


def kinds(document: Document) -> list[tuple[str, int | None, str]]:
    return [(block.kind, block.level, document.text[block.start : block.end]) for block in document.blocks]


def test_kinds_and_levels() -> None:
    assert kinds(load(NOTICE.encode())) == [
        ("paragraph", None, "某县重点项目指挥部文件"),
        ("paragraph", None, "某项办发〔2025〕6号"),
        ("heading", 0, "关于2025年1-5月项目建设情况的通报"),
        ("paragraph", None, "各镇(街道)："),
        ("paragraph", None, "现通报如下。"),
        ("heading", 1, "一、项目建设"),
        ("heading", 2, "(一)总体情况"),
        ("paragraph", None, "(二)从签约看：签约5个，增长8%。"),
        ("heading", 3, "1.紧盯开工"),
        ("paragraph", None, "1.紧盯签约。对12个项目逐一过筛。"),
        ("paragraph", None, "一是签约周期长。全县5个。"),
        ("paragraph", None, "附件：1.完成情况表"),
        ("paragraph", None, "2.项目清单"),
        ("paragraph", None, "某县指挥部"),
        ("paragraph", None, "2025年6月9日"),
        ("note", None, "注：数据为初步统计数"),
    ]


@pytest.mark.parametrize(
    ("head", "titles"),
    [
        ("某县招商局\n2021年上半年工作总结\n", ["2021年上半年工作总结"]),
        (
            "督 办 通 报\n(7)\n某区办公室\n2021年10月10日\n全区投资情况通报\n",
            ["全区投资情况通报"],
        ),
        ("引来活水\n润三湘四水\n", ["润三湘四水"]),
        ("引来活水润三湘\n——2023年招商引资综述\n", ["引来活水润三湘", "——2023年招商引资综述"]),
        ("某开发区实现“开门红”\n", ["某开发区实现“开门红”"]),
        ("", []),
    ],
)
def test_title(head: str, titles: list[str]) -> None:
    document = load(f"{head}\n今年以来，全县签约5个。\n".encode())
    assert [text for _, level, text in kinds(document) if level == 0] == titles


def tables(text: str) -> list[Table]:
    return [block.table for block in load(text.encode()).blocks if block.table]


def grid(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows


TABLES = [
    (
        "tabs",
        "镇\t项目（个）\t资金\n甲镇\t１４\t9.7\n乙镇\t7\t3.3\n",
        [["镇", "项目(个)", "资金"], ["甲镇", "14", "9.7"], ["乙镇", "7", "3.3"]],
    ),
    (
        "an empty cell between tabs",
        "镇\t项目\t资金\n甲镇\t\t9.7\n\t7\t3.3\n",
        [["镇", "项目", "资金"], ["甲镇", "", "9.7"], ["", "7", "3.3"]],
    ),
    (
        "aligned by spaces",
        "    镇名      项目(个)    同比(%)\n    甲镇         14       -9.5\n    乙 镇         7        3.3\n",
        [["镇名", "项目(个)", "同比(%)"], ["甲镇", "14", "-9.5"], ["乙镇", "7", "3.3"]],
    ),
    (
        "an empty cell among spaces",
        "镇名      项目(个)    同比(%)\n甲镇         14       -9.5\n乙镇                   3.3\n丙镇         14\n",
        [["镇名", "项目(个)", "同比(%)"], ["甲镇", "14", "-9.5"], ["乙镇", "", "3.3"], ["丙镇", "14", ""]],
    ),
    (
        "numbers set apart by one space",
        "甲镇 14 9.7 3\n乙镇 7 3.3 4\n",
        [["甲镇", "14", "9.7", "3"], ["乙镇", "7", "3.3", "4"]],
    ),
]


@pytest.mark.parametrize(("source", "cells"), [case[1:] for case in TABLES], ids=[case[0] for case in TABLES])
def test_table(source: str, cells: list[list[str]]) -> None:
    text = f"各镇完成情况的通报\n一、完成情况\n各镇完成情况如下表：\n{source}全县共5个。\n"
    document = load(text.encode())
    (table,) = tables(text)
    assert grid(table) == cells
    assert (table.rows, table.columns) == (len(cells), len(cells[0]))
    assert table.caption == "各镇完成情况如下表："
    assert all(document.text[cell.start : cell.end] == cell.text for cell in table.cells)
    assert document.text.endswith("全县共5个。")


@pytest.mark.parametrize(
    "source",
    [
        "玉 林 市 文 件\n全市签约5个。",
        "通  报\n全市签约5个，增长8%。",
        "甲乡长  乙书记\n全市签约5个。",
        "签约5个，\t增长8%。\n开工3个。",
    ],
    ids=["letter-spaced", "two wide characters", "one line", "a tab in a sentence"],
)
def test_no_table(source: str) -> None:
    assert not tables(source)
    assert "\t" not in load(source.encode()).text


def test_head_rows_caption_with_unit_and_notes() -> None:
    text = (
        "附表\n各镇完成情况\n单位：亿元\n镇\t投资\t\n\t计划\t完成\n甲镇\t14\t9.7\n注：甲镇含园区\n二、要求\n"
    )
    (table,) = tables(text)
    assert (table.head_rows, table.caption) == (2, "各镇完成情况 单位：亿元")
    assert table.notes == ("注：甲镇含园区",)


def test_two_tables_are_counted() -> None:
    text = "表一\n镇\t个\n甲镇\t1\n乙镇\t2\n表二\n镇\t户\n甲镇\t1\n乙镇\t2\n"
    assert [table.index for table in tables(text)] == [0, 1]


@given(st.text(alphabet="一、二(三)12.全县签约个。，\t\n：注附件《》 表", min_size=1, max_size=150))
def test_blocks_cover_the_text(text: str) -> None:
    clean = "\n".join(line for line in text.split("\n") if line)
    blocks: list[Block] = read_blocks(clean)
    assert "\n".join(clean[block.start : block.end] for block in blocks) == clean


def test_headings_in_two_parts() -> None:
    text = "一、招引：量质齐升\n三季度，新签约11个。\n2.工业：12个\n注释：①初步统计数。"
    assert [(block.kind, block.level) for block in read_blocks(text)] == [
        ("heading", 1),
        ("paragraph", None),
        ("paragraph", None),
        ("note", None),
    ]
