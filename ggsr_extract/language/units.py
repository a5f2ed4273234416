"""Which texts of a factsheet are read: findings, explicit caveats, conclusions, some sections."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.factsheet.model import Factsheet, Finding
from ggsr_extract.language.model import Parent, Unit

__all__ = ["units_of"]

_SECTIONS = frozenset(["context", "development", "description"])


def units_of(factsheet: Factsheet) -> Iterator[Unit]:
    """The texts, table by table, in the order of the document."""
    findings = [finding for row in factsheet.rows for finding in row.findings]
    for number, finding in enumerate(findings):
        yield from _finding_units(number, finding)
    for number, conclusion in enumerate(factsheet.conclusions):
        yield Unit(
            Parent("conclusions", number),
            conclusion.text,
            theme_id=conclusion.theme_id,
            kind=conclusion.kind,
        )
    for number, section in enumerate(factsheet.sections):
        if section.kind in _SECTIONS:
            for part, paragraph in enumerate(section.paragraphs):
                yield Unit(Parent("sections", number, part), paragraph)


def _finding_units(number: int, finding: Finding) -> Iterator[Unit]:
    indicators = tuple(reading.indicator_id for reading in finding.assessed)
    if finding.text is not None:
        yield Unit(Parent("findings", number), finding.text, finding.verdict, indicators)
    for part, caveat in enumerate(finding.caveats):
        yield Unit(Parent("caveats", number, part), caveat.text, finding.verdict, indicators)
