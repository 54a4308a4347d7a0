"""Superlatives: who is said to be highest or lowest, and by what; the number behind it is theirs.

>>> names = SubjectReader()
>>> superlative("PM2.5浓度最低的是台前县(", names), superlative("亩均投资强度钟埭片区最高，", names)
(Superlative(criterion='PM2.5浓度', name='台前县'), Superlative(criterion='亩均投资强度', name='钟埭片区'))
>>> superlative("城北片区最低，", names), superlative("其中连五乡减幅最大，", names)
(Superlative(criterion='', name='城北片区'), Superlative(criterion='减幅', name='连五乡'))
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from extract.draft import Draft
from extract.heads import clean, measure_of
from extract.lists import NamedList, RankedList
from extract.situation import Override
from extract.subjects import SubjectReader, apart

OF_ALL = regex.compile(
    r"""(?P<words> [^，。；：()]{0,24}? ) 最为?
        (?: [高低多少大小快慢好差强弱贵长短重热旺] | 便宜 | 集中 | 突出 | 明显 | 显著 | 活跃 | 旺盛 )
        (?: 的 (?: \p{Han}{0,3}? (?: 是 | 为 ) (?P<name> [^，。；：()、]{2,14} )
            | (?P<apposed> [^，。；：()、]{2,24} ) ) )?
        [，(：]? $""",
    regex.VERBOSE,
)
# 某镇反映最为集中: how it is told, not what is measured
TOLD = ("退步幅度", "退步", "进步幅度", "进步", "提升", "变化", "反映", "反响", "表现", "呈现", "倒数")
MEASURED = regex.compile(r"[率量度幅数额速例]$")
# 完成比例|则是|甲镇: what leads up to the name
LEADS_UP = regex.compile(
    r"(?<=\p{Han}{2}[率量度幅数额速例资入值金税口])(?:[则却又还也仍]?(?:[是为数属]|当[数属]|要数)|[则却])(?=\p{Han}{2})"
)
# By these words alone it is not said what is measured
CHANGE = regex.compile(r"(?:同比)?(?:[增降减升涨跌]幅|增速|增长|下降|上升)$")
# 完成率90%以上的; 支出进度较快: how those that a criterion names stand
THRESHOLD_TAIL = regex.compile(
    r"(?:超过|低于|高于|不足|不到|达到|达|在)?(?:\d+(?:\.\d+)?%?|[一二三四五六七八九]成)[都也]?(?:以上|以下|及以上|不到|不足|未到)?(?:的.*)?$"
)
COMPARATIVE = regex.compile(r"(?:较|比较|相对|最为?|更)[快慢高低大小多少好差强弱]$")
VERB_OF_CHANGE = regex.compile(r"增|降|占|提高|下滑|回落|上升|跌|涨|[升减]幅|缩水")


# 甲镇|、乙镇资金最多: one of several that lead
JOINED = regex.compile(r"(?:[、与及]|和(?!平))(?=\p{Han}{2})")
# 企业数量|全市|最多: among whom, and no name
OF_THE_WHOLE = regex.compile(r"全[国省市县区州旗盟镇]$")
# 新能源装机以甲县|210万千瓦|最多: whose number it is, before it
LED_BY = regex.compile(
    r"""(?: 其中 | 分? (?: 各? (?: 县\(市、区\) | 县市区? | 县区 | 区县 | 市县 | 乡镇
            | 镇街 | 街镇 | 市州 | 地市 | 盟市 | 旗县 ) | 各 [县市区镇乡地州] ) 看? ，? )*
        (?P<words> [^，。；：]{0,24}? ) 以 (?P<name> [^，。；：()、的]{2,14} ) $""",
    regex.VERBOSE,
)
LEADS = regex.compile(
    r"\s*(?:为最|最[高多大快强好低少小慢]|位?居|稳居|高居|排|名?列|领[跑先衔]|拔|独占|遥遥|夺|摘|坐|垫底|次之|紧随)"
)


# What a percentage can be measured by
RATES = ("率", "比例", "进度", "比重", "占比", "满意度")


class Superlative(NamedTuple):
    """What is compared (empty where it was said before) and whose value is the extreme one."""

    criterion: str
    name: str


# 增速|也高于全省平均水平: how its units stand beside an average or a goal
COMPARED_WITH = regex.compile(
    r"(?<=.{2})(?:[也均都又还]|全部|仍然?)*(?:高于|低于|快于|慢于|好于|优于|跑赢|跑输|超过|落后于?|领先于?|未达到?|达不到|不及)"
    r"[^，。；]{0,8}(?:平均|均值|时序|序时|进度|全省|全市|全国|全州|全县|全区|目标|任务).*$"
)


def by_condition(
    lists: Sequence[RankedList | NamedList], start: int, words: str, last: Draft | None
) -> Override | None:
    """到位率低于50%的有A、B，其中A仅为|37%: the measure that a list before was made by, if none was told since."""
    if clean(words):
        return None
    before = next((listed for listed in reversed(lists) if listed.end <= start), None)
    if before is None or (last is not None and last.is_percent and last.number.start > before.start):
        return None
    said = before.criterion if isinstance(before, RankedList) else before.condition
    measure = measured_by(said)
    return Override(criterion=measure) if measure.endswith(RATES) else None


def criterion_head(criterion: str) -> str | None:
    """The criterion as a head; `None` for a mere change (增幅最大), which is one of what was said before."""
    return None if not criterion or criterion in TOLD or CHANGE.search(criterion) else criterion


def cue_for(criterion: str, cue: str) -> str:
    """What is ranked, where the clause's own words (`cue`) tell no change of it."""
    return measured_by(criterion) if criterion and not VERB_OF_CHANGE.search(cue) else cue


def measured_by(criterion: str) -> str:
    """What a criterion measures, without how its units stand.

    >>> measured_by("支出进度较快"), measured_by("开工率在90%以上的")
    ('支出进度', '开工率')
    >>> measured_by("的增速也高于全省平均水平"), measured_by("增速低于全省平均水平的市州")
    ('增速', '增速')
    """
    bare = COMPARED_WITH.sub("", criterion).removeprefix("的")
    return COMPARATIVE.sub("", THRESHOLD_TAIL.sub("", bare))


def extreme(found: Superlative, percent: bool = False) -> Override:
    """What the number of the highest or the lowest is said to be."""
    head = None if percent else criterion_head(found.criterion)
    return Override(subject=found.name, head=head, criterion=found.criterion)


def led_by(cue: str, after: str, names: SubjectReader, percent: bool) -> Override | None:
    """Whose number it is that leads, and by what; `None` where the words before it name no unit.

    >>> led_by("各县新能源装机以甲山县", "最多，", SubjectReader(), percent=False).subject
    '甲山县'
    >>> led_by("以工业", "为主，", SubjectReader(), percent=False)
    """
    match = LED_BY.match(cue) if "以" in cue and LEADS.match(after) else None
    if match is None or not names.is_name(match["name"]):
        return None
    return extreme(Superlative(clean(match["words"]), match["name"]), percent)


def superlative(piece: str, names: SubjectReader) -> Superlative | None:
    """The superlative that closes a clause; `None` where it names no unit."""
    match = OF_ALL.search(piece)
    if match is None:
        return None
    words = match["words"].removeprefix("其中")
    if match["apposed"]:
        apposed = names.leading(match["apposed"])
        return Superlative(clean(words), apposed) if apposed else None
    if match["name"]:
        return Superlative(clean(words), match["name"]) if names.is_name(match["name"]) else None
    lead = LEADS_UP.search(words)
    if lead and names.is_name(words[lead.end() :]):
        return Superlative(clean(words[: lead.start()]), words[lead.end() :])
    first = names.leading(words)
    measure, behind = apart(first, names) if first else ("", "")
    if measure:
        return Superlative(clean(measure), behind)
    if first and JOINED.match(words, len(first)):
        return None
    if first and "以" not in first[1:]:
        return Superlative(clean(words[len(first) :]), first)
    if OF_THE_WHOLE.search(words):
        return None
    ends = (place for place in range(2, len(words) - 1) if names.is_name(words[place:]))
    places = [place for place in ends if len(words) - place > 2 or words[place:] in names.short]
    measured = [place for place in places if MEASURED.search(words[:place]) or measure_of(words[:place])]
    if not places:
        return None
    place = measured[-1] if measured else places[-1]
    return Superlative(clean(words[:place]), words[place:])
