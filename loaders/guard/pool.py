"""The guard itself: a handful of workers, each with one file at a time."""

from __future__ import annotations

import os
import selectors
from typing import Self

from loaders.guard.process import Answer, Job, Process, Task
from loaders.limits import Limits


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Guard:
    """At most `jobs` workers that do `task`, started when they are needed; use it as a context manager.

    Use it from one thread: on Linux, workers end with the thread that started them. `quiet` drops what libraries
    write to standard error.
    """

    def __init__(
        self, task: Task, *, jobs: int | None = None, limits: Limits | None = None, quiet: bool = True
    ) -> None:
        self._task = task
        self.jobs = max(1, cores() if jobs is None else jobs)
        self.limits = limits or Limits.usual()
        self._quiet = quiet
        self._workers: list[Process] = []
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def busy(self) -> int:
        """How many files are in the hands of workers."""
        return sum(worker.job is not None for worker in self._workers)

    @property
    def free(self) -> bool:
        """Whether another file can be given."""
        return self.busy < self.jobs

    def give(self, key: int, place: str, content: bytes) -> None:
        """Give a file to a worker; `key` comes back with the answer, `place` names it in errors."""
        if not self.free:
            raise ValueError("all workers are busy; wait for an answer")
        worker = next((worker for worker in self._workers if worker.job is None), None) or self._start()
        worker.give(Job(key, place), content)
        self._watch(worker)

    def wait(self) -> list[tuple[int, Answer]]:
        """The answers that are next to come, at least one where a worker is busy."""
        answers: list[tuple[int, Answer]] = []
        while not answers and self.busy:
            patience = min(worker.seconds_left() for worker in self._workers if worker.job)
            for key, _ in self._selector.select(patience):
                worker: Process = key.data
                if worker.finished:
                    continue
                if key.fd == worker.input:
                    worker.write()
                else:
                    self._take(worker, worker.read(), answers)
                self._watch(worker)
            for worker in [each for each in self._workers if each.job and not each.seconds_left()]:
                self._take(worker, worker.late(), answers)
                self._watch(worker)
        return answers

    def close(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            worker.end()
        self._selector.close()
        for worker in self._workers:
            worker.close()
        self._workers.clear()

    def _start(self) -> Process:
        worker = Process(self._task, self.limits, max(1, cores() // self.jobs), self._quiet)
        self._workers.append(worker)
        self._selector.register(worker.output, selectors.EVENT_READ, worker)
        return worker

    def _take(self, worker: Process, answer: Answer | None, answers: list[tuple[int, Answer]]) -> None:
        if answer is not None and worker.job is not None:
            answers.append((worker.job.key, answer))
            worker.job = None

    def _watch(self, worker: Process) -> None:
        """Look at the ends of its pipes that something may come of; let go of one that is finished."""
        known = self._selector.get_map()
        if worker.finished:
            for descriptor in (worker.input, worker.output):
                if descriptor in known:
                    self._selector.unregister(descriptor)
            worker.close()
            self._workers.remove(worker)
        elif worker.writes and worker.input not in known:
            self._selector.register(worker.input, selectors.EVENT_WRITE, worker)
        elif not worker.writes and worker.input in known:
            self._selector.unregister(worker.input)
