"""Statuses: the words that make what follows a target, a forecast or something that has happened."""

from __future__ import annotations

from typing import NamedTuple

import regex

from extract.patterns import Beginnings, Leading, compile_pattern, openings
from extract.quantities import Number
from extract.situation import Context
from schemas import Status

STATUS = compile_pattern(
    r"""# 争取专项债券: what has been obtained
        (?P<obtain> 争取 (?= [^，。；\d]{0,8} <obtained> (?! 到位 ) )
          # 为9家企业争取科技项目11个
          | (?<= (?: 为 | 帮助 | 协助 | 支持 ) [^，。；]{2,12} | 成功 | 已 | 共 ) 争取
            (?! 全年 | 年内 | 在 | 于 | 到 | 实现 | 完成 | 签约 | 开工 | 早日 | 尽快 ) )
      | (?P<target> <goal_cue> (?! 了 | 上游 | (?<= 完成 | 到位 | 开工 | 竣工 ) [数额量]
            # 应开工项目48个，实际开工31个: those that are due
            | (?<= 应 (?: 开工 | 竣工 ) ) 的? (?: 项目 | 工程 ) )
          # 预期目标定在7%左右, 增速锁定在8%以上, 全年的盘子是, 均喊出7.5%
          | (?: 目标 | 预期 | 增速 | 增幅 | 指标 | 任务 ) [^，。；：\d]{0,6} (?<! [认评核审] )
            (?: 定 | 锁定 | 设定 | 确定 ) (?: 在 | 为 | 到 | 至 )
          | 喊出 | 提法 [是为] | 盘子 [是为：] | 剑指 | 冲刺 (?! 阶段 | 期 | 活动 | 行动 | 攻坚 ) | 保底 (?! 收 | 分红 )
          | 军令状
          # 甲市提出全年GDP增长7%以上
          | 提出 (?= (?: 全年 | 今年 | 明年 )? (?: GDP | 地区生产总值 | 生产总值 | 经济 )?
              (?: 增长 | 增速 | 突破 | 达到 ) )
          # 2022年，生产总值预期增长8%；…: the official word for a goal
          | (?<! 业内 | 市场 | 机构 | 企业 | 普遍 ) 预期 (?= 年均 | 增长 | 增幅 | 增速 )
          # 下达目标任务：到位资金…，引进项目…
          | (?: 下达 | 分解 | 确定 | 明确 | 承担 ) [^，。；：]{0,20} (?: 目标 | 任务 | 指标 ) (?: 分别 )? [为是]? ：
          # 要在7月底前达到, 须控制在
          | (?: (?<! <no_must> ) 要 (?! <must_no> ) | (?<! 照 ) 要求 | 须 | 应当
              | (?<! [供对相适响效] ) 应 (?! [收征急用对税付] ) | 需 (?! [求要] ) ) [^，。；]{0,20}? <must_reach>
          # 今年全省要建成高速公路400公里
          | (?<= (?: 今年 | 全年 | 年内 ) \p{Han}{0,6} ) (?<! <no_must> ) 要 (?! <must_no> )
          | 目标 [为是]? (?: 增长 | 下降 | 引进 | 签约 | 新增 | 开工 | 到位 | 新开工 ) )
      # 计划组织, 计划再投入; 预期增长
      | (?P<plan> (?: (?<! 年度 | 全年 | 行动 | [一二三四五六七八九十\d] 年 ) 计划 | 预期 (?! [目指任] ) )
            (?: 再 | 今年 | 明年 | 全年 | 在 | 于 | 年内 | 新 )* (?= <plan_verb> (?! 率 | 情况 | 进度 | 比例 | 额 ) ) )
      | (?P<forecast> <forecast_cue> (?! (?<= 预计 ) 总? 投资 额? [约近超]? \Z
            | (?<= 拟 ) [订定制稿写就] | 总投资 | 率 | 情况 | 进度 | 比例 | 额
            # 未来产业先导区, “未来社区”: named for what is to come
            | (?<= 未来 ) (?: 产业 | 农业 | 社区 | 乡村 | 工厂 | 城市? | 科技 | 学校 | 课堂 | 空间 | 园区
                | 实验室 | 能源 | 信息 | 健康 | 制造 | 材料 | 技术 | 网络
                | 医院 | 邻里 | 市场 | 牧场 | 田园 | 农场 | [”号] ) ) )
      # 到2025年; 要在9月底前完成
      | (?P<to_come> (?<! [达直得收看提] | 预计 | 有望 | 预期 ) 到 \s? (?= 20\d\d \s? 年 | [今明] 年 | 年[底末] | “?十 )
          | (?<! <no_must> ) 要 (?! <must_no> )
          | (?<= [市县省区级议府] ) 要求 | 要求 (?= [，：] ) | 须 | 应当 | (?<! [急亟所] ) 需 (?! [求要] ) )
      # 下半年将组织
      | (?P<will> (?<! [即必还名干可] ) 将
            (?! 近 | 军 | 领 | 以上 | 其 | \p{Han}{1,12} (?: 作为 | 列为 | 纳入 | 列入 ) ) )
      # 计划完成投资3.3亿元，累计完成3.5亿元
      | (?P<so_far> (?: 累计 | 实际 ) (?: 完成 | 到位 | 实现 | 开工 | 签约 ) (?! 率 | 进度 | [后前时] ) )
      # 由目前的83%提高到90%: only where a change begins
      | (?P<actual> (?! (?<= [由从] ) (?: 目前 | 现有 | 现在 | 当前 ) 的? \s? \Z )
          <actual_cue> (?! [可将需要能望] | 有望 ) )"""
)
MARGIN = regex.compile(r"[^，。；\d]{0,6}[\d.]+[^，。；\d]{0,6}?(?:以内|以下|之内|左右|范围)")
STATUS_BEGINS = Beginnings(STATUS)
# 1.县水务局要在7月底前修复管网: in a section of demands
DEMAND = compile_pattern(r"(?<! <no_must> ) 要 (?! <must_no> ) | <plan_cue>")
# 按照规划，“十四五”期间粮食年产量…; 根据人代会确定的目标，2021年税收增长8%
BY_PLAN = regex.compile(
    r"(?:按照?|根据|依据|对照)[^，。；\d]{0,18}(?:规划|方案|计划|目标|部署|安排|设想|思路)(?=[，,])"
)
BY_PLAN_WITHIN = 60
# 每月不少于2次
FLOOR = regex.compile(r"(?:不得?(?:少于|低于|超过|高于|突破)|至少|最多|控制在)")
DEMANDED = regex.compile(r"要求|规定|必须|确保")
FLOOR_OPENS = openings(FLOOR)
# 八成以上要落地, 三分之一须动工: the demand behind the number
MUST_BEHIND = Leading(
    r"[^，。；、\d]{0,8}?",
    "(?: (?<! <no_must> ) 要 (?! <must_no> ) | 须 | 必须 | 务必 | 确保 | 力争 )",
    reach=8,
    behind=r"""
        (?: 于 | 在 | 全部 | 全面 | 尽快 | 按期 | 如期 | 年内 | 提前 | 实现 )*
        (?: 落地 | 动工 | 开工 | 竣工 | 投产 | 完成 | 建成 | 到位 | 入库 | 签约 | 达到 | 开建 | 投用 | 清零 | 办结
          | 整改 | 销号 | 供地 | 落户 | 开业 | 进场 | 复工 | 达标 | 脱贫 | 退出 )""",
)
# 还有86个项目陆续开工, said of months that are still to come
STILL_THERE = regex.compile(r"还有|尚有|还将|将有|陆续|即将|另有")
# 9月份起，办结率稳定在99%以上
FROM_THEN_ON = regex.compile(r"份?(?:起|开始|以后|之后)")
NOT_ALLOWED = ("不得", "不能", "不应", "不可", "不宜", "不突破")
# 增长6.5%的预期目标
OF_A_GOAL = regex.compile(
    r"(?:以上|左右|以内)?的[^，。；\d]{0,6}?(?:预期目标|增长目标|目标(?!任务|责任)|要求)"
)
OF_A_GOAL_OPENS = openings(OF_A_GOAL)
# 全年主要预期目标是：…；…: a list of goals, which semicolons do not end
GOALS_LISTED = regex.compile(
    r"(?:预期|奋斗|发展|主要|总体|工作|具体|约束性|年度|全年|今年)[^，。；：\d]{0,10}(?:目标|指标)[^，。；：\d]{0,8}(?:[：:]|(?:为|是)(?=\p{Han}))"
)
DONE_ALREADY = regex.compile(r"(?:共|累计|已|实际)*完成投资")
PLANNED_SET = regex.compile(r"计划新?(?:开工|投产|竣工|建成)的?(?:重点|重大|工业)?项目\d")
DONE = regex.compile(r"完成|达到|实现|超|占")
# 未开工的14个项目: a set that stands already, whatever is planned for it
OF_A_SET = regex.compile(r"的(?:仅|只|有|共|仅有|只有|达)?\s*$")
STANDING = regex.compile(r"项目|企业|单位")
# 可形成投资超5000万元的仅19个
ONLY_SO_MANY = regex.compile(r"的(?:仅有?|只有?|不足|不到)\s*$")


# 年度任务为|12亿元|，到位8亿元
GOAL_ALONE = regex.compile(r"(?:任务|目标|指标)(?:数|值|额)?[为是]?\s*$")
ACHIEVED = regex.compile(r"，(?:实际|已|累计|共)*(?:到位|完成|实现|引进|签约|开工)(?!任务|目标)")


def achieved(text: str, start: int, goal: int) -> bool:
    """Whether the words from `start` say what came of a goal whose number, at `goal`, was named by itself.

    >>> text = "年度任务为12亿元，到位8亿元"
    >>> achieved(text, 9, 5), achieved("力争引进12亿元，到位8亿元", 8, 4)
    (True, False)
    """
    return bool(ACHIEVED.match(text, start) and GOAL_ALONE.search(text, max(0, goal - 8), goal))


def stands(cue: str, text: str, end: int) -> bool:
    """Whether a count is that of a set that stands already, whatever is planned for it.

    >>> stands("可形成投资超5000万元的仅", "19个；", 3), stands("计划开工的", "14个项目", 3)
    (True, True)
    >>> stands("计划开工", "14个项目", 3)
    False
    """
    return bool(ONLY_SO_MANY.search(cue) or (OF_A_SET.search(cue) and STANDING.match(text, end)))


class Said(NamedTuple):
    """The status behind a stretch of a sentence; `happened` where its last words say so, `at` who told it."""

    status: Status
    happened: bool = False
    at: tuple[int, int] | None = None


def status_after(text: str, span: tuple[int, int], context: Context, future: bool, counts: bool) -> Said:
    """The status in force behind a stretch of a text.

    Args:
        text: the text.
        span: the stretch of it.
        context: what was in force before it.
        future: whether the period in force ends after the bulletin's own.
        counts: whether a number follows on it, so that its words are about that number.
    """
    said = Said(context.status)
    told = STATUS_BEGINS.stand_in(text[slice(*span)])
    for match in STATUS.finditer(text, *span) if told else ():
        if match["target"] == "控制在" and not (context.plan_section or future):
            # 失业率控制在3.37%: what came of it, unless a margin is named (以内)
            # in a review of several years with a margin as well: 失业率控制在4.5%以内
            if counts and (context.years is not None or not MARGIN.match(text, match.end())):
                continue
        happened = match["actual"] is not None and not match[0].startswith("截")
        status = _status_of(match, said.status, context, future, counts)
        at = match.span() if status != said.status else said.at
        said = Said(status, happened, at)
    demand = DEMAND.search(text, *span) if context.plan_section else None
    return Said("target", False, said.at or demand.span()) if demand else said


def _status_of(
    match: regex.Match[str], status: Status, context: Context, future: bool, counts: bool
) -> Status:
    """The status behind one word of it."""
    if match["obtain"]:
        return "target" if context.plan_section else status
    if match["target"]:
        return "target"
    if match["to_come"]:
        return "target" if future else status
    if match["forecast"] in ("今后", "未来") and context.plan_section == "target":
        return status
    if match["plan"] or match["forecast"]:
        return status if not counts and status == "target" else "forecast"
    if match["so_far"]:
        return "actual" if status == "forecast" and not (future or context.plan_section) else status
    if match["will"]:
        return "forecast" if future and status == "actual" else status
    return "actual"


def settled(number: Number, text: str, cue: str, context: Context, times: tuple[bool, bool]) -> Status:
    """The status of one number: in a section of plans, floors and future spans are no longer what has happened.

    `times` tells whether the period in force ends, and whether it begins, after the bulletin's own.
    """
    future, ahead = times
    if context.plan_section is None and context.status_from is not None and DONE_ALREADY.match(cue):
        # 计划投产项目17个，完成投资16亿元: what is planned is their stage, not what was spent
        if PLANNED_SET.match(text, context.status_from[0]):
            return "actual"
    if context.status != "actual":
        return context.status
    of_a_goal = number.is_percent and text[number.end : number.end + 1] in OF_A_GOAL_OPENS
    if of_a_goal and OF_A_GOAL.match(text, number.end) and not DONE.search(cue):
        return "target"
    period = context.period
    months = period is not None and len(period.end or "") == 7
    if future and months and context.period_from and FROM_THEN_ON.match(text, context.period_from[1]):
        return "target"
    deadline = future and period is not None and period.kind == "as_of" and period.text.endswith("前")
    by_plan = future and BY_PLAN.search(text, max(0, number.start - BY_PLAN_WITHIN), number.start)
    floor = number.quote[:1] in FLOOR_OPENS and FLOOR.match(number.quote) is not None
    demanded = floor and DEMANDED.search(cue)
    must = MUST_BEHIND.match(text, number.end)
    if deadline or by_plan or demanded or must or number.quote.startswith(NOT_ALLOWED):
        return "target"
    plans = context.plan_section
    if plans is not None and (future or floor):
        return plans if future else "target"
    return "forecast" if ahead and STILL_THERE.search(cue) else "actual"
