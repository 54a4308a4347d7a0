"""What `tongbao extract` and `tongbao ingest` do: read each file, name what became of it."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, get_args

from schemas.errors import StoreUnavailableError, TongbaoError
from tongbao.api import Bulletin
from tongbao.batch import Outcome, Way, read_all
from tongbao.inputs import Found, Input, find
from tongbao.interrupts import Noticed, noticing
from tongbao.lexicon import new_indicators
from tongbao.messages import current, knows, say
from tongbao.written import Results

if TYPE_CHECKING:
    from corpus import Store
    from extract import UserLexicon
    from schemas import Source

DONE, FAILED, SOME_FAILED = 0, 1, 3
SKIPPED = "skipped"
Result = TypeVar("Result")


@dataclass
class Tally:
    """How many files are done and how many failed."""

    done: int = 0
    failed: int = 0


def extract(paths: list[str], form: Literal["json", "jsonl", "table"], out: str | None, way: Way) -> int:
    """Print the bulletins, or write one file each into `out`; the exit code."""
    found = find(paths)
    tally = Tally(failed=announce(found))
    results = None if out is None else Results(Path(out), _written_by(way))
    if results is not None:
        way = replace(way, known=results.known)
    with closing(read_all(found.inputs, way)) as outcomes, _stoppable(tally) as stopped:
        shown = _until(stopped, _with_progress(outcomes, len(found.inputs)))
        if results is not None:
            _write_files(shown, results, tally)
        else:
            alone = len(paths) == 1 and not os.path.isdir(paths[0])
            _print_all(_counted(readable(shown, tally), tally), form, alone)
    return exit_code(tally.done, tally.failed)


def ingest(paths: list[str], db: str, way: Way) -> int:
    """Read the files into the store, print a line for each and a summary; the exit code."""
    import corpus
    from tongbao.stores import open_store

    found = find(paths)
    statuses = Counter(failure.status for failure in found.empty)
    added = get_args(corpus.AddStatus)
    tally = Tally(failed=announce(found))
    with open_store(db) as store, _stoppable(tally) as stopped:
        for result in _until(stopped, add_all(store, found.inputs, way)):
            statuses[result.status] += 1
            tally.done += result.status in added
            tally.failed += result.status not in (*added, SKIPPED)
            print(f"{_status(result.status)}  {result.name}  {result.detail}".rstrip(), flush=True)
    parts = [f"{_status(status)} {count}" for status, count in statuses.most_common()]
    print(say("summary", total=statuses.total(), parts=say("comma").join(parts)))
    return exit_code(tally.done, tally.failed)


@contextmanager
def _stoppable(tally: Tally) -> Iterator[Noticed]:
    """Whoever or whatever stops the run: it is told how far it came; what was done stays done."""
    with noticing() as stopped:
        try:
            yield stopped
        except StoreUnavailableError:
            print(say("stopped", count=tally.done), file=sys.stderr)
            raise
        except (KeyboardInterrupt, Exception) as error:
            if not (isinstance(error, KeyboardInterrupt) or stopped()):
                raise
            print(say("stopped", count=tally.done), file=sys.stderr)
            raise KeyboardInterrupt from error


def _until(stopped: Noticed, results: Iterable[Result]) -> Iterator[Result]:
    """The results, up to where the run is stopped."""
    for result in results:
        yield result
        if stopped():
            raise KeyboardInterrupt


class Added(NamedTuple):
    """What became of one file: its named status, and what was read in it or what went wrong."""

    name: str
    status: str
    detail: str = ""
    bulletin: Bulletin | None = None


def add_all(store: Store, inputs: Sequence[Input], way: Way) -> Iterator[Added]:
    """Add every file to the store, each in a transaction of its own.

    What was read with other words was read by another extractor: it is read anew, and both runs are kept. Raises
    `StoreUnavailableError` where the store cannot be written; a later call goes on there.
    """
    register(store, way)
    extractor = extractor_of(way.lexicon)

    def known(source: Source) -> bool:
        return store.seen(source, extractor) is not None

    with closing(read_all(inputs, replace(way, known=known))) as outcomes:
        for outcome in _with_progress(outcomes, len(inputs)):
            if outcome.known or outcome.skipped:
                yield Added(outcome.source.name, "unchanged" if outcome.known else SKIPPED)
            else:
                yield _add(store, outcome, extractor)


def register(store: Store, way: Way) -> None:
    """Make the indicators of the reader known to the store, and those of the user's own words."""
    from corpus import IndicatorRow
    from extract import indicators

    rows = [IndicatorRow.model_validate(row, from_attributes=True) for row in indicators()]
    store.register_indicators(rows + (new_indicators(way.lexicon) if way.lexicon else []))


def extractor_of(lexicon: UserLexicon | None) -> str:
    """What reads: this version, and the user's own words."""
    from extract import VERSION

    return f"{VERSION}+words.{lexicon.digest}" if lexicon else VERSION


def _written_by(way: Way) -> str:
    """What makes a result: who reads, and whether the relations that hold are shown."""
    return extractor_of(way.lexicon) + ("+passes" if way.passes else "")


def _add(store: Store, outcome: Outcome, extractor: str) -> Added:
    name = outcome.source.name
    try:
        bulletin = outcome.required()
        status = store.add(bulletin, outcome.content, extractor).status
    except StoreUnavailableError:
        raise  # the next file would be read for nothing
    except TongbaoError as error:
        return Added(name, error.status, error.message(current()))
    return Added(name, status, counts(bulletin), bulletin)


def exit_code(done: int, failed: int) -> int:
    """0 where nothing failed, 1 where nothing else happened, 3 where some failed.

    >>> exit_code(3, 0), exit_code(0, 2), exit_code(1, 2), exit_code(0, 0)
    (0, 1, 3, 0)
    """
    return DONE if not failed else SOME_FAILED if done else FAILED


def counts(bulletin: Bulletin) -> str:
    """How much was read, in one line."""
    return say(
        "counts",
        numbers=len(bulletin.figures) + len(bulletin.percentages),
        rankings=len(bulletin.rankings),
        rosters=len(bulletin.rosters),
        findings=len(bulletin.findings),
        warnings=len(bulletin.warnings),
    )


def announce(found: Found) -> int:
    """Name what is not read; how many folders hold nothing."""
    for name in found.skipped:
        print(f"{_status(SKIPPED)}  {name}", file=sys.stderr)
    for error in found.empty:
        print(error.message(current()), file=sys.stderr)
    return len(found.empty)


def readable(outcomes: Iterable[Outcome], tally: Tally) -> Iterator[Outcome]:
    """Those with a bulletin; each failure is told as it comes."""
    for outcome in outcomes:
        if outcome.skipped:
            print(f"{_status(SKIPPED)}  {outcome.source.name}", file=sys.stderr)
            continue
        try:
            outcome.required()
        except TongbaoError as error:
            tally.failed += 1
            print(error.message(current()), file=sys.stderr)
        else:
            yield outcome


def _counted(read: Iterable[Outcome], tally: Tally) -> Iterator[Outcome]:
    for outcome in read:
        tally.done += 1
        yield outcome


def _print_all(read: Iterator[Outcome], form: Literal["json", "jsonl", "table"], alone: bool) -> None:
    if form == "table":
        from tongbao.tables import show_bulletin

        for outcome in read:
            show_bulletin(outcome.required())
    elif form == "jsonl":
        for outcome in read:
            print(outcome.required().model_dump_json())
    else:
        _print_json(read, alone)


def _print_json(read: Iterator[Outcome], alone: bool) -> None:
    """One object where one file was named that is no archive, else a list; whole even where the run is stopped."""
    first = next(read, None)
    if alone and first is None:
        return
    if alone and first is not None and first.source.member is None:
        print(first.required().model_dump_json(indent=2))
        next(read, None)
        return
    opened = False
    try:
        for outcome in chain([first] if first else [], read):
            print("," if opened else "[", outcome.required().model_dump_json(indent=2), sep="\n")
            opened = True
    finally:
        print("]" if opened else "[]")


def _write_files(outcomes: Iterable[Outcome], results: Results, tally: Tally) -> None:
    """One `<stem>.json` a bulletin."""
    for outcome in outcomes:
        # Asked for those that fail too: their names are kept for them.
        target = results.target(outcome.source)
        if outcome.known:
            tally.done += 1
            print(f"{_status('unchanged')}  {target}", flush=True)
            continue
        for read in readable([outcome], tally):
            results.write(read.source, read.required())
            tally.done += 1
            print(f"{_status('written')}  {target}", flush=True)


def _with_progress(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """The same outcomes, with a bar on a terminal."""
    if total < 2 or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    # Lines printed meanwhile go above the bar, unless standard output is a file: there they must arrive.
    redirect = sys.stdout.isatty()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=redirect) as progress:
        task = progress.add_task(say("reading"), total=total)
        for outcome in outcomes:
            yield outcome
            progress.advance(task, outcome.share)


def _status(status: str) -> str:
    return say(f"status.{status}") if knows(f"status.{status}") else status
