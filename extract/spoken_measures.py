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
    r"""(?: [\s\d年月日\-—–至到末底份初] | 全年 | 今年以来 | 当月 | [上下]半年 | [前首]?[一二三四]季度 | 其中 | 不过 | 但 | 而
            | 此外 | 同时 | 另外 | 从单月看 )*
        (?P<measure> (?: PM ?2\.5 | PM ?10 )?
            (?: (?! <plan_cue> | 带动 | 拉动 | 支撑 | 扩大 (?! 再 ) | 加大 | 保障 | 确保 | 坚持 | 着力 | 力促 | 努力 | 围绕 | 聚焦
                | 助力 | 助推 | 强化 | 加强 | 提升 | 提高 | 稳住 | 有力 | 有效 | 把 | 将 | 使 (?! 用 ) | 让 | 通过 (?! 量 ) | 由于 | 受
                | 因 | 随着 | 按照 | 根据 | 以 (?! 来 | [上下] ) | 从 (?! 业 ) | 和 | 与 | 及 | 各项 ) [^，。；：、()\d] ){0,16}?
            (?: <measure> | (?<! [总一全] ) [率量额值] | 人数 | 件数 | 起数 | 户数 | 总数 | 新增就业 ) )
        (?: 增速 | 增幅 | 增长率? )?
        (?= 则 | 却 | 也 | 虽 | 仍 | 依然 | 尚 | 受 | 由 | 止 | 企稳 | 回 | 下滑 | 下行 | 上行 | 上升 | 上涨 | 增长 | 增势 | 保持
            | 维持 | 延续 | 持续 | 继续 | 稳 | 平稳 | 较快 | 较好 | 快速 | 高速 | 大幅 | 明显 | 显著 | 再 | 又 | 屡 | 创 | 刷新
            | 逐步 | 逐[月季年] | 呈 | 出现 | 实现 | 首次 | 有所 | 略 | 小幅 | 不断 | 进一步 | 总体 | 整体 | 全面 | 双双 | 高位 | 低位
            | 跃 | 迈 | 跨 | 向好 | 加快 | 放缓 | 收窄 | 势头 | 表现 | 走势 | 好于 | 快于 | 高于 | 低于 | 不及 | 连续 | 强劲 | 亮眼
            | 触底 | 见底 | 探底 | 冲高 | 转 | 遇 | 遭 | 面临 | 承压 | 达历史 | 降幅 | 增幅 | 最 | 居 | 名列 | 领跑 | 领先 | 缓中 | 降中
            | 超额 | 超预期 | 提前 | 逆势 | 活力 | 动力 | 意愿 | 信心 | 后劲 | 结构 | 质量 | 支撑 | 强势 | 井喷 | 翻番 | 恢复 )
        [^，。；：\d]* $"""
)
MARKS = regex.compile(r"[，。；：\n]")
# So many clauses before the number's own are looked at
REACH = 2
LONGEST = 120


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
