"""What a roster says of its members: nothing done, a threshold passed or missed, a task fulfilled, a class reached.

>>> is_condition("完成率低于60%的"), is_condition("进度较慢的"), is_condition("力争完成任务的")
(True, False, False)
>>> is_value("均为3个"), is_value("均未完成"), is_value("完成率超过90%")
(True, False, False)
"""

from __future__ import annotations

import regex

from extract.list_patterns import compile_listed
from extract.patterns import compile_pattern

# What a condition says: nothing done, a threshold passed or missed, a task fulfilled
CLAIM = compile_listed(r"""
    <negation> | (?<! \p{Han} ) 零 | 零 (?: 签约 | 开工 | 到位 | 引进 | 进展 | 投产 | 入库 | 报送 | 外出 | 项目 | 突破 )
  | 被? (?: 评为 | 评定为 | 认定为 | 命名为 | 授予 | 列入 ) | 被 (?: 通报 | 约谈 | 问责 | 处罚 | 扣分 | 警告 | 摘牌 )
  | 存在 [^，。；\d]{0,12} (?: 问题 | 隐患 | 现象 ) | [漏迟瞒虚错] 报 | 逾期 | 超期 | 不合格 | 不达标
  | [两双个] 位数 (?: 以上 )? (?: 增长 | 增速 | 下降 ) | [由从] 负转正 | 扭亏
  | [予给]以? (?: 通报 )? (?: 表扬 | 批评 | 嘉奖 | 表彰 | 奖励 ) | 获评 | 荣获 | 入选 | 入围 | 上榜 | (?: 获得?
      | 授予 ) [^，。；\d]{0,12} (?: 奖 | 良好 | 合格 | 等次 | 称号 | 表彰 | 先进 | 优秀 )
      | [特一二三] 等奖
  | (?: 等[次级] | 档次 | 评价 | 考核 | 考评 | 评定 | 评估 ) (?: 结果 | 结论 )? [为是] [“"]? (?: 优 | 良 | 中
      | 差 | 合格 | 一般 | [A-D] )
  | [为属入列评] 于? [“"]? (?: [A-E甲乙丙丁优良中差一二三四] | 优秀 | 良好 | 合格 | 一般 | 不合格 | 较差 ) [”"]?
      (?: 档 | [类级] (?: <roster_noun> )? (?= $ | [，。；] ) | 等[次级] )
  | 为零 | 为负 | 负增长 | 空白 | 破零 | 不降反升 | 超额 | 一票否决
  | 红榜 | 黑榜 | [红黄绿蓝白]牌 | [红黄绿蓝橙] [灯色] (?: 单位 | 预警 | 等级 | $ )
  | 第 [一二三四五] (?: 方阵 | 梯队 | 集团 (?! 军 ) )
  | (?: 优秀 | 良好 | 合格 | 一般 | 较[好差] | [好中差优良] | 第 [一二三四五] | [A-E甲乙丙丁] ) (?: 等[次级] | 档次? )
  | (?: 实现 | 做到 | 率先 | 已 | 全部 | 均 | 都 ) [^，。；\d]{0,12}? (?: 全?覆盖 | 清零 | 归零 | 清仓
      | 摘帽 | 双过半 | 正增长 | 双增长
      | 开门红 | 满堂红 | 动态平衡 | 全部? (?: 开工 | 竣工 | 投产 | 入库 | 达标 | 合格 | 到位 | 完成 | 办结 | 通过 ) )
  | 全部 (?: 建成 | 完工 | 投用 | 启用 | 交付 | 动工 | 销号 | 整改 | 退出 | 拨付 | 兑现 ) | 全覆盖 | 双过半
      | 通过 [^，。；\d]{0,12} 验收 | 达标
  | [率例度分] [^，。；\d]{0,4} (?: 100% | 满分 )
  | (?: 越过 | 跨过 | 跌破 | 触及 | 冲破 ) [^，。；]{0,14}? (?: \d | 红线 | 底线 | 警戒线 | 大关 | 门槛 )
  | (?: 跑[不没未]过 | 跑赢 | 跑输 | 赶不上 | 落后于 | 滞后于 | 慢过 | 快过 ) [^，。；]{0,6}?
    (?: 时序 | 进度 | 序时 | 全[市县区省州国] | 平均 | 大盘 )
  | 过 (?= \d ) | <threshold_word> [^，。；]{0,14}? (?: \d | 成 | NUM [次个家成项批倍] | 任务 | 目标 | 计划
      | 全 [市县区省州国]
      | 平均 | 进度 | 要求 )
  | \d [^，。；]{0,12} 以 [上下内] | 成以 [上下] | 达到? \d
  | (?: 完成 | 实现 ) [^，。；\d]{0,16} (?: 任务 | 目标 | 计划 )
""")
VAGUE = regex.compile(
    r"居前|前茅|垫底|领跑|居首|居末|紧[随追跟]|夺[冠魁]|(?<!评为|获评|授予)先进(?!单位|集体)|参加|出席|靠[前后]|领先|较[好快慢差高低多少大小](?!等[次级]|档)|前列|落后|突出|最|责任单位为|牵头|配合|包括$|来自|^分(?!别)|主要是|(?<![省市县级])(?<!国家)重点"
)
GOAL = regex.compile(
    r"力争|确保|争取|务必|必须|不得|原则上|应当|严禁|不再|拟|计划于|的，由|前要|要(?![求素件闻])"
)
# 红榜前三名: a ranking that does not say what is ranked
PLACED = compile_listed(r"(?: [前后末] | 倒数 ) NUM (?: [位名] | 的? $ | 的 ) | 倒数 [^，。；]{0,8} $")
ABOUT = compile_listed(r"^ (?! 超额 ) (?: <threshold_word> | \d )")
LOCATED = regex.compile(r"[来位处]于.{2,8}$|属于")
LISTED_ON = regex.compile(
    r"(?:^(?:其中)?(?:[一二三四五A-E甲乙丙丁]类|第[一二三四五]档)\p{Han}{0,4}(?:\(?共?\d{1,3}[个家]\)?)?$"
    r"|流动红旗|先进集体|优秀单位|文明单位|红榜|黑榜|[红黄绿蓝白]牌|名单)\p{Han}{0,4}$"
)
RELATIVE = regex.compile(r"的\p{Han}{0,8}(?:\([^()]*\))?(?:\d+|[两三四五六七八九十])?[个家]?\p{Han}{0,4}$")
NOT_DONE = compile_pattern(r"[均都也仍还尚]* <negation>")
DIGIT = regex.compile(r"\d|[一二两三四五六七八九]成(?!以)|(?:占|贡献)[^，。；]{0,16}(?:一半|半壁)|分之")


def is_value(predicate: str) -> bool:
    """Whether the predicate only gives a figure (均为3个, 合计完成12.4亿元), which no condition is."""
    return bool(DIGIT.search(predicate)) and not CLAIM.search(predicate)


def is_condition(words: str) -> bool:
    """Whether words before a list say what its members share, and say it of them alone."""
    if VAGUE.search(words) or GOAL.search(words) or PLACED.search(words):
        return False
    related = RELATIVE.search(words)
    listed = LISTED_ON.search(words)
    return bool(related or listed or CLAIM.search(words))
