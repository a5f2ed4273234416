"""What goes into a dataset and what comes out: sources, rows, problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from ggsr_extract.errors import GgsrError
from ggsr_extract.factsheet.model import Factsheet
from ggsr_extract.language.model import Annotations

__all__ = [
    "DatasetError",
    "Problem",
    "Quarantined",
    "Row",
    "Rows",
    "SourceFactsheet",
    "Tables",
    "Value",
]

Value = str | int | float | bool | None
Row = Mapping[str, Value]


class DatasetError(GgsrError):
    """Rows break the dataset's own rules, or a dataset cannot be understood."""


class SourceFactsheet(Struct, frozen=True):
    """A factsheet and the file that it was read from.

    `source_path` is relative to the root of the run, with `/`; `source_bytes` is the file's size.
    `annotations` None: its language was not read.
    """

    factsheet: Factsheet
    source_path: str
    source_sha256: str
    source_bytes: int
    annotations: Annotations | None = None


class Quarantined(Struct, frozen=True):
    """A source file that did not come through, and why.

    `code` is a quarantine code of the contract, `stage` the stage that refused the file.
    """

    source_path: str
    stage: str
    code: str
    message: str
    source_sha256: str | None = None


class Problem(Struct, frozen=True):
    """Something wrong with a dataset: what (`code`), where (`table`, `key`), and in words."""

    code: str
    table: str
    message: str
    key: str | None = None

    def __str__(self) -> str:
        place = f"{self.table} {self.key}" if self.key else self.table
        return f"{place}: {self.message} [{self.code}]"


class Rows(Struct, frozen=True, dict=True):
    """Rows of a table, in order: `values` holds one tuple a row, in the order of `columns`."""

    columns: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...] = ()

    @classmethod
    def of(cls, columns: tuple[str, ...], rows: Iterable[Row]) -> Rows:
        """Keep rows that have exactly these columns.

        Raises:
            DatasetError: a row lacks a column, or has one more.
        """
        names = frozenset(columns)
        return cls(columns, tuple(_in_order(columns, names, row) for row in rows))

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        for values in self.values:
            yield dict(zip(self.columns, values, strict=True))

    def column(self, name: str) -> tuple[Value, ...]:
        """The values of one column, row by row."""
        return self._by_column[name]

    @cached_property
    def _by_column(self) -> Mapping[str, tuple[Value, ...]]:
        turned = zip(*self.values, strict=True) if self.values else ((),) * len(self.columns)
        return dict(zip(self.columns, turned, strict=True))

    def part(self, names: Iterable[str]) -> Iterator[tuple[Value, ...]]:
        """The values of some columns, row by row."""
        columns = [self.column(name) for name in names]
        return zip(*columns, strict=True)

    def with_column(self, name: str, value: Value) -> Rows:
        """The same with one value in all rows of a column."""
        place = self.columns.index(name)
        return Rows(
            self.columns,
            tuple((*values[:place], value, *values[place + 1 :]) for values in self.values),
        )


Tables = Mapping[str, Rows]


def _in_order(columns: tuple[str, ...], names: frozenset[str], row: Row) -> tuple[Value, ...]:
    if row.keys() != names:
        different = ", ".join(sorted(row.keys() ^ names))
        raise DatasetError(f"a row does not have the columns of its table: {different}")
    return tuple([row[name] for name in columns])
