"""Hyphens at a line end of which neither the document nor the lexicon says what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ggsr_extract.factsheet.model import Conclusion, Diagnostic, Row, Section
from ggsr_extract.hyphens import UNDECIDED
from ggsr_extract.text import Edit, Passage

__all__ = ["undecided_hyphens"]


def undecided_hyphens(
    rows: Sequence[Row], sections: Sequence[Section], conclusions: Sequence[Conclusion]
) -> Iterator[Diagnostic]:
    """Where to look whether a hyphen belongs to its word."""
    passages = [
        *(passage for row in rows for passage in _passages(row)),
        *(passage for section in sections for passage in section.paragraphs),
        *(conclusion.text for conclusion in conclusions),
    ]
    edits = {edit for passage in passages for edit in passage.edits if _is_undecided(edit)}
    for edit in sorted(edits, key=lambda edit: edit.span):
        what = "kept" if edit.mended else "taken for that of a line break"
        yield Diagnostic(
            "hyphen_undecided",
            "info",
            f"the hyphen at a line end is {what}; no rule knows the word: look at the page",
            edit.span.start,
        )


def _is_undecided(edit: Edit) -> bool:
    return edit.rule.endswith(UNDECIDED)


def _passages(row: Row) -> Iterator[Passage]:
    found = [row.criterion, row.indicator]
    for finding in row.findings:
        found.append(finding.text)
        found.extend(caveat.text for caveat in finding.caveats)
    yield from (passage for passage in found if passage is not None)
