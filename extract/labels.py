"""Labels: from the phrase that names an indicator to the head that its column would have.

>>> label_of("新签约项目", "个", "count"), label_of("外出招商", "次", "times"), label_of("到位资金", "亿元", "money")
('新签约项目数', '外出招商次数', '到位资金')
"""

from __future__ import annotations

from functools import lru_cache

import regex

from extract.patterns import compile_pattern

# What befalls the people that are counted: 死亡12人
FATE = regex.compile(r"(?:死亡|受伤|失踪|重伤|轻伤|获救|被困)$")
# What befalls or is done to people (处分, 参保, 起诉), where no noun says who they are
NO_PERSON = compile_pattern(r"(?: <befalls> ) $")
COUNT_SUFFIX = {
    "次": "次数",
    "批次": "批次",
    "批": "批次",
    "场": "场次",
    "场次": "场次",
    "人次": "人次",
    "天": "天数",
    "起": "起数",
}
ENDS_COUNTED = (
    "数",
    "量",
    "次",
    "额",
    "率",
    "次数",
    "场次",
    "批次",
    "人次",
    "家次",
    "件次",
    "规模",
    "金",
    "收入",
    "支出",
    "时长",
    "时间",
    "得分",
    "增长面",
    "下降面",
    "亏损面",
    "盈利面",
    "覆盖面",
    "面积",
    "天数",
)
# 优良26天, 轻度污染3天: how the air was
GRADE = regex.compile(r"(?:^|天气|空气)(?:优|良)$|优良$|污染$|达标$|超标$")
EXTENT = {"area": "面积", "length": "长度"}
BUILT = regex.compile(
    r"(?:已|累计|新)?(?:规划|设计|建成|新建|铺设|改造|施工|修复|修建|绿化|征收|拆除|完工|硬化|整治)+"
)


@lru_cache(maxsize=8192)
def label_of(head: str, unit: str, kind: str) -> str:
    """The column head: counts end in 数 or their unit's own word; what is built ends in what is measured of it.

    >>> label_of("建成", "平方米", "area"), label_of("铺设", "公里", "length"), label_of("签约项目", "个", "count")
    ('建成面积', '铺设长度', '签约项目数')
    """
    if kind in EXTENT and BUILT.fullmatch(head):
        return head + EXTENT[kind]
    if unit == "天" and GRADE.search(head):
        return head + "天数"
    if kind == "money" and head.endswith("奖补"):
        return head + "金额"
    if unit == "分" and head.endswith("得"):
        return head + "分"
    if kind not in ("count", "people", "times", "time") or not head or head.endswith(ENDS_COUNTED):
        return head
    if kind == "time":
        return head
    if kind == "people" and (FATE.search(head) or NO_PERSON.search(head)):
        return head + "人数"
    suffix = COUNT_SUFFIX.get(unit.lstrip("万亿千百"), "数")
    if head.endswith(suffix[0]) and suffix != "数":
        return head
    return head + suffix
