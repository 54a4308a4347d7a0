"""A worker seen from its parent: what it was given, what came back, why it died."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from loaders.guard.wire import (
    CHUNK,
    JOB,
    PEAK,
    READY,
    RESULT,
    START,
    Frame,
    Incoming,
    WireError,
    pack_job,
    unpack_error,
)
from loaders.limits import Limits
from schemas.errors import DamagedError, SlowError, TongbaoError, TooLargeError, UnexpectedError

PROGRAM: Final = "from loaders.guard.worker import main; main()"
# Loading libraries and word lists, on a machine that has other things to do.
SECONDS_TO_START: Final = 120.0
SECONDS_TO_END: Final = 2.0
NEARLY: Final = 0.8


class Task(NamedTuple):
    """What workers do: `module:function`, which is called with the options and gives a function from the bytes and
    the name of a file to bytes. The options are of the kinds that JSON has."""

    function: str
    options: Mapping[str, Any]


class Job(NamedTuple):
    """A file in a worker's hands."""

    key: int
    place: str


Answer = bytes | TongbaoError


class Process:
    """A worker; `job` is what it is at, `finished` that it takes no other."""

    def __init__(self, task: Task, limits: Limits, threads: int, quiet: bool) -> None:
        self._folder = TemporaryDirectory(prefix="tongbao-", ignore_cleanup_errors=True)
        self._popen = subprocess.Popen(
            [sys.executable, "-P", "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if quiet else None,
            bufsize=0,
            env=_environment(threads, self._folder.name),
            # Its own group: Ctrl-C is for the parent, and what a worker starts ends with it.
            start_new_session=True,
        )
        self._pipes = [pipe for pipe in (self._popen.stdin, self._popen.stdout) if pipe is not None]
        self.input, self.output = (pipe.fileno() for pipe in self._pipes)
        os.set_blocking(self.input, False)
        os.set_blocking(self.output, False)
        self.job: Job | None = None
        self.finished = False
        self._limits = limits
        self._outgoing = memoryview(_start(task, limits).packed())
        self._incoming = Incoming()
        self._floor: int | None = None
        self._peak: int | None = None
        self._deadline = 0.0

    @property
    def writes(self) -> bool:
        """Whether there is more to send."""
        return len(self._outgoing) > 0

    def give(self, job: Job, content: bytes) -> None:
        """Send a file; the clock starts now, or when the worker has started."""
        self.job = job
        packed = Frame(JOB, pack_job(job.place, content)).packed()
        self._outgoing = memoryview(bytes(self._outgoing) + packed)
        seconds = SECONDS_TO_START if self._floor is None else self._limits.seconds
        self._deadline = time.monotonic() + seconds
        self.write()

    def seconds_left(self) -> float:
        """Until the time of the job is over."""
        return max(0.0, self._deadline - time.monotonic())

    def write(self) -> None:
        """Send what the pipe takes."""
        try:
            self._outgoing = self._outgoing[os.write(self.input, self._outgoing[:CHUNK]) :]
        except BlockingIOError:
            pass
        except OSError:
            # It is dead; reading tells.
            self._outgoing = self._outgoing[:0]

    def read(self) -> Answer | None:
        """What came: an answer that ends the job, or `None` where it has not come yet."""
        try:
            data = os.read(self.output, 1 << 20)
        except BlockingIOError:
            return None
        if not data:
            return self._died()
        try:
            for frame in self._incoming.feed(data):
                if frame.kind == READY:
                    self._floor = int(frame.payload)
                    self._deadline = time.monotonic() + self._limits.seconds
                elif frame.kind == PEAK:
                    self._peak = int(frame.payload)
                else:
                    self.finished = frame.last
                    return self._answer(frame)
        except (WireError, ValueError) as error:
            self.finished = True
            self.end()
            return UnexpectedError(self._place, str(error))
        return None

    @property
    def _place(self) -> str:
        return self.job.place if self.job else "worker"

    def _answer(self, frame: Frame) -> Answer:
        return frame.payload if frame.kind == RESULT else unpack_error(frame.payload, self._place)

    def late(self) -> TongbaoError:
        """Stop the worker: its time is over."""
        started = self._floor is not None
        self.end()
        if not started:
            return UnexpectedError(self._place, f"the worker did not start in {SECONDS_TO_START:g} s")
        return SlowError(self._place, self._limits.told("seconds"))

    def _died(self) -> TongbaoError:
        self.finished = True
        code, most = self._reaped(SECONDS_TO_END)
        if self._floor is None:
            return UnexpectedError(self._place, f"the worker did not start ({_named(code)})")
        if code == -signal.SIGXCPU:
            return SlowError(self._place, self._limits.told("seconds"))
        high = NEARLY * self._limits.data
        most = most if self._peak is None else self._peak
        # Killed from outside is what the kernel does where memory runs out. A process starts with its parent's peak.
        if code == -signal.SIGKILL or self._floor < high <= most:
            return TooLargeError(self._place, self._limits.told("memory"))
        return DamagedError(self._place, _named(code))

    def end(self) -> None:
        """Stop it, with all that it has started."""
        self.finished = True
        started = descendants(self._popen.pid) if self._popen.returncode is None else []
        self._reaped(0.0)
        for process in started:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)

    def close(self) -> None:
        """Stop it and let go of its pipes; nobody may be waiting for them any more."""
        self.end()
        for pipe in self._pipes:
            pipe.close()
        self._folder.cleanup()

    def _reaped(self, patience: float) -> tuple[int, int]:
        """The exit code and the peak of memory in bytes, once it has ended; it is made to after `patience` seconds."""
        if self._popen.returncode is not None:
            return self._popen.returncode, 0
        until = time.monotonic() + patience
        pid, status, usage = self._wait(os.WNOHANG)
        while not pid and time.monotonic() < until:
            time.sleep(0.002)
            pid, status, usage = self._wait(os.WNOHANG)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._popen.pid, signal.SIGKILL)
        if not pid:
            pid, status, usage = self._wait(0)
        self._popen.returncode = os.waitstatus_to_exitcode(status)
        return self._popen.returncode, usage if sys.platform == "darwin" else usage * 1024

    def _wait(self, options: int) -> tuple[int, int, int]:
        try:
            pid, status, usage = os.wait4(self._popen.pid, options)
        except ChildProcessError:
            # Somebody else has waited for it.
            return self._popen.pid, 0, 0
        return pid, status, usage.ru_maxrss


def _start(task: Task, limits: Limits) -> Frame:
    setup = {
        "parent": os.getpid(),
        "limits": limits.values(),
        "task": task.function,
        "options": dict(task.options),
    }
    return Frame(START, json.dumps(setup).encode())


def _environment(threads: int, folder: str) -> dict[str, str]:
    """The parent's, with its way to the modules, and a folder for what a killed worker can no longer put away;
    libraries share the cores with the other workers.
    """
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
    return {
        **os.environ,
        "PYTHONPATH": path,
        "TMPDIR": folder,
        "OMP_NUM_THREADS": str(threads),
        "OPENBLAS_NUM_THREADS": "1",
    }


def descendants(process: int) -> list[int]:
    """What a process has started, and what that has started, also in groups of their own.

    >>> descendants(0)
    []
    """
    found: list[int] = []
    left = [process]
    while left:
        with suppress(OSError):
            children = Path(f"/proc/{left[-1]}/task/{left[-1]}/children").read_text(encoding="ascii")
            found += map(int, children.split())
            left[:0] = map(int, children.split())
        left.pop()
    return found


def _named(code: int) -> str:
    """An exit code for people.

    >>> _named(-11), _named(3)
    ('SIGSEGV', 'exit code 3')
    """
    if code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
