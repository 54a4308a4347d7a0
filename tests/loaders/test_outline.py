"""The table of contents of a collector: taken out where it is closed, left where it is not."""

from __future__ import annotations

import pytest

from loaders.outline import drop_outline
from loaders.traced import TracedText


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("汇报\n目录/提纲:……\n一、情况\n(一)签约\n……\n今年", "汇报\n今年"),
        ("汇报\n目录：\n一、情况\n…\n今年", "汇报\n今年"),
        ("汇报\n目录/提纲:……\n一、情况\n今年签约5个。\n……\n", None),
        ("汇报\n目录/提纲:……\n一、情况\n二、问题\n", None),
        ("汇报\n目录/提纲:……\n目录/提纲:……\n一、情况\n……\n今年", "汇报\n目录/提纲:……\n今年"),
        ("制定产业目录:一批\n……\n今年", None),
    ],
)
def test_outline(source: str, text: str | None) -> None:
    assert drop_outline(TracedText.of(source)).text == (source if text is None else text)
