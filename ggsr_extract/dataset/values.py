"""Every value of a factsheet that was read from the page, with its passages."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from ggsr_extract.dataset.annotated import implicit_caveats
from ggsr_extract.dataset.keyed import KeyedApproach, KeyedFinding, KeyedSheet
from ggsr_extract.text import Edit, Passage, Span

__all__ = ["TracedValue", "values_of"]


class TracedValue(Struct, frozen=True):
    """A value of a row: its table, the row's key, the `field` of `spans`, and where it stands."""

    table: str
    key: str
    field: str
    passages: tuple[Passage, ...]

    @property
    def spans(self) -> tuple[Span, ...]:
        """The pieces of the text that the value is made of, in order."""
        return tuple(span for passage in self.passages for span in passage.spans)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The mends that changed the printed text, in order."""
        return tuple(edit for passage in self.passages for edit in passage.edits)


def values_of(sheet: KeyedSheet) -> Iterator[TracedValue]:
    """The values of a document that have passages, table by table, in document order."""
    for value in _all_values(sheet):
        if value.spans:
            yield value


def _all_values(sheet: KeyedSheet) -> Iterator[TracedValue]:
    title = sheet.source.factsheet.metadata.title
    yield TracedValue("documents", sheet.document_id, "title", _given(title))
    for approach in sheet.approaches:
        yield from _approach_values(approach)
    for section in sheet.sections:
        heading = _given(section.section.heading)
        yield TracedValue("sections", section.section_id, "heading", heading)
        yield TracedValue("sections", section.section_id, "text", section.section.paragraphs)
    for finding in sheet.findings:
        yield from _finding_values(finding)
    for implicit in implicit_caveats(sheet):
        caveat = implicit.caveat
        yield TracedValue("caveats", implicit.caveat_id, "text", (caveat.text,))
        yield TracedValue("caveats", implicit.caveat_id, "cue", (caveat.cue_text,))
    for conclusion in sheet.conclusions:
        passages = (conclusion.conclusion.text,)
        yield TracedValue("conclusions", conclusion.conclusion_id, "text", passages)
    for note in sheet.footnotes:
        yield TracedValue("footnotes", note.footnote_id, "text", (note.footnote.text,))


def _approach_values(keyed: KeyedApproach) -> Iterator[TracedValue]:
    approach, key = keyed.approach, keyed.approach_id
    families = _given(approach.families.source if approach.families else None)
    yield TracedValue("approaches", key, "text", _given(approach.name))
    yield TracedValue("approaches", key, "description", approach.description)
    yield TracedValue("approaches", key, "families", families)
    for number, name in enumerate(approach.predecessors, 1):
        yield TracedValue("predecessors", f"{key}/{number}", "text", (name,))
    for number, name in enumerate(approach.respondents, 1):
        yield TracedValue("respondents", f"{key}/{number}", "text", (name,))


def _finding_values(keyed: KeyedFinding) -> Iterator[TracedValue]:
    finding, key = keyed.finding, keyed.finding_id
    yield TracedValue("findings", key, "text", _given(finding.text))
    yield TracedValue("findings", key, "verdict", _given(finding.glyph))
    yield TracedValue("findings", key, "indicator", _given(keyed.row.indicator))
    yield TracedValue("findings", key, "criterion", _given(keyed.row.criterion))
    for caveat in keyed.caveats:
        yield TracedValue("caveats", caveat.caveat_id, "text", (caveat.caveat.text,))
        yield TracedValue("caveats", caveat.caveat_id, "cue", (caveat.caveat.cue,))


def _given(passage: Passage | None) -> tuple[Passage, ...]:
    return () if passage is None else (passage,)
