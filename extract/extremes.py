"""Extremes: the highest and the lowest unit, which is a place too: 开工率最高的是甲镇; 开工率甲镇最高，乙镇最低."""

from __future__ import annotations

from typing import Literal

import regex

from extract.criteria import criterion_before
from extract.patterns import compile_pattern
from extract.place import Place, Site
from extract.place_words import credible
from extract.superlatives import criterion_head, superlative

ONE_OF_SEVERAL = regex.compile(r"(?:\([^()]*\))?(?:、|和|及|的)")
BEST_WORD = compile_pattern(r"<best_word>")
LOW_IS_GOOD = compile_pattern(r"<low_is_good>")


def extreme_place(site: Site) -> list[Place]:
    """PM2.5浓度最低的是甲镇: the first place, or the last, of a named unit."""
    match, text = site.match, site.text
    if match["bare"] is not None:
        return _highest(site)
    name = site.reader.names.leading(text[match.end() : match.end() + 30])
    if name is None or not credible(name, site.reader) or len(name) < 2:
        return []
    if ONE_OF_SEVERAL.match(text[match.end() + len(name) : match.end() + len(name) + 30]):
        return []
    criterion, scope = criterion_before(text, site.sentence, match.start(), [], site.clause)
    criterion, scope = criterion or site.last, scope or site.last_scope
    return _extreme(site, name, criterion, scope, match.end() + len(name))


def _highest(site: Site) -> list[Place]:
    """开工率甲镇最高，乙镇最低: the extreme one stands before the word."""
    found = superlative(site.text[site.clause : site.match.end()], site.reader.names)
    if found is None or not credible(found.name, site.reader):
        return []
    criterion, scope = criterion_before(site.text, site.sentence, site.clause, [], site.clause)
    criterion = found.criterion or site.last or criterion
    if criterion_head(criterion) is None:
        return []
    return _extreme(site, found.name, criterion, scope or site.last_scope, site.match.end())


def _extreme(site: Site, name: str, criterion: str, scope: str | None, end: int) -> list[Place]:
    match = site.match
    best = BEST_WORD.match(match["extreme"]) is not None
    low_is_good = LOW_IS_GOOD.search(criterion) is not None
    order: Literal["top", "bottom"] = "top" if best != low_is_good else "bottom"
    if not criterion:
        return []
    return [Place(criterion, scope, order, 1, name, match.start(), end)]
