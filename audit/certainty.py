"""How sure it is that numbers belong together. What the reader may have linked wrongly is no error of the bulletin.

Each function names the first reason for doubt, a key of `messages.yaml`, or `None` where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable

import regex

from audit.claims import Claim, Claims
from audit.words import words
from schemas import Percentage

# 占…的 right before the percentage, with what stands between
NAMED_BASE = regex.compile(
    r"(?:占|完成|为|相当于)[了到]?(?!比)(?P<base>[^，。；,;:：、\n]{1,30}?)的?(?:比重|比例|份额)?[为达]?(?:了|仅|约|近)?$"
)
# 新签约项目中，先进制造业项目…: what the clause before speaks of
TOPIC = regex.compile(r"(?:^|[；;：:])\s*(?P<base>[^，。；;：:\d]{2,16})(?:中|里)[，,][^；;]*$")
# 按产业分, 从来源看: all of what was told before is divided
DIVISION = regex.compile(r"(?:按|分|从)\p{Han}{1,8}(?:划?分|看)")
SCOPE = regex.compile(r"全(?P<scope>[国省市州盟县区旗镇乡])|(?:[我本](?P<own>[省市县区]))")
BESIDE = 3
ENDING = regex.compile(r"(?:余额|总额|总数|总量|数|额|量)$")
LEVELS = {"国": "nation", "省": "province", "州": "prefecture", "盟": "prefecture"}


def ratio_doubt(claims: Claims, part: Claim, whole: Claim, ratio: Claim) -> str | None:
    """Whether the percentage is really this part over this whole."""
    record = ratio.record
    assert isinstance(record, Percentage)
    if record.rule in words().guessing_rules:
        return "linked_by_place"
    if record.status != "actual" or part.record.status != "actual":
        return "not_actual"
    if record.table is not None:
        return None
    if record.kind == "share" and other_time(part, whole):
        return "other_period"
    if not claims.same_sentence(part, ratio):
        return None if _same_subject(part, whole, ratio) and ratio.is_exact else "apart"
    if part.start < whole.start < ratio.start:
        return None
    if ratio.is_coarse:
        return "rough"
    if not ratio.is_exact and (
        claims.clauses_between(part, ratio) > 1 or not claims.same_sentence(whole, ratio)
    ):
        return "apart"
    if record.kind == "completion":
        return _target_doubt(claims, part, whole, ratio)
    return base_doubt(claims, part, whole, ratio)


def _target_doubt(claims: Claims, part: Claim, whole: Claim, ratio: Claim) -> str | None:
    """A target that stands before the number, and that something else was measured by meanwhile, is no longer sure."""
    if not claims.same_sentence(whole, ratio):
        return "base_apart"
    between = claims.all[claims.position(whole) : claims.position(ratio)]
    taken = any(
        isinstance(claim.record, Percentage) and claim.record.base_of == whole.id for claim in between
    )
    return "linked_by_place" if taken else None


def other_time(one: Claim, other: Claim) -> bool:
    """Whether two numbers end at different times; a number as of a day and one up to it do not."""
    first, second = one.record.period, other.record.period
    return first is not None and second is not None and first.end != second.end


def base_doubt(claims: Claims, part: Claim, whole: Claim, ratio: Claim) -> str | None:
    """Whether the base that stands elsewhere is the one that the words before the percentage name."""
    named = named_base(claims, ratio)
    if named is not None:
        return None if names(named, whole, claims) else "other_base_named"
    if claims.same_sentence(whole, ratio):
        return (
            "linked_by_place"
            if has_own_share(claims, whole, part) and not claims.between(whole, part).count("其中")
            else None
        )
    topic = TOPIC.search(claims.sentence_before(part))
    if topic is not None:
        return None if names(topic["base"], whole, claims) else "other_base_named"
    if has_own_share(claims, whole, part):
        return "linked_by_place"
    near = claims.same_line(whole, ratio) and part.record.whole == whole.id
    return None if near and of_one_kind(part, whole) else "base_apart"


def of_one_kind(part: Claim, whole: Claim) -> bool:
    """Whether both report the same quantity: one code, or the same last words of their indicators."""
    one, other = part.record, whole.record
    if one.code is not None or other.code is not None:
        return one.code == other.code
    return ENDING.sub("", one.indicator)[-2:] == ENDING.sub("", other.indicator)[-2:]


def has_own_share(claims: Claims, whole: Claim, part: Claim) -> bool:
    """Whether a share is told of the base itself before the part is: then both may be parts of something else."""
    place = claims.position(whole)
    behind = claims.all[place + 1 : place + 1 + BESIDE]
    shares = (c for c in behind if isinstance(c.record, Percentage) and c.record.kind == "share")
    return any(c.record.of == whole.id and c.end <= part.start for c in shares)  # type: ignore[union-attr]


def named_base(claims: Claims, ratio: Claim) -> str | None:
    """What stands between 占 and 的 before the percentage."""
    match = NAMED_BASE.search(claims.before(ratio, 40))
    base = match["base"].strip() if match else None
    if not base and isinstance(ratio.record, Percentage):
        base = ratio.record.base if ratio.record.base != "比" else None
    return base or None


def names(base: str, whole: Claim, claims: Claims) -> bool:
    """Whether those words can mean that figure: all their characters stand in its description, in that order."""
    scope = SCOPE.search(base)
    if scope and not _own_scope(scope["scope"] or scope["own"], claims):
        return False
    core = SCOPE.sub("", base).strip("的其中")
    for word in words().plain_base_words:
        core = core.replace(word, "")
    told = description(whole)
    misled = any(
        w in core and other not in core and other in told for w, other in words().inside_others.items()
    )
    narrowed = bool(core) and any(word in told and word not in base for word in words().done)
    return not misled and not narrowed and _in_order(core, told)


def description(claim: Claim) -> str:
    """All that is said of a claim: subject, facets, indicator."""
    record = claim.record
    facets = record.facets
    parts = (record.subject, facets.industry, facets.size, facets.origin, *facets.other, record.indicator)
    return "".join(part for part in parts if part)


def _own_scope(scope: str, claims: Claims) -> bool:
    """Whether 全市 can mean the bulletin's own area."""
    area = claims.bulletin.meta.area
    if scope == "国":
        return False
    if area is None:
        return True
    return area.name.endswith(scope) or (scope == "州" and "州" in area.name)


def _in_order(characters: str, text: str) -> bool:
    place = 0
    for character in characters:
        place = text.find(character, place) + 1
        if not place:
            return False
    return True


def _same_subject(*claims: Claim) -> bool:
    subjects = {claim.record.subject for claim in claims}
    return len(subjects) == 1 and None not in subjects


def ancestors(claims: Claims, claim: Claim) -> Iterable[Claim]:
    """What it is a part of, and what that is a part of, and so on."""
    seen = {claim.id}
    whole = claims.get(claim.record.whole)
    while whole is not None and whole.id not in seen:
        seen.add(whole.id)
        yield whole
        whole = claims.get(whole.record.whole)
