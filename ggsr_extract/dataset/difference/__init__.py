"""What differs between two datasets, for people and for programs."""

from __future__ import annotations

from ggsr_extract.dataset.difference.compare import diff
from ggsr_extract.dataset.difference.model import (
    CellChange,
    ChangedRow,
    ColumnChange,
    Difference,
    LoneRow,
    TableDifference,
)
from ggsr_extract.dataset.difference.plain import to_json
from ggsr_extract.dataset.difference.render import render_difference

__all__ = [
    "CellChange",
    "ChangedRow",
    "ColumnChange",
    "Difference",
    "LoneRow",
    "TableDifference",
    "diff",
    "render_difference",
    "to_json",
]
