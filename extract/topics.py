"""Topics: what a clause without a number announces for those that follow.

>>> topics_of("各单位引进项目个数："), topics_of("新引进合同项目、实际利用省外资金，"), topics_of("在谈项目中，")
(('引进项目个数',), ('新引进合同项目', '实际利用省外资金'), ('在谈项目',))
>>> topics_of("论速度，"), topics_of("坚持项目为王，")
(('速度',), ())
"""

from __future__ import annotations

import regex

from extract.heads import clean, is_head
from extract.patterns import compile_pattern, openings

SPOKEN_OF = compile_pattern(
    r"""(?: 其中 | 从 | 就 (?! 业 | 诊 | 医 ) | 在 (?! [谈建库册编营校] ) )?
        (?P<topic> [^，。；：\d]{2,16}? ) (?: 排行榜? | 排名 | 座次 )?
            (?: 方面 | [之当]?中 | 上 | 来看 | 看 | 而言 | 来说 ) [，：] $
      | [再来单先]? 看 (?P<topic> (?! 看 ) [^，。；：\d]{2,12} ) 。 $
      | (?<! . ) (?P<topic> [^，。；：\d]{2,16}? ) (?: 中 | 里 | 内 )? [按分] [^，。；：\d]{2,8} [分看计]? [，：] $
      | (?: 当[天日] | 现场 | 本次 | 此次 )?
            (?: 所 (?P<topic> [引招建报] \p{Han}{0,6} 项目 ) | (?P<topic> 所签 \p{Han}{0,6} 项目 ) )
            (?: 中 | 里 )? [，：] $
      | (?: 其中 | 首先 | 其次 | 最后 | 接着 | 先 | 再 | 若 | 单 )? [论讲看比拼] (?P<topic> <bare_measure> ) [，：。] $
      | (?: 首先 | 其次 | 最后 | 接着 | 先 | 再 | 单 ) [来说]? [论讲看比]
            (?P<topic> (?! 看 ) [^，。；：\d]{2,12} ) [，：。] $
      | (?<! . ) 论 (?P<topic> \p{Han}{2,6} ) [，：] $
      | [按以就从] (?P<topic> (?: PM2\.5 | PM10 )? \p{Han}{0,8}? (?: <bare_measure> | (?: 改善 | 变化 | 下降 ) 幅度 ) )
            (?: 排[名序列]? | 论 | 计 | 衡量 | 而言 | 来?[看说] ) [，：] $"""
)
# One of these stands in each of those
SPOKEN_SIGNS = frozenset("面中上看言说按分所论讲比拼以就从")
BARE = regex.compile(
    r"""(?: \s | —— | [(（]?[一二三四五六七八九十\d]+[)）.、] | 【[^】]*】 | 按照? | 从 | 各单位 | [一二三四]是
          | 各\p{Han}{1,4}? (?= 完成 | 引进 | 签约 | 到位 ) )*
        (?: 年末 | 期末 | 季末 | 月末 )?
        (?P<topic> [^，。；：\d]{2,30}? ) (?= [前完情看来排，：。] )
        (?: 前 [一二两三四五六七八九十]{1,2} [位名户家强] )?
        (?: 完成 )? (?: 情况 )? (?: 看 | 来看 | 排名 )? [，：。]$""",
    regex.VERBOSE,
)
# 未成年人犯罪人数继续减少，|共2189人: what became of it, before it is told
CHANGED = compile_pattern(
    r"""(?P<topic> [^，。；：\d]{2,16}? (?: 人数 | 件数 | 起数 | 个数 | 户数 | 数量 | 总数 ) )
        (?: 继续 | 持续 | 明显 | 显著 | 大幅度? | 有所 | 略有 | 稳步 | 小幅 | 同比 | 逐步 | 逐年 | 不断 | 稳中有 | 呈 )*
        (?: <up> | <down> | 增多 | 变少 | 平稳 | 稳定 ) (?: 态势 | 趋势 )? ，"""
)
# 从产业看, 各乡镇中: what the figures are broken down by is no indicator
ASPECT = regex.compile(
    r"^各|(?:阵营|方阵|俱乐部|梯队|行列|县域)$|(?:乡镇|镇街|街道|县区|区县|[县市]区?|[月年季周]度|分月|逐月|单月|单位|部门|园区|开发区|市州|地市)$|(?:产业|行业|类别|类型|领域|构成|结构|分布|性质|规模|来源|投向|区域|[区市省县州]内|区域间|地域)$"
)
# 机电产品仍是出口主力, 东盟稳居第一大贸易伙伴: whose trade the next clause measures
THING = compile_pattern(
    r""".{0,6}? (?: (?P<thing> [^，。；：\d和与]{0,10} <trade_thing> )
        | (?P<partner> \p{Han}{2,6}? ) (?= \p{Han}{0,6} (?: 第[一二三四五六七八九十]大 | 最大 | 主要 | 重要 )
            \p{Han}{0,4} (?: 伙伴 | 市场 | 来源地 ) ) )
        (?: 仍 | 依 | 继续 | 持续 | 稳 | 已 | 是 | 为 | 成 | 占 | 居 | 位 | 唱 | 挑 | 表现 | 增 | 势 | 保持 | 最
          | 活 | 快 | 大幅 | 逆势 | 较 | 平稳 | 一枝独秀 | 领跑 | 发力 | 贡献 )
        [^，。；：\d]{0,16} ，"""
)
# 违规发放津补贴最突出，|达到137起: what stands out among what was counted
STANDS_OUT = compile_pattern(
    r"""(?P<thing> [^，。；：\d]{2,24}? ) (?: 依然 | 仍然 | 仍 | 也 )?
        (?: 最为? (?: 突出 | 多 | 集中 | 普遍 ) | (?: 较为 | 尤为 ) 突出 | 居多 | 占? 绝?大? 多数 | 首当其冲 ) ，"""
)
# What every thing and partner is told by
TRADE = compile_pattern(r"<trade_thing> | 伙伴 | 市场 | 来源地")
# 苹果喜获丰收, 罐头由无到有, 养老金再次上调: whose output or level the next clause tells
FARES = compile_pattern(
    r"""(?: 其中 | 截至目前 | 目前 )? (?P<thing> (?! <whole_area> | [外内]需 | 需求 | 形势 | 经济 )
        \p{Han}{2,12}? ) (?<! 的 )
        (?= <fares> | 第 [\d一二三四五六七八九十]{1,3} [次轮] ) [^，。；：]{0,16} ，"""
)
FARES_SIGNS = openings(compile_pattern("<fares> | 第"))
CAPACITY = regex.compile(r"(?<=.{2})(?:产能|市场|行业|产量|生产)$")
CHANGE_TOPIC = regex.compile(
    r"(?:同比|环比)?(?:[增升涨降跌减]幅|(?:同比|环比|增长|下降|上升|改善|变化|增减|涨跌)(?:幅度|情况)|增速|速度|增长率?)"
)
JOINT = regex.compile(r"[、和及]")
# (三)招商引资。: what a section is about, and no measure
FIELDS_OF_WORK = ("招商引资", "对外贸易", "利用外资", "固定资产投资工作", "招商引资工作")
ENDS = ("，", "：", "。")


def topics_of(piece: str) -> tuple[str, ...]:
    """The heads that a clause announces (X方面， / X中， / X、Y，), none where it announces nothing."""
    if not piece.endswith(ENDS):
        return ()
    spoken = None if SPOKEN_SIGNS.isdisjoint(piece) else SPOKEN_OF.match(piece)
    if (
        spoken
        and spoken["topic"]
        and not spoken["topic"].startswith(("分", "按"))
        and not ASPECT.search(spoken["topic"])
    ):
        return (spoken["topic"],)
    changed = CHANGED.fullmatch(piece) if "数" in piece else None
    if changed:
        return (clean(changed["topic"]),)
    bare = BARE.match(piece)
    if bare is None:
        return ()
    members: list[str] = []
    if piece[-1] == "。" and bare["topic"] in FIELDS_OF_WORK:
        return ()
    for part in JOINT.split(bare["topic"]):
        members.append(clean(part))
        if len(members[-1]) < 2 or not is_head(members[-1]):
            return ()
    return tuple(members)


def held_on(topics: tuple[str, ...]) -> str:
    """The announced change that holds on for the sentences behind (再看速度。), for it is of what was told before.

    >>> held_on(("速度",)), held_on(("到位资金",)), held_on(())
    ('速度', '', '')
    """
    return topics[0] if len(topics) == 1 and CHANGE_TOPIC.fullmatch(topics[0]) else ""


def thing_of(piece: str) -> str:
    """What a clause without a number speaks of, where its trade is measured behind it; empty where it is none.

    >>> thing_of("机电产品仍是出口主力，"), thing_of("东盟继续稳居第一大贸易伙伴，"), thing_of("外需持续低迷，")
    ('机电产品', '对东盟', '')
    >>> thing_of("苹果喜获丰收，"), thing_of("工业生产稳步回升，")
    ('苹果', '工业')
    """
    if not piece.endswith("，"):
        return ""
    out = STANDS_OUT.fullmatch(piece) if "突出" in piece or "多" in piece or "集中" in piece else None
    if out is not None:
        return clean(out["thing"])
    match = THING.fullmatch(piece) if TRADE.search(piece) else None
    if match is None:
        faring = None if FARES_SIGNS.isdisjoint(piece) else FARES.fullmatch(piece)
        return CAPACITY.sub("", clean(faring["thing"])) if faring else ""
    return clean(match["thing"]) if match["thing"] else "对" + match["partner"]
