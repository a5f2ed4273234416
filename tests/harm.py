"""What a document may do to the process that reads it, without a document."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import time
from pathlib import Path

__all__ = ["HARM", "harm"]


def _hang(_: str) -> str:
    time.sleep(3600)
    return "never"


def _hang_deaf(_: str) -> str:
    """In a loop that no signal handler written in Python interrupts."""
    return str(re.match(r"(a+)+$", "a" * 60 + "b"))


def _explode(_: str) -> str:
    return str(len(bytearray(8 * 2**30)))


def _grow(_: str) -> str:
    kept: list[str] = []
    while True:
        kept.append("x" * 2**20 + str(len(kept)))


def _raise(_: str) -> str:
    raise SystemExit(7)


def _exit(_: str) -> str:
    os._exit(3)


def _segfault(_: str) -> str:
    return str(ctypes.string_at(8))


def _abort(_: str) -> str:
    os.abort()


def _killed(_: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def _leave_as_if_well(_: str) -> str:
    """Ends the process as if all were well."""
    os._exit(0)


# What it does → what is said of it.
HARM = {
    "hang": (_hang, "timeout"),
    "hang_deaf": (_hang_deaf, "timeout"),
    "explode": (_explode, "memory"),
    "grow": (_grow, "memory"),
    "raise": (_raise, "crash"),
    "exit": (_exit, "crash"),
    "segfault": (_segfault, "crash"),
    "abort": (_abort, "crash"),
    "killed": (_killed, "crash"),
    "leave": (_leave_as_if_well, "crash"),
}


def harm(task: str) -> str:
    """Do that harm; any other task is answered with itself and the number of the process."""
    if task in HARM:
        return HARM[task][0](task)
    if task.startswith("/"):
        Path(task).write_text(str(os.getpid()))
        time.sleep(3600)
    return f"{task} {os.getpid()}"
