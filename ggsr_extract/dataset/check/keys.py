"""Keys that are made from content must be made from that content."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ggsr_extract.dataset.keyed import slug
from ggsr_extract.dataset.model import Problem, Row, Tables
from ggsr_extract.dataset.tables import all_tables

__all__ = ["key_problems"]

# Tables whose key is that of a parent row, a slash, and something of their own.
_PARENTS = {
    "approaches": "document_id",
    "sections": "document_id",
    "blocks": "document_id",
    "findings": "row_id",
    "caveats": "finding_id",
    "conclusions": "approach_id",
}


def key_problems(tables: Tables) -> Iterator[Problem]:
    """Keys that do not fit the row that they stand in, and paths that lead out of the root."""
    for row in tables["documents"]:
        yield from _document_problems(row)
    for name, parent in _PARENTS.items():
        (own,) = all_tables()[name].primary_key
        for key, parent_key in tables[name].part((own, parent)):
            if not str(key).startswith(f"{parent_key}/"):
                yield Problem("key", name, f"does not begin with its {parent}", str(key))
    yield from _finding_problems(tables)
    yield from _document_id_problems(tables)
    yield from _organisation_problems(tables)


def _document_problems(row: Row) -> Iterator[Problem]:
    key = str(row["document_id"])
    if not str(row["source_sha256"]).startswith(key) or len(key) != 12:
        yield Problem("key", "documents", "is not the beginning of source_sha256", key)
    if not str(row["factsheet_id"]).endswith((f"-{row['kind']}", f"unknown-{key}")):
        yield Problem("key", "documents", "factsheet_id does not end in the kind", key)
    path = PurePosixPath(str(row["source_path"]))
    if path.is_absolute() or ".." in path.parts:
        yield Problem("path", "documents", "source_path is not relative to the root", key)


def _finding_problems(tables: Tables) -> Iterator[Problem]:
    counts: dict[tuple[object, object], int] = {}
    for row in tables["findings"]:
        place = row["row_id"], row["year"]
        counts[place] = counts.get(place, 0) + 1
        key = f"{row['row_id']}/{row['year']}/{counts[place]}"
        if row["finding_id"] != key:
            message = f"should be {key}"
            yield Problem("key", "findings", message, str(row["finding_id"]))
        if not str(row["row_id"]).startswith(f"{row['approach_id']}/"):
            message = "row_id does not begin with the approach"
            yield Problem("key", "findings", message, str(row["finding_id"]))


def _document_id_problems(tables: Tables) -> Iterator[Problem]:
    """Every key of a row of a document begins with that document's."""
    for name, table in all_tables().items():
        own = table.primary_key[0] if table.primary_key else "parent_id"
        named = "parent_id" if "parent_id" in table.column_names else own
        if "document_id" in table.column_names and named in table.column_names:
            for key, document_id in tables[name].part((named, "document_id")):
                if str(key).split("/", 1)[0] != document_id:
                    message = f"{named} belongs to another document"
                    yield Problem("key", name, message, str(key))


def _organisation_problems(tables: Tables) -> Iterator[Problem]:
    """An organisation is known by its name, and who is linked to one says how."""
    for row in tables["organisations"]:
        key = str(row["organisation_id"])
        if key != slug(str(row["name"])):
            yield Problem("key", "organisations", "is not the slug of its name", key)
    table = all_tables()["respondents"]
    for row in tables["respondents"]:
        given = {row[name] is None for name in ("organisation_id", "organisation_method", "rule")}
        if len(given) > 1:
            message = "organisation, method and rule are not all there, or all missing"
            yield Problem("organisation", "respondents", message, table.key_of(row))
