"""Regions of running text to sections, with the role of each stretch."""

from __future__ import annotations

from collections.abc import Sequence

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.flat import flatten
from ggsr_extract.factsheet.items import Item
from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.model import Diagnostic, Role, Section
from ggsr_extract.factsheet.places import Claim, Region
from ggsr_extract.factsheet.prose import paragraphs_of
from ggsr_extract.factsheet.verdicts import head_at, may_be_sign
from ggsr_extract.text import Document, Passage

__all__ = ["section_of"]

_FEWEST_WORDS = 4

Sectioned = tuple[Section | None, tuple[Claim, ...], tuple[Diagnostic, ...]]


def section_of(
    document: Document, region: Region, items: Sequence[Item], lookup: Lookup
) -> Sectioned:
    """The section of a region; what cannot be running text is left unclaimed, with a diagnostic."""
    paragraphs: list[Passage] = []
    claims: list[Claim] = []
    problems: list[Diagnostic] = []
    for lines in paragraphs_of(items):
        passage = passage_of(document, [line.span for line in lines])
        if passage is None:
            continue
        trouble = _trouble(document, passage, region, lookup)
        if trouble is not None:
            problems.append(trouble)
            continue
        paragraphs.append(passage)
        role = _role(passage, lines, lookup)
        claims.extend(Claim(line.span, role, region.rule) for line in lines)
    if not paragraphs:
        return None, (), tuple(problems)
    heading = passage_of(document, [region.heading]) if region.heading else None
    section = Section(region.section, heading, tuple(paragraphs), region.approach)
    return section, tuple(claims), tuple(problems)


def _role(passage: Passage, lines: Sequence[Item], lookup: Lookup) -> Role:
    if lookup.rules.find("headings.legends", passage.text):
        return "legend"
    return "list" if lines[0].is_list_item else "prose"


def _trouble(
    document: Document, passage: Passage, region: Region, lookup: Lookup
) -> Diagnostic | None:
    """Running text begins with no verdict glyph and is no indicator."""
    at = passage.hull.start
    head = None
    if may_be_sign(passage.text[:1], document, lookup.rules):
        head = head_at(document, flatten(document, passage.spans), 0, lookup.rules)
    if head is not None and not head.meaning.is_weak and head.meaning.verdict is not None:
        return Diagnostic(
            "verdict_outside_table", "warning", "a verdict glyph outside any table row", at
        )
    if lookup.wordings.indicators_in(passage.text):
        return Diagnostic(
            "indicator_outside_table", "warning", "an indicator without a verdict", at
        )
    if region.section == "other" and len(passage.text.split()) < _FEWEST_WORDS:
        return Diagnostic(
            "line_unplaced", "info", f"{passage.text!r} stands outside every section", at
        )
    return None
