"""The table of what stands around a bulletin on a page, and the labels of a page's line of facts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

import regex
from pydantic import field_validator

from loaders.patterns import build
from loaders.wordlists import Row, read_rows

Place = Literal["any", "top", "edge", "prefix", "tail", "inline"]
FieldName = Literal["published", "source_name", "author", "attachments"]
# Furniture is short; a longer line need not be tried.
LONGEST = 240

DATE_TIME = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
# What may stand behind a label that is not known, as long as known ones stand beside it.
STRANGE_VALUE = regex.compile(r"[^，。；]{0,20}")
LINE_PLACES: tuple[Place, ...] = ("any", "top", "edge", "tail")
# How the groups are called by which the pattern of all rows tells which row it was
ROW = "row_"
LABEL_SIGNS = frozenset(":：>|｜")
TRIM = " |,，;；\t【[("


class FurnitureRow(Row):
    """One kind of furniture. Named groups of the pattern are what it tells of the bulletin.

    `place`: a whole line `any`where, at the `top` before the first paragraph, at the `edge` (top, or after
    the last paragraph), the `prefix` of a line, the line that begins the `tail` of the page, or `inline`.
    """

    kind: str
    place: Place
    pattern: str
    example: str
    counterexample: str
    comment: str

    def match(self, line: str) -> regex.Match[str] | None:
        """How the line is this furniture, or `None`."""
        pattern = _compiled(self.pattern)
        if self.place == "inline":
            return pattern.search(line)
        return pattern.match(line) if self.place == "prefix" else pattern.fullmatch(line)

    def finditer(self, text: str) -> Iterable[regex.Match[str]]:
        """Every place in a whole text that is this furniture."""
        return _compiled(self.pattern).finditer(text)


class Label(Row):
    """A label of a line such as `发布时间：… 来源：…`; `alone`: it may be the only one of its line."""

    label: str
    field: FieldName | None
    alone: bool
    value: str

    @field_validator("field", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return value or None


@cache
def furniture_rows(*places: Place) -> tuple[FurnitureRow, ...]:
    """The rows of these places, or all."""
    rows = read_rows("furniture.csv", FurnitureRow)
    return tuple(row for row in rows if not places or row.place in places)


def first_match(line: str, *places: Place) -> tuple[FurnitureRow, regex.Match[str]] | None:
    """The first row of these places that the line matches, and how."""
    whole = _whole_line(line) if len(line) <= LONGEST else None
    if whole is None:
        return None
    rows = furniture_rows(*LINE_PLACES)
    first = next((place for place in range(len(rows)) if whole[f"{ROW}{place}"] is not None), len(rows))
    if first < len(rows) and rows[first].place in places:
        return rows[first], whole
    found = ((row, row.match(line)) for row in rows[first + 1 :] if row.place in places)
    return next(((row, match) for row, match in found if match), None)


@lru_cache(maxsize=256)
def _whole_line(line: str) -> regex.Match[str] | None:
    """How any row matches a line, which is asked again and again while its surroundings are judged."""
    return _any_row().match(line)


def may_be_furniture(line: str) -> bool:
    """Whether a line is worth a look at all: nearly every one is not.

    >>> may_be_furniture("— 2 —"), may_be_furniture("来源:某局"), may_be_furniture("全区签约52个。")
    (True, True, False)
    """
    if len(line) > LONGEST:
        return any(row.match(line) for row in furniture_rows("prefix"))
    return not LABEL_SIGNS.isdisjoint(line) or _whole_line(line) is not None


def read_labels(line: str) -> dict[str, str] | None:
    """What a line made of known labels only tells; `None` where it is any other line.

    >>> read_labels("2024-04-10 08:17  来源：某某新闻  浏览次数：386")
    {'published': '2024-04-10 08:17', 'source_name': '某某新闻'}
    >>> read_labels("来源：某某日报　2023年4月28日　作者：王某")
    {'published': '2023年4月28日', 'source_name': '某某日报', 'author': '王某'}
    >>> read_labels("来源：各区上报，截至9月底") is None
    True
    """
    if len(line) > LONGEST or LABEL_SIGNS.isdisjoint(line):
        return None
    bare = line[1:-1] if line[:1] + line[-1:] in ("()", "【】", "[]") else line
    known = _read_pairs(bare, _label_pattern())
    return known if known is not None else _read_pairs(bare, _any_label_pattern())


def opens_label(text: str) -> bool:
    """Whether a text begins with a label such as pages put over an article.

    >>> opens_label(" 发布时间：2016-08-09"), opens_label("其中：甲镇")
    (True, False)
    """
    return _label_pattern().match(text[:LONGEST].lstrip()) is not None


def _read_pairs(bare: str, labels: regex.Pattern[str]) -> dict[str, str] | None:
    """The facts of a line that these labels divide; `None` where something of it does not fit."""
    finds = list(labels.finditer(bare))
    if not finds:
        return None
    ends = [match.start() for match in finds[1:]] + [len(bare)]
    pairs = [
        (_labels().get(match["label"]), _value(bare[match.end() : end]))
        for match, end in zip(finds, ends, strict=True)
    ]
    prefix = _prefix().fullmatch(bare[: finds[0].start()])
    if prefix is None or not _plausible(pairs, bool(prefix["published"])):
        return None
    return _facts(prefix["published"], pairs)


def _value(text: str) -> str:
    """What stands behind a label, without the brackets that some pages put around it: 发布日期：[2023-09-05]."""
    value = text.strip(TRIM)
    return value if value.count("[") >= value.count("]") else value.removesuffix("]").rstrip()


def _plausible(pairs: list[tuple[Label | None, str]], dated: bool) -> bool:
    known = [(label, value) for label, value in pairs if label]
    fits = all(not value or _compiled(label.value).fullmatch(value) for label, value in known)
    if len(known) < len(pairs):
        # 会员编号：00712 beside 发布日期：… 点击：…
        strange = all(STRANGE_VALUE.fullmatch(value) for label, value in pairs if not label)
        facts = [label for label, value in known if label.field == "published" and value]
        return fits and strange and len(known) > 1 and (dated or bool(facts))
    return fits and (dated or len(pairs) > 1 or known[0][0].alone)


def _facts(published: str | None, pairs: Iterable[tuple[Label | None, str]]) -> dict[str, str]:
    facts = {"published": published} if published else {}
    for label, value in pairs:
        if label and label.field and value:
            dated = _dated().search(value) if label.field != "published" else None
            if dated is not None:
                facts.setdefault("published", dated["published"])
                value = value[: dated.start()]
            facts.setdefault(label.field, _byline().sub("", value).strip())
    return facts


@cache
def _dated() -> regex.Pattern[str]:
    """来源：某报 2023年4月28日: the day stands behind the paper's name."""
    return build(r"\s+ (?P<published><<date>>) \s* \Z", date=DATE_TIME)


@cache
def _byline() -> regex.Pattern[str]:
    """来源：某报 记者 某某 通讯员 某某: who wrote it is no part of the paper's name."""
    return build(
        r"\s+ (?:本报|本网|特约|见习)? (?:记者|通讯员|作者|实习生|编辑|撰稿|供稿|摄影) (?:\s|[:：]) .* \Z"
    )


@cache
def _labels() -> dict[str, Label]:
    return {row.label: row for row in read_rows("labels.csv", Label)}


@cache
def _label_pattern() -> regex.Pattern[str]:
    longest_first = sorted(_labels(), key=len, reverse=True)
    return build(r"(?<!\p{Han}) (?P<label><<words>>) \s{0,2} [:：>|｜] \s*", words="|".join(longest_first))


@cache
def _any_label_pattern() -> regex.Pattern[str]:
    """Known labels, and any short word that stands where one may: after a space, before a colon."""
    return build(r"(?<! [^\s|] ) (?P<label>\p{Han}{2,6}) \s{0,2} [:：] \s*")


@cache
def _prefix() -> regex.Pattern[str]:
    """What may stand before the first label: a date and time, buttons."""
    buttons = "|".join(row.pattern for row in furniture_rows() if row.kind == "buttons")
    return build(
        r"\s* (?P<published><<date>>)? [\s|]* (?:<<buttons>>)? [\s|]*", date=DATE_TIME, buttons=buttons
    )


@cache
def _any_row() -> regex.Pattern[str]:
    """One pattern of all rows, since nearly every line is none of them; an empty group marks the row.

    Rows for whole lines are tried before those of what may stand before one.
    """
    lines = (
        f"(?:{row.pattern})\\z(?P<{ROW}{place}>)" for place, row in enumerate(furniture_rows(*LINE_PLACES))
    )
    return regex.compile("|".join((*lines, *(row.pattern for row in furniture_rows("prefix")))))


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)
