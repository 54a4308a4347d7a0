"""Levels: figures that are reported as they stand."""

from __future__ import annotations

import regex

from extract.compose import Head, compose
from extract.composition import COUNTED
from extract.draft import Draft
from extract.drafting import as_goal, figure, full_year
from extract.facets import Narrowing, facets_of
from extract.fates import what_became
from extract.heads import clean, is_verb, measure_of, noun_of, stage_of
from extract.noun_phrases import noun_phrase
from extract.patterns import compile_pattern
from extract.rules.base import Example, Match, Rule
from extract.situation import Situation
from extract.superlatives import criterion_head

# 13个|单位有签约项目: a noun of units and what they did
PREDICATE = compile_pattern(
    r"""(?P<noun> (?: [区市县镇]直 )? (?: 责任 | 招商 | 任务 )?
            (?: 单位 | 部门 | 乡镇\(街道\) | [县市乡]\([市县区州旗镇街道、]{1,6}\) | 镇\(街道?\) | 乡镇 | 镇乡 | 镇街 | 街道 | 园区 | 县区 | 县市 | 区县 | 市县 | 市州
              | 镇 (?! [区级] ) | 乡 (?! [村级] ) | 县 (?! [城级域直属] ) | 村 (?! [级民庄] )
              | [\p{Han}“”、]{0,10}? (?: 项目 | 企业 ) (?= 因 | 由于 | 受 (?! 理 ) | 等待 | 无法 | 停 | 尚无 | 缺 | 存在 | 进展
                  | 推进缓慢 | 推进不 | 处于 | 没 | 未 | 尚未 | 仍未 | 正在 (?! 加快 ) | 暂 ) )
            (?: 、\d+[家个]\p{Han}{1,6} (?= 完成 | 均 | 都 | 没 | 未 | 无 | 有 | 仍 | 依然 ) )? )
        (?P<predicate> (?! [中里的] ) (?: \( [^()]* \) | [^，。；、()\d] | \d (?! [\d.]*
            [个家亿万%人户吨笔件起宗条项次批名所座辆台套处] ) ){3,24} )"""
)
# 12家|企业通过评价，: what they did, up to the end of the clause; 有序推进 says nothing
DID = compile_pattern(
    r"""(?P<noun> [\p{Han}“”、]{0,10}? (?: 项目 | 企业 ) )
        (?P<predicate> (?! 已 | 均 | 全部 | 有序 | 顺利 | 稳步 | 扎实 | 加快 | 正 | 目前 | 基本 | 总投 | 信息 | 库 | 用地 | 名称
            | [负法主] | 当?[中里内上的和与及、] | \p{Han}{0,4} <stage> ) [\p{Han}A-Za-z“”]{2,18} (?<! [率数额量] ) )
        (?= [，。；] | $ )"""
)
# 24个乡镇|半年任务合计12亿元: what is then measured of the set
OF_ALL = compile_pattern(
    r"(?: <measure> | 任务 | 目标 ) (?: 数额? )? (?: 合计 | 共计? | 累计 | 总计 | 达到? | [为是] )* $"
)
# 未开展招商活动(甲镇、乙镇): who they are
NAMES_IN_BRACKET = regex.compile(r"\([^()]*、[^()]*\)$")
# 完成年度任务的有甲镇等|6个|乡镇: the condition before some of the names
UNDER = regex.compile(
    r"^(?P<condition>[^，。；：、\d]{3,20})的(?:仅|只|还|另|也)?(?:有|是|为|包括)[^，。；：\d]{2,40}等$"
)
# 14个项目|及早开工: the stage stands behind the noun
BEHIND = compile_pattern(
    r"""(?: 已 | 均 | 全部 | 已经 | 实现 | 如期 | 按期 | 提前 | 成功 | 陆续 | 相继 | 先后 | 及早 | 早日 | 尽快 | 加快 | 正式 | 顺利 | 现场 | 集中 )*
        (?P<stage> 仍?未 (?: 开工 | 备案入统 | 动工 | 供地 | 落地 | 入库 | 入统 ) | 备案入统 | 备案入库 | <stage> )
        (?! \d | [率数] | [一二两三四五六] [年个] )"""
)
# 仍有14个|未开工: nothing but what the members of the set did
BARE_PREDICATE = regex.compile(
    r"(?P<predicate>(?:需|须|被|调整|改为|转为|卡在|停在|在等|等待|停留在|处于|滞后|涉及|未|尚未|没有|仍未|已经?|正在|无法|为|因|增速|增幅|降幅|完成率|进度|浓度|得分|高于|低于|超过|好于|快于|慢于)(?<!未(?=\p{Han}{1,6}的\p{Han}{0,6}(?:项目|企业|工程)))"
    r"[^，。；、()\d]{2,14})(?=[，。；、(]|$)"
)
# 有5个|总投资超过10亿元: the class of those that are counted
SIZED = regex.compile(
    r"(?P<class>(?:总投资|投资额?|产值|营收|营业收入|销售收入|销售额|纳税|税收)(?:均)?(?:超过|超|过|达到|突破|不足|低于)\d+(?:\.\d+)?[万亿]+元(?:以上)?"
    # 6个|进度超过60%，
    r"|(?:(?:工程|形象|投资|项目|完成)*进度|(?:投资|任务)?完成(?:率|比例)|[增降涨跌减]幅|增速)(?:均|都)?"
    r"(?:超过|超|过|达到|突破|不足|低于|不到|高于|在)\d+(?:\.\d+)?%(?:以上|以下)?(?=[，。；、(]))"
)
# How the extent of a thing is called, and what goes on from the number rather than names a thing
SIZES = {"area": "面积", "length": "长度"}
PHASE = regex.compile(r"(?:项目)?[一二三四]期")
NO_SIZED = "可已将以的左高低多少以至到为是比较均增减提下上"
LISTED_NAMES = regex.compile(r"、[\p{Han}*×]{1,10}[乡镇县区市局委办道园村会部]等?$")
# 签约30个重点项目、|15个合作项目: what stands before belongs to the number before
IN_A_ROW = regex.compile(r"^[^，。；、]{1,14}(?:、|和|及|与)\s*$")
# 已签约项目中尚有91个|未开工
OF_A_STAGE = regex.compile(r"(?P<set>[^，。；：]{2,16})[中里](?:仍|尚|只|仅|还|已)?有?$")
OF_THE_SET = regex.compile(r"^.*[中里](?=(?:仍|尚|只|仅|还)?有?$)")
# 帮助城镇|15名就业困难人员
NO_TOWNS = ("城镇", "城乡", "农村", "乡村")
# 强降雨导致甲地区|1646万人受灾: what did it, and where
CAUSE = regex.compile(r"^.*(?:导致|造成|致使|已致)[^，。；、\d]{0,14}$")
NAMED = compile_pattern(
    r"""的 (?P<name> (?! [^，。；、()]{0,12} [\d两三四五六七八九十] [个项家] ) [^，。；、()]{3,40}? (?: <project_suffix> ) )
        (?= $ | [，。；、()等和与及] | 已 | 正 | 将 | 在 | 签 | 落 | 开 | 竣 | 投 | 顺 | 当 | 即 | 主体 | 进展 | 均 | 全部 | 累计
            | 完成 | 规划 | 首期 | 总 | \d | 年[内底初] | 到[账位] | 到资 | 于 | 建成 | 预计 | 力争 | 试 | 达产 | 有望
            | 今年 | 明年 | [一二三四上下]季 | [一二三四]期 )"""
)
# 剩下的45个限期清零: what is left of what was counted
RESTS = ("剩下", "余下", "其余", "剩余", "剩下的", "余下的", "其余的", "剩余的")
# 其余29个|为前期项目，: what kind they are
CALLED = compile_pattern(
    r"[均都则]? (?: 为 | 是 | 属于? ) (?P<noun> \p{Han}{2,8} (?: 项目 | 企业 | 工程 ) ) (?= [，。；、] )"
)
GENERIC = compile_pattern(
    r"""(?: <whole_area> | 今年 | 全年 | 年度 | 共 | 计划 | 安排 | 实施 | 推进 | 谋划 | [省市县区州]级? | 建设 | 工业 | 重大 | 产业 | 重点
        | 新 | 招商 | 签约 | 在建 | 开工 | 续建 | 储备 | 前期 | 民生 | 基础设施 )* 项目"""
)
INVESTMENT = regex.compile(r"(?:计划|协议|合同)?(?:总)?投资(?:总?额)?$")
ANNUAL_PLAN = regex.compile(r"(?:年度|全年|当年|年内|^年)(?:计划|目标)")
# 不足年度计划30%的项目9项
SHORT_OF_PLAN = regex.compile(r"(?:计划|目标|任务)\d[^，。；]*的")
# 超年度计划1.3亿元: by how much, not what was planned
EXCEEDS = regex.compile(r"超(?:额|过|出)?(?:完成)?\p{Han}{0,4}?(?:计划|目标|任务|预算)$")
OF_DONE = regex.compile(r"的\s*$|(?:完成|超额|提前).{0,8}任务$")
NAMES_GOAL = regex.compile(
    r"(?:任务|目标|计划|(?<!用地|能耗|林地|耕地|占补|排放|编制)指标)(?:任务)?(?:数|值)?(?:分别|均|各|都)?(?:共|共计|合计|总计|仅|只|只有|仅有)?(?:为|是|的)?$"
)
PLACED_BEHIND = regex.compile(
    r"的?(?P<words>[^，。；\d]{0,14}?)(?=居|位居|位列|列|排|名列|领跑|领先|遥遥|高居|继续|[稳独仍暂]居|稳[坐拿占]|牢牢|稳稳|依然|仍然|再[次度]|占据|摘得|夺得|独占|坐[稳拥上]|紧随|次之)"
)
# 增加值增速前三名…，增加值分别为: what was ranked is another thing than what is told
CHANGE_RANKED = regex.compile(r"(?:增速|[增降涨跌减升]幅|增长率?|占比|比重)$")


def _project(situation: Situation, match: Match) -> Draft | None:
    if situation.number.kind not in ("money", "area", "length", "volume"):
        return None
    named = NAMED.match(situation.after)
    if named is None or GENERIC.match(named["name"]):
        return None
    cue = clean(situation.cue)
    if situation.number.kind != "money" and not cue:
        return None
    words = INVESTMENT.search(cue)
    head = words[0] if words else "投资" if situation.number.kind == "money" else cue
    result = figure(situation, Head(head, Narrowing()))
    result.subject = named["name"]
    result.covers = situation.number.end + named.end("name")
    return result


def _number_first(situation: Situation, match: Match) -> Draft | None:
    became = what_became(situation)
    if became:
        return figure(situation, Head(became, Narrowing()))
    if situation.number.kind not in ("count", "people", "times") or situation.listed:
        return None
    cue = OF_THE_SET.sub("", situation.cue)
    cue = CAUSE.sub("", cue)
    in_a_row = IN_A_ROW.search(cue) is not None or _right_behind(situation)
    examples = cue.rstrip().endswith("等")
    before = "" if in_a_row or examples or LISTED_NAMES.search(cue) else clean(cue)
    definite = situation.cue.rstrip().endswith("的") and not before.endswith("有")
    staged = stage_of(before) == before
    if before and noun_of(before) and not (definite or staged or before.endswith(NO_TOWNS)):
        return None
    under = UNDER.match(cue.strip())
    noun = noun_phrase(situation.after) if under else ""
    if under and not noun and situation.number.unit == "家":
        noun = "单位"
    if under and noun:
        return figure(situation, Head(clean(under["condition"]) + noun, Narrowing()))
    by_predicate = _predicate(situation, before)
    if by_predicate is not None:
        return by_predicate
    noun = noun_phrase(situation.after)
    if not noun or (definite and before in RESTS and not noun_of(noun)):
        return None
    plain = noun == "企业" or (noun.endswith("项目") and not stage_of(noun))
    behind = BEHIND.match(situation.after, len(noun)) if plain and not before else None
    if behind:
        return figure(situation, Head(behind["stage"] + noun, facets_of(noun)))
    last = situation.memory.drafts[-1] if in_a_row and situation.memory.drafts else None
    if last is not None and last.rule == "figure.number_first" and last.sentence == situation.sentence:
        noun = ("" if stage_of(noun) else stage_of(last.head)) + noun
    words = clean(before.removesuffix("的") + noun) if before and (staged or definite) else noun
    composed = compose(situation, words)
    return figure(situation, composed if composed.words.endswith(words) else Head(words, facets_of(words)))


def _right_behind(situation: Situation) -> bool:
    """12个镇|136个村: whether nothing but the noun of the last number stands before this one."""
    last = situation.memory.last
    if (
        last is None
        or last.rule != "figure.number_first"
        or last.number.end + len(situation.wide) != situation.number.start
    ):
        return False
    return len(situation.wide) > 0 and last.head.endswith(situation.wide.strip())


def _predicate(situation: Situation, before: str) -> Draft | None:
    """What the members of a set are or did: 其余29个为前期项目, 有13个单位有签约项目, 仍有14个未开工."""
    called = CALLED.match(situation.after) if before in ("", *RESTS) else None
    if called:
        return figure(situation, Head(called["noun"], facets_of(called["noun"])))
    sized = SIZED.match(situation.after)
    if sized:
        noun = _set_noun(situation) or "项目"
        return figure(situation, Head(sized["class"] + noun, facets_of(sized["class"] + noun)))
    bare = BARE_PREDICATE.match(situation.after)
    noun = (
        _set_noun(situation)
        if bare and before in ("", "有", "仍有", "尚有", "剩", "只剩", "仅剩", "还剩", "另有")
        else ""
    )
    if bare and noun:
        return figure(situation, Head(clean(bare["predicate"]) + noun, facets_of(bare["predicate"])))
    units = PREDICATE.match(situation.after) or (None if before else DID.match(situation.after))
    if units is None or (units["noun"] == "项目" and "(" in units["predicate"]):
        return None
    if OF_ALL.search(units["predicate"]) and situation.after[units.end() : units.end() + 1].isdigit():
        return figure(situation, Head(units["noun"], Narrowing()))
    predicate = NAMES_IN_BRACKET.sub("", units["predicate"])
    result = figure(situation, Head(predicate + units["noun"], Narrowing()))
    if units["noun"] not in ("项目", "企业"):
        result.covers = situation.number.end + units.end() + 8
    return result


def _set_noun(situation: Situation) -> str:
    """The noun of the set that was announced in the sentence (46个新签约项目中)."""
    for other in situation.memory.levels(situation.sentence, limit=4):
        if noun_of(other.head) and other.unit_kind == "count":
            return noun_of(other.head)
    announced = OF_A_STAGE.search(situation.cue)
    return noun_of(announced["set"]) if announced else ""


def _placed_by(situation: Situation, match: Match) -> Draft | None:
    behind = PLACED_BEHIND.match(situation.after)
    words = behind["words"] if behind else ""
    head = compose(situation, words)
    return figure(situation, head) if head.words else None


def _says_no_more(cue: str, criterion: str = "") -> bool:
    """Whether the words before a number name nothing (河东镇完成), or less than what the units were ranked by (到位)."""
    words = clean(cue)
    again = 1 < len(words) < len(criterion) and words in criterion and not CHANGE_RANKED.search(criterion)
    return again or words in ("", "完成", "实现", "达成")


def _level(situation: Situation, match: Match) -> Draft | None:
    override = situation.override
    if override is not None and override.of is not None:
        head = _of_the_counted(situation, override.of)
    elif override is not None and override.head is not None:
        composed = compose(situation, override.head)
        head = composed if composed.words else Head(override.head, facets_of(override.head))
    elif (
        override is not None
        and _says_no_more(situation.cue, override.criterion)
        and criterion_head(override.criterion)
    ):
        head = compose(situation, override.criterion)
    else:
        head = compose(situation, situation.cue)
    head = _noun_behind(situation, head) or head
    if not head.words and situation.in_bracket and situation.number.kind == "score":
        head = head._replace(words="得分")
    if not head.words and not (override and override.subject):
        return None
    result = figure(situation, head)
    bracket = situation.bracket
    if bracket is not None and bracket.role == "delta" and not clean(situation.cue):
        # 比上年增加296万吨|(59亿斤): the same change in another unit
        result.role, result.of = "delta", bracket.of
    if head.source is not None and head.source.kind in ("growth", "completion") and head.source.of is None:
        head.source.of = result
    exceeds = _exceeds(situation)
    if ANNUAL_PLAN.search(head.words) and not (exceeds or SHORT_OF_PLAN.search(situation.cue)):
        result.period = full_year(result.period)
    of_a_set = exceeds or (situation.number.kind == "count" and OF_DONE.search(situation.cue))
    if NAMES_GOAL.search(situation.cue.strip()) and "计划投资" not in situation.cue and not of_a_set:
        result.role = "goal"
        as_goal(result, situation.wide)
    return result


def _noun_behind(situation: Situation, head: Head) -> Head | None:
    """尚有17.4万平方米|厂房闲置, 建成3.2万平方米|标准厂房: what an amount is of, where its clause has a verb at most."""
    own = clean(situation.cue)
    if (
        situation.number.kind not in SIZES
        or situation.override is not None
        or not (own == "" or is_verb(own) or PHASE.fullmatch(own))
    ):
        return None
    noun = noun_phrase(situation.after)
    if not noun or noun[0] in NO_SIZED:
        return None
    measure = SIZES[situation.number.kind]
    words = own + noun + ("" if noun.endswith(measure) else measure)
    return Head(words, facets_of(words))


def _of_the_counted(situation: Situation, counted: Draft) -> Head:
    """工业21个、服务业9个，投资额依次为28亿元、9亿元: what is measured of each that was counted."""
    measure = measure_of(clean(situation.cue))
    if not measure or counted.unit_kind not in COUNTED or situation.number.kind in COUNTED:
        return Head(counted.head, counted.narrowing, counted, False)
    return Head(counted.head + measure, counted.narrowing, counted)


def _exceeds(situation: Situation) -> bool:
    """Whether the number says by how much a goal was exceeded, as it is small beside what was done."""
    if "超" not in situation.wide or not EXCEEDS.search(situation.wide):
        return False
    done = situation.memory.of_kind(situation.number.kind, situation.sentence, unit=situation.number.unit)
    return done is not None and done.value > 2 * situation.number.value


PROJECTS: tuple[Rule, ...] = (
    Rule(
        id="figure.project",
        reads="the investment of one named project: 投资30亿元的某某项目",
        anchors=("figure",),
        after=r"的",
        build=_project,
        examples=(
            Example(
                "总投资12亿元的云岭智能终端产业园项目完成投资3.1亿元。",
                "12亿元",
                {"subject": "云岭智能终端产业园项目"},
            ),
        ),
        counterexamples=(Example("投资2亿元以上的工业项目9个。", "9个", {"facets.size": "≥2亿元"}),),
    ),
)
LEVELS: tuple[Rule, ...] = (
    Rule(
        id="figure.placed_by",
        reads="the head behind the number, with which a place is held: 以21.6亿元的到位内资居首",
        anchors=("figure",),
        before=r"以",
        after=PLACED_BEHIND.pattern,
        build=_placed_by,
        examples=(
            Example(
                "清溪镇以3.6亿元的到位资金居全县首位。",
                "3.6亿元",
                {"subject": "清溪镇", "code": "funds_in_place"},
            ),
        ),
    ),
    Rule(
        id="figure.number_first",
        reads="the number before what it counts: 签约35个项目",
        anchors=("figure",),
        build=_number_first,
        examples=(
            Example("全县辖12个镇136个村(社区)。", "136个", {"indicator": "村(社区)数"}),
            Example("全县签约35个项目。", "35个", {"indicator": "签约项目数", "code": "projects_signed"}),
            Example("签约30个重点项目、15个合作项目。", "15个", {"indicator": "签约合作项目数"}),
            Example("引进3个世界500强项目。", "3个", {"indicator": "引进世界500强项目数"}),
            Example("新建3座110千伏变电站。", "3座", {"indicator": "新建110千伏变电站数"}),
            Example("建成甲山、乙山等5个物流园区。", "5个", {"indicator": "物流园区数"}),
            Example(
                "27个责任单位里有16个单位已签项目。",
                "16个",
                {"indicator": "已签项目单位数", "whole": "27个"},
            ),
            Example(
                "52个新签约项目中尚有17个未开工。", "17个", {"indicator": "未开工项目数", "whole": "52个"}
            ),
            Example("在库项目35个，其中已签约项目中尚有9个未开工。", "9个", {"indicator": "未开工项目数"}),
            Example(
                "在库项目20个，其中有5个总投资超过10亿元。",
                "5个",
                {"facets.size": ">10亿元", "whole": "20个"},
            ),
        ),
    ),
    Rule(
        id="figure.level",
        reads="the head before the number: 新签约项目52个",
        anchors=("figure",),
        build=_level,
        examples=(
            Example(
                "全县新签约亿元以上项目52个。", "52个", {"code": "projects_signed", "facets.size": "≥1亿元"}
            ),
            Example("机电产品仍是出口主力，出口541亿元。", "541亿元", {"indicator": "机电产品出口"}),
            Example("可售库存3821套、43.9万平方米。", "43.9万平方米", {"indicator": "可售库存面积"}),
            Example("易地搬迁4976户16838人。", "16838人", {"indicator": "易地搬迁人数"}),
            Example("住房网签均价为每平方米11236元。", "11236元", {"indicator": "住房网签均价"}),
            Example(
                "均价最贵的甲镇为8842元/平方米。", "8842元/平方米", {"subject": "甲镇", "indicator": "均价"}
            ),
            Example("新签约项目52个(工业项目35个)。", "35个", {"facets.industry": "工业", "whole": "52个"}),
            Example(
                "龙泉镇到位资金1.2亿元；清溪乡0.8亿元。",
                "0.8亿元",
                {"subject": "清溪乡", "code": "funds_in_place"},
            ),
            Example(
                "工业产值居前两位的是河东镇、河西镇，河东镇完成3.2亿元。",
                "3.2亿元",
                {"indicator": "工业产值"},
            ),
            Example("今年办理结婚登记6412对，下降7.7%。", "6412对", {"indicator": "办理结婚登记数"}),
            Example("四季度，力争新签约项目18个。", "18个", {"status": "target", "period.start": "2021-10"}),
        ),
    ),
)
