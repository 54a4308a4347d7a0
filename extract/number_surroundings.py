"""Number surroundings: what stands right beside a number and tells what it counts, or that it counts nothing.

>>> LASTS.search("去化周期约为") is not None, AGE.search("人均预期寿命") is not None, AGE.search("未满") is not None
(True, True, False)
"""

from __future__ import annotations

import regex

from extract.patterns import compile_pattern, compiled

# 1.9万贫困人口稳定脱贫: people without a classifier
PEOPLE_BEHIND = regex.compile(
    r"(?:名|多名)?[\p{Han}“”]{0,10}?"
    r"(?:人口|人员|群众|居民|农民|职工|学生|劳动力|游客|旅客|百姓|市民|村民|老人|残疾人|党员|干部|农户|人民"
    r"|对象|儿女|儿童|幼儿|学子|师生|妇女|青年|毕业生|大军|用户|消费者|参保人|患者)"
)
# 总投资86亿, 20亿以上项目: money without its unit
MONEY_BEFORE = compile_pattern(
    r"""(?: 生产总值 | GDP | 总量 | <measure> | 投资 | 固投 | 社零 | 产业 | 集群 | 企业 | 项目 | 债券?
        | 预算 | 财政 | 营收 | 合同 ) [^，。；、()\d]{0,8} $"""
)
CLASS_BEHIND = regex.compile(
    r"(?:元)?(?:级|以上|以下|元级)?(?:的)?[\p{Han}“”]{0,8}?(?:项目|企业|产业|集群|园区|平台|大关|台阶|俱乐部)"
)
# (共印60份)
COPIES = compiled(r"(?:共印|印数|印制)[：\s]?$")
# 去化周期约6.1个月, 比计划提前2个月: a time that is measured; not 连续3个月
LASTS = compiled(
    r"(?:周期|工期|时限|期限|时长|用时|提前|缩短|压缩|延长|推迟|滞后|逾期|账期|耗时|历时|平均|库存去化)了?(?:[由从](?:年初|上年末?|去年末?|原来|过去|此前)?的?)?[为达是仅只约到至]{0,2}$"
)
# 人均预期寿命78.6岁, 由76.3岁提高到77.3岁; not 60岁以上老年人
AGE = compiled(
    r"(?:(?:寿命|年龄)(?:[由从](?:\d{4}年)?的?|(?:\d{4}年)?[^，。；、\d]{0,8})|岁(?:提高|增加|上升|延长|提升|下降|降低|降)[到至](?:\d{4}年的?)?)$"
)
SHORT_OF = compiled(r"(?:资金|人手|用地|动力|要素|能力|力量|后劲|信心|保障|电力|经验|配套|实力)$")
