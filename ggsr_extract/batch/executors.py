"""Where the work is done: in other processes, which can be stopped one by one.

An executor takes a function and its arguments and gives a `concurrent.futures.Future`, whatever
stands behind it; :func:`run_all` is the one way in which a run uses it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from itertools import islice
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from ggsr_extract.batch.limits import Limits, prepare_worker
from ggsr_extract.batch.processes import LEFT

__all__ = ["Executor", "Failure", "LocalPool", "failure_of", "run_all"]

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
# Tasks a worker does before a fresh one takes its place: what leaks goes with it.
_TASKS_PER_WORKER = 200
# A pool breaks when a worker dies at an unlucky moment, which is no fault of the others' tasks.
_ATTEMPTS = 3


class Executor(AbstractContextManager["Executor"], Protocol):
    """Does work. Leaving it with an error stops what is being done."""

    @property
    def width(self) -> int:
        """How much is done at the same time."""

    def submit(self, work: Callable[[_Task], _Result], task: _Task) -> Future[_Result]:
        """Begin `work(task)`; the future raises what the work raised, or what stopped it."""


class Failure(Struct, frozen=True):
    """A task came to nothing: `code` is a quarantine code, `message` says why."""

    code: str
    message: str


class LocalPool:
    """Processes on this machine, of which one can be stopped without a loss to the others.

    Args:
        width: number of processes.
        limits: what a task may take.
        warm_up: called once in each process before its first task; must be importable.
        has_language: the tasks read words too.
    """

    def __init__(
        self,
        width: int,
        limits: Limits,
        warm_up: Callable[[], object] | None = None,
        *,
        has_language: bool = False,
    ) -> None:
        self.width = width
        self._limits = limits
        self._warm_up = warm_up
        self._has_language = has_language
        self._pool = self._new_pool()

    def __enter__(self) -> LocalPool:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._pool.close()
        else:
            self._pool.stop()
        self._pool.join()

    def submit(self, work: Callable[[_Task], _Result], task: _Task) -> Future[_Result]:
        """Give it to the next free process."""
        try:
            return self._schedule(work, task)
        except RuntimeError:  # the pool broke: some process died before it had told of its task
            self._pool.stop()
            self._pool.join()
            self._pool = self._new_pool()
            return self._schedule(work, task)

    def _schedule(self, work: Callable[[_Task], _Result], task: _Task) -> Future[_Result]:
        scheduled: Future[_Result] = self._pool.schedule(
            work, args=(task,), timeout=self._limits.seconds
        )
        return scheduled

    def _new_pool(self) -> Any:
        from pebble import ProcessPool

        from ggsr_extract.batch.processes import WorkerContext

        return ProcessPool(
            max_workers=self.width,
            max_tasks=_TASKS_PER_WORKER,
            initializer=prepare_worker,
            initargs=(self._limits, self._warm_up),
            context=WorkerContext(has_language=self._has_language),
        )


def run_all(
    executor: Executor, work: Callable[[_Task], _Result], tasks: Iterable[_Task]
) -> Iterator[tuple[_Task, _Result | Failure]]:
    """Each task with what came of it, as they end; few are under way at any time.

    Raises:
        Exception: whatever `work` itself raised, but for MemoryError and SystemExit.
    """
    waiting = iter(tasks)
    running: dict[Future[_Result], tuple[_Task, int]] = {}

    def begin(task: _Task, attempt: int = 1) -> None:
        running[executor.submit(work, task)] = (task, attempt)

    while True:
        for task in islice(waiting, max(0, 2 * executor.width - len(running))):
            begin(task)
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in [future for future in running if future in done]:
            task, attempt = running.pop(future)
            if _is_broken(future) and attempt < _ATTEMPTS:
                begin(task, attempt + 1)
                continue
            result: _Result | Failure = _result_of(future)
            yield task, result


def _is_broken(future: Future[Any]) -> bool:
    return isinstance(future.exception(), BrokenProcessPool)


def _result_of(future: Future[_Result]) -> _Result | Failure:
    error = future.exception()
    if error is None:
        return future.result()
    return failure_of(error)


def failure_of(error: BaseException) -> Failure:
    """What stopped a task.

    Raises:
        BaseException: the error itself, when it is the work's own.
    """
    from pebble import ProcessExpired

    match error:
        case TimeoutError():
            return Failure("timeout", "took longer than --timeout allows")
        case MemoryError():
            return Failure("memory", "needed more memory than --memory allows")
        case BrokenProcessPool():
            return Failure("crash", "the process that read it died")
        case SystemExit():
            return Failure("crash", f"the program left while reading it (exit code {error.code})")
        case ProcessExpired():
            return Failure("crash", _death(error.exitcode))
        case _:
            raise error


def _death(exitcode: int | None) -> str:
    import signal

    if exitcode == LEFT:
        return "the process that read it left as if all were well (exit code 0)"
    if exitcode is None or exitcode >= 0:
        return f"the process that read it died (exit code {exitcode})"
    name = signal.Signals(-exitcode).name
    return f"the process that read it died ({name}); it may have run out of memory"
