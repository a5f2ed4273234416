"""A source, the factsheet that was read in it, and what nothing in it claimed."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

from msgspec import Struct

from ggsr_extract.batch.extraction import extract
from ggsr_extract.dataset.coverage import text_coverage
from ggsr_extract.factsheet import Factsheet
from ggsr_extract.options import ReadHow
from ggsr_extract.rules import Rules, load_rules
from ggsr_extract.text import Span

__all__ = ["Inspection", "inspect"]


class Inspection(Struct, frozen=True):
    """A factsheet with the rules that it was read by; `source` is a name for messages."""

    source: str
    factsheet: Factsheet
    rules: Rules

    @property
    def unclaimed(self) -> tuple[Span, ...]:
        """Stretches of the text that no rule knows."""
        blocks = self.factsheet.blocks
        return tuple(block.span for block in blocks if block.role == "unclaimed")

    @property
    def coverage(self) -> float:
        """Share of the non-blank characters that some rule knows."""
        return text_coverage(self.factsheet.document.text, self.unclaimed)


def inspect(
    source: str | Path | bytes, *, rules: str | Path | None = None, **how: Unpack[ReadHow]
) -> Inspection:
    """Read one document and keep all that was seen in it.

    Args:
        source: a path, or the bytes of a file.
        rules: a folder of rules; None: those of the package.
        how: as for :func:`extract`.

    Raises:
        SourceError: the source is no factsheet, or cannot be read; `code` says which.
        RuleError: the rules are wrong.
    """
    loaded = load_rules(Path(rules) if rules else None)
    name = "<bytes>" if isinstance(source, bytes) else str(source)
    return Inspection(name, extract(source, rules=loaded, **how), loaded)
