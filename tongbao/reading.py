"""What `tongbao extract` and `tongbao ingest` do: read each file, name what became of it."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from schemas.errors import TongbaoError
from tongbao.api import Bulletin
from tongbao.batch import Found, Input, Outcome, find, read_all
from tongbao.errors import NotWrittenError
from tongbao.lexicon import new_indicators, read_lexicon
from tongbao.messages import current, knows, say

if TYPE_CHECKING:
    from corpus import Store
    from extract import UserLexicon
    from schemas import Source

DONE, FAILED, SOME_FAILED = 0, 1, 3


def extract(
    paths: list[str],
    form: Literal["json", "jsonl", "table"],
    out: str | None,
    *,
    lexicon: str | None = None,
    debug: bool = False,
) -> int:
    """Print the bulletins, or write one file each into `out`; the exit code."""
    words = None if lexicon is None else read_lexicon(lexicon)
    found = find(paths)
    failures = _announce(found)
    read = _read(read_all(found.inputs, lexicon=words, debug=debug), failures)
    bulletins = (bulletin for _, bulletin in read)
    if out is not None:
        done = _write_files(read, Path(out))
    elif form == "table":
        done = _print_tables(bulletins)
    elif form == "jsonl":
        done = _print_one_by_one(bulletins, indent=None)
    elif len(paths) == 1 and not os.path.isdir(paths[0]):
        done = _print_one_by_one(bulletins, indent=2)
    else:
        done = _print_list(bulletins)
    return exit_code(done, len(failures))


def ingest(paths: list[str], db: str, *, lexicon: str | None = None, debug: bool = False) -> int:
    """Read the files into the store, print a line for each and a summary; the exit code."""
    import corpus

    words = None if lexicon is None else read_lexicon(lexicon)
    found = find(paths)
    failures = _announce(found)
    statuses = Counter(failure.status for failure in failures)
    with corpus.open_store(db) as store:
        try:
            for result in add_all(store, found.inputs, lexicon=words, debug=debug):
                statuses[result.status] += 1
                print(f"{_status(result.status)}  {result.name}  {result.detail}".rstrip())
        except KeyboardInterrupt:
            print(say("stopped", count=statuses.total() - len(failures)), file=sys.stderr)
            raise
    total = sum(statuses.values())
    parts = [f"{_status(status)} {count}" for status, count in statuses.most_common()]
    print(say("summary", total=total, parts=say("comma").join(parts)))
    done = sum(statuses[status] for status in get_args(corpus.AddStatus))
    return exit_code(done, total - done)


class Added(NamedTuple):
    """What became of one file: its named status, and what was read in it or what went wrong."""

    name: str
    status: str
    detail: str = ""
    bulletin: Bulletin | None = None


def add_all(
    store: Store, inputs: Sequence[Input], *, lexicon: UserLexicon | None = None, debug: bool = False
) -> Iterator[Added]:
    """Add every file to the store, each in a transaction of its own.

    What was read with other words was read by another extractor: it is read anew, and both runs are kept.
    """
    from corpus import IndicatorRow
    from extract import VERSION, indicators

    rows = [IndicatorRow.model_validate(row, from_attributes=True) for row in indicators()]
    store.register_indicators(rows + (new_indicators(lexicon) if lexicon else []))
    extractor = f"{VERSION}+words.{lexicon.digest}" if lexicon else VERSION

    def known(source: Source) -> bool:
        return store.seen(source, extractor) is not None

    outcomes = read_all(inputs, known=known, lexicon=lexicon, debug=debug)
    for outcome in _with_progress(outcomes, len(inputs)):
        yield Added(outcome.source.name, "unchanged") if outcome.known else _add(store, outcome, extractor)


def _add(store: Store, outcome: Outcome, extractor: str) -> Added:
    name = outcome.source.name
    try:
        bulletin = outcome.required()
        status = store.add(bulletin, outcome.content, extractor).status
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


def _announce(found: Found) -> list[TongbaoError]:
    for name in found.skipped:
        print(f"{_status('skipped')}  {name}", file=sys.stderr)
    for error in found.empty:
        print(error.message(current()), file=sys.stderr)
    return list(found.empty)


def _read(outcomes: Iterable[Outcome], failures: list[TongbaoError]) -> Iterator[tuple[Input, Bulletin]]:
    """The bulletins; each failure is told as it comes."""
    for outcome in outcomes:
        try:
            yield outcome.source, outcome.required()
        except TongbaoError as error:
            failures.append(error)
            print(error.message(current()), file=sys.stderr)


def _print_one_by_one(read: Iterable[Bulletin], indent: int | None) -> int:
    done = 0
    for bulletin in read:
        print(bulletin.model_dump_json(indent=indent))
        done += 1
    return done


def _print_list(read: Iterable[Bulletin]) -> int:
    done = 0
    for bulletin in read:
        print("," if done else "[", bulletin.model_dump_json(indent=2), sep="\n")
        done += 1
    print("]" if done else "[]")
    return done


def _print_tables(read: Iterable[Bulletin]) -> int:
    from tongbao.tables import show_bulletin

    done = 0
    for bulletin in read:
        show_bulletin(bulletin)
        done += 1
    return done


def _write_files(read: Iterable[tuple[Input, Bulletin]], folder: Path) -> int:
    """One `<stem>.json` a bulletin; a second file of the same stem gets its number."""
    stems: Counter[str] = Counter()
    done = 0
    for item, bulletin in read:
        stems[item.stem] += 1
        name = item.stem if stems[item.stem] == 1 else f"{item.stem}-{stems[item.stem]}"
        target = folder / f"{name}.json"
        try:
            _write(target, bulletin.model_dump_json(indent=2) + "\n")
        except OSError as error:
            raise NotWrittenError(str(target), error.strerror or str(error)) from error
        print(f"{_status('written')}  {target}")
        done += 1
    return done


def _write(target: Path, text: str) -> None:
    """All of it or nothing: a stopped run leaves no half a file under the final name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(target)


def _with_progress(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """The same outcomes, with a bar on a terminal."""
    if not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import Progress

    # Lines printed meanwhile go above the bar, unless standard output is a file: there they must arrive.
    redirect = sys.stdout.isatty()
    with Progress(console=Console(stderr=True), transient=True, redirect_stdout=redirect) as progress:
        yield from progress.track(outcomes, total=total, description=say("reading"))


def _status(status: str) -> str:
    return say(f"status.{status}") if knows(f"status.{status}") else status
