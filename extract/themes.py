"""Themes: what a round-up of many places compares where it says no more than 总量 or 增速.

>>> theme_of("湘北七县上半年经济数据出炉\\n总量上，甲县以320亿元居首。"), theme_of("各市州GDP排行榜\\n甲市第一。")
('地区生产总值', 'GDP')
>>> theme_of("各县招商引资成绩单\\n总量上，甲县居首。"), theme_of("全县经济运行情况\\n总量达5万户。")
('', '')
"""

from __future__ import annotations

import regex

# Only the title and the first words below it are looked at
LEAD_LINES, LEAD_REACH, TITLE_REACH = 4, 260, 40
# 14市州, 各县(市、区), 27城, 县域, 都市圈: that many places are compared
MANY = regex.compile(
    r"各(?:省|市|县|区|州|地|设区)|市州|州市|设区的?市|省辖市|地市|地级市|盟市|县域|[百千]强|[百千万]亿[县市区城]|都市圈|城市群|经济[圈带]"
    r"|(?:\d|[一二三四五六七八九十])+[个大座]?(?:县\(市|[市县城州区省])(?![委长])|城市"
)
GDP = regex.compile(r"GDP|生产总值")
# 经济数据, 经济“期末考”, 成绩单: by which the GDP is meant
ECONOMY = regex.compile(
    r"经济[“”「]?(?:数据|总量|成绩单|运行|半年报|季报|年报|[总大]?账|账本|排[行名位]|版图|实力|体量|规模|答卷|期[中末]|大?比拼|榜|座次|家底|表现|发展)"
    r"|县域经济|成绩单|期[中末]考|半年报|年报|三季报|一季报"
)
# 招商引资成绩单: of something else
OTHER = regex.compile(
    r"招商|引资|外资|利用|存款|贷款|出口|签约|保费|外贸|进出口|财政|税收|工业|投资|消费|零售|旅游|文旅|收入|空气|环境|水质|项目|用电|楼市|房价|人口|农业|粮食|科技|创新|营商|教育|医疗|安全"
)


# …工作报告, 经济运行简析: what one area tells of itself
OF_ONE = regex.compile(r"报告|汇报|简析|分析|总结|公报|材料|工作|通知")


def theme_of(text: str) -> str:
    """The head of what the title and lead of a round-up compare; empty where it is one area or another field."""
    lines = [line for line in text[:LEAD_REACH].split("\n") if line.strip()][:LEAD_LINES]
    lead = "\n".join(lines)
    if not MANY.search(lead) or any(OF_ONE.search(line[:TITLE_REACH]) for line in lines[:2]):
        return ""
    named = GDP.search(lead)
    if named is not None and not OTHER.search(lead[: named.start()]):
        return "GDP" if named[0] == "GDP" else "地区生产总值"
    told = next((line for line in lines if ECONOMY.search(line)), "")
    economy = ECONOMY.search(told)
    other = OTHER.search(lines[0]) or (economy and OTHER.search(told[: economy.end()]))
    return "地区生产总值" if economy and not other else ""
