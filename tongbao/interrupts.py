"""Ctrl-C, also where it falls into code that makes another error of it, or none.

A KeyboardInterrupt that is raised while a library calls back from compiled code (pydantic, writing a number) comes out
as an error of that library; one that is raised while an object is put away comes out not at all.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

Noticed = Callable[[], bool]


@contextmanager
def noticing() -> Iterator[Noticed]:
    """Gives a function that tells whether Ctrl-C was pressed inside the block; it raises there all the same.

    A process that ignores Ctrl-C, or deals with it in a way of its own, goes on doing so.
    """
    pressed: list[int] = []

    def note(number: int, _frame: FrameType | None) -> NoReturn:
        pressed.append(number)
        raise KeyboardInterrupt

    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not usual or threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
