"""A path becomes bytes, or a reason why not. Nothing but an ordinary file is ever opened."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from ggsr_extract.errors import SourceError

__all__ = ["MAX_BYTES", "read_bytes"]

# A factsheet is some tens of kilobytes of text, or a few megabytes of PDF.
MAX_BYTES = 64 * 2**20
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe (FIFO)"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_bytes(path: Path) -> bytes:
    """The bytes of an ordinary file of at most `MAX_BYTES`.

    Raises:
        SourceError: `unreadable` (not there, no permission, no ordinary file) or `too_large`.
    """
    try:
        _refuse(path.stat())
        # Something else may have taken its name by now: never wait for a pipe, look again.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            _refuse(os.fstat(descriptor))
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SourceError("unreadable", f"cannot be read: {reason}") from error
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    return data


def _refuse(status: os.stat_result) -> None:
    for is_kind, kind in _KINDS:
        if is_kind(status.st_mode):
            raise SourceError("unreadable", f"{kind}: only ordinary files are read")
    if status.st_size > MAX_BYTES:
        raise _too_large(status.st_size)


def _too_large(size: int) -> SourceError:
    return SourceError(
        "too_large",
        f"{size / 2**20:.0f} MiB or more, the limit is {MAX_BYTES // 2**20} MiB: no factsheet is "
        "that large; split it",
    )
