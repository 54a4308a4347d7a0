"""Growth: by verb, by noun, doubling, differences in percentage points."""

from __future__ import annotations

import regex

from extract.draft import Draft
from extract.drafting import names_own_period, percentage
from extract.heads import clean, resembles
from extract.list_patterns import LOW_IS_GOOD
from extract.meant import last_head, quantity_meant
from extract.rules.base import Example, Match, Rule
from extract.situation import Situation
from extract.years_reviewed import grows_over_years
from schemas import Comparison

DOWN = regex.compile(r"退了|掉了|回吐|降|减|回落|下滑|收窄|缩|负增长|放缓|慢|低|跌|挫|落后|滞后|少|差|欠|短")
YEAR_ON_YEAR = regex.compile(r"同比|上年|去年|同期|年均|可比|同口径|名义|实际增长")
MONTH_ON_MONTH = regex.compile(r"环比|上月|上季|上半年|上个月|上一季|前一季")
OTHER_BASE = regex.compile(r"比(?!上年|去年|重|例)[^，]{2,}")
# 仍可保持, 实现了, 以: what stands between the quantity and its growth
KEPT = regex.compile(
    r"(?:仍|继续|连续\p{Han}{1,3})?(?:可|能|要)?(?:保持|实现|取得|达到|维持|创下|录得|以)了?(?:同比)?$"
)
# 占全省的22.5%，不过|这一比重|较上年微降0.1个百分点
ANAPHORA = regex.compile(
    r"(?:不过|但|而)?(?:这一|这个|该|此)(?P<noun>比重|占比|比例|份额|增速|增幅|比率|水平)"
)
LATTER = regex.compile(r"[前后]者")
SIGNS = "+-－−"
PULLS = regex.compile(r"拉动(?P<what>[^，。；]{0,12})$")
# 二产比重下降6.8个百分点: the share of that industry in the structure before
INDUSTRY_OF = regex.compile(r"(?<![一二三、])第?([一二三])次?产业?(?:增加值)?(?:比重|占比|所占比重)")
CHANGE_NOUN = regex.compile(r"(?:涨幅|增幅|升幅|增速|降幅|跌幅|减幅|占比|比重)$")
# 年均|增速|快于全省1.9个百分点: no more than that it changed
CHANGE_ONLY = regex.compile(
    r"(?:年均|平均|月均|累计|同比|环比|名义|实际|总体|整体)?(?:涨幅|增幅|升幅|增速|降幅|跌幅|减幅|占比|比重)"
)
GROWTH_NOUN = regex.compile(r"[涨增升降跌减]幅|增速|增长率")
CHANGE_NOUNS = ("涨幅", "增幅", "升幅", "增速", "降幅", "跌幅", "减幅", "占比", "比重")
BEFORE_DOUBLING = regex.compile(r"(?:同比|比|较|实现|再|双双|一举|接近|基本|普遍|将近).*$")
# 比上年、同比、年均…: what a growth compares with
COMPARED = r"""(?P<cmp> (?: 同比 [、和与] 环比 | 环比 [、和与] 同比 | 同比 (?: \d{4} \s? 年 (?: 同期 )? )? | 环比 | (?<! [年月上去前] ) 同期 | [同环] (?= [增降减涨] ) | (?<! [\d一两二三四五十] ) 年 (?= [增降减涨] ) | 同口径 | 按?可比价 | 按可比口径 | 名义 | 实际 | 年均 (?: 递 (?= [增减] ) )? | (?: [两三四五] 年 )? 平均
    | 累计 | 可比 | (?: (?<! [同环] ) 比 | 较 | 与 | 按 | 剔除 | 扣除 | 扣减 | 不计 ) [^，。；]{0,20}? )+ )?"""
ADVERBS = r"""(?: 相比 (?: 之下 )? | 分别 | 各 | (?<! 年 | 月 | 日 | 平 ) 均 | 只 | 仅 | 再 | 又 | 大幅 | 略有? | 略微 | 微 | 小幅
    | 稳步 | 快速 | 则 | 却 | 也 | 仍 | 双双 | 再度 | 继续 | 温和 | 明显 | 显著 | 持续 | 逆势 | 同步 | 净 | 陡 | 急 | 直线 | 缓
    | (?<! [扩最较加增放重宽强壮] ) 大 | 猛 | 激 | 剧 | 骤 | 锐 | 录得 | 实现
    | 不 [减降跌缩] 反 | 不 [增升涨] 反 | 共 | 、 | ， )*"""


def negative(words: str) -> bool:
    """Whether a verb of change means less.

    >>> negative("回落"), negative("提高")
    (True, False)
    """
    return bool(DOWN.search(words))


def comparison_of(words: str) -> Comparison:
    """What a growth compares with; a bare 增长 in a bulletin is year on year."""
    if YEAR_ON_YEAR.search(words):
        return "yoy"
    if MONTH_ON_MONTH.search(words):
        return "mom"
    return "other" if OTHER_BASE.search(words) else "yoy"


def _growth(situation: Situation, match: Match) -> Draft:
    head, of = quantity_meant(situation, situation.cue[: match.start()])
    result = percentage(situation, "growth", head, of)
    result.comparison = comparison_of(situation.wide + match[0])
    better = match["verb"] == "改善" and LOW_IS_GOOD.search(head)
    if (negative(match["verb"]) or better) and result.value > 0:
        result.value = -result.value
    if situation.base is not None:
        result.base_of = situation.base
    elif of is not None and situation.memory.drafts[-1].role == "previous":
        result.base_of = next(
            (d for d in situation.memory.back(10) if d.role == "previous" and d.head == of.head), None
        )
    return result


def _signed(situation: Situation, match: Match) -> Draft | None:
    if situation.number.quote[0] not in SIGNS:
        return None
    if situation.number.kind == "points":
        return _points(situation, match)
    head, of = quantity_meant(situation, situation.cue[: match.start()])
    result = percentage(situation, "growth", head or last_head(situation), of)
    result.comparison = comparison_of(situation.wide + match[0])
    return result


def _arrow(situation: Situation, match: Match) -> Draft:
    head, of = quantity_meant(situation, situation.cue[: match.start()])
    result = percentage(situation, "growth", head or last_head(situation), of)
    result.comparison = comparison_of(situation.wide + match[0])
    if "↓" in match[0] or "▼" in match[0]:
        result.value = -abs(result.value)
    return result


def _growth_behind(situation: Situation, match: Match) -> Draft:
    words = KEPT.sub("", situation.cue)
    head, of = quantity_meant(situation, words)
    result = percentage(situation, "growth", head, of)
    result.comparison = comparison_of(situation.wide)
    if "降幅" in situation.after[:4]:
        result.value = -abs(result.value)
    return result


def _doubling(situation: Situation, match: Match) -> Draft | None:
    if not situation.number.quote.startswith("翻"):
        return None
    head, of = quantity_meant(situation, BEFORE_DOUBLING.sub("", situation.cue))
    result = percentage(situation, "growth", head, of)
    result.comparison = comparison_of(situation.wide)
    return result


def _points(situation: Situation, match: Match) -> Draft:
    of = _ratio_before(situation)
    words = clean(situation.cue[: match.start()])
    head, of = _head_of_points(situation, words, of)
    of_growth = not words or CHANGE_ONLY.fullmatch(words) is not None or (of is not None and words == of.head)
    if of is not None and not of_growth and not _speaks_of(words, head, of, situation):
        of = None
    linked = of if of is not None and (of.kind != "growth" or of_growth) else None
    pulled = PULLS.search(situation.cue)
    if pulled:
        head, linked = _pulled(situation, pulled["what"]), None
    result = percentage(situation, "growth", head or last_head(situation), linked)
    result.comparison = comparison_of(situation.wide + match[0])
    if negative(match.groupdict().get("verb") or ""):
        result.value = -abs(result.value)
    if of is not None and of.role == "ratio":
        result.narrowing = result.narrowing.over(of.narrowing)
        result.subject = of.subject
        own = names_own_period(situation, of) or grows_over_years(result, situation)
        result.period = result.period if own else of.period
        earlier = (d for d in situation.memory.back(3) if d.is_percent and d.role == "previous")
        result.base_of = next((d for d in earlier if d.sentence == situation.sentence), None)
    return result


def _speaks_of(words: str, head: str, of: Draft, situation: Situation) -> bool:
    """Whether a difference in points may be of the ratio before: not 零售额增幅高于…, behind 一产增幅高于…."""
    if situation.override is not None or head == of.head or words[0] in "距离较比与低高":
        return True
    if ANAPHORA.match(words) or LATTER.match(words):
        return True
    bare, said = CHANGE_NOUN.sub("", words), CHANGE_NOUN.sub("", of.head)
    return min(len(bare), len(said)) < 3 or max(resembles(bare, said), resembles(said, bare)) >= 0.6


def _pulled(situation: Situation, what: str) -> str:
    """拉动经济增长1.6个百分点, 拉动7.9个百分点: the contribution to the growth of something."""
    if what:
        return "拉动" + what + ("" if what.endswith("增长") else "增长")
    earlier = (d for d in situation.memory.back(30) if d.head.startswith("拉动"))
    found = next((d for d in earlier if d.paragraph == situation.paragraph), None)
    return found.head if found is not None else ""


def _ratio_before(situation: Situation) -> Draft | None:
    said = situation.override
    if said is not None and said.of is not None:
        return said.of
    industry = INDUSTRY_OF.search(situation.cue)
    named = said.narrowing.industry if said is not None and said.narrowing is not None else ""
    told = named or (f"第{industry[1]}产业" if industry else "")
    for other in situation.memory.back(8):
        if said is not None and said.subject not in (None, other.subject):
            continue
        if other.kind == "share" and GROWTH_NOUN.search(situation.cue):
            # 占全省的6.5%，较全省总体增速高1.8个百分点: not of the share
            continue
        if other.sentence == situation.sentence and other.is_percent and other.role != "previous":
            # 完成率76%，超时序1.3个百分点，比去年慢了2.5个百分点: both of the rate
            meant = (other.of or other) if other.number.kind == "points" and other.of else other
            if meant.rule == "percent.structure" and told:
                if meant.head.startswith(told):
                    return meant
            elif said is None or said.narrowing in (None, other.narrowing):
                return meant
    return None


def _head_of_points(situation: Situation, head: str, of: Draft | None) -> tuple[str, Draft | None]:
    if situation.override is not None and situation.override.head:
        head = situation.override.head
    which = LATTER.match(head)
    if which and of is not None:
        run = [d for d in situation.memory.back(4) if d.sentence == situation.sentence and d.is_percent]
        of = run[1] if which[0] == "前者" and len(run) > 1 else of
        return of.head, of
    same = ANAPHORA.fullmatch(head)
    if same and of is not None:
        return of.head.removesuffix(same["noun"]) + same["noun"], of
    if of is not None and not head:
        return of.head + ("占比" if of.kind == "share" else ""), of
    counted = _just_counted(situation) if head in ("占比", "比重") else None
    if counted is not None:
        return counted.head + head, None
    if of is not None and of.head.startswith("拉动") and head in ("占比", "比重"):
        # 第三产业对经济增长的贡献率61.2%，拉动增长3.1个百分点，占比提高…: of what contributes
        said = (d for d in situation.memory.back(8) if d.sentence == situation.sentence and "对" in d.head)
        contributor = next(said, None)
        return (contributor.head.partition("对")[0] if contributor is not None else "") + head, None
    if of is not None and head in CHANGE_NOUNS:
        return of.head + head, of
    if CHANGE_ONLY.fullmatch(head) and head not in CHANGE_NOUNS:
        measured = of.head if of is not None else last_head(situation)
        noun = CHANGE_NOUN.search(head)
        return (measured + noun[0] if measured and noun else head), of
    if head.endswith(("占比", "比重")):
        part = head[:-2]
        shares = (
            d for d in situation.memory.back(20) if d.sentence == situation.sentence and d.kind == "share"
        )
        return head, next((d for d in shares if part and part in (d.narrowing.industry, d.head)), of)
    compared = situation.theme if of is None and head in CHANGE_NOUNS else ""
    # 由第9升到第5，增速加快0.9个百分点: of what a round-up compares
    return (last_head(situation) or compared) + head if compared else head, of


def _just_counted(situation: Situation) -> Draft | None:
    """夜间事故37起，占24%；摩托车事故52起，占比提高1.6个百分点: of what was counted last, not of the share before."""
    last = situation.memory.last
    own = last is not None and last.role == "level" and not last.is_percent and last.own_head
    return last if last is not None and own and last.sentence == situation.sentence and last.head else None


GROWTH: tuple[Rule, ...] = (
    Rule(
        id="percent.doubling",
        reads="doubling: 翻了一番",
        anchors=("percent",),
        build=_doubling,
        examples=(
            Example(
                "到位资金5.2亿元，比上年翻了一番。",
                "翻了一番",
                {"value": "100", "kind": "growth", "of": "5.2亿元"},
            ),
            Example("税收翻了近一番。", "翻了近一番", {"value": "100", "bound": "≈"}),
        ),
    ),
    Rule(
        id="percent.points",
        reads="a difference or change in percentage points: 高于全省2个百分点, 较上年提高1.3个百分点",
        anchors=("points",),
        before=r"""(?P<cmp> (?: 同比 (?: \d{4} \s? 年 (?: 同期 )? )? | 环比 | (?<! [年月上去前] ) 同期 | [年月季]均 | 累计 | (?: (?<! [占同环] ) 比 | 较 | 与 | 对 | 拉动 ) [^，。；]{0,24}? ) )?
            (?: 相比 | 分别 | 又 | 再 | (?<! [年月季日] ) 均 | 已 | 各 | 共 | 还 )*
            (?! [增升涨降跌减]幅 | 增速 | (?: 增长 | 下降 | 上升 ) (?: 率 | 水平 | 幅度 | 速度 ) )
            (?P<verb> <up> | <down> | 高于 | 低于 | 快于 | 慢于 | 好于 | 优于 | 超过? | 超出 | 高出 | 领先 | 落后 | 滞后
                | (?<= 幅 ) (?: [大小窄轻浅深]于 | [收缩]?[大小窄] ) | [小窄轻浅]于
                | (?<= [比较] [^，。；\d]{1,10} ) [大小窄]
                | 超前 | 拉动 | 高 | 低 | 快 | 慢 | [尚还仍仅]? 欠 | 短 | [尚还仍仅] 差 | (?<! [相顺逆价温偏] ) 差
                | (?<= ^ [，、]? [但而仍]? 与 [^，。；]{1,16} ) 相差 )
            (?P<what> [^，。；]{0,16}? ) (?: 约 | 近 | 了 | 分别 )*""",
        build=_points,
        examples=(
            Example(
                "群众满意率96.2%，较上年提高1.3个百分点。", "1.3个百分点", {"value": "1.3", "of": "96.2%"}
            ),
            Example(
                "投产率72%，比上年同期低3.8个百分点。",
                "3.8个百分点",
                {"value": "-3.8", "indicator": "投产率"},
            ),
            Example("研发企业占比46.3%，距全省平均还差2个百分点。", "2个百分点", {"value": "-2"}),
            Example("税收增长8.1%，低于全省平均增幅1.5个百分点。", "1.5个百分点", {"value": "-1.5"}),
            Example(
                "完成投资12亿元，占年度计划的60%，欠目标进度6.7个百分点。",
                "6.7个百分点",
                {"value": "-6.7", "indicator": "完成投资", "kind": "growth"},
            ),
            Example(
                "第二产业拉动经济增长1.6个百分点；第三产业拉动2.1个百分点。",
                "2.1个百分点",
                {"indicator": "拉动经济增长"},
            ),
        ),
    ),
    Rule(
        id="percent.gap",
        reads="a gap to a goal or an average in percent: 低于预期目标22.87%",
        anchors=("percent", "times_as"),
        before=r"""(?P<verb> 高于 | 低于 | 超过? | 超出 | 少于 | 高出 )
            (?P<what> [^，。；]{0,8}? (?: <goal> | 平均 | 平均水平 | 时序进度 | 进度 | 水平 | 标准 | 限值 | 上限 ) )""",
        build=_points,
        examples=(
            Example("投资强度低于预期目标12.5%。", "12.5%", {"value": "-12.5", "kind": "growth"}),
            Example("断面氨氮1.87毫克/升，超标准0.87倍。", "0.87倍", {"kind": "growth"}),
        ),
    ),
    Rule(
        id="percent.growth",
        reads="growth by its verb: 同比增长8.6%, 下降26.7%",
        anchors=("percent", "times_as"),
        before=COMPARED
        + ADVERBS
        + r"""(?P<verb> (?! 高达 | 低至 ) (?: <down> | <up> | (?<= 同比 | 环比 | 相比 | [比较] [^，。；\d]{1,8} [年月季期周旬底末初] ) [多少] ) )
            (?: 了 | 去 | 掉 | 出 | 幅度 | 约 | 近 | 达 | 达到 | 均 )*""",
        build=_growth,
        examples=(
            Example(
                "实际到位资金42.7亿元，同比下降6.7%。",
                "6.7%",
                {"value": "-6.7", "of": "42.7亿元", "comparison": "yoy"},
            ),
            Example(
                "计划总投资58亿元，增长1.4倍。", "1.4倍", {"value": "1.4", "unit": "倍", "kind": "growth"}
            ),
            Example("签约项目20个、总额5亿元，分别增长10%、7%。", "10%", {"of": "20个"}),
            Example("商品住房网签6218套，环比少11.4%。", "11.4%", {"value": "-11.4", "comparison": "mom"}),
            Example("网签面积69.4万平方米，环比、同比各跌9.8%和41.6%。", "9.8%", {"value": "-9.8"}),
            Example("澳资到资0.7亿元，按年大增1.6倍。", "1.6倍", {"value": "1.6", "of": "0.7亿元"}),
            Example("进出口增幅前两名为河东镇、河西镇，河东镇增长1.7倍。", "1.7倍", {"indicator": "进出口"}),
            Example("网签金额11.4亿元，面积16万平方米，分别增长26%和下降9.1%。", "26%", {"of": "11.4亿元"}),
            Example("用气1.3万立方米，与去年同期的1.4万立方米相比少了6.4%。", "6.4%", {"value": "-6.4"}),
            Example("多晶硅价格比年初跌去六成多。", "六成多", {"value": "-60", "indicator": "多晶硅价格"}),
            Example("房地产投资3.1亿元，同比缩水逾六成。", "逾六成", {"value": "-60", "kind": "growth"}),
            Example("空气质量综合指数改善12%。", "12%", {"value": "-12"}),
        ),
        counterexamples=(Example("人口自然增长率2.55‰。", "2.55‰", {"kind": "rate"}),),
    ),
    Rule(
        id="percent.signed",
        reads="growth by the sign that is printed before it: 同比+8.4%, 116万吨，-3.0%, 环比-0.4个百分点",
        anchors=("percent", "points"),
        before=COMPARED + ADVERBS + r"(?: [增降减升涨]幅 | 增速 | 增长率? )? <be>*",
        build=_signed,
        examples=(
            Example("原煤产量31.5万吨，同比-2.7%。", "-2.7%", {"kind": "growth", "of": "31.5万吨"}),
            Example("甲镇增速为负，为-4.7%。", "-4.7%", {"kind": "growth", "value": "-4.7"}),
            Example("公路货运量120万吨，+3.4%。", "+3.4%", {"kind": "growth", "value": "3.4"}),
            Example("一产增加值2.1亿元(+7.1%)，二产8.3亿元(-1.6%)。", "-1.6%", {"of": "8.3亿元"}),
            Example("环比+1.2%的投诉办结率为97.6%，环比-0.4个百分点。", "-0.4个百分点", {"kind": "growth"}),
        ),
        counterexamples=(Example("营业收入利润率-1.6%。", "-1.6%", {"kind": "rate"}),),
    ),
    Rule(
        id="percent.arrow",
        reads="growth by the arrow that is printed before it: 8.67万人次(↑12.4%)",
        anchors=("percent", "points"),
        before=COMPARED + r"[↑↓▲▼]\s*",
        build=_arrow,
        examples=(
            Example("接待游客8.6万人次(↑12.4%)。", "12.4%", {"kind": "growth", "of": "8.6万人次"}),
            Example("用水量31万吨，同比↓3.2%。", "3.2%", {"kind": "growth", "value": "-3.2", "of": "31万吨"}),
        ),
    ),
    Rule(
        id="percent.growth_behind",
        reads="growth whose noun stands behind the number: 保持8%以上的增速, 以8.3%的增幅居首",
        anchors=("percent", "times_as"),
        after=r"的? (?: 增速 | 增幅 | 涨幅 | 降幅 | 增长率? (?! 点 | 极 ) )",
        build=_growth_behind,
        examples=(
            Example("全年外贸仍可保持7%以上的增速。", "7%以上", {"kind": "growth", "value": "7"}),
            Example("清溪镇到位资金以8.3%的增幅居首。", "8.3%", {"kind": "growth", "subject": "清溪镇"}),
        ),
    ),
    Rule(
        id="percent.growth_noun",
        reads="growth by its noun: 增幅为37%, 同比增速分别为11.5%",
        anchors=("percent", "times_as"),
        before=r"""(?: 同比 | 环比 | 年均 )?
            (?P<verb> 增幅 | 升幅 | 增速 | 年均增速 | (?<! 自然 ) 增长率 | 涨幅 | 降幅 | 减幅 | (?: 增长 | 提标 | 调标 | 提高 | 提升 | 上调 | 上涨 | 下降 | 降低 | 下调 | 减少 | 压减 ) 幅度 | 跌幅 )
            (?: (?: 可 | 将 | 已 | 能 | 有望 | 预计 )* (?: <up> | <down> | (?: 由[正负降升] )? 转[正负] ) [到至为] )? (?: 双双 | 都 )? <be>*""",
        build=_growth,
        examples=(
            Example("新签约项目63个，增幅为37%。", "37%", {"value": "37", "kind": "growth", "of": "63个"}),
            Example("春玉米播种5.6万亩，减幅6.7%。", "6.7%", {"value": "-6.7", "of": "5.6万亩"}),
            Example("全年外贸降幅可收窄至4%以内。", "4%以内", {"value": "-4", "kind": "growth"}),
        ),
    ),
)
