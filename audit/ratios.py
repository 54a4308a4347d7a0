"""One number over another against a printed percentage, and what else the percentage may have been taken of."""

from __future__ import annotations

from decimal import Decimal

from audit.certainty import named_base, names, ratio_doubt
from audit.claims import Claim, Claims
from audit.intervals import Interval
from audit.relations import Relation, tested, verdict_on

# A percentage of fewer digits than that fits one base in ten by chance
TELLING_DIGITS = 2
CLOSE = Decimal("0.01")
# How far back another base is looked for, in claims
REACH = 60
# and one that the text names
FAR = 300


def quotient(part: Claim, whole: Claim) -> Interval | None:
    """`part` over `whole`, `None` where the whole may be zero."""
    try:
        return part.interval / whole.interval
    except ZeroDivisionError:
        return None


def formula(part: Claim, whole: Claim, ratio: Claim) -> str:
    """Such as 56.86亿元 / 92.72亿元 = 61.32%."""
    return f"{part.shown} / {whole.shown} = {shown(ratio)}"


def shown(ratio: Claim) -> str:
    """The percentage as printed; where a table or a structure prints no sign, with one."""
    bare = ratio.record.unit == "%" and ratio.quote.replace(".", "").replace(",", "").isdigit()
    return f"{ratio.quote}%" if bare else ratio.shown


def fits(part: Claim, whole: Claim, ratio: Claim) -> bool:
    """Whether the percentage is the quotient, rounded."""
    expected = quotient(part, whole)
    return expected is not None and verdict_on(ratio, expected) == "consistent"


def fits_closely(part: Claim, whole: Claim, ratio: Claim) -> bool:
    """Whether it fits, and the two are printed exactly enough that little else would."""
    expected = quotient(part, whole)
    close = expected is not None and expected.width is not None and expected.width < CLOSE
    return close and fits(part, whole, ratio)


def ratio_relation(claims: Claims, part: Claim, whole: Claim, ratio: Claim) -> Relation | None:
    """The relation part over whole; where it fails, what the numbers around it fit."""
    expected = quotient(part, whole)
    if part is whole or part.unit is None or part.unit != whole.unit or expected is None:
        return None
    operands = (part, whole, ratio)
    told = formula(part, whole, ratio)
    if verdict_on(ratio, expected) != "contradiction":
        return tested(ratio, expected, operands, told)
    doubt = ratio_doubt(claims, part, whole, ratio)
    other = None
    if ratio.record.table is None:
        other = namesake(claims, part, whole, ratio)
        if other is not None:
            return ratio_relation(claims, part, other, ratio)
        other = other_base(claims, part, whole, ratio) if telling(ratio) else None
    if other is None:
        near = doubt == "base_apart" and part.record.whole == whole.id and telling(ratio)
        return tested(ratio, expected, operands, told, doubt=doubt, suspicious=near)
    if doubt is not None:
        return ratio_relation(claims, part, other, ratio)
    return Relation(
        operands=(part, whole, ratio, other),
        formula=told,
        verdict="consistent_on_other_base",
        tested=ratio,
        reported=ratio.interval,
        expected=expected,
        why="other_base",
        values={"other": other.shown},
    )


def telling(ratio: Claim) -> bool:
    """Whether it has enough digits that a base which fits is hardly one by chance."""
    return ratio.is_exact and len(ratio.record.value.as_tuple().digits) > TELLING_DIGITS


def namesake(claims: Claims, part: Claim, whole: Claim, ratio: Claim) -> Claim | None:
    """Another figure that the words for the base can mean, and of which the part is this percentage."""
    named = named_base(claims, ratio)
    if named is None:
        return None
    before = claims.before_it(ratio, FAR)
    alike = (claim for claim in before if claim.unit == part.unit and claim not in (part, whole))
    return next((claim for claim in alike if fits(part, claim, ratio) and names(named, claim, claims)), None)


def other_base(claims: Claims, part: Claim, whole: Claim, ratio: Claim) -> Claim | None:
    """Another figure before the percentage that the part is this percentage of; the nearest."""
    index = claims.position(ratio)
    for claim in reversed(claims.all[max(index - REACH, 0) : index]):
        if claim.unit == part.unit and claim not in (part, whole) and fits_closely(part, claim, ratio):
            return claim
    return None
