"""What a check is: a row with its rule, its title, the function that yields relations, and examples."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from audit.claims import Claims
from audit.relations import Relation
from schemas import Message, Verdict


@dataclass(frozen=True, slots=True)
class Example:
    """A bulletin of a few words, and the verdicts that the check must come to, by formula."""

    text: str
    gives: dict[str, Verdict]


@dataclass(frozen=True)
class Check:
    """`rule` is the rule of the contract that findings carry; `title` says in a few words what is compared.

    `examples` must give those verdicts. `counterexamples` are texts in which it must find no error and no warning.
    """

    id: str
    rule: str
    title: Message
    relate: Callable[[Claims], Iterable[Relation]]
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...] = ()
