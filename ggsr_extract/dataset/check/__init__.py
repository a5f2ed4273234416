"""Whether a dataset that somebody hands you is what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ggsr_extract.dataset.check.derived import derived_problems
from ggsr_extract.dataset.check.files import read_files
from ggsr_extract.dataset.check.findings import finding_problems
from ggsr_extract.dataset.check.keys import key_problems
from ggsr_extract.dataset.check.spans import span_problems
from ggsr_extract.dataset.check.texts import text_problems
from ggsr_extract.dataset.integrity import integrity_problems
from ggsr_extract.dataset.model import Problem, Tables
from ggsr_extract.dataset.swap import recover

__all__ = ["check"]

_CHECKS: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    key_problems,
    text_problems,
    span_problems,
    finding_problems,
    derived_problems,
)


def check(output: Path) -> tuple[Problem, ...]:
    """What is wrong with the dataset in a folder; nothing, when it is whole.

    Files against the descriptor and the declared schema; then types, nulls, code lists and keys;
    then what the values mean: that the blocks partition each text, that each value can be rebuilt
    from its spans, markup and edits, that assessed indicators partition the printed ones, and that
    everything derived follows from the rest. A later stage needs the earlier ones to be right.

    Raises:
        OutputError: there is no dataset.
    """
    recover(output)
    tables, problems = read_files(output)
    if tables is None:
        return tuple(problems)
    problems += integrity_problems(tables)
    if problems and any(problem.code != "file" for problem in problems):
        return tuple(problems)
    for one in _CHECKS:
        problems += one(tables)
    return tuple(problems)
