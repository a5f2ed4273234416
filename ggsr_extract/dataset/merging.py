"""A dataset put together from the rows of single documents, and taken apart into them again.

Rows of a document do not depend on any other's, and hold its path in columns named `source_path`
only, so that they can be kept by the content of the file and used under any name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ggsr_extract.dataset.derive import complete, without_derived
from ggsr_extract.dataset.keyed import Sources
from ggsr_extract.dataset.model import (
    DatasetError,
    Quarantined,
    Row,
    Rows,
    SourceFactsheet,
    Tables,
    Value,
)
from ggsr_extract.dataset.schema import Table
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.dataset.tabulate import encodable, tabulate
from ggsr_extract.rules import Rules

__all__ = ["Part", "merge", "part_of", "parts_of", "quarantined_of"]

_PATH = "source_path"
# One row serves all documents that name it.
_SHARED = ("municipalities", "organisations")


@dataclass(frozen=True, slots=True)
class Part:
    """A source file and the rows that come of it, under their tables, without derived columns."""

    source_path: str
    source_sha256: str
    tables: Mapping[str, Rows]


def part_of(sheet: SourceFactsheet, rules: Rules) -> tuple[Part, Tables]:
    """The rows of one factsheet, and the whole dataset that it would be on its own."""
    whole = tabulate([sheet], [], rules)
    own = {name: rows for name, rows in without_derived(whole).items() if _is_of_documents(name)}
    return Part(sheet.source_path, sheet.source_sha256, own), whole


def merge(parts: Sequence[Part], quarantine: Iterable[Quarantined], rules: Rules) -> Tables:
    """The rows of all tables; the same as if all documents had been tabulated at once.

    Of files with identical bytes the first path is the document; the others go to `quarantine`.
    """
    firsts: dict[str, Part] = {}
    refused = [*quarantine]
    for part in sorted(parts, key=lambda part: encodable(part.source_path)):
        first = firsts.setdefault(part.source_sha256, part)
        if first is not part:
            refused.append(_double(part, encodable(first.source_path)))
    sources = Sources((), tuple(sorted(map(_encodable, refused), key=_path)), rules)
    return complete(
        {
            table.name: _merged(table, firsts.values(), sources)
            for table in all_tables().values()
            if table.fill is not None
        }
    )


def _merged(table: Table, kept: Iterable[Part], sources: Sources) -> Rows:
    if table.fill is None:
        raise ValueError(f"{table.name} is derived")
    common = Rows.of(table.filled_names, table.fill(sources))
    values = list(common.values)
    for part in kept:
        path = encodable(part.source_path)
        values += _under(path, part.tables.get(table.name, Rows(table.filled_names)))
    if table.name in _SHARED:
        values = _one_a_key(table, values)
    return Rows(table.filled_names, tuple(values))


def _under(path: str, rows: Rows) -> Iterable[tuple[Value, ...]]:
    """The rows, with this path as that of their source."""
    if _PATH not in rows.columns:
        return rows.values
    place = rows.columns.index(_PATH)
    return ((*values[:place], path, *values[place + 1 :]) for values in rows.values)


def parts_of(tables: Tables) -> tuple[tuple[Part, ...], tuple[Quarantined, ...]]:
    """What a dataset was merged from. Doubles are parts again; what was refused stays refused.

    Raises:
        DatasetError: rows belong to no document.
    """
    base = without_derived(tables)
    by_document: dict[str, dict[str, Rows]] = defaultdict(dict)
    for name in filter(_is_of_documents, base):
        if name not in _SHARED:
            for key, rows in _by_owner(all_tables()[name], base[name]).items():
                by_document[key][name] = rows
    parts: dict[str, Part] = {}
    for row in base["documents"]:
        own = by_document[str(row["document_id"])]
        own.update({name: _named_in(own, all_tables()[name], base[name]) for name in _SHARED})
        sha256 = str(row["source_sha256"])
        parts[sha256] = Part(str(row[_PATH]), sha256, own)
    if len(parts) != len(by_document):
        raise DatasetError("rows of the dataset belong to no document")
    return _with_doubles(parts, base["quarantine"])


def _with_doubles(
    parts: Mapping[str, Part], quarantine: Rows
) -> tuple[tuple[Part, ...], tuple[Quarantined, ...]]:
    doubles: list[Part] = []
    refused: list[Quarantined] = []
    for row in quarantine:
        item = quarantined_of(row)
        first = parts.get(item.source_sha256 or "")
        if item.code == "duplicate" and first is not None:
            doubles.append(Part(item.source_path, first.source_sha256, first.tables))
        else:
            refused.append(item)
    return (*parts.values(), *doubles), tuple(refused)


def quarantined_of(row: Row) -> Quarantined:
    """A row of the table `quarantine`."""
    sha256 = row["source_sha256"]
    return Quarantined(
        str(row[_PATH]),
        str(row["stage"]),
        str(row["code"]),
        str(row["message"]),
        None if sha256 is None else str(sha256),
    )


def _by_owner(table: Table, rows: Rows) -> Mapping[str, Rows]:
    """The rows by the id of their document, with which all keys begin."""
    place = rows.columns.index(_owner_column(table))
    values: dict[str, list[tuple[Value, ...]]] = defaultdict(list)
    for row in rows.values:
        values[str(row[place]).split("/", 1)[0]].append(row)
    return {key: Rows(rows.columns, tuple(group)) for key, group in values.items()}


def _owner_column(table: Table) -> str:
    if "document_id" in table.filled_names:
        return "document_id"
    keys = (column.name for column in table.columns if column.type == "string")
    return next(name for name in keys if name.endswith("_id"))


def _one_a_key(table: Table, values: Iterable[tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    """The rows by their keys; of several with one key the first in order."""
    place = table.filled_names.index(table.primary_key[0])
    kept: dict[Value, tuple[Value, ...]] = {}
    for row in sorted(values, key=lambda row: (str(row[place]), *map(str, row))):
        kept.setdefault(row[place], row)
    return list(kept.values())


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


def _is_of_documents(name: str) -> bool:
    """Whether a table has rows because of documents (the toetsingskader has them anyway)."""
    columns = all_tables()[name].columns
    has_keys = any(c.type == "string" and c.name.endswith("_id") for c in columns)
    return has_keys or name in _SHARED


def _encodable(item: Quarantined) -> Quarantined:
    return replace(item, source_path=encodable(item.source_path))


def _path(item: Quarantined) -> str:
    return item.source_path


def _double(part: Part, first: str) -> Quarantined:
    message = f"same bytes as {first}"
    return Quarantined(part.source_path, "read", "duplicate", message, part.source_sha256)
