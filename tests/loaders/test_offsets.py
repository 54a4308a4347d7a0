"""The way from the normalised text back to the decoded source."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import numpy as np
import opencc
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from loaders import decode, load, normalise
from loaders.traced import Edit, TracedText

SOURCE = (
    "首页 > 新闻 > 正文\r\n全縣(xiàn)招商引資工作通報\r\n\r\n今年以來，全縣(xiàn)新簽約項(xiàng)\r\n"
    "目 ３８ 個(gè)，其\r\n— 2 —\r\n中工業 1 826 個次。\r\n鎮\t個\r\n甲鎮\t３\r\n乙鎮\t５\r\n"
)


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("全县", "全縣"),
        ("项目38个", "項(xiàng)\r\n目 ３８ 個"),
        ("其中工业", "其\r\n— 2 —\r\n中工業"),
        ("1826个次", "1 826 個次"),
        ("甲镇\t3", "甲鎮\t３"),
    ],
)
def test_quote_leads_back(quote: str, printed: str) -> None:
    data = SOURCE.encode("utf-8-sig")
    document, source = load(data), decode(data).text
    start = document.text.index(quote)
    first, last = document.offsets.span(start, start + len(quote))
    assert source[first:last] == printed


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_offsets_count_decoded_characters(encoding: str) -> None:
    data = SOURCE.encode(encoding)
    document, source = load(data), decode(data).text
    assert source == SOURCE
    assert document.offsets.source_length == len(SOURCE)
    assert document.text == load(SOURCE.encode()).text


ALPHABET = "全县签約項目新開個，。、：；（）１２３.5％ \n\r\t-—xiàng(gè)年月日一二三\u3000\f"


@given(st.text(alphabet=ALPHABET, min_size=1, max_size=200))
def test_every_character_leads_to_its_own(source: str) -> None:
    text = normalise(source).text
    offsets = text.offset_map(len(source))
    simplify = opencc.OpenCC("t2s").convert
    places = [offsets.origin(i) for i in range(len(text.text))]
    assert all(one <= other for one, other in pairwise(places))
    for character, place in zip(text.text, places, strict=True):
        printed = source[place]
        same = simplify(unicodedata.normalize("NFKC", printed)) == character or printed == character
        assert same or (character in " \n\t" and printed in "\r\n\f\t \u3000—(（x")


@given(
    st.text(alphabet="abc \n", max_size=40),
    st.sampled_from([" +", "[ab]+", "c", "\n"]),
    st.sampled_from(["", "x", "xyz"]),
)
def test_traced_substitution_is_that_of_regex(source: str, pattern: str, new: str) -> None:
    compiled = regex.compile(pattern)
    traced = TracedText.of(source).sub(compiled, new)
    assert traced.text == compiled.sub(new, source)
    assert len(traced.origins) == len(traced.text)
    assert np.all(np.diff(traced.origins) >= 0)


def test_longer_replacement_stays_at_the_last_character() -> None:
    traced = TracedText.of("abcd").edit([Edit(1, 2, "XYZ"), Edit(4, 4, "!")])
    assert (traced.text, traced.origins.tolist()) == ("aXYZcd!", [0, 1, 1, 1, 2, 3, 3])


def test_text_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="2 characters"):
        TracedText.of("abc").with_text("ab")


def test_empty_text_has_an_offset_map() -> None:
    assert normalise("  \n").text.offset_map(3).span(0, 0) == (0, 0)
