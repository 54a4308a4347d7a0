"""What a comparison may have to say about itself, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from schemas import Message, Period

TEMPLATES: Mapping[str, Message] = {
    "same_span_other_kind": Message(
        zh="{places}：起止时间相同，但口径表述不同（{periods}），已列入。",
        en="{places}: the same span, stated as another kind of period ({periods}); included.",
    ),
    "moment": Message(
        zh="{places}：为时点数（{periods}），与所问期间同月截止，已列入。",
        en="{places}: as of a moment in the month in which the period ends ({periods}); included.",
    ),
    "other_length": Message(
        zh="{places}：另有时长或口径不同的期间（{periods}），未列入。",
        en="{places}: periods of another length or kind ({periods}) were left out.",
    ),
    "no_period": Message(
        zh="{places}：有 {count} 个数字没有期间，未列入。",
        en="{places}: {count} number(s) without a period were left out.",
    ),
    "no_area": Message(
        zh="有 {count} 个数字所在通报的地区不明（{documents}），未列入。",
        en="{count} number(s) were left out because the area of their bulletin is not known ({documents}).",
    ),
    "other_comparison": Message(
        zh="{places}：有 {count} 个增长率并非同比，未列入。",
        en="{places}: {count} growth rate(s) that are not on the year before were left out.",
    ),
    "conflict": Message(
        zh="{places}：同一指标、同一期间有不同的数字（{quotes}），按规则采用 {documents}。",
        en="{places}: different numbers for one period ({quotes}); by the rule {documents} is shown.",
    ),
    "unclear": Message(
        zh="{places}：同一通报对同一指标给出不同的数字（{quotes}），未能读出其区别，请核对原文。",
        en="{places}: one bulletin gives several numbers ({quotes}); what tells them apart was not read.",
    ),
    "rounded": Message(
        zh="{places}：各处数字取舍不同（{quotes}），在四舍五入范围内一致，采用 {documents}。",
        en="{places}: printed with different rounding ({quotes}), which agree; {documents} is shown.",
    ),
    "definitions": Message(
        zh="{places}：口径另有说明（{definitions}），单独排名。",
        en="{places}: with a definition of its own ({definitions}); ranked apart.",
    ),
    "of_others": Message(
        zh="{places}：按规则取自其他地区的通报（{reporters}）。",
        en="{places}: from the bulletin of another area ({reporters}).",
    ),
    "computed": Message(
        zh="{places}：由其他数字推算（{sources}），low 和 high 为四舍五入所容许的区间。",
        en="{places}: computed from other numbers ({sources}); low and high are what rounding allows.",
    ),
    "negative": Message(
        zh="{places}：累计数下降，推算的当月数为负；请核对是否有修订。",
        en="{places}: the cumulative figure went down, so the month is negative; look for a revision.",
    ),
    "repeated": Message(
        zh="{places}：{count} 份通报报告了同一数字（{documents}），只列一次。",
        en="{places}: {count} bulletins report the same number ({documents}); shown once.",
    ),
    "mixed_units": Message(
        zh="计量单位不同（{units}），只在同一单位内排名。",
        en="The units differ ({units}); ranks count within one unit.",
    ),
    "inexact": Message(
        zh="{places}：原文是约数或界限（{quotes}），排名按所印数字计算。",
        en="{places}: printed as approximate or as a bound ({quotes}); ranked by the printed number.",
    ),
    "range": Message(
        zh="{places}：原文是区间（{quotes}），value 为其下限。",
        en="{places}: printed as a range ({quotes}); value is its lower end.",
    ),
    "mixed_levels": Message(
        zh="所列地区级别不同（{levels}），并列时请留意。",
        en="The areas are of different levels ({levels}).",
    ),
    "conflicts": Message(
        zh="{count} 个观测值在各通报中相互矛盾，已按规则取其一（{quotes}）；preferred=False 可见全部。",
        en="{count} observation(s) differ between bulletins ({quotes}); one is preferred, preferred=False shows all.",
    ),
    "no_reference": Message(
        zh="库中没有登记行政区划，地区沿用通报中的代码和名称。",
        en="No reference areas are registered; areas keep the codes and names of their bulletins.",
    ),
    "ambiguous_name": Message(
        zh="“{word}”可指多个地区（{places}），作为单位保留。",
        en="“{word}” fits several areas ({places}); kept as a named unit.",
    ),
    "unknown_area": Message(
        zh="有 {count} 个观测值所在通报的地区不明（{documents}）。",
        en="{count} observation(s) are of bulletins whose area is not known ({documents}).",
    ),
    "predecessors": Message(
        zh="序列延续自更名或改码前的地区（{places}），已标记 predecessor。",
        en="Series go on from before a renaming or a new code ({places}); marked as predecessor.",
    ),
    "territory": Message(
        zh="合并或拆分使前后辖区不同（{changes}），已标记，未加总。",
        en="Mergers or splits changed the territory ({changes}); marked, nothing was summed.",
    ),
    "no_bulletin": Message(zh="库中没有该地区的通报", en="no bulletin of this area is in the store"),
    "not_reported": Message(zh="通报中没有这一指标", en="its bulletins do not report the indicator"),
    "only_other_period": Message(zh="只有其他期间的数字：{periods}", en="only for other periods: {periods}"),
    "only_other_status": Message(
        zh="只有其他性质的数字：{statuses}", en="only with another status: {statuses}"
    ),
    "only_other_comparison": Message(
        zh="只有并非同比的增长率", en="only growth that is not on the year before"
    ),
    "only_parts": Message(zh="只有分项或下属单位的数字", en="only for parts or units of it"),
}


def note(name: str, **words: object) -> Message:
    """The message called `name`, filled in.

    >>> note("only_other_period", periods="1-6月").en
    'only for other periods: 1-6月'
    """
    template = TEMPLATES[name]
    return Message(zh=template.zh.format(**words), en=template.en.format(**words))


def listed(words: Iterable[object], limit: int = 8) -> str:
    """Distinct words in their order; a long list is cut and says so.

    >>> listed(["a", "b", "a"]), listed("abcd", limit=2)
    ('a, b', 'a, b … (+2)')
    """
    distinct = list(dict.fromkeys(str(word) for word in words))
    rest = len(distinct) - limit
    return ", ".join(distinct[:limit]) + (f" … (+{rest})" if rest > 0 else "")


def span_words(period: Period) -> str:
    """A period as its dates.

    >>> span_words(Period.months(2021, 1, 8)), span_words(Period.as_of("2021-08"))
    ('2021-01..2021-08', '..2021-08')
    """
    return str(period.start) if period.start == period.end else f"{period.start or ''}..{period.end or ''}"


def period_words(period: Period) -> str:
    """A period as its dates, with the words that were printed.

    >>> period_words(Period.months(2021, 1, 8, text="1-8月"))
    '2021-01..2021-08 “1-8月”'
    """
    return f"{span_words(period)} “{period.text}”" if period.text else span_words(period)
