"""A factsheet as printed A4 pages: theme bars, spanning cells, hyphenated columns, footers."""

# mypy: disable-error-code="import-untyped,import-not-found"
# ReportLab has no type information, and checking types needs none of it installed.

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from .flow import (
    LETTERHEAD,
    ConclusionTable,
    Cover,
    FindingsTable,
    Item,
    flow,
    label,
    running_title,
)
from .model import Bullets, Factsheet, Finding, Footnote, Heading, Paragraph, Row

_FONTS = Path("/usr/share/fonts/truetype/dejavu")
_FACES = {
    "DejaVu": "DejaVuSans",
    "DejaVu-Bold": "DejaVuSans-Bold",
    "DejaVu-Italic": "DejaVuSans-Oblique",
}
_GREEN, _GREY = colors.HexColor("#00847e"), colors.HexColor("#e3efee")
_MARGIN = 18 * mm
_WIDTH = A4[0] - 2 * _MARGIN


def _styles() -> dict[str, ParagraphStyle]:
    for name, file in _FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(_FONTS / f"{file}.ttf")))
    pdfmetrics.registerFontFamily("DejaVu", "DejaVu", "DejaVu-Bold", "DejaVu-Italic", "DejaVu-Bold")
    base = ParagraphStyle(
        "base", fontName="DejaVu", fontSize=8.5, leading=12, spaceAfter=5, bulletFontName="DejaVu"
    )
    cell = ParagraphStyle("cell", base, fontSize=7.5, leading=10, spaceAfter=2)
    words = {"hyphenationLang": "nl_NL", "hyphenationMinWordLength": 9}
    return {
        "base": ParagraphStyle("prose", base, **words),
        "cell": ParagraphStyle("words", cell, **words),
        "bold": ParagraphStyle("bold", cell, fontName="DejaVu-Bold"),
        "glyph": ParagraphStyle("glyph", cell, alignment=TA_CENTER),
        "bar": ParagraphStyle(
            "bar", cell, fontName="DejaVu-Bold", textColor=colors.white, fontSize=9
        ),
        "title": ParagraphStyle(
            "title", base, fontName="DejaVu-Bold", fontSize=17, leading=22, spaceAfter=12
        ),
        "heading": ParagraphStyle(
            "heading", base, fontName="DejaVu-Bold", fontSize=11, leading=15, spaceBefore=6
        ),
        "note": ParagraphStyle("note", base, fontSize=6.5, leading=9),
    }


def write_pdf(
    factsheet: Factsheet,
    path: Path,
    *,
    has_glyph_column: bool,
    marks: str = "text",
) -> None:
    """The factsheet as a PDF at `path`; the same factsheet gives the same bytes.

    With `has_glyph_column` the glyph stands in a narrow column of its own, not at the head of the
    finding. `marks`: written in the font of the words (`text`), in standard symbol fonts
    (`dingbats`, `math`), or, in a column of their own, drawn (`paths`).
    """
    document = BaseDocTemplate(
        str(path), pagesize=A4, invariant=1, title=factsheet.title or factsheet.key
    )
    names = [approach.name for approach in factsheet.approaches]
    document.addPageTemplates(list(_templates(factsheet, names)))
    styles = _styles()
    styles["glyph"].marks = styles["cell"].marks = marks
    document.build(list(_story(factsheet, styles, has_glyph_column)))


def _templates(factsheet: Factsheet, names: list[str]) -> Iterator[PageTemplate]:
    height = A4[1] - 45 * mm
    half = (_WIDTH - 8 * mm) / 2
    columns = [
        Frame(_MARGIN, 22 * mm, half, height),
        Frame(_MARGIN + half + 8 * mm, 22 * mm, half, height),
    ]
    whole = [Frame(_MARGIN, 22 * mm, _WIDTH, height, leftPadding=0, rightPadding=0)]
    yield PageTemplate("prose", columns if factsheet.kind == "baseline" else whole)
    for place, name in enumerate(names):
        yield PageTemplate(f"first{place}", whole, onPage=_decoration(name, None))
        yield PageTemplate(
            f"later{place}", whole, onPage=_decoration(name, running_title(factsheet))
        )


def _decoration(name: str, heading: str | None) -> Callable[[Canvas, BaseDocTemplate], None]:
    def draw(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont("DejaVu", 7)
        canvas.drawString(_MARGIN, 12 * mm, f"Aanpak: {name}")
        canvas.drawRightString(A4[0] - _MARGIN, 12 * mm, str(document.page))
        if heading:
            canvas.setFont("DejaVu-Bold", 11)
            canvas.drawString(_MARGIN, A4[1] - 17 * mm, heading)
        canvas.restoreState()

    return draw


def _story(
    factsheet: Factsheet, styles: dict[str, ParagraphStyle], has_column: bool
) -> Iterator[Flowable]:
    starts = [f"Aanpak: {approach.name}" for approach in factsheet.approaches]
    place = -1
    is_first = True
    for item in flow(factsheet, is_split=False):
        if isinstance(item, Heading) and item.text in (*starts, "Uitkomsten verbeterpunten"):
            place += 1
            yield NextPageTemplate(f"first{place}")
            if not is_first:
                yield PageBreak()
        elif isinstance(item, Heading) and item.text in (
            "Bevindingen toezichtonderzoek",
            "Conclusie",
        ):
            yield PageBreak()
        if isinstance(item, FindingsTable):
            yield NextPageTemplate(f"later{place}")
        is_first = False
        yield from _flowables(item, styles, has_column)


def _flowables(
    item: Item, styles: dict[str, ParagraphStyle], has_column: bool
) -> Iterator[Flowable]:
    match item:
        case Cover():
            yield Text("<br/>".join(LETTERHEAD), styles["note"])
            yield Spacer(1, 20 * mm)
            yield Text(_marked(item.title), styles["title"])
            yield from (Text(_marked(line), styles["heading"]) for line in item.lines)
            yield Text(item.date or "", styles["base"])
        case Heading():
            yield Text(_marked(item.text), styles["heading"])
        case Paragraph():
            yield Text(_marked(item.text), styles["base"])
        case Bullets():
            yield from (Text(_marked(text), styles["base"], bulletText="•") for text in item.items)
        case Footnote():
            yield Text(f"<super>{item.mark}</super> {_marked(item.text)}", styles["note"])
        case FindingsTable():
            yield _findings(item, styles, has_column)
            yield Spacer(1, 4 * mm)
        case ConclusionTable():
            yield _conclusions(item, styles)
            yield Spacer(1, 4 * mm)


def _marked(text: str) -> str:
    marked = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text))
    marked = re.sub(r"\*(.+?)\*", r"<i>\1</i>", marked)
    return re.sub(r"\[\^(\d+)\]", r"<super>\1</super>", marked)


def _findings(table: FindingsTable, styles: dict[str, ParagraphStyle], has_column: bool) -> Grid:
    widths, head = _columns(table, has_column)
    rows: list[list[object]] = [
        [Text(label(table), styles["bar"])],
        [Text(text, styles["bold"]) for text in head],
    ]
    spans: list[tuple[object, ...]] = []
    start = 2
    for place, row in enumerate(table.rows):
        is_new = place == 0 or row.criterion != table.rows[place - 1].criterion
        if is_new:
            start = place + 2
        elif row.criterion:
            spans = [span for span in spans if span[1] != (0, start)] + [
                ("SPAN", (0, start), (0, place + 2))
            ]
        rows.append(_row(table, row, styles, has_column=has_column, is_new=is_new))
    rows = [row + [""] * (len(widths) - len(row)) for row in rows]
    return Grid(rows, widths, repeatRows=2, style=[*_RULES, *spans])


_RULES: list[tuple[object, ...]] = [
    ("SPAN", (0, 0), (-1, 0)),
    ("BACKGROUND", (0, 0), (-1, 0), _GREEN),
    ("BACKGROUND", (0, 1), (-1, 1), _GREY),
    ("GRID", (0, 1), (-1, -1), 0.4, _GREEN),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 3),
    ("RIGHTPADDING", (0, 0), (-1, -1), 3),
]


def _columns(table: FindingsTable, has_column: bool) -> tuple[list[float], list[str]]:
    """Column widths in points and head texts; a glyph column has no head."""
    glyph = [8 * mm] if has_column else []
    blank = [""] if has_column else []
    if table.years:
        rest = (_WIDTH - 34 * mm - 2 * sum(glyph)) / 2
        return [34 * mm, *glyph, rest, *glyph, rest], ["Indicator", *blank, "2013", *blank, "2014"]
    rest = _WIDTH - 28 * mm - 44 * mm - sum(glyph)
    return [28 * mm, 44 * mm, *glyph, rest], ["Criteria", "Indicatoren", *blank, "Bevindingen"]


def _row(
    table: FindingsTable,
    row: Row,
    styles: dict[str, ParagraphStyle],
    *,
    has_column: bool,
    is_new: bool,
) -> list[object]:
    cells: list[object] = [[Text(escape(text), styles["cell"]) for text in row.printed]]
    if not table.years:
        cells.insert(0, Text(escape(row.criterion or ""), styles["bold"]) if is_new else "")
    for findings in (row.of_year(year) for year in table.years) if table.years else (row.findings,):
        if has_column:
            cells.append([_mark(finding, styles["glyph"]) for finding in findings])
        cells.append(
            [text for finding in findings for text in _cell(finding, styles, not has_column)]
        )
    return cells


def _mark(finding: Finding, style: ParagraphStyle) -> Flowable:
    if style.marks == "paths":
        return _Drawn(finding.verdict, style)
    return Text(_glyph(finding, style), style)


# Verdict → the standard font that has its sign, and the sign.
_STANDARD = {
    "dingbats": {
        "meets": ("ZapfDingbats", "\N{CHECK MARK}"),
        "improvement_point": ("ZapfDingbats", "\N{HEAVY BALLOT X}"),
        "not_assessed": ("Symbol", "\N{MINUS SIGN}"),
    },
    "math": {
        "meets": ("Symbol", "\N{SQUARE ROOT}"),
        "improvement_point": ("Symbol", "\N{MULTIPLICATION SIGN}"),
        "not_assessed": ("Symbol", "\N{MINUS SIGN}"),
    },
}


def _glyph(finding: Finding, style: ParagraphStyle) -> str:
    """The glyph as marked text; a standard font has no file, and bytes of its own for its signs."""
    if style.marks not in _STANDARD:
        return finding.glyph
    font, sign = _STANDARD[style.marks][finding.verdict]
    return f'<font name="{font}">{sign}</font>'


class _Drawn(Flowable):  # type: ignore[misc]
    """A verdict as strokes: a polyline, two lines that cross, a bar."""

    def __init__(self, verdict: str, style: ParagraphStyle) -> None:
        super().__init__()
        self.verdict = verdict
        self.style = style

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as there is room, and one line high."""
        self.width = width
        return width, self.style.leading

    def draw(self) -> None:
        """Draw it in the middle of its line."""
        size = self.style.fontSize
        self.canv.translate((self.width - size) / 2, (self.style.leading - size) / 2)
        self.canv.setLineWidth(size / 8)
        match self.verdict:
            case "meets":
                self.canv.setStrokeColor(_GREEN)
                path = self.canv.beginPath()
                path.moveTo(0.05 * size, 0.4 * size)
                path.lineTo(0.35 * size, 0.08 * size)
                path.lineTo(0.95 * size, 0.95 * size)
                self.canv.drawPath(path)
            case "improvement_point":
                self.canv.setStrokeColor(colors.firebrick)
                self.canv.line(0.1 * size, 0.1 * size, 0.9 * size, 0.9 * size)
                self.canv.line(0.1 * size, 0.9 * size, 0.9 * size, 0.1 * size)
            case _:
                self.canv.line(0.1 * size, 0.5 * size, 0.9 * size, 0.5 * size)


def _cell(finding: Finding, styles: dict[str, ParagraphStyle], has_glyph: bool) -> Iterator[Text]:
    glyph = f"{_glyph(finding, styles['cell'])} " if has_glyph else ""
    for place, text in enumerate(finding.paragraphs):
        yield Text((glyph if place == 0 else "") + escape(text), styles["cell"])
    for caveat in finding.caveats:
        yield Text(f"<b>LET OP:</b> <i>{escape(caveat)}</i>", styles["cell"])


def _conclusions(table: ConclusionTable, styles: dict[str, ParagraphStyle]) -> Grid:
    sides = [
        [Text(escape(text), styles["cell"]) for text in side]
        for side in (table.strengths, table.improvements)
    ]
    head = [Text(text, styles["bold"]) for text in ("Wat gaat goed?", "Wat kan beter?")]
    bar: list[object] = [Text(label(table), styles["bar"]), ""]
    return Grid([bar, head, sides], [_WIDTH / 2] * 2, repeatRows=2, style=list(_RULES))
