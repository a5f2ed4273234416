"""The language stage: `Factsheet` → `Annotations`. Needs nothing that has to be downloaded.

spaCy is imported when a factsheet is annotated, not before.
"""

from __future__ import annotations

from ggsr_extract.factsheet.model import Factsheet
from ggsr_extract.language.model import Annotations
from ggsr_extract.language.unit_text import UnitText
from ggsr_extract.language.units import units_of
from ggsr_extract.rules import Rules

__all__ = ["Annotations", "annotate"]


def annotate(factsheet: Factsheet, rules: Rules) -> Annotations:
    """Read the words of a factsheet. Changes nothing in it; any text will do."""
    from ggsr_extract.language.pipeline import reader

    pipeline = reader(rules)
    return Annotations(
        pipeline=pipeline.name,
        units=tuple(
            pipeline.read(UnitText(factsheet.document, unit)) for unit in units_of(factsheet)
        ),
    )
