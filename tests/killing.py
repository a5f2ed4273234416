"""A process that makes datasets in children of its own, which are killed where it is told.

What a run does to the disk passes Python's audit hooks (files opened, names changed, folders made
and deleted): at the wanted one the child kills itself, as nobody can prepare for. Reads lines of
JSON (`output`, `sources`, `moment`: 0 for never) and answers each with the number of the moment
that was reached, and whether the child was killed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

__all__ = ["Ended", "Killer", "killer"]

_EVENTS = frozenset(
    [
        "open",
        "fcntl.flock",
        "os.mkdir",
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.truncate",
        "shutil.rmtree",
        "tempfile.mkstemp",
    ]
)


class Ended(tuple[int, bool]):
    """How a run ended: how many moments it reached, and whether it was killed."""

    __slots__ = ()


class Killer:
    """Talks to the process."""

    def __init__(self, process: Popen[str]) -> None:
        self._process = process

    def run(self, output: Path, sources: Sequence[Path], moment: int = 0) -> Ended:
        """Make a dataset of exactly these sources, and be killed at that moment."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        task = {"output": str(output), "sources": list(map(str, sources)), "moment": moment}
        print(json.dumps(task), file=self._process.stdin, flush=True)
        reached, is_killed = json.loads(self._process.stdout.readline())
        return Ended((int(reached), bool(is_killed)))


@contextmanager
def killer() -> Iterator[Killer]:
    """A killer, until the end of the block."""
    root = Path(__file__).parent.parent
    command = [sys.executable, "-m", "tests.killing"]
    with Popen(command, cwd=root, stdin=PIPE, stdout=PIPE, text=True) as process:
        yield Killer(process)
        assert process.stdin is not None
        process.stdin.close()


def _main() -> None:
    # Children begin with all they need: no moment is one in which a module is looked for.
    import pyarrow.parquet  # noqa: F401

    from ggsr_extract.batch import ingest, warm  # noqa: F401

    for line in sys.stdin:
        task = json.loads(line)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            _count(task["moment"], writer)
            ingest(task["sources"], task["output"], exactly=True, language=False)
            os._exit(0)
        os.close(writer)
        _, status = os.waitpid(child, 0)
        with os.fdopen(reader, "rb") as told:
            reached = len(told.read())
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            sys.exit("the run failed by itself")
        print(json.dumps([reached, os.WIFSIGNALED(status)]), flush=True)


def _count(moment: int, writer: int) -> None:
    reached = 0

    def hook(event: str, _: Sequence[Any] | Mapping[str, Any]) -> None:
        nonlocal reached
        if event in _EVENTS:
            reached += 1
            os.write(writer, b".")
            if reached == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


if __name__ == "__main__":
    _main()
