"""Telling how far a run is: a bar on a terminal, lines elsewhere, nothing when it must be quiet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ggsr_extract.terminal import printable

__all__ = ["Progress", "Watcher", "progress_on"]


@dataclass(frozen=True, slots=True)
class Progress:
    """A source is done: the `done`-th of `total`. `code` says why it is in quarantine.

    `is_reused`: it had been read before, and is as it was.
    """

    done: int
    total: int
    source_path: str
    code: str | None = None
    is_reused: bool = False


Watcher = Callable[[Progress], None]


@contextmanager
def progress_on(*, quiet: bool) -> Iterator[Watcher | None]:
    """Whom to tell; on standard error, since standard output is for results."""
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar() as watcher:
            yield watcher
    else:
        yield _print_line


def _print_line(progress: Progress) -> None:
    width = len(str(progress.total))
    name = printable(progress.source_path)
    code = f": {progress.code}" if progress.code else ""
    sys.stderr.write(f"[{progress.done:{width}}/{progress.total}] {name}{code}\n")
    sys.stderr.flush()


@contextmanager
def _bar() -> Iterator[Watcher]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def watch(progress: Progress) -> None:
            name = printable(progress.source_path)
            bar.update(task, completed=progress.done, total=progress.total, description=name)
            if progress.code:
                bar.console.print(f"{name}: {progress.code}", markup=False, highlight=False)

        yield watch
