"""The files against the descriptor, and both against what is declared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ggsr_extract.dataset.arrow import Levels, arrow_schema, levels_of
from ggsr_extract.dataset.descriptor import DESCRIPTOR, FileFacts, describe, file_facts
from ggsr_extract.dataset.model import DatasetError, Problem
from ggsr_extract.dataset.parquet import read_parquet, rows_of
from ggsr_extract.dataset.publish import RUN
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.errors import OutputError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["read_files"]

# The tables whose keys are code lists.
_LISTINGS = frozenset(
    column.code_table
    for table in all_tables().values()
    for column in table.columns
    if column.code_table is not None
)


def read_files(output: Path) -> tuple[dict[str, pa.Table] | None, list[Problem]]:
    """Every table, and what is wrong with the files. No tables: they cannot be used.

    Problems of code `file` (other bytes than the descriptor tells of) leave the tables usable.

    Raises:
        OutputError: there is no descriptor.
    """
    if not (output / DESCRIPTOR).is_file():
        raise OutputError(f"{output}: no dataset here ({DESCRIPTOR} is missing)")
    problems: list[Problem] = []
    read: dict[str, pa.Table] = {}
    for name in all_tables():
        try:
            read[name] = _read(output / f"{name}.parquet")
        except DatasetError as error:
            problems.append(Problem("unreadable", name, str(error)))
    if problems:
        return None, problems
    problems += _column_problems(read)
    if problems:
        return None, problems
    listings = {name: rows_of(read[name]) for name in _LISTINGS}
    levels = {name: levels_of(table, listings) for name, table in all_tables().items()}
    problems += _schema_problems(read, levels)
    if problems:
        return None, problems
    return read, [*_descriptor_problems(output, read, levels), *_run_problems(output)]


def _read(path: Path) -> pa.Table:
    """The table in a file.

    Raises:
        DatasetError: the file is missing, or no Parquet file.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DatasetError(f"{path.name}: cannot be read: {error.strerror or error}") from error
    return read_parquet(data, path.name)


def _column_problems(read: Mapping[str, pa.Table]) -> Iterator[Problem]:
    """Tables whose columns are not the declared ones."""
    for name, table in all_tables().items():
        if tuple(read[name].column_names) != table.column_names:
            yield Problem("columns", name, f"columns are {', '.join(read[name].column_names)}")


def _schema_problems(
    read: Mapping[str, pa.Table], levels: Mapping[str, Levels]
) -> Iterator[Problem]:
    """Tables whose types, nullability or descriptions are not the declared ones."""
    for name, table in all_tables().items():
        yield from _field_problems(name, read[name].schema, arrow_schema(table, levels[name]))


def _field_problems(name: str, found: pa.Schema, declared: pa.Schema) -> Iterator[Problem]:
    for there, wanted in zip(found, declared, strict=True):
        if not there.equals(wanted, check_metadata=True):
            message = f"column {wanted.name} is {there}, expected {wanted}, with its description"
            yield Problem("schema", name, message)
    if found.metadata != declared.metadata:
        yield Problem("schema", name, "description or pandas metadata are not the declared ones")


def _descriptor_problems(
    output: Path, read: Mapping[str, pa.Table], levels: Mapping[str, Levels]
) -> Iterator[Problem]:
    try:
        content = json.loads((output / DESCRIPTOR).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield Problem("descriptor", DESCRIPTOR, f"is not readable: {error}")
        return
    expected = describe(_facts(output, read), levels)
    found = content if isinstance(content, dict) else {}
    if found.keys() != expected.keys():
        yield Problem("descriptor", DESCRIPTOR, "does not have the keys that it should")
        return
    for key in ("$schema", "name"):
        if found[key] != expected[key]:
            yield Problem("descriptor", DESCRIPTOR, f"{key} is {found[key]!r}")
    yield from _resource_problems(found["resources"], expected["resources"])


def _facts(output: Path, read: Mapping[str, pa.Table]) -> dict[str, FileFacts]:
    return {
        name: file_facts(output / f"{name}.parquet", table.num_rows) for name, table in read.items()
    }


def _resource_problems(found: object, expected: list[dict[str, Any]]) -> Iterator[Problem]:
    """Resources one by one; those about bytes leave the rows usable."""
    there = found if isinstance(found, list) else []
    by_name = {item.get("name"): item for item in there if isinstance(item, dict)}
    if list(by_name) != [item["name"] for item in expected] or len(there) != len(expected):
        yield Problem("descriptor", DESCRIPTOR, "does not list the tables, each once, in order")
        return
    for wanted in expected:
        item = by_name[wanted["name"]]
        for key in sorted(wanted.keys() | item.keys()):
            if item.get(key) != wanted.get(key):
                code = "file" if key in ("bytes", "hash", "rows") else "descriptor"
                message = f"{DESCRIPTOR} gives another {key} than the file has"
                yield Problem(code, wanted["name"], message)


def _run_problems(output: Path) -> Iterator[Problem]:
    try:
        json.loads((output / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield Problem("file", RUN, f"cannot be read: {error}")
