"""Files beside a bulletin. Synthetic."""

from __future__ import annotations

import pytest

from loaders.attachments import attached


@pytest.mark.parametrize(
    ("titles", "names", "found"),
    [
        (["完成情况表"], ["完成情况表.xls"], {"完成情况表": "完成情况表.xls"}),
        (
            ["2023年1-8月完成情况表"],
            ["附件：2023年1—8月完成情况表（定稿）.xlsx"],
            {"2023年1-8月完成情况表": "附件：2023年1—8月完成情况表（定稿）.xlsx"},
        ),
        (["甲表", "乙表"], ["附件二.doc", "附件一.doc"], {"甲表": "附件一.doc", "乙表": "附件二.doc"}),
        (["完成情况表"], ["关于8月份情况的通报.docx", "附件3.xls"], {}),
        (["情况表"], ["完成情况表.xls"], {}),
        ([], ["附件1.xls"], {}),
        (["完成情况表", "完成情况表"], ["完成情况表.xls"], {"完成情况表": "完成情况表.xls"}),
        (["排名表"], ["a/b/1.排名表.xls"], {"排名表": "a/b/1.排名表.xls"}),
    ],
)
def test_attached(titles: list[str], names: list[str], found: dict[str, str]) -> None:
    assert dict(attached(titles, names)) == found
