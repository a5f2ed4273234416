"""The tables of a dataset, taken apart by document: few of them are Python values at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from ggsr_extract.dataset.arrow import flat, string_array
from ggsr_extract.dataset.model import Rows, Tables
from ggsr_extract.dataset.parquet import rows_of
from ggsr_extract.dataset.pieces import is_of_documents, is_shared
from ggsr_extract.dataset.schema import Table
from ggsr_extract.dataset.tables import all_tables

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ByDocument", "has_documents", "owner_column", "rows_under"]


def has_documents(table: Table) -> bool:
    """Whether each row of a table belongs to one document."""
    return is_of_documents(table) and not is_shared(table)


def owner_column(table: Table) -> str:
    """The column of the key of the document, or of a key that begins with it."""
    owners = ("document_id", "approach_id", "finding_id")
    return next(name for name in owners if name in table.column_names)


def rows_under(table: Table, found: pa.Table, document_id: str) -> Rows:
    """The rows of one document."""
    import pyarrow.compute as pc

    owned = pc.is_in(_owners(table, found), value_set=string_array([document_id]))
    return rows_of(found.filter(owned))


def _owners(table: Table, found: pa.Table) -> pa.Array:
    """The document of each row."""
    import pyarrow.compute as pc

    keys = flat(found.column(owner_column(table)))
    return pc.replace_substring_regex(keys, "(?s)/.*", "")


class ByDocument:
    """All tables of a dataset, of which any documents can be had as a little dataset."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = tables
        documents = tables["documents"]
        self.document_ids: Sequence[str] = documents.column("document_id").to_pylist()
        self.factsheet_ids: Sequence[str] = documents.column("factsheet_id").to_pylist()

    @cached_property
    def are_in_order(self) -> bool:
        """Whether the rows of all tables stand in the order of their documents, each of one."""
        return len(set(self.document_ids)) == len(self.document_ids) and all(
            self._is_in_order(table) for table in filter(has_documents, all_tables().values())
        )

    def _is_in_order(self, table: Table) -> bool:
        import pyarrow.compute as pc

        places = self._places[table.name]
        if places.null_count:
            return False
        return pc.all(pc.less_equal(places[:-1], places[1:]), min_count=0).as_py() is True

    @cached_property
    def _places(self) -> Mapping[str, pa.Array]:
        """By table the place of each row's document among the documents; null: it is none."""
        import pyarrow.compute as pc

        known = flat(self._tables["documents"].column("document_id"))
        return {
            table.name: pc.index_in(_owners(table, self._tables[table.name]), value_set=known)
            for table in filter(has_documents, all_tables().values())
        }

    @cached_property
    def _ends(self) -> Mapping[str, Sequence[int]]:
        """By table, the number of the row after the last of each document, 0 before the first."""
        return {
            name: list(accumulate(self._counts(places), initial=0))
            for name, places in self._places.items()
        }

    def _counts(self, places: pa.Array) -> Iterator[int]:
        counts = {item["values"]: item["counts"] for item in places.value_counts().to_pylist()}
        return (counts.get(place, 0) for place in range(len(self.document_ids)))

    def of(self, places: Sequence[int]) -> dict[str, Rows]:
        """The rows of the documents at these places, and of all tables that serve several.

        Only where :attr:`are_in_order`.
        """
        return {**self.common, **{name: self._part(name, places) for name in self._ends}}

    @cached_property
    def common(self) -> Tables:
        """The tables whose rows belong to no document, or to several."""
        return {
            table.name: rows_of(self._tables[table.name])
            for table in all_tables().values()
            if not has_documents(table)
        }

    def _part(self, name: str, places: Sequence[int]) -> Rows:
        import pyarrow as pa

        found, ends = self._tables[name], self._ends[name]
        slices = [
            found.slice(ends[place], ends[place + 1] - ends[place])
            for place in places
            if ends[place] < ends[place + 1]
        ]
        return rows_of(pa.concat_tables(slices) if slices else found.slice(0, 0))
