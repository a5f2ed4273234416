"""Tables that hardly anything is drawn of, and what goes on over the page."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tests.comparing import parsed
from tests.reading import grid, words, words_of_lines
from tests.test_pdf_layout import HEIGHT, ROWS, level, page, pdf_of, rows, write

FILL = HexColor("#dddddd")


def fill(canvas: Canvas, left: float, right: float, top: float, bottom: float) -> None:
    canvas.setFillColor(FILL)
    canvas.rect(left, HEIGHT - bottom, right - left, bottom - top, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#000000"))


def test_the_row_below_the_last_level_line_is_a_row() -> None:
    """As where the page ends."""

    def draw(canvas: Canvas) -> None:
        rows(canvas)
        level(canvas, 100, 120, 170)

    assert grid(page(draw)) == ROWS


def test_a_heading_between_level_lines_parts_two_tables() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas)
        level(canvas, 100, 120, 170, 210, 240, 260, 280)
        write(canvas, 44, 228, "Samenwerking")
        write(canvas, 44, 254, "Indicator")
        write(canvas, 244, 254, "Bevinding")
        write(canvas, 44, 274, "Er is regie")
        write(canvas, 244, 274, "De gemeente voert regie.")

    document = page(draw)
    assert [table.height for table in document.tables] == [3, 2]
    assert words_of_lines(document) == ["Samenwerking"]


def test_a_header_without_fill_belongs_to_the_filled_row_below_it() -> None:
    def draw(canvas: Canvas) -> None:
        for left, right in ((40, 205), (205, 235), (235, 460)):
            fill(canvas, left, right, 120, 170)
        write(canvas, 44, 92, "Toeleiding")
        rows(canvas)

    document = page(draw)
    assert grid(document) == ROWS
    assert words_of_lines(document) == ["Toeleiding"]


def test_a_cell_of_the_first_column_may_span_rows_that_only_white_parts() -> None:
    def draw(canvas: Canvas) -> None:
        for x, head in ((44, "Criteria"), (144, "Indicatoren"), (304, "Bevindingen")):
            write(canvas, x, 100, head)
        write(canvas, 44, 120, "De aanpak|bereikt alle|gezinnen die|dit nodig|hebben")
        write(canvas, 144, 120, "Het is bekend")
        write(canvas, 304, 120, "X Het is niet bekend|aan de partners.")
        write(canvas, 144, 153, "Partijen melden")
        write(canvas, 304, 153, "X Zij melden niet.")

    document = page(draw)
    first = next(cell for cell in document.tables[0].cells if (cell.row, cell.column) == (1, 0))
    assert first.row_span == 2
    assert words(document, first.spans) == "De aanpak bereikt alle gezinnen die dit nodig hebben"


def test_a_paragraph_of_a_conclusie_goes_on_over_the_page() -> None:
    def table(canvas: Canvas, words_of_it: str) -> None:
        canvas.setFont("Helvetica", 9)
        write(canvas, 44, 94, "Toeleiding")
        write(canvas, 44, 114, "Wat gaat goed?")
        write(canvas, 254, 114, "Wat kan beter?")
        write(canvas, 44, 134, words_of_it)
        level(canvas, 80, 100, 120, 140)
        for x in (40, 250, 460):
            canvas.line(x, HEIGHT - 100, x, HEIGHT - 140)

    def draw(canvas: Canvas) -> None:
        write(canvas, 44, 60, "Conclusie")
        table(canvas, "De gemeente kent de gezinnen en")
        canvas.showPage()
        table(canvas, "weet in welke wijken zij wonen.")

    factsheet = parsed(pdf_of(draw))
    assert [conclusion.text.text for conclusion in factsheet.conclusions] == [
        "De gemeente kent de gezinnen en weet in welke wijken zij wonen."
    ]
