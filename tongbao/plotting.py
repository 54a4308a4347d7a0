"""What `tongbao plot` does: ask the store, draw, write the file whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from schemas.errors import ExistsError, NeedsExtraError, NotWrittenError, QueryError
from tongbao.inputs import STANDARD_INPUT
from tongbao.messages import say

if TYPE_CHECKING:
    from tongbao.charts import Asked

PACKAGES: Final = ("altair", "vl_convert")
EXTRA: Final = "tongbao[charts]"
STANDARD_OUTPUT: Final = STANDARD_INPUT


def plot(kind: str, asked: Asked, db: str, out: str, form: str | None, scale: float, *, force: bool) -> None:
    """Draw a chart into `out`; `-` is standard output.

    Raises `NeedsExtraError` without Altair and vl-convert, `ExistsError` where the file is there already,
    `NothingFoundError` where the store has no number, `QueryError` for a question that is not understood.
    """
    need_packages()
    from tongbao import charts
    from tongbao.stores import open_store

    form = form or form_of(out, list(charts.FORMS))
    if out != STANDARD_OUTPUT and not force and Path(out).exists():
        raise ExistsError(out)
    with open_store(db) as store:
        picture = charts.draw(store, kind, asked)
    if charts.chinese_font() is None:
        print(say("plot.no-font"), file=sys.stderr)
    _write(out, charts.rendered(picture.chart, form, picture.title, scale))
    # Below the chart there is no room for long ones.
    for line in picture.notes:
        print(line, file=sys.stderr)


def need_packages(names: Sequence[str] = PACKAGES) -> None:
    """Raise `NeedsExtraError` where one of the packages is not installed."""
    if any(find_spec(name) is None for name in names):
        raise NeedsExtraError("tongbao plot", EXTRA)


def form_of(out: str, forms: Sequence[str]) -> str:
    """The form that a file's ending names; raises `QueryError` where it names none.

    >>> form_of("chart.SVG", ["svg", "png"])
    'svg'
    """
    ending = Path(out).suffix.lower().removeprefix(".")
    if ending not in forms:
        raise QueryError(f"--out {out}", say("plot.ending", names=", ".join(f".{form}" for form in forms)))
    return ending


def _write(out: str, content: bytes) -> None:
    """All of it or nothing: a run that is stopped leaves no half a file under the final name."""
    if out == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    target = Path(out)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(target)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise NotWrittenError(out, error.strerror or str(error)) from error
    print(say("plot.written", path=out), file=sys.stderr)
