"""A factsheet as it is kept, and a dataset taken apart into what it was put together from.

Rows of a document do not depend on any other's, and hold its path in columns named `source_path`
only, so that they can be kept by the content of the file and used under any name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from ggsr_extract.dataset.arrow import levels_of
from ggsr_extract.dataset.by_document import owner_column
from ggsr_extract.dataset.derive import DERIVED_CODES
from ggsr_extract.dataset.integrity import require_integrity
from ggsr_extract.dataset.model import DatasetError, Row, Rows, SourceFactsheet, Tables
from ggsr_extract.dataset.packed import Packed, pack
from ggsr_extract.dataset.parquet import rows_from
from ggsr_extract.dataset.pieces import PATH, is_of_documents, is_shared
from ggsr_extract.dataset.schema import Table
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.dataset.tabulate import filled
from ggsr_extract.rules import Rules

__all__ = ["packed_sheet", "restored"]


def packed_sheet(sheet: SourceFactsheet, rules: Rules) -> Packed:
    """The rows of one factsheet.

    Raises:
        DatasetError: they break the rules of the dataset.
    """
    own = filled([sheet], [], rules)
    require_integrity(own, [name for name in own if is_of_documents(all_tables()[name])])
    return _packed(own, own)


def _packed(own: Tables, common: Tables) -> Packed:
    """Pack the rows of one document, with what joins them; `common` has the code lists."""
    own = {name: _without_path(rows) for name, rows in own.items()}
    approach_ids = frozenset(map(str, own["approaches"].column("approach_id")))
    tables: dict[str, Rows] = {}
    for name, table in all_tables().items():
        if table.join is not None:
            rows = table.join({**common, **own}, approach_ids)
            tables[name] = Rows.of(table.column_names, rows)
        elif name in own and is_of_documents(table):
            tables[name] = own[name]
    levels = {name: levels_of(table, common) for name, table in all_tables().items()}
    return pack(tables, levels)


def _without_path(rows: Rows) -> Rows:
    if PATH not in rows.columns:
        return rows
    return rows.with_column(PATH, "")


def restored(
    output: Path, document_ids: Collection[str], common: Tables
) -> Iterator[tuple[str, Packed]]:
    """Documents of a dataset as they were kept, with their sha256, one at a time.

    Args:
        output: the dataset; its files must be those that were published.
        document_ids: the documents.
        common: the tables that have rows without any document.

    Raises:
        DatasetError: a file cannot be read, or rows belong to no document.
    """
    shared, streams = _opened(output)
    for row in rows_from(output / "documents.parquet", ("document_id", "source_sha256")):
        key = str(row["document_id"])
        own = {name: stream.take(key) for name, stream in streams.items()}
        if key in document_ids:
            named = {
                name: _named_in(own, all_tables()[name], rows) for name, rows in shared.items()
            }
            yield str(row["source_sha256"]), _packed({**own, **named}, common)
    if any(stream.has_more for stream in streams.values()):
        raise DatasetError("rows of the dataset belong to no document, or in another order")


def _opened(output: Path) -> tuple[Mapping[str, Rows], Mapping[str, _Stream]]:
    tables = [
        table
        for table in all_tables().values()
        if table.fill is not None and is_of_documents(table)
    ]
    found = {
        table.name: rows_from(output / f"{table.name}.parquet", table.filled_names)
        for table in tables
    }
    shared = {
        table.name: Rows.of(table.filled_names, found[table.name])
        for table in filter(is_shared, tables)
    }
    return shared, {
        table.name: _Stream(table, found[table.name]) for table in tables if not is_shared(table)
    }


class _Stream:
    """Rows of a table, document by document."""

    def __init__(self, table: Table, rows: Iterator[Row]) -> None:
        owner = owner_column(table)
        self._columns = table.filled_names
        self._groups = groupby(rows, key=lambda row: str(row[owner]).split("/", 1)[0])
        self._next = next(self._groups, None)

    def take(self, key: str) -> Rows:
        """The rows of a document, if it comes next."""
        if self._next is None or self._next[0] != key:
            return Rows(self._columns)
        own = [row for row in self._next[1] if row.get("code") not in DERIVED_CODES]
        self._next = next(self._groups, None)
        return Rows.of(self._columns, own)

    @property
    def has_more(self) -> bool:
        return self._next is not None


def _named_in(own: Tables, shared: Table, rows: Rows) -> Rows:
    """The rows of a shared table that rows of one document refer to."""
    named = {
        value
        for table in all_tables().values()
        for key in table.foreign_keys
        if key.table == shared.name and table.name in own
        for value in own[table.name].column(key.columns[0])
    }
    place = rows.columns.index(shared.primary_key[0])
    return Rows(rows.columns, tuple(row for row in rows.values if row[place] in named))
