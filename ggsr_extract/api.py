"""The public functions: paths as text or :class:`~pathlib.Path`, one call each.

`ggsr_extract` hands them on; each command of the command line is a call of one of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ggsr_extract.adoption import adopt
from ggsr_extract.batch import diff_rules, extract, ingest
from ggsr_extract.inspection import inspect
from ggsr_extract.rule_use import list_rules

if TYPE_CHECKING:
    from ggsr_extract.dataset import Problem
    from ggsr_extract.dataset.difference import Difference
    from ggsr_extract.dataset.explain import Explanation
    from ggsr_extract.dataset.load import Dataset
    from ggsr_extract.scoring import LanguageScores, Scores

__all__ = [
    "adopt",
    "check",
    "diff",
    "diff_rules",
    "evaluate",
    "evaluate_language",
    "explain",
    "extract",
    "ingest",
    "inspect",
    "list_rules",
    "load",
]


def load(output: str | Path = "output") -> Dataset:
    """The dataset in a folder: its tables as pandas frames, `load("output").findings`.

    Raises:
        OutputError: there is none, or it cannot be read.
    """
    from ggsr_extract.dataset import load

    return load.load(Path(output))


def check(output: str | Path = "output") -> tuple[Problem, ...]:
    """What is wrong with a dataset; nothing, when it is whole.

    Raises:
        OutputError: there is none.
    """
    from ggsr_extract.dataset import check

    return check.check(Path(output))


def explain(id: str, output: str | Path = "output") -> Explanation:  # noqa: A002 - the contract's word
    """A value's way from the page: excerpt, spans, edits, rules, alternatives and their margin.

    Args:
        id: key of an approach, finding, caveat, conclusion or section, or its beginning.
        output: the dataset.

    Raises:
        OutputError: there is no dataset.
        DatasetError: no key begins so, or several do.
    """
    from ggsr_extract.dataset import explain

    return explain.explain(Path(output), id)


def diff(old: str | Path, new: str | Path) -> Difference:
    """What differs between two datasets: rows added, removed and changed, by table.

    Raises:
        OutputError: one of them is no dataset, or cannot be read.
        DatasetError: a file of theirs is not the one that was published.
    """
    from ggsr_extract.dataset import difference

    return difference.diff(Path(old), Path(new))


def evaluate(output: str | Path, gold: str | Path) -> Scores:
    """Score a dataset against hand-made truth, a folder of JSON files or one file.

    Raises:
        GoldError: the gold does not keep to its format.
        OutputError: there is no dataset.
    """
    from ggsr_extract import scoring

    return scoring.evaluate(Path(output), Path(gold))


def evaluate_language(output: str | Path, gold: str | Path) -> LanguageScores:
    """Score what a dataset says of words: a folder of JSON files, one for a source file each.

    Raises:
        GoldError: the gold does not keep to its format, or there is none.
        OutputError: there is no dataset, or it has no such tables.
    """
    from ggsr_extract import scoring

    return scoring.score_language(Path(output), Path(gold))
