"""The language stage: `Factsheet` → `Annotations`. Needs nothing that has to be downloaded.

spaCy, and what reads words with it, are imported when a factsheet is annotated, not before.
"""

from __future__ import annotations

from ggsr_extract.factsheet.model import Factsheet
from ggsr_extract.language.model import Annotations
from ggsr_extract.language.tagger import BLANK, Tagger, tagger_of
from ggsr_extract.rules import Rules

__all__ = ["BLANK", "Annotations", "Tagger", "annotate", "tagger_of"]


def annotate(factsheet: Factsheet, rules: Rules, tagger: Tagger | None = None) -> Annotations:
    """Read the words of a factsheet. Changes nothing in it; any text will do.

    `tagger`: a trained pipeline that says which words are verbs; None: the rules say so.

    Raises:
        ModelError: the trained pipeline is gone, or is another than it was.
    """
    from ggsr_extract.language.pipeline import reader
    from ggsr_extract.language.unit_text import UnitText
    from ggsr_extract.language.units import units_of

    pipeline = reader(rules, tagger)
    return Annotations(
        pipeline=pipeline.name,
        units=tuple(
            pipeline.read(UnitText(factsheet.document, unit)) for unit in units_of(factsheet)
        ),
    )
