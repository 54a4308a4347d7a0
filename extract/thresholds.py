"""Thresholds: amounts that only narrow another figure (投资1亿元以上项目15个, 完成50%以上的单位)."""

from __future__ import annotations

import regex

from extract.patterns import compiled
from extract.quantities import Number

NOUN = r"(?:项目|企业|法人|工程|单位|部门|乡镇|镇街|产业项目|客商|园区|大单)"
# …(不含10亿元)的重大项目27个: the amount, then what it narrows, then the count
NARROWS = regex.compile(
    rf"""(?:\([^()]*\))? (?:以上|以下|及以上)?
        # 亿元以上、10亿元以上、50亿元以上项目
        (?: 、 [\d.]* [百千]? [万亿]? 元 (?:以上|以下|以内) ){{0,3}}
        (?:的)? (?: (?! 、 ) [\p{{Han}}“”"、]{{0,14}}? {NOUN}
        | (?:签约|入库|新引进|新签约|新开工|主导|重大|法人|工业|开工) )""",
    regex.VERBOSE,
)
COUNTED = regex.compile(
    r"(?:\([^()]*\))?(?:以上|以下)?的?(?:只|仅|共)?有?(?:不少于|约|近|超)?(?:\d+(?:[-—－~～至到]\d+)?|[一二两三四五六七八九十百]+)(?:多|余)?(?:个|家|户|项|宗|起|件|人)"
)
OPEN = regex.compile(
    r"(?:\([^()]*\))?的(?!近?\d|速度|增速|增幅|涨幅|降幅|高位|成绩|比例|增长|水平|幅度|(?:预期|年度|全年|考核|奋斗|工作|[国省市县区]定|上级|既定|规划|下达|确定|改善|减排|削减|控制|下降|约束性){0,3}(?:目标|任务|指标)|(?:工作|[国省市县区]定|上级)?要求|份额|股权|百分之|[一二三四五六七八九]成)"
)
# 8天演出61场, 24小时预约: a duration that only says how long
DURATION = regex.compile(
    r"(?!左右|以内|以上|以下|的|和|与|及|提前|压缩|缩短|压减|减至|减到|降|增|延长|到|至)\p{Han}"
)
# 国庆假期|7天，: how long it is
HOLIDAY = regex.compile(
    r"(?:假期|假日|长假|黄金周|春运|节日|春节|国庆|中秋|五一|端午|元旦|清明)(?:期间)?[”\"]?共?$"
)
MEASURED_TIME = regex.compile(
    r"[为达至到仅约短长用时均]$|缩短|平均|时长|外出|提前|推迟|延长|压缩|滞后|逾期|工期|周期|历时|用时"
)
EXCLUDED = regex.compile(r"(?:不含|含|少于\(含\)|超过\(含\)|不超过\(含\))$")
# 前3名, 倒数2名: places, not people
PLACES = regex.compile(r"[前后末第]\s?$|倒数\s?$")
# 5亿元以上、|10亿元以上|项目分别12个、6个: the classes beside the first
MORE_SIZES = regex.compile(r"(?:[、和及](?:\d{1,5}(?:\.\d{1,2})?)?[千百十]?[万亿]{1,2}元(?:以上|以下)){1,8}")
NAMED = regex.compile(r"的[^，。；、（()）]{6,40}?(?:项目|基地|产业园|示范园|工程)(?=$|[，。；、（()）等])")
COUNT_BEHIND = regex.compile(r"[^，。；\d]{0,30}?\d+\s?(?:个|家|户)")
CLAUSE_LEFT = regex.compile(r"^.*[，；。]")
TAKEN_OF = compiled(r"占|进度|完成|比")
OF_A_NOUN = compiled(r"的(?!目标|任务|要求)")
OF_A_CLASS = regex.compile(rf"\p{{Han}}{{0,6}}{NOUN}")
OF_COUNTED = compiled(r"的\d+[个家户]")
OF_A_TASK = compiled(r"(?:任务|目标|产业|集群)")


# “项目攻坚100天”活动, “千企1000家”工程: a number inside the name of what is done
IN_A_NAME = regex.compile(r"“[^“”。]{0,14}$")
NAME_BEHIND = regex.compile(
    r"[^“”。]{0,10}”(?:专项|系列|主题|大型)*(?:行动|活动|工程|计划|战役|攻坚|竞赛|大会战|会战|服务|模式|机制|目标|战略|体系|政策)"
)
SLOGAN = regex.compile(r"[^“”，。；、\d]{1,12}”")
# 稳增长“21条”, “新18条”: a policy by the number of its articles
ARTICLES = regex.compile(r"“[^“”\d]{0,4}$")
# 在全省17个省辖市中排第15位, 在全市9个县(市、区)中由第7位, 在10个设区市和某示范区中: among how many
AMONG = regex.compile(
    r"\p{Han}{0,6}(?:[市县区州镇乡旗盟]|街道|省份|城市|单位|部门|园区|开发区|国家|地区|[中法检医学]院|高校|学校|企业|行业)"
    r"(?:\([市县区州旗乡镇、]{1,5}\))?(?:[和及]\p{Han}{2,8}?)?(?:(?:中|当中|里)"
    r"[^，。；\d]{0,12}(?:排|列|居|位|名列|处于|第|倒数|前)|(?:第|倒数)[一二三四五六七八九十\d]"
    r"|(?:中|里)，[^。；\d]{2,24}(?:位于|位居|位列|排|列|居)(?:全\p{Han})?第)"
)
# 1100亿元到1300亿元之间有4座城市: the class that they are in
BETWEEN = regex.compile(r"之间(?:的|有|仅|只|共|挤|集中|分布)")
# 越过5%监管红线, 低于60%的及格线
RED_LINE = regex.compile(r"的?(?:监管|警戒|预警|及格|达标)*(?:红线|底线|警戒线|预警线|及格线|达标线|监管线)")
# 41户降幅超过三成: how many are in that class
CLASS_OF_CHANGE = regex.compile(
    r"\d[户家个](?:企业|单位|镇|县|市|乡镇|项目)?的?"
    r"(?:增速|增幅|降幅|涨幅|跌幅|减幅|降速|(?:工程|形象|投资|项目|完成)*进度|(?:投资|任务)?完成(?:率|比例))(?:均|都)?在?$"
)
# 年产20万吨多晶硅二期(120亿元): the capacity in the name of a project
CAPACITY = regex.compile(r"(?:年产|日产|年处理|日处理|年加工|年出栏|日供)$")
CAPACITY_ENDS = frozenset("产理工栏供")
CAPACITY_OF = regex.compile(
    r"[^，。；、（()）\d]{2,24}?(?:项目|基地|工程|生产线|一期|二期|三期|产业园|加工厂|处理厂|电站)(?=[，。；、（()）]|$|等|的|落|开|签|建|投|竣|总|计划|占|位|已|正|预|由|于|完成|累计|达|顺利|进展)"
)

# 连跨4个|万亿元台阶: steps that were climbed, and how high one is
CLIMBED = regex.compile(r"[十百千万]{0,3}亿?元?级?的?[大新]?台阶")
SO_MANY_STEPS = regex.compile(r"[\d一两二三四五六七八九十][个大]$")
# “5个90%”行动: a slogan of five nineties
OF_A_SLOGAN = regex.compile(r"\d个$")
# 88.6%的贫困人口实现饮水安全
SHARE_OF = regex.compile(
    r"的[\p{Han}、]{2,16}?(?:由|来自|出自|用于|投向|投入|流向|集中|留在|选择|可以|能够|开展|接入|通过|达到|实现|完成|全部|已|均|得到|享受|建成|纳入|参加|喝上|住上|脱贫|达标|落户|进入"
    r"|选择|认为|表示|关注|希望|愿意|倾向|拥有|出现|超过|低于|高于|感到|知晓|支持)"
)
# 500亩以上坝区全部建成…: a class of things, not an amount of them
CLASS_OF_THINGS = regex.compile(r"\p{Han}{2}")
CLAUSE_STARTS = frozenset("，；。、：\n")
# 总投资6000万元对现有项目进行扩建: what the money is spent on
SPENT_ON = regex.compile(r"对|用于|建设|扩建|新建|改造|兴建|购置|在")
# 一次死亡|10人以上|特大事故17起: the class by its toll
BY_TOLL = regex.compile(r"(?:死亡|伤亡|亡|受伤|重伤|中毒|失踪|遇难|被困)$")
ACCIDENT = regex.compile(r"的?\p{Han}{0,8}(?:事故|火灾|案件|灾害|事件)")
# 90分以上|9个: how many are in that class
THAT_MANY = regex.compile(r"\s?的?(?:有|仅|只|共|为)*\s?\d+\s?[个家户人名位]")


def is_threshold(text: str, number: Number, limit: int) -> bool:
    """Whether the number narrows another figure instead of reporting one."""
    bounded = number.bound != "=" or number.value_max is not None
    more = MORE_SIZES.match(text, number.end, limit) if bounded and number.kind == "money" else None
    end = more.end() if more else number.end
    after = text[end : min(limit, end + 40)]
    before = text[max(0, number.start - 8) : number.start]
    if ("含" in before and EXCLUDED.search(before)) or (
        number.quote.endswith("名") and PLACES.search(before)
    ):
        return True
    if _is_named(text, number, after) or _is_class(text, number, after):
        return True
    if number.quote in ("过半", "近半", "一半") and not TAKEN_OF.search(
        CLAUSE_LEFT.sub("", text[max(0, number.start - 12) : number.start])
    ):
        return number.quote != "一半"
    if number.kind == "time" and HOLIDAY.search(text, max(0, number.start - 8), number.start):
        return True
    if number.kind == "time" and DURATION.match(after) and not MEASURED_TIME.search(before):
        return True
    if bounded and before.endswith("(") and after.startswith(")") and number.kind in ("area", "money"):
        return True
    if number.kind == "money":
        if CLASS_OF_SET.search(text, max(0, number.start - 24), number.start + len(number.quote)):
            return True
        return _narrows_money(after, bounded or before.endswith(("超", "超过", "逾", "过", "破")), number)
    return _narrows_things(text, number, before, after)


def _is_named(text: str, number: Number, after: str) -> bool:
    """Whether a number stands inside a name: of a campaign, of a project with its capacity."""
    left = max(0, number.start - 16)
    mark = text[number.start - 1 : number.start]
    if number.unit == "条" and after.startswith("”"):
        return ARTICLES.search(text, left, number.start) is not None
    if mark == "“" and number.unit in ("个", "项", "大", "张", "件"):
        # “7个专项行动”, “5项管理”: what is called so
        return SLOGAN.match(after) is not None
    if number.quote[0] == "翻" and mark == "个":
        return True
    quoted = text.find("“", left, number.start) >= 0
    if quoted and IN_A_NAME.search(text, left, number.start) and NAME_BEHIND.match(after):
        return True
    made = number.kind in ("weight", "count", "area", "length", "volume", "unknown", "energy", "power")
    makes = made and text[number.start - 1 : number.start] in CAPACITY_ENDS
    return makes and bool(CAPACITY.search(text, left, number.start) and CAPACITY_OF.match(after))


def _is_class(text: str, number: Number, after: str) -> bool:
    """Whether a number only tells among how many, or which class of them, something is."""
    if number.kind == "count" and (AMONG.match(after) or ("台阶" in after and CLIMBED.match(after))):
        return True
    if number.han and number.kind == "money" and after.lstrip("级大新").startswith("台阶"):
        return SO_MANY_STEPS.search(text, max(0, number.start - 2), number.start) is not None
    if number.value_max is not None and number.kind in ("money", "count", "people") and BETWEEN.match(after):
        return True
    if number.kind != "percent":
        return False
    in_class = CLASS_OF_CHANGE.search(text, max(0, number.start - 14), number.start)
    return bool(RED_LINE.match(after)) or (number.bound != "=" and in_class is not None)


def _narrows_things(text: str, number: Number, before: str, after: str) -> bool:
    if "个" in before[-2:] and OF_A_SLOGAN.search(before):
        return True
    bounded = number.bound != "=" or number.value_max is not None
    if number.kind == "score" and bounded:
        return THAT_MANY.match(after) is not None
    if number.kind == "count" and number.quote.endswith(("以上", "以下", "以内")) and THAT_MANY.match(after):
        # 其中300件以上|4人
        return before[-1:] in CLAUSE_STARTS
    if number.kind in ("area", "length") and number.quote.endswith("以上") and CLASS_OF_THINGS.match(after):
        return before[-1:] in CLAUSE_STARTS
    if number.kind == "percent":
        told = before[-1:] in CLAUSE_STARTS and SHARE_OF.match(after)
        return not told and bool(OPEN.match(after) or OF_COUNTED.match(after))
    if number.kind == "people" and bounded and BY_TOLL.search(before) and ACCIDENT.match(after):
        return True
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
