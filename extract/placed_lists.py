"""Lists that give each name its place: 第一名甲镇，第二名乙镇; 排名：1.甲镇；2.乙镇.

>>> text = "综合得分第一名甲镇96分，第二名乙镇、丙镇95分。"
>>> [(r.criterion, r.places()) for r in placed_lists(text, 0, len(text))]
[('综合得分', [('甲镇', 1), ('乙镇', 2), ('丙镇', 2)])]
"""

from __future__ import annotations

import regex

from extract.criteria import criterion_before, criterion_in, criterion_words
from extract.list_patterns import compile_listed
from extract.members import LONGEST_ITEM, Member, RankedList, count_of, members_of

ENTRY = compile_listed(r"""
    (?: 第 \s? (?P<place> NUM ) \s? [名位] \s? (?: [：:] | (?! [是为的有，。；、)] ) ) \s?
      | (?<! [\d.] ) (?P<number> \d{1,2} ) [.．、] (?! \d ) ) \s?
""")
# 综合得分排名如下： · 由高到低：
ANNOUNCED = compile_listed(r"""
    (?: 排名 | 排序 | 排位 | 名次 | 位次 | 前 NUM [名位] | [到至] [低少慢差] ) [^，。；]{0,8} [：:] \s* $
""")
ANNOUNCING = regex.compile(
    r"(?:排名|排序|排位|名次|位次|情况|如下|为|是|[从由][高多快好][到至][低少慢差])*[：:]?\s*$"
)
# …，丙镇、丁镇并列第四名
TIED = compile_listed(r"[，；] (?P<names> [^，。；]{2,60}? ) 并列 第 (?P<rank> NUM ) [位名]?")
ENDS = regex.compile(r"[，；;。\n]")


def placed_lists(text: str, start: int, end: int) -> list[RankedList]:
    """The lists of one sentence in which every name follows its own place, from the first on."""
    found: list[RankedList] = []
    for run in _runs(list(ENTRY.finditer(text, start, end))):
        ranking = _ranking(run, text, start, end)
        if ranking is not None:
            found.append(ranking)
    return found


def _runs(marks: list[regex.Match[str]]) -> list[list[regex.Match[str]]]:
    """The marks that count on from 1, one after the other."""
    runs: list[list[regex.Match[str]]] = []
    for mark in marks:
        if _rank(mark) == 1:
            runs.append([mark])
        elif runs and _counts_on(runs[-1][-1], mark):
            runs[-1].append(mark)
    return [run for run in runs if len(run) > 1]


def _counts_on(last: regex.Match[str], mark: regex.Match[str]) -> bool:
    near = mark.start() - last.end() < LONGEST_ITEM
    return near and _rank(mark) == _rank(last) + 1 and (mark["place"] is None) == (last["place"] is None)


def _rank(mark: regex.Match[str]) -> int:
    return count_of(mark["place"] or mark["number"]) or 0


def _ranking(run: list[regex.Match[str]], text: str, sentence: int, end: int) -> RankedList | None:
    """The ranking of a run; none where a place has no name, or nothing tells what is ranked."""
    mark = run[0].start()
    if run[0]["number"] and not ANNOUNCED.search(text[sentence:mark]):
        return None
    members: list[Member] = []
    ranks: list[int] = []
    said = ""
    stops = [other.start() for other in run[1:]] + [end]
    for entry, stop in zip(run, stops, strict=True):
        close = ENDS.search(text, entry.end(), stop)
        placed = members_of(text, entry.end(), close.start() if close else stop)
        if not placed:
            return None
        members += placed
        ranks += [_rank(entry)] * len(placed)
        rest = text[close.end() : stop] if close and close[0] in ",，" else ""
        said = said or criterion_in(criterion_words(ENDS.split(rest)[0]))
    tied = TIED.match(text, members[-1].values_end, end)
    if tied is not None:
        also = members_of(text, tied.start("names"), tied.end("names"))
        members += also
        ranks += [count_of(tied["rank"]) or 0] * len(also)
    lead = ANNOUNCING.sub("", text[sentence:mark])
    criterion, scope = criterion_before(text, sentence, sentence + len(lead), [])
    criterion = criterion or said
    if not criterion:
        return None
    return RankedList(
        criterion,
        scope,
        "top",
        tuple(members),
        run[0].start(),
        tied.end() if tied else members[-1].values_end,
        "ranking.placed",
        ranks=tuple(ranks),
    )
