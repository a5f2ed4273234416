"""A factsheet as an HTML page for printing: its words, and a style sheet for its look."""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Iterator
from itertools import groupby

from tests.drawing import CHECK, CROSS, DASH, picture_of
from tests.facsimiles.look import Look
from tests.facsimiles.symbols import SYMBOLS, symbol_font
from tests.renderings.flow import (
    LETTERHEAD,
    ConclusionTable,
    Cover,
    FindingsTable,
    Item,
    flow,
    label,
    running_title,
)
from tests.renderings.model import Bullets, Factsheet, Finding, Footnote, Heading, Paragraph, Row

__all__ = ["printed_page"]

_STYLE = """
@page {{ size: {page} {orientation}; margin: {top}mm {side}mm {bottom}mm {side}mm;
{margins} }}
@page :first {{ @top-left {{ content: ""; }} @top-center {{ content: ""; }} }}
body {{ font: {size}pt/1.4 "{font}"; hyphens: {hyphens}; text-align: {align}; margin: 0; }}
h1 {{ font-size: 18pt; text-align: left; hyphens: none; }}
h2, h3 {{ font-size: 11pt; break-after: avoid; hyphens: none; text-align: left; }}
p {{ margin: 0 0 4pt 0; }}
td p {{ margin: 0 0 {after}pt 0; }}
header, .note {{ font-size: 7pt; }}
.prose {{ columns: {columns}; column-gap: 9mm; }}
table {{ border-collapse: collapse; width: 100%; margin: 0 0 5mm 0; font-size: {cell}pt;
  line-height: {leading}; text-align: left; }}
tr {{ break-inside: {breaks}; }}
thead {{ display: {head}; }}
td, th {{ padding: {padding}; vertical-align: top; text-align: left; {border} }}
th.theme {{ {bar} font-size: {bar_size}pt; }}
th {{ background: {head_fill}; }}
td.glyph {{ text-align: center; }}
{extra}
"""
# Where title and number of a page stand, by margin box.
_RUNNING = {
    "corners": ("bottom-left", "bottom-right", "top-left"),
    "top": ("top-right", "top-center", "top-left"),
    "middle": ("bottom-center", "top-right", "top-center"),
    "outside": ("bottom-right", "bottom-left", "top-left"),
}
_BORDERS = {
    "grid": "border: {rule}pt solid #00847e;",
    "horizontal": "border-top: {rule}pt solid #555; border-bottom: {rule}pt solid #555;",
    "zebra": "",
    "none": "",
}
_PATHS = {
    "meets": '<path stroke="#1a7f37" d="M3 13 L9 20 Q13 10 21 4"/>',
    "improvement_point": '<path stroke="#b3261e" d="M5 5 L19 19"/>'
    '<path stroke="#b3261e" d="M19 5 L5 19"/>',
    "not_assessed": '<rect fill="#555" x="3" y="10.5" width="18" height="3"/>',
}
_STROKES = {"meets": CHECK, "improvement_point": CROSS, "not_assessed": DASH}


def printed_page(factsheet: Factsheet, look: Look) -> str:
    """The whole HTML document."""
    body = "\n".join(_parts(factsheet, look))
    if look.has_attributes:
        border = 1 if look.ruling == "grid" else 0
        table = f'<table border="{border}" cellspacing="0" cellpadding="4" bordercolor="#00847e">'
        body = body.replace("<table>", table).replace("<td", '<td valign="top"')
        body = body.replace('class="theme"', 'class="theme" bgcolor="#00847e"')
    return (
        f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8">'
        f"<title>{html.escape(factsheet.title or factsheet.key)}</title>"
        f"<style>{_style(factsheet, look)}</style></head><body>\n{body}\n</body></html>\n"
    )


def _style(factsheet: Factsheet, look: Look) -> str:
    extra = "tbody tr.odd td { background: #e3efee; }" if look.ruling == "zebra" else ""
    if look.marks in ("symbols", "bytes"):
        extra += _symbols()
    if look.is_open:
        extra += "table { border-collapse: separate; border-spacing: 0; }"
    cut = look.geometry
    filled = "background: #00847e; color: #fff;" if look.bar == "row" else ""
    return _STYLE.format(
        page=cut.page,
        orientation="landscape" if look.is_landscape else "portrait",
        top=cut.margins[0],
        side=cut.margins[1],
        bottom=cut.margins[2],
        margins=_margin_boxes(factsheet, look),
        font=cut.font,
        size=cut.size,
        cell=cut.size - 1,
        bar_size=cut.size + 0.5,
        leading=cut.leading,
        padding=f"{cut.padding[0]}pt {cut.padding[1]}pt",
        after=cut.after,
        hyphens="auto" if look.hyphenates else "manual",
        align="justify" if look.is_justified else "left",
        columns=look.prose_columns,
        breaks="auto" if look.splits_rows else "avoid",
        head="table-header-group" if look.repeats_header else "table-row-group",
        border=_BORDERS[look.ruling].format(rule=cut.rule),
        bar=filled,
        head_fill="none" if look.ruling == "none" or look.bar == "plain" else "#e3efee",
        extra=extra,
    )


def _symbols() -> str:
    font = base64.b64encode(symbol_font()).decode()
    face = f"font-family: Wingdings; src: url(data:font/ttf;base64,{font});"
    return f"@font-face {{ {face} }} .symbol {{ font-family: Wingdings; }}"


def _margin_boxes(factsheet: Factsheet, look: Look) -> str:
    foot, number, title = _RUNNING[look.running]
    running = running_title(factsheet) if factsheet.kind == "baseline" else ""
    said = (
        (foot, f'"Aanpak: {factsheet.approaches[0].name}"', ""),
        (number, "counter(page)", ""),
        (title, f'"{running}"', "bold "),
    )
    return "\n".join(
        f'  @{place} {{ content: {content}; font: {weight}7pt "{look.geometry.font}"; }}'
        for place, content, weight in said
    )


def _parts(factsheet: Factsheet, look: Look) -> Iterator[str]:
    """Running text in columns, tables over the whole width."""
    prose: list[str] = []
    for item in flow(factsheet, is_split=False):
        if isinstance(item, (Cover, FindingsTable, ConclusionTable)):
            yield from _flushed(prose)
            yield _item(item, look)
        else:
            prose.append(_item(item, look))
    yield from _flushed(prose)


def _flushed(prose: list[str]) -> Iterator[str]:
    if prose:
        yield '<div class="prose">' + "\n".join(prose) + "</div>"
    prose.clear()


def _item(item: Item, look: Look) -> str:  # noqa: PLR0911
    match item:
        case Cover():
            lines = "".join(f"<p>{_text(line)}</p>" for line in (*item.lines, item.date or ""))
            head = "<br>".join(LETTERHEAD)
            return f"<header>{head}</header><h1>{_text(item.title)}</h1>{lines}"
        case Heading():
            return f"<h2>{_text(item.text)}</h2>"
        case Paragraph():
            return f"<p>{_text(item.text)}</p>"
        case Bullets():
            return "<ul>" + "".join(f"<li>{_text(text)}</li>" for text in item.items) + "</ul>"
        case Footnote():
            return f'<p class="note"><sup>{item.mark}</sup> {_text(item.text)}</p>'
        case FindingsTable():
            return _findings(item, look)
        case ConclusionTable():
            return _conclusions(item, look)


def _text(text: str) -> str:
    marked = html.escape(text, quote=False)
    marked = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", marked)
    marked = re.sub(r"\*(.+?)\*", r"<i>\1</i>", marked)
    return re.sub(r"\[\^(\d+)\]", r"<sup>\1</sup>", marked)


def _findings(table: FindingsTable, look: Look) -> str:
    glyph = '<th style="width: 5mm"></th>' if look.has_glyph_column else ""
    if table.years:
        heads = f'<th style="width: {look.geometry.indicator - 8}mm">Indicator</th>' + "".join(
            f"{glyph}<th>{year}</th>" for year in table.years
        )
    else:
        heads = (
            f'<th style="width: {look.geometry.criterion}mm">Criteria</th>'
            f'<th style="width: {look.geometry.indicator}mm">Indicatoren</th>'
            f"{glyph}<th>Bevindingen</th>"
        )
    rows = "\n".join(_rows(table, look))
    head = f"<tr>{heads}</tr>"
    return _table(label(table), heads.count("<th"), f"{head}</thead><tbody>\n{rows}", look)


def _table(theme: str, width: int, inside: str, look: Look) -> str:
    """A table with its theme in a row of its own, or above it."""
    if look.bar == "heading":
        return f"<h3>{_text(theme)}</h3><table><thead>{inside}\n</tbody></table>"
    bar = f'<tr><th class="theme" colspan="{width}">{_text(theme)}</th></tr>'
    return f"<table><thead>{bar}{inside}\n</tbody></table>"


def _rows(table: FindingsTable, look: Look) -> Iterator[str]:
    number = 0
    for criterion, group in groupby(table.rows, key=lambda row: row.criterion):
        rows = list(group)
        for place, row in enumerate(rows):
            cells = ["<td>" + "".join(f"<p>{_text(text)}</p>" for text in row.printed) + "</td>"]
            if not table.years:
                cells.insert(0, _criterion(criterion or "", place, len(rows), look))
            cells += _cells(table, row, look)
            number += 1
            parity = ' class="odd"' if number % 2 else ""
            yield f"<tr{parity}>{''.join(cells)}</tr>"


def _criterion(text: str, place: int, count: int, look: Look) -> str:
    if not look.has_spans:
        return f"<td><b>{_text(text)}</b></td>" if place == 0 else "<td></td>"
    return f'<td rowspan="{count}"><b>{_text(text)}</b></td>' if place == 0 else ""


def _cells(table: FindingsTable, row: Row, look: Look) -> Iterator[str]:
    for findings in (row.of_year(year) for year in table.years) if table.years else (row.findings,):
        if look.has_glyph_column:
            glyphs = "".join(f"<p>{_mark(finding, look)}</p>" for finding in findings)
            yield f'<td class="glyph">{glyphs}</td>'
        words = "".join(_finding(finding, look) for finding in findings)
        yield f"<td>{words}</td>"


def _finding(finding: Finding, look: Look) -> str:
    glyph = "" if look.has_glyph_column else f"<b>{_mark(finding, look)}</b> "
    texts = [_text(text) for text in finding.paragraphs]
    texts[0] = glyph + texts[0]
    texts += [f"<b>LET OP:</b> <i>{_text(caveat)}</i>" for caveat in finding.caveats]
    return "".join(f"<p>{text}</p>" for text in texts)


def _mark(finding: Finding, look: Look) -> str:
    """The verdict as its character, as an inline drawing, or as an image."""
    if look.marks == "text":
        return finding.glyph
    if look.marks in ("symbols", "bytes"):
        code = SYMBOLS.get(finding.verdict)
        return f'<span class="symbol">&#{0xF000 + code};</span>' if code else finding.glyph
    size = look.geometry.size
    if look.marks == "paths":
        return (
            f'<svg width="{size}pt" height="{size}pt" viewBox="0 0 24 24" fill="none"'
            f' stroke-width="3.2" stroke-linecap="round">{_PATHS[finding.verdict]}</svg>'
        )
    data = io.BytesIO()
    picture_of(_STROKES[finding.verdict], 40).save(data, "PNG")
    source = base64.b64encode(data.getvalue()).decode()
    return f'<img style="height: {size - 1}pt" src="data:image/png;base64,{source}">'


def _conclusions(table: ConclusionTable, look: Look) -> str:
    sides = "".join(
        "<td>" + "".join(f"<p>{_text(text)}</p>" for text in side) + "</td>"
        for side in (table.strengths, table.improvements)
    )
    head = '<tr><th style="width: 50%">Wat gaat goed?</th><th>Wat kan beter?</th></tr>'
    return _table(label(table), 2, f"{head}</thead><tbody><tr>{sides}</tr>", look)
