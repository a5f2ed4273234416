"""Aligned text columns, written out cell by cell so that the aligner can read them.

In aligned text the columns are known, and where a row begins is not. A row begins on a line on
which an indicator begins and a verdict stands; its lines are given criterion first, then
indicator, then for each year the verdicts and the finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ggsr_extract.factsheet.cells import GridReader, GridRow
from ggsr_extract.factsheet.column_roles import Column, signs_first
from ggsr_extract.factsheet.flat import flatten
from ggsr_extract.factsheet.gutters import Gutters
from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.squeezed import SqueezedLine
from ggsr_extract.factsheet.verdicts import free_glyphs, head_at
from ggsr_extract.factsheet.wordings import Wording
from ggsr_extract.text import Cell, Document, Span, squeeze, trim

__all__ = ["AlignedCells", "ColumnLines", "guessed_roles"]

_FEWEST_LETTERS = 6


AlignedCells = dict[int, list[Span]]


class ColumnLines(Struct, frozen=True):
    """Writes out the data rows of one table of aligned columns."""

    document: Document
    lookup: Lookup
    columns: tuple[Column, ...]
    gutters: Gutters

    def cells(self, rows: Sequence[GridRow]) -> list[AlignedCells]:
        """The pieces of each printed line by column."""
        return [self._cells(row) for row in rows]

    def written_out(self, lines: Sequence[AlignedCells]) -> Iterator[Span]:
        """The pieces of printed lines, row by table row, cell by cell."""
        for band in self._bands(lines):
            for group in self._groups():
                for cells in band:
                    yield from (span for column in group for span in cells.get(column, ()))

    def _cells(self, row: GridRow) -> AlignedCells:
        """The pieces of a printed line by column."""
        cells: AlignedCells = {}
        for column, cell in row.cells:
            if cell.column == column:
                for span in cell.spans:
                    for place, piece in self._pieces(column, cell.column_span, span):
                        cells.setdefault(place, []).append(piece)
        return cells

    def _pieces(self, column: int, width: int, span: Span) -> Iterator[tuple[int, Span]]:
        """A cell that runs into the next columns, cut where these begin.

        A verdict glyph shows where a finding begins; else a piece of a criterion or an indicator
        reaches as far as its wording does.
        """
        following = next(
            (i for i, c in enumerate(self.columns) if i > column and c.is_of_findings), None
        )
        cut = self._glyph_inside(span) if following is not None else None
        if cut is not None and following is not None:
            yield from self._pieces(column, width, trim(Span(span.start, cut), self.document.text))
            yield following, Span(cut, span.end)
        elif width > 1 and self.columns[column].role in ("criterion", "indicator"):
            end = self._wording_end(span, self.columns[column].role)
            limit = self.gutters.cut(span, column + 1)
            if (
                limit is not None
                and span.start < limit < end
                and self._stands_below(span, limit, end)
            ):
                end = limit
            if end > span.start:
                yield column, Span(span.start, end)
            rest = trim(Span(end, span.end), self.document.text)
            if len(rest):
                yield from self._pieces(column + 1, width - 1, rest)
        else:
            yield from self.gutters.pieces(Cell(0, column, (span,), column_span=width))

    def _stands_below(self, span: Span, limit: int, end: int) -> bool:
        """Whether the end of the wording stands on the next printed line.

        What stands here is then a finding that begins with the same words.
        """
        text = self.document.text
        below = text[text.find("\n", end) + 1 :][: span.end - span.start]
        return squeeze(below).startswith(squeeze(text[limit:end]))

    def _wording_end(self, span: Span, role: str) -> int:
        """How far from its beginning the line is a piece of a wording, in whole words."""
        wordings = self.lookup.wordings
        known = wordings.criteria if role == "criterion" else wordings.indicators
        end = span.start
        for match in re.finditer(r"\S+", self.document.text[span.start : span.end]):
            fragment = squeeze(self.document.text[span.start : span.start + match.end()])
            if not any(fragment in wording.text for wording in known):
                break
            end = span.start + match.end()
        return end

    def _glyph_inside(self, span: Span) -> int | None:
        glyphs = free_glyphs(SqueezedLine(self.document, span), self.lookup.rules)
        inside = [glyph for glyph in glyphs if glyph.position > 0 and not glyph.is_weak]
        return inside[0].span.start if inside else None

    def _groups(self) -> Iterator[list[int]]:
        """Grid columns in the order in which their cells are written out."""
        roles = self.columns
        yield [i for i, column in enumerate(roles) if column.role == "criterion"]
        yield [i for i, column in enumerate(roles) if column.role == "indicator"]
        for year in sorted({column.year or 0 for column in roles if column.is_of_findings}):
            of_year = [
                i
                for i, column in enumerate(roles)
                if column.is_of_findings and (column.year or 0) == year
            ]
            for place in signs_first(of_year, roles):
                yield [place]

    def _bands(self, rows: Sequence[AlignedCells]) -> Iterator[tuple[AlignedCells, ...]]:
        """Printed lines of one row each.

        A row begins where an indicator begins and a verdict stands. A line that goes on with the
        wording that is open begins none, though another indicator may begin with those words.
        """
        band: list[AlignedCells] = []
        unfinished: dict[Wording, int] = {}
        for cells in rows:
            squeezed = self._indicator_text(cells)
            going_on = {
                wording: position + len(squeezed)
                for wording, position in unfinished.items()
                if squeezed and wording.text.startswith(squeezed, position)
            }
            begun = {} if going_on else self._beginning_like(squeezed)
            if band and begun and self._has_verdict(cells):
                yield tuple(band)
                band = []
            band.append(cells)
            if squeezed:
                unfinished = going_on or begun
        if band:
            yield tuple(band)

    def _beginning_like(self, squeezed: str) -> dict[Wording, int]:
        return {
            wording: len(squeezed)
            for wording, position in self.lookup.wordings.starting_like(squeezed)
            if wording.level == "indicator" and not position
        }

    def _indicator_text(self, cells: AlignedCells) -> str:
        return "".join(
            squeeze(self.document.text[span.start : span.end])
            for column, spans in sorted(cells.items())
            if self.columns[column].role == "indicator"
            for span in spans
        )

    def _has_verdict(self, cells: AlignedCells) -> bool:
        return any(
            head_at(self.document, flatten(self.document, spans), 0, self.lookup.rules) is not None
            for column, spans in cells.items()
            if self.columns[column].is_of_findings
        )


def guessed_roles(reader: GridReader, lookup: Lookup, years: Sequence[int]) -> tuple[Column, ...]:
    """What each column holds, told from how its lines stand in the wordings."""
    columns = [_guess(reader, column, lookup) for column in range(reader.table.width)]
    if len(years) > 1:
        findings = [i for i, column in enumerate(columns) if column.role in ("finding", "verdict")]
        words = [i for i in findings if columns[i].role == "finding"]
        for place in findings:
            # A narrow column of verdicts stands before the findings of its year.
            nth = sum(1 for i in words if i < place)
            columns[place] = Column("year", years[min(nth, len(years) - 1)])
    return tuple(columns)


def _guess(reader: GridReader, column: int, lookup: Lookup) -> Column:
    votes = {"indicator": 0, "criterion": 0, "verdict": 0, "finding": 0}
    for row in reader.grid:
        text = reader.texts(row).get(column, "")
        squeezed = squeeze(text)
        if len(squeezed) >= _FEWEST_LETTERS:
            votes[_fragment_of(squeezed, lookup)] += 1
        elif text and all(sign in lookup.rules.glyphs or sign.isspace() for sign in text):
            votes["verdict"] += 1
    role = max(votes, key=lambda name: votes[name])
    return Column(role) if votes[role] else Column("other")  # type: ignore[arg-type]


def _fragment_of(squeezed: str, lookup: Lookup) -> str:
    if any(squeezed in wording.text for wording in lookup.wordings.indicators):
        return "indicator"
    if any(squeezed in wording.text for wording in lookup.wordings.criteria):
        return "criterion"
    return "finding"
