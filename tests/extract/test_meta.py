"""Metadata of bulletins, from the invented heads and tails of `meta.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from extract.meta import read_meta
from schemas import Document, Furniture, Meta, Source, Truncation

BODY = "一、总体情况\n全年目标明确，各单位推进有力，新签约项目21个。\n二、下步要求\n各单位要加快进度。\n"


class Case(NamedTuple):
    """A text, what its page told, and the fields of the metadata that must come out."""

    name: str
    text: str
    expected: dict[str, Any]
    furniture: Furniture = Furniture()


def meta_of(text: str, furniture: Furniture | None = None) -> Meta:
    """The metadata of a text without a loader."""
    document = Document(source=Source(sha256="0"), text=text, blocks=[], furniture=furniture or Furniture())
    return read_meta(document)


def plain(meta: Meta) -> dict[str, Any]:
    """Area as its code and level, period as its ends and kind: what the table writes."""
    fields = meta.model_dump()
    fields["area"] = [meta.area.code, meta.area.level] if meta.area else None
    fields["period"] = [meta.period.start, meta.period.end, meta.period.kind] if meta.period else None
    return fields


def cases() -> list[Case]:
    """The rows of the table; a list in it is one of several values that belong together."""
    text = Path(__file__).with_name("meta.yaml").read_text(encoding="utf-8")
    return [
        Case(
            row["name"],
            row["text"].replace("{body}\n", BODY),
            row["gives"],
            Furniture.model_validate(row.get("page", {})),
        )
        for rows in yaml.safe_load(text).values()
        for row in rows
    ]


LONG = Case(
    "tables of the annex behind the signature",
    f"关于1-10月全区技改投资情况的通报\n各镇街：\n{BODY}附件：技改投资完成表\n宜宾市翠屏区经济商务信息化局\n"
    "2020年11月11日\n附件\n技改投资完成表\n" + "某街道\t3.2\t41.0\n" * 60,
    {
        "issuer": "宜宾市翠屏区经济商务信息化局",
        "issued": "2020-11-11",
        "area": ["511502", "county"],
        "attachments": ["技改投资完成表"],
    },
)


@pytest.mark.parametrize(
    "case",
    [*cases(), LONG],
    ids=lambda case: case.name,
)
def test_reads_heads_and_tails(case: Case) -> None:
    found = plain(meta_of(case.text, case.furniture))
    assert {field: found[field] for field in case.expected} == case.expected


@pytest.mark.parametrize(
    ("tail", "titles"),
    [
        ("附件：1．各镇完成情况表\n2．部门完成情况表\n某县商务局", ["各镇完成情况表", "部门完成情况表"]),
        (
            "附件:1.2022年1-8月排名表 2.2022年投诉\n办理明细表\n\n某县商务局",
            ["2022年1-8月排名表", "2022年投诉办理明细表"],
        ),
        ("附件1：签约项目表\n附件2：开工项目表\n", ["签约项目表", "开工项目表"]),
        ("附件：全市招商引资情况一览表\n2021年3月4日", ["全市招商引资情况一览表"]),
        ("有关数据（附件1、附件2）另发。\n", []),
    ],
)
def test_lists_attachments(tail: str, titles: list[str]) -> None:
    assert meta_of(f"关于一季度招商情况的通报\n{BODY}{tail}").attachments == titles


@pytest.mark.parametrize(
    ("sentence", "redacted"),
    [
        ("**镇签约3个", True),
        ("落户北**乡", True),
        ("××光电公司投产", True),
        ("xx年完成投资", True),
        ("面积为3×4米", False),
        ("二○○八年完成", False),
    ],
)
def test_sees_masked_names(sentence: str, redacted: bool) -> None:
    assert meta_of(f"关于一季度招商情况的通报\n一、情况\n{sentence}。\n").redacted is redacted


def test_a_number_that_the_text_cites_is_not_its_own() -> None:
    text = "关于一季度招商情况的通报\n各镇：\n根据某政办〔2020〕8号文件，现将情况通报如下：\n某政办〔2020〕9号另行规定。\n"
    assert meta_of(text).document_number is None


@pytest.mark.parametrize(
    "text", ["", "\n\n", "。", "（", "2021年", "附件：", "关于", "——", "*" * 500, "各" * 500]
)
def test_says_nothing_where_there_is_nothing_to_read(text: str) -> None:
    meta = meta_of(text)
    assert (meta.area, meta.document_number, meta.issuer, meta.attachments) == (None, None, None, [])


def test_text_says_itself_that_it_is_cut() -> None:
    text = f"全县项目建设情况汇报\n{BODY}……(未完,全文共2811字,当前仅显示1203字)"
    assert meta_of(text).truncated == Truncation(shown=1203, total=2811)
