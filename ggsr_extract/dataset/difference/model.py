"""What differs between two datasets: tables, columns, rows, cells."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ggsr_extract.dataset.model import Value

__all__ = [
    "CellChange",
    "ChangedRow",
    "ColumnChange",
    "Difference",
    "LoneRow",
    "Side",
    "TableDifference",
]

Side = Literal["old", "new"]


class CellChange(Struct, frozen=True):
    """A column whose value differs."""

    column: str
    old: Value
    new: Value


class ColumnChange(Struct, frozen=True):
    """A column that has another type, or stands on one side only: the other type is None."""

    column: str
    old: str | None
    new: str | None


class LoneRow(Struct, frozen=True):
    """A row that stands on one side only.

    `key`: its primary key, parts joined by a slash; empty in a table without one. `source_path`:
    the file that it comes from, as far as the row says so.
    """

    key: str
    source_path: str | None
    values: tuple[tuple[str, Value], ...]


class ChangedRow(Struct, frozen=True):
    """A row that stands on both sides; `old_key` and `key` differ where it was renamed."""

    old_key: str
    key: str
    source_path: str | None
    cells: tuple[CellChange, ...]


class TableDifference(Struct, frozen=True):
    """What differs in a table.

    Attributes:
        name: the table.
        only_in: the side that has the table, where the other has not; no row is listed then.
        rows: number of rows of a table that one side has.
        columns: columns that are not the same; of their values nothing is compared where a column
            stands on one side only.
        removed: rows of the old dataset that are gone, in its order.
        added: rows of the new dataset that were not there, in its order.
        changed: rows that are on both sides with other values, in the order of the new dataset.
    """

    name: str
    only_in: Side | None = None
    rows: int = 0
    columns: tuple[ColumnChange, ...] = ()
    removed: tuple[LoneRow, ...] = ()
    added: tuple[LoneRow, ...] = ()
    changed: tuple[ChangedRow, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.only_in or self.columns or self.removed or self.added or self.changed)


class Difference(Struct, frozen=True):
    """What differs between two datasets.

    Attributes:
        tables: the tables that differ, those that matter most first.
        made_by: versions and rules that the documents were made by, where they differ. They say
            where a dataset comes from, and nothing of what it holds: they are no difference.
    """

    tables: tuple[TableDifference, ...]
    made_by: tuple[CellChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both datasets hold the same."""
        return not self.tables

    @property
    def exit_code(self) -> int:
        """0: they hold the same. 1: they differ."""
        return 0 if self.is_empty else 1
