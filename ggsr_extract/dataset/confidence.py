"""How often such a reading was right."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from ggsr_extract.factsheet.model import Finding, Row

__all__ = ["confidence_of"]


def confidence_of(row: Row, finding: Finding, shares: Mapping[str, float]) -> float | None:
    """The measured share right of readings made as this one was.

    The product of the share for how the row was found, the share of each method that told what the
    verdict is about, and that of shapes where it was told by one; None where one of them has not
    been measured (as of what was read from a picture of the page), or none was needed.
    """
    methods = {reading.method for reading in finding.assessed}
    steps: list[str] = [row.reading, *sorted(methods)]
    if finding.glyph_method == "shape":
        steps.append("shape")
    if finding.is_scanned:
        return None
    if not methods or not all(step in shares for step in steps):
        return None
    return prod(shares[step] for step in steps)
