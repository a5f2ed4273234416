"""Imported, like `warm`, where workers read words too: this takes far longer than all the rest."""

from __future__ import annotations

from contextlib import suppress

from ggsr_extract.batch.work import hold_rules
from ggsr_extract.errors import RuleError
from ggsr_extract.language.pipeline import reader

__all__: list[str] = []

with suppress(RuleError):  # idem
    reader(hold_rules(None))
