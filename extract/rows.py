"""Rows: whose a number is where names and numbers stand side by side, without a word that says so."""

from __future__ import annotations

import regex

from extract.enumerations import is_unit
from extract.heads import measure_of, stage_of
from extract.memory import Memory
from extract.patterns import compile_pattern
from extract.quantities import Number
from extract.situation import Context
from extract.subjects import STOP, SubjectReader
from extract.surroundings import clause_before

# 甲镇、乙镇等|6个乡镇, 10个县中有|6个
OF_SEVERAL = compile_pattern(
    r"""等 $ | (?: \d+ | [一二两三四五六七八九十]+ ) 个 <roster_noun> 中 ，?
        (?: 仅 | 只 | 还 | 已 )? 有 (?: \p{Han}{0,2} )? $"""
)
# A name alone between two numbers; what sites and places are called
BESIDE = compile_pattern(
    r"[，、] (?! 其 | 全 | 共 | 合计 | 同比 | 平均 | 人均 ) (?P<name> [\p{Han}*×·()]{3,16} )"
)
SITE = regex.compile(r"[寨湾沟峡谷岛湖寺庙洞滩港]$|(?:科普|观测|服务|接待|旅游)点$")


def row_context(
    text: str, span: tuple[int, int], number: Number, memory: Memory, context: Context, names: SubjectReader
) -> Context:
    """The context with the subject that the row gives to a number; `span` is from its sentence to the last one.

    甲公司、乙公司等5个项目集中开工: how many there are is said of the whole area. 甲景区2.36万人次，乙古寨1.18万人次:
    the next unit in a row of names and values.
    """
    if number.kind == "count" and OF_SEVERAL.search(text[max(span[0], number.start - 24) : number.start]):
        return context._replace(subject=context.home)
    last = memory.drafts[-1] if memory.drafts else None
    if last is None or last.subject is None or last.number.end != span[1] or last.unit != number.unit:
        return context
    clause = text[clause_before(text, span[0], last.number.start) : last.number.start]
    name = beside(text[last.number.end : number.start], names)
    named = name is not None and last.subject in clause and context.subject == last.subject
    return context._replace(subject=name) if named else context


def beside(text: str, names: SubjectReader) -> str | None:
    """The name that stands alone between two numbers of one unit: 甲景区2.36万人次，乙古寨1.18万人次.

    >>> [beside(words, SubjectReader()) for words in ("，乙古寨", "、县水务集团", "，同比增长")]
    ['乙古寨', '县水务集团', None]
    """
    match = BESIDE.fullmatch(text)
    if match is None or STOP.search(match["name"]) or stage_of(match["name"]) or measure_of(match["name"]):
        return None
    site = SITE.search(match["name"]) is not None
    return match["name"] if site or is_unit(match["name"], names) else None
