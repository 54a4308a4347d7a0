"""Thresholds: amounts that only narrow another figure (投资1亿元以上项目15个, 完成50%以上的单位)."""

from __future__ import annotations

import regex

from extract.patterns import compiled
from extract.quantities import Number

NOUN = r"(?:项目|企业|法人|工程|单位|部门|乡镇|镇街|产业项目|客商|园区|大单)"
# …(不含10亿元)的重大项目27个: the amount, then what it narrows, then the count
NARROWS = regex.compile(
    rf"""(?:\([^()]*\))? (?:以上|以下|及以上)? (?:的)? (?: [\p{{Han}}“”"、]{{0,14}}? {NOUN}
        | (?:签约|入库|新引进|新签约|新开工|主导|重大|法人|工业|开工) )""",
    regex.VERBOSE,
)
COUNTED = regex.compile(
    r"(?:\([^()]*\))?(?:以上|以下)?的?(?:只|仅|共)?有?(?:不少于|约|近|超)?(?:\d+|[一二两三四五六七八九十百]+)(?:多|余)?(?:个|家|户|项|宗|起|件|人)"
)
OPEN = regex.compile(
    r"(?:\([^()]*\))?的(?!近?\d|速度|增速|增幅|涨幅|降幅|高位|成绩|比例|增长|水平|幅度|(?:预期|年度|全年|考核|奋斗|工作)?(?:目标|任务)|要求|份额|股权|百分之|[一二三四五六七八九]成)"
)
# 8天演出61场, 24小时预约: a duration that only says how long
DURATION = regex.compile(
    r"(?!左右|以内|以上|以下|的|和|与|及|提前|压缩|缩短|压减|减至|减到|降|增|延长|到|至)\p{Han}"
)
MEASURED_TIME = regex.compile(r"[为达至到仅约短长用时均]$|缩短|平均|时长|外出")
EXCLUDED = regex.compile(r"(?:不含|含|少于\(含\)|超过\(含\)|不超过\(含\))$")
# 前3名, 倒数2名: places, not people
PLACES = regex.compile(r"[前后末第]\s?$|倒数\s?$")
NAMED = regex.compile(r"的[^，。；、（()）]{6,40}?(?:项目|基地|产业园|示范园|工程)(?=$|[，。；、（()）等])")
COUNT_BEHIND = regex.compile(r"[^，。；\d]{0,30}?\d+\s?(?:个|家|户)")
TAKEN_OF = compiled(r"占|进度|完成|比")
OF_A_NOUN = compiled(r"的(?!目标|任务|要求)")
OF_A_CLASS = regex.compile(rf"\p{{Han}}{{0,6}}{NOUN}")
OF_COUNTED = compiled(r"的\d+[个家户]")
OF_A_TASK = compiled(r"(?:任务|目标|产业|集群)")


# “5个90%”行动: a slogan of five nineties
OF_A_SLOGAN = regex.compile(r"\d个$")
# 88.6%的贫困人口实现饮水安全
SHARE_OF = regex.compile(
    r"的\p{Han}{2,12}?(?:达到|实现|完成|全部|已|均|得到|享受|建成|纳入|参加|喝上|住上|脱贫|达标|落户|进入)"
)
# 500亩以上坝区全部建成…: a class of things, not an amount of them
CLASS_OF_THINGS = regex.compile(r"\p{Han}{2}")
CLAUSE_STARTS = frozenset("，；。、：\n")
# 总投资6000万元对现有项目进行扩建: what the money is spent on
SPENT_ON = regex.compile(r"对|用于|建设|扩建|新建|改造|兴建|购置|在")
# 90分以上|9个: how many are in that class
THAT_MANY = regex.compile(r"的?(?:有|仅|只|共)*\d+[个家户]")


def is_threshold(text: str, number: Number, limit: int) -> bool:
    """Whether the number narrows another figure instead of reporting one."""
    after = text[number.end : min(limit, number.end + 40)]
    before = text[max(0, number.start - 8) : number.start]
    if ("含" in before and EXCLUDED.search(before)) or (
        number.quote.endswith("名") and PLACES.search(before)
    ):
        return True
    if number.quote in ("过半", "近半", "一半") and not TAKEN_OF.search(
        text[max(0, number.start - 12) : number.start]
    ):
        return number.quote != "一半"
    if number.kind == "time" and DURATION.match(after) and not MEASURED_TIME.search(before):
        return True
    bounded = number.bound != "=" or number.value_max is not None
    if bounded and before.endswith("(") and after.startswith(")") and number.kind in ("area", "money"):
        return True
    if number.kind == "money":
        if CLASS_OF_SET.search(text, max(0, number.start - 24), number.start + len(number.quote)):
            return True
        return _narrows_money(after, bounded or before.endswith(("超", "超过", "逾", "过", "破")), number)
    return _narrows_things(text, number, before, after)


def _narrows_things(text: str, number: Number, before: str, after: str) -> bool:
    if "个" in before[-2:] and OF_A_SLOGAN.search(before):
        return True
    bounded = number.bound != "=" or number.value_max is not None
    if number.kind == "score" and bounded:
        return THAT_MANY.match(after) is not None
    if number.kind in ("area", "length") and number.quote.endswith("以上") and CLASS_OF_THINGS.match(after):
        return before[-1:] in CLAUSE_STARTS
    if number.kind == "percent":
        told = before[-1:] in CLAUSE_STARTS and SHARE_OF.match(after)
        return not told and bool(OPEN.match(after) or OF_COUNTED.match(after))
    return bounded and bool(OF_A_NOUN.match(after)) and number.kind != "points"


# 20个项目中有5个总投资超过10亿元: the class that the five are in
CLASS_OF_SET = regex.compile(
    r"[中有，、]\d+[个家户项](?:总投资|投资额?|产值|营收|营业收入|销售收入|销售额|纳税|税收)(?:均)?"
    r"(?:超过|超|过|达到|突破|不足|低于)\d+(?:\.\d+)?[万亿]+元(?:以上)?$"
)


def _narrows_money(after: str, bounded: bool, number: Number) -> bool:
    if SPENT_ON.match(after):
        return False
    if COUNTED.match(after):
        return bounded or after.startswith("的")
    if NAMED.match(after) and not COUNT_BEHIND.match(after) and number.value_max is None:
        return False
    if NARROWS.match(after):
        return bounded or (not after.startswith("的") and bool(OF_A_CLASS.match(after)))
    if bounded and OF_A_TASK.match(after):
        return True
    return bounded and bool(OPEN.match(after))
