"""Documents are read on a Dask cluster: their bytes go there, and their rows come back.

Nothing but the scheduler's address is shared between the machines: no files, no cache. On a worker
each document is read in a process of its own pool, within the limits of the run, so that it can
harm no worker. A worker that is lost costs the documents that it had under way another attempt.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from ggsr_extract.batch.cache import program_differences
from ggsr_extract.batch.discovery import Source
from ggsr_extract.batch.entry import Entry, Outcome, Refusal
from ggsr_extract.batch.executors import Failure, LocalPool, failure_of
from ggsr_extract.batch.limits import Limits
from ggsr_extract.batch.opening import read_bytes
from ggsr_extract.batch.work import Work
from ggsr_extract.errors import GgsrError, RuleError

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["Cluster", "ClusterError", "FarWork", "Parcel", "outcome_of", "parcel_of"]

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
# Seconds that a scheduler may take to answer, and to get its first worker.
_PATIENCE_S = 20


class ClusterError(GgsrError):
    """The cluster cannot be used, or went away. Stops the run; what was read is kept."""


class Parcel(Struct, frozen=True):
    """A document on its way to a worker."""

    source: Source
    sha256: str
    data: bytes


def parcel_of(source: Source) -> Parcel:
    """Make a document ready to be sent.

    Raises:
        SourceError: it cannot be read.
    """
    data = read_bytes(source.path)
    return Parcel(source, hashlib.sha256(data).hexdigest(), data)


class FarWork(Struct, frozen=True):
    """What is done with a document on a worker: the same as here, by the same program and rules."""

    work: Work
    limits: Limits
    program: tuple[tuple[str, str], ...]

    def __call__(self, parcel: Parcel) -> bytes | Failure:
        """The entry of a document as bytes, or what stopped it.

        Raises:
            ClusterError: this worker has another version of the program, a library or the rules.
        """
        self._require_same()
        future = _pool(self.limits).submit(self._entry, parcel)
        error = future.exception()
        return future.result() if error is None else failure_of(error)

    def _entry(self, parcel: Parcel) -> bytes:
        return self.work.entry_of(parcel.data, parcel.sha256).to_bytes()

    def _require_same(self) -> None:
        from distributed import get_worker

        found = _differences(self.program)
        try:
            self.work.rules()
        except RuleError as error:
            found = (*found, f"rules ({error})")
        if found:
            raise ClusterError(
                f"the worker {get_worker().address} differs from this machine in: "
                f"{', '.join(found)}; install the same there, with the rules in the same folder"
            )


@cache
def _differences(program: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return program_differences(dict(program))


_POOLS: dict[Limits, LocalPool] = {}
_POOLS_LOCK = threading.Lock()


def _pool(limits: Limits) -> LocalPool:
    """The pool of this worker: a process for each of its threads."""
    from distributed import get_worker

    with _POOLS_LOCK:
        if limits not in _POOLS:
            _POOLS[limits] = LocalPool(get_worker().state.nthreads, limits)
        return _POOLS[limits]


def outcome_of(parcel: Parcel, answer: bytes | Failure, work: Work) -> Outcome:
    """What became of a document; its rows go to the cache.

    Raises:
        OutputError: the cache cannot be written.
    """
    if isinstance(answer, Failure):
        return Outcome(parcel.sha256, Refusal("parse", answer.code, answer.message))
    entry = Entry.from_bytes(answer)
    work.cache.keep(entry)
    return entry.outcome(is_reused=False)


class Cluster:
    """A Dask cluster as an executor.

    Args:
        address: that of its scheduler: `tcp://host:8786`.

    Raises:
        ClusterError: Dask is not installed, nobody answers, or the cluster has no workers.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._client = _client(address)

    @property
    def width(self) -> int:
        """Threads of all workers that are there now."""
        return max(1, sum(map(int, self._client.nthreads().values())))

    def wait_for(self, workers: int) -> None:
        """Wait until so many workers are there."""
        self._client.wait_for_workers(workers, timeout=_PATIENCE_S)

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._client.close()

    def submit(self, work: Callable[[_Task], _Result], task: _Task) -> Future[_Result]:
        """Give it to a worker.

        Raises:
            ClusterError: the scheduler is gone.
        """
        if self._client.status != "running":
            raise self._lost()
        theirs = self._client.submit(work, task, pure=False)
        ours: Future[_Result] = Future()
        theirs.add_done_callback(lambda done: self._hand_on(done, ours))
        return ours

    def _hand_on(self, theirs: Any, ours: Future[_Result]) -> None:
        try:
            ours.set_result(theirs.result())
        except CancelledError:
            ours.set_exception(self._lost())
        except Exception as error:  # noqa: BLE001 - the future hands it on
            ours.set_exception(_told(error))

    def _lost(self) -> ClusterError:
        return ClusterError(
            f"{self._address}: the scheduler went away; what was read is kept: run again"
        )


def _told(error: Exception) -> BaseException:
    """What an error of the cluster means for a document, or for the run."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return SystemExit(f"{type(error).__name__}: worker after worker was lost while reading it")
    if isinstance(error, ImportError):
        return ClusterError(f"a worker lacks what it needs: {error}; install ggsr-extract there")
    return error


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(
            "--scheduler needs Dask, which is not installed: pip install 'ggsr-extract[dask]'"
        ) from None
    try:
        client = Client(address, timeout=_PATIENCE_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise ClusterError(f"{address}: no scheduler answers there: {error}") from error
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_S)
    except TimeoutError:
        client.close()
        raise ClusterError(
            f"{address}: the scheduler has no workers: start some with dask worker {address}"
        ) from None
    return client
