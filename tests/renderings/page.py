"""Shape 3: a whole HTML document with row spans, column spans, lists and entities."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import groupby

from .flow import LETTERHEAD, ConclusionTable, Cover, FindingsTable, Item, flow, label
from .model import Block, Bullets, Factsheet, Finding, Footnote, Heading, Paragraph, Row

_NAMES = {"é": "eacute", "ë": "euml", "ï": "iuml", "ö": "ouml", "–": "ndash", "—": "mdash"}
_MORE_NAMES = {"√": "radic", "✓": "#10003", "✗": "#x2717", "‘": "lsquo", "’": "rsquo"}
_ENTITIES = {char: f"&{name};" for char, name in (_NAMES | _MORE_NAMES).items()}
_HEAD = """<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>table {{ border-collapse: collapse }} th.theme {{ background: #0a7; color: #fff }}</style>
<script>window.dataLayer = window.dataLayer || []; // no table | here: ✓ X</script>
</head>
<body>
"""


def render_html(factsheet: Factsheet, *, seed: int = 0) -> str:
    """HTML; with an odd seed the glyph has a column of its own and `tbody` is left out."""
    has_glyph_column = bool(seed % 2)
    title = _text(factsheet.title or f"Factsheet {factsheet.approaches[0].name}")
    body = "\n".join(_item(item, has_glyph_column) for item in flow(factsheet))
    return _HEAD.format(title=title) + body + "\n</body>\n</html>\n"


def _item(item: Item, has_glyph_column: bool) -> str:
    match item:
        case Cover():
            return _cover(item)
        case FindingsTable():
            return _table(item, has_glyph_column)
        case ConclusionTable():
            return _conclusions(item)
        case _:
            return _block(item)


def _block(item: Block | Footnote) -> str:
    match item:
        case Heading():
            return f"<h{item.level}>{_text(item.text)}</h{item.level}>"
        case Paragraph():
            return f"<p>{_text(item.text)}</p>"
        case Bullets():
            listed = "".join(f"  <li>{_text(text)}</li>\n" for text in item.items)
            return f"<ul>\n{listed}</ul>"
        case Footnote():
            return f'<p class="noot"><sup>{item.mark}</sup>&nbsp;{_text(item.text)}</p>'


def _text(text: str) -> str:
    marked = html.escape(text, quote=False)
    marked = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", marked)
    marked = re.sub(r"\*(.+?)\*", r"<em>\1</em>", marked)
    marked = re.sub(r"\[\^(\d+)\]", r"<sup>\1</sup>", marked)
    return "".join(_ENTITIES.get(char, char) for char in marked)


def _cover(cover: Cover) -> str:
    head = "<br>\n".join(LETTERHEAD)
    lines = "<br>\n".join(_text(line) for line in cover.lines)
    parts = [f"<header>{head}</header>", f"<h1>{_text(cover.title)}</h1>"]
    parts += [f"<p>{lines}</p>"] if lines else []
    parts += [f"<p>{cover.date}</p>"] if cover.date else []
    return "\n".join(parts)


def _table(table: FindingsTable, has_glyph_column: bool) -> str:
    span = 1 + has_glyph_column
    width = len(table.header) + has_glyph_column * max(1, len(table.years))
    heads = "".join(
        f'<th colspan="{span}">{text}</th>'
        if _is_finding_head(text) and has_glyph_column
        else f"<th>{text}</th>"
        for text in table.header
    )
    bar = f'<tr><th class="theme" colspan="{width}">{_text(label(table))}</th></tr>'
    rows = [bar, f"<tr>{heads}</tr>", *_rows(table, has_glyph_column)]
    body = "\n".join(rows)
    return (
        f"<table>\n{body}\n</table>"
        if has_glyph_column
        else f"<table>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _is_finding_head(text: str) -> bool:
    return text == "Bevindingen" or text.isdigit()


def _rows(table: FindingsTable, has_glyph_column: bool) -> Iterator[str]:
    for criterion, group in groupby(table.rows, key=lambda row: row.criterion):
        rows = list(group)
        for place, row in enumerate(rows):
            cells = [f"<td>{'<br>'.join(map(_text, row.printed))}</td>"]
            if criterion and place == 0:
                span = f' rowspan="{len(rows)}"' if len(rows) > 1 else ""
                cells.insert(0, f"<td{span}><strong>{_text(criterion)}</strong></td>")
            cells += _finding_cells(table, row, has_glyph_column)
            yield f"<tr>{''.join(cells)}</tr>"


def _finding_cells(table: FindingsTable, row: Row, has_glyph_column: bool) -> Iterator[str]:
    for findings in (row.of_year(year) for year in table.years) if table.years else (row.findings,):
        if has_glyph_column:
            yield "<td>" + "<br>".join(_text(finding.glyph) for finding in findings) + "</td>"
        yield (
            "<td>"
            + "".join(_paragraphs(finding, not has_glyph_column) for finding in findings)
            + "</td>"
        )


def _paragraphs(finding: Finding, has_glyph: bool) -> str:
    glyph = f"<strong>{_text(finding.glyph)}</strong> " if has_glyph else ""
    texts = [_text(text) for text in finding.paragraphs] + [
        f"<strong>LET OP:</strong> {_text(caveat)}" for caveat in finding.caveats
    ]
    return "".join(
        f"<p>{glyph if place == 0 else ''}{text}</p>" for place, text in enumerate(texts)
    )


def _conclusions(table: ConclusionTable) -> str:
    sides = (
        "<td>" + "".join(f"<p>{_text(text)}</p>" for text in side) + "</td>"
        for side in (table.strengths, table.improvements)
    )
    return (
        f'<table>\n<tr><th class="theme" colspan="2">{_text(label(table))}</th></tr>\n'
        "<tr><th>Wat gaat goed?</th><th>Wat kan beter?</th></tr>\n"
        f"<tr>{''.join(sides)}</tr>\n</table>"
    )
