"""What the program sees in one document, for whoever wants to look."""

from __future__ import annotations

from ggsr_extract.inspection.inspect import Inspection, inspect
from ggsr_extract.inspection.outline import render_outline
from ggsr_extract.inspection.plain import to_csv, to_json

__all__ = ["Inspection", "inspect", "render_outline", "to_csv", "to_json"]
