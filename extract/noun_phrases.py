"""Noun phrases: what a number counts, read from behind its classifier (签约35个|重点项目)."""

from __future__ import annotations

import regex

from extract.patterns import compile_pattern

# 县(市、区), 世界500强项目, 国考、市考断面: brackets, numbers and commas that belong to a noun
NOUN_RUN = regex.compile(
    r"(?:^\d[A-Z](?=\p{Han})|\(含\)|^\d{1,4}(?:\.\d+)?(?:千伏|万千瓦|兆瓦|万?吨级)"
    r"|\([市县区旗盟州乡镇街道社、]{1,8}\)|\d{1,4}强"
    r"|(?<=^(?:[\p{Han}]{2}|[国部省市州县区镇乡]))、(?=[\p{Han}]{2,8}(?:断面|项目|企业|事项|问题|政策|工程))"
    r"|(?!的\d)[^，,。；;：:()、\d])+"
)
NOUN_START = regex.compile(
    r"(?!中(?![药医小央心国外欧东西部高低级层青老专等型药成草华]))[\p{Han}“\"A-Za-z*]|\d[A-Z](?=\p{Han})|\d{1,4}(?:\.\d+)?(?:千伏|万千瓦|兆瓦|万?吨级)"
)
# 34.8万人|需紧急生活救助: what they need, not how many are needed
NO_NOUN = compile_pattern(
    r"""(?! [未停] \p{Han}{1,4} 的 \p{Han}{0,6} (?: 项目 | 企业 | 工程 | 单位 ) )
        (?! 需 (?: 紧急 | 救助 | 过渡 | 口粮 | 生活 ) ) (?: <no_noun> )
      | 合计 | 共计 | 悉数 | 全数 | 全部 | 里 (?! 程 | 弄 )"""
)
# 公共, 国家和地区, 集中式: where the words that end a noun are part of another word
NOUN_STOP = compile_pattern(
    r"""(?: <noun_stop> )
            (?! 项目 | (?<= 公共 | 建设 ) (?: 文化 | 服务 | 空间 | 场所 | 卫生 | 设施 | 交通 | 停车 | 充电 | 厕所 | 图书
                | 体育 | 实训 | 用地 )
              | (?<= 集中 ) 式 | (?<= 国家和 ) 地区 | (?<= 和 ) [美谐睦合] | (?<= 共 ) [青享建富同] )
        | 达到 (?! 的 ) | 达标 (?! [的率] ) | 基本 (?= 生活 ) | 稳定 (?= 消除 | 脱贫 | 增收 | 就业 )
        | 当? (?<! [高初完职] ) 中 (?! [心央小型国医学介式高期等长短] ) | (?<! [国境省市县区海] ) 内 (?! [资容河蒙] )
        # 查处的5178起问题|类型看
        | (?: 类型 | 类别 | 性质 | 领域 | 级别 | 来源 | 分布 ) 来? 看
        | (?<! [规以] ) 上 (?! [市海年级门游] )
        | (?<! [所存潜现内实] ) 在 (?! 建 | 谈 | 库 | 校 | 职 | 岗 | 册 | 编 | 营 )
        | 开?复工 (?! 的? 项目 | 率 ) | 开工 (?! 的? 项目 | 的 \p{Han}{2,4} 项目 | 率 ) | 投产 (?! 的? 项目 )
        # 46个前期项目|有序推进, 7个集中开工项目|投资总额
        | (?<= 项目 | 企业 | 工程 ) (?: <behind_noun> | <measure> )
        | 签约 (?! 的? 项目 ) | 动工 (?! 的? 项目 | 率 ) | [分常] 驻 | [分奔] 赴 | [拿揽] 下 | 来 (?! 源 ) | 累计"""
)


def noun_phrase(after: str) -> str:
    """The noun that a classifier opens, up to the verb or delimiter behind it.

    >>> noun_phrase("驻外招商专班外出1200余批次"), noun_phrase("，同比增长")
    ('驻外招商专班', '')
    """
    run = NOUN_RUN.match(after) if NOUN_START.match(after) and not NO_NOUN.match(after) else None
    if run is None:
        return ""
    phrase = run[0]
    stop = NOUN_STOP.search(phrase, 1)
    phrase = (phrase[: stop.start()] if stop else phrase).rstrip("的仍有仅近约超逾")
    return phrase if 1 < len(phrase) <= 22 or phrase in ("乡", "镇", "县", "市") else ""
