"""Table regions to raw rows: cells where the layout is kept, aligned lines where it is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from ggsr_extract.factsheet.behind import with_signs_first
from ggsr_extract.factsheet.cells import GridReader, GridRow
from ggsr_extract.factsheet.column_roles import Column
from ggsr_extract.factsheet.columns import AlignedCells, ColumnLines, guessed_roles
from ggsr_extract.factsheet.conclusions import SidedCell
from ggsr_extract.factsheet.continuing import continued_rows, with_criteria
from ggsr_extract.factsheet.gutters import Gutters
from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.model import Role
from ggsr_extract.factsheet.places import Claim, Region
from ggsr_extract.factsheet.raw import RawRow
from ggsr_extract.factsheet.weave import TableLines, woven_rows
from ggsr_extract.text import Cell, Document, Span

__all__ = ["Tabled", "read_region"]

# Shorter than a year.
_PAGE_NUMBER = re.compile(r"\d{1,3}")


class Tabled(Struct, frozen=True):
    """What a table region holds: rows, header and theme cells, and paragraphs of a Conclusie."""

    rows: tuple[RawRow, ...]
    claims: tuple[Claim, ...]
    conclusions: tuple[SidedCell, ...]


class _State(Struct):
    """What goes on from one table to the next under `Vervolg …`."""

    years: tuple[int, ...]
    columns: tuple[Column, ...] | None = None
    lines: list[tuple[Span, str | None]] = field(default_factory=list)
    writer: ColumnLines | None = None
    aligned: list[AlignedCells] = field(default_factory=list)
    of: str | None = None
    sides: dict[int, str] = field(default_factory=dict)
    theme: str | None = None
    above: str | None = None
    rows: list[RawRow] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    conclusions: list[SidedCell] = field(default_factory=list)

    def see_theme(self, theme: str | None) -> None:
        """Take up the theme above a table; a bar in the one before may have named another since."""
        if theme != self.above:
            self.theme, self.above = theme or self.theme, theme

    def add_aligned(self, writer: ColumnLines, rows: Sequence[GridRow]) -> None:
        """Take up printed lines of aligned columns.

        A table that only a line of the page cut in two is one: its columns go on.
        """
        if self.writer is None or self.writer.columns != writer.columns or self.theme != self.of:
            self.write_out()
        self.writer, self.of = writer, self.theme
        self.aligned.extend(writer.cells(rows))

    def write_out(self) -> None:
        """Aligned columns become lines, cell by cell."""
        if self.writer is not None:
            spans = self.writer.written_out(self.aligned)
            self.lines.extend((span, self.of) for span in spans)
        self.writer, self.aligned = None, []

    def flush(self, document: Document, lookup: Lookup) -> None:
        """Read the lines gathered so far as rows."""
        self.write_out()
        if self.lines:
            table = TableLines(tuple(self.lines), self.years)
            self.rows.extend(woven_rows(document, table, lookup))
            self.lines = []


def read_region(
    document: Document, region: Region, years: tuple[int, ...], lookup: Lookup
) -> Tabled:
    """The raw rows of a table region; `years` are the year columns that the document prints."""
    state = _State(years=years)
    for placed in region.placed:
        table = placed.item.table
        if table is not None:
            _read_grid(GridReader(document, table, lookup), placed.theme, state)
        elif placed.says is None and placed.item.text:
            state.write_out()
            state.lines.append((placed.item.span, placed.theme))
    state.flush(document, lookup)
    raw = with_signs_first(state.rows)
    rows = tuple(with_criteria(document, continued_rows(document, raw, lookup), lookup))
    return Tabled(rows, tuple(state.claims), tuple(state.conclusions))


def _read_grid(reader: GridReader, theme: str | None, state: _State) -> None:
    lookup = reader.lookup
    state.see_theme(theme)
    if state.columns is not None and len(state.columns) != reader.table.width:
        state.columns = None
    data: list[GridRow] = []
    opens = True
    for row in reader.grid:
        texts = reader.texts(row)
        if not texts or _is_bar(row, set(texts.values()), lookup, state):
            continue
        header = reader.header(row)
        sides = _sides(texts, lookup)
        if header is not None or sides:
            state.columns, state.sides = header, sides
            printed = sorted({column.year for column in header or () if column.year is not None})
            state.years = tuple(printed) or state.years
            _claim(row, "table_header", "columns", state)
        elif state.sides:
            _conclusion_cells(row.cells, state, opens=opens)
            opens = False
        elif reader.table.kind == "columns":
            data.append(row)
        else:
            state.flush(reader.document, lookup)
            state.columns = state.columns or reader.guessed_columns()
            raw = reader.raw_row(row, state.columns, state.theme)
            state.rows.append(replace(raw, opens_table=opens))
            opens = False
    if data:
        columns = state.columns or guessed_roles(reader, lookup, state.years)
        gutters = Gutters(reader.document, reader.table)
        state.add_aligned(ColumnLines(reader.document, lookup, columns, gutters), data)


def _is_bar(row: GridRow, texts: set[str], lookup: Lookup, state: _State) -> bool:
    """Whether the row is one cell over the whole width: a theme, or a line of the page.

    The number of the page may stand beside it.
    """
    words = [text for text in texts if not _PAGE_NUMBER.fullmatch(text)]
    if len(words) != 1:
        return False
    text = words[0]
    theme = lookup.theme(text)
    if theme is not None:
        state.theme = theme
        _claim(row, "theme", f"theme.{theme}", state)
        return True
    for group in ("headings.running", "headings.approaches", "headings.table_headings"):
        found = lookup.rules.find(group, text)
        if found is not None:
            role: Role = "heading" if group == "headings.table_headings" else "running"
            _claim(row, role, found[0].id, state)
            return True
    return False


def _claim(row: GridRow, role: Role, rule: str, state: _State) -> None:
    spans = row.spans([column for column, _ in row.cells])
    state.claims.extend(Claim(span, role, rule) for span in spans)


def _sides(texts: dict[int, str], lookup: Lookup) -> dict[int, str]:
    """Columns of a Conclusie by their headings."""
    found = {c: lookup.rules.find("conclusions.headings", text) for c, text in texts.items()}
    sides = {column: hit[0]["side"] for column, hit in found.items() if hit is not None}
    return sides if len(sides) == len(texts) and "both" not in sides.values() else {}


def _conclusion_cells(cells: Sequence[tuple[int, Cell]], state: _State, *, opens: bool) -> None:
    for column, cell in cells:
        if column in state.sides and cell.spans:
            side = state.sides[column]
            state.conclusions.append(SidedCell(state.theme, side, cell.spans, opens))
