"""What one document may take of time and memory, and how a worker process is held to it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress

from msgspec import Struct

from ggsr_extract.errors import GgsrError

__all__ = ["Limits", "can_limit_memory", "default_jobs", "prepare_worker"]

_MOST_JOBS = 16


class Limits(Struct, frozen=True):
    """Seconds for one document, and MiB of memory for the process that reads it."""

    seconds: float | None = 60.0
    memory_mib: int | None = 1024


def default_jobs() -> int:
    """One process for each core that this one may use, up to a point."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), _MOST_JOBS)
    return min(os.cpu_count() or 1, _MOST_JOBS)


def can_limit_memory() -> bool:
    """Only Linux counts what a process has allocated against a limit."""
    return sys.platform == "linux"


def prepare_worker(limits: Limits, warm_up: Callable[[], object] | None) -> None:
    """Make this process one that may be killed: called in a worker before its first task."""
    # Whoever stops it does not wait for Python to come round to a handler.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _die_with_parent()
    if warm_up is not None:
        with suppress(GgsrError):  # the first task meets the same error, and is heard
            warm_up()
    if limits.memory_mib is not None and can_limit_memory():
        _limit_memory(limits.memory_mib * 2**20)


def _limit_memory(size: int) -> None:
    import resource

    # A crash of the document must not fill the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, highest = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = size if highest == resource.RLIM_INFINITY else min(size, highest)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, allowed))


def _die_with_parent() -> None:
    """Nobody is left to take the result when the run itself is killed."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
