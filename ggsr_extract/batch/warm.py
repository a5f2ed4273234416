"""Imported by the process that workers are copied from: they begin with all that they need."""

from __future__ import annotations

from contextlib import suppress

from ggsr_extract.batch.work import hold_rules
from ggsr_extract.errors import RuleError
from ggsr_extract.readers.registry import load_parts

__all__: list[str] = []

load_parts()
with suppress(RuleError):  # a run that reads by these rules has refused them already
    hold_rules(None)
