"""What the ratios of a table are taken of, where more than the heads of one quantity tells it."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.amounts import is_ratio
from extract.draft import Draft
from extract.kinship import same_unit
from extract.table_heads import COUNTED, Column
from extract.table_rows import Row

TAXES = frozenset({"税收", "税收收入", "税", "非税", "非税收入"})
REVENUES = {"税收": "税收收入", "税": "税收收入", "非税": "非税收入"}
REVENUE = regex.compile(r"预算收入|财政收入|财政总收入")

# 游客构成 over 省内 and 省外: shares of the visitors
COMPOSED = regex.compile(r"(?P<of>\p{Han}{2,6}?)(?:来源|类型|年龄|性别)?(?:构成|结构)(?=.)")
PEOPLE = regex.compile(r"[客口员生人者源]$")
# 优良天数比例 behind 优良天数
RATIO_OF = regex.compile(r"(?:所占)?(?:比例|占比|比重)$")
# The cells of a table by row and column
TableDrafts = dict[tuple[int, int], Draft]
# A relation between columns holds where it does in so many of their rows, and in no fewer than these.
MOST = 0.7
LEAST_ROWS = 3


def link_by_name(ratio: Draft, column: Column, told: Sequence[Draft]) -> None:
    """By the names of what the row told before: 优良天数比例 is that of 优良天数, 游客构成 a share of 接待游客."""
    composed = COMPOSED.match(ratio.head) if ratio.kind == "share" else None
    if composed is not None and ratio.base_of is None:
        ratio.base_of, ratio.of = _composed_of(composed["of"], ratio.head[composed.end() :], told), None
        if composed["of"] in ratio.head[composed.end() :]:
            ratio.head = ratio.head[composed.end() :]
    elif column.role in ("rate", "share") and ratio.of is None:
        name = RATIO_OF.sub("", ratio.head)
        named = (level for level in reversed(told) if COUNTED.sub("", level.head) == COUNTED.sub("", name))
        ratio.of = (
            next((level for level in named if not level.is_percent), None) if name != ratio.head else None
        )


def _composed_of(name: str, part: str, told: Sequence[Draft]) -> Draft | None:
    """What is made up of such parts: 接待游客 with 客源构成, 常住人口 with 年龄构成 over 60岁及以上人口."""
    levels = [level for level in told if not level.is_percent]
    people = PEOPLE.search(name) is not None
    choices = (
        [level for level in levels if name in level.head],
        [level for level in levels if len(part) > 2 and level.head.endswith(part[-2:])],
        [level for level in levels if people and level.unit_kind in ("people", "times")],
    )
    return next((some[0] for some in choices if some), None)


def share_of_last(share: Draft, last: Draft | None) -> None:
    """税收占比 behind 一般公共预算收入: the share of another quantity in it."""
    level = share.of or (
        last if share.head in TAXES and last is not None and REVENUE.search(last.head) else None
    )
    if level is not None and share.head and share.head != level.head:
        share.head = share.head.removeprefix(level.head)
        share.head = REVENUES.get(share.head, share.head)
        share.of, share.base_of = None, level


def link_shares(drafts: TableDrafts, rows: Sequence[Row], columns: Sequence[Column]) -> None:
    """占全市比重: of the cell in the total row, or of what the part itself is a part of."""
    total = next((row.index for row in rows if row.kind == "total"), None)
    totals = {d.table.column: d for (row, _), d in drafts.items() if row == total and d.table}
    for column in columns:
        for row in rows if column.role == "share" else ():
            draft = drafts.get((row.index, column.index))
            of = draft.of if draft is not None else None
            if draft is None or of is None or of.table is None or row.index == total:
                continue
            whole = totals.get(of.table.column) or of.whole
            if whole is not None and is_ratio(draft, of, whole):
                draft.base_of = whole


def prove_ratios(drafts: TableDrafts, rows: Sequence[Row], columns: Sequence[Column]) -> None:
    """A rate, or a completion whose goal no head tells, is taken of the two columns that give it row by row."""
    levels = [c for c in columns if c.role in ("level", "goal")]
    for column in columns:
        if column.role not in ("rate", "completion", "share"):
            continue
        cells = [
            (row.index, drafts[row.index, column.index])
            for row in rows
            if (row.index, column.index) in drafts
        ]
        if any(draft.of is not None and draft.base_of is not None for _, draft in cells):
            continue
        before = [c.index for c in levels if c.index < column.index]
        pair = next(
            (
                (part, whole)
                for part in reversed(before)
                for whole in reversed(before)
                if part != whole and _holds(drafts, cells, part, whole)
            ),
            None,
        )
        for row, draft in cells if pair else ():
            assert pair is not None
            part, whole = drafts.get((row, pair[0])), drafts.get((row, pair[1]))
            if part is not None and whole is not None:
                draft.of, draft.base_of = part, whole
                if whole.head.startswith("应"):
                    # 已开工项目 behind 应开工项目
                    part.whole = whole
                if column.role != "rate" and draft.head in part.head:
                    # 投资完成比例 behind 完成投资, 税收占比 behind 税收收入
                    draft.head, draft.narrowing = part.head, part.narrowing


def _holds(drafts: TableDrafts, cells: Sequence[tuple[int, Draft]], part: int, whole: int) -> bool:
    tried = [
        (d, drafts[r, part], drafts[r, whole])
        for r, d in cells
        if (r, part) in drafts and (r, whole) in drafts
    ]
    tried = [
        (d, a, b) for d, a, b in tried if same_unit(a, b) and not a.is_percent and d.number.kind == "percent"
    ]
    held = sum(is_ratio(d, a, b) for d, a, b in tried)
    return len(tried) >= LEAST_ROWS and held >= MOST * len(tried)
