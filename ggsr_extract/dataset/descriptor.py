"""`datapackage.json`: what is in the folder, for people and programs (Data Package v2)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from ggsr_extract.dataset.schema import Column, ForeignKey, Table
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.dataset.version import extractor_version

__all__ = [
    "DESCRIPTOR",
    "PACKAGE_NAME",
    "FileFacts",
    "describe",
    "file_facts",
    "is_descriptor",
    "read_descriptor",
]

DESCRIPTOR = "datapackage.json"
PACKAGE_NAME = "ggsr-factsheets"
_TYPES = {
    "string": "string",
    "code": "string",
    "int16": "integer",
    "int32": "integer",
    "int64": "integer",
    "float64": "number",
    "bool": "boolean",
}
Json = dict[str, Any]


class FileFacts(Struct, frozen=True):
    """What can be told of a table's file without opening it as a table, and its row count."""

    rows: int
    size: int
    sha256: str


def file_facts(path: Path, rows: int) -> FileFacts:
    """Size and sha256 of a file that holds `rows` rows."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileFacts(rows, path.stat().st_size, digest)


def describe(
    facts: Mapping[str, FileFacts], levels: Mapping[str, Mapping[str, tuple[str, ...]]]
) -> Json:
    """The descriptor of a dataset: `facts` by table, `levels` (code lists) by table and column."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": PACKAGE_NAME,
        "title": "Factsheets of the toezichtonderzoek GGSR",
        "description": "Judgements of the factsheets of Samenwerkend Toezicht Jeugd on how "
        "municipalities organise care for families with little self-reliance, "
        "one row a judgement, each value with its place on the page.",
        "version": extractor_version(),
        "resources": [
            _resource(table, facts[name], levels[name]) for name, table in all_tables().items()
        ],
    }


def _resource(table: Table, facts: FileFacts, levels: Mapping[str, tuple[str, ...]]) -> Json:
    return {
        "name": table.name,
        "path": f"{table.name}.parquet",
        "description": table.description,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "rows": facts.rows,
        "bytes": facts.size,
        "hash": f"sha256:{facts.sha256}",
        "schema": _schema(table, levels),
    }


def _schema(table: Table, levels: Mapping[str, tuple[str, ...]]) -> Json:
    schema: Json = {"fields": [_field(column, levels) for column in table.columns]}
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    if table.foreign_keys:
        schema["foreignKeys"] = [_foreign_key(key) for key in table.foreign_keys]
    return schema


def _field(column: Column, levels: Mapping[str, tuple[str, ...]]) -> Json:
    field: Json = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.description,
    }
    if column.type == "code":
        field["categories"] = list(levels[column.name])
    if not column.nullable:
        field["constraints"] = {"required": True}
    return field


def _foreign_key(key: ForeignKey) -> Json:
    target = all_tables()[key.table].primary_key
    return {
        "fields": list(key.columns),
        "reference": {"resource": key.table, "fields": list(target)},
    }


def read_descriptor(folder: Path) -> Json:
    """The descriptor of a dataset.

    Raises:
        OSError: it is not there, or cannot be read.
        ValueError: it is none of ours.
    """
    content = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    if not is_descriptor(content):
        raise ValueError(f"{DESCRIPTOR} does not describe a dataset of ggsr-extract")
    return dict(content)


def is_descriptor(content: object) -> bool:
    """Whether some JSON is a descriptor that :func:`describe` could have made."""
    if not isinstance(content, dict) or content.get("name") != PACKAGE_NAME:
        return False
    resources = content.get("resources")
    return isinstance(resources, list) and all(map(_is_resource, resources))


def _is_resource(item: object) -> bool:
    if not isinstance(item, dict) or not isinstance(item.get("schema"), dict):
        return False
    name, fields = item.get("name"), item["schema"].get("fields")
    return (
        isinstance(name, str)
        and item.get("path") == f"{name}.parquet"
        and Path(name).name == name
        and isinstance(fields, list)
        and all(isinstance(field, dict) and "name" in field for field in fields)
    )
