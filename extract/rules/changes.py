"""Changes: earlier levels, differences, and where a change starts and ends."""

from __future__ import annotations

import regex

from extract.amounts import base_unit
from extract.compose import Head, compose
from extract.draft import Draft, Role
from extract.drafting import change_period, figure
from extract.facets import facets_of
from extract.heads import clean, measure_of, noun_of, resembles
from extract.rules.base import Example, Match, Rule
from extract.situation import Situation
from extract.time_spans import up_to_moment
from extract.years_reviewed import grows_over_years

TO_THE_DATE = regex.compile(
    r"^.*(?:同期|上年|去年|上月|月|季度|年|上周)(?:末|底|份)?(?:高峰|高位|高点|峰值|低谷|低点|最高|最低)?[时期]?(?:的|数)?"
)
# 户均增收3200元: what each of them earned more is measured itself
MEAN = regex.compile(r"[户人亩]均$")
# 距年度目标尚差15亿元
TO_A_GOAL = regex.compile(r"^.*?(?:距离?|离|与|而|但)(?=\p{Han}{0,8}(?:目标|任务|计划))")
NET = regex.compile(r"净|比")
# 比年初增加31亿元
SINCE_NEW_YEAR = regex.compile(r"[比较与](?:年初|上年末|上年底|去年末|去年底)")
LESS = regex.compile(r"减|降|少|低|缩|跌|便宜|回落|下调|收窄|窄")
# 多增12亿元: by how much more it grew, not how much it grew
MORE_OF_A_CHANGE = ("多增", "少增", "多减", "少减", "多降", "少降")
CHANGES_TO = (
    r"(?: <up> | <down> | 跃升 | 跃 | 调整 | 变化 | 攀升 | 发展 | 跌 | 延伸 | 拓展 | 壮大 | 优化 | 精简 | 整合"
    r" | 提 | 拉大 | 拉 | 扩 | 扩容 | 扩充 | 放大 | 缩 | 压 | 砍 | 翻 | 变 | 改 | 转 | 上调 | 下调 | 上浮 | 爬 | 冲"
    r" | 合并 | 撤并 | 归并 | 集中 | 充实 | 补充 | 累积 | 积累 | 做大 ) \p{Han}{0,3}?"
    r"(?: 到 | 至 | 为 )"
)


# So many characters name a thing, and so much of them a head of the same thing holds
THING, ALIKE = 2, 0.7
# 土地适度规模经营面积比上年增加21万亩: a measure with a long name, and one only
ONE_MEASURE = regex.compile(
    r"[^和与及、，。；]{2,18}(?:面积|里程|产量|投资|余额|总额|总量|数量|用电量|吞吐量|人数|户数|装机)"
)
CHANGED = regex.compile(r"(?<=.)(?:增加|减少)$")


def _from(situation: Situation, match: Match) -> Draft | None:
    told = situation.override.head if situation.override is not None else None
    head = compose(situation, told or match["words"])
    if not head.words:
        return None
    result = figure(situation, head, "previous")
    result.status = "actual"
    result.period = change_period(situation, "from")
    return result


def _to(situation: Situation, match: Match) -> Draft | None:
    shared = situation.override.of if situation.override is not None else None
    last = shared or situation.memory.last
    if last is None or last.rule != "figure.from":
        return None
    role: Role = "delta" if "差距" in last.head else "level"
    result = figure(situation, Head(last.head, last.narrowing, last, False), role)
    result.period = change_period(situation, "to")
    return result


THIS_ONE = regex.compile(r"[这该此][一项]?(?:数字|数据|数值|差距)")


def _of_the_gap(situation: Situation) -> bool:
    """差距拉大到8亿元，去年同期为6亿元: whether nothing but the gap right before is spoken of."""
    words = THIS_ONE.sub("", TO_THE_DATE.sub("", situation.cue))
    return len(clean(words)) < 2


def _previous(situation: Situation, match: Match) -> Draft | None:
    if situation.reference is None:
        return None
    override, last = situation.override, situation.memory.last
    if override is not None and override.of is not None:
        head = Head(override.of.head, override.of.narrowing, override.of, False)
    elif last is not None and last.rule == "figure.gap" and _of_the_gap(situation):
        # 差距拉大到8亿元，去年同期这一数字为6亿元
        head = Head(last.head, last.narrowing, last, False)
    else:
        words = TO_THE_DATE.sub("", situation.cue)
        head = compose(situation, words if len(clean(words)) > 1 else "")
    if not head.words:
        return None
    result = figure(situation, head, "previous")
    result.period, result.status = situation.reference, "actual"
    return result


def _previous_list(situation: Situation, match: Match) -> Draft | None:
    override = situation.override
    return _previous(situation, match) if override is not None and override.previous else None


def _delta(situation: Situation, match: Match) -> Draft | None:
    words, verb = clean(situation.cue[: match.start()]), match["verb"]
    level_like = (
        verb in ("新增", "多", "高", "低", "快", "慢", "压降", "压减", "削减", "减亏")
        and not match["cmp"]
        and not NET.search(situation.wide)
    )
    if (
        (verb == "新增" and not match["cmp"])
        or (verb == "增收" and not match["cmp"] and MEAN.search(words))
        or (level_like and words)
        or (len(words) > 8 and not noun_of(words) and not ONE_MEASURE.fullmatch(words))
    ):
        return None
    override = situation.override
    parent = override.of if override is not None and override.of else _same_measure(situation, words)
    if parent is None and match["cmp"] and not words:
        parent = situation.memory.of_kind(
            situation.number.kind, None, situation.paragraph, situation.number.unit
        )
    last = situation.memory.last
    if parent is not None and parent is last and override is None and not words:
        parent = _before_mean(situation, last, verb) or parent
    if parent is not None and override is None and situation.context.subject not in (None, parent.subject):
        parent = situation.memory.like(parent, situation.context.subject) or parent
    if parent is None and verb in MORE_OF_A_CHANGE and last is not None and last.role == "delta":
        parent = last
    if parent is None and (not words or verb in ("增产", "减产")):
        return None
    head = Head(parent.head, parent.narrowing, parent, False) if parent else compose(situation, words)
    result = figure(situation, head, "delta")
    change = "缩短" if "缩短" in verb else "减少" if LESS.search(verb) else "增加"
    result.head = CHANGED.sub("", head.words) + (verb if verb in MORE_OF_A_CHANGE else change)
    if parent is not None:
        result.subject, result.of = parent.subject, parent
        own = parent.rule == "figure.to" or grows_over_years(result, situation)
        result.period = result.period if own else parent.period
    if SINCE_NEW_YEAR.search(situation.wide):
        result.period = up_to_moment(result.period)
    return result


def _before_mean(situation: Situation, last: Draft, verb: str) -> Draft | None:
    """降水542毫米，比历年平均值468毫米|偏多|74毫米: what is compared with the level right before the verb."""
    if situation.wide.strip() != verb:
        return None
    levels = situation.memory.levels(situation.sentence, limit=4)
    return next((d for d in levels if d is not last and d.unit == last.unit), None)


def _gap(situation: Situation, match: Match) -> Draft | None:
    kind, words = situation.number.kind, clean(TO_A_GOAL.sub("", situation.cue[: match.start()]))
    if words.endswith(("目标", "任务", "计划")):
        return figure(situation, Head(words + "差距", facets_of(words)), "delta")
    last = next(
        (
            draft
            for draft in situation.memory.back(8)
            if draft.unit_kind == kind and (draft.role == "level" or draft.rule == "figure.gap")
        ),
        None,
    )
    if last is None or last.paragraph != situation.paragraph:
        return None
    result = figure(situation, Head(last.head.removesuffix("差距") + "差距", last.narrowing), "delta")
    result.period = situation.reference or result.period
    return result


def _same_measure(situation: Situation, words: str) -> Draft | None:
    memory, number = situation.memory, situation.number
    last = memory.last
    if not words and last is not None and last.role == "delta" and last.of is not None:
        later = [d for d in memory.levels(situation.sentence) if d.number.start > last.of.number.start]
        following = next((d for d in reversed(later) if d.unit_kind == number.kind), None)
        if following is not None:
            return following
    if words:
        called = memory.called(words, situation.sentence, kinds=(number.kind,))
        if called is not None:
            return called
    last = memory.of_kind(number.kind, situation.sentence)
    if last is not None and _is_another(words, last.head):
        return None
    if (
        last is not None
        and base_unit(last.unit) == base_unit(number.unit)
        and last.clause == situation.clause
    ):
        # 在校生1.08亿人，比上年增加54.6万人: the newest, however its unit is printed
        return last
    return memory.of_kind(number.kind, situation.sentence, unit=number.unit) or last


def _is_another(words: str, head: str) -> bool:
    """冬小麦播种面积22万亩…；夏杂粮面积增加7万亩: whether the words name a thing of their own."""
    measure = measure_of(words)
    thing = words.removesuffix(measure)
    noun = "" if measure else noun_of(words)
    thing = thing.removesuffix(noun)
    return bool(measure or noun) and len(thing) >= THING and resembles(thing, head) < ALIKE


CHANGES: tuple[Rule, ...] = (
    Rule(
        id="figure.from",
        reads="the level that a change starts from: 由2019年的4.1万元提高到",
        anchors=("figure",),
        before=r"""(?P<words> [^，。；]{0,40} ) (?: 由 | 从 )
            (?: [^，。；\d]{0,8} | [^，。；]{0,4} \d{4} 年末? ) (?: 的 | 为 )?""",
        after=r"\s* [^，。；\d]{0,3}?" + CHANGES_TO,
        build=_from,
        examples=(
            Example(
                "城镇居民人均可支配收入由2016年的4.1万元提高到2021年的6.3万元。",
                "4.1万元",
                {"code": "income_urban", "period.end": "2016-12"},
            ),
        ),
    ),
    Rule(
        id="figure.to",
        reads="the level that a change ends at: 提高到2024年的6.3万元",
        anchors=("figure",),
        before=CHANGES_TO + r"[^，。；]{0,12}",
        build=_to,
        examples=(
            Example(
                "城镇居民人均可支配收入由2015年的4.1万元提高到2020年的6.3万元。",
                "6.3万元",
                {"code": "income_urban", "period.end": "2020-12"},
            ),
            Example("低保标准由每月480元上调到520元。", "520元", {"indicator": "低保标准"}),
            Example(
                "小麦、玉米产量分别由10万吨、12万吨增加到11万吨、15万吨。",
                "15万吨",
                {"indicator": "玉米产量"},
            ),
        ),
    ),
)
EARLIER: tuple[Rule, ...] = (
    Rule(
        id="figure.previous",
        reads="the level of an earlier period: 去年同期仅为320万美元",
        anchors=("figure",),
        before=r"""(?: 同期 | 上年 | 去年 | 前年 | 上月 | 上周 | 上个月 | 上半年 | 季度 | 月 | 年 ) (?: 末 | 底 | 份 | 数 )?
            (?: 高峰 | 高位 | 高点 | 峰值 | 低谷 | 低点 | 最高 | 最低 )? (?: 时 | 期 )?
            (?: [这该此] [一项]* (?: 数字 | 数据 | 数值 | 指标 | 差距 | 金额 ) (?: 还 | 则 | 却 | 尚 | 只 )* )?
            (?: 的 | 还 | 则 | 为 | 是 | 仅 | 仅为 | 仅有 | 只有 | 约 | 数 | [曾已高]? 达到? | \s )* (?: 顺差 | 逆差 | 盈余 | 盈利 | 亏损 | 净流[入出] )?""",
        build=_previous,
        examples=(
            Example(
                "实际利用外资1640万美元，去年同期仅为320万美元。",
                "320万美元",
                {"code": "funds_foreign", "period.end": "2020-08"},
            ),
        ),
    ),
    Rule(
        id="figure.previous_list",
        reads="earlier levels listed in the order of the current ones: 与去年同期(345起、78人)相比",
        anchors=("figure",),
        build=_previous_list,
        examples=(
            Example(
                "发生事故312起、死亡68人，与去年同期(345起、78人)相比有所减少。",
                "345起",
                {"code": "accidents", "period.end": "2020-08"},
            ),
        ),
    ),
    Rule(
        id="figure.gap",
        reads="how far two units are apart: 与乙县相差100亿元, 两市差距为26.3亿元",
        anchors=("figure",),
        before=r"(?: 相差 | 相[隔距] | [仅只还尚仍就] [差隔] | 差距 | 差额 | 甩开 | 拉开 | [领落] [先后] ) (?: (?: 进一步 | 再度? | 又 | 已 | 也 | 则 | 却 )? (?: 拉大 | 扩大 | 缩小 | 拉近 | 收窄 | 缩短 ) (?: 到 | 至 | 为 ) | 为 | 是 | 达到? | 仅为? | 有 | 只有 | 约 )*",
        build=_gap,
        examples=(
            Example("到位资金3亿元，距年度目标尚差1.5亿元。", "1.5亿元", {"indicator": "年度目标差距"}),
            Example(
                "甲县到位资金3亿元，乙县到位资金2亿元，两县相差1亿元。",
                "1亿元",
                {"indicator": "到位资金差距"},
            ),
        ),
    ),
    Rule(
        id="figure.margin",
        reads="by how much somebody is ahead: 以2亿元的优势反超乙县",
        anchors=("figure",),
        before=r"(?: 以 | 凭 | 凭借 ) (?: 仅 | 约 | 近 )?",
        after=r"的 \p{Han}{0,4}? (?: 优势 | 差距 | 劣势 )",
        build=_gap,
        examples=(
            Example(
                "甲县税收9亿元，以2亿元的优势反超乙县。",
                "2亿元",
                {"indicator": "税收差距", "code": None},
            ),
        ),
    ),
    Rule(
        id="figure.delta",
        reads="a change in the unit of the level: 同比增加5个",
        anchors=("figure",),
        before=r"""(?P<cmp> (?: 同比 | 环比 | (?: (?<! [同环] ) 比 | 较 | 与 ) [^，。；]{0,16}? ) (?: 相比 )? )? (?: 各 | (?<! [户人亩日月年] ) 均 | 分别 )?
            (?P<verb> 偏[多少高低] | (?<= 比 \p{Han}{0,8} | 较 \p{Han}{0,8} ) [多少] \p{Han}{1,2} | [多少] (?: 赚 | 亏 | 花 | 支 | 贷 | 存 | 发 | 降 | 卖 | 跑 | 拿 | 投 | 缺 | 采 | 种 | 养 | 收 | 增 | 产 | 缴 | 用 | 接 | 办 | 销 | 完成 | 签约 | 开工 | 引进 | 入库 | 投产 | 到位 | 新增 | 死亡 | 亡 | 伤 | 发生 | 出 ) | 增加 | 减少 | 增产 | 减产 | 扩大 | 缩小 | 净增加? | 净减少?
                | 增收 | 减收 | 增支 | 减支 | 增亏 | 减亏 | 增利 | 减利 | 压降 | 压减 | 削减 | 净压降 | 拉大 | 收窄 | 高出 | 多出 | 超出 | 低了 | 少了 | 多了 | 多 | 少 | 提高 | 下降 | 上升 | 降低 | 增长 | 缩短 | 压缩 | 延长 | 提前
                | 贵 | 便宜 | 添了 | 添置 | 上涨 | 下跌 | 扩大 | 缩小 | 回落 | 回升 | 上调 | 下调 | 缩减 | 新增 | 涨 | 跌 | 增 | 减 | 低 | 高 ) (?: 了 | 约 | 近 )*""",
        build=_delta,
        examples=(
            Example("新签约项目27个，同比减少5个。", "5个", {"indicator": "新签约项目减少数"}),
            Example("净利润12亿元，同比少赚1.3亿元。", "1.3亿元", {"indicator": "净利润减少"}),
            Example("存款比年初增加86亿元，同比多增12亿元。", "12亿元", {"indicator": "存款多增"}),
            Example("早稻面积34.2万亩，较去年扩大1.3万亩。", "1.3万亩", {"indicator": "早稻面积增加"}),
            Example("一般公共预算收入2.6亿元，增收1070万元。", "1070万元", {"code": "fiscal_revenue"}),
        ),
        counterexamples=(
            Example("新增入库项目34个。", "34个", {"indicator": "新增入库项目数"}),
            Example("贫困户户均增收3200元。", "3200元", {"indicator": "贫困户户均增收"}),
        ),
    ),
)
