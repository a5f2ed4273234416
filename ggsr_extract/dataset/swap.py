"""Replacing a folder as a whole, so that a kill at any moment costs neither the old nor the new.

The new folder is made beside the old one (`.<name>.new`); when it is complete the old one steps
aside (`.<name>.old`), the new one takes its name, and the old one is deleted. Whatever a kill
leaves behind is one of the states that :func:`recover` knows.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ggsr_extract.dataset.descriptor import DESCRIPTOR, read_descriptor
from ggsr_extract.errors import OutputError

__all__ = ["Step", "Swap", "flush", "recover", "refuse_foreign"]

Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Swap:
    """The names that take part in replacing `output`."""

    output: Path

    @property
    def new(self) -> Path:
        """Where the next dataset is made."""
        return self.output.with_name(f".{self.output.name}.new")

    @property
    def old(self) -> Path:
        """Where the last dataset waits for its deletion."""
        return self.output.with_name(f".{self.output.name}.old")

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """An empty folder for the next dataset, locked; it is deleted when the block fails.

        Raises:
            OutputError: another run is publishing to the same place.
        """
        self.output.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.new.mkdir()
        except FileExistsError:
            raise _busy(self.output) from None
        with _locked(self.new) as is_mine:
            if not is_mine:
                raise _busy(self.output)
            try:
                yield self.new
            except BaseException:
                _delete(self.new)
                _settle(self)
                raise

    def commit(self, on_step: Step) -> None:
        """Put the new folder, complete and flushed, in the place of the old one."""
        if self.output.exists():
            self.output.rename(self.old)
            on_step("old set aside")
        self.new.rename(self.output)
        on_step("new in place")
        flush(self.output.parent)
        _delete(self.old)
        on_step("old deleted")


def recover(output: Path) -> None:
    """Complete what a killed run left half-way, or take it back; nothing to do is no error.

    A new dataset that is complete takes its place; one that is not is deleted, and the old one is
    where it was. A run that is still publishing is left alone.

    Raises:
        OutputError: something was left half-way and cannot be mended.
    """
    swap = Swap(output.resolve())
    try:
        if swap.new.is_dir():
            with _locked(swap.new) as is_mine:
                if is_mine:
                    _finish(swap)
        elif swap.old.is_dir():
            _settle(swap)
    except FileNotFoundError:
        return  # the run that was publishing has just finished
    except OSError as error:
        raise OutputError(
            f"{output}: a killed run left it half-way, and it cannot be mended: "
            f"{error.strerror or error}"
        ) from error


def _finish(swap: Swap) -> None:
    if not _is_dataset(swap.new):
        _delete(swap.new)
        _settle(swap)
        return
    if swap.output.exists():
        _delete(swap.old)
    refuse_foreign(swap.output)
    swap.commit(lambda _: None)


def _settle(swap: Swap) -> None:
    """The old dataset goes, or comes back when nothing has taken its place."""
    if not swap.old.exists():
        return
    if swap.output.exists():
        _delete(swap.old)
    else:
        swap.old.rename(swap.output)
    flush(swap.output.parent)


def refuse_foreign(output: Path) -> None:
    """Refuse a place that holds something else than a dataset of ours.

    Raises:
        OutputError: it is no folder, or one with other things in it.
    """
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output}: is no folder")
    if output.is_dir() and any(output.iterdir()) and not _is_dataset(output):
        raise OutputError(
            f"{output}: holds other things than a dataset of ggsr-extract (no {DESCRIPTOR} of "
            f"ours); choose an empty or a new folder"
        )


def flush(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_dataset(folder: Path) -> bool:
    """Whether the folder has a descriptor of ours, which is written last."""
    try:
        read_descriptor(folder)
    except (OSError, ValueError):
        return False
    return True


def _delete(folder: Path) -> None:
    """Delete a folder, if it is there; another run may be deleting it too."""
    while folder.exists():
        try:
            shutil.rmtree(folder)
        except FileNotFoundError:
            continue


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Hold a lock on a folder, if it is free. The system frees it when the process dies."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


def _busy(output: Path) -> OutputError:
    return OutputError(f"{output}: another run is publishing to it")
