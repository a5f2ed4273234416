"""The command line.

Exit codes: 0 all is well; 1 it could not run, or a check failed; 2 wrong usage; 3 a source is in
quarantine; 130 it was interrupted. Results go to standard output, all else to standard error.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence

from ggsr_extract.cli.adopting import adopt
from ggsr_extract.cli.commands import commands
from ggsr_extract.cli.datasets import check, evaluate, explain, list_rules

__all__ = ["commands", "main"]

for command in (adopt, check, evaluate, explain, list_rules):
    commands.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line. Without `arguments` they, and the process, are the command's own."""
    gc.set_threshold(20_000)  # most of what is made early stays: looking for rubbish is in vain
    if arguments is None:
        _spare_the_process()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    commands(arguments, prog_name="ggsr-extract")


def _spare_the_process() -> None:
    """Leave out what a process does of itself and nothing here needs."""
    # What goes with the process need not be looked through for rubbish at its end.
    atexit.register(gc.freeze)
    # No matrices are multiplied: threads for that would be started with numpy, and spin.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
