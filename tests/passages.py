"""Every value of a parsed factsheet that stands in its text."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.cleaning import rebuild
from ggsr_extract.factsheet.model import Approach, Factsheet, Finding, Row
from ggsr_extract.text import Document, Passage

__all__ = ["is_rebuilt", "passages_in"]


def passages_in(factsheet: Factsheet) -> Iterator[Passage]:
    """Title, names, prose, rows, conclusions and notes."""
    found: list[Passage | None] = [factsheet.metadata.title]
    for approach in factsheet.approaches:
        found += _in_approach(approach)
    for section in factsheet.sections:
        found += [section.heading, *section.paragraphs]
    for row in factsheet.rows:
        found += _in_row(row)
    found += [conclusion.text for conclusion in factsheet.conclusions]
    found += [note.text for note in factsheet.footnotes]
    return (passage for passage in found if passage is not None)


def _in_approach(approach: Approach) -> Iterator[Passage | None]:
    yield approach.name
    yield from approach.predecessors
    yield from approach.respondents
    yield from approach.description
    yield approach.families.source if approach.families else None


def _in_row(row: Row) -> Iterator[Passage | None]:
    yield row.criterion
    yield row.indicator
    for finding in row.findings:
        yield from _in_finding(finding)


def _in_finding(finding: Finding) -> Iterator[Passage | None]:
    yield finding.glyph
    yield finding.text
    for caveat in finding.caveats:
        yield caveat.cue
        yield caveat.text


def is_rebuilt(document: Document, passage: Passage) -> bool:
    """Whether spans, markup and edits give the value's characters again."""
    marks = [mark.span for piece in passage.spans for mark in document.marks_in(piece)]
    printed = rebuild(document.text, passage.spans, marks, passage.edits)
    return printed == "".join(passage.text.split())
