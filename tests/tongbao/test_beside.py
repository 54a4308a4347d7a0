"""Attachments of a bulletin that lie beside it, in its folder or in its archive. The texts are synthetic."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from schemas import AttachedFile
from tongbao.batch import Way, read_all
from tongbao.inputs import find

NOTICE = """某某县招商局关于2023年1-8月招商引资情况的通报
各乡镇：
1-8月，全县签约项目52个。
附件：1.各乡镇任务完成情况表
2.重点项目清单
某某县招商局
2023年9月5日
"""
TABLE = "单位\t签约项目（个）\n甲镇\t30\n乙镇\t22\n"
FILES = {"通报.txt": NOTICE, "附件1：各乡镇任务完成情况表.txt": TABLE, "会议通知.txt": "今年签约3个。"}
EXPECTED = [AttachedFile(title="各乡镇任务完成情况表", file="附件1：各乡镇任务完成情况表.txt")]


@pytest.fixture(params=["folder", "archive"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "2023"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    if request.param == "folder":
        return folder
    archive = tmp_path / "2023.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in FILES:
            packed.write(folder / name, f"通报/{name}")
    return archive


def test_files_beside_a_bulletin_are_tied_to_the_titles_that_it_lists(place: Path) -> None:
    outcomes = list(read_all(find([str(place)]).inputs, Way(jobs=1)))
    attached = {outcome.source.stem: outcome.required().meta.attached for outcome in outcomes}
    assert attached.pop("通报") == EXPECTED
    assert not any(attached.values())
