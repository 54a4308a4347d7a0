"""What columns take over from their neighbours: the quantity of 年度任务, of 同比, of 已办结 behind 交办事项(件)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from extract.table_heads import (
    CHANGED_BY,
    COUNTED,
    NO_FIGURES,
    Column,
    is_counted,
    is_state,
)

# 完成数 beside 推进中 and 滞后
DONE = regex.compile(r"(?:已|全部|实际)?(?:完成|办结)(?:[件项个户]?数|数量)?")
# 重点任务数(项) behind which their states stand counts tasks; 年度任务, 开工任务 are what is to be reached.
TASKS = regex.compile(r"(?!.*(?:目标|计划|下达|年度|全年|指标|[开竣复完][工成]))\p{Han}*任务(?:总?数量?)?")
OF_TASKS = regex.compile(r"推[进动]|序时|滞后|缓慢|办[理结]|逾期|超期|落实|进展")
# 转办量, 承办(件): what was done with them names no things
DEED = regex.compile(
    r"\p{Han}*量|(?:承|受|转|交|应|主|协|批|督|领)办|办理|受理|登记|收到|接[收到]|派发|下[达发]|排查|检查|摸排"
)
# 应开工项目: of those that have begun
DUE = regex.compile(r"^(?:应|拟|需|计划)\p{Han}{2}(?=\p{Han}{2})")


def with_neighbours(columns: Sequence[Column]) -> list[Column]:
    """The columns, with the quantities and units that only their neighbours name."""
    return _with_indicators(_with_states(_with_changes(columns)))


def _with_changes(columns: Sequence[Column]) -> list[Column]:
    """比年初增减 beside 同比增长(%): the one without a sign of percentages is a difference."""
    signed = {c.family for c in columns if c.role == "growth" and c.own_unit and c.unit == "%"}
    return [
        replace(c, role="change", unit="")
        if c.role == "growth" and c.family in signed and not c.own_unit and CHANGED_BY.match(c.leaf)
        else c
        for c in columns
    ]


def _with_states(columns: Sequence[Column]) -> list[Column]:
    """已办结, 正在办理 behind 交办事项(件): how many of those are in which state, and parts of them."""
    done = list(columns)
    for place, counted in enumerate(columns):
        run = _states_behind(counted, columns[place + 1 :])
        tasks = counted.role == "goal" and TASKS.fullmatch(counted.leaf) is not None
        tasks = tasks and any(OF_TASKS.search(column.leaf) for column in run)
        if not any(is_state(column.leaf) for column in run):
            continue
        if counted.role == "goal" and not tasks:
            # 已开工 behind 年度任务(户): of a goal, and no parts of it
            for column in run:
                done[column.index] = replace(column, unit=counted.unit)
            continue
        of = DUE.sub("", COUNTED.sub("", counted.leaf if tasks else counted.indicator))
        if tasks:
            done[place] = replace(counted, role="level", indicator=of)
        for column in run:
            words = COUNTED.sub("", column.leaf)
            names_of = "" if DEED.fullmatch(of) else of
            done[column.index] = replace(
                column,
                role="level",
                indicator=words if names_of in words else words + names_of,
                unit=counted.unit,
                family=counted.family,
                part=True,
            )
    return done


def _states_behind(counted: Column, behind: Sequence[Column]) -> list[Column]:
    """The columns of states behind one that counts; what is taken of them may stand between."""
    counts = is_counted(counted.unit) or (not counted.unit and COUNTED.search(counted.leaf))
    if not counts or counted.role not in ("level", "goal") or is_state(counted.leaf):
        return []
    run: list[Column] = []
    for column in behind:
        if column.is_ratio:
            continue
        fits = column.unit in ("", counted.unit) and column.role not in NO_FIGURES
        if not fits or not (is_state(column.leaf) or DONE.fullmatch(column.leaf)):
            break
        run.append(column)
    return run


def _with_indicators(columns: Sequence[Column]) -> list[Column]:
    """Columns that name no quantity of their own tell of that of a neighbour: 年度任务 before, 同比 behind it."""
    named = [c for c in columns if c.indicator and c.role not in NO_FIGURES]
    in_family = {c.family: c for c in named}
    levels: dict[int, Column] = {}
    done: list[Column] = []
    last: Column | None = None
    for place, column in enumerate(columns):
        if not column.indicator and column.role not in NO_FIGURES:
            behind = columns[place + 1] if place + 1 < len(columns) else None
            source = in_family.get(column.family) or last
            if (
                column.role == "goal"
                and behind is not None
                and behind.role == "level"
                and _alike(behind, column)
            ):
                unit = column.unit or behind.unit
                column = replace(column, indicator=behind.indicator, family=behind.family, unit=unit)
            elif source is not None:
                level = levels.get(source.family, source)
                unit = column.unit or ("" if column.is_ratio or level.is_ratio else level.unit)
                column = replace(column, indicator=level.indicator, family=level.family, unit=unit)
            if column.indicator:
                in_family.setdefault(column.family, column)
        if column.indicator and column.role not in NO_FIGURES:
            last = column
            if column.role == "level" and not column.part:
                levels[column.family] = column
        done.append(column)
    return done


def _alike(one: Column, other: Column) -> bool:
    return bool(one.indicator) and (one.unit == other.unit or not other.unit)
