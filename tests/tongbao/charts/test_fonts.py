"""Fonts: found by the names of their files, the best first, none where there is none."""

from __future__ import annotations

from pathlib import Path

from tongbao.charts.fonts import find_font


def test_the_best_known_font_under_the_folders_is_taken(tmp_path: Path) -> None:
    for name in ("a/wqy-zenhei.ttc", "b/deep/NotoSansCJK-Regular.ttc", "b/unknown.ttf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = find_font([str(tmp_path / "nowhere"), str(tmp_path)])
    assert found == ("Noto Sans CJK SC", tmp_path / "b/deep/NotoSansCJK-Regular.ttc")


def test_where_none_is_there_none_is_found(tmp_path: Path) -> None:
    assert find_font([str(tmp_path)]) is None
