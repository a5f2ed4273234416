"""Pages of lines and tables to one document: its text, and everything that points into it."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from ggsr_extract.readers.pdf.bullets import bullet_in, has_dashed_items, item_sign_in
from ggsr_extract.readers.pdf.layout import Block, LineBlock
from ggsr_extract.readers.pdf.line_ends import ends_in_word, ends_short
from ggsr_extract.readers.pdf.model import Area, PageContent, Segment, Word
from ggsr_extract.readers.pdf.tables import CellBlock, TableBlock
from ggsr_extract.text import (
    Boxes,
    Cell,
    Document,
    Edit,
    Line,
    Mark,
    Notice,
    Page,
    Shape,
    Span,
    Table,
)

__all__ = ["Writer"]

# More space between two lines of a paragraph than usual, as a share of the usual: a new one begins.
_MORE = 1.12
# More space before a line of running text, idem.
_BREAK = 1.25
_NOTE_MARK = re.compile(r"\d{1,2}|\*{1,3}|[†‡]")
_RAISED = 0.8
_HIGHER = 0.1
_COLUMN_GAP = "  "


class _Habits(Struct, frozen=True):
    """How cells of a column are printed: leading, right edge, whether items have dashes."""

    leading: float
    edge: float
    is_dashed: bool


class Writer(Struct):
    """Writes page after page; `stretches` and `corners` are what `Boxes` is made of."""

    chunks: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[Page] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    substitutions: list[Edit] = field(default_factory=list)
    stretches: array[int] = field(default_factory=lambda: array("i"))
    corners: array[float] = field(default_factory=lambda: array("d"))
    fonts: list[tuple[Span, str]] = field(default_factory=list)
    shapes: list[tuple[Span, Shape]] = field(default_factory=list)
    open_font: tuple[int, int, str] = (0, 0, "")
    scanned: list[Span] = field(default_factory=list)

    def page(self, page: PageContent, blocks: Sequence[Block]) -> None:
        """Write a page."""
        if self.pages:
            self._put("\f")
        start, first_corner = self.length, len(self.corners)
        before: Segment | None = None
        leading = _usual_leading(block.segment for block in blocks if isinstance(block, LineBlock))
        for block in blocks:
            if isinstance(block, LineBlock):
                self._line(page, block.segment, _breaks(before, block.segment, leading))
                before = block.segment
            else:
                self._table(page, block)
                before = None
        if page.scan is not None:
            self._scanned(page, Span(start, self.length), first_corner)
        self.pages.append(
            Page(
                len(self.pages) + 1,
                Span(start, self.length),
                page.width or None,
                page.height or None,
            )
        )

    def _scanned(self, page: PageContent, span: Span, first_corner: int) -> None:
        """The text of a page that was read from its picture, and its boxes where that lies."""
        if len(span):
            self.scanned.append(span)
        for at in range(first_corner, len(self.corners), 4):
            area = page.printed(Area(*self.corners[at : at + 4]))
            self.corners[at : at + 4] = array("d", (area.x0, area.top, area.x1, area.bottom))

    def document(self, notices: Sequence[Notice] = ()) -> Document:
        """What was written; each page's span takes in the form feed after it."""
        self._close_font()
        ends = [page.span.start for page in self.pages[1:]] + [self.length]
        text = "".join(self.chunks)
        return Document(
            text=text,
            media_type="application/pdf",
            reader="pdf+ocr" if self.scanned else "pdf",
            edits=tuple(Edit(it, "", text[it.start : it.end], "ocr") for it in self.scanned),
            pages=tuple(
                Page(page.number, Span(page.span.start, end), page.width_pt, page.height_pt)
                for page, end in zip(self.pages, ends, strict=True)
            ),
            lines=tuple(self.lines),
            tables=tuple(self.tables),
            marks=tuple(self.marks),
            substitutions=tuple(self.substitutions),
            boxes=Boxes(self.stretches, self.corners),
            fonts=tuple(self.fonts),
            notices=tuple(notices),
            shapes=tuple(self.shapes),
            scanned=tuple(self.scanned),
        )

    def _put(self, text: str) -> None:
        self.chunks.append(text)
        self.length += len(text)

    def _line(self, page: PageContent, segment: Segment, breaks: int) -> None:
        span = self._segment(page, segment)
        self._put("\n")
        sign = item_sign_in(page, segment)
        if sign is not None:
            self._item(span.start, sign)
            span = Span(span.start + len(sign.text) + 1, span.end)
        self.lines.append(Line(span, is_item=sign is not None, breaks=breaks))

    def _item(self, start: int, sign: Word) -> None:
        self.marks.append(Mark(Span(start, start + len(sign.text)), "item"))

    def _segment(self, page: PageContent, segment: Segment) -> Span:
        number = len(self.pages) + 1
        start = at = self.length
        for word in segment.words:
            end = at + len(word.text)
            self.stretches.extend((at, end, number))
            self.corners.extend((word.x0, word.top, word.x1, word.bottom))
            if page.pictures or page.seen:
                self._shape(page, word, at)
            for length, style in word.styles:
                self._font(page.fonts[style.font] if style.font >= 0 else "", at, length)
                at += length
            if word.styles[-1][1].baseline < segment.baseline - _HIGHER * segment.size:
                self._note_mark(word, segment, start)
            at = end + 1
        self._put(segment.text)
        return Span(start, self.length)

    def _font(self, name: str, at: int, length: int) -> None:
        """Note the font of some characters; blanks and a line end do not part what is in one."""
        start, end, before = self.open_font
        if name != before or at > end + 2:
            self._close_font()
            start = at
        self.open_font = (start, at + length, name)

    def _close_font(self) -> None:
        start, end, name = self.open_font
        if name:
            self.fonts.append((Span(start, end), name))

    def _shape(self, page: PageContent, word: Word, start: int) -> None:
        """What the first character of a word looks like, if it was seen."""
        for picture in (*page.pictures, *page.seen):
            area = picture.area
            is_there = area.x0 == word.x0 and area.top <= word.bottom and word.top <= area.bottom
            if is_there and picture.shape is not None:
                self.shapes.append((Span(start, start + 1), picture.shape))
                return

    def _note_mark(self, word: Word, segment: Segment, start: int) -> None:
        """A raised mark at the end of a word, but for one with which the segment begins."""
        end = self.stretches[-2]
        count = 0
        for length, style in reversed(word.styles):
            if style.size > _RAISED * segment.size:
                break
            count += length
        raised = word.text[len(word.text) - count :]
        if _NOTE_MARK.fullmatch(raised) and end - start > 1:
            self.substitutions.append(Edit(Span(end - count, end), raised, "", "footnote_mark"))

    def _table(self, page: PageContent, table: TableBlock) -> None:
        start = self.length
        cells = (
            list(self._aligned(page, table))
            if table.kind == "columns"
            else list(self._ruled(page, table))
        )
        span = Span(start, self.length)
        self.tables.append(Table(table.kind, span, tuple(cells), table.has_rows_by_white))

    def _ruled(self, page: PageContent, table: TableBlock) -> Iterator[Cell]:
        leading = _usual_leading(line for cell in table.cells for line in cell.lines)
        edges = _right_edges(table.cells)
        dashed = _dashed_columns(table.cells)
        for cell in table.cells:
            edge = edges.get((cell.column, cell.column_span), 0.0)
            habits = _Habits(leading, edge, cell.column in dashed)
            span = self._cell(page, cell, habits)
            yield Cell(cell.row, cell.column, (span,), cell.row_span, cell.column_span)

    def _cell(self, page: PageContent, cell: CellBlock, habits: _Habits) -> Span:
        start = end = self.length
        before: Segment | None = None
        for line in cell.lines:
            if before is not None:
                self._line_end(before, line, habits)
            end = self._cell_line(page, line, is_dashed=habits.is_dashed).end
            self._put("\n")
            before = line
        return Span(start, end)

    def _line_end(self, before: Segment, line: Segment, habits: _Habits) -> None:
        """Note that a paragraph ends with the line end just written, or that it is in a word."""
        span = Span(self.length - 1, self.length)
        is_far = line.baseline - before.baseline > _MORE * habits.leading + 0.3
        if is_far or ends_short(before, line, habits.edge):
            self.marks.append(Mark(span, "p", "void"))
        elif ends_in_word(before, line, habits.edge):
            self.substitutions.append(Edit(span, "\n", "", "word.line_end"))

    def _cell_line(self, page: PageContent, line: Segment, *, is_dashed: bool = False) -> Span:
        span = self._segment(page, line)
        if (sign := bullet_in(page, line, is_dashed=is_dashed)) is not None:
            self._item(span.start, sign)
        return span

    def _aligned(self, page: PageContent, table: TableBlock) -> Iterator[Cell]:
        row: int | None = None
        for cell in table.cells:
            if row is not None:
                self._put(_COLUMN_GAP if cell.row == row else "\n")
            row = cell.row
            spans = tuple(self._cell_line(page, line) for line in cell.lines)
            yield Cell(cell.row, cell.column, spans)
        self._put("\n")


def _dashed_columns(cells: Sequence[CellBlock]) -> set[int]:
    lines: dict[int, list[Segment]] = {}
    for cell in cells:
        lines.setdefault(cell.column, []).extend(cell.lines)
    return {column for column, printed in lines.items() if has_dashed_items(printed)}


def _right_edges(cells: Iterable[CellBlock]) -> dict[tuple[int, int], float]:
    """How far text reaches in cells of a (column, number of columns)."""
    edges: dict[tuple[int, int], float] = {}
    for cell in cells:
        place = cell.column, cell.column_span
        edges[place] = max(edges.get(place, 0.0), *(line.x1 for line in cell.lines))
    return edges


def _usual_leading(lines: Iterable[Segment]) -> float:
    """The most usual distance between the baselines of lines below each other."""
    distances: Counter[float] = Counter()
    before: Segment | None = None
    for line in lines:
        if (
            before is not None
            and 0.8 * line.size <= line.baseline - before.baseline <= 2 * line.size
        ):
            distances[round(line.baseline - before.baseline, 1)] += 1
        before = line
    if not distances:
        return 0.0
    most = max(distances.values())
    return min(distance for distance, count in distances.items() if 3 * count >= most)


def _breaks(before: Segment | None, line: Segment, leading: float) -> int:
    """How many empty lines stand before a line of running text."""
    if before is None:
        return 1
    distance = line.baseline - before.baseline
    usual = max(leading, 1.15 * min(line.size, before.size)) if leading else 1.3 * line.size
    if distance <= 0 or abs(line.size - before.size) > 0.1 * before.size:
        return 1
    return max(1, round(distance / usual) - 1) if distance > _BREAK * usual else 0
