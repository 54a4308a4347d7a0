"""Which indicator is meant: by code, name or synonym, or by the printed name of one that has no code."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from corpus import catalogue, models
from corpus.observation import Measure
from schemas.errors import QueryError


@dataclass(frozen=True)
class Target:
    """The indicator that is meant: by code, or by printed name where it has no code."""

    code: str | None
    name: str
    aggregation: str | None = None

    @property
    def measure(self) -> Measure:
        """What is compared where the question does not tell."""
        return "rate" if self.aggregation == "rate" else "figure"

    @property
    def clause(self) -> ColumnElement[bool]:
        """The condition on records."""
        if self.code is not None:
            return models.Record.code == self.code
        return models.Record.indicator == self.name


def find_target(session: Session, words: str) -> Target:
    """The indicator that `words` name; raises `QueryError` where there is none or more than one."""
    registered = catalogue.indicators(session)
    exact = [row for row in registered if words in (row.code, row.name)]
    named = exact or [row for row in registered if row.called(words)]
    if len(named) > 1:
        raise QueryError(words, f"several indicators / 多个指标: {', '.join(row.code for row in named)}")
    if named:
        return Target(named[0].code, named[0].name, named[0].aggregation)
    for target in (Target(words, words), Target(None, words)):
        if session.scalar(select(models.Record.id).where(target.clause).limit(1)) is not None:
            return target
    raise QueryError(words, "no indicator of that code or name / 没有这一代码或名称的指标")
