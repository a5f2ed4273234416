"""Running the command line in tests, and folders to run it on."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from ggsr_extract.cli import main
from ggsr_extract.dataset.load import load

__all__ = ["CORPUS", "Result", "documents_in", "good_file", "quarantine_in", "run"]

CORPUS = Path(__file__).parent.parent / "corpus"


@dataclass(frozen=True)
class Result:
    """Exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Result:
    """Run `ggsr-extract` with these arguments, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    code = left.value.code
    assert isinstance(code, int)
    return Result(code, out.getvalue(), err.getvalue())


def good_file(folder: Path, name: str = "good.txt") -> Path:
    """A small factsheet of the corpus in a folder, which is made when needed."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(CORPUS / "eindhoven-2015.txt", folder / name))


def documents_in(output: Path) -> list[str]:
    """Paths of the sources that came through."""
    return list(load(output)["documents"]["source_path"])


def quarantine_in(output: Path) -> Mapping[str, str]:
    """Quarantine codes by path of the source."""
    frame = load(output)["quarantine"]
    return dict(zip(frame["source_path"], frame["code"].astype(str), strict=True))
