"""Heads: from the words before or after a number to the phrase that names its indicator.

>>> clean("全区招商引资实际"), clean("其中亿元以上项目"), clean("总投资额达"), clean("共举办专题推介会")
('招商引资实际', '亿元以上项目', '总投资额', '专题推介会')
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from extract.lexicon import parts
from extract.patterns import compile_pattern, openings

# One-character conjunctions and adverbs, where they do not open a word
SINGLE = r"""
    (?: 共 (?! 同 | 享 | 建 ) | 已 | 也 | 仍 (?! 然 ) | 尚 | 还 (?! 款 ) | 有 (?! 罪 | 效 | 价 | 关 | 望 | 色
    | 机 | 轨 | 到位 | 签约 | 投资 ) | 达 (?! 产 | 标 ) | 为 (?! 民 ) | 是 | 约 (?! 谈 ) | 仅 | 只
    | 就 (?! 业 | 诊 | 医 ) | 均 (?! 价 ) | 各 (?! 类 | 级 | 项 ) | 但 | 惟 | 而 | 却 | 因 (?! 素 | 灾
    | .{2,10} (?: 未 | 死 | 伤 ) ) | 虽
    | 再 (?! 生 | 审 | 就业 | 担保 | 贷款 | 融资 | 制造 | 造 | 利用 ) | 则
    | 并 (?! 网 | 购 ) | 且 | 由 | 把 | 从 (?! 业 )
    | 以 (?= \p{Han}{2,10} (?: 方式 | 贸易 ) ) | 与 | 和 (?! 平 | 田 | 县 | 龙 ) | 及 (?! 时 | 早 | 格 )
    | 要 (?! 素 ) | 应 (?! 急 | 届 ) | 须 | 需 (?! 求 ) | 拟
    | 才 (?! 干 | 艺 | 能 ) | 即 (?! 墨 | 时 | 食 | 使 | 将 )
    | 可 (?! 支 | 再 | 用 | 研 | 售 | 比 | 采 | 耕 | 吸入 | 降解 | 回收 | 燃 | 供 | 移动 | 穿戴 ) | 将 | 另 )"""
LEAD = compile_pattern(
    r"""
    ^(?: \s | [—－]{2} | 提出 (?= 全年 | 今年 | GDP | 地区生产 | 生产总值 )
    | 不过 (?= (?! [这该此] ) \p{Han}{2} )
    | [同环]比 (?= \p{Han}{2} ) (?! 增速 | 增长 | 减少 | 增加 | [增降涨升跌减]幅 )
    | [^，。；、\d]{2,12} 持平 [、，] (?= \p{Han}{2} )
    | (?: 年度 | 全年 | 今年 )? (?: 目标任务 | 目标 | 任务 ) [为是] (?= \p{Han} )
    | (?: 节日 | 节假日 | 假日 | 假期 | 春节 | 国庆 | 中秋 | 元旦 | 端午 | 五一 | 春运 | 黄金周
        | 长假 | 活动 )+ 期间 (?= \p{Han}{2} )
    | 完成 (?= [^，。；]{0,8} (?: 产值 | 税收 | 收入 | 增加值 | 利税 | 利润 | 销售额 | 进出口
    | 出口 ) $ ) | 的 (?= \p{Han}{2} ) | [一二三四五六七八九十]是 | 【 [^】]{1,12} 】
    | [一二两三四五六七八九十\d]{1,2} 个 (?: 季度 | 月 ) 的? (?= \p{Han}{2} ) | 名义 (?= [增降涨] )
    | \d{1,2} [.、] (?! \d ) | \( [一二三四五六七八九十\d]{1,3} \)
    | 今年以来 | [五5]年[来间]?[共累]计? (?=\p{Han}{2}) | 公司 (?= [在总年投销产计现] )
    | [一两二三四五六七八九十\d]{1,3} 年 (?: 来 | 间 | 内 )? 就 (?= \p{Han}{2} )
    | (?: 近 | 过去 | 这 )? [三四五] 年 (?: 来 | 间 | 内 )? (?: (?: 分别 | 共 | 累计 | 合计 | 总共 ) (?= \p{Han}{2} )
        | (?= 新 [增建改引] | 净增 | 引进 | 建成 | 改造 | 完成 | 实现 ) )
    | 按 (?: 可比 | 同 | 自然 | 不变 | 现 | 当年 | 一致 | 同一 ) \p{Han}{0,3}?
        (?: 口径 | 价格? ) (?: 计算 | 比较 | 测算 )? ，?
    | (?: 假期 | 节日 | 节假日 )? 前 [一二三四五六七八九十\d]{1,2} [天日] ，? (?= \p{Han}{2} )
    # 一次死亡3人以上|较大事故: a class by its toll
    | 一次性? \p{Han}{1,3} \d{1,3} (?: [-—至] \d{1,3} )? 人 (?: \(含\) )? (?: 及?以[上下] )? 的? (?= \p{Han}{2} )
    | (?: 其次 | 再次 | 第[二三四]位? ) [是为] (?= \p{Han}{2} ) | 还?包括 (?= \p{Han}{2} )
    # 31个|省(自治区、直辖市)和新疆生产建设兵团报告|新增确诊病例
    | 省? \(自治区、直辖市\) (?: 和新疆生产建设兵团 )? (?: 报告 | 通报 )? (?= \p{Han}{2} )
    # 2月20日|(春运第二十天)|全市发送旅客
    | \( [^()]{2,20} \) (?= \p{Han}{2} )
    | 同期 (?= 全 [国省市区县州盟旗] )
    | 含 (?! [税量金水氧硫硒糖油氮磷] ) (?= \p{Han}{2} )
    | [比较与] (?= [^，。；]{0,12} (?: 指标 | 目标 | 标准 | 红线 | 计划 | 任务 | 均值 | 平均 ) )
    | 12345 \p{Han}{0,8}? (?: 热线 | 平台 ) (?: 中心 )? (?= 共 | 受理 | 办理 | 接 | 累计 )
    | [市县区旗州省盟] [\p{Han}\d]{2,12}? (?: 平台 | 中心 | 大厅
    | 热线 ) (?= 共 | 受理 | 办理 | 接 | 累计 ) | <whole_area> (?: 的 )?
    # 全部建成投产后年产值, 年可实现产值
    | (?: 项目 | 全部 | 全面 | 整体 | 正式 | 完全 )?
        (?: 建成 | 投产 | 达产 | 达效 | 满产 | 投用 | 投运 | 运营 | 竣工 | 满负荷 | 生产 ){1,4} 后 ，?
    | 年 可 (?= \p{Han}{2} ) | 项目 (?= 总占地 | 占地 | 总建筑 | 建筑面积 | 总用地 | 用地面积 )
    | (?: 未来 | 今后 )? [一两二三四五六七八九十] 年内 (?= 有望 | 预计 | 可 | 力争 | 计划 | 将 )
    # 园区42户规上企业, 园区现有企业: of the park that reports
    | 园区 内? (?= $ | 共 | 现 | 已 | 有 | 实现 | 完成 | 累计 | 新增 | <stage> | 从业 | 工业
        | 规[模上] | 入[园驻] | 企业 )
    | (?! 预计 总? 投资 ) <lead> (?! 率 | 度 | 额 )
    # 全年最终回升至, 由降转增
    | 最终 (?! 消费 | 需求 | 产品 | 使用 | 产出 | 用户 ) | (?: 由 [负正增降升跌减] )? 转 [负正增降升] [为至到]?
    | (?: 项目 | 企业 | 工程 )? 当? [中里] ，? (?= (?: 已 | 有 | 均 )? <stage> )
    | SINGLE | [，,：:、] )+""".replace("SINGLE", SINGLE)
)
TAIL = compile_pattern(
    r"""
    (?: \s | 最为? (?! 终 | 近 | 后 | 先 | 初 ) \p{Han}{1,2} 的 | (?: 较为? | 居 | 靠 | 偏 ) [前后多少好差快慢高低] 的
    | (?: 首次 | 一举 | 成功 | 连续 | 先后 | 接连 | 相继 | 陆续 | 再次 | 实现 | 历史性地? ){0,2}
        (?: 突破 | 跨越 | 迈上 | 站上 | 超过 | 跨过 | 越过 | 迈入 | 连跨 | 连上 | 连迈 | 跨上 | 迈过 | 登上
        | 跃上 | 踏上 | 攀上 | 上 ) 了? [\p{Han}\d]{1,8}?
        (?: 大关 | 台阶 | 关口 | 门槛 ) 、?
    | (?: 首次 | 一举 | 成功 )? (?: 跨越 | 迈上 | 站上 | 跨上 | 登上 | 跨过 | 越过 | 迈过 )
    | 连续 (?: [一二两三四五六七八九十]{1,3} | \d{1,2} ) (?: 年 | 个 [季月] 度? ) (?: 来 | 均 | 都 | 稳定 )?
    | (?<= \p{Han}{2} [数量值额率入出资业模家] ) (?: 近 | 过去 )? (?: [两三四五十] | \d{1,2} ) 年 [来间内]?
    | (?: 首次 | 一举 ) 突破 | (?<= .{3} ) 平均 (?: 为 | 达到? | 是 ) | <tail> (?<! 行为 )
    | (?<= \p{Han}{2} ) <comment> (?<! [人英] 才 | [存所潜] 在 | [成首] 都 | 冷却 )
    # 增速|已转正至4.6%
    | (?: 已 | 双双 | 均 | 首次 )? (?: 由[正负降升] )? 转[正负] [至为到]?
    # 固定资产投资|全省增长8%: whose it is, behind what is measured
    | (?<= 投资 | [进出]口 | [额值率收入] | 存款 | 贷款 ) 全 [国省市县区州] (?: 平均 )?
    | (?<! [体水关派院干] ) 系 | (?<! 变 ) 更 | (?<! [指系分参] ) 数 [为达]
    | 了
    # 家庭农场发展到, 民宿壮大到
    | (?<= 企业 | 主体 | 农场 | 合作社 | 面积 | 大户 | 商户 | 网点 | 队伍 | 民宿 | 总数 | 人数 | 用户 | 会员 )
        (?: 发展 | 壮大 | 发展壮大 ) (?: 到 | 至 )?
    # 网签均价为每平方米, 均价最贵的, 反映最为集中
    | (?<= [价费量本产额度值] ) (?: 为 | 达到? | 是 )? 每
        (?: 平方?米 | 立方米 | 公顷 | 吨 | 亩 | 公斤 | 千克 | 斤 | 人 | 户 | 辆 | 套 | 晚 | 天 )
    | (?<= \p{Han}{2} ) (?: 每 [人户月年亩] )+
    | (?<= [量值额数重度] ) 最 [高低多少大小]
    | (?<= [\p{Han}A-Za-z] ) (?: 完成 | 实现 )
    | (?<= \p{Han}{2} ) <light_verb> (?<! 贡献 | 收获 )
    | (?<! 日 | 月 | 年 | 人 | 户 | 亩 | 场 | 平 | 周 | 季 ) 均
    | 大约 | (?<! [签合履条节] ) 约 | [“”、：:] $
    # 文书上网率则受专项整改影响|由96%
    | (?<= [率额量数值入资比幅速] ) [则也却仍]? [受因] [^，。；]{2,14} (?: 影响 | 拖累 | 带动 | 冲击 | 拉动 )
    | (?<= \p{Han}{2} ) 按 \p{Han}{0,10} (?: 折算 | 计算 | 测算 ) ){1,12}""",
    backwards=True,
)
# 全省纪检监察机关|共接收, 甲县法院|共受理: who does it, before a total of it
ACTOR = compile_pattern(r"""
    ^ [\p{Han}\d]{0,12}? (?: 机关 | 法院 | 检察院 | 部门 | 系统 | 热线 | 窗口 | 平台 | 海关 | 队伍
        | 我院 | 该院 | 本院 | 我委 | 我办 | 中心 | 支队 | 大队 | 局 | 委员会 | 委 )
    (?= (?: 累计 | 一共 | 总共 | 共 (?! 同 | 享 | 建 ) ) \p{Han}{2} )""")
QUOTED_NAMES = compile_pattern(r"^(?: [“\"] [^”\"]{1,20} [”\"] 、? )+ 等")
SUPPORT = compile_pattern(r"""
    ^(?: 共? (?: 实现 | 组建 | 选聘 | 召开 | 举办 | 开展 | 组织 | 收到 | 成立 | 出台 | 印发 | 发生 | 承办 | 造成 | 导致
    | 累计 | 拥有 | 联合举办 | 达成 ) (?= [\p{Han}“]{2} ) )""")
CIRCUMSTANCE = compile_pattern(r"""
    ^(?: 在 (?! 谈 | 建 | 库 | 册 | 编 | 营 | 校 ) [^，。；]{2,24}? (?: 上 | 中 | 期间 | 方面 | 领域
    | 活动中 | 等地 ) | 通过 [^，。；]{2,16} ， | 经 [^，。；]{2,12} ， | 按照? [^，。；]{1,12} (?: 看
    | 分 ) | 从 [^，。；]{1,16} 看 | 赴 [^，。；]{2,16}? (?= 外出 | 拜访 | 招商 | 考察 | 开展 | 走访
    | 对接 ) | 在 (?! 建 | 谈 | 库 | 编 ) \p{Han}{2,8} (?= 投资 | 新建 | 扩建 | 建设 )
    | 按 [^，。；]{0,8} 汇率 | 获 (?= [奖补] )
    # 群众诉求主要集中在|物业管理: what they are about
    | [^，。；]{0,16}? (?: 主要 | 相对 | 较为? | 大多 )? 集中 [在于] (?= .{2} )
    | [^，。；]{0,12}? 主要 (?: 涉及 | 反映 | 包括 | 分布在 ) (?= .{2} )
    | 受 [^，。；]{2,14} 影响 | 各级 \p{Han}{2,6} 部门 | [^，。；]{1,10} —— )""")
# 花卉产量全省第一、优质鲜切花占比: where the measure before stands is told apart
PLACED = compile_pattern(
    r"^ [^，。；、]{2,16} (?: 第 (?: [一二三四五六七八九十]{1,2} | \d{1,2} ) [位名]? | 首位 | 榜首 ) 、"
    r" (?= \p{Han}{2} )"
)
# 去年春节为76.7万人次: the same holiday a year before
HOLIDAY_THEN = compile_pattern(
    r"^ (?: 去年 | 上年 | 前年 ) (?: 同期 )? (?: 春节 | 国庆 | 中秋 | 元旦 | 端午 | 清明 | 五一 | 劳动节 )"
    r" (?: 期间 | 假期 | 假日 | 长假 | 黄金周 | 小长假 )? 的?"
)
# 合作社由十年前的不足百家发展到|目前的: from where a change came that has no number
FROM_THERE = compile_pattern(
    r"(?<= \p{Han}{2} ) [由从] [^，。；、\d]{2,16} (?: <up> | <down> | 发展 | 跃升 | 扩 | 壮大 ) (?: 到 | 至 | 为 )?"
    r" [^，。；\d]{0,5} $"
)
# 财政收入中税收收入, 省下达的红线指标, 县领导带队外出, 乡镇这一块到位: where the words behind name the quantity
INSIDE = compile_pattern(r"""
    ^ (?! 每 ) [^，。；]{2,16}? (?<= <measure> | <set_noun> )
        中 (?= [\p{Han}--的] \p{Han}{2} ) (?! [心央小型国医学介间层期部标药] )""")
RULED = compile_pattern(r"^ [^，。；的]{0,8} (?: 下达 | 核定 | 确定 | 规定 | 批复 ) 的 (?= \p{Han}{2} )")
LED = compile_pattern(r"""
    ^ [^，。；]{1,14}? (?: 带队 | 带头 | 率队 | 亲自 ) (?= 外出 | 赴 | 走 | 上门 | 拜访 | 招商 | 考察 | 对接 )""")
ONE_PLACE = compile_pattern(r"^ [^，。；]{0,8}? (?: 这一?块 | [一独] [家地县镇乡] 就 )")
# 与某某协会联合举办专题推介会: what is counted stands behind the verb of holding
HELD = compile_pattern(r"^ .{2,40} (?: 举办 | 召开 | 开展 | 组织 | 承办 | 组建 ) (?= .{3,} )")
# 五地合计, 其余县(市、区)合计: several areas at once, named by their number
SEVERAL = compile_pattern(r"""
    ^(?= [\s\S]{3} ) (?: 上述 | 以上 (?= . [地市县区镇] ) )?
    (?: (?: [两二三四五六七八九十] | \d+ ) (?: 县 \( 市 (?: 、区 )? \)
    | 地 | 市 | 县 | 区 | 省 | 州 | 者 | 家 (?= 合计 | 共计 | 累计 | 总计 | <added_up> )
    | 个 (?! 季度 | 月 ) \p{Han}{1,4}? (?= 合计 | 共 | 累计 | 总计 )
    | 个 (?! 季度 | 月 ) (?: \p{Han}{0,10}? (?: <set_noun> | <team> )
        | \p{Han}{0,3}? [市县区镇乡州省盟旗局] | 街道 | \p{Han}{1,4} (?= $ | [^\p{Han}] ) ) )
        (?: 合计 | 共计? | 累计 | 总计 | <added_up> )? | (?: 其余 | 其他 ) 各? (?: 地区? | 县 \(市、区\)
    | 县 [市区]* | 市州? | 乡镇 | 镇 | 单位 ) (?: 合计 | 共计? )?
    | (?: 上述 )? [两三四五六七八九十] 者 (?: 合计 | <added_up> )? )""")
# 长沙、湘潭、郴州3市合计: the members and their number
MEMBERS = compile_pattern(r"""
    ^ [\p{Han}、]{2,40} (?: [两二三四五六七八九] | \d+ ) (?: 县 \( 市 (?: 、区 )? \)
    | 市 | 县 | 区 | 镇 | 乡 | 地 | 省 | 州 | 国 | 个 (?: 市
    | 县 \( 市 (?: 、区 )? \) | 县 | 区 | 镇 | 乡 | 街道 | 单位 | 园区 ) ) (?: 合计 | 共计? | <added_up> )?
        (?: 又 | 也 | 还 | 就 | 则 | 更 | 便 )? (?= $ )""")
# 公路、铁路、民航累计发送旅客: the sum of what is then told apart
ALTOGETHER = compile_pattern(
    r"^ (?: \p{Han}{2,6} 、 )+ \p{Han}{2,6}? (?: 累计 | 共计? | 合计 | 总计 ) (?= \p{Han}{2,} )"
)
# Notes that only say how a number was counted
NOTE = compile_pattern(
    r"\[\d{1,3}\] | \( (?: 下同 | 不?含 [^()]{1,20} | [^()]{1,12} 口径 | 初步[^()]* | 预计数? | GDP | 剔除[^()]*"
    r" | (?: <in_charge> )"
    r" (?: 单位 | 部门 | 领导 | 人 )? ： [^()]{2,40} | <head_of> ： [^()]{2,40} ) \)"
)
ASIDE = compile_pattern(r"\( [^()\d]{3,14} \) $")
# What a clause may say before a number without naming what it measures
EMPTY = compile_pattern(
    r"""倒数 | (?: 居 | 位列 | 列 | 排名? | 名列 | 倒数 )? [前后第] [一二三四五六七八九十两几\d]+ [位名] (?: 的 )?
      | 各?乡?镇街?道? | 乡镇\(街道?\) | 镇\(街道?\) | 各?县?[市区]+ | 县直单位 | 各?部门
      | (?: 每 [人户月年亩] )+ | 以 | 前 | 后 | 奋斗 | 限期 | 一度 | 竟 | 下 | 上 | 低 | 高 | 最[高低多少大小]
      | 转为? | 变为 | 扭转为? | [国省市县区州旗]定 | 既定 | 原定
      | 连续 .{1,3} [天周月年] | \d{1,2} | 名义 | 开工以来
      | (?: 近 | 过去 | 这 | 前 | 后 | 最近 )? (?: [一二两三四五六七八九十] | \d{1,2} ) 年 [来间里内]?
      | 不含 .* | 扣除 .* 后 | .{0,12} [快慢高低]于 .{1,8} | 同比增速 | 县城 | 县市区? | 镇街 | 首次 | 其
      | 平均? | [同然恰现] | 虽然 | 不过 | 都在? | 尽管
      | [两二三四五六七八九十] (?: 者 | 县 \(市(?:、区)?\) | [市县区镇乡地家个] ) (?: 合计 | <added_up> )? | <added_up>
      | <comment>
      | (?: [一独] [家地市县镇区乡力城国省] | 这一?块 )? 就? (?: <light_verb> )?"""
)
# 两年前这一数字, 该指标在五年前, 高峰时: another moment of what was measured last
AGAIN = compile_pattern(
    r"""(?: <before_now> )? (?: [这该此] [一项个组]* | 同一 )
        (?: 数字 | 数据 | 指标 | 比重 | 比例 | 占比 | 规模 | 数量 | 数值 | 总量 | 水平 | 金额 | 数 )
        在? (?: <before_now> )? 时?
      | 在? <before_now> 的?
      | (?: \d{4} 年 )? 的? (?: 高峰 | 峰值 | 最高峰 | 最[高多低] | 低谷 | 刚?起步 )? (?: 时期? | 期 | 年份 )"""
)
# What is counted, and how long the names of it are
NOUNS = frozenset(parts()["set_noun"])
NOUN_LENGTHS = sorted(set(map(len, NOUNS)), reverse=True)
# 地级及以上城市平均优良天数比例: over what a mean is taken
SURVEYED = compile_pattern(r"^ [\p{Han}“”+\d]{2,16}? (?: 城市 | 地区 | 断面 | 点位 | 县区 ) (?= 平均 )")
# 引进甲生活馆、乙奥莱等首店: what the named ones are examples of
NAMED_LIST = compile_pattern(
    r"(?<= ^ (?: <verb_only> | <stage> )+ ) (?! <verb_only> | <stage> )"
    r" (?: [^，。；]{2,20} 、 [^，。；]{1,40} | [A-Za-z“] [^，。；]{1,20} ) 等 (?= \p{Han}{2,8} $ )"
)


class Trim(NamedTuple):
    """What is trimmed from a head.

    Where the characters are given of which one must open the head, close it (`$` stands before a last line break, too)
    or stand in it, the pattern is not tried on other heads.
    """

    pattern: regex.Pattern[str]
    first: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()


# In this order, behind what leads up to the head
TRIMS = (
    Trim(HOLIDAY_THEN, first=frozenset("去上前")),
    Trim(FROM_THERE, holds=frozenset("由从")),
    Trim(PLACED, holds=frozenset("第首")),
    Trim(CIRCUMSTANCE, holds=frozenset("在通经按从赴受各获集主—")),
    Trim(SUPPORT, first=openings(SUPPORT)),
    Trim(HELD, holds=frozenset("举召展组承")),
    Trim(SEVERAL, first=frozenset("0123456789两二三四五六七八九十其上以")),
    Trim(ACTOR, holds=frozenset("共累")),
    Trim(QUOTED_NAMES, first=openings(QUOTED_NAMES)),
    Trim(ALTOGETHER, holds=frozenset("、")),
    Trim(MEMBERS, last=frozenset("市县区地省州国镇乡道位共计\n")),
    Trim(ASIDE, last=frozenset(")\n")),
    Trim(SURVEYED, holds=frozenset("均")),
    Trim(NAMED_LIST, holds=frozenset("等")),
    Trim(INSIDE, holds=frozenset("中")),
    Trim(RULED, holds=frozenset("的")),
    Trim(LED, holds=frozenset("队头亲")),
    Trim(ONE_PLACE, holds=frozenset("块就")),
)
# Without any of these characters in its place none of them is tried
FIRST, LAST, HELD_SIGNS = (
    frozenset().union(*signs) for signs in zip(*(trim[1:] for trim in TRIMS), strict=True)
)
LEAD_OPENS = openings(LEAD)
# Within what is a tail looked for, so that a long row of its words takes no longer than its length
TAIL_REACH = 100
# No phrase that names an indicator is longer; of a clause without an end only so much is looked at
LONGEST_HEAD = 400
TAIL_ENDS = frozenset(
    "为达了成现均约算关阶口槛展米吨亩斤克人户月年季度辆套晚天高低多少大小系更越上过入破成现国省市县区州均正负响累动击“”、：:"
).union(word[-1] for word in (*parts()["tail"], *parts()["comment"], *parts()["light_verb"]))
STAGE = compile_pattern(r"^(?: 累计 | 已 | 实际 | 完成 | 当年 | 全年 )* (?: <stage> )+ ")
STAGE_OPENS = openings(STAGE)
STAGE_INSIDE = compile_pattern(r"(?P<stage> <stage> ) (?= [^，。；]{0,12} 项目 (?: 个数 )? $ )")
MEASURE = compile_pattern(
    r"""(?: 实际 | 协议 | 合同 | 正式合同 | 签约 | 到位 | 实际到位 | 实际利用 | 完成 | 年度 | 利用 | 使用 | 平均
            | 累计 | 总 | 省外 | 市外 | 境外 | 工业 | 技改 | 固定资产 )* <measure> (?: \( [^()]* \) )? $"""
)
MEASURE_ENDS = frozenset(word[-1] for word in parts()["measure"]) | frozenset(")\n")
VERB_ONLY = compile_pattern(
    r"^(?: 共 | 已 | 累计 | 新 | 实际 | 当月 | 全年 )* (?: <verb_only> | <stage> )+ $"
)


@lru_cache(maxsize=16384)
def clean(words: str) -> str:
    """The head in `words`, without conjunctions, adverbs, whole-area words in front and verbs of being behind."""
    before, words = None, words[-LONGEST_HEAD:]
    head = (
        NOTE.sub("", words).strip(" ，,、：:；;")
        if "(" in words or "[" in words
        else words.strip(" ，,、：:；;")
    )
    while head != before:
        before = head
        if head[:1] in LEAD_OPENS:
            head = LEAD.sub("", head)
        if head[:1] in FIRST or head[-1:] in LAST or not HELD_SIGNS.isdisjoint(head):
            head = _trimmed(head)
        if head[-1:] in TAIL_ENDS or head[-1:].isspace():
            tail = TAIL.match(head, max(0, len(head) - TAIL_REACH))
            head = head[: tail.start()] if tail else head
        head = head.strip("，,、 ")
    if head.rfind("“") > head.rfind("”") and "”" in words:
        head += "”"
    return "" if EMPTY.fullmatch(head) or AGAIN.fullmatch(head) else head


def _trimmed(head: str) -> str:
    for pattern, first, last, holds in TRIMS:
        if (first and head[:1] not in first) or (last and head[-1:] not in last):
            continue
        if not holds or not holds.isdisjoint(head):
            head = pattern.sub("", head)
    return head


@lru_cache(maxsize=8192)
def stage_of(head: str) -> str:
    """The stage that opens a head (`新签约` of `新签约工业项目`), empty where it has none."""
    match = STAGE.match(head) if head[:1] in STAGE_OPENS else None
    if match:
        return match[0]
    inner = STAGE_INSIDE.search(head) if head.endswith(("项目", "个数")) else None
    return inner["stage"] if inner else ""


@lru_cache(maxsize=8192)
def noun_of(head: str) -> str:
    """The counted noun that closes a head (`项目`, `单位`), empty where none is known."""
    bare = head.removesuffix("个数").removesuffix("数") if len(head) > 2 else head
    return next((bare[-n:] for n in NOUN_LENGTHS if bare[-n:] in NOUNS), "") if bare else ""


@lru_cache(maxsize=8192)
def measure_of(head: str) -> str:
    """The measure that closes a head (`协议投资` of `亿元以上项目协议投资`), empty where none is known."""
    match = MEASURE.search(head) if head[-1:] in MEASURE_ENDS else None
    return match[0] if match else ""


@lru_cache(maxsize=8192)
def is_verb(head: str) -> bool:
    """Whether the head is nothing but a verb that waits for its noun (到位, 完成, 新引进)."""
    return VERB_ONLY.match(head) is not None


@lru_cache(maxsize=4096)
def is_head(words: str) -> bool:
    """Whether the words by themselves name an indicator: a measure, a count, a rate, or a stage with its noun."""
    if words.endswith(("数", "额", "率", "量", "得分", "增幅", "增速", "进度")) or measure_of(words):
        return len(words) > 2
    return bool(stage_of(words)) and noun_of(words) == "项目"


@lru_cache(maxsize=16384)
def resembles(short: str, long: str) -> float:
    """How much of the shorter phrase's characters the longer one holds, 0 to 1."""
    if not short:
        return 0.0
    if short in long:
        return 1.0
    rest = list(long)
    hits = 0
    for char in short:
        if char in rest:
            rest.remove(char)
            hits += 1
    return hits / len(short)
