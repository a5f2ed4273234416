"""Whether a dataset that somebody hands you is what it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ggsr_extract.dataset.by_document import ByDocument
from ggsr_extract.dataset.check.derived import derived_problems
from ggsr_extract.dataset.check.files import read_files
from ggsr_extract.dataset.check.findings import finding_problems
from ggsr_extract.dataset.check.keys import key_problems
from ggsr_extract.dataset.check.spans import span_problems
from ggsr_extract.dataset.check.texts import text_problems
from ggsr_extract.dataset.derive.facts import series_of
from ggsr_extract.dataset.integrity import integrity_problems
from ggsr_extract.dataset.model import Problem, Tables
from ggsr_extract.dataset.parquet import rows_of
from ggsr_extract.dataset.swap import recover

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["check"]

_CHECKS: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
    key_problems,
    text_problems,
    span_problems,
    finding_problems,
    derived_problems,
)


def check(output: Path, *, at_a_time: int = 64) -> tuple[Problem, ...]:
    """What is wrong with the dataset in a folder; nothing, when it is whole.

    Files against the descriptor and the declared schema; then types, nulls, code lists and keys;
    then what the values mean: that the blocks partition each text, that each value can be rebuilt
    from its spans, markup and edits, that assessed indicators partition the printed ones, and that
    everything derived follows from the rest. A later stage needs the earlier ones to be right.

    Args:
        output: the dataset.
        at_a_time: documents whose rows are in memory together, with those of their series.

    Raises:
        OutputError: there is no dataset.
    """
    recover(output)
    read, problems = read_files(output)
    if read is None:
        return tuple(problems)
    parts = ByDocument(read)
    if not parts.are_in_order or any(problem.code != "file" for problem in problems):
        return (*problems, *_row_problems(read, parts))
    for tables in _by_series(parts, at_a_time):
        if any(integrity_problems(tables)):
            return (*problems, *_row_problems(read, parts))
        for one in _CHECKS:
            problems += one(tables)
    return tuple(dict.fromkeys(problems))


def _by_series(parts: ByDocument, at_a_time: int) -> Iterator[Tables]:
    """All documents, some at a time: those of one series together, since they tell of each other.

    At least once, so that a dataset without documents is looked at too.
    """
    series: defaultdict[str, list[int]] = defaultdict(list)
    for place, factsheet_id in enumerate(parts.factsheet_ids):
        series[series_of(factsheet_id)].append(place)
    group: list[int] = []
    for places in series.values():
        group += places
        if len(group) >= at_a_time:
            yield parts.of(sorted(group))
            group = []
    if group or not series:
        yield parts.of(sorted(group))


def _row_problems(read: Mapping[str, pa.Table], parts: ByDocument) -> Iterator[Problem]:
    """Rows that break a rule of their table, told by their numbers in it; or their order."""
    found = list(integrity_problems({name: rows_of(table) for name, table in read.items()}))
    yield from found
    if not found and not parts.are_in_order:
        yield Problem("order", "documents", "rows do not stand in the order of their documents")
