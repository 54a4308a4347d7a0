"""A file that others will read is written beside its name and renamed: it is whole, or not there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import ExistsError, NotWrittenError


@contextmanager
def whole_file(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Where to write what becomes `path` at the end of the block; raises `ExistsError` and `NotWrittenError`."""
    if path.exists() and not force:
        raise ExistsError(str(path))
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield draft
        draft.replace(path)
    except OSError as error:
        raise NotWrittenError(str(path), error.strerror or str(error)) from error
    finally:
        draft.unlink(missing_ok=True)
