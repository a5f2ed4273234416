"""One text and everything that points into it.

A :class:`Document` is a text in reading order. Whatever is known about it afterwards (cells,
findings, verdicts, prose) is half-open :class:`Span` objects over that text, counted in Unicode
code points. With `boxes`, this module is the bottom of the package.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct, field

from ggsr_extract.boxes import Box, Boxes, Span

__all__ = [
    "Box",
    "Boxes",
    "Cell",
    "Document",
    "Edit",
    "Line",
    "Mark",
    "Notice",
    "Page",
    "Passage",
    "Severity",
    "Shape",
    "Span",
    "Table",
    "iter_gaps",
    "merge_spans",
    "squeeze",
    "trim",
]


class Edit(Struct, frozen=True):
    """A mend that changed the printed text: `printed` stands at `span`, a reader reads `mended`."""

    span: Span
    printed: str
    mended: str
    rule: str


class Passage(Struct, frozen=True):
    """A value of the document: what a reader reads, and where it stands.

    `text` without blanks is the characters of `spans`, without markup and blanks, with `edits`
    applied. `text` is white-space folded; paragraphs are not kept apart.
    """

    text: str
    spans: tuple[Span, ...]
    edits: tuple[Edit, ...] = ()

    @property
    def hull(self) -> Span:
        """The range from the first character to the last."""
        return Span(min(s.start for s in self.spans), max(s.end for s in self.spans))


class Page(Struct, frozen=True):
    """A page of the document (text sources: one), numbered from 1; sizes in PDF points."""

    number: int
    span: Span
    width_pt: float | None = None
    height_pt: float | None = None


class Shape(Struct, frozen=True):
    """What a character looks like where it is seen and not read: a drawn mark, an unknown font.

    `name` is one of `kinds.ShapeName`, or `unknown`; `score` is how much it looks like that, 0..1.
    """

    name: str
    score: float


MarkKind = Literal["open", "close", "void", "other"]


class Mark(Struct, frozen=True):
    """Markup in the text, no part of what a reader reads: a tag, a Markdown sign, a separator.

    `name` is the lower-case element that the sign stands for (`p`, `br`, `b`, `sup`, `h2`, `li`),
    or what it separates (`cell`, `rule`).
    """

    span: Span
    name: str
    kind: MarkKind = "other"


class Line(Struct, frozen=True):
    """A printed line outside tables.

    `span` has no leading or trailing blanks. `level` is the heading level that the markup gives
    (0: none), `is_item` says that a list sign stands before it, `breaks` counts the empty lines
    before it, and `indent` the blanks.
    """

    span: Span
    level: int = 0
    is_item: bool = False
    breaks: int = 0
    indent: int = 0


class Cell(Struct, frozen=True):
    """A cell of a table. Its content is `spans` (several where the page interleaves cells)."""

    row: int
    column: int
    spans: tuple[Span, ...]
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False


TableKind = Literal[
    "tabs", "pipes", "boxed", "dashed", "html", "wiki", "asciidoc", "columns", "ruled"
]


class Table(Struct, frozen=True):
    """Cells on a grid.

    In every kind but `columns` a grid row is a table row. In `columns` (aligned text) a grid row
    is a printed line: the columns are known, where a row of the table ends is not.
    `has_rows_by_white`: nothing but white space told where its rows end.
    """

    kind: TableKind
    span: Span
    cells: tuple[Cell, ...]
    has_rows_by_white: bool = False

    @property
    def width(self) -> int:
        """Number of grid columns."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    @property
    def height(self) -> int:
        """Number of grid rows."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)


Severity = Literal["info", "warning", "error"]


class Notice(Struct, frozen=True):
    """A thing that the reader saw and somebody should know.

    `code` is a diagnostic's; `page` the first page that it is about (None: the whole file).
    """

    code: str
    severity: Severity
    message: str
    page: int | None = None


class Document(Struct, frozen=True, dict=True):
    """A source file as one text in reading order, with what its format says about it.

    Attributes:
        text: the whole text. Text sources: the decoded source, line ends as LF, nothing stripped.
        pages: partition the text, in order.
        lines: printed lines outside tables, in order.
        tables: in order; no line lies in a table.
        marks: markup, in order, without overlap.
        substitutions: characters that stand for others (entities, ligatures, soft hyphens).
        edits: repairs that lie before the text (mojibake, OCR): `printed` is what the source had.
        fonts: font names of spans, in order, where the format knows them.
        boxes: a box for each stretch of a printed line, where the format knows them.
        notices: what the reader has to say of the file.
        shapes: characters that were seen, in order: a drawn mark is U+FFFC.
        scanned: stretches that were read from a picture of the page.
    """

    text: str
    media_type: str
    reader: str
    pages: tuple[Page, ...]
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    marks: tuple[Mark, ...] = ()
    substitutions: tuple[Edit, ...] = ()
    edits: tuple[Edit, ...] = ()
    fonts: tuple[tuple[Span, str], ...] = ()
    boxes: Boxes = field(default_factory=Boxes)
    notices: tuple[Notice, ...] = ()
    shapes: tuple[tuple[Span, Shape], ...] = ()
    scanned: tuple[Span, ...] = ()

    @cached_property
    def _shape_at(self) -> dict[int, Shape]:
        return {span.start: shape for span, shape in self.shapes}

    def shape_at(self, offset: int) -> Shape | None:
        """What the character at `offset` looks like, where it was seen."""
        return self._shape_at.get(offset)

    def is_scanned(self, offset: int) -> bool:
        """Whether what stands at `offset` was read from a picture of the page."""
        return any(span.start <= offset < span.end for span in self.scanned)

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [mark.span.start for mark in self.marks]

    def marks_in(self, span: Span) -> Sequence[Mark]:
        """Markup that begins within `span`."""
        if not self.marks:
            return ()
        low = bisect_left(self._mark_starts, span.start)
        high = bisect_left(self._mark_starts, span.end)
        return self.marks[low:high]

    @cached_property
    def _substitution_starts(self) -> list[int]:
        return [edit.span.start for edit in self.substitutions]

    def substitutions_in(self, span: Span) -> Sequence[Edit]:
        """Characters standing for others that begin within `span`."""
        if not self.substitutions:
            return ()
        low = bisect_left(self._substitution_starts, span.start)
        high = bisect_left(self._substitution_starts, span.end)
        return self.substitutions[low:high]

    @cached_property
    def _box_starts(self) -> Sequence[int]:
        return self.boxes.starts

    def box_at(self, offset: int) -> Box | None:
        """The box of the stretch that holds `offset`, where the format knows it."""
        place = bisect_right(self._box_starts, offset) - 1
        if place < 0:
            return None
        span, box = self.boxes[place]
        return box if offset < span.end else None

    @cached_property
    def _font_starts(self) -> list[int]:
        return [span.start for span, _ in self.fonts]

    def font_at(self, offset: int) -> str | None:
        """Name of the font of the character at `offset`, where the format knows it."""
        place = bisect_right(self._font_starts, offset) - 1
        if place < 0:
            return None
        span, name = self.fonts[place]
        return name if offset < span.end else None

    def page_at(self, offset: int) -> int:
        """Number of the page that holds `offset`."""
        for page in self.pages:
            if offset < page.span.end:
                return page.number
        return self.pages[-1].number

    @cached_property
    def words(self) -> Container[str]:
        """The words that the document prints, lower case, hyphens inside words kept."""
        return _Words(self.text)


class _Words:
    """The words of a text. Most that are asked for stand nowhere in it, which is soon found."""

    def __init__(self, text: str) -> None:
        self._text = text.lower()

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and word in self._text and word in self._every

    @cached_property
    def _every(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._text))


_WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
_LETTERS = re.compile(r"[^\W_]+")
# Translating by a table is several times faster than any search, but only in ASCII.
_SQUEEZED = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)}


def squeeze(text: str) -> str:
    """Letters and digits only, case folded.

    >>> squeeze("Casus-regie (2013)")
    'casusregie2013'
    """
    if text.isascii():
        return text.translate(_SQUEEZED)
    return "".join(_LETTERS.findall(text)).casefold()


def merge_spans(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Join spans that only blanks keep apart; empty ones vanish.

    >>> merge_spans([Span(0, 2), Span(3, 5), Span(6, 9)], "ab cd!efg")
    (Span(start=0, end=5), Span(start=6, end=9))
    """
    merged: list[Span] = []
    for span in spans:
        if span.start >= span.end:
            continue
        last = merged[-1] if merged else None
        if last is not None and last.end <= span.start and not text[last.end : span.start].strip():
            merged[-1] = Span(last.start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def trim(span: Span, text: str) -> Span:
    """The span without blanks at its ends (empty at its end when there is nothing else)."""
    ends = text[span.start : span.start + 1], text[span.end - 1 : span.end]
    if len(span) and not (ends[0].isspace() or ends[1].isspace()):
        return span
    printed = text[span.start : span.end]
    start = span.end - len(printed.lstrip())
    return Span(start, start + len(printed.strip()))


def iter_gaps(covered: Iterable[Span], within: Span) -> Iterator[Span]:
    """The stretches of `within` that the ordered spans `covered` leave open."""
    cursor = within.start
    for span in covered:
        if span.start > cursor:
            yield Span(cursor, min(span.start, within.end))
        cursor = max(cursor, span.end)
    if cursor < within.end:
        yield Span(cursor, within.end)
