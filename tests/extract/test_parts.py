"""The named groups of words: each group stands once, and each word once in its group."""

from __future__ import annotations

from collections import Counter

import regex

from extract.lexicon import folder, parts


def test_a_group_is_defined_once() -> None:
    names = regex.findall(r"(?m)^(\w+):", folder().joinpath("parts.yaml").read_text(encoding="utf-8"))
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_a_word_stands_once_in_its_group() -> None:
    again = {name: [word for word, n in Counter(words).items() if n > 1] for name, words in parts().items()}
    assert {name: words for name, words in again.items() if words} == {}
