"""What becomes of the sources of a run: known from before, else found out by an executor."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ggsr_extract.batch.cache import PASSING, Cache, program_parts
from ggsr_extract.batch.discovery import Source
from ggsr_extract.batch.entry import Outcome, Refusal
from ggsr_extract.batch.published import Published
from ggsr_extract.batch.settings import Settings
from ggsr_extract.batch.work import Work, sha256_of
from ggsr_extract.errors import SourceError

if TYPE_CHECKING:
    from ggsr_extract.batch.executors import Failure

__all__ = ["outcomes_of", "run_here"]

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
# Does some work for each of many tasks: :func:`run_here`, or `run_all` of an executor.
_Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[tuple[Any, Any]]]

# Size and time (ns) of a file, and the sha256 of its bytes.
_Seen = tuple[int, int, str]
# A file may change again within the same tick of its clock: what is newer is not trusted.
_TICK_NS = 2 * 10**9


def outcomes_of(
    sources: Sequence[Source], work: Work, settings: Settings, published: Published | None
) -> Iterator[tuple[Source, Outcome]]:
    """What became of each source, as it comes; the rows are in the cache.

    `published`: what the same program and rules have made of files before, if anything.

    Raises:
        RuleError: the rules were changed in the meantime.
        OutputError: the cache cannot be written.
    """
    seen = dict(work.cache.seen())
    known = _Known(work.cache, {} if settings.verify else seen, published)
    unknown: dict[Source, tuple[int, int] | None] = {}
    for source in sources:
        stamp = _stamp(source.path)
        outcome = known.outcome(source, stamp)
        if outcome is None:
            unknown[source] = stamp
        else:
            yield source, outcome
    for source, outcome in _worked_on(tuple(unknown), work, settings):
        stamp = unknown[source]
        if outcome.sha256 is not None and stamp is not None:
            seen[_name(source, work.cache)] = (*stamp, outcome.sha256)
        yield source, outcome
    if unknown:
        work.cache.keep_seen(seen)


def _worked_on(
    sources: Sequence[Source], work: Work, settings: Settings
) -> Iterator[tuple[Source, Outcome]]:
    if not sources:
        return
    if settings.scheduler is not None:
        yield from _far(sources, work, settings)
        return
    with _runner(len(sources), work, settings) as run:
        for source, result in run(work, sources):
            yield source, result if isinstance(result, Outcome) else _failed(source, result, run)


@contextmanager
def _runner(count: int, work: Work, settings: Settings) -> Iterator[_Run]:
    if settings.jobs == 0:
        yield run_here
        return
    from ggsr_extract.batch.executors import LocalPool, run_all

    width = min(settings.jobs, count)
    with LocalPool(width, settings.limits, work.rules, has_language=work.has_language) as pool:
        # Its processes are on their way: meanwhile comes what their rows will be written with.
        import pyarrow.parquet  # noqa: F401

        yield partial(run_all, pool)


def run_here(
    work: Callable[[_Task], _Result], tasks: Iterable[_Task]
) -> Iterator[tuple[_Task, _Result | Failure]]:
    """Each task with what came of it. Nothing is limited, and what crashes takes all down.

    Raises:
        Exception: whatever `work` itself raised, but for MemoryError and TimeoutError.
    """
    for task in tasks:
        try:
            result: _Result | Failure = work(task)
        except (MemoryError, TimeoutError) as error:
            from ggsr_extract.batch.executors import failure_of

            result = failure_of(error)
        yield task, result


def _failed(source: Source, failure: Failure, run: _Run) -> Outcome:
    """The refusal of a file that stopped its process; its bytes are hashed by another one."""
    ((_, sha256),) = run(sha256_of, [source])
    refusal = Refusal("parse", failure.code, failure.message)
    return Outcome(sha256 if isinstance(sha256, str) else None, refusal)


def _far(
    sources: Sequence[Source], work: Work, settings: Settings
) -> Iterator[tuple[Source, Outcome]]:
    from ggsr_extract.batch.cluster import Cluster, FarWork, Parcel, outcome_of, parcel_of
    from ggsr_extract.batch.executors import run_all

    refused: list[tuple[Source, Outcome]] = []

    def parcels() -> Iterator[Parcel]:
        for source in sources:
            try:
                yield parcel_of(source)
            except SourceError as error:
                refusal = Refusal(error.stage, error.code, str(error))
                refused.append((source, Outcome(None, refusal)))

    far = FarWork(work, settings.limits, tuple(program_parts().items()))
    with Cluster(str(settings.scheduler)) as cluster:
        for parcel, answer in run_all(cluster, far, parcels()):
            yield parcel.source, outcome_of(parcel, answer, work)
    yield from refused


class _Known:
    """What is known of files that are as they were when their bytes were last hashed."""

    def __init__(
        self, cache: Cache, seen: Mapping[str, _Seen], published: Published | None
    ) -> None:
        self._cache = cache
        self._seen = seen
        members = published.members if published else ()
        refused = published.refused if published else ()
        self._documents = frozenset(item.source_sha256 for item in members)
        self._refused = {
            item.source_sha256: Refusal(item.stage, item.code, item.message)
            for item in refused
            if item.code not in PASSING and item.code != "duplicate"
        }

    def outcome(self, source: Source, stamp: tuple[int, int] | None) -> Outcome | None:
        """What a file came to, without opening it; None: it must be read.

        What the dataset has of the same bytes needs no look into the cache, as long as that has it.
        """
        before = self._seen.get(_name(source, self._cache))
        if stamp is None or before is None or stamp != before[:2]:
            return None
        sha256 = before[2]
        if sha256 in self._documents and self._cache.has(sha256):
            return Outcome(sha256, is_reused=True)
        if sha256 in self._refused:
            return Outcome(sha256, self._refused[sha256], is_reused=True)
        entry = self._cache.find(sha256)
        return entry.outcome(is_reused=True) if entry else None


def _stamp(path: Path) -> tuple[int, int] | None:
    """Size and time of an ordinary file that has come to rest."""
    try:
        status = path.stat()
    except OSError:
        return None
    is_at_rest = time.time_ns() - status.st_mtime_ns > _TICK_NS
    if stat.S_ISREG(status.st_mode) and is_at_rest:
        return status.st_size, status.st_mtime_ns
    return None


def _name(source: Source, cache: Cache) -> str:
    return os.path.relpath(source.path, cache.folder)
