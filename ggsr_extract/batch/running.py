"""The sources of a run become entries: from the cache where they are known, else by an executor."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ggsr_extract.batch.cache import Cache
from ggsr_extract.batch.discovery import Source
from ggsr_extract.batch.entry import Entry, Refusal
from ggsr_extract.batch.executors import Executor, Failure, InProcess, LocalPool, run_all
from ggsr_extract.batch.settings import Settings
from ggsr_extract.batch.work import Work

__all__ = ["entries_of"]

# Size and time (ns) of a file, and the sha256 of its bytes.
_Seen = tuple[int, int, str]
# A file may change again within the same tick of its clock: what is newer is not trusted.
_TICK_NS = 2 * 10**9


def entries_of(
    sources: Sequence[Source], work: Work, settings: Settings
) -> Iterator[tuple[Source, Entry]]:
    """What became of each source, as it comes.

    Raises:
        RuleError: the rules were changed in the meantime.
        OutputError: the cache cannot be written.
    """
    seen = {} if settings.verify else work.cache.seen()
    stamps = {source: _stamp(source.path) for source in sources}
    unknown: list[Source] = []
    now_seen = dict(work.cache.seen())
    for source in sources:
        entry = _known(source, stamps[source], seen, work.cache)
        if entry is None:
            unknown.append(source)
        else:
            yield source, entry
    for source, entry in _worked_on(unknown, work, settings):
        stamp = stamps[source]
        if entry.sha256 is not None and stamp is not None:
            now_seen[_name(source, work.cache)] = (*stamp, entry.sha256)
        yield source, entry
    work.cache.keep_seen(now_seen)


def _worked_on(
    sources: Sequence[Source], work: Work, settings: Settings
) -> Iterator[tuple[Source, Entry]]:
    if not sources:
        return
    with _executor(len(sources), work, settings) as executor:
        for source, result in run_all(executor, work, sources):
            yield source, _entry_of(result)


def _executor(count: int, work: Work, settings: Settings) -> Executor:
    if settings.jobs == 0:
        return InProcess()
    return LocalPool(min(settings.jobs, count), settings.limits, work.rules)


def _entry_of(result: Entry | Failure) -> Entry:
    if isinstance(result, Entry):
        return result
    return Entry(None, Refusal("parse", result.code, result.message))


def _known(
    source: Source, stamp: tuple[int, int] | None, seen: Mapping[str, _Seen], cache: Cache
) -> Entry | None:
    """What is known of a file that is as it was when its bytes were last hashed."""
    before = seen.get(_name(source, cache))
    if stamp is None or before is None or stamp != before[:2]:
        return None
    return cache.find(before[2])


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
