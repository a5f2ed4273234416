"""Markdown tables: lines of cells between pipes, with a row of dashes below the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ggsr_extract.readers.registry import Shape, register_shape
from ggsr_extract.readers.sheet import Finds, Sheet
from ggsr_extract.text import Cell, Mark, Span, Table, trim

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

__all__ = ["is_framed", "pipe_tables", "split_row"]

# A pipe that separates cells, and a backslash that keeps one from it.
_PIPE = re.compile(r"(?P<escape>\\)(?=\|)\||(?P<pipe>\|)")
_RULE = re.compile(r"[ \t]*[|:-][|: \t-]*\Z")


def pipe_tables(sheet: Sheet, runs: Sequence[range]) -> Finds:
    """Tables whose rows stand on one line each. A line without a pipe ends a table."""
    if "|" not in sheet.text:
        return Finds()
    finds = [
        _table(sheet, rows)
        for run in runs
        for piped in _piped_runs(sheet, run)
        for rows in _tables(sheet, piped)
    ]
    return Finds.joined(finds)


def _piped_runs(sheet: Sheet, run: range) -> Iterator[range]:
    """Runs of lines that all hold a pipe."""
    start = run.start
    for row in [*run, run.stop]:
        if row == run.stop or "|" not in sheet.visible[slice(*sheet.rows[row])]:
            if row - start > 1:
                yield range(start, row)
            start = row + 1


def _tables(sheet: Sheet, rows: range) -> Iterator[range]:
    """The tables in a run: a row of dashes with as many cells as the line above begins one.

    Lines that stand between pipes are a table without it, too: a footer may have come between.
    """
    is_rule = {row: _is_rule(sheet, row) for row in rows}
    heads = [
        row for row in rows[:-1] if is_rule[row + 1] and not is_rule[row] and _is_head(sheet, row)
    ]
    for head, following in zip(heads, [*heads[1:], rows.stop], strict=False):
        yield range(head, following)
    if not heads:
        framed = [row for row in rows if is_framed(sheet, row)]
        if len(framed) > 1 and framed == list(range(framed[0], framed[-1] + 1)):
            yield range(framed[0], framed[-1] + 1)


def is_framed(sheet: Sheet, row: int) -> bool:
    """Whether a line begins and ends with a pipe."""
    line = sheet.visible[slice(*sheet.rows[row])].strip()
    return len(line) > 1 and line.startswith("|") and line.endswith("|")


def _is_rule(sheet: Sheet, row: int) -> bool:
    start, end = sheet.rows[row]
    return _RULE.match(sheet.text, start, end) is not None


def _is_head(sheet: Sheet, row: int) -> bool:
    """Whether Markdown begins a table here."""
    lines = [sheet.visible[slice(*sheet.rows[number])].strip() for number in (row, row + 1)]
    tokens = _parser().parse("\n".join(lines))
    return bool(tokens) and tokens[0].type == "table_open"


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable("table")


def _table(sheet: Sheet, rows: range) -> Finds:
    cells: list[Cell] = []
    marks: list[Mark] = []
    number = -1
    for row in rows:
        span = trim(Span(*sheet.rows[row]), sheet.text)
        if _is_rule(sheet, row) and "-" in sheet.text[span.start : span.end]:
            marks.append(Mark(span, "rule"))
            continue
        number += 1
        spans, signs = split_row(sheet, span)
        marks += signs
        cells += [
            Cell(number, column, (cell,) if len(cell) else (), is_header=not number)
            for column, cell in enumerate(spans)
        ]
    span = Span(sheet.rows[rows.start][0], sheet.rows[rows[-1]][1])
    return Finds((Table("pipes", span, tuple(cells)),), tuple(marks))


def split_row(sheet: Sheet, row: Span) -> tuple[list[Span], list[Mark]]:
    """The cells of a row, trimmed, and its pipes and escapes; the outer pipes open no cell."""
    text = sheet.text
    marks: list[Mark] = []
    cells: list[Span] = []
    start = row.start
    for match in _PIPE.finditer(sheet.visible, row.start, row.end):
        if match.group("escape"):
            marks.append(Mark(Span(match.start(), match.start() + 1), "escape"))
            continue
        marks.append(Mark(Span(*match.span()), "cell"))
        if match.start() > row.start:
            cells.append(trim(Span(start, match.start()), text))
        start = match.end()
    if start < row.end or not cells:
        cells.append(trim(Span(start, row.end), text))
    return cells, marks


register_shape(Shape("pipes", 20, pipe_tables))
