"""The page of the constructions that the rules read, written from the rules and their examples.

python -m tongbao.constructions > docs/constructions.md
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from extract.rules import RULES, Example, Rule

HEAD = """\
# Constructions

Written from the rules in `extract/rules/` by `make docs`; change the rules, not this page.

For each number the rules are tried in this order, and the first that can read it has read it; its name is the
`rule` of the record ([output.md](output.md)). The number that an example is about is printed <b>bold</b>; beside it
stands what its record must hold. `of`, `whole` and `base_of` are shown as the number that they lead to. Each example
is a test, read as the one sentence of a bulletin on 2021年1-8月. All of them are invented.
"""
TAIL = """
## Beside the rules

A structure such as 8.7:41.2:50.1 is one share for each part (`percent.structure`), a ratio of two a rate
(`percent.ratio`); the cells of tables have the rule `table.cell`. Rankings, single places and rosters are read in
`extract/lists.py`, `extract/places.py` and `extract/rosters.py`; the sentences that they read stand in
`tests/extract/test_lists.py` and `tests/extract/test_places.py`.
"""
ROOMS = {"figure": "Figures", "percent": "Percentages"}


def page(rules: tuple[Rule, ...] = RULES) -> str:
    """The whole page as Markdown."""
    return HEAD + "".join(f"{line}\n" for line in _body(rules)) + TAIL


def _body(rules: tuple[Rule, ...]) -> Iterator[str]:
    for room, title in ROOMS.items():
        yield from ("", f"## {title}")
        for rule in rules:
            if rule.id.startswith(f"{room}."):
                yield from _entry(rule)


def _entry(rule: Rule) -> Iterator[str]:
    yield from ("", f"### `{rule.id}`", "", f"{rule.reads[0].upper()}{rule.reads[1:]}.", "")
    yield from ("| sentence | gives |", "| --- | --- |")
    yield from (row(example) for example in rule.examples)
    yield from (row(example, ", by another rule") for example in rule.counterexamples)


def row(example: Example, remark: str = "") -> str:
    """A row of a rule's table.

    >>> row(Example("签约25个，其中工业5个。", "5个", {"code": None, "whole": "25个"}))
    '| 签约25个，其中工业<b>5个</b>。 | `code` none, `whole` 25个 |'
    """
    number = regex.compile(rf"(?<![\d.,]){regex.escape(example.quote)}")
    gives = ", ".join(f"`{field}` {value or 'none'}" for field, value in example.gives.items())
    return f"| {number.sub(f'<b>{example.quote}</b>', example.text, count=1)} | {gives}{remark} |"


if __name__ == "__main__":
    print(page(), end="")
