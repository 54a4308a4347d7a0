"""Spoken measures: what a clause without a number says of a measure, of which the next clause tells how much.

>>> measure_before("；旅游收入受天气影响，降至", "money"), measure_before("；工业投资止跌回升，增长", "percent")
('旅游收入', '工业投资')
>>> measure_before("着力扩大有效投资，增长", "percent"), measure_before("；失业率保持稳定，新增", "money")
('', '')
"""

from __future__ import annotations

import regex

from extract.composition import COUNTED
from extract.heads import clean
from extract.patterns import compile_pattern

# What a measure ends in, for which kind of number
AMOUNT = regex.compile(
    r"(?:额|值|投资|收入|支出|税收|GDP|[进出]口|存款|贷款|余额|利润|[内外]资|资金|总量|规模|消费|费用|成本|社零)$"
)
HEADCOUNT = regex.compile(r"(?:数|人口|人次|就业|客流|量)$")
QUANTITY = regex.compile(r"(?:量|面积|产量|里程|浓度|容量|装机|规模|用电)$")
# 旅游收入|受天气影响: how a measure fares, right behind its name
SPOKEN = compile_pattern(
    r"""(?: [\s年月日\-—–至到末底份初] | \d{1,4} (?= \s? [年月日\-—–至到] ) | 全年 | 今年以来 | 当月 | [上下]半年
            | [前首]?[一二三四]季度 | 其中 | 不过 | 但 | 而 | 此外 | 同时 | 另外 | 从单月看 )*
        (?P<measure> (?: PM ?2\.5 | PM ?10 | (?P<sized> \d{1,5} [万亿]{0,2} 元 (?: 以上 | 以下 )? 的? ) )?
            (?: (?! <plan_cue> | <no_measure> | 扩大 (?! 再 ) | 使 (?! 用 ) | 通过 (?! 量 ) | 以 (?! 来 | [上下] )
                | 从 (?! 业 ) ) [^，。；：、()\d] ){0,16}?
            (?: <measure> | (?<! [总一全] ) [率量额值] | 人数 | 件数 | 起数 | 户数 | 总数 | 新增就业 ) )
        (?: 增速 | 增幅 | 增长率? )?
        # 5000万元以上项目开工率，甲镇、乙镇双双达到100%
        (?= <measure_fares> | 逐[月季年] | (?(sized) $ | (?!) ) )
        [^，。；：\d]* $"""
)
# 财政总收入和一般预算收入均实现翻番：前者|达184亿元
PAIR = compile_pattern(
    r"""(?P<one> [^，。；：、\d和与及]{2,16}? (?: <measure> | [率量额值数] ) ) [和与及、]
        (?P<other> [^，。；：、\d和与及]{2,16}? (?: <measure> | [率量额值数] ) ) (?! \p{Han}? [率量额值数] )"""
)
ONE_OF_TWO = {"前者": "one", "后者": "other"}
MARKS = regex.compile(r"[，。；：\n]")
# So many clauses before the number's own are looked at
REACH = 2
LONGEST = 120
LONGEST_PAIR = 200


def measure_before(wide: str, kind: str) -> str:
    """The measure that the clauses before a number without a head speak of, where its kind may measure it.

    Args:
        wide: all that is said since the number before.
        kind: the kind of the number's unit.
    """
    if "，" not in wide:
        return ""
    clauses = MARKS.split(wide[-LONGEST:])[:-1]
    for clause in clauses[: -REACH - 1 : -1]:
        found = SPOKEN.match(clause)
        if found is not None:
            measure = clean(found["measure"])
            return measure if len(measure) > 1 and _may_measure(measure, kind) else ""
    return ""


def one_of_two(text: str, at: int, which: str) -> str:
    """The measure that 前者 or 后者 at `at` points back to, where the sentence opens with two of them.

    >>> text = "财政总收入和一般预算收入双双翻番：前者达"
    >>> one_of_two(text, len(text), "前者"), one_of_two(text, len(text), "后者")
    ('财政总收入', '一般预算收入')
    """
    start = max(text.rfind("。", 0, at), text.rfind("\n", 0, at), at - LONGEST_PAIR) + 1
    found = PAIR.search(text, start, at) if which in ONE_OF_TWO else None
    return clean(found[ONE_OF_TWO[which]]) if found else ""


def _may_measure(measure: str, kind: str) -> bool:
    """Whether a number of that kind can tell how much a measure is, or how it changed.

    >>> _may_measure("旅游收入", "money"), _may_measure("销售面积", "money"), _may_measure("客流量", "percent")
    (True, False, True)
    """
    if kind in ("percent", "points", "times_as"):
        return True
    if kind == "money":
        return AMOUNT.search(measure) is not None
    if kind in COUNTED:
        return HEADCOUNT.search(measure) is not None
    return QUANTITY.search(measure) is not None
