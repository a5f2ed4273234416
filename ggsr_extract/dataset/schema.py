"""What a table is: declared once, used for types, descriptions, keys, code lists and checks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from ggsr_extract.dataset.model import Row, Tables

if TYPE_CHECKING:
    from ggsr_extract.dataset.derive.panel import Panel
    from ggsr_extract.dataset.keyed import Sources

__all__ = ["Column", "ColumnType", "Derive", "Fill", "ForeignKey", "Join", "Table"]

ColumnType = Literal["string", "code", "int16", "int32", "int64", "float64", "bool"]


class Column(Struct, frozen=True):
    """A column, with its meaning.

    Attributes:
        name: as it stands in the files.
        type: `code` is a string out of a code list.
        description: what the values mean, with their unit.
        nullable: whether a value may be unknown.
        levels: the code list, where it is fixed.
        code_table: the code list is the key of this table.
        span_field: the `field` under which `spans` and `edits` trace this text.
        is_derived: made from other rows, once all documents are there.
    """

    name: str
    type: ColumnType
    description: str
    nullable: bool = False
    levels: tuple[str, ...] = ()
    code_table: str | None = None
    span_field: str | None = None
    is_derived: bool = False


class ForeignKey(Struct, frozen=True):
    """Columns whose values are the primary key of a row of `table`, unless one is null."""

    columns: tuple[str, ...]
    table: str


Fill = Callable[["Sources"], Iterable[Row]]
Derive = Callable[["Panel"], Iterable[Row]]
Join = Callable[[Tables, Collection[str]], Iterable[Row]]


class Table(Struct, frozen=True):
    """A table of the dataset, and where its rows come from.

    `fill` makes rows from parsed sources (without the columns that are derived); `derive` makes
    them from what documents of one series tell of each other, under an `approach_id`; `join` from
    the rows of each document, for the approaches that are named. A table has one of the three.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    fill: Fill | None = None
    derive: Derive | None = None
    join: Join | None = None

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of all columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def filled_names(self) -> tuple[str, ...]:
        """Names of the columns that come from sources, in order."""
        return tuple(column.name for column in self.columns if not column.is_derived)

    def key_of(self, row: Row) -> str:
        """The primary key of a row as one string, as `parent_id` columns hold it."""
        return "/".join(str(row[name]) for name in self.primary_key)
