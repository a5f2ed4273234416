"""A difference in words, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from ggsr_extract.dataset.difference.excerpts import beginning, excerpts
from ggsr_extract.dataset.difference.model import (
    CellChange,
    ChangedRow,
    ColumnChange,
    Difference,
    LoneRow,
    TableDifference,
)
from ggsr_extract.dataset.difference.weight import POSITIONS, is_minor, is_moved
from ggsr_extract.dataset.model import Value
from ggsr_extract.terminal import printable

__all__ = ["render_difference"]

_SHOWN = 20
# What identifies a row that stands on one side only, as far as its table has it.
_TOLD = ("verdict", "status", "code", "kind", "method", "transition", "name", "message", "text")
Entry = tuple[str, tuple[str, ...]]


def render_difference(difference: Difference, *, verbose: bool = False) -> str:
    """The difference in words: by table, by file, by row.

    Rows that only moved or got another number, and tables that repeat or trace others, are counted
    only; `verbose` lists every row, with every column and whole texts.
    """
    blocks = [_made_by(difference)] if difference.made_by else []
    blocks += [list(_table_lines(table, verbose=verbose)) for table in difference.tables]
    if difference.is_empty:
        blocks.append(["no row differs"])
    return "\n\n".join("\n".join(printable(line) for line in lines) for lines in blocks)


def _made_by(difference: Difference) -> list[str]:
    return [
        f"made by another {cell.column}: {_shown(cell.old)} → {_shown(cell.new)}"
        for cell in difference.made_by
    ]


def _table_lines(table: TableDifference, *, verbose: bool) -> Iterator[str]:
    if table.only_in is not None:
        yield f"{table.name}: only in the {table.only_in} dataset ({table.rows} rows)"
        return
    yield f"{table.name}: {_counts(table)}"
    yield from map(_column_line, table.columns)
    if is_minor(table) and not verbose:
        yield from _more(len(table.added) + len(table.removed) + len(table.changed))
        return
    entries = sorted(_entries(table, verbose=verbose), key=itemgetter(0))
    yield from _entry_lines(entries if verbose else entries[:_SHOWN])
    if not verbose:
        yield from _more(len(entries) - _SHOWN)


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield f"  … {count} rows not listed (-v lists them)"


def _counts(table: TableDifference) -> str:
    moved = sum(map(is_moved, table.changed))
    counts = {
        "changed": len(table.changed) - moved,
        "added": len(table.added),
        "removed": len(table.removed),
        "moved": moved,
    }
    told = [f"{count} {what}" for what, count in counts.items() if count]
    return ", ".join(told) if told else "the same rows"


def _column_line(change: ColumnChange) -> str:
    if change.old is None or change.new is None:
        side = "new" if change.old is None else "old"
        return f"  column {change.column}: only in the {side} dataset"
    return f"  column {change.column}: {change.old} → {change.new}"


def _entries(table: TableDifference, *, verbose: bool) -> Iterator[Entry]:
    """Lines of each row that is listed, with the file that it comes from."""
    for changed in table.changed:
        if verbose or not is_moved(changed):
            yield changed.source_path or "", tuple(_changed_lines(changed, verbose=verbose))
    for sign, rows in (("+", table.added), ("-", table.removed)):
        for row in rows:
            yield row.source_path or "", tuple(_lone_lines(sign, row, verbose=verbose))


def _entry_lines(entries: Sequence[Entry]) -> Iterator[str]:
    for path, group in groupby(entries, key=itemgetter(0)):
        if path:
            yield f"  {path}"
        for _, lines in group:
            yield from lines


def _changed_lines(row: ChangedRow, *, verbose: bool) -> Iterator[str]:
    renamed = f"{row.old_key} → " if row.old_key != row.key else ""
    yield f"    ~ {renamed}{row.key}"
    for cell in row.cells:
        if verbose or not (cell.column in POSITIONS or _is_in_key(cell, row)):
            yield from _cell_lines(cell, verbose=verbose)


def _is_in_key(cell: CellChange, row: ChangedRow) -> bool:
    """Whether the key that was shown says the same: a row's id begins those of its findings."""
    return row.old_key.startswith(f"{cell.old}/") and row.key.startswith(f"{cell.new}/")


def _cell_lines(cell: CellChange, *, verbose: bool) -> Iterator[str]:
    old, new = _shown(cell.old), _shown(cell.new)
    if isinstance(cell.old, str) and isinstance(cell.new, str) and not verbose:
        old, new = excerpts(old, new)
    if len(old) + len(new) < 60:
        yield f"        {cell.column}: {old} → {new}"
    else:
        yield f"        {cell.column}:"
        yield f"          - {old}"
        yield f"          + {new}"


def _lone_lines(sign: str, row: LoneRow, *, verbose: bool) -> Iterator[str]:
    values = dict(row.values)
    told = ((name, values.get(name)) for name in (values if verbose else _TOLD))
    lines = [f"{name}: {_shown(value)}" for name, value in told if value is not None]
    if not verbose:
        lines = [beginning(line) for line in lines]
    head = [row.key] if row.key else lines[:1]
    yield f"    {sign} {''.join(head)}"
    yield from (f"        {line}" for line in (lines if row.key else lines[1:]))


def _shown(value: Value) -> str:
    """A value in words; neither null nor no text passes for a word."""
    if value is None:
        return "(null)"
    return "(empty)" if value == "" else str(value)
