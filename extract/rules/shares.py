"""Shares and completion: what a quantity is of a whole, of a plan, of an earlier level."""

from __future__ import annotations

from decimal import Decimal

import regex

from extract.amounts import digits, is_ratio
from extract.carrying import summed_up
from extract.draft import Draft
from extract.drafting import percentage
from extract.heads import clean, measure_of, noun_of, resembles
from extract.meant import last_level, quantity_meant
from extract.patterns import compile_pattern
from extract.rules.base import Example, Match, Rule
from extract.situation import Situation


def _share(situation: Situation, match: Match) -> Draft:
    words = OWN_SHARE.sub("", situation.cue[: match.start()])
    base = clean(match.groupdict().get("base") or "")
    goal = _completed_too(situation, match[0], base)
    if goal is not None:
        return goal
    head, of = quantity_meant(situation, words)
    whole = base.removeprefix("总").removeprefix("全部")
    named = "占" in match[0][:3]
    if named and not clean(words) and noun_of(whole) and situation.override is None:
        stray = of is not None and of.unit_kind != "money" and resembles(noun_of(whole), of.head) < 1.0
        if of is None or stray:
            head, of = whole, None
    if not clean(words) and JOINTLY.search(words) and measure_of(whole) and situation.override is None:
        head = whole
    together = summed_up(situation) if not clean(words) else None
    if together is not None:
        head, of = together.words, None
    result = percentage(situation, "share", head, of)
    result.base, result.base_of = base or None, situation.base
    return result


def _completed_too(situation: Situation, words: str, base: str) -> Draft | None:
    """占年度计划的81.7%；…完成24.6亿元，占63.1%: of the plan again, unless it is a part of what was told."""
    words = words.lstrip("仅只就约各才")
    if base or not words.startswith("占") or "比" in words or clean(situation.cue.removesuffix(words)):
        return None
    last = next((d for d in situation.memory.back(8) if d.kind in ("completion", "share", "rate")), None)
    of = last_level(situation)
    if last is None or last.kind != "completion" or last.paragraph != situation.paragraph or of is None:
        return None
    result = percentage(situation, "completion", of.head, of)
    if last.of is None or last.clause == of.clause or last.of.unit_kind != of.unit_kind:
        return None
    wider = (d for d in situation.memory.levels(None, situation.paragraph) if d.unit_kind == of.unit_kind)
    if any(d is not of and min(digits(d), digits(of)) > 1 and is_ratio(result, of, d) for d in wider):
        return None
    result.base = last.base
    return result


def _completion(situation: Situation, match: Match) -> Draft:
    groups = match.groupdict()
    head, of = quantity_meant(situation, situation.cue[: match.start()] + (groups.get("head") or ""))
    if not head and situation.override is not None:
        head = clean(situation.override.criterion)
    elif head in BARE_INVESTMENT:
        done = (d for d in situation.memory.levels(None, situation.paragraph) if d.unit_kind == "money")
        head, of = (
            "完成投资",
            next((d for d in done if "计划" not in d.head and d.sentence == situation.sentence), None),
        )
    result = percentage(situation, "completion", head or clean(match[0]), of)
    result.base = (groups.get("base") or "").strip("的") or None
    result.base_of = situation.base or _goal_before(situation, of)
    if of is not None and of.status == "actual" and result.status == "forecast":
        # 已开工20项，完成年度计划开工的80%: the plan is only what it is taken of
        result.status, result.period = of.status, of.period
    return result


def _completed(situation: Situation, match: Match) -> Draft | None:
    head, of = quantity_meant(situation, "")
    if of is None or of.sentence != situation.sentence or of.unit_kind in ("percent", "points"):
        return None
    result = percentage(situation, "completion", head, of)
    result.base_of = situation.base or _goal_before(situation, of)
    return result


def _goal_before(situation: Situation, of: Draft | None) -> Draft | None:
    for other in situation.memory.back(6):
        if other.role in ("goal", "base") and other.sentence == situation.sentence:
            if of is None or other.unit_kind == of.unit_kind:
                return other
    return None


def _of_base(situation: Situation, match: Match) -> Draft | None:
    if situation.base is None:
        return None
    done = situation.base.role == "goal" or match["verb"].startswith("完成")
    result = _completion(situation, match) if done else _share(situation, match)
    if situation.base.is_percent and situation.base.subject != situation.context.subject:
        # 为全省平均水平1.8%的66%: the ratio is not that of the average
        result.subject = situation.context.subject
    return result


def _multiple(situation: Situation, match: Match) -> Draft:
    head, of = quantity_meant(situation, situation.cue[: match.start()])
    result = percentage(situation, "rate", head, of if of is not None and of.role != "previous" else None)
    earlier = (
        d for d in situation.memory.back(4) if d.role == "previous" and d.sentence == situation.sentence
    )
    result.base_of = next(earlier, None)
    return result


def _share_behind(situation: Situation, match: Match) -> Draft | None:
    head, of = quantity_meant(situation, situation.cue)
    if not head or situation.override is not None:
        return None
    result = percentage(situation, "share", head, of)
    result.base_of = of
    used = USED_FOR.match(situation.after)
    result.other = (*result.other, used[1]) if used else result.other
    return result


def _share_first(situation: Situation, match: Match) -> Draft | None:
    noun = FIRST_NOUN.match(situation.after)
    if noun is None or clean(situation.cue) or situation.override is not None:
        return None
    did = THEY_CHOSE.match(situation.after, noun.end())
    return percentage(situation, "share", (did[0] if did else "") + clean(noun["noun"]), None)


def _bracket_share(situation: Situation, match: Match) -> Draft | None:
    part, number = situation.bracket, situation.number
    if part is None or part.is_percent or clean(situation.cue) or not number.value:
        return None
    for whole in situation.memory.levels(limit=40):
        if whole.unit == part.unit and whole.value > part.value:
            if abs(part.value * 100 / whole.value - number.value) <= ROUNDING:
                result = percentage(situation, "share", part.head, part)
                result.base_of = whole
                return result
    return None


def _recovered(situation: Situation, match: Match) -> Draft:
    head, of = quantity_meant(situation, situation.cue[: match.start()])
    return percentage(situation, "rate", head, of)


# 60%以上|村达到…, 88.6%的|贫困人口实现…: the noun before its verb
FIRST_NOUN = compile_pattern(
    r"""的? (?P<noun> (?! [左右以的是为] ) [\p{Han}“”、]{1,16}? )
        (?= 达到 | 实现 | 完成 | 正常 | 全部 | 已 | 均 | 得到 | 享受 | 建成 | 通 | 纳入 | 用 | 有 | 是 | 参加 | 喝上 | 住上 | 脱贫 | 达标
            | 由 | 来自 | 出自 | 投向 | 投入 (?= 到 | 民 | [县乡农] ) | 流向 | 集中 | 留在 | 选择 | 可以 | 能够 | 开展 | 接入 | 通过
            | 认为 | 表示 | 关注 | 希望 | 愿意 | 倾向 | 拥有 | 出现 | 感到 | 知晓 | 支持 )"""
)
# 49.1%的游客|选择省内跨市游: what sets them apart
THEY_CHOSE = regex.compile(
    r"(?:选择|来自|认为|表示|拥有|关注|希望|愿意|倾向于?|感到|支持)[^，。；、()\d]{1,12}(?=[，。；、]|$)"
)
# 三地合计占全县到位资金的, 二者共占…: what several have of a whole that is named
JOINTLY = compile_pattern(r"合计 | <added_up> | [两二三四五六七八九十] [者地家市县区镇乡] | 共 $")
# 秋粮|比重|占到六成
OWN_SHARE = regex.compile(r"(?<=\p{Han}{2})(?:占比|比重|份额|一项)$")
# 八成以上|用于民生, 近九成|来自广东
USED_FOR = regex.compile(r"的?((?:用于|来自|投向|流向|集中在|集中于|分布在)\p{Han}{2,8})(?=[，。；、)]|$)")
# How far a printed share may lie from the ratio of printed numbers, in percentage points
ROUNDING = Decimal("0.11")
# 投资完成率: of the investment that was completed
BARE_INVESTMENT = ("投资", "年度投资", "项目投资", "计划投资", "年度计划投资", "项目年度计划投资")

SHARES: tuple[Rule, ...] = (
    Rule(
        id="percent.completion",
        reads="how much of a task or plan is done, the base named: 占年度任务的68.4%",
        anchors=("percent",),
        before=r"""(?: 完成 (?: 了 )? | 占到? | 约占 | 仅占 | 为 | 是 | (?<! 下 ) 达到? | 实现 | 超额? (?: 完成 )? | 相当于
                | 已完成 | 即 | 不足 | 不到 | [不仅未]及 | 未到 | 接近 | 将近 | 逼近 | 超过 | 交了 | 兑现了? )
            (?P<base> [^，。；%]{0,28}? (?: <goal> | 应 (?: 完成 | 到位 | 签约 | 开工 | 缴 | 收 | 征 ) \p{Han}{0,3}? [数额量] ) (?! 收入 | 支出 | 总收入 ) [^，。；%]{0,10}? (?<! [率度] ) ) (?: 的 )? <be>*""",
        build=_completion,
        examples=(
            Example(
                "实际到位资金42.7亿元，占年度任务的68.4%。", "68.4%", {"kind": "completion", "of": "42.7亿元"}
            ),
            Example(
                "到位资金31.8亿元，为年度任务45亿元的70.8%。",
                "70.8%",
                {"kind": "completion", "of": "31.8亿元", "base_of": "45亿元"},
            ),
            Example("实际到账外资186万美元，仅及目标210万美元的88.6%。", "88.6%", {"base_of": "210万美元"}),
        ),
    ),
    Rule(
        id="percent.completion_rate",
        reads="a completion rate by name: 完成率11%",
        anchors=("percent",),
        before=r"""(?P<head> [^，。；]{0,20}? ) (?: 年? 任务 | 目标 | 计划 | 年度任务 | 预算 )?
            (?: 完成率 | 完成进度 | 完成比例 | 执行率 | 完成情况 | 完成程度 ) <be>*""",
        build=_completion,
        examples=(Example("完成投资10亿元，完成率40%。", "40%", {"kind": "completion", "of": "10亿元"}),),
    ),
    Rule(
        id="percent.completed",
        reads="how much of what was set is done, without its noun: 任务12亿元，到位6.98亿元，完成58.2%",
        anchors=("percent",),
        before=r"""^ [，、；]? \s* (?: 累计 | 已 | 仅 | 只 | 分别 )* 完成 (?: 了 )? <be>*""",
        build=_completed,
        examples=(
            Example(
                "全县任务12亿元，到位资金6.9亿元，完成57.5%。",
                "57.5%",
                {"kind": "completion", "of": "6.9亿元", "base_of": "12亿元"},
            ),
        ),
    ),
    Rule(
        id="percent.of_base",
        reads="a ratio whose base stands right before it: 为13亿元的77.7%, 占39亿元的47.7%",
        anchors=("percent",),
        before=r"""(?P<verb> 占到? | 为 | 是 | 达到? | 完成了? | 相当于 | 不足 | 不到 | [不仅未]及 | 未到 | 接近 | 将近 | 逼近 | 超过 )
            (?P<base> [^，。；%]{0,28}? ) (?: 的 )? (?: 近 | 约 )?""",
        build=_of_base,
        examples=(
            Example(
                "在库技改项目73个，占105个在库项目的69.5%。",
                "69.5%",
                {"kind": "share", "of": "73个", "base_of": "105个"},
            ),
        ),
    ),
    Rule(
        id="percent.share",
        reads="a share, the whole named or not: 占总额的61.3%, 占比62%",
        anchors=("percent",),
        before=r"""(?: (?: 分别 | 约 | 仅 | 只 | 共 | 合计 | 就 | 各 )? (?: 占到? | 贡献 了? (?= [^，。；]{2,20} 的 ) | 撑起 了? | 创造 了? (?= [^，。；]{2,20} 的 ) ) (?P<base> [^，。；%]{0,28}? ) (?: 的 )?
                (?: 比重 | 比例 | 份额 )? (?: 的 )?
            | 相当于 (?! [^，。；%]{0,12} (?: 同期 | 年 | 上月 ) ) (?P<base> [^，。；%]{1,20}? ) 的
            | 贡献了? (?P<base> [^，。；%]{1,20}? ) 的
            | (?: 占[去了据] | 拿[走下到] | 揽[下获] | 包揽 | 囊括 | 吃掉 | 用[去掉了] | 只?够 | 撑起 | 扛起 | 挑起 | 消化 | 吸纳 ) 了?
                (?P<base> [^，。；%]{1,20}? ) 的
            | (?: 接近 | 将近 | 逼近 | 超过? | 突破 | 不足 | 不到 | [不仅未]及 | 未到 | 约为? | 为 | 是 | 达到? | 几乎 是? ) 了?
                (?P<base> (?! [^，。；%]{0,12} (?: 同期 | 上年 | 去年 | 上月 | 平均 | 均值 | 水平 ) )
                    (?: <whole_area> [^，。；%]{0,12}? | [^，。；%]{0,12}? (?: <measure> | \p{Han} [数额量] | 总和 | 总产 ) ) ) 的
            | (?: 分别 | 仅 )? (?: 占比 | 所占比重 | 所占比例 | 比重 | 份额 | 占有率 ) ) <be>*""",
        build=_share,
        examples=(
            Example(
                "签约总额60亿元，其中工业36亿元，占60%。",
                "60%",
                {"kind": "share", "of": "36亿元", "base_of": "60亿元"},
            ),
            Example(
                "新签约项目50个，其中制造业项目31个，占比62%。", "62%", {"kind": "share", "base_of": "50个"}
            ),
            Example("贷款余额15亿元，接近全市的三分之一。", "三分之一", {"of": "15亿元", "bound": "≈"}),
            Example("冷藏能力5.3万吨，只够水果总产的11%。", "11%", {"of": "5.3万吨", "base": "水果总产"}),
            Example(
                "项目完成投资52亿元，占年度计划的81%；技改完成24亿元，占63%。", "63%", {"kind": "completion"}
            ),
            Example("务工、探亲、学生旅客分别占45%、30%和15%。", "45%", {"indicator": "务工旅客"}),
            Example(
                "台资企业634家，贡献全市规上工业增加值的35.2%。",
                "35.2%",
                {"kind": "share", "base": "规上工业增加值"},
            ),
        ),
    ),
    Rule(
        id="percent.share_behind",
        reads="a share told by what stands behind: 财政支出近八成用于民生, 86%在公办学校就读",
        anchors=("percent",),
        after=r"的? (?: 用于 | 来自 | 集中 | 分布 | 属于 | 投向 | 流向 | 在 (?! 内 | 全 ) )",
        build=_share_behind,
        examples=(
            Example("全年财政支出八成用于民生。", "八成", {"kind": "share", "indicator": "财政支出"}),
            Example("引进项目32个，近九成来自广东。", "近九成", {"kind": "share", "of": "32个"}),
        ),
    ),
    Rule(
        id="percent.number_first",
        reads="a share before the noun of its whole: 60%以上村达到美丽宜居村标准",
        anchors=("percent",),
        build=_share_first,
        examples=(
            Example("88.6%的贫困人口实现饮水安全。", "88.6%", {"kind": "share", "indicator": "贫困人口"}),
            Example("86%的贫困户住上新房。", "86%", {"kind": "share", "indicator": "贫困户"}),
        ),
    ),
    Rule(
        id="percent.bracket_share",
        reads="a bare percentage in brackets behind a part of what was counted before: 城乡建设288件(22.4%)",
        anchors=("percent",),
        build=_bracket_share,
        examples=(
            Example(
                "受理诉求1284件：城乡建设288件(22.4%)、农业农村205件(16.0%)。",
                "22.4%",
                {"kind": "share", "of": "288件", "base_of": "1284件"},
            ),
        ),
        counterexamples=(Example("签约48个，到位资金8.2亿元(增长22.4%)。", "22.4%", {"kind": "growth"}),),
    ),
    Rule(
        id="percent.recovered",
        reads="a level as a ratio to an earlier one: 恢复至2019年同期的88.6%",
        anchors=("percent",),
        before=r"""(?: 恢复 (?: 到 | 至 ) | 为 | 是 | 相当于 | 达到? ) [^，。；]{0,10}?
            (?: 同期 | 上年 | 去年 | 年 ) (?: 水平 )? 的 (?: 近 | 约 )?""",
        build=_recovered,
        examples=(
            Example(
                "接待游客38万人次，恢复至2019年同期的88.6%。", "88.6%", {"kind": "rate", "of": "38万人次"}
            ),
        ),
    ),
    Rule(
        id="percent.multiple",
        reads="a multiple of an earlier level: 是去年同期的5.1倍",
        anchors=("times_as",),
        before=r"(?: 数量? )? (?: 分别 )? (?: 是 | 为 | 相当于 | 达 | 达到 ) [^，。；]{0,16}? 的 (?: 近 | 约 )?",
        build=_multiple,
        examples=(
            Example(
                "实际利用外资1640万美元，是去年同期的5.1倍。", "5.1倍", {"kind": "rate", "of": "1640万美元"}
            ),
        ),
    ),
)
