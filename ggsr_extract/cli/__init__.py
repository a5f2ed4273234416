"""The command line.

Exit codes: 0 all is well; 1 it could not run, or a check failed; 2 wrong usage; 3 a source is in
quarantine; 130 it was interrupted. Results go to standard output, all else to standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from ggsr_extract.cli.adopting import adopt
from ggsr_extract.cli.commands import commands

__all__ = ["commands", "main"]

commands.add_command(adopt)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    commands(arguments, prog_name="ggsr-extract")
