"""Worker processes that know nothing of the program that started the run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import current_process
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.forkserver import ensure_running
from types import ModuleType

__all__ = ["LEFT", "WorkerContext", "start_early"]

LEFT = 256
"""Exit code, which no process can have, of one that ended with 0 before its work was done."""
_DONE = 93


class _Worker(ForkServerProcess):
    """A process that does not import the main module, as multiprocessing would have it do.

    It needs nothing of it; a script without `if __name__ == "__main__":` would start over, and one
    that is typed or piped in cannot be imported at all.
    """

    def start(self) -> None:
        with _without_main(), _as_parent():
            super().start()

    def run(self) -> None:
        """Work until there is no more; only then does the process end with this exit code."""
        super().run()
        sys.exit(_DONE)

    @property
    def exitcode(self) -> int | None:
        """As of any process; 0 means that the work was done, not that something ended it so."""
        code = super().exitcode
        return {_DONE: 0, 0: LEFT}.get(code, code) if code is not None else None


class WorkerContext(ForkServerContext):
    """Workers are copies of a clean process that has what they need imported."""

    Process = _Worker

    def __init__(self, *, has_language: bool) -> None:
        super().__init__()
        modules = ["warm", "warm_language"] if has_language else ["warm"]
        self.set_forkserver_preload([f"ggsr_extract.batch.{name}" for name in modules])


@contextmanager
def _as_parent() -> Iterator[None]:
    """A process that is itself to end with another one (a worker of Dask) may have children too.

    These end with it: each watches its parent.
    """
    me = current_process()
    is_daemon = me.daemon
    me.daemon = False
    try:
        yield
    finally:
        me.daemon = is_daemon


@contextmanager
def _without_main() -> Iterator[None]:
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def start_early(*, has_language: bool) -> None:
    """Let the process that workers are copied from begin its imports while others are made.

    It stays as it is for all further runs of this process: what it has not imported, each worker
    that needs it has to.
    """
    WorkerContext(has_language=has_language)
    with _without_main():
        ensure_running()
