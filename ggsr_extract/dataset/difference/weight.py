"""What matters most to a reader of a difference."""

from __future__ import annotations

from ggsr_extract.dataset.difference.model import ChangedRow, TableDifference

__all__ = ["POSITIONS", "by_weight", "is_minor", "is_moved"]

_FIRST = (
    "findings",
    "finding_indicators",
    "caveats",
    "conclusions",
    "approaches",
    "documents",
    "quarantine",
    "changes",
    "completeness",
    "statements",
    "cues",
    "quantities",
    "mentions",
    "sections",
)
# They follow from other tables, or say where on the page those come from.
_LAST = ("findings_wide", "pages", "edits", "rule_hits", "blocks", "spans")
# Where a value stands: it changes with everything that is before it.
POSITIONS = frozenset(
    [
        "ordinal",
        "page",
        "char_start",
        "char_end",
        "anchor_start",
        "scope_start",
        "scope_end",
        "x0_pt",
        "top_pt",
        "x1_pt",
        "bottom_pt",
    ]
)


def by_weight(table: TableDifference) -> tuple[int, str]:
    """Sorts tables: findings first, what only repeats or traces them last."""
    if table.name in _FIRST:
        return _FIRST.index(table.name), table.name
    after = len(_FIRST)
    return (after + 1 + _LAST.index(table.name) if is_minor(table) else after), table.name


def is_minor(table: TableDifference) -> bool:
    """Whether a table only repeats others, or says where on the page their values stand."""
    return table.name in _LAST


def is_moved(row: ChangedRow) -> bool:
    """Whether a row says what it said, at another place or under another number."""
    return all(cell.column in POSITIONS for cell in row.cells)
