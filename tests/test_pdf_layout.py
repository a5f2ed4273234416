"""What stands on a PDF page is read as it stands there: lines, columns, tables, marks, fonts."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from ggsr_extract.readers import read
from ggsr_extract.text import Document
from tests.reading import grid, words, words_of_lines

HEIGHT = 400
LEFT_WORDS = (
    "De gemeente kent de gezinnen|die in de wijken wonen en|weet wat zij nodig hebben|"
    "en wie hen kan helpen."
)
RIGHT_WORDS = (
    "Rechts staat de rest van het|verhaal over de aanpak die|ook hier over vier regels|is verdeeld."
)


def page(draw: Callable[[Canvas], None]) -> Document:
    return read(pdf_of(draw))


def pdf_of(draw: Callable[[Canvas], None]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(500, HEIGHT))
    canvas.setFont("Helvetica", 9)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def write(canvas: Canvas, x: float, down: float, lines: str | Sequence[str]) -> None:
    for number, line in enumerate(lines.split("|") if isinstance(lines, str) else lines):
        canvas.drawString(x, HEIGHT - down - 11 * number, line)


def level(canvas: Canvas, *heights: float, left: float = 40, right: float = 460) -> None:
    for down in heights:
        canvas.line(left, HEIGHT - down, right, HEIGHT - down)


def upright(canvas: Canvas, *places: float, top: float, bottom: float) -> None:
    for x in places:
        canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)


def rows(canvas: Canvas) -> None:
    """A header and two rows: a short cell beside a long wrapped one in each."""
    for x, head in ((44, "Indicator"), (244, "Bevinding")):
        write(canvas, x, 112, head)
    write(canvas, 44, 132, "Er is zicht|op de groep")
    write(canvas, 214, 132, "X")
    finding = "Er is geen zicht op de hele groep|en ook niet op de wijken waarin|zij wonen."
    write(canvas, 244, 132, finding)
    write(canvas, 44, 182, "Er is beleid")
    write(canvas, 214, 182, "X")
    write(canvas, 244, 182, "Er is geen beleid voor deze|gezinnen.")


ROWS = [
    ["Indicator", "", "Bevinding"],
    [
        "Er is zicht op de groep",
        "X",
        "Er is geen zicht op de hele groep en ook niet op de wijken waarin zij wonen.",
    ],
    ["Er is beleid", "X", "Er is geen beleid voor deze gezinnen."],
]


def test_lines_come_from_top_to_bottom_in_whatever_order_they_are_drawn() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 40, 200, "drie")
        write(canvas, 40, 100, "een")
        write(canvas, 40, 150, "twee")

    assert page(draw).text == "een\ntwee\ndrie\n"


@pytest.mark.parametrize("shift", [0, 4.5])
def test_columns_of_prose_are_read_one_after_the_other(shift: float) -> None:
    """Level with each other or not."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 260, 150 + shift, RIGHT_WORDS)
        write(canvas, 40, 150, LEFT_WORDS)
        title = "Een regel over de hele breedte van de bladzijde staat boven de beide kolommen."
        write(canvas, 40, 110, title)

    lines = words_of_lines(page(draw))
    assert lines[1:] == [*LEFT_WORDS.split("|"), *RIGHT_WORDS.split("|")]


def test_a_heading_below_the_left_column_follows_the_right_one() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 40, 150, LEFT_WORDS)
        write(canvas, 260, 150, RIGHT_WORDS)
        write(canvas, 40, 204, "Toeleiding")

    lines = words_of_lines(page(draw))
    assert lines == [*LEFT_WORDS.split("|"), *RIGHT_WORDS.split("|"), "Toeleiding"]


def test_words_of_a_justified_line_stay_together() -> None:
    def draw(canvas: Canvas) -> None:
        full, loose = "Een regel die de hele breedte van de kolom vult", "en een die wijd is"
        missing = canvas.stringWidth(full) - canvas.stringWidth(loose)
        write(canvas, 40, 100, full)
        text = canvas.beginText(40, HEIGHT - 111)
        text.setWordSpace(missing / 4)
        text.textOut(loose)
        text.setWordSpace(0)
        canvas.drawText(text)
        write(canvas, 40, 122, "en nog een regel die de hele breedte vult.")

    assert words_of_lines(page(draw))[1] == "en een die wijd is"


def test_a_grid_of_lines_gives_rows() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas)
        level(canvas, 100, 120, 170, 210)
        upright(canvas, 40, 205, 235, 460, top=100, bottom=210)

    document = page(draw)
    assert [table.kind for table in document.tables] == ["ruled"]
    assert grid(document) == ROWS


def test_level_lines_alone_give_rows() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas)
        level(canvas, 100, 120, 170, 210)

    assert grid(page(draw)) == ROWS


def test_fills_of_every_other_row_give_rows() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(HexColor("#dddddd"))
        for top, bottom in ((100, 120), (170, 210)):
            canvas.rect(40, HEIGHT - bottom, 420, bottom - top, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#000000"))
        rows(canvas)

    assert grid(page(draw)) == ROWS


def test_white_between_rows_gives_rows() -> None:
    assert grid(page(rows)) == ROWS


def test_where_nothing_parts_the_rows_the_columns_are_known_line_by_line() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 44, 100, [f"indicator {n}" for n in range(12)])
        write(canvas, 150, 100, [f"het begin van regel {n}" for n in range(12)])
        write(canvas, 300, 100, [f"en hoe die verder gaat {n}" for n in range(12)])

    document = page(draw)
    assert [table.kind for table in document.tables] == ["columns"]
    assert grid(document)[3] == ["indicator 3", "het begin van regel 3", "en hoe die verder gaat 3"]


def test_a_cell_may_span_rows() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas)
        level(canvas, 100, 210)
        level(canvas, 120, 170, left=205)
        upright(canvas, 40, 205, 235, 460, top=100, bottom=210)

    cells = {cell.column: cell.row_span for cell in page(draw).tables[0].cells if cell.row == 0}
    assert cells == {0: 3, 2: 1}


def test_a_row_without_a_line_below_it_is_a_row() -> None:
    """As where the page ends."""

    def draw(canvas: Canvas) -> None:
        rows(canvas)
        level(canvas, 100, 120, 170)
        upright(canvas, 40, 205, 235, 460, top=100, bottom=210)

    assert grid(page(draw)) == ROWS


def test_a_table_goes_on_over_the_page() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas)
        canvas.showPage()
        canvas.setFont("Helvetica", 9)
        write(canvas, 244, 60, "Dit hoort nog bij de laatste rij.|Die gaat door op deze bladzijde.")

    document = page(draw)
    assert [table.width for table in document.tables] == [3, 3]
    assert [cell.column for cell in document.tables[1].cells] == [2]


def test_a_bar_of_one_theme_is_a_cell_over_the_whole_width() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas)
        write(canvas, 44, 94, "Toeleiding")
        level(canvas, 82, 100, 120, 170, 210)
        upright(canvas, 40, 460, top=82, bottom=210)
        upright(canvas, 205, 235, top=100, bottom=210)

    document = page(draw)
    first = document.tables[0].cells[0]
    assert (words(document, first.spans), first.column_span) == ("Toeleiding", 3)


def test_paragraphs_of_a_cell_are_told_apart() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas)
        write(canvas, 44, 196, "Nieuwe alinea")
        level(canvas, 100, 120, 170, 210)
        upright(canvas, 40, 205, 235, 460, top=100, bottom=210)

    document = page(draw)
    assert [mark.name for mark in document.marks] == ["p"]
    assert document.text[document.marks[0].span.start :].startswith("\nNieuwe alinea")


def test_symbol_fonts_keep_their_names() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("ZapfDingbats", 10)
        canvas.drawString(40, 200, "✓")

    document = page(draw)
    assert document.text.strip() == "✓"
    assert [name for _, name in document.fonts] == ["ZapfDingbats"]


def test_a_drawn_tick_is_a_mark_with_a_box() -> None:
    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.moveTo(40, 203)
        path.lineTo(43, 200)
        path.lineTo(48, 208)
        canvas.drawPath(path)
        canvas.drawString(60, 200, "Er zijn afspraken.")

    document = page(draw)
    assert document.text == "\ufffc Er zijn afspraken.\n"
    span, box = document.boxes[0]
    assert len(span) == 1
    assert 8 <= box.x1 - box.x0 <= 12


def test_text_that_runs_upwards_comes_last() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(50, -30, "langs de rand")
        canvas.restoreState()
        write(canvas, 60, 300, "onderaan")

    assert words_of_lines(page(draw)) == ["onderaan", "langs de rand"]


def test_text_drawn_twice_is_read_once() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 200, "vetgedrukt")
        canvas.drawString(40.2, 200, "vetgedrukt")

    assert page(draw).text == "vetgedrukt\n"


def test_letters_that_are_spaced_out_are_words() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(40, 200)
        text.setCharSpace(4)
        text.textOut("gespatieerde woorden")
        text.setCharSpace(0)
        canvas.drawText(text)

    assert " ".join(page(draw).text.split()) == "gespatieerde woorden"


def test_a_raised_note_mark_is_no_part_of_the_word() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(40, 200)
        text.textOut("regisseur")
        text.setRise(4)
        text.setFont("Helvetica", 5)
        text.textOut("1")
        text.setRise(0)
        text.setFont("Helvetica", 9)
        text.textOut(" is er")
        canvas.drawText(text)

    document = page(draw)
    assert words_of_lines(document) == ["regisseur is er"]
    assert [(edit.printed, edit.rule) for edit in document.substitutions] == [
        ("1", "footnote_mark")
    ]


def test_a_bullet_makes_an_item() -> None:
    document = page(lambda canvas: write(canvas, 40, 100, ["• eerste", "• tweede"]))
    assert [line.is_item for line in document.lines] == [True, True]
    assert words_of_lines(document) == ["eerste", "tweede"]


@pytest.mark.parametrize("sign", ["\u2022", "-", "\u2013", "o", "1.", "b)"])
def test_the_sign_of_an_item_may_hang_far_before_it(sign: str) -> None:
    """As word processors draw it; lines above and below make no table of it."""

    def draw(canvas: Canvas) -> None:
        level(canvas, 88, 126)
        for down, item in ((100, "Politie"), (111, "Welzijn en Werk"), (122, "MEE")):
            write(canvas, 40, down, sign)
            write(canvas, 58, down, item)

    document = page(draw)
    assert words_of_lines(document) == ["Politie", "Welzijn en Werk", "MEE"]
    assert all(line.is_item for line in document.lines)


def test_a_dash_that_stands_no_further_apart_than_words_do_is_one_of_them() -> None:
    line = "\u2013 zo zeggen zij \u2013 is er niets"
    assert words_of_lines(page(lambda canvas: write(canvas, 40, 100, line))) == [line]


def test_footer_and_page_number_are_lines_of_their_own() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 40, 100, "De tekst van de bladzijde.")
        write(canvas, 40, 380, "Aanpak: Gezinsmanagement")
        write(canvas, 450, 380, "12")

    assert words_of_lines(page(draw))[1:] == ["Aanpak: Gezinsmanagement", "12"]


def test_boxes_count_from_the_top_left_of_the_page_as_shown() -> None:
    document = page(lambda canvas: write(canvas, 40, 100, "woord"))
    (_, box) = document.boxes[0]
    assert (box.page, round(box.x0)) == (1, 40)
    assert box.top < 100 < box.bottom


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(40, -60, "boven")
        canvas.drawString(40, -90, "onder")
        canvas.restoreState()

    document = page(draw)
    assert document.text == "boven\nonder\n"
    assert (document.pages[0].width_pt, document.pages[0].height_pt) == (500, HEIGHT)
    assert [(round(box.x0), round(box.bottom) // 10) for _, box in document.boxes] == [
        (40, 6),
        (40, 9),
    ]
