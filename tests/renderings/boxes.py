"""Tables in boxes, and below dashes, as pandoc writes them in Markdown and plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import zip_longest
from textwrap import wrap

from .flow import ConclusionTable, FindingsTable, flow, label
from .lines import CellStyle, paragraphs, prose_lines
from .model import Factsheet, Finding

# The paragraphs of a cell.
Cell = tuple[str, ...]
_WIDTH = 36
_UNBROKEN = 10_000


def render_boxed(factsheet: Factsheet) -> str:
    """Each table in boxes of `+---+` and `|`, its theme as its first row."""
    return with_tables(factsheet, boxed)


def render_dashed(factsheet: Factsheet) -> str:
    """Rows on one line each, between runs of dashes; a cell of paragraphs needs boxes."""
    return with_tables(factsheet, _dashed_or_boxed)


def _dashed_or_boxed(rows: Sequence[Sequence[Cell]]) -> str:
    return dashed(rows) if all(len(cell) < 2 for row in rows for cell in row) else boxed(rows)


def with_tables(factsheet: Factsheet, draw: Callable[[Sequence[Sequence[Cell]]], str]) -> str:
    """The factsheet in Markdown, with each of its tables as `draw` draws it."""
    pieces: list[str] = []
    for item in flow(factsheet):
        match item:
            case FindingsTable():
                rows = [((label(item),), (), ()), _cells(item.header), *_rows(item)]
            case ConclusionTable():
                sides = (item.strengths, item.improvements)
                rows = [((label(item),), ()), _cells(("Wat gaat goed?", "Wat kan beter?")), sides]
            case _:
                prose = prose_lines(item, has_headings=True)
                pieces.append(re.sub(r"<sup>(\d+)</sup>", r"[^\1]", prose))
                continue
        pieces.append(draw(rows))
    return "\n\n".join(pieces) + "\n"


def _cells(texts: Sequence[str]) -> tuple[Cell, ...]:
    return tuple((text,) if text else () for text in texts)


def _rows(table: FindingsTable) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    above: str | None = None
    for row in table.rows:
        if table.years:
            rows.append((row.printed, *(_cell(row.of_year(year)) for year in table.years)))
        else:
            criterion = "" if row.criterion == above else f"**{row.criterion}**"
            rows.append((*_cells([criterion]), row.printed, _cell(row.findings)))
            above = row.criterion
    return rows


def _cell(findings: tuple[Finding, ...]) -> Cell:
    style = CellStyle(has_bold_glyph=True, has_tags=False, caveat_apart=True)
    texts = (text for finding in findings for text in paragraphs(finding, style, "**{}**"))
    return tuple(text.replace("'", "\\'") for text in texts)


def boxed(rows: Sequence[Sequence[Cell]], width: int = _WIDTH) -> str:
    """The rows in boxes whose cells are so wide; an empty line parts the paragraphs of a cell."""
    rule = "+" + "+".join("-" * (width + 2) for _ in rows[0]) + "+"
    lines = [rule]
    for row in rows:
        printed = (_wrapped(cell, width) for cell in row)
        lines += (
            "| " + " | ".join(part.ljust(width) for part in parts) + " |"
            for parts in zip_longest(*printed, fillvalue="")
        )
        lines.append(rule)
    return "\n".join(lines)


def _wrapped(cell: Cell, width: int) -> list[str]:
    lines: list[str] = []
    for number, text in enumerate(cell):
        lines += ([""] if number else []) + wrap(
            text, width, break_long_words=False, break_on_hyphens=False
        )
    return lines or [""]


def dashed(rows: Sequence[Sequence[Cell]], width: int = _UNBROKEN) -> str:
    """The rows between dashes; `width`: cells are wrapped, and empty lines part the rows."""
    cells = [[_wrapped(cell, width) for cell in row] for row in rows]
    columns = zip(*cells, strict=True)
    widths = [max(len(line) for cell in column for line in cell) for column in columns]
    rule = " ".join("-" * max(3, width) for width in widths)
    printed = [
        "\n".join(
            " ".join(part.ljust(max(3, width)) for part, width in zip(parts, widths, strict=True))
            for parts in zip_longest(*row, fillvalue="")
        )
        for row in cells
    ]
    between = "\n" if width == _UNBROKEN else "\n\n"
    return "\n".join([rule, between.join(printed), rule])
