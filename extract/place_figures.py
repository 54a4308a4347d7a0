"""Place figures: what the numbers that were read before a place report, as a name for what it ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from extract.criterion_phrases import (
    BEING_DONE,
    grown,
)
from extract.draft import Draft
from extract.patterns import compile_pattern

if TYPE_CHECKING:
    from extract.reader import Reader

# A head that is only what was left of other words, a goal, or the units that are compared
NOT_RANKED = compile_pattern(
    r"""第 (?! [一二三] 产业 ) | 跑[赢输] | [高低快慢]于 | ^ (?: 不足 | 不到 | 超过 | 低于 | 高于 )
      | ^ (?: 超出 | 高出 | 提速 | 压缩 | 压减 | 缩短 | 提前 ) | 以$ | ^以
      | ^ (?: <goal> | <generic_area> | <roster_noun> | 省辖市 | 设区的?市 | [位名座]次 | 排[位名] ) $"""
)
# So many figures at most are said to have all the same place
# 在5亿元以下的市|垫底: the condition of a list
CONDITION = compile_pattern(
    r"""的 (?: [市县区镇乡州] | 乡镇 | 县区 | 县市区 | 开发区 | 园区 | 单位 | 部门 | 城市 ) $
      | ^ (?: 农村 | 城镇 | 乡村 ) (?: 地区 )? $"""
)
# 国家级开发区|到账外资: those units are among whom
OF_UNITS = regex.compile(r"^(?:国家级|省级|市级|县级)(?:\p{Han}{0,2}开发区|园区|高新区|经开区)(?=.{3})")
# 进度|超过60%
COMPARED_TAIL = regex.compile(r"(?<=.{2})(?:超过|不足|不到|达到)$|(?<=.{2})同比(?=[增降涨][速幅]$)")
OF_A_WHOLE = regex.compile(r"占(?:据|到)?了?(?P<whole>全[国省市州球区]|世界|中国|我国)[^，。；]*$")
MOST_TOGETHER = 4
LONGEST_UNIT = 10
# 增速12.1%，居: a change that is named by a noun is ranked itself
NAMED_CHANGE = regex.compile(r"(?:增速|[增降涨]幅|增长率)(?:为|达到?|高达)?$")


def measured(reader: Reader, sentence: int, before: int, last: int = 0) -> str:
    """What the figures of the sentence before a place report: the last that stands for itself.

    A share, a completion, a gap or a change of a figure points back to that figure, unless the change is named by a
    noun (增速12.1%，居) or stands behind another place, which ends at `last` (居第4位，增长6.8%，居).
    """
    drafts = _before(reader, sentence, before)
    if drafts and drafts[0].kind == "completion" and drafts[0].of is None and drafts[0].own_head:
        return _completed(drafts[0].head)
    names = [
        _changed(draft, reader, last) or _of_the_whole(draft, reader) or _ranked_by(draft) for draft in drafts
    ]
    names += [_completed(draft.head) for draft in drafts if draft.kind == "completion"]
    return next((name for name in names if len(name) > 1 and not names_unit(name, reader)), "")


def _before(reader: Reader, sentence: int, before: int) -> list[Draft]:
    """The numbers of the sentence before a place, the nearest first."""
    drafts = (draft for draft in reader.memory.back(30) if draft.sentence == reader.sentence)
    near = (d for d in drafts if sentence <= d.number.start and d.number.end <= before)
    # (64.5%对71.9%): the second value is that of whom it is compared with
    return [d for d in near if reader.text[d.number.start - 1] != "对"]


def _changed(draft: Draft, reader: Reader, last: int) -> str:
    """The rate by which a figure of the same sentence changed, where it is ranked and not the figure."""
    of = draft.of
    if draft.kind != "growth" or of is None or of.is_percent or draft.number.kind == "points":
        return ""
    number = draft.number
    named = NAMED_CHANGE.search(reader.text, max(0, number.start - 8), number.start)
    return grown(_bare(of.head)) if named or of.number.start < last <= number.start else ""


def _of_the_whole(draft: Draft, reader: Reader) -> str:
    """猪肉出口占全省同类产品的57%，居: a share of what a wider area has ranks as the thing itself does."""
    start = draft.number.start
    whole = draft.kind == "share" and OF_A_WHOLE.search(reader.text, max(0, start - 20), start)
    return _bare(draft.head) if whole else ""


def whole_shared(reader: Reader, sentence: int, before: int) -> str | None:
    """猪肉出口占全省的57%，居首位: the wider area that the last figure is a share of."""
    draft = next(iter(_before(reader, sentence, before)), None)
    if draft is None or draft.kind != "share":
        return None
    whole = OF_A_WHOLE.search(reader.text, max(sentence, draft.number.start - 20), draft.number.start)
    return whole["whole"] if whole else None


def names_unit(head: str, reader: Reader) -> bool:
    """Whether a head is no measure, but what is left of other words, or a unit that is ranked itself."""
    units = reader.names.known | reader.names.short
    ends = any(head.endswith(unit) for unit in units)
    named = len(head) < LONGEST_UNIT and reader.names.is_name(head)
    return (
        NOT_RANKED.search(head) is not None
        or CONDITION.search(head) is not None
        or named
        or ends
        or any(unit in head for unit in reader.names.short)
    )


def measured_each(reader: Reader, sentence: int, before: int, count: int) -> list[str]:
    """The heads of the last `count` numbers before a place, in printed order; a change is a rate by itself."""
    drafts = _before(reader, sentence, before)[:count]
    names = [_ranked_by(draft) or _changed(draft, reader, draft.number.start) for draft in drafts]
    if drafts and (drafts[0].number.kind == "points" or drafts[0].rule == "figure.to"):
        return measured_things(reader, sentence, before, count)
    return names[::-1] if len(names) == count and all(names) else []


def measured_things(reader: Reader, sentence: int, before: int, count: int) -> list[str]:
    """游客8万人次，增长9%，收入2亿元，增长7%，两项指标居: the last `count` figures that stand for themselves."""
    drafts = [d for d in _before(reader, sentence, before) if d.of is None or d.of.sentence != d.sentence]
    names = [name for draft in drafts if (name := _ranked_by(draft)) and not names_unit(name, reader)]
    names = list(dict.fromkeys(names))[:count]
    return names[::-1] if len(names) == count else []


def measured_all(reader: Reader, last: int, before: int) -> list[str]:
    """The heads of the figures between the place before and this one: 面积32万亩，产量18万吨，均居."""
    names = [_ranked_by(draft) for draft in _before(reader, last, before)]
    fit = [name for name in names if len(name) > 1 and not names_unit(name, reader)]
    return list(dict.fromkeys(fit[::-1])) if len(fit) <= MOST_TOGETHER else []


def run_before(reader: Reader, sentence: int, before: int) -> int:
    """How many numbers stand side by side right before a place: 29家、49家，均居全省第3."""
    count, left = 0, before
    for draft in reader.memory.back(10):
        number = draft.number
        if draft.sentence != reader.sentence or number.start < sentence or number.end > left:
            break
        if left - number.end > 2:
            break
        count, left = count + 1, number.start
    return count


def _ranked_by(draft: Draft) -> str:
    if (
        draft.role in ("goal", "base", "previous", "delta")
        or draft.kind == "completion"
        or draft.number.kind == "points"
    ):
        return ""
    of = draft.of
    if of is not None and not of.is_percent and draft.kind in ("growth", "share"):
        return "" if of.sentence == draft.sentence else _bare(of.head)
    if draft.kind == "share" and draft.base:
        return f"{_bare(draft.head)}占{draft.base}比重"
    if draft.kind == "growth":
        return grown(_bare(draft.head))
    return _bare(draft.head)


def _completed(head: str) -> str:
    """仅完成23%，列末位: by the completion itself."""
    return head if head.endswith("率") else f"{_bare(head)}完成率".replace("完成完成", "完成")


def _bare(head: str) -> str:
    return BEING_DONE.sub("", COMPARED_TAIL.sub("", OF_UNITS.sub("", head)))
