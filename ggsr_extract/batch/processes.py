"""Worker processes that know nothing of the program that started the run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.forkserver import ensure_running
from types import ModuleType

__all__ = ["WorkerContext", "start_early"]


class _Worker(ForkServerProcess):
    """A process that does not import the main module, as multiprocessing would have it do.

    It needs nothing of it; a script without `if __name__ == "__main__":` would start over, and one
    that is typed or piped in cannot be imported at all.
    """

    def start(self) -> None:
        with _without_main():
            super().start()


class WorkerContext(ForkServerContext):
    """Workers are copies of a clean process that has what they need imported."""

    Process = _Worker

    def __init__(self) -> None:
        super().__init__()
        self.set_forkserver_preload(["ggsr_extract.batch.warm"])


@contextmanager
def _without_main() -> Iterator[None]:
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def start_early() -> None:
    """Let the process that workers are copied from begin its imports while others are made."""
    WorkerContext()
    with _without_main():
        ensure_running()
