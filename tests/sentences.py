"""Sentences of our own, read by the language stage through its public function."""

from __future__ import annotations

from ggsr_extract.factsheet.model import Factsheet
from ggsr_extract.language import annotate
from ggsr_extract.language.model import UnitAnnotations
from ggsr_extract.rules import load_rules
from tests.builders import SheetBuilder, said

__all__ = ["finding_with", "read_words"]


def finding_with(words: str, verdict: str = "meets", indicator: str = "SW03") -> Factsheet:
    """A factsheet of one finding."""
    sheet = SheetBuilder()
    sheet.approach("Reset")
    sheet.row([indicator], [said(verdict, words)])
    return sheet.build()


def read_words(words: str, verdict: str = "meets", indicator: str = "SW03") -> UnitAnnotations:
    """What is found in a finding of these words."""
    factsheet = finding_with(words, verdict, indicator)
    units = annotate(factsheet, load_rules()).units
    return next(unit for unit in units if unit.unit.parent.table == "findings")
