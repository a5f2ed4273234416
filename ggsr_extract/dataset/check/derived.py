"""Everything that follows from other rows must follow from them."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.derive import complete, without_derived
from ggsr_extract.dataset.model import Problem, Rows, Tables
from ggsr_extract.dataset.schema import Table
from ggsr_extract.dataset.tables import all_tables

__all__ = ["derived_problems"]


def derived_problems(tables: Tables) -> Iterator[Problem]:
    """Rows of derived tables and columns that differ from what the other rows give.

    Primary copies, statuses, changes, completeness, the wide table and derived diagnostics.
    """
    expected = complete(without_derived(tables))
    for name, table in all_tables().items():
        if tables[name] != expected[name]:
            yield _difference(table, tables[name], expected[name])


def _difference(table: Table, found: Rows, expected: Rows) -> Problem:
    """The first row that differs."""
    for there, wanted in zip(found, expected, strict=False):
        for name in table.column_names:
            if there[name] != wanted[name]:
                message = f"{name} is {there[name]!r}, the other rows give {wanted[name]!r}"
                return Problem("derived", table.name, message, table.key_of(wanted) or None)
    message = f"has {len(found)} rows, the other rows give {len(expected)}"
    return Problem("derived", table.name, message)
