"""What workers do in these tests: all that may go wrong in a library, by the first word of the file."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from loaders.limits import limits
from schemas.errors import EncryptedError

Task = Callable[[bytes, str], bytes]


def answering(**options: object) -> Task:
    """Answers as the file demands."""

    def task(content: bytes, place: str) -> bytes:
        word, _, rest = content.decode().partition(" ")
        return DOES[word](rest, place)

    return task


def broken(**_: object) -> Task:
    """Fails before it starts."""
    raise ImportError("no such library")


def _echo(rest: str, place: str) -> bytes:
    return f"{place}:{rest}:{os.getpid()}".encode()


def _sleep(rest: str, place: str) -> bytes:
    time.sleep(float(rest))
    return b"slept"


def _spin(rest: str, place: str) -> bytes:
    while True:
        pass


def _fill(rest: str, place: str) -> bytes:
    held = []
    while True:
        held.append(bytearray(b"x") * 10_000_000)


def _fill_in_c(rest: str, place: str) -> bytes:
    """As a library in C does it that does not look at what malloc gives."""
    library = ctypes.CDLL(None)
    library.malloc.restype = ctypes.c_void_p
    while True:
        ctypes.memset(library.malloc(ctypes.c_size_t(20_000_000)), 1, 20_000_000)


def _crash(rest: str, place: str) -> bytes:
    os.kill(os.getpid(), signal.Signals[rest])
    time.sleep(10)
    return b""


def _read_nowhere(rest: str, place: str) -> bytes:
    ctypes.string_at(0)
    return b""


def _deep(rest: str, place: str) -> bytes:
    return _deep(rest, place)


def _refuse(rest: str, place: str) -> bytes:
    raise EncryptedError(place)


def _bug(rest: str, place: str) -> bytes:
    raise KeyError(rest)


def _exit(rest: str, place: str) -> bytes:
    os._exit(int(rest))


def _print(rest: str, place: str) -> bytes:
    print(rest)
    os.write(1, b"from C\n")
    return b"printed"


def _lie(rest: str, place: str) -> bytes:
    """A worker that a file has taken over writes what it likes."""
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, b"cos\nsystem\n(S'touch taken'\ntR." * 10)
        except OSError:
            continue
    time.sleep(10)
    return b""


def _start_another(rest: str, place: str) -> bytes:
    """A program that outlives its time, as a converter might."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True)
    (handle, _) = tempfile.mkstemp()
    os.close(handle)
    with open(rest, "w") as stream:
        stream.write(f"{child.pid} {tempfile.gettempdir()}")
    time.sleep(60)
    return b""


def _large(rest: str, place: str) -> bytes:
    return b"x" * int(rest)


def _told(rest: str, place: str) -> bytes:
    return str(getattr(limits(), rest)).encode()


DOES: dict[str, Callable[[str, str], bytes]] = {
    "echo": _echo,
    "sleep": _sleep,
    "spin": _spin,
    "fill": _fill,
    "fill-in-c": _fill_in_c,
    "crash": _crash,
    "read-nowhere": _read_nowhere,
    "deep": _deep,
    "refuse": _refuse,
    "bug": _bug,
    "exit": _exit,
    "print": _print,
    "lie": _lie,
    "start-another": _start_another,
    "large": _large,
    "told": _told,
}
