"""The bundled bulletins: invented, of one prefecture, and coherent where they say so."""

from __future__ import annotations

from decimal import Decimal

import regex

from tongbao.demonstration import FOLDER, bundled

DISTRICTS = ("宣州区", "宁国市", "广德市", "郎溪县", "涇縣", "绩溪县", "旌德县")
SIGNED = regex.compile(
    r"""
    新[签簽][约約][项項]目 (\d{1,4}) [个個]        # 新签约项目58个
    .{1,12}?                                    # ，   ，比去年同期增加9个；
    [签簽][约約]金[额額] ([\d.]{1,9}) [亿億]元      # 签约金额186.4亿元
    """,
    regex.VERBOSE,
)


def test_they_are_marked_as_invented() -> None:
    assert "synthetic" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_the_districts_add_up_to_the_round_up() -> None:
    texts = [path.read_text(encoding="utf-8").replace("\n", "") for path in bundled()[:8]]
    totals = [SIGNED.search(text) for text in texts]
    assert [match is not None for match in totals] == [True] * 8
    whole, *parts = [(int(match[1]), Decimal(match[2])) for match in totals if match]
    assert whole == (sum(count for count, _ in parts), sum(amount for _, amount in parts))


def test_seven_districts_are_named() -> None:
    everything = "".join(path.read_text(encoding="utf-8") for path in bundled()[1:8])
    assert [name for name in DISTRICTS if name not in everything] == []


def test_other_forms_of_the_genre_are_there() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in bundled()}
    assert any("\t" in text for text in texts.values())
    assert any("— 2 —" in text for text in texts.values())
    assert any("簽約" in text for text in texts.values())
