"""The commands: their names, arguments and help. What they do stands in `reading` and `asking`.

Only the standard library, typer and the messages are loaded here; each command loads what it needs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tongbao.messages import say
from tongbao.options import (
    DATABASE,
    DATABASE_VARIABLE,
    AnyStatus,
    Areas,
    Database,
    Everything,
    Force,
    Form,
    Indicator,
    IssuedFrom,
    IssuedTo,
    Jobs,
    Kind,
    Lexicon,
    LimitValues,
    Paths,
    SeverityName,
    WhenReported,
)

if TYPE_CHECKING:
    from tongbao.batch import Way

app = typer.Typer(
    name="tongbao",
    help=say("help.app"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _way(lexicon: str | None, jobs: int | None, values: list[str] | None, debug: bool) -> Way:
    from loaders.limits import Limits
    from tongbao.batch import Way
    from tongbao.lexicon import read_lexicon

    try:
        pairs = (value.partition("=") for value in values or ())
        limits = Limits.usual().with_values({name: float(number) for name, _, number in pairs})
    except ValueError as error:
        raise typer.BadParameter(say("limit-names", names=", ".join(Limits().values()))) from error
    words = None if lexicon is None else read_lexicon(lexicon)
    return Way(lexicon=words, debug=debug, jobs=jobs, limits=limits)


def _version(wanted: bool) -> None:
    if wanted:
        from tongbao.version import __version__

        typer.echo(f"tongbao {__version__}")
        raise typer.Exit


@app.callback()
def settings(
    context: typer.Context,
    lang: Annotated[Literal["zh", "en"] | None, typer.Option(help=say("help.lang"))] = None,
    debug: Annotated[bool, typer.Option("--debug", help=say("help.debug"))] = False,
    version: Annotated[
        bool, typer.Option("--version", help=say("help.version"), callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Keep what holds for every command; the language is settled before this runs."""
    context.obj = debug


@app.command(help=say("help.extract"))
def extract(
    context: typer.Context,
    paths: Paths,
    form: Annotated[
        Literal["json", "jsonl", "table"], typer.Option("--format", help=say("help.format"))
    ] = "json",
    out: Annotated[str | None, typer.Option(metavar="DIR", help=say("help.out"))] = None,
    lexicon: Lexicon = None,
    jobs: Jobs = None,
    limit: LimitValues = None,
    passes: Annotated[bool, typer.Option("--passes", help=say("help.passes"))] = False,
) -> None:
    """Read bulletins and print them."""
    from dataclasses import replace

    from tongbao import reading

    if out is not None and form == "table":
        raise typer.BadParameter(say("out-needs-json"))
    way = replace(_way(lexicon, jobs, limit, context.obj), passes=passes)
    raise typer.Exit(reading.extract(paths, form, out, way))


@app.command(help=say("help.ingest"))
def ingest(
    context: typer.Context,
    paths: Paths,
    db: Database = DATABASE,
    lexicon: Lexicon = None,
    jobs: Jobs = None,
    limit: LimitValues = None,
) -> None:
    """Read bulletins into the store."""
    from tongbao import reading

    raise typer.Exit(reading.ingest(paths, db, _way(lexicon, jobs, limit, context.obj)))


@app.command("list", help=say("help.list"))
def list_bulletins(db: Database = DATABASE, form: Form = "table") -> None:
    """List what the store holds."""
    from tongbao import asking

    asking.list_bulletins(db, form)


@app.command(help=say("help.show"))
def show(
    number: Annotated[int, typer.Argument(metavar="ID", help=say("help.id"), show_default=False)],
    db: Database = DATABASE,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help=say("help.format"))] = "table",
) -> None:
    """Show one bulletin of the store."""
    from tongbao import asking

    asking.show(number, db, form)


@app.command(help=say("help.compare"))
def compare(
    period: Annotated[list[str], typer.Option(help=say("help.period"), show_default=False)],
    indicator: Annotated[
        list[str] | None, typer.Option(help=say("help.indicator"), show_default=False)
    ] = None,
    area: Annotated[list[str] | None, typer.Option(help=say("help.area"), show_default=False)] = None,
    within: Annotated[str | None, typer.Option(help=say("help.within"), show_default=False)] = None,
    by: Annotated[Literal["area", "subject", "indicator"], typer.Option(help=say("help.by"))] = "area",
    measure: Annotated[
        Literal["figure", "growth", "share", "completion", "rate"] | None,
        typer.Option(help=say("help.measure")),
    ] = None,
    status: Annotated[
        Literal["actual", "target", "forecast"], typer.Option(help=say("help.status"))
    ] = "actual",
    derive: Annotated[bool, typer.Option("--derive-months", "--derive", help=say("help.derive"))] = False,
    db: Database = DATABASE,
    form: Form = "table",
) -> None:
    """Compare districts."""
    from tongbao import asking

    if by == "indicator" and not (area or within):
        raise typer.BadParameter(say("compare-needs-area"))
    if by != "indicator" and not indicator:
        raise typer.BadParameter(say("compare-needs-indicator"))
    question = asking.Question(
        indicators=tuple(indicator or ()),
        periods=tuple(period),
        areas=tuple(area) if area else None,
        by=by,
        measure=measure,
        status=status,
        within=within,
        derive=derive,
    )
    asking.compare(question, db, form)


@app.command(help=say("help.plot"))
def plot(
    kind: Annotated[
        Literal["ranking", "completion", "slope", "series"],
        typer.Argument(metavar="KIND", help=say("help.plot.kind"), show_default=False),
    ],
    indicator: Annotated[list[str], typer.Option(help=say("help.plot.indicators"), show_default=False)],
    period: Annotated[list[str], typer.Option(help=say("help.plot.periods"), show_default=False)],
    out: Annotated[str, typer.Option(metavar="PATH", help=say("help.plot.out"), show_default=False)],
    area: Annotated[list[str] | None, typer.Option(help=say("help.area"), show_default=False)] = None,
    within: Annotated[str | None, typer.Option(help=say("help.within"), show_default=False)] = None,
    by: Annotated[Literal["area", "subject"], typer.Option(help=say("help.plot.by"))] = "area",
    measure: Kind = None,
    status: Annotated[
        Literal["actual", "target", "forecast"], typer.Option(help=say("help.status"))
    ] = "actual",
    level: Annotated[
        Literal["province", "prefecture", "county", "all"] | None, typer.Option(help=say("help.plot.level"))
    ] = None,
    span: Annotated[
        Literal["ytd", "month", "quarter", "year", "moment"] | None, typer.Option(help=say("help.plot.span"))
    ] = None,
    targets: Annotated[bool, typer.Option("--targets", help=say("help.plot.targets"))] = False,
    form: Annotated[
        Literal["svg", "png", "html"] | None, typer.Option("--format", help=say("help.format"))
    ] = None,
    scale: Annotated[float, typer.Option(min=0.5, max=6, help=say("help.plot.scale"))] = 2.0,
    force: Force = False,
    db: Database = DATABASE,
) -> None:
    """Draw a chart."""
    from tongbao import plotting
    from tongbao.charts import Asked

    areas = tuple(area) if area else None
    wanted = Asked(tuple(indicator), tuple(period), areas, by, measure, status, level, span, targets, within)
    plotting.plot(kind, wanted, db, out, form, scale, force=force)


@app.command(help=say("help.audit"))
def audit(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help=say("help.audit_paths"), show_default=False),
    ] = None,
    db: Annotated[
        str | None,
        typer.Option(
            "--db", metavar="URL", envvar=DATABASE_VARIABLE, help=say("help.db"), show_default=False
        ),
    ] = None,
    rule: Annotated[list[str] | None, typer.Option(help=say("help.rule"), show_default=False)] = None,
    severity: Annotated[
        list[SeverityName] | None,
        typer.Option(help=say("help.severity"), show_default=False),
    ] = None,
    form: Annotated[
        Literal["table", "json", "xlsx", "html"], typer.Option("--format", help=say("help.format"))
    ] = "table",
    out: Annotated[
        Path | None, typer.Option(metavar="PATH", help=say("help.audit_out"), show_default=False)
    ] = None,
    force: Force = False,
    lexicon: Lexicon = None,
    jobs: Jobs = None,
    limit: LimitValues = None,
) -> None:
    """Check the numbers of bulletins against each other."""
    from tongbao import auditing
    from tongbao.reading import Tally

    if out is None and form in ("xlsx", "html"):
        raise typer.BadParameter(say("audit-needs-out", form=form))
    if not paths and db is None:
        raise typer.BadParameter(say("audit-of-what"))
    tally = Tally()
    way = _way(lexicon, jobs, limit, context.obj)
    items = auditing.of_files(paths, way, tally, db) if paths else auditing.of_store(db or DATABASE, tally)
    severities = tuple(one.value for one in severity) if severity else auditing.USUAL
    choice = auditing.Choice(tuple(rule or ()), severities)
    raise typer.Exit(auditing.audit(items, form, out, choice, tally, force=force))


# A word may begin with a hyphen.
@app.command(help=say("help.search"), context_settings={"ignore_unknown_options": True})
def search(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help=say("help.words"), show_default=False)
    ],
    limit: Annotated[int, typer.Option(metavar="N", min=1, help=say("help.most"))] = 20,
    db: Database = DATABASE,
    form: Form = "table",
) -> None:
    """Find bulletins by their words."""
    from tongbao import asking

    asking.search(" ".join(words), limit, db, form)


@app.command(help=say("help.decide"))
def decide(
    finding: Annotated[str, typer.Argument(metavar="ID", help=say("help.finding"), show_default=False)],
    person: Annotated[str, typer.Option("--by", help=say("help.by_whom"), show_default=False)],
    confirm: Annotated[bool, typer.Option("--confirm", help=say("help.confirm"))] = False,
    dismiss: Annotated[bool, typer.Option("--dismiss", help=say("help.dismiss"))] = False,
    reason: Annotated[str, typer.Option(help=say("help.reason"), show_default=False)] = "",
    db: Database = DATABASE,
) -> None:
    """Keep what a person decided of a finding."""
    from tongbao import auditing

    if confirm == dismiss:
        raise typer.BadParameter(say("decide-one"))
    auditing.decide(db, finding, "confirmed" if confirm else "dismissed", reason, person)


@app.command(help=say("help.export"))
def export(
    form: Annotated[
        Literal["csv", "csv-excel", "jsonl", "xlsx", "parquet", "stata", "sdmx-csv", "sqlite"],
        typer.Option("--format", help=say("help.export_format"), show_default=False),
    ],
    out: Annotated[Path, typer.Option(metavar="PATH", help=say("help.export_out"), show_default=False)],
    indicator: Indicator = None,
    area: Areas = None,
    period: WhenReported = None,
    measure: Kind = None,
    status: AnyStatus = None,
    issued_from: IssuedFrom = None,
    issued_to: IssuedTo = None,
    everything: Everything = False,
    force: Force = False,
    db: Database = DATABASE,
) -> None:
    """Write observations into a file."""
    from tongbao import publishing

    areas = tuple(area) if area else None
    filters = publishing.Filters(
        indicator, areas, period, measure, status, issued_from, issued_to, everything
    )
    publishing.export(db, form, out, filters, force=force)


@app.command(help=say("help.release"))
def release(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=say("help.release_dir"), show_default=False)],
    title: Annotated[str, typer.Option(help=say("help.title"), show_default=False)],
    licence: Annotated[str, typer.Option(metavar="SPDX", help=say("help.licence"), show_default=False)],
    author: Annotated[list[str] | None, typer.Option(help=say("help.author"), show_default=False)] = None,
    name: Annotated[str, typer.Option(help=say("help.name"))] = "tongbao-observations",
    edition: Annotated[str | None, typer.Option(help=say("help.edition"), show_default=False)] = None,
    previous: Annotated[
        Path | None, typer.Option(metavar="DIR", help=say("help.previous"), show_default=False)
    ] = None,
    indicator: Indicator = None,
    area: Areas = None,
    period: WhenReported = None,
    everything: Everything = False,
    force: Force = False,
    db: Database = DATABASE,
) -> None:
    """Write observations into a folder that can be published."""
    from corpus.export import Release
    from tongbao import publishing

    about = Release(title, licence, tuple(author or ()), name, edition, previous)
    filters = publishing.Filters(indicator, tuple(area) if area else None, period, everything=everything)
    publishing.release(db, folder, about, filters, force=force)


@app.command(help=say("help.indicators"))
def indicators(form: Form = "table") -> None:
    """List the known indicators."""
    from tongbao import asking

    asking.indicators(form)


@app.command(help=say("help.areas"))
def areas(
    name: Annotated[str, typer.Argument(help=say("help.area_name"), show_default=False)], form: Form = "table"
) -> None:
    """Look up areas."""
    from tongbao import asking

    asking.areas(name, form)


@app.command(help=say("help.schema"))
def schema(
    model: Annotated[
        Literal["bulletin", "document"], typer.Argument(help=say("help.schema_of"))
    ] = "bulletin",
) -> None:
    """Print a JSON Schema."""
    from tongbao import asking

    asking.schema(model)


@app.command(help=say("help.demo"))
def demo(context: typer.Context, db: Database = "sqlite:///tongbao-demo.db") -> None:
    """Show what a comparison looks like."""
    from tongbao import demonstration

    raise typer.Exit(demonstration.run(db, debug=context.obj))
