"""Words of any kind are found where they stand, on SQLite and PostgreSQL alike. All texts are synthetic."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from corpus import Store
from corpus.search import best_window
from corpus.words import EVERY, MOST_BYTES, folded, terms_of, tokens_of, words_of
from tests.corpus.factory import EAST, EXTRACTOR, WEST, Number, bulletin

TEXTS = {
    "a": "东溪区1-8月新签约项目52个，总投资1,422.32亿元，同比增长71.3%。",
    "b": "西溪区到位资金5.1亿元，GDP增长5％；项目开工150个。\n南京市长江大桥工程，PPP项目。",
    "c": "北溪县签约。项目洽谈会举行，AND与OR，城市建设 项目，“十四五”规划第Ⅲ期。",
}


@pytest.fixture
def filled(store: Store) -> Store:
    for path, text in TEXTS.items():
        store.add(*bulletin(path=path, text=text), EXTRACTOR)
    return store


def found(store: Store, words: str) -> str:
    """The paths of the hits, each of whose places is checked."""
    hits = store.search(words)
    for hit in hits:
        text = store.bulletin(hit.document_id).text
        assert text[hit.start : hit.end] == hit.matched
        assert (hit.start, hit.end) == hit.spans[0]
        assert hit.matched in hit.snippet or "\n" in hit.matched
    return "".join(sorted(hit.path for hit in hits))


CASES = {
    # one character, a word, a part of a word, what a dictionary cuts otherwise, a long run
    "签": "ac",
    "项目": "abc",
    "新签约项目": "a",
    "签约项目": "a",
    "京市": "b",
    "市长": "b",
    "长江大": "b",
    "南京市长江大桥工程": "b",
    "约项": "a",
    "合成样本": "abc",
    # not where a sign stands between
    "资金5": "",
    "元同": "",
    # several words: all of them
    "签约 项目": "ac",
    "项目　资金": "b",
    "签约 资金": "",
    # phrases
    '"签约项目"': "a",
    '"签约 项目"': "ac",
    "“城市建设 项目”": "c",
    "「项目 签约」": "",
    '"1-8月"': "a",
    "1-8月": "a",
    # numbers are whole
    "52": "a",
    "52个": "a",
    "50个": "",
    "150个": "b",
    "5": "b",
    "5.1": "b",
    "5.1亿": "b",
    "1,422.32": "a",
    "1422.32亿元": "a",
    "1422": "",
    "71.3%": "a",
    "71.3": "a",
    "5%": "b",
    "５％": "b",
    # letters
    "GDP": "b",
    "gdp增长": "b",
    "GD": "",
    "ＰＰＰ项目": "b",
    "Ⅲ": "c",
    # traditional characters
    "簽約": "ac",
    "項目開工": "b",
    # no syntax
    '"': "",
    "*": "",
    "-": "",
    "": "",
    "   ": "",
    "AND": "c",
    "项目 AND 签约": "c",
    "NOT 项目": "",
    '"项目': "abc",
    "项目*": "abc",
    "-项目": "abc",
    "项目:": "abc",
    "(项目": "abc",
    "项目 OR": "c",
    "terms:项目": "",
    "' | '": "",
    "项目'); DROP TABLE record; --": "",
    "%": "ab",
    "\\": "",
    "NEAR(项目 签约)": "",
    "\x00项目": "abc",
}


def test_what_is_found(filled: Store) -> None:
    """All in one: to make a store takes longer than to ask it."""
    assert {words: found(filled, words) for words in CASES} == CASES


def test_every_run_of_characters_is_found_where_it_stands(filled: Store) -> None:
    for path, text in TEXTS.items():
        for run in (text[start : start + length] for length in (1, 2, 3) for start in range(0, len(text), 5)):
            if regex.fullmatch(r"\p{Han}+", run):
                assert path in found(filled, run), run


def test_only_the_current_run_is_searched(store: Store) -> None:
    store.add(*bulletin(path="a", text="旧稿签约"), "x1")
    store.add(*bulletin(path="a", text="新稿签约"), "x1")
    read, content = bulletin(path="a", text="新稿签约")
    store.add(read, content, "x2")
    assert found(store, "旧稿") == ""
    (hit,) = store.search("新稿")
    assert hit.run_id == store.history(hit.document_id)[-1].run_id
    assert len(store.search("签约")) == 1


def test_a_long_text_is_searched_to_its_end(store: Store) -> None:
    """Further than 16,383 words, and with more than 255 of one of them."""
    long = "签约项目甲乙。" * 6_000 + "长文末尾，到位资金。"
    store.add(*bulletin(path="long", text=long), EXTRACTOR)
    (hit,) = store.search("末尾 到位资金 签约")
    assert hit.start > 40_000
    assert [hit.matched, "末尾，到位资金" in hit.snippet] == ["签约", True]
    assert hit.occurrences == 6_002


def test_a_text_of_too_many_different_words_is_still_searched(store: Store) -> None:
    names = "，".join(
        f"{chr(0x4E00 + number // 300)}{chr(0x5E00 + number % 300)}{number}" for number in range(90_000)
    )
    assert terms_of(folded(names)) == {EVERY}
    store.add(*bulletin(path="huge", text=names), EXTRACTOR)
    store.add(*bulletin(path="small", text="签约"), EXTRACTOR)
    assert [hit.path for hit in store.search("89999")] == ["huge"]
    assert [hit.path for hit in store.search("签约")] == ["small"]
    assert MOST_BYTES < 2**20


def test_the_best_stands_first(store: Store) -> None:
    filler = "其他内容。" * 40
    for path, text, issued in [
        ("older", "到位资金" + filler, "2031-09-05"),
        ("newer", "到位资金" + filler, "2031-10-05"),
        ("often", "到位资金，" * 5 + filler, "2031-01-05"),
        ("long", "到位资金" + filler * 9, "2031-12-05"),
    ]:
        store.add(*bulletin(path=path, text=text + path, issued=issued), EXTRACTOR)
    read, content = bulletin(path="title", text="到位资金" + filler * 2)
    read.meta.title = "到位资金通报"
    store.add(read, content, EXTRACTOR)
    assert [hit.path for hit in store.search("到位资金")] == ["title", "often", "newer", "older", "long"]
    assert [hit.path for hit in store.search("到位资金", limit=2)] == ["title", "often"]
    assert store.search("到位资金", limit=0) == []


def test_what_a_hit_tells(store: Store) -> None:
    store.add(
        *bulletin(Number("1"), area=WEST, path="w", text="前" * 50 + "到位\n资金" + "后" * 90), EXTRACTOR
    )
    store.add(*bulletin(area=EAST, path="e", text="无"), EXTRACTOR)
    (hit,) = store.search("位 资金")
    assert (hit.area, hit.area_code, hit.issued, hit.title) == ("西溪区", "990102", "2031-09-05", "合成通报")
    assert hit.snippet == "…" + "前" * 23 + "到位 资金" + "后" * 62 + "…"
    assert [hit.matched, hit.spans[1][0] - hit.end, hit.occurrences] == ["位", 1, 2]


def test_the_snippet_shows_as_many_words_as_it_can() -> None:
    assert best_window([[(0, 2), (300, 302)], [(330, 332)], [(900, 902)]]) == ((300, 302), (330, 332))


@given(st.text(max_size=40))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens_of(folded(text)))


@given(st.text(max_size=40))
def test_any_question_has_words_or_none(text: str) -> None:
    for word in words_of(text):
        assert all(phrase.terms for phrase in word.phrases)


@given(st.text(alphabet="签约项目甲乙12.,%gD ，", min_size=1, max_size=30), st.data())
def test_what_is_in_the_terms_of_a_word_is_in_those_of_its_text(text: str, data: st.DataObject) -> None:
    kept = folded(text)
    tokens = tokens_of(kept)
    if tokens:
        first = data.draw(st.integers(0, len(tokens) - 1))
        last = data.draw(st.integers(first, len(tokens) - 1))
        words = words_of('"' + kept[tokens[first].start : tokens[last].end] + '"')
        for phrase in words[0].phrases[:1]:
            assert phrase.terms <= terms_of(kept)
            if (
                max(
                    [
                        b.start - a.end
                        for a, b in zip(tokens[first:last], tokens[first + 1 : last + 1], strict=True)
                    ],
                    default=0,
                )
                <= 4
            ):
                assert (tokens[first].start, tokens[last].end) in set(words[0].places(tokens))
