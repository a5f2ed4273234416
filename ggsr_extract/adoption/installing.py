"""Several files of a folder change together: all of them, or none, whenever the program is killed.

What is to be written is made in `.adopting/new`, and a list of it comes last (`files.json`). From
then on the change holds: whoever looks next moves what has not been moved. What a kill leaves
before that is thrown away.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ggsr_extract.adoption.complaints import AdoptionError

__all__ = ["alone_in", "install"]

_STAGING, _NEW, _LIST = ".adopting", "new", "files.json"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Be the only one that changes the files of a folder, after completing what a kill left.

    The system ends the lock when the process dies.

    Raises:
        AdoptionError: there is no such folder, or somebody else is changing it.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise AdoptionError(
            f"{folder}: no corpus here ({error.strerror}): name its folder with --corpus DIR"
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _complete(folder)
        yield
    except BlockingIOError:
        raise AdoptionError(f"{folder}: another document is being adopted: wait for it") from None
    finally:
        os.close(descriptor)


def install(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder, by their paths in it; existing ones are replaced.

    Raises:
        AdoptionError: it cannot be written; nothing was changed.
    """
    try:
        _require_writable(files, folder)
        _stage(files, folder / _STAGING)
    except OSError as error:
        shutil.rmtree(folder / _STAGING, ignore_errors=True)
        raise AdoptionError(f"{folder}: cannot be written: {error.strerror or error}") from error
    _complete(folder)


def _require_writable(files: Mapping[str, bytes], folder: Path) -> None:
    for place in {(folder / name).parent for name in files}:
        place.mkdir(parents=True, exist_ok=True)
        if not os.access(place, os.W_OK | os.X_OK):
            raise PermissionError(13, f"no permission to change {place}")


def _stage(files: Mapping[str, bytes], staging: Path) -> None:
    for name, data in files.items():
        path = staging / _NEW / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, data)
    listed = staging / f"{_LIST}.new"
    _write(listed, json.dumps(sorted(files)).encode())
    listed.rename(staging / _LIST)
    _flush(staging)


def _complete(folder: Path) -> None:
    """Move what is listed and has not been moved; without a list nothing was to change."""
    staging = folder / _STAGING
    if not staging.is_dir():
        return
    listed = staging / _LIST
    names = json.loads(listed.read_bytes()) if listed.exists() else []
    for name in names:
        new = staging / _NEW / name
        if new.exists():
            new.replace(folder / name)
    for place in {(folder / name).parent for name in names}:
        _flush(place)
    # The list goes first: without it what is left of the folder means nothing.
    listed.unlink(missing_ok=True)
    shutil.rmtree(staging)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
