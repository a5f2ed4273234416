"""One run at a time into one output: a lock that ends with the process that holds it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ggsr_extract.errors import OutputError

__all__ = ["locked"]


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Be the only run that makes this dataset.

    The lock is held on a file beside the folder, which says who holds it. The system frees it when
    that process dies, however it dies: what a dead one left is taken over.

    Raises:
        OutputError: another run holds it, or it cannot be made.
    """
    place = output.resolve()
    path = place.with_name(f".{place.name}.lock")
    try:
        descriptor = _taken(path, output)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{output}: cannot be written: {reason}") from error
    try:
        _sign(descriptor, output)
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _sign(descriptor: int, output: Path) -> None:
    """Write down who holds it."""
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"{output}: cannot be written: {reason}") from error


def _taken(path: Path, output: Path) -> int:
    """The lock file, open and locked."""
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still(path, descriptor):
                return descriptor
        except BlockingIOError:
            holder = os.read(descriptor, 20).decode("ascii", "replace")
            os.close(descriptor)
            raise OutputError(
                f"{output}: another run is making this dataset (process {holder or 'unknown'}); "
                "wait for it, or choose another output"
            ) from None
        os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the file is not one that its last holder has deleted in the meantime."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
