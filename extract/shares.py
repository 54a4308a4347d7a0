"""Shares: the part that a share speaks of, and the base that it is taken of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

import regex

from extract.amounts import amount, digits, is_exact, is_ratio, step
from extract.codes import code_of, code_of_ratio
from extract.draft import Draft
from extract.heads import resembles
from extract.kinship import additive, bare, facets_within, is_broader, same_indicator, same_time, same_unit
from extract.numerals import read_numeral

WHOLE_AREA = regex.compile(r"^(?:全[市县区省州旗盟国]|[市县区省]$|全部|总[额量数]?$|总体)")
BESIDE = regex.compile(r"[，,]?(?:仅|只|约|就)?占[^，。；]{0,16}")
# 三地合计占…, 五者共占…: with how many they are, where that is said
JOINTLY = regex.compile(
    r"""(?: (?P<count> [两二三四五六七八九十] ) (?: [者地市县省区镇乡家国] | 县区 | 大?产业 ) )? \s*
        (?: 合计 | 相加 | 加起来 | 加在一起 | 合起来 | 合在一起 | 共占 | 总共 | 一共 | 之和 )
      | (?P<count> [两二三四五六七八九十] ) (?: [者地市省县镇] | 县区 ) (?: 占 | 共 | 拿[走下] | 贡献 | 包揽 )""",
    regex.VERBOSE,
)
TOTAL = regex.compile(r"总[额量数]?$")
# Digits of a part and of its base with which a share that fits is no chance
DIGITS = 3
# How far a printed share may be off its base before another base is meant
MISPRINT = Decimal("0.45")
ROUNDED = Decimal("0.51")


def figures_before(before: Sequence[Draft], like: Draft | None = None) -> list[Draft]:
    """The figures, newest first; with `like` only others of the same kind of unit."""
    found = [d for d in reversed(before) if d.kind is None and d.role in ("level", "base")]
    return found if like is None else [d for d in found if d.unit_kind == like.unit_kind and d is not like]


def link_share(draft: Draft, before: Sequence[Draft], after: Sequence[Draft], text: str) -> None:
    """Fills `of` and `base_of` of a share, and the whole of its part where the share proves it."""
    members = _joint_parts(draft, before, text)
    if members:
        _link_joint(draft, members, before)
        return
    if draft.of is None and draft.role != "previous":
        behind = next((d for d in after if d.bracket is draft and d.role == "level"), None)
        draft.of = behind or _part_beside(draft, before, text) or _part_by_head(draft, before)
    part = draft.of
    if draft.base_of is None and draft.role != "previous":
        figures = [d for d in figures_before(before, part)[:60] if additive(d) and _can_be_base(d, draft)]
        goals = [d for d in before if d.role == "goal" and d.sentence == draft.sentence]
        figures += [d for d in goals if part is not None and same_unit(d, part) and is_ratio(draft, part, d)]
        draft.base_of = (
            _proven_base(draft, part, figures)
            or _named_base(draft, figures)
            or _silent_base(draft, part, figures)
        )
    if draft.base_of is not None:
        draft.base_of = _latest_equal(draft.base_of, before, part or draft)
        if part is not None:
            _whole_by_share(draft, part, draft.base_of)


def _joint_parts(draft: Draft, before: Sequence[Draft], text: str) -> list[Draft]:
    """三省分别为8个、5个、4个，合计占总数的近七成: the figures of the row that the share speaks of together."""
    last = draft.of or next(iter(figures_before(before)), None)
    if (
        last is None
        or last.is_percent
        or last.role != "level"
        or (draft.of is None and last.sentence != draft.sentence)
    ):
        return []
    row = [d for d in figures_before(before, last)[:12] if d.sentence == last.sentence and d.role == "level"]
    row = [last, *(d for d in row if d.number.start < last.number.start)]
    alike = [d for d in row if d.rule == last.rule]
    together = JOINTLY.search(text, last.number.end, draft.number.start)
    if together:
        count = int(read_numeral(together["count"])) if together["count"] else 0
        return row[:count] if 1 < count <= len(row) else alike
    if draft.of is None:
        return []
    row = alike
    return row if is_exact(draft) and draft.base and _sum_is_share(draft, row, before) else []


def _sum_is_share(draft: Draft, row: Sequence[Draft], before: Sequence[Draft]) -> bool:
    """总投资28亿元的甲基地和12.5亿元的乙项目，占协议总投资的55.0%: the sum has that share, the last alone not."""
    held = sum(map(amount, row))
    named = [d for d in figures_before(before, row[0])[:24] if _is_named(draft, d) and d not in row]
    return len(row) > 1 and any(
        amount(base) > held and abs(held / amount(base) * 100 - draft.value) <= step(draft)
        for base in named
        if not is_ratio(draft, row[0], base)
    )


def _link_joint(draft: Draft, members: Sequence[Draft], before: Sequence[Draft]) -> None:
    """The base of what several figures make up together, which is the whole of each where none is known."""
    draft.of = None
    wholes = {id(d.whole): d.whole for d in members}
    common = members[0].whole if len(wholes) == 1 else None
    figures = [d for d in figures_before(before, members[0]) if d not in members and d.subject is None]
    proven = _proven_joint(draft, members, figures[:60])
    draft.base_of = draft.base_of or proven or _named_base(draft, figures[:60]) or common
    base = draft.base_of
    if base is not None and sum(map(amount, members)) <= amount(base):
        for member in members:
            member.whole = member.whole or base


def _proven_joint(draft: Draft, members: Sequence[Draft], figures: Sequence[Draft]) -> Draft | None:
    """产值分别为…，三者合计占全区的90.5%: the figure of which the sum of all has just that share."""
    held = sum(map(amount, members))
    if not is_exact(draft):
        return None
    for figure in figures:
        fits = figure.role == "level" and same_unit(figure, members[0]) and digits(figure) >= DIGITS
        if fits and amount(figure) > held and same_time(figure, members[0]):
            if abs(held / amount(figure) * 100 - draft.value) <= step(draft):
                return figure
    return None


def _can_be_base(figure: Draft, draft: Draft) -> bool:
    """Whether the part, where it is known, may be the printed share of the figure, give or take what is misprinted."""
    part = draft.of
    if part is None:
        return True
    if not same_unit(figure, part) or amount(figure) < amount(part):
        return False
    share = amount(part) / amount(figure) * 100 if amount(figure) else Decimal(0)
    return not is_exact(draft) or abs(share - draft.value) <= abs(draft.value) * MISPRINT


def _whole_by_share(draft: Draft, part: Draft, base: Draft) -> None:
    """The base of a share is the whole of its part, unless another whole is as well borne out."""
    if base.role != "level" or base is part or base.number.start > part.number.start:
        return
    told_again = part.whole is not None and amount(part.whole) == amount(base)
    if (
        part.whole is None
        or told_again
        or (is_ratio(draft, part, base) and not is_ratio(draft, part, part.whole))
    ):
        part.whole = base


def _part_beside(draft: Draft, before: Sequence[Draft], text: str) -> Draft | None:
    """合计46个，占总数的86.8%: the figure just before, where nothing but the base stands between."""
    last = before[-1] if before else None
    if last is None or last.is_percent or last.role != "level":
        return None
    return last if BESIDE.fullmatch(text, last.number.end, draft.number.start) else None


def _part_by_head(draft: Draft, before: Sequence[Draft]) -> Draft | None:
    """技术改造投资占工业投资比重48%: the figure that was given before of what the share is said to be of."""
    base = draft.base or ""
    if not base or WHOLE_AREA.match(base) or resembles(draft.head, base) == 1.0:
        return None
    for other in figures_before(before)[:40]:
        if other.role == "level" and (other.subject, other.narrowing) == (draft.subject, draft.narrowing):
            one, two = bare(draft.head), bare(other.head)
            alike = min(resembles(one, two), resembles(two, one))
            if alike >= 0.75 and same_time(other, draft) and resembles(other.head, base) < 1.0:
                return other
    return None


def _proven_base(draft: Draft, part: Draft | None, figures: Sequence[Draft]) -> Draft | None:
    """The figure of which the part is just the printed share, where it can be the base by its words too."""
    if part is None or not is_exact(draft):
        return None
    proven = [d for d in figures if is_ratio(draft, part, d)]
    likely = [
        d
        for d in proven
        if d is part.whole or same_indicator(d, part) or is_broader(d, part) or _is_named(draft, d)
    ]
    if not likely and len(proven) == 1 and min(map(digits, (part, proven[0]))) >= DIGITS:
        return proven[0]
    return likely[0] if likely else None


def _is_named(draft: Draft, figure: Draft) -> bool:
    return bool(draft.base) and resembles(TOTAL.sub("", draft.base or ""), figure.head) >= 0.6


def spread_shares(drafts: Sequence[Draft]) -> None:
    """A、B、C分别为1.22亿、0.83亿、0.47亿，占13.7%、9.3%、5.3%: each share speaks of the figure in its place."""
    for (_, of), run in groupby(enumerate(drafts), key=_share_of):
        places = [place for place, _ in run] if of else []
        if len(places) < 2:
            continue
        shares = [drafts[place] for place in places]
        levels = figures_before(drafts[max(0, places[0] - 12) : places[0]])[: len(places)][::-1]
        if len(levels) == len(shares) and _in_step(shares, levels):
            for share, level in zip(shares, levels, strict=True):
                share.of = level


def link_behind(drafts: Sequence[Draft]) -> None:
    """A139个、B293个、C127个，分别占19.1%、40.1%、17.4%: the total of which these are shares, told only later."""
    for (sentence, _), run in groupby(enumerate(drafts), key=_unproven):
        places = [place for place, _ in run] if sentence >= 0 else []
        shares = [drafts[place] for place in places]
        if len(shares) > 1:
            total = _later_total(shares, drafts[places[-1] + 1 : places[-1] + 60])
            for share in shares if total is not None else ():
                share.base_of = total
                if share.of is not None:
                    share.of.whole = total


def _unproven(place: tuple[int, Draft]) -> tuple[int, str]:
    """The sentence and unit of an exact share whose base is not proven; -1 for everything else."""
    _, draft = place
    part, base = draft.of, draft.base_of
    if draft.kind != "share" or part is None or part.is_percent or not is_exact(draft):
        return -1, ""
    return (-1, "") if base is not None and is_ratio(draft, part, base) else (draft.sentence, part.unit)


def _later_total(shares: Sequence[Draft], behind: Sequence[Draft]) -> Draft | None:
    parts = [share.of for share in shares if share.of is not None]
    held = sum(map(amount, parts))
    for other in behind:
        if other.role != "level" or other.is_percent or other.subject is not None:
            continue
        if not same_unit(other, parts[0]) or not amount(other) or amount(other) < held:
            continue
        off = [
            abs(amount(p) / amount(other) * 100 - s.value) / step(s)
            for p, s in zip(parts, shares, strict=True)
        ]
        if max(off) <= 1 and sum(error <= ROUNDED for error in off) * 2 > len(off):
            return other
    return None


def _share_of(place: tuple[int, Draft]) -> tuple[int, int]:
    """What the shares of one row have in common: the sentence, and the figure that they were taken to speak of."""
    _, draft = place
    return draft.sentence, id(draft.of) if draft.kind == "share" and draft.of is not None else 0


def _in_step(shares: Sequence[Draft], levels: Sequence[Draft]) -> bool:
    """Whether figures of one unit and their shares are in the same proportion, all rounded."""
    pairs = list(zip(shares, levels, strict=True))
    if any(not same_unit(level, levels[0]) or not level.value or not share.value for share, level in pairs):
        return False
    one = [amount(level) / share.value for share, level in pairs]
    slack = max(step(share) / share.value + step(level) / amount(level) for share, level in pairs)
    return max(one) - min(one) <= max(one) * slack


def _latest_equal(base: Draft, before: Sequence[Draft], part: Draft) -> Draft:
    """The newest mention of the same amount before the part."""
    limit = part.number.start
    for other in reversed(before):
        if (
            other.number.start < limit
            and not other.is_percent
            and other.role == base.role
            and other is not part
        ):
            if other.value == base.value and other.unit == base.unit and other.subject == base.subject:
                return other
    return base


def _named_base(draft: Draft, figures: Sequence[Draft]) -> Draft | None:
    """The figure that the words between 占 and 的 name; among like ones the one that the arithmetic bears out."""
    if not draft.base or WHOLE_AREA.match(draft.base):
        return None
    scored = []
    for distance, other in enumerate(figures):
        fit = max(_likeness(draft.base, other), _likeness(TOTAL.sub("", draft.base), other) - 0.1)
        fit -= distance * 0.006
        if other.subject is not None:
            fit -= 0.2
        if other.narrowing.industry == draft.base:
            fit += 0.6
        if draft.of is not None and is_ratio(draft, draft.of, other):
            fit += 0.25
        scored.append((fit, -distance, other))
    best = max(scored, key=lambda entry: entry[:2], default=None)
    return best[2] if best is not None and best[0] >= 0.55 else None


def _likeness(words: str, figure: Draft) -> float:
    return resembles(words, figure.head) * 0.6 + resembles(figure.head, words) * 0.4


def _silent_base(draft: Draft, part: Draft | None, figures: Sequence[Draft]) -> Draft | None:
    if part is None:
        return (
            _base_by_head(draft, figures)
            or _base_by_topic(draft, figures)
            or _base_by_noun(draft, figures)
            or _base_by_mark(draft, figures)
        )
    whole = part.whole if part.whole is not None and _can_be_base(part.whole, draft) else None
    if whole is not None and (is_ratio(draft, part, whole) or whole.sentence == part.sentence):
        return whole
    wider = [d for d in figures if d.number.start < part.number.start and d.subject in (None, part.subject)]
    for other in wider[:30]:
        if (
            other.number.unit[-1:] == part.number.unit[-1:]
            and is_ratio(draft, part, other)
            and same_time(other, part)
        ):
            return other
    return whole or next((d for d in wider if is_broader(d, part)), None)


def _base_by_topic(draft: Draft, figures: Sequence[Draft]) -> Draft | None:
    """签约项目中，…占比62%，…占比4%: the set that the sentence announces."""
    if not draft.topic:
        return None
    sets = (d for d in figures[:40] if d.subject is None and d.whole is None and d.status == draft.status)
    return next((d for d in sets if resembles(draft.topic, d.head) == 1.0), None)


def _base_by_mark(draft: Draft, figures: Sequence[Draft]) -> Draft | None:
    """总诊疗412万人次，其中乡村两级占68%; 到账3240万美元，其中台资占三成: the figure before the mark."""
    mark = draft.part_mark
    if mark is None or draft.base:
        return None
    tops = (d for d in figures[:12] if d.number.start < mark and d.role == "level" and d.bracket is None)
    nearest = next(tops, None)
    near = nearest is not None and nearest.sentence >= draft.sentence - 1 and nearest.subject == draft.subject
    return nearest if near and nearest is not None and additive(nearest) else None


def _base_by_noun(draft: Draft, figures: Sequence[Draft]) -> Draft | None:
    """接待游客38万人次。省外游客占近七成: the nearest total of what the share's head ends in."""
    noun = draft.head[-2:]
    if len(draft.head) <= len(noun) or (draft.base and WHOLE_AREA.match(draft.base) is None):
        return None
    for other in figures[:24]:
        near = other.paragraph == draft.paragraph
        top = near and other.whole is None and other.subject is None and other.role == "level"
        if draft.rule == "percent.number_first" and draft.head not in other.head:
            continue
        if top and other.head.endswith(noun) and other.status == draft.status and same_time(other, draft):
            return other
    return None


def _base_by_head(draft: Draft, figures: Sequence[Draft]) -> Draft | None:
    """制造业项目占比62%: the nearest figure of the same indicator without that restriction."""
    code = code_of_ratio(draft.head)
    for other in figures[:40]:
        if other.subject is not None or other.status != draft.status:
            continue
        other_code = code_of(other.head, other.unit_kind)
        if (
            code is not None
            and other_code == code
            and (facets_within(other.narrowing, draft.narrowing) or other.narrowing.industry is None)
        ):
            if other.narrowing != draft.narrowing or resembles(draft.head, other.head) < 1.0 or draft.other:
                return other
    if draft.subject is not None:
        return next((d for d in figures if d.subject is None and resembles(d.head, draft.head) >= 0.8), None)
    return None
