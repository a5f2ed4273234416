"""Factsheets become tables, tables become files, and files become tables again.

Here stand the types that all stages share; each stage is a module, imported by whoever needs it.
"""

from __future__ import annotations

from ggsr_extract.dataset.model import (
    DatasetError,
    Problem,
    Quarantined,
    Rows,
    SourceFactsheet,
    Tables,
)

__all__ = ["DatasetError", "Problem", "Quarantined", "Rows", "SourceFactsheet", "Tables"]
