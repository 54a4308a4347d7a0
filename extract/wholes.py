"""Wholes: which earlier figure one is a part of, by wording, by facets, and by arithmetic where wording is silent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import regex

from extract.amounts import amount, sums_to
from extract.beside import Kin, beside, in_step, made_up, remainder, shared_out, summed, totalled
from extract.codes import code_of
from extract.draft import Draft
from extract.heads import is_verb, measure_of, noun_of, resembles, stage_of
from extract.kinship import (
    COUNTED,
    additive,
    comparable,
    extra,
    is_broader,
    same_indicator,
    same_unit,
    stands_in,
    without_stage,
)

SET_OF = regex.compile(r"[^，。；、\d]{0,20}?(?:中(?![心央国小型华])|里|，其中)")
NAMED_SET = regex.compile(r"(?P<name>[\p{Han}“”]{2,12}?)中[，,]?(?![心央国小型华])")
TOTAL_OF = regex.compile(r"合计|总计|共计|[两三四五六七八九十]类|[两三四五六七八九十]者")
MARK_BEFORE = regex.compile(r"(?r)[。；，,\n]")
PLANNED = regex.compile(r"年初|原?计划|安排|拟|应|需|任务|已|实际|完成|新|项目|个?数$|的")
DONE_OF = regex.compile(r"(?:\([^()]{1,30}\))?[^。；\d]{0,16}?(?:已|真正|实际)[^，。；\d]{0,10}")
DONE_TOO = regex.compile(r"[，；](?:已|未|尚未|仍)[^，。；\d]{0,8}$")
DONE_NEXT = regex.compile(r"[，(](?:目前|现|均)?已[^，。；\d]{2,6}")
NEW = ("新增", "新入")
NEWLY = regex.compile(r"新增[^，。；\d]{0,6}$")
STANDING = regex.compile(r"^在库")
IN_ALL = regex.compile(r"(?:累计|总数|总量)(?:达到|达|增至)?$")
OF_WHICH = "其中"
# 接待游客80万人次，|其中: a figure right before the mark
FIGURE_BEFORE = regex.compile(r"\d[万亿]{0,2}(?![月年日号季度\d.%])\p{Han}{1,4}[，、]$")


def find_whole(draft: Draft, before: Sequence[Draft], text: str) -> Draft | None:
    """The earlier figure that `draft` is a part of; `None` where nothing tells."""
    size, larger = amount(draft), reversed(before if additive(draft) else ())
    candidates = [
        other
        for other in larger
        if other.role == draft.role and amount(other) >= size and comparable(other, draft)
    ]
    kin = Kin(draft, before, candidates, text)
    steps = STEPS if draft.role == "level" else (broadest,)
    return next((found for step in steps if (found := step(kin)) is not None), None)


def _bracketed(kin: Kin) -> Draft | None:
    """52个（工业项目35个）."""
    whole = kin.draft.bracket
    return whole if whole is not None and comparable(whole, kin.draft) else None


def _set_in_sentence(kin: Kin) -> Draft | None:
    """46个新签约项目中有14个未开工, 建筑施工6起，建筑施工中高处坠落4起: the set that the clause names."""
    draft = kin.draft
    near = [other for other in kin.sentence if other.number.end < draft.number.start]
    for other in near:
        between = kin.text[other.number.end : draft.number.start]
        opened = SET_OF.match(between)
        if opened and not (opened[0].endswith(OF_WHICH) and "；" in between):
            inner = _marked_in_sentence(kin) if other is not near[0] else None
            return inner or other
    return _named(kin)


def _named(kin: Kin) -> Draft | None:
    """省外资金中来自北京的5.2亿元: the set by its name."""
    number = kin.draft.number.start
    start = _clause(kin.text, number)
    if start and kin.text[start - 1] in "，," and kin.text[start - 2] == "中":
        start = _clause(kin.text, start - 1)
    match = NAMED_SET.search(kin.text, max(start, number - 30), number)
    if match is None or match["name"].endswith("其"):
        return None
    for other in kin.candidates[:24]:
        if kin.draft.paragraph == other.paragraph and resembles(match["name"], other.head) == 1.0:
            return other
    return None


def _clause(text: str, end: int) -> int:
    """Where the clause begins that ends at `end`."""
    mark = MARK_BEFORE.search(text, max(0, end - 40), end)
    return mark.end() if mark else 0


def _marked_in_sentence(kin: Kin) -> Draft | None:
    """The figure just before 其中, where the sentence has both."""
    mark = kin.draft.part_mark
    if mark is None or not kin.text.startswith(OF_WHICH, mark):
        return None
    whole = _before_mark(kin.draft, kin.candidates)
    return whole if whole is not None and whole.sentence == kin.draft.sentence else None


def _announced(kin: Kin) -> Draft | None:
    """未开工项目：…5个, 新签约项目中亿元以上8个: the set that the sentence announces."""
    draft = kin.draft
    if not draft.topic:
        return None
    for other in kin.candidates:
        # 在粮食作物中，大豆306.5万亩 is of their area; an announced measure (按到位资金，甲镇10亿元) names no set.
        named = other.head.startswith(draft.topic) and not measure_of(draft.topic)
        if draft.unit_kind not in COUNTED and not named:
            continue
        if resembles(draft.topic, other.head) >= 0.8 and other.subject is None:
            if resembles(other.head, draft.topic) >= 0.5 and amount(other) > amount(draft):
                return _marked_in_sentence(kin) or other
    return None


def _planned(kin: Kin) -> Draft | None:
    """年初计划入库18个，实际完成7个: what was planned holds what is done."""
    draft = kin.draft
    if draft.status != "actual" or draft.unit_kind not in COUNTED:
        return None
    words = PLANNED.sub("", draft.head)
    if not words:
        return None
    for other in reversed(kin.before[-6:]):
        if other.sentence == draft.sentence and other.subject == draft.subject and same_unit(other, draft):
            bare = PLANNED.sub("", other.head)
            planned = other.status != "actual" or "计划" in other.head
            if planned and amount(other) >= amount(draft) and bare and resembles(words, bare) == 1.0:
                return other
    return None


def _already(kin: Kin) -> Draft | None:
    """重大隐患13处，已销号9处: a part of the figure just before, or of what that one is a part of."""
    draft = kin.draft
    other = kin.before[-1] if kin.before else None
    if other is None or draft.unit_kind not in COUNTED or other.sentence != draft.sentence:
        return None
    if not same_unit(other, draft) or other.subject != draft.subject or other.role not in ("level", "goal"):
        return None
    if other.whole is not None and comparable(other.whole, draft):
        # 其中工业项目13个，已开工10个: of the set that its own clause names
        told = noun_of(kin.text[other.cue_from : other.number.start].rstrip()) and other.own_head
        if told and DONE_NEXT.fullmatch(kin.text, other.number.end, draft.number.start):
            return other
        return other.whole if DONE_TOO.search(kin.text, other.number.end, draft.number.start) else None
    done = DONE_OF.fullmatch(kin.text, other.number.end, draft.number.start)
    return other if done and amount(other) >= amount(draft) else None


def _at_another_stage(kin: Kin) -> Draft | None:
    """重点项目86个。已开工79个，开工率92%。已竣工18个: a part of what those at another stage are parts of."""
    draft = kin.draft
    stage = stage_of(draft.head)
    if not stage or draft.unit_kind != "count" or draft.subject is not None:
        return None
    for other in reversed(kin.before[-6:]):
        if other.whole is None or other.paragraph != draft.paragraph or not same_unit(other, draft):
            continue
        if other.bracket is not None and other.sentence != draft.sentence:
            continue
        known = stage_of(other.head)
        if (
            known
            and known != stage
            and "签约" not in known
            and other.subject is None
            and comparable(other.whole, draft)
        ):
            return other.whole if stage_of(other.whole.head) in ("", "新签约", "签约") else None
    return None


def _grown(kin: Kin) -> Draft | None:
    """在库项目87个，新增入库34个; 累计达到260万千瓦，今年新增110万千瓦: what is new of what there is."""
    draft = kin.draft
    if not draft.head.startswith(NEW) and not NEWLY.search(
        kin.text, draft.number.start - 8, draft.number.start
    ):
        return None
    for other in reversed(kin.before[-4:]):
        if other.paragraph == draft.paragraph and same_unit(other, draft) and amount(other) > amount(draft):
            if other.subject == draft.subject and STANDING.search(other.head) and "库" in draft.head:
                return other
            if other.sentence == draft.sentence and IN_ALL.search(
                kin.text, other.number.start - 8, other.number.start
            ):
                return other
    return None


def _of_money(kin: Kin) -> Draft | None:
    """The money of the whole, where the figure is the money of a part of it."""
    via = kin.draft.via
    if via is None or via.whole is None:
        return None
    for other in kin.candidates:
        if other.via is via.whole and same_indicator(other, kin.draft):
            return other
    return None


def _marked(kin: Kin) -> Draft | None:
    """Behind 其中: the newest figure before the mark that is not a part in brackets and measures the same."""
    draft = kin.draft
    if draft.part_mark is None:
        return None
    code = code_of(draft.head, draft.unit_kind)
    unstaged = without_stage(draft, kin.candidates)
    if unstaged is not None:
        return unstaged
    alike = [d for d in kin.candidates if code is not None and code_of(d.head, d.unit_kind) == code]
    whole = (
        _before_mark(draft, _done_alike(kin))
        or _before_mark(draft, alike)
        or _before_mark(draft, kin.candidates)
    )
    if whole is not None and _is_full(whole, kin):
        return whole.whole
    if whole is not None and whole.sentence != draft.sentence and _told_of_others(kin, draft.part_mark):
        return None
    if whole is not None and whole.paragraph == draft.paragraph and _another_told(kin, whole):
        return None
    if whole is None or kin.text.startswith(OF_WHICH, draft.part_mark):
        return whole
    if whole.sentence != draft.sentence and code is None and not resembles(draft.head[-2:], whole.head):
        # 从支出科目看，教育支出13亿元: no part of what was sold, though that stands before
        return None
    # 分县区看: the parts are those of all that is reported, not of the figure that happens to stand before.
    return whole if stands_in(draft, whole) else whole.whole


def _another_told(kin: Kin, whole: Draft) -> bool:
    """完成投资9亿元。接待游客80万人次，其中入境2万人次、带动消费3亿元: another unit is told apart in this sentence."""
    mark = kin.draft.part_mark or 0
    begin = max(kin.text.rfind("。", 0, mark), kin.text.rfind("\n", 0, mark))
    return whole.number.start < begin and FIGURE_BEFORE.search(kin.text, begin + 1, mark) is not None


def _done_alike(kin: Kin) -> list[Draft]:
    """受理案件903件，结案894件。其中：受理刑事案件68件: of what was received, not of what was closed."""
    draft = kin.draft
    verb = draft.head[:2]
    if draft.unit_kind not in COUNTED or draft.subject is not None or not is_verb(verb) or stage_of(verb):
        return []
    return [other for other in kin.candidates if other.head.startswith(verb)]


def _told_of_others(kin: Kin, mark: int) -> bool:
    """信息87条，其中转化为项目23个: what stands before the mark is counted by another unit."""
    newest = next((other for other in reversed(kin.before) if other.number.start < mark), None)
    return newest is not None and newest.sentence == kin.draft.sentence and not same_unit(newest, kin.draft)


def _is_full(whole: Draft, kin: Kin) -> bool:
    """Whether the parts behind the mark add up to the whole already: what follows is no part of it."""
    parts = [d for d in kin.before if d.whole is whole and d.part_mark == kin.draft.part_mark]
    return len(parts) > 1 and sums_to(parts, whole)


def _before_mark(draft: Draft, candidates: Sequence[Draft]) -> Draft | None:
    mark = draft.part_mark or 0
    for other in candidates:
        if other.number.start >= mark or other.bracket is not None or _is_echo(other, draft):
            continue
        if other.paragraph != draft.paragraph and draft.paragraph - other.paragraph > 2:
            return None
        if other.part_mark is not None and other.sentence != draft.sentence:
            continue
        if draft.subject is not None and other.subject not in (None, draft.subject):
            continue
        if _same_measure(other, draft):
            return other
    return None


def _is_echo(other: Draft, draft: Draft) -> bool:
    """The same amount in another sentence: told again, or alike by chance, but no part."""
    return other.sentence != draft.sentence and amount(other) == amount(draft)


def _same_measure(whole: Draft, part: Draft) -> bool:
    one, other = code_of(whole.head, whole.unit_kind), code_of(part.head, part.unit_kind)
    return one == other or one is None or other is None or whole.head[-2:] == part.head[-2:]


def _of_members(kin: Kin) -> Draft | None:
    """A、B、C…，合计4,102件: the total of what was just listed is a part of what they are parts of."""
    total, before = kin.draft, kin.before
    listed = [other for other in before if other.subtotal is total]
    if not listed and not TOTAL_OF.search(kin.text, max(0, total.number.start - 16), total.number.start):
        return None
    for whole in dict.fromkeys(other.whole for other in reversed(listed or before[-12:])):
        if whole is not None and whole is not total and comparable(whole, total):
            parts = listed or [other for other in before[-24:] if other.whole is whole]
            if listed or _ends_in(parts, total):
                return whole
    return None


def _ends_in(parts: list[Draft], total: Draft) -> bool:
    """Whether the newest of the parts, two or more, add up to `total`."""
    return any(sums_to(parts[start:], total) for start in range(max(0, len(parts) - 12), len(parts) - 1))


def broadest(kin: Kin) -> Draft | None:
    """The nearest figure of the same measure that is less narrow in every respect."""
    draft = kin.draft
    best, score = None, 0.0
    for distance, other in enumerate(kin.candidates[:70]):
        if other.status != draft.status or not is_broader(other, draft) or not stands_in(draft, other):
            continue
        if draft.role == "goal" and other.subject == draft.subject:
            continue
        if _is_echo(other, draft):
            continue
        fit = 1.0 - distance * 0.008 - 0.25 * len(extra(other.head, draft.head)) / max(len(other.head), 1)
        fit -= 0.2 * (other.sentence != draft.sentence and other.part_mark is not None)
        if fit > score:
            best, score = other, fit
    return best if score > 0.35 else None


STEPS: tuple[Callable[[Kin], Draft | None], ...] = (
    _bracketed,
    made_up,
    _set_in_sentence,
    _announced,
    _planned,
    summed,
    shared_out,
    _already,
    _grown,
    _of_members,
    _of_money,
    _marked,
    beside,
    in_step,
    remainder,
    totalled,
    broadest,
    _at_another_stage,
)
