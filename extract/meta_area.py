"""The area that a bulletin reports on: from its title, else its issuer, else its first sentences.

>>> from extract.areas import gazetteer
>>> places = gazetteer()
>>> bulletin_area(Clues("2021年1-8月全区招商引资情况通报", "张湾区人民政府办公室"), places).code
'420303'
>>> bulletin_area(Clues("龙游经济开发区一季度实现开门红"), places)
Area(code='330825', name='龙游经济开发区', level='zone')
>>> bulletin_area(Clues("**区xx年1-8月通报", "**区项目推进中心"), places) is None
True
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import regex

from extract.areas import AreaMention, Gazetteer, is_within
from extract.meta_lines import FLAGS
from extract.meta_words import meta_pattern, words
from schemas.area import Area

FIRST_WORDS = 400
MOST_CONTEXT = 30
LONGEST_SHORT_NAME = 6
LEAST_TOWNSHIPS = 3
LEAST_NEIGHBOURS = 4

# **区, XX县, 某市: the area is there, but not to be known.
MASKED = meta_pattern(r"(?: [*＊×○]{1,4} | [xX]{2,4} | 某 ) \s? (?: <place_of_masked> )")
# Before a name that the title does not report on: 赴深圳市, 与浙江省.
AWAY = meta_pattern(r"(?: <away> ) \Z")
# 全省, 全市: the whole of the area
SCOPE = meta_pattern(r"<scope>")
# Where a short name or a zone may begin: the start, after 关于, after a year, month or quarter.
ANCHOR = regex.compile(
    r"(?: \A | 关于 | 对于 | 中共 | (?: 19 | 20 ) \d{2} | [年月] 份? 度? | 季度 | 半年 | —— | [“”：:] )",
    FLAGS,
)
TOWNSHIP = regex.compile(r"\p{Han}{1,8} (?: 镇 | 乡 | 街道 | 苏木 )", FLAGS)
# ——2017年1月9日在桂东县第十七届人民代表大会…上: whom a report was given to
ASSEMBLY = regex.compile(
    r"在(?P<area>\p{Han}{2,12}?)(?:第[一二三四五六七八九十百\d]{1,4}届)?人民代表大会", FLAGS
)

# 11个设区市“年报”出齐：…, and below it 江西11个设区市: the area whose members the title compares
MEMBERS = r"""\d{1,3} \s? 个? (?: 设区市 | 地级市 | 地市州? | 市州 | 州市 | 盟市 | 市地 | 省辖市
    | 县市区 | 区县 | 区市县 | 县区 | 旗县区? | 市县 )"""
OF_MEMBERS = regex.compile(MEMBERS, FLAGS)
WITH_MEMBERS = regex.compile(r"(?P<name> \p{Han}{2,8} ) (?:" + MEMBERS + ")", FLAGS)


@dataclass(frozen=True, slots=True)
class Clues:
    """What may tell the area, the surest first."""

    title: str | None = None
    issuer: str | None = None
    source: str | None = None
    site: str | None = None
    text: str = ""
    on: date | None = None


def bulletin_area(clues: Clues, places: Gazetteer) -> Area | None:
    """The area of a bulletin; `None` where it is masked or nothing tells it."""
    title, issuer = clues.title or "", clues.issuer or ""
    if _is_masked(title):
        return None
    context = _context(clues, places)
    if OF_MEMBERS.search(title) and (found := _with_members(clues, places, context)):
        return found
    for phrase in (title, issuer):
        if found := _zone(phrase, places, context, clues.on) or _named(phrase, places, context, clues.on):
            return found
    if found := _short(title, clues, places, context) or _short(issuer, clues, places, context):
        return _round_up(found, clues, places) or found
    if _is_masked(issuer):
        return None
    assembly = ASSEMBLY.search(clues.text, 0, FIRST_WORDS)
    return (
        (_named(assembly["area"], places, context, clues.on) if assembly else None)
        or _of_source(clues, places, context)
        or _inside(clues, places, context)
        or _of_text(clues, places, context)
        or _short_of_text(clues, places)
    )


def _is_masked(phrase: str) -> bool:
    match = MASKED.search(phrase)
    return match is not None and phrase[match.end() - 1] != "年"


def _context(clues: Clues, places: Gazetteer) -> tuple[str, ...]:
    """All the areas that are named, those of the title and the issuer first."""
    phrases = (clues.title or "", clues.issuer or "", clues.source or "", clues.site or "", clues.text[:6000])
    names = [mention.name for phrase in phrases for mention in places.mentions(phrase)]
    return tuple(dict.fromkeys(names))[:MOST_CONTEXT]


def _named(phrase: str, places: Gazetteer, context: tuple[str, ...], on: date | None) -> Area | None:
    """The first area that is named in full, and what is named right behind it inside it."""
    mentions = [m for m in places.mentions(phrase) if not AWAY.search(phrase[: m.start])]
    if not mentions:
        return None
    chain = [mentions[0]]
    for mention in mentions[1:]:
        if mention.start == chain[-1].end:
            chain.append(mention)
    found = _resolve_chain(chain, places, context, on)
    return _township(phrase[chain[-1].end :], found, places) or found


def _township(rest: str, county: Area | None, places: Gazetteer) -> Area | None:
    """渑池县果园乡…: a township right behind its county."""
    match = TOWNSHIP.match(rest)
    if match is None or county is None or county.level != "county" or not county.code:
        return None
    names = (rest[: match.end() - cut] for cut in range(match.end() - 1))
    name = next((name for name in names if name in places.townships(county.code or "")), None)
    return Area(code=county.code, name=name, level="township") if name else None


def _resolve_chain(
    chain: list[AreaMention], places: Gazetteer, context: tuple[str, ...], on: date | None
) -> Area | None:
    """毕节市七星关区: each name must lie inside the one before it."""
    found: Area | None = None
    for mention in chain:
        around = (found.name,) if found else tuple(name for name in context if name != mention.name)
        area = places.resolve(mention.name, context=around, on=on)
        if area is None or (found and found.code and not is_within(area.code or "", found.code)):
            break
        found = area
    return found


def _zone(phrase: str, places: Gazetteer, context: tuple[str, ...], on: date | None) -> Area | None:
    """A zone whose name begins where a name may begin, with the name of the area in which it lies."""
    named = places.mentions(phrase)
    for anchor in ANCHOR.finditer(phrase):
        end = places.zone_at(phrase, anchor.end()) or 0
        # 浦东新区 is a county, and the 新城 of 呼和浩特市新城区 is a part of one.
        inside = any(m.start < end <= m.end for m in named)
        name = phrase[anchor.end() : end]
        # 岳阳市产业园区 are the industrial parks of the city, not one of that name.
        parks = words("common_zone")
        full = any(m.start == anchor.end() and phrase[m.end : end] in parks for m in named)
        if name and not inside and not full and (zone := places.zone(name, context=context, on=on)):
            return zone
    return None


def _short(phrase: str, clues: Clues, places: Gazetteer, context: tuple[str, ...]) -> Area | None:
    """A name without its ending, where a name may begin: 长沙前三季度招商引资….

    Short names of counties are common words as well (和平, 光明), so the text must speak of the county.
    """
    for anchor in ANCHOR.finditer(phrase):
        for length in range(LONGEST_SHORT_NAME, 1, -1):
            name = phrase[anchor.end() : anchor.end() + length]
            area = _bearer(name, clues, places, context) if places.is_short(name) else None
            if area and (area.level != "county" or _is_spoken_of(area, clues.text, places, context)):
                return area
    return None


def _round_up(first: Area, clues: Clues, places: Gazetteer) -> Area | None:
    """江西11个市…：南昌…，赣州…: the area above the first of several neighbours that a text tells of one by one.

    Its own area is named, the text speaks of 全省, not of 全市, and of as many neighbours as make a round-up.
    """
    above = places.parent(first.code) if first.code else None
    if above is None or f"全{above.name[-1]}" not in clues.text or f"全{first.name[-1]}" in clues.text:
        return None
    short = places.short_name(above) or above.name
    beside = {
        short for _, short in places.divisions(above, clues.on) if len(short) > 1 and short in clues.text
    }
    return above if short in clues.text and len(beside) >= LEAST_NEIGHBOURS else None


def _bearer(name: str, clues: Clues, places: Gazetteer, context: tuple[str, ...]) -> Area | None:
    """The area that bears a short name; of several, the one whose townships the text names."""
    if found := places.resolve(name, context=context, on=clues.on):
        return found
    candidates = places.find(name, on=clues.on)
    spoken_of = [area for area in candidates if _is_spoken_of(area, clues.text, places, context)]
    return spoken_of[0] if len(spoken_of) == 1 else None


def _is_spoken_of(county: Area, text: str, places: Gazetteer, context: tuple[str, ...]) -> bool:
    """Whether a text names a county in full, or several of its townships."""
    named = sum(name in text for name in places.townships(county.code or ""))
    return county.name in context or named >= LEAST_TOWNSHIPS


def _with_members(clues: Clues, places: Gazetteer, context: tuple[str, ...]) -> Area | None:
    """The area that is named right before the number of its members, in the title or in the first sentences."""
    for match in WITH_MEMBERS.finditer(f"{clues.title or ''}\n{clues.text[:FIRST_WORDS]}"):
        words = match["name"]
        for start in range(len(words) - 1):
            name = words[start:]
            if places.is_short(name) or any(m.name == name for m in places.mentions(name)):
                return places.resolve(name, context=context, on=clues.on)
    return None


def _inside(clues: Clues, places: Gazetteer, context: tuple[str, ...]) -> Area | None:
    """A name without its ending anywhere in the title, as far as 全省 or 全市 of the text bears it out."""
    title = clues.title or ""
    scope = SCOPE.search(clues.text)
    for start in range(len(title) if scope else 0):
        for length in range(LONGEST_SHORT_NAME, 1, -1):
            name = title[start : start + length]
            if not places.is_short(name) or AWAY.search(title[:start]):
                continue
            area = _bearer(name, clues, places, context)
            if area and scope and _fits(area, scope[0][-1], clues, places, context):
                return area
    return None


def _fits(area: Area, ending: str, clues: Clues, places: Gazetteer, context: tuple[str, ...]) -> bool:
    """Whether 全省 may be said of an area; smaller ones must be named in the text besides."""
    if area.level == "province":
        return area.name.endswith(ending)
    spoken_of = area.name in context or _is_spoken_of(area, clues.text, places, context)
    return area.name.endswith(ending) and spoken_of


def _of_source(clues: Clues, places: Gazetteer, context: tuple[str, ...]) -> Area | None:
    """A medium is named after its place: 十堰日报; so is the site of a government."""
    source, site = clues.source or "", clues.site or ""
    return (
        _named(source, places, context, clues.on)
        or _short(source, clues, places, context)
        or _named(site, places, context, clues.on)
    )


def _short_of_text(clues: Clues, places: Gazetteer) -> Area | None:
    """The one province or prefecture that the first sentences call by its short name: 一季度台州共…."""
    opening = clues.text[:FIRST_WORDS]
    scope = meta_pattern(r"<scope>").search((clues.title or "") + opening)
    if scope is None:
        return None
    found: dict[str, Area] = {}
    for start in range(len(opening)):
        for length in range(LONGEST_SHORT_NAME, 1, -1):
            name = opening[start : start + length]
            area = places.resolve(name, on=clues.on) if places.is_short(name) else None
            if area and area.level in ("province", "prefecture") and area.name.endswith(scope[0][-1]):
                if not AWAY.search(opening[:start]):
                    found[area.name] = area
                break
    return next(iter(found.values())) if len(found) == 1 else None


def _of_text(clues: Clues, places: Gazetteer, context: tuple[str, ...]) -> Area | None:
    """The one area of the first sentences that fits 全市, 全县 and the like."""
    opening = clues.text[:FIRST_WORDS]
    scope = SCOPE.search((clues.title or "") + opening)
    if scope is None:
        return None
    names = {m.name for m in places.mentions(opening) if m.name.endswith(scope[0][-1])}
    return places.resolve(names.pop(), context=context, on=clues.on) if len(names) == 1 else None
