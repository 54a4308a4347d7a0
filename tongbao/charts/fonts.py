"""Chinese fonts: one of the system is found by its file's name, and its folder made known to vl-convert.

`fonts.csv` has the known ones, the best first. Where none is there, a PNG would show boxes: the command says so.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from tongbao.charts.rows import read_rows

FOLDERS: Final = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)
GENERIC: Final = "sans-serif"


class Font(NamedTuple):
    """A font file that has Chinese characters, and the family that it holds."""

    family: str
    path: Path


@lru_cache(maxsize=1)
def known_fonts() -> dict[str, str]:
    """Family by file name, the best first.

    >>> known_fonts()["wqy-microhei.ttc"]
    'WenQuanYi Micro Hei'
    """
    return {row["file"]: row["family"] for row in read_rows("fonts.csv", ("file", "family"))}


def families() -> str:
    """The family list of every chart: whoever opens an SVG has one of them.

    >>> families().startswith("Noto Sans CJK SC, ") and families().endswith(", sans-serif")
    True
    """
    return ", ".join([*dict.fromkeys(known_fonts().values()), GENERIC])


def find_font(folders: Iterable[str] = FOLDERS) -> Font | None:
    """The best known font under the folders, `None` where there is none."""
    order = list(known_fonts())
    found = [
        Path(folder, name)
        for root in folders
        for folder, _, names in os.walk(Path(root).expanduser())
        for name in names
        if name in known_fonts()
    ]
    best = min(found, key=lambda path: (order.index(path.name), str(path)), default=None)
    return None if best is None else Font(known_fonts()[best.name], best)


@lru_cache(maxsize=1)
def chinese_font() -> Font | None:
    """The font of this machine, made known to vl-convert once in a process."""
    font = find_font()
    if font is not None:
        import vl_convert

        vl_convert.register_font_directory(str(font.path.parent))
    return font
