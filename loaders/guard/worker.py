"""The inside of a worker: bind itself to its limits and its parent, then read one file after the other.

On Linux the reading is done by a child. A process counts the peak of its parent's memory as its own, so only somebody
who was always small can tell how much memory one had that a library crashed.
"""

from __future__ import annotations

import ctypes
import json
import math
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Final

from loaders.guard.wire import (
    ERROR,
    PEAK,
    READY,
    RESULT,
    Frame,
    pack_error,
    receive,
    send,
    unpack_job,
)
from loaders.limits import Limits, limits, within
from schemas.errors import TongbaoError, TooLargeError, UnexpectedError

Task = Callable[[bytes, str], bytes]

FILES_BEFORE_REST: Final = 500
PR_SET_PDEATHSIG: Final = 1


def main() -> None:
    """Serve the parent at the other end of standard input and output, until it hangs up or a rest is due."""
    answers = _private_output()
    start = receive(0)
    if start is None:
        return
    setup = json.loads(start.payload)
    _die_with(setup["parent"])
    chosen = Limits(**setup["limits"])
    _bind(chosen)
    if sys.platform == "linux":
        _watch(answers)
    module, _, function = setup["task"].partition(":")
    task: Task = getattr(import_module(module), function)(**setup["options"])
    send(answers, Frame(READY, str(peak()).encode()))
    with within(chosen):
        _serve(task, answers)


def _serve(task: Task, answers: int) -> None:
    for count in range(1, FILES_BEFORE_REST + 1):
        job = receive(0)
        if job is None:
            return
        _allow_seconds(limits().seconds)
        place, content = unpack_job(job.payload)
        answer = _answer(task, content, place)
        last = answer.last or count == FILES_BEFORE_REST or _data() > limits().data // 2
        send(answers, answer._replace(last=last))
        if last:
            return


def _watch(answers: int) -> None:
    """Goes on in a child; this process waits for it, tells how much memory it had, and ends as it did."""
    watcher = os.getpid()
    child = os.fork()
    if child == 0:
        _die_with(watcher)
        return
    os.close(0)
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    with suppress(OSError):
        send(answers, Frame(PEAK, str(usage.ru_maxrss * 1024).encode()))
    if code < 0:
        if -code != signal.SIGKILL:
            # Python itself listens to some signals.
            signal.signal(-code, signal.SIG_DFL)
        os.kill(watcher, -code)
    os._exit(max(code, 0))


def _answer(task: Task, content: bytes, place: str) -> Frame:
    try:
        return Frame(RESULT, task(content, place))
    except TongbaoError as error:
        return Frame(ERROR, pack_error(error))
    except MemoryError:
        # The peak of this process would be held against the next file.
        return Frame(ERROR, pack_error(TooLargeError(place, limits().told("memory"))), last=True)
    except RecursionError:
        told: TongbaoError = TooLargeError(place, limits().told("nesting"))
    except BaseException as error:  # a panic of a compiled library is no Exception
        traceback.print_exc()
        told = UnexpectedError(place, f"{type(error).__name__}: {error}")
    return Frame(ERROR, pack_error(told))


def _private_output() -> int:
    """Standard output under another number: what a library prints must not get among the answers."""
    answers = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return answers


def _die_with(parent: int) -> None:
    """End when the parent ends, however it ends; elsewhere than on Linux, when it hangs up."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)


def _bind(chosen: Limits) -> None:
    _limit(resource.RLIMIT_DATA, chosen.data)
    _limit(resource.RLIMIT_CORE, 0)
    # What a program that a loader starts may write into its temporary folder.
    _limit(resource.RLIMIT_FSIZE, chosen.inflated)


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    value = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (value, value))


def _allow_seconds(seconds: float) -> None:
    """So many seconds of the processor from now on; the parent looks at the clock as well."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    allowed = math.ceil(time.process_time() + seconds * _threads()) + 1
    soft = allowed if hard == resource.RLIM_INFINITY else min(allowed, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def _threads() -> int:
    return int(os.environ.get("OMP_NUM_THREADS", "1"))


def peak() -> int:
    """The most memory that this process has had, in bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _data() -> int:
    """How much memory counts against the limit now."""
    if sys.platform != "linux":
        return peak()
    with open("/proc/self/statm", encoding="ascii") as stream:
        return int(stream.read().split()[5]) * resource.getpagesize()
