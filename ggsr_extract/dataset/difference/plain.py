"""A difference as data for a program."""

from __future__ import annotations

from msgspec.structs import asdict

from ggsr_extract.dataset.difference.model import ChangedRow, Difference, LoneRow, TableDifference

__all__ = ["to_json"]

Json = dict[str, object]


def to_json(difference: Difference) -> Json:
    """The difference as JSON values: all of it, whatever the text leaves out."""
    return {
        "equal": difference.is_empty,
        "made_by": [asdict(cell) for cell in difference.made_by],
        "tables": [_table(table) for table in difference.tables],
    }


def _table(table: TableDifference) -> Json:
    shown: Json = {"name": table.name}
    if table.only_in is not None:
        return shown | {"only_in": table.only_in, "rows": table.rows}
    return shown | {
        "columns": [asdict(change) for change in table.columns],
        "added": [_lone(row) for row in table.added],
        "removed": [_lone(row) for row in table.removed],
        "changed": [_changed(row) for row in table.changed],
    }


def _lone(row: LoneRow) -> Json:
    return {"key": row.key, "source_path": row.source_path, "values": dict(row.values)}


def _changed(row: ChangedRow) -> Json:
    return {
        "key": row.key,
        "old_key": row.old_key,
        "source_path": row.source_path,
        "cells": {cell.column: {"old": cell.old, "new": cell.new} for cell in row.cells},
    }
