"""A table of both datasets, read, checked against its hash, and ready to be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ggsr_extract.dataset.difference.matching import plain, shared_columns
from ggsr_extract.dataset.difference.model import ColumnChange
from ggsr_extract.dataset.difference.renames import Renames
from ggsr_extract.dataset.load import Dataset
from ggsr_extract.dataset.model import Row

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["BothSides", "column_changes", "read_both"]


class BothSides(Struct, frozen=True):
    """A table that both datasets have.

    Attributes:
        name: the table.
        primary_key: columns of the key, as either dataset declares it and both hold it.
        old: the old rows as they were published.
        keyed: the old rows with the keys that the new dataset has.
        new: the new rows.
    """

    name: str
    primary_key: tuple[str, ...]
    old: pa.Table
    keyed: pa.Table
    new: pa.Table

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that both sides have."""
        return shared_columns(self.old, self.new)

    def key_of(self, row: Row) -> str:
        """The primary key of a row as one string."""
        return "/".join(str(row[name]) for name in self.primary_key)


def read_both(name: str, before: Dataset, after: Dataset, renames: Renames) -> BothSides:
    """Read a table of both datasets.

    Raises:
        DatasetError: a file is not the one that its descriptor tells of.
    """
    old, new = plain(before.arrow(name)), plain(after.arrow(name))
    shared = set(shared_columns(old, new))
    declared = (_declared(after, name), _declared(before, name))
    usable = (key for key in declared if key and shared.issuperset(key))
    return BothSides(name, next(usable, ()), old, renames.table(old), new)


def _declared(dataset: Dataset, name: str) -> tuple[str, ...]:
    resources: Sequence[Mapping[str, Any]] = dataset.descriptor["resources"]
    schemas = {item["name"]: item["schema"] for item in resources}
    return tuple(schemas[name].get("primaryKey", ()))


def column_changes(old: pa.Table, new: pa.Table) -> tuple[ColumnChange, ...]:
    """Columns that stand on one side only, or have another type there."""
    sides = [
        {
            name: str(column.type)
            for name, column in zip(side.column_names, side.columns, strict=True)
        }
        for side in (old, new)
    ]
    names = dict.fromkeys([*new.column_names, *old.column_names])
    changes = (ColumnChange(name, sides[0].get(name), sides[1].get(name)) for name in names)
    return tuple(change for change in changes if change.old != change.new)
