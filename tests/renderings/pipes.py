"""Shape 2: Markdown pipe tables, `<br>` for a paragraph inside a cell."""

from __future__ import annotations

import re
from random import Random

from .flow import ConclusionTable, FindingsTable, flow, label
from .lines import CellStyle, paragraphs, prose_lines
from .model import Factsheet, Finding


def render_pipes(factsheet: Factsheet, *, seed: int = 0) -> str:
    """Markdown; the theme is a heading above its table or, by seed, the first row in it."""
    style = CellStyle.drawn(seed)
    is_padded = Random(seed).random() < 0.5
    has_theme_row = bool(seed % 2)
    pieces: list[str] = []
    for item in flow(factsheet):
        match item:
            case FindingsTable():
                grid = [item.header, *_rows(item, style)]
                pieces.append(_table(label(item), grid, has_theme_row, is_padded))
            case ConclusionTable():
                sides = (" <br> ".join(side) for side in (item.strengths, item.improvements))
                grid = [("Wat gaat goed?", "Wat kan beter?"), tuple(map(_escaped, sides))]
                pieces.append(_table(label(item), grid, has_theme_row, is_padded))
            case _:
                pieces.append(
                    re.sub(r"<sup>(\d+)</sup>", r"[^\1]", prose_lines(item, has_headings=True))
                )
    return "\n\n".join(pieces) + "\n"


def _rows(table: FindingsTable, style: CellStyle) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    above: str | None = None
    for row in table.rows:
        printed = "<br>".join(map(_escaped, row.printed))
        if table.years:
            rows.append((printed, *(_cell(row.of_year(year), style) for year in table.years)))
        else:
            criterion = "" if row.criterion == above else f"**{row.criterion}**"
            rows.append((criterion, printed, _cell(row.findings, style)))
            above = row.criterion
    return rows


def _cell(findings: tuple[Finding, ...], style: CellStyle) -> str:
    texts = (text for finding in findings for text in paragraphs(finding, style, "**{}**"))
    return "<br><br>".join(map(_escaped, texts))


def _escaped(text: str) -> str:
    return text.replace("|", r"\|")


def _table(theme: str, grid: list[tuple[str, ...]], has_theme_row: bool, is_padded: bool) -> str:
    columns = len(grid[0])
    rule = (":" + "-" * 9,) * columns
    if has_theme_row:
        lines = [(f"**{theme}**", *("",) * (columns - 1)), rule, *grid]
        return "\n".join(_line(cells, is_padded) for cells in lines)
    return f"### {theme}\n\n" + "\n".join(
        _line(cells, is_padded) for cells in (grid[0], rule, *grid[1:])
    )


def _line(cells: tuple[str, ...], is_padded: bool) -> str:
    return "| " + " | ".join(cell.ljust(24) if is_padded else cell for cell in cells) + " |"
