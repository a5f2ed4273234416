"""Replacing a folder as a whole, so that a kill at any moment costs neither the old nor the new.

The new folder is made beside the old one (`.<name>.new`); when it is complete the old one steps
aside (`.<name>.old`), the new one takes its name, and the old one is deleted. Whatever a kill
leaves behind is one of the states that :func:`recover` knows.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from msgspec import Struct

from ggsr_extract.dataset.descriptor import DESCRIPTOR, read_descriptor
from ggsr_extract.errors import OutputError

__all__ = ["Step", "Swap", "flush", "flush_all", "no_step", "recover", "refuse_foreign", "settled"]

Step = Callable[[str], None]
# Files that are flushed at the same time.
_AT_ONCE = 16


class Swap(Struct, frozen=True):
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
        with ExitStack() as held:
            with _alone_in(self.output.parent):
                if self.new.exists():
                    raise OutputError(f"{self.output}: another run is publishing to it")
                self.new.mkdir()
                held.enter_context(_locked(self.new))
            try:
                yield self.new
            except BaseException:
                _delete(self.new)
                _settle(self)
                raise

    def commit(self, on_step: Step) -> None:
        """Put the new folder, complete and flushed, in the place of the old one."""
        with _alone_in(self.output.parent):
            _exchange(self, on_step)
        _clear(self, on_step)


def recover(output: Path) -> None:
    """Complete what a killed run left half-way, or take it back; nothing to do is no error.

    A new dataset that is complete takes its place; one that is not is deleted, and the old one is
    where it was. A run that is still publishing is left alone.

    Raises:
        OutputError: something was left half-way and cannot be mended.
    """
    swap = Swap(output.resolve())
    if not swap.new.exists() and not swap.old.exists():
        return
    try:
        with _alone_in(swap.output.parent):
            _recover(swap)
    except OSError as error:
        raise OutputError(
            f"{output}: a killed run left it half-way, and it cannot be mended: "
            f"{error.strerror or error}"
        ) from error


def settled(output: Path) -> bool:
    """Whether there is a dataset, asked when nobody is between two names of one.

    For who has just found none: a run that publishes leaves the place empty for a moment.
    """
    swap = Swap(output.resolve())
    try:
        with _alone_in(swap.output.parent):
            return _is_dataset(swap.output)
    except OSError:
        return False


def _exchange(swap: Swap, on_step: Step) -> None:
    """The old dataset steps aside, the new one takes its name."""
    if swap.output.exists():
        _delete(swap.old)
        swap.output.rename(swap.old)
        on_step("old set aside")
    swap.new.rename(swap.output)
    on_step("new in place")


def _clear(swap: Swap, on_step: Step) -> None:
    """The old dataset goes, once the new one's name is on the disk."""
    flush(swap.output.parent)
    _delete(swap.old)
    on_step("old deleted")


def _recover(swap: Swap) -> None:
    try:
        with _locked(swap.new) as is_mine:
            if is_mine:
                _finish(swap)
    except FileNotFoundError:  # nobody was making a new one, or has just put it in place
        _settle(swap)


def no_step(_: str) -> None:
    """Nobody watches."""


def _finish(swap: Swap) -> None:
    if _is_dataset(swap.new):
        refuse_foreign(swap.output)
        _exchange(swap, no_step)
        _clear(swap, no_step)
    else:
        _delete(swap.new)
        _settle(swap)


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
    try:
        is_empty = not any(output.iterdir())
    except FileNotFoundError:
        return
    except NotADirectoryError:
        raise OutputError(f"{output}: is no folder") from None
    if not is_empty and not _is_dataset(output):
        raise OutputError(
            f"{output}: holds other things than a dataset of ggsr-extract (no {DESCRIPTOR} of "
            f"ours); choose an empty or a new folder"
        )


def flush(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk."""
    with _opened(path) as descriptor:
        os.fsync(descriptor)


def flush_all(paths: Iterable[Path]) -> None:
    """The same of several at a time: a disk is done with many almost as soon as with one."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for _ in threads.map(flush, paths):
            pass


def _is_dataset(folder: Path) -> bool:
    """Whether the folder has a descriptor of ours, which is written last."""
    try:
        read_descriptor(folder)
    except (OSError, ValueError):
        return False
    return True


def _delete(folder: Path) -> None:
    """Delete a folder, if it is there; another run may be deleting it too.

    The descriptor goes first: a folder that is half deleted must not look complete.
    """
    import shutil

    while folder.exists():
        try:
            (folder / DESCRIPTOR).unlink(missing_ok=True)
            shutil.rmtree(folder)
        except FileNotFoundError:
            continue


@contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Hold a lock on a folder, if it is free. The system frees it when the process dies."""
    with _opened(folder) as descriptor:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def _alone_in(parent: Path) -> Iterator[None]:
    """Wait until no other run looks at what a kill left, or begins, in this folder.

    Without it a reader could take a folder that was made a moment ago, and is not locked yet, for
    one that a killed run left.
    """
    with _opened(parent) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
