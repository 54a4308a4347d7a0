"""Criterion phrases: what the words of one clause say is ranked, among whom, and by which measure.

>>> among("各镇(街)工业投资"), criterion_words("规上工业增加值增长11.6%"), with_measure("到位资金总量", "增速")
(('各镇(街)', '工业投资'), '规上工业增加值增速', '到位资金增速')
>>> split_scope("全省招商引资考核"), split_scope("丙市各县(市、区)")
(('全省', '招商引资考核'), ('丙市各县(市、区)', None))
"""

from __future__ import annotations

import regex

from extract.heads import clean, measure_of
from extract.list_patterns import LOW_IS_GOOD, compile_listed
from extract.patterns import compile_pattern
from extract.topics import ASPECT

LEADING_TIME = compile_listed(r"""
    ^ (?: \s | [则却也仍还又] (?= 以 ) | [—－-]{1,2} (?= \p{Han} ) | 【 [^】]{1,8} 】 | NUM [.．、] (?! \d ) | \( NUM \)
      | TIME | 其中 | [去上前] 年 (?: 同期 | [底末] )? 的?
      | [就从] (?! 业 ) | 按照? | 以 (?! [上下内] ) | 在 (?! [建库谈册] ) )+
""")
OWN_WHOLE = compile_listed(r"^ (?: 全 [市县区省州旗盟镇] | [我本] [市县区省州旗盟镇] ) (?= [\p{Han}]{2} )")
# 24个镇(街)中 · 各镇(街) · 全市各园区 · 县直部门
AMONG = compile_listed(r"""
    ^ (?P<scope> (?: 全 [市县区省州旗盟镇] )? (?: 各 | NUM 个? | 上述 )?
        <roster_noun> (?: [、及和] <roster_noun>
          | 及 \p{Han}{2,3} (?= TIME | 重大 | 重点 | 项目 | 工业 | 固定资产 ) )? [类组]?
      | [A-E甲乙丙丁一二三四五] [类组] <roster_noun>? )
    (?P<inside> 中 | 里 | 内 | 之中 )? 的? (?P<time> TIME )? (?P<rest> .* ) $
""")
COLLOQUIAL = {
    "块头": "总量",
    "个头": "总量",
    "盘子": "总量",
    "体量": "总量",
    "家底": "总量",
    "速度": "增速",
    "跑得": "增速",
}
# What shows that a clause reports a value or names a unit, and so names no criterion
VALUED = compile_listed(r"""
    第 [一二三\d] | 并列 | 、 .* [镇乡县区市] $ | [一二两三四五六七八九] 成
  | 不足 | 不到 | 超过 | 分之 | (?<! [人平亩户] ) 均 | [都零未]
  | 没有 | 相[差距隔] | 差距 | [居列] .{0,4} [首末] | 榜首 | 领跑 | 紧 [随追跟]
  | ^ [由从] | (?: 季度 | 同期 | 月份 | 年度 ) $
  | ^ (?: 提速 | 超出 | 高出 | 压缩 | 压减 | 缩短 | 提前 | 较 ) | 组别 | 垫底 | 遥遥 | 领先
  | 一马当先 | 一骑绝尘 | 最 [高低快慢大小多少好差优强弱] 的
  | (?: 滞后 | 缓慢 | 落后 | 靠后 | 偏低 | 偏慢 | 不理想 | 不力 ) $
  | ^ <no_subject> $ | [镇乡县市州旗] $ | (?<! [地社园] ) 区 $ | 街道 $
""")
# 全市 | 上半年招商引资考核 · 丙市各县(市、区) | 综合考评
EVENT = compile_listed(r"""
    (?P<scope> 全 [国省市县区州盟旗]
        (?: 各? \d* [个家]? (?: [国省市] [家级] 级? )? (?: <roster_noun> | [经高] [开新] 区 ) (?! 域 | [级直辖] ) )?
      | [\p{Han}]{2,8}? [省市县区州盟] (?: (?: 通报 | 公布 | 发布 ) 的 )? (?: (?: 各 | NUM 个? ) <roster_noun> )? )?
    (?P<event> [^，。；]{0,30}
      (?: 考核 | 考评 | 评比 | 评价 | 测评 | 排名 | 龙虎榜 | [”"] | 竞赛 | 比武 | 督查 | 评估 | 评议 | 通报 | 拉练
        | 排行榜 | 榜单? | 考试 | 大赛 | 比赛
        | 实力 | 竞争力 | (?<= 发展 | 竞争 | 创新 | 营商 | 评价 | 综合 | 繁荣 | 活力 | 潜力 ) 指数
        | (?: [百千] | \d{2,4} ) [强佳] [县市区镇村]? )
      (?: 得分 | 工作 | 结果 | 排名 | 中 ){0,3} )
""")
PUBLISHED = compile_listed(r"(?: (?: 通报 | 公布 | 发布 | 组织 | 开展 | 参评 ) 的 )")
# 省发改委8月通报的|11个市州|排名
LISTED_AMONG = compile_listed(r"""
    .{2,24} (?: 通报 | 公布 | 发布 | 印发 | 下发 ) 的
    (?P<scope> (?: <scope_word> )? NUM 个? <roster_noun> ) (?: 排名 | 排位 | 排序 | 名次 ){1,2}
""")
BEING_SEEN = compile_listed(r"""
    (?: (?: 相对 | 比较 ) | (?: 相对 | 比较 )? [较更] [好优差高低快慢多少大小] | 来看 | 看 | 方面
        | 的? 完成 情况 | 情况 | 中 | 上
        | 的 | (?<! [人平亩户] ) 均 | 分别 | 红榜 | 黑榜
      | 光荣榜 | 先进 | 后进
      | [从由按] [低少小慢差高多大快好优] [到至] [低少小慢差高多大快好优] | 位次 | 名次 | 排位 | (?<! 综合 ) 排名 )+ $
""")
# 完成固定资产投资 is ranked by 固定资产投资, 完成率 by itself
BEING_DONE = compile_listed(r"""
    ^ (?: 累计 | 实际 (?= 完成 ) | 完成 (?! 率 | 额 | 年 | 全 | 目标 | 任务 | 进度 | 投资 ) | 实现 )+ (?= .{2} )
""")
VALUE = compile_listed(r"""
    (?: 为 | 是 | 达到? | 完成 | 实现 | 只有 | 仅有? | 不足 | 不到 | 高达 | 超过 | [同均各共]? 得 | 以 )? \s? [近约超]?
    (?: [+-]? (?<! [A-Za-z\d.] ) \d [\d.,]*
      | (?: 百分之 )? [一二两三四五六七八九十百千点]+ (?= [成亿万个家次分] ) ) [^，。；\d]{0,10} $
""")
# 增速比全市平均水平高: what stands before a comparison is compared
AGAINST = regex.compile(
    r"(?<=.{2})(?:[比较]|[高低快慢好大小多少]于)(?=全|去年|上年|上[月季期半周个]|前[一三]季|同期|平均|年初|计划|省|市|县|[一二三四]季|\d{1,2}月|1[-—－]\d)|由[负正降升]转[正负升降]"
    r"|(?<=.{2})[“”]?(?:双双|均|都)?[“”]?(?:跻身|入围|入选|挤进|闯入|进入|迈入)(?=全|中国|世界|\d|前|[东中西])"
)
# 签约11个项目: what is counted
COUNTED_THING = compile_pattern(
    r"""(?P<done> (?: <stage> | 申报 | 获批 | 培育 | 承办 | 认定 ){1,2} ) 了? \d{1,5} [个家户件项名人场]
    (?P<thing> (?: <set_noun> ) )"""
)
# 财政收入按增幅: what is ranked, and by which measure of it
BY = regex.compile(r"(?P<what>.{2,20})按照?(?P<by>.{2,12})")
# 增速较上月前移3位, 首位度进一步提升: how what is ranked has moved
MOVED_TAIL = compile_listed(r"""
    (?<= .{2} ) (?: [同环]比 | [较比] [^，。；]{1,14}? )?
    (?: <move_word> 了? (?: NUM 个? (?: [位名] 次? | 台阶 ) )? (?: [至到] $ )? (?<= [位名次阶至到] )
      | (?: 进一步 | 继续 | 稳步 | 持续 | 明显 | 显著 | 大幅 | 不断 ) (?: 提升 | 提高 | 改善 | 回升 | 好转
          | 增强 | 扩大 | 下降 | 回落 ) ) $
""")
# 各县|按综合得分
BY_LEAD = regex.compile(r"^按照?(?=.{2})")
POINTS = regex.compile(r"\d分(?!之|钟)")
SCORED = regex.compile(r"分|成绩|指数|[率量数额速幅]$")
FIRST_VALUE = regex.compile(r"(?:完成|实现|达到?|为|同比|增长|下降)+(?=[\d.]+[万亿%])")
# Numbers that may stand in the name of what is ranked: PM2.5浓度, 1亿元以上项目个数
SIZES = regex.compile(
    r"PM\d[\d.]*|[\d.]+(?:-[\d.]+)?[千百]?[万亿]?(?:美?元)?(?:\([^()]*\))?(?:及?以[上下]|之间)|超过?[\d.]+[千百]?[万亿]?美?元(?=的)|5G|[A-Z]\d"
)
CHANGED = regex.compile(
    r"(?P<words>.*?)(?:同比|可比|名义|大幅度?|大|猛|激|锐|骤|陡|快速|逆势|小幅|略|仅|仍|也|则)*(?P<change>增长|下降|上升|增|降)$"
)
WITH = regex.compile(r"^以[\d.,]+\p{Han}{0,4}的(?P<words>\p{Han}{2,12})$")
MEASURE = compile_pattern(r"^ (?: <bare_measure> ) $")
ENDS_MEASURE = compile_pattern(
    r"(?<! 零售 | 利润 | 进出口 | 出口 | 进口 ) (?: <bare_measure> ) $ | (?<= .{2} ) (?: [增降涨升]幅 | 增速 ) $"
)
# A scope that needs no 中 behind it: 各镇, 15个镇, 县直部门, 乡镇(街道)
MARKED = regex.compile(
    r"全.各|全.\d|各|\d|[一二两三四五六七八九十]|[市县区州]直|\p{Han}{1,2}\(|[地县]级市|设区市|市州|县市区|区县|镇街|旗县|盟市"
)
WHOLE_SCOPE = compile_pattern(r"<scope_word>")
NO_TOPIC = compile_pattern(r"^ (?: <no_topic> | (?: 排[名位] | [位名]次 ) 变[化动] | 分 .{1,8} ) $")
DIGIT = regex.compile(r"\d")
RANK_TAIL = regex.compile(r"(?:倒数)?第[一二三四五六七八九十\d]{1,3}[位名]?$")
CHANGE_TAIL = regex.compile(
    r"(?:^(?:同比|可比)?(?:增长|下降|增加|减少)|最[大小高低多少快慢]|实现|完成|只有|仅有?|不足|不到|为|达到?)$"
)
NO_CRITERION = regex.compile(
    r"(?<![A-Za-z\d.])\d(?!\d*元)|^(?:同比|比|较|占|为|并|但|比上)|[年季月期周相]比较?$|^(?:完成)?[一二两三四五六七八九]成[都也]?|^完成$"
)
INSIDE_TAIL = compile_pattern(r"(?: 之中 | 中 | 里 | 内 | 的 )+ $")


def fuller(said: str, before: str) -> str:
    """论总量: a measure alone is one of what was ranked or announced before, if that is measured at all.

    >>> fuller("增速", "固定资产投资总量"), fuller("增速", "发展分化"), fuller("", "发展分化"), fuller("开工率", "投资")
    ('固定资产投资增速', '增速', '发展分化', '开工率')
    """
    if not said:
        return before
    measured = MEASURE.match(said) and (measure_of(before) or ENDS_MEASURE.search(before))
    return with_measure(before, said) if measured else said


def with_measure(base: str, measure: str) -> str:
    """`增速` after a list by `到位资金总量` is `到位资金增速`.

    >>> with_measure("到位资金总量", "增速"), with_measure("到位资金", ""), with_measure("", "增速")
    ('到位资金增速', '到位资金', '增速')
    """
    if not measure:
        return base
    if measure == "人均" and base:
        return base if base.startswith("人均") else f"人均{ENDS_MEASURE.sub('', base)}"
    base = base.removeprefix("完成") if measure.startswith("完成") and len(base) > 3 else base
    return ENDS_MEASURE.sub("", base).removesuffix("同比") + measure


def in_points(criterion: str, value: str) -> str:
    """What is told in points is ranked by the score.

    >>> in_points("责任单位考评", "98.2分"), in_points("", "(66.4分)"), in_points("到位资金", "3.2亿元")
    ('责任单位考评得分', '得分', '到位资金')
    """
    scored = POINTS.search(value) and not SCORED.search(criterion)
    return f"{criterion}得分" if scored else criterion


def among(lead: str) -> tuple[str | None, str]:
    """The scope that opens `lead`, and the criterion behind it.

    >>> among("各镇(街)工业投资"), among("园区"), among("24个镇(街)中"), among("企业利润总额")
    (('各镇(街)', '工业投资'), ('园区', ''), ('24个镇(街)', ''), (None, '企业利润总额'))
    """
    words = strip_time(lead)
    if WHOLE_SCOPE.fullmatch(words):
        return words, ""
    if not words.startswith("全"):
        words = OWN_WHOLE.sub("", words)
    match = AMONG.match(words)
    if match is not None:
        rest = clean(BY_LEAD.sub("", match["rest"]))
        marked = match["inside"] or match["time"] or MARKED.match(match["scope"]) or MEASURE.match(rest)
        if not rest or marked:
            return match["scope"], _noun(rest)
    return None, _noun(clean(words))


def whole_scope(lead: str) -> str | None:
    """全省环境空气质量: the whole that opens the words before a list.

    >>> whole_scope("3月，全省环境空气质量"), whole_scope("环境空气质量")
    ('全省', None)
    """
    whole = OWN_WHOLE.match(strip_time(lead))
    return whole[0] if whole and whole[0][0] == "全" else None


def _noun(words: str) -> str:
    """The noun phrase, without the words of being seen or done around it."""
    words = BEING_SEEN.sub("", words)
    by = BY.fullmatch(words) if "按" in words else None
    words = fuller(by["by"], by["what"]) if by else words
    return BEING_DONE.sub("", words).strip()


def strip_time(words: str) -> str:
    """Without the time, 其中, and the prepositions in front.

    >>> strip_time("【通报】1-5月到位资金"), strip_time("从外出招商次数")
    ('到位资金', '外出招商次数')
    """
    return LEADING_TIME.sub("", words.strip(" ，,、：:；;")).strip()


def criterion_in(words: str) -> str:
    """The criterion in a topic, empty where it only says whose turn it is (分镇街看)."""
    scope, own = among(words)
    if (
        own.count("(") != own.count(")")
        or NO_TOPIC.match(own)
        or ASPECT.search(own)
        or VALUED.search(own)
        or (scope and not own)
        or DIGIT.search(SIZES.sub("", own))
    ):
        return ""
    return own


def criterion_words(words: str) -> str:
    """The noun phrase in the words of a clause, its value left out.

    >>> criterion_words("规上工业增加值增长11.6%"), criterion_words("得96.5分"), criterion_words("以2.1亿元的到位内资")
    ('规上工业增加值增速', '', '到位内资')
    """
    lent = WITH.match(words)
    if lent:
        return lent["words"]
    plain = RANK_TAIL.sub("", strip_time(words))
    plain = MOVED_TAIL.sub("", plain)
    counted = COUNTED_THING.fullmatch(plain)
    if counted:
        return counted["done"] + counted["thing"]
    plain = VALUE.sub("", AGAINST.split(plain)[0]).strip()
    changed = CHANGED.fullmatch(plain)
    if changed and changed["words"]:
        return grown(clean(_before_value(changed["words"])))
    plain = CHANGE_TAIL.sub(
        "",
        plain,
    )
    plain = clean(plain)
    plain = BEING_DONE.sub("", plain)
    return plain if len(plain) >= 2 and not NO_CRITERION.search(SIZES.sub("", plain)) else ""


def grown(what: str) -> str:
    """What is ranked where a change is told: its rate, but the level of what is the better the lower it is.

    >>> grown("工业投资"), grown("PM2.5浓度"), grown("")
    ('工业投资增速', 'PM2.5浓度', '')
    """
    return what if not what or LOW_IS_GOOD.search(what) else with_measure(what, "增速")


def _before_value(words: str) -> str:
    """一般公共预算收入完成238亿元、同比增长7.4%(不含甲区: what stands before the first value that the words report."""
    value = FIRST_VALUE.search(words)
    return words[: value.start()] if value else words


def split_scope(words: str) -> tuple[str | None, str | None]:
    """Among whom, and in what contest: 全市上半年招商引资考核 is 全市 and 上半年招商引资考核."""
    words = words.strip()
    words = words if WHOLE_SCOPE.fullmatch(words) else INSIDE_TAIL.sub("", words)
    listed = LISTED_AMONG.fullmatch(words)
    if listed is not None:
        return listed["scope"], None
    match = EVENT.fullmatch(words)
    if match is None:
        return PUBLISHED.sub("", words) or None, None
    scope = match["scope"]
    return (PUBLISHED.sub("", scope) if scope else None), match["event"]
