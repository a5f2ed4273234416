"""A document becomes a factsheet: outline, rows, verdicts, findings, caveats, conclusions."""

from __future__ import annotations

from ggsr_extract.factsheet.model import Factsheet
from ggsr_extract.factsheet.parsing import parse

__all__ = ["Factsheet", "parse"]
