"""Followers: the places that are told behind others without a number: 乙镇次之; 丙镇、丁镇紧随其后; 戊镇跻身前五."""

from __future__ import annotations

from dataclasses import replace

from extract.criteria import clause_start
from extract.criterion_phrases import strip_time
from extract.enumerations import enumeration_before, is_unit
from extract.members import count_of, members_of, runs_on
from extract.place import Place, Site
from extract.place_figures import measured

# 4.5万元|台阶，: what may stand behind the last value of a clause
LONGEST_TAIL = 8


def next_places(site: Site) -> list[Place]:
    """乙镇次之; 丙镇、丁镇紧随其后; 戊镇跻身前五: the places behind those before."""
    names = _named_next(site)
    last = site.found[-1] if site.found else _led(site) if names else None
    if last is None or last.subject is None or not names:
        return []
    rank = last.entries()[-1][1]
    rank += [taken for _, taken in last.entries()].count(rank)
    upto = count_of(site.match["upto"])
    if upto is not None and (last.order != "top" or rank + len(names) - 1 != upto):
        return []
    ranked = [(name, rank + step) for step, name in enumerate(names)]
    if not site.found:
        return [replace(last, end=site.match.end(), more=tuple(ranked))]
    placed = replace(last, subject=names[0], rank=rank, start=site.clause, end=site.match.end())
    return [replace(placed, more=tuple(ranked[1:]))]


def _led(site: Site) -> Place | None:
    """人均收入甲市5.7万元，|乙市、丙市紧跟其后: whose value the clause right before ends in is the first."""
    before = (d for d in site.reader.memory.back(8) if d.number.end < site.clause)
    draft = next(before, None) if site.match["next"] else None
    if draft is None or site.clause - draft.number.end > LONGEST_TAIL or draft.number.start < site.sentence:
        return None
    criterion = measured(site.reader, site.sentence, site.clause)
    subject = draft.subject or ""
    if not criterion or "、" in subject or not site.reader.names.is_name(subject):
        return None
    left = clause_start(site.text, site.sentence, draft.number.start, [])
    return Place(criterion, None, "top", 1, draft.subject, left, site.clause)


def _named_next(site: Site) -> tuple[str, ...]:
    """The names that a place without a number is given to."""
    match, text, names = site.match, site.text, site.reader.names
    if match["then"]:
        left, right = next(runs_on(text, match.end(), len(text), None), (match.end(), match.end()))
        members = [member.name for member in members_of(text, left, right)]
        if members and all(is_unit(name, names) for name in members):
            return tuple(members)
        name = names.leading(text[left : left + 30])
        return (name,) if name else ()
    listed = enumeration_before(text, site.clause, match.start(), names)
    if listed is not None:
        return tuple(member.name for member in listed.members)
    name = names.leading(strip_time(text[site.clause : match.start()]))
    return (name,) if name else ()
