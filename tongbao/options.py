"""The options and arguments that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import typer

from tongbao.messages import say

DATABASE_VARIABLE = "TONGBAO_DB"
DATABASE = "sqlite:///tongbao.db"

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help=say("help.paths"), show_default=False)]
Database = Annotated[str, typer.Option("--db", metavar="URL", envvar=DATABASE_VARIABLE, help=say("help.db"))]
Lexicon = Annotated[str | None, typer.Option("--lexicon", metavar="FILE", help=say("help.lexicon"))]
Jobs = Annotated[
    int | None, typer.Option("--jobs", metavar="N", min=1, help=say("help.jobs"), show_default=False)
]
LimitValues = Annotated[
    list[str] | None,
    typer.Option("--limit", metavar="NAME=VALUE", help=say("help.limit"), show_default=False),
]
Form = Annotated[Literal["table", "json", "csv"], typer.Option("--format", help=say("help.format"))]
Indicator = Annotated[str | None, typer.Option(help=say("help.indicator"), show_default=False)]
Areas = Annotated[list[str] | None, typer.Option("--area", help=say("help.only_area"), show_default=False)]
WhenReported = Annotated[str | None, typer.Option("--period", help=say("help.period"), show_default=False)]
Kind = Annotated[
    Literal["figure", "growth", "share", "completion", "rate"] | None,
    typer.Option("--measure", help=say("help.only_measure"), show_default=False),
]
AnyStatus = Annotated[
    Literal["actual", "target", "forecast"] | None,
    typer.Option("--status", help=say("help.only_status"), show_default=False),
]
IssuedFrom = Annotated[
    str | None,
    typer.Option("--issued-from", metavar="DATE", help=say("help.issued_from"), show_default=False),
]
IssuedTo = Annotated[
    str | None, typer.Option("--issued-to", metavar="DATE", help=say("help.issued_to"), show_default=False)
]
Everything = Annotated[bool, typer.Option("--all", help=say("help.all"))]
Force = Annotated[bool, typer.Option("--force", help=say("help.force"))]


class SeverityName(StrEnum):
    """The severities of findings; a repeatable option cannot take a Literal."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    PASS = "pass"
