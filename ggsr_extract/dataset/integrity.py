"""Whether rows keep the rules that their tables declare: types, nulls, code lists, keys."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

from ggsr_extract.dataset.model import DatasetError, Problem, Rows, Tables, Value
from ggsr_extract.dataset.schema import Column, ForeignKey, Table
from ggsr_extract.dataset.tables import all_tables

__all__ = ["code_list", "integrity_problems", "require_integrity"]

_SHOWN = 20
_INTEGERS = {"int16": 2**15, "int32": 2**31, "int64": 2**63}
# Code points that stand for no character: a file cannot hold them.
_SURROGATE = re.compile("[\ud800-\udfff]")
_TYPES: Mapping[str, type] = {
    "string": str,
    "code": str,
    "bool": bool,
    "float64": float,
    **dict.fromkeys(_INTEGERS, int),
}


def require_integrity(tables: Tables, names: Collection[str] | None = None) -> None:
    """Refuse rows that break a rule.

    Args:
        tables: all tables, or those that `names` refer to as well; with all columns, or without
            those that are derived.
        names: tables to look at; None: all.

    Raises:
        DatasetError: names the first problems.
    """
    problems = list(integrity_problems(tables, names))
    if problems:
        shown = "\n".join(str(problem) for problem in problems[:_SHOWN])
        more = f"\nand {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        raise DatasetError(f"the rows break the rules of the dataset:\n{shown}{more}")


def integrity_problems(tables: Tables, names: Collection[str] | None = None) -> Iterator[Problem]:
    """What is wrong with the rows, table by table; `names` as for :func:`require_integrity`."""
    for table in all_tables().values():
        if names is not None and table.name not in names:
            continue
        rows = tables[table.name]
        if rows.columns not in (table.column_names, table.filled_names):
            message = f"columns are {', '.join(rows.columns)}"
            yield Problem("columns", table.name, message)
            continue
        for column in table.columns:
            if column.name in rows.columns:
                yield from _column_problems(table, column, rows, code_list(column, tables))
        yield from _primary_key_problems(table, rows)
        for key in table.foreign_keys:
            yield from _foreign_key_problems(table, key, tables)
        yield from _parent_problems(table, tables)


def code_list(column: Column, tables: Tables) -> tuple[str, ...]:
    """The levels of a `code` column, in order; of any other nothing."""
    if column.code_table is None:
        return column.levels
    listing = tables[column.code_table]
    return tuple(str(value) for value in listing.column(listing.columns[0]))


def _column_problems(
    table: Table, column: Column, rows: Rows, levels: tuple[str, ...]
) -> Iterator[Problem]:
    allowed = frozenset(levels)
    values = rows.column(column.name)
    if _are_right(values, column, allowed):
        return
    for number, value in enumerate(values, 1):
        wrong = _wrong(value, column, allowed)
        if wrong is not None:
            code, what = wrong
            yield Problem(code, table.name, f"{column.name} {what}", f"row {number}")


def _are_right(values: Sequence[Any], column: Column, allowed: frozenset[str]) -> bool:
    """Whether nothing is wrong with any of the values: told of all together, which is quicker."""
    known = [value for value in values if value is not None]
    if len(known) < len(values) and not column.nullable:
        return False
    types = set(map(type, known))
    return not types or (types == {_TYPES[column.type]} and _are_sound(known, column, allowed))


def _are_sound(known: Sequence[Any], column: Column, allowed: frozenset[str]) -> bool:
    """The same of values that are there and of the right type."""
    if column.type == "string":
        return not _SURROGATE.search("".join(known))
    if column.type == "code":
        return allowed.issuperset(known) and not _SURROGATE.search("".join(known))
    if column.type in _INTEGERS:
        bound = _INTEGERS[column.type]
        return all(-bound <= value < bound for value in (min(known), max(known)))
    return all(map(isfinite, known))


def _wrong(value: Value, column: Column, allowed: frozenset[str]) -> tuple[str, str] | None:
    if value is None:
        return None if column.nullable else ("null", "is null")
    if not _has_type(value, column.type):
        return "type", f"is {value!r}, expected {column.type}"
    if column.type == "code" and value not in allowed:
        return "code", f"is {value!r}, which is not in its code list"
    return None


def _has_type(value: Value, name: str) -> bool:
    if name in _INTEGERS:
        bound = _INTEGERS[name]
        return type(value) is int and -bound <= value < bound
    if isinstance(value, float):
        return name == "float64" and isfinite(value)
    return type(value) is _TYPES[name] and not _SURROGATE.search(str(value))


def _primary_key_problems(table: Table, rows: Rows) -> Iterator[Problem]:
    if table.primary_key:
        for key, count in Counter(_keys(table, rows)).items():
            if count > 1:
                yield Problem("primary_key", table.name, f"key stands {count} times", key)


def _keys(table: Table, rows: Rows) -> Iterator[str]:
    """The primary keys of all rows, in order."""
    return map("/".join, (map(str, values) for values in rows.part(table.primary_key)))


def _foreign_key_problems(table: Table, key: ForeignKey, tables: Tables) -> Iterator[Problem]:
    known = set(tables[key.table].part(all_tables()[key.table].primary_key))
    rows = tables[table.name]
    for number, values in enumerate(rows.part(key.columns)):
        if None not in values and values not in known:
            named = ", ".join(map(repr, values))
            message = f"{'+'.join(key.columns)} {named} is no row of {key.table}"
            yield Problem("foreign_key", table.name, message, _key_at(table, rows, number))


def _key_at(table: Table, rows: Rows, number: int) -> str:
    return table.key_of(dict(zip(rows.columns, rows.values[number], strict=True)))


def _parent_problems(table: Table, tables: Tables) -> Iterator[Problem]:
    """Rows whose `parent_table` and `parent_id` lead nowhere."""
    if "parent_id" not in table.column_names:
        return
    rows = tables[table.name]
    known: dict[str, set[str]] = {}
    for number, parent_of in enumerate(rows.part(("parent_table", "parent_id"))):
        name, key = map(str, parent_of)
        if name not in known:
            parent = all_tables().get(name)
            known[name] = set(_keys(parent, tables[name])) if parent else set()
        if key not in known[name]:
            message = f"parent {name} {key!r} is no row"
            yield Problem("parent", table.name, message, _key_at(table, rows, number))
