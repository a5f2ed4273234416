"""The document as one sequence of printed lines and tables, with what single lines say."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.cleaning import has_special, passage_of
from ggsr_extract.factsheet.gutters import Gutters
from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.text import Cell, Document, Line, Span, Table, squeeze

__all__ = ["Item", "items_of"]

# Lines are further apart than usual when the distance is more than so many times as large.
_MORE = 1.25
_NOTE_START = re.compile(r"(\d{1,2})(?:$|[.)]?\s+(?=[^\W\d_a-z]))")


class Item(Struct, frozen=True):
    """A printed line (`line`) or a table (`table`), with its span and folded text."""

    span: Span
    text: str
    line: Line | None = None
    table: Table | None = None
    note: str | None = None
    continues_note: bool = False

    @property
    def is_note(self) -> bool:
        """Whether a footnote begins on the line; `note` is its mark."""
        return self.note is not None

    @property
    def is_list_item(self) -> bool:
        """Whether a list sign stands before the line."""
        return self.line is not None and self.line.is_item

    @property
    def breaks(self) -> int:
        """Empty lines before the line."""
        return self.line.breaks if self.line is not None else 1


def items_of(document: Document, lookup: Lookup) -> tuple[Item, ...]:
    """Lines and tables in document order.

    Aligned columns that hold no part of a factsheet's table are page columns of prose: they are
    read one column after the other.
    """
    stretches: list[tuple[int, list[Item]]] = [
        (line.span.start, [_line_item(document, line)]) for line in document.lines
    ]
    for table in document.tables:
        if table.kind == "columns" and not _is_indicator_table(document, table, lookup):
            stretches.append((table.span.start, list(_column_lines(document, table, lookup))))
        else:
            stretches.append((table.span.start, [Item(table.span, "", table=table)]))
    stretches.sort(key=lambda stretch: stretch[0])
    return with_notes(document, [item for _, items in stretches for item in items])


def with_notes(document: Document, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items, with those marked that begin a footnote or go on with one.

    A footnote begins with a raised mark, or with a number that a word elsewhere carries as its
    last character (`regisseur1`), counted up from 1.
    """
    marked: list[Item] = []
    expected = 1
    for item in items:
        mark = _note_mark(document, item, expected)
        if mark is not None:
            expected += 1
            marked.append(replace(item, note=mark))
        else:
            goes_on = _goes_on(marked, item)
            marked.append(replace(item, continues_note=True) if goes_on else item)
    return tuple(marked)


def _goes_on(before: Sequence[Item], item: Item) -> bool:
    if not before or item.line is None or not (before[-1].note or before[-1].continues_note):
        return False
    previous = before[-1].text
    return previous.isdigit() or (item.breaks == 0 and previous[-1:] not in ".!?")


def _note_mark(document: Document, item: Item, expected: int) -> str | None:
    if item.line is None:
        return None
    marks = document.marks and document.marks_in(Span(item.span.start, item.span.start + 1))
    if marks and marks[0].name == "sup" and marks[0].kind == "open":
        end = document.text.find("<", marks[0].span.end)
        return document.text[marks[0].span.end : end].strip() or None
    match = _NOTE_START.match(item.text)
    if match is None or match.group(1) != str(expected):
        return None
    anchor = re.compile(rf"[^\W\d_)]{expected}(?![\w%])")
    return match.group(1) if anchor.search(document.text, 0, item.span.start) else None


def _line_item(document: Document, line: Line) -> Item:
    return Item(line.span, _text(document, line.span), line=line)


def _text(document: Document, span: Span) -> str:
    printed = document.text[span.start : span.end]
    is_plain = not document.marks_in(span) and not document.substitutions_in(span)
    if is_plain and not has_special(printed):
        return " ".join(printed.split())
    passage = passage_of(document, [span])
    return passage.text if passage else ""


def _is_indicator_table(document: Document, table: Table, lookup: Lookup) -> bool:
    """Whether a column of the table begins an indicator, or its header names the columns."""
    for cell in table.cells:
        for span in cell.spans:
            text = _text(document, span)
            if lookup.header_words(text) and not text.isdigit():
                return True
            if lookup.wordings.begins_indicator(squeeze(text)):
                return True
    return False


def _column_lines(document: Document, table: Table, lookup: Lookup) -> Iterator[Item]:
    """The lines of page columns, one column after the other, from one heading line to the next."""
    gutters = Gutters(document, table)
    bands: list[list[Cell]] = [[]]
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        texts = [_text(document, span) for span in cell.spans]
        if any(_is_band_start(text, lookup) for text in texts) and not _shares_row(bands[-1], cell):
            bands.append([])
        bands[-1].append(cell)
    for band in bands:
        pieces = [
            (column, cell.row, span) for cell in band for column, span in gutters.pieces(cell)
        ]
        for _, column in groupby(sorted(pieces), key=itemgetter(0)):
            lines = [(row, span) for _, row, span in column]
            for (_, span), breaks in zip(lines, _breaks(document, lines), strict=True):
                yield Item(span, _text(document, span), line=Line(span, breaks=breaks))


def _breaks(document: Document, lines: Sequence[tuple[int, Span]]) -> list[int]:
    """How many empty lines stand before each line of a column, given as (grid row, span).

    Told from the boxes where there are any: lines of two columns need not be level.
    """
    tops = [box.top if (box := document.box_at(span.start)) else None for _, span in lines]
    steps = [
        below - above if above is not None and below is not None else None
        for above, below in pairwise(tops)
    ]
    usual = min((step for step in steps if step is not None and step > 1), default=0.0)
    breaks = [0]
    for (before, after), step in zip(pairwise(lines), steps, strict=True):
        if step is None or step <= 1:
            breaks.append(max(0, after[0] - before[0] - 1))
        else:
            breaks.append(max(0, math.ceil(step / usual - _MORE)))
    return breaks


def _shares_row(band: Sequence[Cell], cell: Cell) -> bool:
    return bool(band) and band[-1].row == cell.row


def _is_band_start(text: str, lookup: Lookup) -> bool:
    """A theme, or the headings of a Conclusie: what stands above belongs to the one before."""
    return bool(
        lookup.theme(text)
        or lookup.rules.find("conclusions.headings", text)
        or lookup.rules.find("sections.headings", text)
    )
