"""Facets: what in a head phrase narrows the indicator: size class, industry, origin of the money.

>>> facets_of("新签约亿元以上工业项目").size, facets_of("新签约亿元以上工业项目").industry
('≥1亿元', '工业')
>>> facets_of("5-10亿元项目").size, facets_of("到位省外资金").origin, facets_of("投资超亿元项目").size
('5-10亿元', '省外', '>1亿元')
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from extract.heads import stage_of
from extract.lexicon import read_rows
from extract.numerals import read_numeral
from extract.patterns import alternation, compile_pattern
from extract.user_lexicon import UserLexicon, in_use
from schemas.model import Model

SIZE = regex.compile(
    r"""
    (?P<over> 超过 | 超 | 逾 | 过 (?= [\d一二两三五十百千亿] ) | 不少于 | 不低于 )?
    (?P<low> (?<! \d | \d, ) (?: \d{1,3} (?: ,\d{3} )+ | \d{1,8} ) (?: \.\d{1,4} )?
        | (?<! [一二两三四五六七八九十百千] ) [一二两三四五六七八九十百千]{1,9} )?
    (?: (?P<low_unit> [千万亿]{0,3} 元? )? [-－—–~至到]{1,2}
        (?P<high> (?: \d{1,3} (?: ,\d{3} )+ | \d{1,8} ) (?: \.\d{1,4} )?
        | [一二两三四五六七八九十百]{1,9} ) )?
    (?P<unit> (?: 万亿 | 亿 | 千万 | 百万 | 万 ) (?: 元 | 美元 | (?= 及?以[上下] )
        # 过亿项目, 投资过亿的
        | (?<= [过超逾破] [\d十百千]{0,5} [亿万] ) (?= 的 | 级? \p{Han}{0,6} (?: 项目 | 企业 ) | $ ) ) )
    (?P<open> \( 不?含 [^()]* \) )?
    (?P<tail> \(含\) )? (?P<side> 及?以上 | 及?以下 | 以内 )?
    (?P<class> (?= 级? (?: 投资 | 工业 | 产业 | 重大 | 重点 | 外资 | 制造业 | 服务业 | 招商 | 签约 )* 项目 ) )?
    """,
    regex.VERBOSE,
)
ORIGIN = regex.compile(
    r"(省外|市外|境外|县外|区外|州外|旗外|域外|国外|省内|市内)"
    r"(?=[^，。]{0,6}(?:资金|内资|资本|项目|到位|企业|投资|五千|千万|亿元)|的?$)"
)
# 新签约中医药产业项目, 汽车制造业增加值: an industry that no list names
UNLISTED = compile_pattern(r"""(?P<name> (?! <generic_industry> ) (?! \p{Han}{0,6} (?: 元以上 | 重点
    | 主导 | 支柱 | 优势 | 厂房
    | 新增 ) ) \p{Han}{2,9}? (?: (?: 产业链 | 产业 (?! 链 ) | (?<! [企就作创营事毕物失开行专学商农工产] ) 业 )
    | 类 (?= 项目 ) ) )
    (?= 类? (?: 重点 | 重大 | 签约 )? 项目
        | (?<= 产业链 ) (?: 新?签约 | 新?引进 | 招引 | 落地 | 开工 | 在谈 )
        | 协议 | 计划投资 | 到位 | 完成投资 )""")
# 其他项目5个 beside the industries
OTHERS = regex.compile(r"其[他它](?:产业|行业|类)?项目$")
# What the money and the projects of an industry are called by
OF_PROJECTS = (
    r"(?=(?:产业|业)?类?(?:重点|重大|签约|开工)?项目|计划投资|协议"
    r"|(?:产业|业)(?:项目|到[位账帐]|完成|协议|计划|签约|投资|引|实际|$)|类(?:项目|到位|计划|签约|投资|$))"
)
BEHIND_INDUSTRY = (
    r"(?=类|项目|投资|技改|技术|到位|到[账帐]|签约|增加值|用电|税|企业|产业|计划|合同|协议|领域|[（(]|$|产值|总产|新引|引进|吸[纳收]|利用|使用"
    r"|的|实际|完成|正式|占)"
)
# “一主”产业项目: an industry by its local name
QUOTED = regex.compile(r"[“\"]?([\p{Han}]{2,6})[”\"](?=产业|类产业|集群)")
UNITS = {"千万": "万", "百万": "万"}


class IndustryRow(Model):
    """A line of `industries.csv`: a word and the facet it stands for; `project` names only speak of projects."""

    word: str
    facet: str
    scope: str = ""


class Narrowing(NamedTuple):
    """The controlled facets of a head."""

    industry: str | None = None
    size: str | None = None
    origin: str | None = None

    def over(self, outer: Narrowing | None) -> Narrowing:
        """This one, with what it leaves open taken from `outer`."""
        if outer is None:
            return self
        return Narrowing(
            self.industry or outer.industry, self.size or outer.size, self.origin or outer.origin
        )


@lru_cache(maxsize=1)
def _industries() -> tuple[regex.Pattern[str], dict[str, str]]:
    rows = read_rows("industries.csv", IndustryRow)
    words = alternation(tuple(row.word for row in rows if row.scope != "project"))
    names = alternation(tuple(row.word for row in rows if row.scope == "project"))
    pattern = (
        rf"(?<!规模以上|规上|第一、|涉|限额以上|工(?=农业)){words}{BEHIND_INDUSTRY}|{names}{OF_PROJECTS}"
    )
    return regex.compile(pattern), {row.word: row.facet for row in rows}


@lru_cache(maxsize=64)
def _own_industries(own: UserLexicon) -> regex.Pattern[str] | None:
    """The user's industries, standing where the built-in ones may stand."""
    words = alternation(tuple(own.industries))
    return regex.compile(rf"{words}(?:{BEHIND_INDUSTRY}|{OF_PROJECTS})") if own.industries else None


def facets_of(head: str) -> Narrowing:
    """The controlled facets that the words of `head` name; an industry of the user's goes first."""
    return _facets_of(head, in_use())


@lru_cache(maxsize=8192)
def _facets_of(head: str, own: UserLexicon | None) -> Narrowing:
    named = _named_by(own, head) if own else None
    return _listed_facets(head)._replace(industry=named) if named else _listed_facets(head)


def _named_by(own: UserLexicon, head: str) -> str | None:
    pattern = _own_industries(own)
    match = pattern.search(head) if pattern else None
    return own.industries[match[0]] if match else None


def _listed_facets(head: str) -> Narrowing:
    pattern, facets = _industries()
    quoted = QUOTED.search(head) if "”" in head or '"' in head else None
    if quoted:
        return Narrowing(quoted[1], size_of(head), None)
    listed = pattern.search(head)
    origin = ORIGIN.search(head)
    industry = _unlisted(head)
    if listed and (industry is None or listed[0] not in industry or industry.startswith(listed[0])):
        industry = facets[listed[0]]
    return Narrowing(industry, size_of(head), origin[1] if origin else None)


def _unlisted(head: str) -> str | None:
    """The industry that a head names by its ending (…产业项目, …类项目), where no list has it."""
    stage = stage_of(head)
    rest = head.removeprefix(stage)
    if OTHERS.match(rest):
        return "其他"
    match = UNLISTED.match(rest)
    return match["name"].removesuffix("类") if match else None


@lru_cache(maxsize=8192)
def size_of(head: str) -> str | None:
    """The size class: `≥1亿元`, `1-5亿元`, `<5000万元`, `>1亿元`."""
    match = SIZE.search(head) if "亿" in head or "万" in head else None
    if match is None:
        return None
    amount, unit = _amount(match["low"], match["unit"])
    if match["high"]:
        high, _ = _amount(match["high"], match["unit"])
        if match["low_unit"] and match["low_unit"].rstrip("元") != match["unit"].rstrip("元"):
            return f"{match['low']}{match['low_unit'].rstrip('元')}元-{high}{unit}"
        return f"{amount}-{high}{unit}"
    if match["side"]:
        return f"{'≥' if '上' in match['side'] else '<'}{amount}{unit}"
    if match["class"] is not None and not match["over"]:
        return f"≥{amount}{unit}"
    if match["over"]:
        return f"{'>' if match['over'] in ('超过', '超', '逾') else '≥'}{amount}{unit}"
    return None


def _amount(digits: str | None, unit: str) -> tuple[str, str]:
    unit = unit if unit.endswith("元") else unit + "元"  # 20亿以上项目
    value = read_numeral(digits) if digits else None
    for printed, plain in UNITS.items():
        if unit.startswith(printed):
            factor = 1000 if printed == "千万" else 100
            return str((value or 1) * factor), plain + unit.removeprefix(printed)
    return (format(value, "f") if value is not None else "1"), unit
