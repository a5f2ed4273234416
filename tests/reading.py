"""What the reader tests look at: grids and lines as words, and whether a document adds up."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from ggsr_extract.cleaning import passage_of
from ggsr_extract.readers import read
from ggsr_extract.text import Document, Line, Span, Table

__all__ = ["assert_adds_up", "grid", "read_text", "words", "words_of_lines"]

Grid = list[list[str]]


def read_text(text: str) -> Document:
    """Read a text as the UTF-8 file that it would be."""
    return read(text.encode())


def words(document: Document, spans: tuple[Span, ...]) -> str:
    """What a reader of the page reads there."""
    passage = passage_of(document, spans)
    return passage.text if passage else ""


def words_of_lines(document: Document) -> list[str]:
    return [words(document, (line.span,)) for line in document.lines]


def grid(document: Document, table: Table | None = None) -> Grid:
    """The words of a table's cells, row by row; the only table when none is named."""
    if table is None:
        (table,) = document.tables
    rows = [["" for _ in range(table.width)] for _ in range(table.height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = words(document, cell.spans)
    return rows


def assert_adds_up(document: Document) -> None:
    """Spans lie in the text and in order, and every printed character is somewhere, once."""
    size = len(document.text)
    assert [page.span for page in document.pages] == [Span(0, size)]
    content = _content_spans(document)
    for spans in (content, [mark.span for mark in document.marks]):
        assert all(0 <= span.start <= span.end <= size for span in spans)
        assert all(a.end <= b.start for a, b in pairwise(spans))
    _assert_tables_hold_their_cells(document)
    _assert_nothing_is_lost(document, content)
    for edit in document.substitutions:
        assert document.text[edit.span.start : edit.span.end] == edit.printed
    for edit in document.edits:
        assert document.text[edit.span.start : edit.span.end] == edit.mended


def _content_spans(document: Document) -> list[Span]:
    cells = [span for table in document.tables for cell in table.cells for span in cell.spans]
    return sorted([*cells, *(line.span for line in document.lines)])


def _assert_tables_hold_their_cells(document: Document) -> None:
    bounds = [table.span for table in document.tables]
    assert all(a.end <= b.start for a, b in pairwise(bounds))
    for table in document.tables:
        spans = [span for cell in table.cells for span in cell.spans]
        assert all(table.span.contains(span) for span in spans)
        places = [(cell.row, cell.column) for cell in table.cells]
        assert len(places) == len(set(places))
    assert not any(_lies_in(line, bounds) for line in document.lines)


def _lies_in(line: Line, bounds: list[Span]) -> bool:
    index = bisect_right(bounds, line.span) - 1
    near = bounds[max(0, index) : index + 2]
    return any(bound.overlaps(line.span) for bound in near)


def _assert_nothing_is_lost(document: Document, content: list[Span]) -> None:
    seen = bytearray(len(document.text))
    for span in [*content, *(mark.span for mark in document.marks)]:
        seen[span.start : span.end] = b"\x01" * len(span)
    lost = [
        character
        for character, is_seen in zip(document.text, seen, strict=True)
        if not is_seen and not character.isspace()
    ]
    assert lost == []
