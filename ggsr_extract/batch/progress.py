"""Telling how far a run is: a bar on a terminal, lines elsewhere, nothing when it must be quiet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal

from msgspec import Struct

from ggsr_extract.terminal import printable

__all__ = ["Progress", "Watcher", "progress_on"]


class Progress(Struct, frozen=True):
    """A source is done: the `done`-th of `total`.

    `code` says why it is in quarantine, and `stage` what refused it. `is_reused`: it had been read
    before, and is as it was.
    """

    done: int
    total: int
    source_path: str
    code: str | None = None
    is_reused: bool = False
    stage: str | None = None


Watcher = Callable[[Progress], None]


@contextmanager
def progress_on(*, quiet: bool, form: Literal["text", "json"] = "text") -> Iterator[Watcher | None]:
    """Whom to tell; on standard error, since standard output is for results.

    `form`: `json` tells it to a program, a line each; `text` to a person.
    """
    if quiet:
        yield None
    elif form == "json":
        yield _log_line
    elif sys.stderr.isatty():
        with _bar() as watcher:
            yield watcher
    else:
        yield _print_line


def _log_line(progress: Progress) -> None:
    from ggsr_extract.batch.log import progress_line

    sys.stderr.write(f"{progress_line(progress)}\n")
    sys.stderr.flush()


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
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="")

        def watch(progress: Progress) -> None:
            name = printable(progress.source_path)
            bar.update(task, completed=progress.done, total=progress.total, description=name)
            bar.update(task, rate=_rate(bar.tasks[task].speed))
            if progress.code:
                bar.console.print(f"{name}: {progress.code}", markup=False, highlight=False)

        yield watch


def _rate(speed: float | None) -> str:
    """Documents a second; of slow ones how many a minute."""
    if speed is None:
        return ""
    return f"{speed:.1f}/s" if speed >= 1 else f"{speed * 60:.1f}/min"
