"""Assembly: drafts become records with codes, base units, links and ids."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.codes import code_of, indicators
from extract.coding import code_of_criterion, code_of_figure, code_of_percentage, told_in_dollars
from extract.draft import Draft
from extract.labels import label_of
from extract.lists import NamedList, RankedList
from extract.place import Place
from extract.situation import Context
from extract.units import unit_of
from extract.years_reviewed import end_of_span
from schemas import Document, Figure, Percentage, Period, Ranking, RankingEntry, Roster

# What stands as of a day, by a word anywhere in its head, or by its last word where nothing happens to it
STOCK = regex.compile(
    r"在库|存栏|在谈|在建|储备|存量|余量|余额|人口|保有|现有|入驻|企业数|床位|面积|里程|总数|户数"
)
STANDS = regex.compile(
    r"""^ (?! .* (?: 新 | 引进 | 招引 | 签 | 开工 | 投产 | 竣工 | 完成 | 走访 | 拜访 | 对接 | 接待 | 培 | 认定 | 发放
        | 办理 | 建成 | 实现 | 落户 | 注册 | 入驻 | 投入 | 兑 | 涉 | 销 | 生产 | 交付 | 减 | 增 ) )
        .* (?: 企业 | 机构 | 主体 | 从业人员 | 党员 | 学校 | 医院 | 商户 | 公司 | 合作社 | 家庭农场 | 职工 | 基站 | 装机
            | 装机容量 | 汽车 | 资产 | 负债 | 总动力 | 储量 | 蓄水量 ) (?: 数 | 总额 | 保有量 )? $""",
    regex.VERBOSE,
)
# How far back a subject may have been named, in characters
SUBJECT_REACH = 600
# How many figures may have lent one head on
MOST_LENDERS = 20


def records(drafts: Sequence[Draft], document: Document) -> tuple[list[Figure], list[Percentage]]:
    """Figures and percentages in the order of the text, ids and links resolved."""
    ids = {id(draft): f"{'p' if draft.is_percent else 'f'}{index}" for index, draft in enumerate(drafts, 1)}
    in_dollars = told_in_dollars(drafts)
    figures: list[Figure] = []
    percentages: list[Percentage] = []
    for draft in drafts:
        if draft.is_percent:
            percentages.append(_percentage(draft, ids, document, in_dollars))
        else:
            figures.append(_figure(draft, ids, document))
    return figures, percentages


def _reference(draft: Draft | None, ids: dict[int, str]) -> str | None:
    return ids.get(id(draft)) if draft is not None else None


def _shared(draft: Draft, ids: dict[int, str], document: Document) -> dict[str, object]:
    number = draft.number
    page, boxes = document.page_and_boxes(number.start, number.end)
    return {
        "id": ids[id(draft)],
        "quote": document.text[number.start : number.end],
        "start": number.start,
        "end": number.end,
        "page": page,
        "boxes": boxes,
        "confidence": document.confidence(number.start, number.end),
        "rule": draft.rule,
        "inherited": _inherited(draft, document.text),
        "value": draft.value,
        "value_max": number.value_max,
        "unit": draft.unit,
        "bound": number.bound,
        "facets": _facets(draft),
        "subject": draft.subject,
        "period": _settled_period(draft),
        "status": draft.status,
        "whole": _reference(draft.whole, ids),
        "table": draft.table,
    }


def _facets(draft: Draft) -> dict[str, object]:
    narrowing = draft.narrowing
    return {
        "industry": narrowing.industry,
        "size": narrowing.size,
        "origin": narrowing.origin,
        "other": draft.other,
    }


def _settled_period(draft: Draft) -> Period | None:
    """截至9月底: a stock stands as of then; a flow has run from January."""
    period = draft.period
    if period is None or period.kind != "as_of" or period.end is None or draft.status != "actual":
        return period
    code = code_of(draft.head, draft.unit_kind)
    row = next((row for row in indicators() if row.code == code), None)
    if (STOCK.search(draft.head) or STANDS.search(draft.head)) or (
        row is not None and row.aggregation == "stock" and row.code != "investment_planned"
    ):
        return period
    return Period(start=f"{period.end[:4]}-01", end=period.end[:7], kind="cumulative", text=period.text)


def _inherited(draft: Draft, text: str) -> list[dict[str, object]]:
    """Where the attributes stand that were not printed in the clause of the number itself."""
    period = draft.period.text if draft.period else ""
    places = (
        ("period", draft.period_from or _before(text, period, draft, len(text))),
        ("indicator", _head_place(draft)),
        ("subject", _before(text, draft.subject or "", draft, SUBJECT_REACH)),
        ("status", _status_place(draft)),
    )
    return [{"field": field, "start": at[0], "end": at[1]} for field, at in places if at is not None]


def _status_place(draft: Draft) -> tuple[int, int] | None:
    """The words before the clause that made what follows a target or a forecast: 力争, 下步打算."""
    at = draft.status_from
    told = at is not None and draft.status != "actual" and draft.table is None and at[1] <= draft.cue_from
    return at if told else None


def _before(text: str, words: str, draft: Draft, reach: int) -> tuple[int, int] | None:
    """The last place of some words before the clause of a number; `None` where the clause has them itself."""
    clause, number = draft.cue_from, draft.number.start
    if not words or draft.table is not None or text.find(words, clause, number) >= 0:
        return None
    at = text.rfind(words, max(0, clause - reach), clause + len(words) - 1)
    return (at, at + len(words)) if at >= 0 else None


def _head_place(draft: Draft) -> tuple[int, int] | None:
    """The clause of the figure that lent its head, through all that lent it on."""
    source = draft.head_source
    for _ in range(MOST_LENDERS):
        if source is None or source.head_source is None:
            break
        source = source.head_source
    if source is None or source.table is not None or source.cue_from >= source.number.start:
        return None
    return source.cue_from, source.number.start


def _figure(draft: Draft, ids: dict[int, str], document: Document) -> Figure:
    label = label_of(draft.head, draft.unit, draft.unit_kind)
    fields = _shared(draft, ids, document)
    fields["indicator"] = label
    fields["code"] = code_of_figure(draft)
    try:
        unit = unit_of(draft.unit)
    except KeyError:
        return Figure.model_validate(fields)
    fields["base_value"] = draft.value * unit.factor
    fields["base_unit"] = unit.base_unit
    return Figure.model_validate(fields)


def _percentage(
    draft: Draft, ids: dict[int, str], document: Document, in_dollars: frozenset[str]
) -> Percentage:
    fields = _shared(draft, ids, document)
    of = draft.of
    kind = of.unit_kind if of is not None and not of.is_percent else None
    fields["indicator"] = (
        label_of(draft.head, of.unit, kind) if of is not None and kind else _ratio_label(draft)
    )
    fields["code"] = code_of_percentage(draft, in_dollars)
    fields |= {
        "kind": draft.kind,
        "comparison": draft.comparison if draft.kind == "growth" else None,
        "of": _reference(of, ids),
        "base": draft.base,
        "base_of": _reference(draft.base_of, ids),
    }
    return Percentage.model_validate(fields)


def _ratio_label(draft: Draft) -> str:
    return (
        draft.head + "数"
        if draft.kind in ("growth", "share", "completion") and draft.head.endswith("项目")
        else draft.head
    )


def rankings(
    lists: Sequence[tuple[RankedList, Context]], places: Sequence[tuple[Place, Context]], document: Document
) -> list[Ranking]:
    """Rankings in the order of the text."""
    found = [_ranked(ranked, context, document) for ranked, context in lists]
    found += [_placed(place, context, document) for place, context in places]
    found.sort(key=lambda ranking: ranking.start)
    for index, ranking in enumerate(found, 1):
        ranking.id = f"r{index}"
        ranking.page, ranking.boxes = document.page_and_boxes(ranking.start, ranking.end)
    return found


def _ranked(ranked: RankedList, context: Context, document: Document) -> Ranking:
    return Ranking(
        id="",
        quote=document.text[ranked.start : ranked.end],
        start=ranked.start,
        end=ranked.end,
        rule=ranked.rule,
        criterion=ranked.criterion,
        code=code_of_criterion(ranked.criterion),
        scope=ranked.scope,
        order=ranked.order,
        entries=[RankingEntry(subject=name, rank=rank) for name, rank in ranked.places()],
        period=context.period,
    )


def _placed(place: Place, context: Context, document: Document) -> Ranking:
    period = place.period or context.period
    if place.earlier and isinstance(period, Period):
        # 由第9位上升到第7位: in a review of several years the place before them
        over_years = context.years if place.period is None else None
        period = end_of_span(over_years, "from") if over_years else period.year_before()
    return Ranking(
        id="",
        quote=document.text[place.start : place.end],
        start=place.start,
        end=place.end,
        rule="ranking.place",
        criterion=place.criterion,
        code=code_of_criterion(place.criterion),
        scope=place.scope,
        order=place.order,
        entries=[RankingEntry(subject=name or context.home, rank=rank) for name, rank in place.entries()],
        period=period,
    )


def rosters(found: Sequence[NamedList], document: Document) -> list[Roster]:
    """Rosters in the order of the text."""
    return [
        _roster(f"o{index}", roster, document)
        for index, roster in enumerate(sorted(found, key=lambda roster: roster.start), 1)
    ]


def _roster(name: str, roster: NamedList, document: Document) -> Roster:
    page, boxes = document.page_and_boxes(roster.start, roster.end)
    return Roster(
        id=name,
        quote=document.text[roster.start : roster.end],
        start=roster.start,
        end=roster.end,
        page=page,
        boxes=boxes,
        rule=roster.rule,
        condition=roster.condition,
        members=[member.name for member in roster.members],
        count=roster.count,
    )
