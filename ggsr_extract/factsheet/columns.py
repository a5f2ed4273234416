"""Aligned text columns, written out cell by cell so that the aligner can read them.

In aligned text the columns are known, and where a row begins is not. A row begins on a line on
which an indicator begins and a verdict stands; its lines are given criterion first, then
indicator, then for each year the verdicts and the finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ggsr_extract.factsheet.cells import Column, GridReader, GridRow
from ggsr_extract.factsheet.flat import flatten
from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.squeezed import SqueezedLine
from ggsr_extract.factsheet.verdicts import free_glyphs, head_at
from ggsr_extract.text import Document, Span, squeeze

__all__ = ["ColumnLines", "guessed_roles"]

_FEWEST_LETTERS = 6


@dataclass(frozen=True, slots=True)
class ColumnLines:
    """Writes out the data rows of one table of aligned columns."""

    document: Document
    lookup: Lookup
    columns: tuple[Column, ...]

    def lines(self, reader: GridReader, rows: Sequence[GridRow]) -> Iterator[Span]:
        """The cells of printed lines `rows`, row by table row, cell by cell."""
        for band in self._bands(reader, rows):
            cells = [self._cells(row) for row in band]
            for group in self._groups():
                for row in cells:
                    yield from (span for column in group for span in row.get(column, ()))

    def _cells(self, row: GridRow) -> dict[int, list[Span]]:
        """The pieces of a printed line by column.

        Where a cell runs into the next column, a verdict glyph in it shows where that begins.
        """
        cells: dict[int, list[Span]] = {}
        for column, cell in row.cells:
            following = next(
                (i for i, c in enumerate(self.columns) if i > column and self._is_finding(c)), None
            )
            for span in cell.spans:
                cut = self._glyph_inside(span) if following is not None else None
                if cut is None or following is None:
                    cells.setdefault(column, []).append(span)
                else:
                    cells.setdefault(column, []).append(Span(span.start, cut))
                    cells.setdefault(following, []).append(Span(cut, span.end))
        return cells

    def _glyph_inside(self, span: Span) -> int | None:
        line = SqueezedLine(span, self.document.text)
        glyphs = free_glyphs(line, self.lookup.rules, self.document.text)
        inside = [glyph for glyph in glyphs if glyph.position > 0 and not glyph.is_weak]
        return inside[0].span.start if inside else None

    def _groups(self) -> Iterator[list[int]]:
        """Grid columns in the order in which their cells are written out."""
        roles = self.columns
        yield [i for i, column in enumerate(roles) if column.role == "criterion"]
        yield [i for i, column in enumerate(roles) if column.role == "indicator"]
        for year in sorted({column.year or 0 for column in roles if self._is_finding(column)}):
            of_year = [
                i
                for i, column in enumerate(roles)
                if self._is_finding(column) and (column.year or 0) == year
            ]
            for place in of_year:
                yield [place]

    @staticmethod
    def _is_finding(column: Column) -> bool:
        return column.role in ("finding", "verdict", "year")

    def _bands(
        self, reader: GridReader, rows: Sequence[GridRow]
    ) -> Iterator[tuple[GridRow, ...]]:
        band: list[GridRow] = []
        for row in rows:
            if band and self._begins(reader, row):
                yield tuple(band)
                band = []
            band.append(row)
        if band:
            yield tuple(band)

    def _begins(self, reader: GridReader, row: GridRow) -> bool:
        indicator = reader.text(row, [i for i, c in enumerate(self.columns) if c.role == "indicator"])
        squeezed = squeeze(indicator)
        begins = any(
            wording.level == "indicator" and not position
            for wording, position in self.lookup.wordings.starting_like(squeezed)
        )
        findings = [i for i, column in enumerate(self.columns) if self._is_finding(column)]
        return begins and any(self._has_verdict(row, place) for place in findings)

    def _has_verdict(self, row: GridRow, column: int) -> bool:
        spans = row.spans([column])
        return bool(spans) and (
            head_at(self.document, flatten(self.document, spans), 0, self.lookup.rules) is not None
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
        text = reader.text(row, [column])
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
