"""Raw rows from a table whose cells are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.column_roles import (
    BASELINE_YEAR,
    Column,
    inherited,
    layout_of,
    role_of_words,
)
from ggsr_extract.factsheet.flat import Flat, flatten
from ggsr_extract.factsheet.lookup import ColumnRole, Lookup
from ggsr_extract.factsheet.model import IndicatorReading
from ggsr_extract.factsheet.raw import Content, RawRow
from ggsr_extract.factsheet.verdicts import Head, all_heads, starts_inside
from ggsr_extract.text import Cell, Document, Passage, Span, Table

__all__ = ["GridReader", "GridRow", "contents_of", "printed_in"]


class GridRow(Struct, frozen=True):
    """Distinct cells of a grid row by column; a cell that spans rows stands in its first only."""

    cells: tuple[tuple[int, Cell], ...]

    def spans(self, columns: Sequence[int]) -> tuple[Span, ...]:
        """The spans of the cells that stand in those columns, in their order, each cell once."""
        cells = [(columns.index(column), cell) for column, cell in self.cells if column in columns]
        cells.sort(key=itemgetter(0))
        chosen = {id(cell): cell.spans for _, cell in cells}
        if len(chosen) == 1:
            return next(iter(chosen.values()))
        return tuple(span for spans in chosen.values() for span in spans)

    @property
    def at(self) -> int:
        """Offset of the first character of the row."""
        return min((span.start for _, cell in self.cells for span in cell.spans), default=0)


class GridReader(Struct, frozen=True, dict=True):
    """Reads one table; what goes on from table to table is for the caller to remember."""

    document: Document
    table: Table
    lookup: Lookup

    @cached_property
    def grid(self) -> tuple[GridRow, ...]:
        """Rows of the table with their cells."""
        rows: list[dict[int, Cell]] = [{} for _ in range(self.table.height)]
        for cell in self.table.cells:
            for column in range(cell.column, cell.column + cell.column_span):
                rows[cell.row][column] = cell
        return tuple(GridRow(tuple(sorted(row.items(), key=lambda item: item[0]))) for row in rows)

    @cached_property
    def _passages(self) -> dict[tuple[Span, ...], Passage | None]:
        return {}

    def _passage(self, spans: tuple[Span, ...]) -> Passage | None:
        """What a reader reads there; a cell is asked for again and again."""
        if spans not in self._passages:
            self._passages[spans] = passage_of(self.document, spans) if spans else None
        return self._passages[spans]

    def texts(self, row: GridRow) -> dict[int, str]:
        """What a reader reads in the columns of a row, of those that print something."""
        read = ((column, self._passage(cell.spans)) for column, cell in row.cells)
        return {column: passage.text for column, passage in read if passage is not None}

    def header(self, row: GridRow) -> tuple[Column, ...] | None:
        """The columns, when the row is a header row."""
        columns = [Column("other")] * self.table.width
        named = 0
        for column, cell in row.cells:
            if self._passage(cell.spans) is None:
                continue
            found = self._named(cell)
            if found is None:
                return None
            named += 1
            columns[column] = Column(found[0], found[1])
        return self._with_signs(columns) if named >= 2 else None

    def _with_signs(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """The columns of a header with those that it leaves without a name.

        A column of signs is that of verdicts, also where it stands apart from the findings. A
        single one with a sign for each year is that of all years.
        """
        found = list(inherited(columns))
        findings = [column for column in found if column.is_of_findings]
        years = {column.year for column in findings}
        signs = [
            place
            for place, column in enumerate(columns)
            if column.role == "other" and self._holds_signs(place)
        ]
        for place in signs:
            if len(signs) == 1 < len(years) and self._holds_as_many(place, len(years)):
                found[place] = Column("verdict")
            elif found[place].is_of_findings:
                found[place] = replace(found[place], role="verdict")
            elif len(years) == 1:
                found[place] = replace(findings[0], role="verdict")
        return tuple(found)

    def _holds_signs(self, column: int) -> bool:
        return self._guess(column, self._data) == "verdict"

    def _holds_as_many(self, column: int, count: int) -> bool:
        """Whether most rows that have signs in a column have so many."""
        rows = [row for row, texts in self._data if column in texts]
        counts = [len(self._signs(row.spans([column]))) for row in rows]
        return 2 * counts.count(count) > len(counts)

    @cached_property
    def _data(self) -> Sequence[tuple[GridRow, dict[int, str]]]:
        """The rows that hold data, with their texts."""
        return [(row, self.texts(row)) for row in self.grid if not self._is_heading(row)]

    def _named(self, cell: Cell) -> tuple[ColumnRole, int | None] | None:
        """What a heading names, also when a stray line of the page fell into its cell."""
        parts = (self._passage(spans) for spans in (cell.spans, *_each(cell.spans)))
        found = (self.lookup.column(part.text) for part in parts if part is not None)
        return next((name for name in found if name is not None), None)

    def guessed_columns(self) -> tuple[Column, ...]:
        """Columns told from what stands in them, for a table without a header.

        A column of words without a verdict is a criterion's where it stands before the
        indicators, and a finding's where no other is.
        """
        roles = [self._guess(column, self._data) for column in range(self.table.width)]
        indicator = roles.index("indicator") if "indicator" in roles else len(roles)
        has_findings = "finding" in roles
        columns = [
            Column(
                role
                if role != "words"
                else role_of_words(place, indicator, has_findings=has_findings)
            )
            for place, role in enumerate(roles)
        ]
        findings = [place for place, column in enumerate(columns) if column.role == "finding"]
        if len(findings) == 2 and not any(column.role == "criterion" for column in columns):
            for number, place in enumerate(findings):
                columns[place] = Column("year", BASELINE_YEAR + number)
        return tuple(inherited(columns))

    def _guess(
        self, column: int, data: Sequence[tuple[GridRow, dict[int, str]]]
    ) -> ColumnRole | Literal["words"]:
        votes: Counter[ColumnRole | Literal["words"]] = Counter()
        for row, texts in data:
            if column in texts:
                votes[self._vote(row, column, texts[column])] += 1
        return votes.most_common(1)[0][0] if votes else "other"

    def _is_heading(self, row: GridRow) -> bool:
        """Whether a row is a bar over the whole width, or names a column: it holds no data."""
        cells = {id(cell): cell for _, cell in row.cells}.values()
        return len(cells) < min(2, self.table.width) or any(self._named(cell) for cell in cells)

    def _vote(self, row: GridRow, column: int, text: str) -> ColumnRole | Literal["words"]:
        if self.lookup.wordings.indicators_in(text):
            return "indicator"
        if self.lookup.wordings.criterion(text):
            return "criterion"
        flat = flatten(self.document, row.spans([column]))
        rests = [
            flat.text[heads[-1].end : end].strip() if heads else None
            for start, end in flat.paragraphs()
            for heads in [all_heads(self.document, flat, start, self.lookup.rules)]
        ]
        if not rests or rests[0] is None:
            return "words"
        return "finding" if any(rest != "" for rest in rests) else "verdict"

    def raw_row(self, row: GridRow, columns: tuple[Column, ...], theme_id: str | None) -> RawRow:
        """What stands in a data row."""
        layout = layout_of(columns)
        parts = row.spans(layout.indicator)
        indicator = self._passage(parts)
        printed = printed_in(indicator, self.lookup)
        years = [year for year, _ in layout.findings]
        dated = self._dated_signs(row.spans(layout.signs), years)
        return RawRow(
            theme_id=theme_id,
            criterion=self._passage(row.spans(layout.criterion)),
            indicator=indicator,
            printed=printed,
            contents=tuple(
                (year, self._contents(row, group, columns, dated.get(year, ()), len(printed)))
                for year, group in layout.findings
            ),
            reading="cells",
            at=row.at,
            parts=parts,
            is_reconstructed=self.table.has_rows_by_white
            and not self.lookup.rules.framework.may_share_row(it.indicator_id for it in printed),
        )

    def _contents(
        self,
        row: GridRow,
        group: Sequence[int],
        columns: Sequence[Column],
        sign: tuple[Span, ...],
        indicators: int,
    ) -> tuple[Content, ...]:
        """What the columns of a year hold in a row, behind a `sign` that stands elsewhere."""
        apart = [place for place in group if columns[place].role == "verdict"]
        expected = len(self._signs(row.spans(apart))) if apart else max(1, indicators)
        return contents_of(self.document, (*sign, *row.spans(group)), self.lookup, expected)

    def _dated_signs(
        self, spans: Sequence[Span], years: Sequence[int]
    ) -> dict[int, tuple[Span, ...]]:
        """The sign of each year out of a cell that holds those of all, one after the other."""
        signs = self._signs(spans)
        if len(signs) != len(years):
            return {}
        return {year: sign.glyph.spans for year, sign in zip(years, signs, strict=True)}

    def _signs(self, spans: Sequence[Span]) -> list[Head]:
        """The verdicts in a column of their own; what looks like more is none."""
        flat = flatten(self.document, spans)
        starts = (start for start, _ in flat.paragraphs())
        rules = self.lookup.rules
        return [head for start in starts for head in all_heads(self.document, flat, start, rules)]


def _each(spans: Sequence[Span]) -> Iterator[tuple[Span]]:
    return ((span,) for span in spans) if len(spans) > 1 else iter(())


def printed_in(indicator: Passage | None, lookup: Lookup) -> tuple[IndicatorReading, ...]:
    """The indicators that a cell prints; none when its words are no indicator."""
    if indicator is None:
        return ()
    return tuple(match.reading() for match in lookup.wordings.indicators_in(indicator.text))


def contents_of(
    document: Document, spans: Sequence[Span], lookup: Lookup, expected: int
) -> tuple[Content, ...]:
    """The verdicts of a cell with their words; `expected` verdicts at most begin with a weak sign.

    A dash or a letter beyond those is a list sign or a word, not a verdict.
    """
    flat = flatten(document, spans)
    contents: list[Content] = []
    for start, end in _beginnings(document, flat, lookup):
        seen = sum(len(content.heads) for content in contents)
        heads = _expected(all_heads(document, flat, start, lookup.rules), expected - seen)
        chunk = flat.spans(heads[-1].end if heads else start, end)
        chunks = (chunk,) if any(document.text[s.start : s.end].strip() for s in chunk) else ()
        if heads or not contents:
            contents.append(Content(heads, chunks))
        else:
            last = contents[-1]
            contents[-1] = replace(last, chunks=last.chunks + chunks)
    return tuple(contents)


def _expected(heads: tuple[Head, ...], count: int) -> tuple[Head, ...]:
    """The signs up to the first weak one that is one too many."""
    ends = (n for n, head in enumerate(heads) if head.meaning.is_weak and n >= count)
    return heads[: next(ends, len(heads))]


def _beginnings(document: Document, flat: Flat, lookup: Lookup) -> Iterator[tuple[int, int]]:
    """Ranges of the flat text that may begin with a verdict."""
    for start, end in flat.paragraphs():
        cuts = [start, *starts_inside(document, flat, (start, end), lookup.rules), end]
        yield from pairwise(cuts)
