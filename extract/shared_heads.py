"""Shared heads: what the members of a row have in common, so that each gets a head of its own.

>>> bare_last("死亡人数比2020年"), bare_last("新兴产业增加值占规上工业比重"), bare_last("签约项目")
('死亡人数', '新兴产业增加值', '签约项目')
>>> of_their_class(["钢铁", "水泥"], "玻璃等重点行业产能")
['钢铁行业产能', '水泥行业产能', '玻璃行业产能']
>>> with_owner(["规上工业企业营业收入", "利润总额"])
['规上工业企业营业收入', '规上工业企业利润总额']
"""

from __future__ import annotations

import regex

from extract.patterns import compile_pattern

# 死亡人数|比2020年分别…, 绿化率|较五年前: with what all of them are compared
COMPARED = regex.compile(
    r"""(?<= .{2} ) (?: (?: 同期 | 同比 | 环比 | 年均 | 累计 | 均 | 各 )+
        | (?: 较 | (?<! [占同环之对] ) 比 (?= 上 | 去 | 前 | 年初 | \d | “? 十 | [一两三四五十] 年 ) ) [^，。；、]{2,10}
            (?: 末 | 底 | 前 | 初 | 年 | 期 | 月 | 季度? ) )+ $""",
    regex.VERBOSE | regex.VERSION1,
)
# 新兴产业增加值|占规上工业比重分别…: of what all of them are shares
SHARE_OF = regex.compile(r"(?<=.{2})占[^，。；、占]{2,14}?(?:比重|比例|份额|百分比|的比)$")
# 医药|等重点产业|增加值
AND_SO_ON = compile_pattern(
    r"""(?P<item> [^，。；、等]{1,14} ) 等 (?: [两三四五六七八九十\d]{1,2} [大个类种家项]{0,2} )?
        (?: 重点 | 主要 | 主导 | 优势 | 传统 | 支柱 | 特色 | 先进 | 现代 | 全市 | 全省 | 规上 | 规模以上 ){0,3}
        (?: (?P<class> 产业 | 行业 | 领域 | 企业 ) | 产品 | 商品 | 品种 | 作物 | 项目 )
        (?P<measure> (?: 的 )? [^，。；、]{0,12} )"""
)
KIND_ENDS = ("产业", "行业", "领域", "企业", "业")
# 规上工业企业|营业收入、利润总额: whose the second is, too
OWNER = regex.compile(
    r"^(?P<owner>[^，。；、]{1,16}(?:企业|机构|单位|集团|公司|银行))(?P<measure>[^，。；、]{2,8})$"
)
OF_AN_OWNER = regex.compile(
    r"(?:(?:主营)?业务收入|营业收入|营收|利润总额|净利润|营业利润|利润|利税|税收|税金|纳税额?|资产总额|资产|负债|产值|总产值|增加值|销售收入|销售额"
    r"|存款|贷款|存款余额|贷款余额|出口|进口|进出口|研发(?:经费)?投入|研发费用|从业人员|订单|用电量)"
)


def bare_last(last: str) -> str:
    """The last member of a row without what all of them are compared with or are shares of."""
    words = last.rstrip("的")
    if "比" in words or "占" in words or "较" in words or words.endswith(("均", "累计", "各")):
        return COMPARED.sub("", SHARE_OF.sub("", words))
    return last


def of_their_class(members: list[str], last: str) -> list[str] | None:
    """电子、医药等重点产业增加值: the head of each member, with the class and the measure behind 等."""
    match = AND_SO_ON.fullmatch(last) if "等" in last else None
    if match is None:
        return None
    kind = match["class"] or ""
    measure = match["measure"].removeprefix("的")
    items = [*members, match["item"]]
    return [item + ("" if item.endswith(KIND_ENDS) else kind) + measure for item in items]


def with_owner(heads: list[str]) -> list[str]:
    """省属企业营业收入、利润: the enterprises before the first measure have all of them."""
    match = OWNER.match(heads[0]) if len(heads) > 1 else None
    if match is None or not OF_AN_OWNER.fullmatch(match["measure"]):
        return heads
    return [heads[0], *(match["owner"] + h if OF_AN_OWNER.fullmatch(h) else h for h in heads[1:])]
