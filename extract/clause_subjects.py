"""Clause subjects: the area, office, team or project that opens a clause, and what ends the last one's reach."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from extract.heads import stage_of
from extract.indirect_subjects import indirect_subject
from extract.numerals import read_numeral
from extract.patterns import compile_pattern, openings
from extract.periods import PeriodMention
from extract.project_names import is_kind
from extract.subjects import OPENS_NO_NAME, SubjectReader, names_in, printed_in

# What may stand before a subject without being one: numbering, conjunctions, a quoted by-name
LEAD = compile_pattern(
    r"""[\s●◆■▲★▶►◎※○•·—]* (?: 【[^】\n]{1,12}】 | [(（]?[一二三四五六七八九十\d]+[)）.、]\s*
          | [一二三四五六七八九十]是 | 其中[，,：:]?
          | 截至[^，]{2,10}
          | [，,；;：:、(] | 涉及 | 届时 | 另外 | 同时 | 此外 | 同期 | “[^”]{2,20}” | ” | “ (?= 项目 ) | <paid_verb>
          | [只仅唯]有 (?= [\p{Han}*×] {2,12} [镇乡县区市州旗道] )
          | [只仅唯] (?= [\p{Han}*×] {2,6} [镇乡县区市州旗]
              (?: [同环]比 | 出现 | 未 | 没 | 为? 负 | 恶化 | <up> | <down> ) )
          # 完成进度甲县78%|居首、|乙县75%次之
          | (?: 居首 | 次之 | 领[跑先] | 垫底 | 居末 | [位居列]? 第 [一二三] 位? | 最[高低快慢] ) 、
          | 对 (?= [\p{Han}*×] {2,20} [镇乡县区市州旗道、] )
          | 即 (?= [省市县区州旗镇乡] | [\p{Han}*×] {2,10} [市县镇乡区局] )
          | [仅光单] (?= [\p{Han}*×] {2,20} (?: 一 [家地县镇市区乡] | 就 ) )
          | 不过，? | 然而，? | 反观 | 惟 (?! 一 )
          | [但而] (?! [且是非已言立] ) | [和及与](?=\*) | [和及与] (?= \p{Han}{2,3} [\d(] ) )*"""
)
LEAD_OPENS = openings(LEAD)
LEAD_REACH = 60
# 城北防洪堤(责任单位：县水利局)形象进度88%: who answers for a project is not its subject
ANSWERS = r"(?: (?: <in_charge> ) (?: 单位 | 部门 | 领导 | 人 )? | <head_of> ) [：:]"
IN_CHARGE = compile_pattern(rf"\( {ANSWERS} [^()]* $")
CHARGED = compile_pattern(
    r"[●◆■▲★•·\s]* (?P<name> (?! \p{Han}* \d+ [个家项件] ) (?! 全 [省市县区州旗镇] ) [\p{Han}A-Za-z\d“”·*×—-]{3,30} )"
    rf"(?<! 产业链 ) (?= \( {ANSWERS} [^()]{{2,40}} \) )"
)
# 当月|奖励甲县60万元
PAID = compile_pattern(r"<paid_verb>")
# Before a name: 当月|奖励|甲县60万元, 新能源装机|以甲县62万千瓦最多
KEPT = compile_pattern(
    r"""(?P<words> <paid_verb> ) $ | ^ (?P<words> .{2,}? (?<= <measure> | [率量度额数速幅] | 项目 ) )
            # 开工项目数|居前的是|甲县12个
            (?: (?: 较为? | 居 | 靠 | 偏 ) [前后多少好差快慢高低] 的 (?: [是有为] | 分别是 ) )? $
        | ^ (?: 各? (?: 县市区? | 县区 | 区县 | 市[州县地] | 乡镇 | 镇街 | 设区市 | 地市 ) )?
          (?P<words> .{2,} ) (?: 以 | 除了? ) $"""
)
SEVERAL = compile_pattern(
    r"""(?P<names> (?: 这 | 以上 | 上述 )? (?: [两二三四五六七八九十] | \d+ ) 个?
        (?: 园区 | 平台 | 专班 | 开发区 | 市州 | 县区 | 区县 | 县市 | [市县区镇乡州地省] | 街道 | 部门 ) )
        (?: (?: 的? \p{Han}{0,4} <measure> )? (?: 合计 | 共计 | 累计 | 共 | 总共 | 一共 | <added_up> )
          | 拿走 | 占 (?! 地 ) | 首尾 | 头尾 | 相差 | 贡献 )"""
)
SEVERAL_OPENS = openings(SEVERAL)
# 凭山、龙水两县(市)又占全市的九成: names with their number
COUNTED_NAMES = compile_pattern(
    r"""(?P<names> (?: (?! [全各我] ) \p{Han}{2,6} 、 ){1,8} \p{Han}{2,6}? )
        (?: [两二三四五六七八九] | \d ) 个? (?: 县 \( 市 (?: 、区 )? \) | [县市区镇乡州省] )
        (?= 又 | 也 | 还 | 就 | 合计 | 共 | 累计 | <added_up> | 占 )"""
)
# 深圳、佛山、东莞3个驻点招商组分别…: names of no class that is known by them
NAMED_TEAMS = compile_pattern(
    r"""(?P<names> (?: (?! [全各我] ) [\p{Han}A-Za-z“”]{2,16} 、 ){1,8} [\p{Han}A-Za-z“”]{2,16}? )
        (?P<count> [两二三四五六七八九] | \d ) (?: [个家支大] \p{Han}{0,4} )? <team>
        (?= [^。；\d]{0,24} (?: 分别 | 依次 | 各 (?! 类 | 项 | 级 | 地 ) ) )"""
)
SHARED_OUT = ("分别", "依次", "各")
# 乡镇这一块|到位9亿元, 各乡镇|外出招商, 16个|乡镇|承担的: units that are told of as a class
CLASS = compile_pattern(
    r"""(?P<names> 各 (?: 部门 | 单位 | 园区 | 县市区? | 县区 | 区县 ) (?= [均都]? (?: 至少 | DEMANDED ) )
          | 各? (?: [市县区州旗] 直 (?: 各? (?: 单位 | 部门 | 机关 ) )? | 乡镇 (?: \(街道\) )? | 镇街 | 镇乡 ) )
        (?: 这一?块 | 部分 | 层面 )? (?= \d | 承担 | 负责 | 累计 | 共 | 外出 | 上报 | 各? 完成 | 到位 | <stage>
            | (?: [均都] | 分别 | 每[月季]度? | 今年 | 全年 )* (?: 至少 | DEMANDED ) )""".replace(
        # 各县要确保签约10个; what is far behind (各县要对照目标，再鼓干劲，确保全年…) is asked of the whole
        "DEMANDED",
        r"(?: 力争 | 确保 | 要 | 必?须 ) [^，。；\d]{0,20} \d",
    )
)
BESIDE_COUNT = regex.compile(r"[和、及与]\d")
CLASS_OPENS = openings(CLASS)
BEHIND_COUNT = regex.compile(r"承担的|负责的|引进的")
WHOLE = compile_pattern(
    r"""(?: 其中 | ， )? (?: <whole_area> | 其余 | 其他 | 合计
        | [国省市县] [考控] \p{Han}{0,4} (?: 断面 | 站点 | 点位 ) )"""
)
WHOLE_OPENS = openings(WHOLE)
# 县里下降7.2%，全市增长10.5%: how the wider area fared, in a bulletin of a part of it
WIDER = compile_pattern(
    r"""同? 期? (?P<whole> 全 [国省市] ) (?: 平均 (?: 水平 )? )? (?: 则 | 却 | 仅 | 只 | 是 | 为 | 同期 | 同比 )*
        (?: (?: <up> | <down> )[了近约超]? | 平均增[长速] ) \d"""
)
# 其余乡镇(街道): the units that no list named
OTHERS = compile_pattern(
    r"""(?P<names> (?: 其余 | 其他 | 其它 ) (?: (?P<figure> \d+ ) | [两二三四五六七八九十]+ )? 个?
        (?: 县 \(市、区\) | 县市区 | 县区 | 区县 | 乡镇 (?: \(街道?\) )? | 镇街
          | 镇\(街道?\) | 乡 | 镇 | 街道 | 园区 | 单位 | 部门 | 县直单位 ) )
        (?! 合计 | 共计 | 数 )"""
)
THIS = regex.compile(
    r"该(?:项目|公司|企业|基地|园)|(?:今年|目前|去年)?公司(?=[\p{Han}]{0,6}(?:总?投资|产值|销售|订单|生产|税收|产能|一期|二期|现有|已|年))|项目(?:[一二三四]期)?(?=总投资|计划总?投资|占地|达产|投产|建成|全部|满产)"
)
POINTS_BACK = openings(THIS)
# 在甲市乙公司，负责人说: where a report goes is what it speaks of
THERE = regex.compile(
    r"""(?: 走进 | 来到 | 位于 | 在 ) (?P<name> [\p{Han}A-Za-z()×*]{2,24}? )
        (?: 里 | 内 | 的?(?:生产)?车间 | 厂区 )? ，""",
    regex.VERBOSE,
)
GOES_THERE = openings(THERE)
# 甲市乙公司: a works is known without the area that it lies in
WITHIN = regex.compile(r"^(?:\p{Han}{2,3}[市县区])(?=\p{Han}{4,}(?:公司|集团|产业园|基地|项目|工厂|酒店)$)")
WORKS = regex.compile(r"(?:公司|集团|产业园|基地|项目|工厂|酒店|园区)$")
# 某某电器(苏州)有限公司是…: a sentence about one enterprise
COMPANY = regex.compile(
    r"(?P<name>[\p{Han}A-Za-z]{2,20}(?:[(（]\p{Han}{2,6}[)）])?(?:有限责任|股份有限|有限)公司)(?=[是由在从专主，今去目拟计投])"
)
# 甲阀门是国内首家…的企业，: what an enterprise is
IS_ONE = regex.compile(
    r"(?P<name>[\p{Han}A-Za-z]{2,12}?)是(?:一家|我国|中国|国内|全球|世界|国际)[^，。；：]{2,40}(?:企业|公司|集团|厂商?)，"
)
# 红岭药业|实现销售收入3亿元: an enterprise by the ending of its name, before what it made
MAKER = compile_pattern(r"""
    (?P<name>
        (?! <whole_area> | [两三四五六七八九十\d]+ [大家个] | 规模?以?上 | 其[余他中] | 重点 | 大型
            | 龙头 | 国有 | 各 | 全 )
        [\p{Han}A-Za-z]{2,10}?
        (?: 集团 | 控股 | 股份 | 公司 | [贡老特窖] 酒
            | (?<! [制酿采医中农电白] ) [药酒铝铜锌镍锂钼钛锰] 业 | [电钢糖纸烟酒药] 厂 ) )
    (?= (?: 今年 | 全年 | 累计 | 预计 | 已 )? (?: 实现 | 完成 | 上缴 | 缴纳 )
        (?: 工业 | 规上 | 年 )? (?: <measure> | 产值 | 营收 )
        | (?: 销售 (?: 收入 | 额 )? | 营收 | 纳税 | 产值 ) (?: 突破 | 达 | 超 ) )""")
MAKER_ENDS = frozenset("团股份司酒业厂")
NAMED_UNIT = regex.compile(
    r"""(?: 走进 | 位于.{2,10}的 | 由 | ， | 。 | ^ | \n | 在 )
        (?P<name> (?! 走进 | 来到 | 位于 | 在 ) [\p{Han}A-Za-z]{2,24}? (?: [(（] \p{Han}{2,6} [)）] )?
            (?: 有限公司 | 股份有限公司 | 股份公司 | 集团 | 公司 | 项目 | 基地 | 产业园 ) (?: [一二三]期 )? )""",
    regex.VERBOSE,
)
# 年加工玉米120万吨的星泰赖氨酸项目，总投资28亿元: a named project stands before its figures
APPOSITION = regex.compile(
    r"""(?: [^，。；、：的]{0,20} 的 )?
        (?P<name> (?: (?! [的是] | 属于? [全省市县区国重]
                | (?<= 项目 | 公司 | 集团 | 工程 | 基地 | 产业园 | 中心 ) [和与及] )
                [\p{Han}A-Za-z*×()“”] ){4,24}
            (?: 年产 [\d.]{1,6} 万? \p{Han} (?: (?! [的是] ) [\p{Han}A-Za-z] ){2,16} )?
            (?: 项目 (?: [一二三四]期 )? | 公司 | 集团 | 工程 | 公路 | 铁路 | 产业园 | 示范园 | 交易城 | 综合体
                | [一二三四]期 (?! 项目 )
                | (?: 中心 | 大桥 | 大楼 | 水库 | 电站 | 公园 | 学校 | 医院 | 隧道 | 枢纽 )
                  (?= 主体 | 概算 | 总投资 | 计划投资 | 完成投资 | 累计完成投资 | 已完成投资 | 封顶 | 全长 ) ) )
        (?: ， | 主体 | 属于? (?= [全省市县区国重] ) | 概算 | 封顶 | 完成年度 | 完成全年 | 总投资 | 全长 | 占地 | 已完成
            | 累计完成 | 完成投资 | 计划投资

            | 单月 | 实现 | 年产 | 新增
            | (?P<bare> (?: 协议 | 合同 | 预计 | 概算 )? 投资 (?! [者商方促] | 环境 ) | 到位 | 实际到位
                | 计划总?投资 | 总[占建规] | 已 (?! 完成 ) | 目前 | 正 (?= [在试式] ) | 由 | 于 | 预计 | 开工 | 竣工
                | 投产 | 建成 | 达产 | 满产 | 落户 | 建筑面积 | 占地 | 需 | 拟 | 顺利 | 进展 | 今年 | 全部 | 一期 | 设计
                | 用地 | 累计 | 可 | 日 | 年 )
            | (?<= 公司 | 集团 ) (?: 年内 | 今年 | 增资 | 扩产 | 投入 | 拟 | 计划 | 购地 ) )""",
    regex.VERBOSE,
)
# The last characters of such a name
WORKS_END = frozenset("目期司团程路园城体心桥楼库站校院道纽")
# 基础设施项目|投资12亿元: a kind of projects, which no place or maker opens
GENERAL = compile_pattern(r"(?: <general_project> | <project_kind> | <stage> )")
# A number before a noun (30个重点项目) is counted by it: no project opens there
OPENS = "，。；：:(、\n。“” ！？!?"
OPENING = ("的", *OPENS)
GENERIC_PROJECT = compile_pattern(
    r".{0,6} <project_kind> (?: (?! [园期] ) \p{Han} ){0,4} 项目 $ | .* (?: <whole_area> | 个项目 )"
)
# 甲镇、乙镇等|5个乡镇, a figure of its own; 甲镇、乙镇|两个镇: just those
OF_ALL = regex.compile(
    r"[^；。]{0,30}(?:分别|依次|均|都|各|[头前首后末][两三四五六]|\d[^，。；、]{0,5}[、和]\d)"
)
COUNTED = regex.compile(r"(?P<more>等?)(?P<count>\d+|[两三四五六七八九十])[个家]")
# 云海航空产业园|项目: what is built, not the park
PARK_PROJECT = regex.compile(r"(?:[(（]?[一二三四]期[)）]?)?(?:项目|工程)(?:[一二三四]期)?(?!\d|数|[共有]\d)")
# 县商务局负责人表示, A市级: a name that only opens another word or a quotation
NO_SUBJECT = compile_pattern(r"(?: \( [^()]* \) )? (?: 则 | 也 | 还 | 并 | 进一步 )? <behind_no_subject>")

SOURCE = compile_pattern(
    r"""(?: 另 | 又 )? (?: 记者 | 笔者 )? (?: 还 | 另 )? 从
        (?P<names> \p{Han}{2,6} (?: [、和与] \p{Han}{2,6}? ){1,3} ) [两三四] [地市县区]
        (?: 统计局 | 统计部门 | 政府 | 发改委 | 发改局 | 有关部门 | 相关部门 | 财政局 | 商务局 )
        (?: 了解到 | 获悉 | 得知 | 证实 )"""
)

# 甲市统计局|有关负责人告诉记者，全年…: he speaks of his own area
SPEAKS = compile_pattern(
    r"""(?: \p{Han}{0,8}? (?: (?<= 科 | 处 | 室 | 队 | 股 | 司 | 站 ) | 有关 | 相关 | 主要 )?
          (?: 负责人 | 负责同志 | 领导 | [局处科院校市县区镇乡州省] 长 | 主任 | 书记 | 发言人 )
          \p{Han}{0,3} )? (?: 分析 | 解读 )? (?: 表示 | 透露 | 介绍 | 告诉 | 称 (?! [之为号] ) | 说 )"""
)


def subject_of(
    text: str, start: int, end: int, times: Iterable[PeriodMention], names: SubjectReader
) -> tuple[bool, str | None]:
    """Whether the clause at `start` settles the subject, and which it is; `None` is the whole area."""
    at = _opening(text, start, end, times)
    opens = start == 0 or text[start - 1] in OPENS
    bracket = opens and text.find("(", at, min(end, at + LEAD_REACH)) >= 0
    charged = CHARGED.match(text, at, end) if bracket else None
    if charged:
        return True, charged["name"]
    if text.find("(", max(0, start - 30), start) >= 0 and IN_CHARGE.search(text, max(0, start - 30), start):
        return False, None
    several = _several(text, start, at, end)
    if several:
        return True, several["names"]
    if start > 0 and text[start - 1] == "(" and text[max(0, start - 2)] not in "，。":
        return False, None
    rest = text[at : min(end, at + 60)].lstrip("，, ")
    others = OTHERS.match(rest) if rest.startswith("其") else None
    if others:
        return True, None if others["figure"] else others["names"]
    wider = WIDER.match(rest) if rest[:1] in "全同" else None
    if wider and names.is_wider(wider["whole"]):
        return True, wider["whole"]
    if names.owned(rest) or (rest[:1] in WHOLE_OPENS and WHOLE.match(rest)):
        return True, None
    source = _source(rest, names)
    if source is not None:
        return True, source
    works = _works(text, (start, at, end), rest, names)
    if works is not None:
        return works
    # 突破3万亿元|大关: right behind a number no short name begins
    runs_on = at == start > 0 and text[start - 1].isalnum()
    settled, name = _named(rest, names)
    # 882个|义务教育学区和822所普通高中: what is counted
    counted = runs_on and name is not None and BESIDE_COUNT.match(text, start + len(name)) is not None
    return (False, None) if runs_on and (counted or name in names.short) else (settled, name)


def _source(rest: str, names: SubjectReader) -> str | None:
    """记者从甲市、乙市两地统计局获悉，全年有望分别…: whose office it is that tells of them."""
    source = SOURCE.match(rest) if "从" in rest[:5] else None
    told = names_in(source["names"].replace("和", "、").replace("与", "、")) if source else []
    return "、".join(told) if told and all(map(names.is_name, told)) else None


def _several(text: str, start: int, at: int, end: int) -> regex.Match[str] | None:
    """Several units that are told of together: counted names, named teams, a class of units."""
    several = SEVERAL.match(text, at, end) if text[at : at + 1] in SEVERAL_OPENS else None
    if several is None and text.find("、", at, at + 7) >= 0:
        several = COUNTED_NAMES.match(text, at, end)
    listed = several is None and text.find("、", at, at + 17) >= 0
    shared = listed and any(text.find(word, at, end) >= 0 for word in SHARED_OUT)
    teams = NAMED_TEAMS.match(text, at, end) if shared else None
    if teams and read_numeral(teams["count"]) == len(names_in(teams["names"])):
        return teams
    classed = several is None and text[at : at + 1] in CLASS_OPENS
    kind = CLASS.match(text, at, end) if classed else None
    if kind and (
        at != start or at == 0 or not text[at - 1].isalnum() or BEHIND_COUNT.match(text, kind.end())
    ):
        return kind
    return several


def _works(
    text: str, places: tuple[int, int, int], rest: str, names: SubjectReader
) -> tuple[bool, str | None] | None:
    """The enterprise or the project that a clause opens with, or points back to; `None` where it does neither."""
    start, at, end = places
    company = COMPANY.match(rest) if "公司" in rest else None
    company = company or (IS_ONE.match(rest) if "是" in rest[:13] else None)
    if company and (start == 0 or text[start - 1] in "。\n；"):
        return True, company["name"]
    if rest[:1] in POINTS_BACK and THIS.match(rest):
        back = _named_before(text, start)
        return back is not None, back
    there = THERE.match(rest) if rest[:1] in GOES_THERE else None
    if there and (names.is_name(there["name"]) or WORKS.search(there["name"])):
        return True, WITHIN.sub("", there["name"])
    clause = rest.partition("，")[0]
    opens = start == 0 or text[start - 1] in OPENS or text.startswith(OPENING, start)
    maker = MAKER.match(rest) if opens and not MAKER_ENDS.isdisjoint(clause[:14]) else None
    if maker and not _is_general(maker["name"]):
        return True, maker["name"]
    named = APPOSITION.match(text, at, end) if opens and not WORKS_END.isdisjoint(clause) else None
    if named and not stage_of(named["name"]) and not _is_general(named["name"]):
        if not named["bare"] or not GENERAL.match(named["name"]):
            return True, named["name"]
    return None


def without_names(cue: str, subject: str | None, names: SubjectReader) -> str:
    """A clause without its subject and its own area, and without what stands before them but a verb of paying.

    >>> names = SubjectReader()
    >>> without_names("当月奖励甲山镇", "甲山镇", names), without_names("甲山镇签约", "甲山镇", names)
    ('奖励', '签约')
    """
    printed = printed_in(subject, cue) if subject else None
    found = [name for name in (*names.own, printed) if name and name in cue]
    for name in found:
        before, _, behind = cue.partition(name)
        kept = KEPT.search(before)
        cue = (kept["words"] if kept else "") + behind if name in cue else cue
    short = names.own_short
    return cue.replace(short, "", 1) if short and not found else cue


def of_all(clause: str) -> bool:
    """Whether a clause goes on to speak of all that were named before (均, 分别).

    >>> of_all("开工项目分别为3个"), of_all("研判后有效的134条；甲镇、乙镇分别")
    (True, False)
    """
    return OF_ALL.match(clause) is not None


def _is_general(name: str) -> bool:
    """Whether an apposition names a kind of projects, or what somebody does, rather than one project."""
    return GENERIC_PROJECT.match(name) is not None or OPENS_NO_NAME.match(name) is not None or is_kind(name)


def _opening(text: str, start: int, end: int, times: Iterable[PeriodMention]) -> int:
    leads = text[start : start + 1] in LEAD_OPENS
    lead = LEAD.match(text, start, min(end, start + LEAD_REACH)) if leads else None
    at = lead.end() if lead else start
    timed = next((mention.end for mention in times if mention.start == at), at)
    paid = PAID.match(text, timed, end) if timed > at else None
    return paid.end() if paid else timed


def _named(rest: str, names: SubjectReader) -> tuple[bool, str | None]:
    indirect = indirect_subject(rest, names)
    if indirect:
        return True, indirect
    found, end = names.leading_all(rest)
    if not found:
        found = names.leading(rest) or ""
        end = len(found)
    if not found:
        return False, None
    behind = rest[end:]
    works = PARK_PROJECT.match(behind) if found.endswith("园") else None
    if works:
        return True, found + works[0]
    counted = COUNTED.match(behind) if "、" in found else None
    if counted and not _counts_them(counted, found):
        return False, None
    if SPEAKS.match(behind):
        place = next((found[:cut] for cut in range(len(found), 1, -1) if found[:cut] in names.places), None)
        return place is not None, place
    return (False, None) if NO_SUBJECT.match(behind) else (True, found)


def _counts_them(counted: regex.Match[str], found: str) -> bool:
    """Whether a count says how many the names before it are, and is no figure of its own."""
    if counted["more"] or counted["count"].isdecimal():
        return False
    return read_numeral(counted["count"]) == found.count("、") + 1


def _named_before(text: str, offset: int) -> str | None:
    """The enterprise or project that 该项目 points back to."""
    line = max(0, text.rfind("\n", 0, offset))
    names = [
        match["name"]
        for match in NAMED_UNIT.finditer(text, line, offset)
        if not _is_general(match["name"]) and not GENERAL.match(match["name"])
    ]
    return WITHIN.sub("", names[-1]) if names else None
