"""Tables that hardly anything is drawn of, and what goes on over the page."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import FILL_EVEN_ODD, Canvas

from ggsr_extract.text import Document
from tests.comparing import parsed
from tests.reading import grid, words, words_of_lines
from tests.test_pdf_layout import HEIGHT, ROWS, level, page, pdf_of, rows, upright, write

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


@pytest.mark.parametrize("has_bar", [True, False])
def test_a_first_column_without_fill_spans_rows_of_which_every_other_one_is_filled(
    *, has_bar: bool
) -> None:
    """As styles of word processors do it, with a line above and below all of it."""

    def draw(canvas: Canvas) -> None:
        if has_bar:
            fill(canvas, 40, 460, 84, 98)
            write(canvas, 44, 94, "Toeleiding")
        level(canvas, 84, 98, 114, 214)
        for x, head in ((44, "Criteria"), (144, "Indicatoren"), (304, "Bevindingen")):
            write(canvas, x, 109, head)
        for top, bottom in ((138, 162), (190, 214)):
            fill(canvas, 140, 300, top, bottom)
            fill(canvas, 300, 460, top, bottom)
        write(canvas, 44, 124, "GGSR zijn in|beeld")
        write(canvas, 44, 174, "De aanpak|bereikt alle|gezinnen")
        for number, name in enumerate(("Een", "Twee", "Drie", "Vier")):
            down = (124, 150, 174, 202)[number]
            write(canvas, 144, down, f"{name} is|beleid")
            write(canvas, 304, down, f"X {name} is er niet.")

    document = page(draw)
    assert words_of_lines(document) == ["Toeleiding"] * has_bar
    assert grid(document) == [
        ["Criteria", "Indicatoren", "Bevindingen"],
        ["GGSR zijn in beeld", "Een is beleid", "X Een is er niet."],
        ["", "Twee is beleid", "X Twee is er niet."],
        ["De aanpak bereikt alle gezinnen", "Drie is beleid", "X Drie is er niet."],
        ["", "Vier is beleid", "X Vier is er niet."],
    ]


def test_names_of_columns_do_not_run_on_in_the_text_right_below_them() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 9)
        for x, head in ((44, "Criteria"), (164, "Indicatoren"), (304, "Bevindingen")):
            write(canvas, x, 109, head)
        canvas.setFont("Helvetica", 9)
        write(canvas, 44, 120, "De aanpak|krijgt een|vervolg")
        write(canvas, 164, 120, "Er is een|afspraak gemaakt|over een vervolg")
        write(canvas, 284, 120, "X")
        write(canvas, 304, 120, "Die is er niet.")

    assert [row[0] for row in grid(page(draw))] == ["Criteria", "De aanpak krijgt een vervolg"]


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


def headed(canvas: Canvas, down: float, names: dict[float, str]) -> None:
    """Names of columns, in bold."""
    canvas.setFont("Helvetica-Bold", 9)
    for x, name in names.items():
        write(canvas, x, down, name)
    canvas.setFont("Helvetica", 9)


def test_names_of_columns_begin_a_table_and_a_heading_above_them_ends_the_one_before() -> None:
    def table(canvas: Canvas, down: float, right: float) -> None:
        headed(canvas, down, {44: "Indicator", right: "Bevinding"})
        write(canvas, 44, down + 20, "Er is beleid|voor de groep")
        write(canvas, right, down + 20, "Er is geen beleid voor deze|gezinnen.")

    def draw(canvas: Canvas) -> None:
        table(canvas, 80, 244)
        write(canvas, 44, 134, "Toeleiding")
        table(canvas, 154, 200)

    document = page(draw)
    wanted = [
        ["Indicator", "Bevinding"],
        ["Er is beleid voor de groep", "Er is geen beleid voor deze gezinnen."],
    ]
    assert [grid(document, table) for table in document.tables] == [wanted, wanted]
    assert words_of_lines(document) == ["Toeleiding"]


def test_a_column_with_nothing_but_its_name_has_an_empty_cell() -> None:
    """Its name is wrapped, and stands beside the middle of the other one."""

    def draw(canvas: Canvas) -> None:
        headed(canvas, 94.5, {400: "Wat kan|beter?"})
        headed(canvas, 100, {44: "Wat gaat goed?"})
        write(canvas, 44, 126, "De gemeente kent de gezinnen die in de wijken wonen en weet|wat.")

    assert grid(page(draw)) == [
        ["Wat gaat goed?", "Wat kan beter?"],
        ["De gemeente kent de gezinnen die in de wijken wonen en weet wat.", ""],
    ]


def test_headings_beside_each_other_in_columns_of_prose_name_no_columns() -> None:
    left, right = (
        "Er is beleid|voor de groep|en die is in|beeld.",
        "Er is zicht|op de groep|die daar|woont.",
    )

    def draw(canvas: Canvas) -> None:
        for x, text in ((44, left), (254, right)):
            write(canvas, x, 80, [line + " van de gemeente" for line in text.split("|")])
            write(canvas, x, 146, [line + " van de partners" for line in text.split("|")])
        headed(canvas, 132, {44: "Beleid", 254: "Zicht"})

    lines = words_of_lines(page(draw))
    assert lines.index("beeld. van de partners") < lines.index("Er is zicht van de gemeente")


def test_a_criterion_may_end_beside_the_row_below_the_one_that_it_is_longer_than() -> None:
    def draw(canvas: Canvas) -> None:
        for x, head in ((44, "Criteria"), (144, "Indicatoren"), (304, "Bevindingen")):
            write(canvas, x, 100, head)
        write(canvas, 44, 120, "De aanpak|bereikt alle|gezinnen")
        for down, name, finding in (
            (120, "Het is bekend", "Het is niet bekend"),
            (145, "Partijen melden", "Zij melden niet."),
            (170, "Er is regie", "Er is geen regie."),
        ):
            write(canvas, 144, down, name)
            write(canvas, 284, down, "X")
            write(canvas, 304, down, finding)

    assert [row[1] for row in grid(page(draw))[1:]] == [
        "Het is bekend",
        "Partijen melden",
        "Er is regie",
    ]


def test_a_heading_does_not_go_on_with_the_table_of_the_page_before() -> None:
    def draw(canvas: Canvas) -> None:
        rows(canvas)
        level(canvas, 100, 120, 170, 210)
        for x in (40, 205, 235, 460):
            canvas.line(x, HEIGHT - 100, x, HEIGHT - 210)
        canvas.showPage()
        canvas.setFont("Helvetica", 9)
        write(canvas, 44, 60, "die er wonen")
        write(canvas, 244, 60, "Zij zijn niet in beeld|en dat blijft zo.")
        write(canvas, 44, 100, "Toeleiding")
        headed(canvas, 120, {44: "Indicator", 244: "Bevinding"})
        write(canvas, 44, 140, "Er is zicht")
        write(canvas, 244, 140, "Er is geen zicht.")

    document = page(draw)
    assert words_of_lines(document) == ["Toeleiding"]
    assert grid(document, document.tables[2]) == [
        ["Indicator", "Bevinding"],
        ["Er is zicht", "Er is geen zicht."],
    ]


def test_the_fill_behind_the_words_of_a_cell_is_no_row() -> None:
    """A word processor fills a paragraph, and not the cell around it."""

    def draw(canvas: Canvas) -> None:
        fill(canvas, 42, 203, 104, 111)
        fill(canvas, 237, 458, 104, 111)
        rows(canvas)
        level(canvas, 95, 125, 170, 210)
        for x in (40, 205, 235, 460):
            canvas.line(x, HEIGHT - 95, x, HEIGHT - 210)

    assert grid(page(draw)) == ROWS


def test_a_filled_header_is_not_all_of_a_table_that_white_parts() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, 40, 240, 90, 104)
        fill(canvas, 244, 460, 90, 104)
        headed(canvas, 100, {44: "Indicator", 250: "Bevinding"})
        for down, name in ((120, "Er is beleid"), (150, "Er is zicht"), (180, "Er is regie")):
            write(canvas, 44, down, name)
            write(canvas, 250, down, "Daarvan is nog niets|te zien.")

    assert [row[0] for row in grid(page(draw))] == [
        "Indicator",
        "Er is beleid",
        "Er is zicht",
        "Er is regie",
    ]


def test_a_criterion_that_spans_rows_goes_on_over_the_page() -> None:
    def table(canvas: Canvas, lines: tuple[tuple[int, int, str], ...]) -> None:
        canvas.setFont("Helvetica", 9)
        write(canvas, 44, 74, "Toeleiding")
        for x, head in ((44, "Criteria"), (164, "Indicatoren"), (304, "Bevindingen")):
            write(canvas, x, 94, head)
        for x, down, text in lines:
            write(canvas, x, down, text)
        level(canvas, 60, 80, 100, 150)
        for x in (40, 160, 300, 460):
            canvas.line(x, HEIGHT - 80, x, HEIGHT - 150)

    def draw(canvas: Canvas) -> None:
        ways = "De netwerkpartners weten waar|gezinnen voor de aanpak|kunnen worden aangemeld"
        criterion = (44, 114, "De aanpak bereikt alle|gezinnen")
        table(canvas, (criterion, (164, 114, ways), (304, 114, "X Dat is niet bekend.")))
        canvas.showPage()
        partners = "Netwerkpartners en alle|relevante partijen melden|GGSR aan voor de aanpak"
        rest = (44, 114, "waarvoor dit nodig is")
        table(canvas, (rest, (164, 114, partners), (304, 114, "X Zij melden niet.")))

    assert [row.criterion and row.criterion.text for row in parsed(pdf_of(draw)).rows] == [
        "De aanpak bereikt alle gezinnen waarvoor dit nodig is"
    ] * 2


def test_a_heading_below_a_row_without_a_last_line_is_no_part_of_it() -> None:
    """As where each row has a line above it and none below."""

    def draw(canvas: Canvas) -> None:
        rows(canvas)
        level(canvas, 100, 120, 170, 250)
        canvas.setFont("Helvetica-Bold", 9)
        write(canvas, 44, 236, "Samenwerking")
        canvas.setFont("Helvetica", 9)
        write(canvas, 44, 264, "Er is regie")
        write(canvas, 214, 264, "X")
        write(canvas, 244, 264, "De gemeente voert regie.")

    document = page(draw)
    texts = [text for table in document.tables for row in grid(document, table) for text in row]
    assert ROWS[2][2] in texts
    assert not any(text != "Samenwerking" and "Samenwerking" in text for text in texts)


def test_a_bullet_in_a_cell_is_no_sign_and_no_word() -> None:
    def draw(canvas: Canvas) -> None:
        level(canvas, 100, 120, 170)
        for x in (40, 205, 460):
            canvas.line(x, HEIGHT - 100, x, HEIGHT - 170)
        write(canvas, 44, 112, "Indicator")
        write(canvas, 209, 112, "Bevindingen")
        write(canvas, 44, 132, "De gemeente heeft zicht op|de populatie GGSR")
        write(canvas, 209, 132, "\u2022 X Er is geen zicht.")

    (row,) = parsed(pdf_of(draw)).rows
    (finding,) = row.findings
    assert finding.verdict == "improvement_point"
    assert finding.text is not None
    assert finding.text.text == "Er is geen zicht."


def test_one_row_between_level_lines_is_not_read_on_with_the_names_above_it() -> None:
    """The names stand as near to it as its lines to each other."""

    def draw(canvas: Canvas) -> None:
        headed(canvas, 100, {44: "Indicator", 244: "2013", 344: "2014"})
        write(canvas, 44, 112, "Er is zicht|op de groep")
        write(canvas, 244, 112, "Er is geen zicht")
        write(canvas, 344, 112, "Er is zicht|op de groep|en de wijk.")
        level(canvas, 90, 103)

    assert grid(page(draw)) == [
        ["Indicator", "2013", "2014"],
        ["Er is zicht op de groep", "Er is geen zicht", "Er is zicht op de groep en de wijk."],
    ]


def test_a_list_below_the_name_of_a_column_stands_in_the_column() -> None:
    def draw(canvas: Canvas) -> None:
        headed(canvas, 100, {44: "Wat gaat goed?", 154: "Wat kan beter?"})
        write(canvas, 164, 116, "Er is niemand die het geheel overziet.")
        write(canvas, 164, 127, "De werkwijze is nooit geëvalueerd.")

    assert [[cell[:14] for cell in row] for row in grid(page(draw))] == [
        ["Wat gaat goed?", "Wat kan beter?"],
        ["", "Er is niemand "],
    ]


@pytest.mark.parametrize("x", [36, 440])
def test_signs_at_a_side_of_a_table_have_a_column_of_their_own(x: float) -> None:
    """Nothing names it."""

    def draw(canvas: Canvas) -> None:
        headed(canvas, 100, {54: "Indicator", 244: "Bevinding"})
        write(canvas, x, 120, "X")
        write(canvas, x, 135, "V")
        write(canvas, 54, 120, "Er is zicht|op de groep")
        write(canvas, 244, 120, "Er is zicht op de groep.|En de wijk.")

    texts = ["Er is zicht op de groep", "Er is zicht op de groep. En de wijk."]
    assert grid(page(draw))[1] == (["X V", *texts] if x < 54 else [*texts, "X V"])


def going_on(canvas: Canvas, rows_of_it: Mapping[float, tuple[str, str, str]]) -> None:
    """A table with its names, and what stands on the next page."""
    headed(canvas, 300, {44: "Indicator", 244: "Bevinding"})
    row(canvas, 320, ("Er is zicht", "X", "Er is geen zicht op de groep."))
    canvas.showPage()
    canvas.setFont("Helvetica", 9)
    for down, texts in rows_of_it.items():
        row(canvas, down, texts)


def row(canvas: Canvas, down: float, texts: tuple[str, str, str]) -> None:
    for x, text in zip((44, 224, 244), texts, strict=True):
        write(canvas, x, down, text)


def test_rows_with_much_room_around_a_level_line_belong_together() -> None:
    def draw(canvas: Canvas) -> None:
        one, other = ("Er is beleid", "V", "Het is er."), ("Er is regie", "X", "Die ontbreekt.")
        going_on(canvas, {60: one, 100: other})
        level(canvas, 80)

    assert grid_of_last(page(draw)) == [
        ["Er is beleid", "V", "Het is er."],
        ["Er is regie", "X", "Die ontbreekt."],
    ]


def test_a_sign_in_the_middle_of_its_column_is_no_part_of_the_text_before_it() -> None:
    def draw(canvas: Canvas) -> None:
        going_on(canvas, {60: ("", "", "Dat is niet bekend."), 71: ("van", "", "Nog niet.")})
        canvas.drawRightString(216, HEIGHT - 60, "Er is zicht op de hele groep")
        write(canvas, 220, 60, "–")

    assert grid_of_last(page(draw)) == [
        ["Er is zicht op de hele groep van", "–", "Dat is niet bekend. Nog niet."]
    ]


def test_a_running_title_with_a_word_where_a_column_begins_does_not_go_on_with_the_table() -> None:
    title = "Bevindingen van het toezicht naar de"

    def draw(canvas: Canvas) -> None:
        going_on(canvas, {60: ("", "wijk", "")})
        canvas.drawRightString(221.5, HEIGHT - 60, title)

    assert words_of_lines(page(draw)) == [f"{title} wijk"]


def test_a_page_number_below_the_last_line_is_no_part_of_the_table_that_goes_on() -> None:
    def draw(canvas: Canvas) -> None:
        going_on(canvas, {60: ("Er is beleid", "V", "Het is er.")})
        level(canvas, 80)
        write(canvas, 230, 100, "2 / 7")

    assert words_of_lines(page(draw)) == ["2 / 7"]


def grid_of_last(document: Document) -> list[list[str]]:
    return grid(document, document.tables[-1])


def test_rows_between_fills_are_rows_and_a_heading_between_them_parts_two_tables() -> None:
    """The header has no fill, and neither has the row below it."""

    def table(canvas: Canvas, down: float) -> None:
        fill(canvas, 40, 460, down + 34, down + 54)
        headed(canvas, down, {44: "Indicator", 244: "Bevinding"})
        row(canvas, down + 24, ("Er is beleid", "V", "Het is er."))
        row(canvas, down + 47, ("Er is regie", "X", "Die ontbreekt."))

    def draw(canvas: Canvas) -> None:
        table(canvas, 60)
        headed(canvas, 134, {44: "Samenwerking"})
        table(canvas, 154)

    document = page(draw)
    wanted = [
        ["Indicator", "", "Bevinding"],
        ["Er is beleid", "V", "Het is er."],
        ["Er is regie", "X", "Die ontbreekt."],
    ]
    assert [grid(document, table) for table in document.tables] == [wanted, wanted]
    assert words_of_lines(document) == ["Samenwerking"]


def test_the_edge_of_a_fill_does_not_part_a_criterion_that_spans_rows() -> None:
    def draw(canvas: Canvas) -> None:
        headed(canvas, 100, {44: "Criteria", 144: "Indicatoren", 304: "Bevindingen"})
        fill(canvas, 140, 460, 144, 182)
        write(canvas, 44, 120, "De aanpak|bereikt alle|gezinnen|die dit|nodig|hebben")
        write(canvas, 144, 120, "Het is bekend")
        write(canvas, 304, 120, "X Het is niet bekend|aan de partners.")
        write(canvas, 144, 158, "Partijen melden")
        write(canvas, 304, 158, "X Zij melden niet.")

    assert grid(page(draw))[1:] == [
        [
            "De aanpak bereikt alle gezinnen die dit nodig hebben",
            "Het is bekend",
            "X Het is niet bekend aan de partners.",
        ],
        ["", "Partijen melden", "X Zij melden niet."],
    ]


def test_frames_that_are_filled_are_the_lines_around_cells() -> None:
    def frame(canvas: Canvas, left: float, right: float, top: float, bottom: float) -> None:
        path = canvas.beginPath()
        path.rect(left, HEIGHT - bottom, right - left, bottom - top)
        path.rect(left + 0.5, HEIGHT - bottom + 0.5, right - left - 1, bottom - top - 1)
        canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_EVEN_ODD)

    def draw(canvas: Canvas) -> None:
        for left, right in ((40, 205), (205, 460)):
            frame(canvas, left, right, 100, 120)
        canvas.drawRightString(203, HEIGHT - 112, "Er is zicht op de groep")
        write(canvas, 207, 112, "en op de wijk.")

    assert grid(page(draw)) == [["Er is zicht op de groep", "en op de wijk."]]


FINDING = "Er is geen zicht op de hele groep.|" * 9 + "Nog niet."


def test_names_of_columns_with_which_a_page_ends_are_those_of_the_table_on_the_next_one() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 44, 100, "De gemeente kent de gezinnen, die in de wijken wonen.")
        headed(canvas, 380, {44: "Criteria", 124: "Indicator", 244: "Bevinding"})
        level(canvas, 388)
        canvas.showPage()
        canvas.setFont("Helvetica", 9)
        level(canvas, 50, 170)
        write(canvas, 44, 64, "In beeld")
        write(canvas, 124, 64, "Er is zicht")
        write(canvas, 244, 64, FINDING)

    document = page(draw)
    assert [grid(document, table) for table in document.tables] == [
        [["Criteria", "Indicator", "Bevinding"]],
        [["In beeld", "Er is zicht", FINDING.replace("|", " ")]],
    ]


def test_two_names_with_which_a_page_ends_are_a_header_where_fills_meet_between_them() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 44, 44, "Conclusie|De gemeente kent de gezinnen die er wonen.|Toeleiding")
        fill(canvas, 40, 250, 88, 104)
        fill(canvas, 250, 460, 88, 104)
        headed(canvas, 100, {44: "Wat gaat goed?", 254: "Wat kan beter?"})
        canvas.showPage()
        canvas.setFont("Helvetica", 9)
        write(canvas, 44, 60, "De telling geeft een beeld van de|omvang.")
        write(canvas, 254, 60, "Drie ingangen is te veel.")

    assert [conclusion.text.text for conclusion in parsed(pdf_of(draw)).conclusions] == [
        "De telling geeft een beeld van de omvang.",
        "Drie ingangen is te veel.",
    ]


def test_signs_before_the_first_name_have_a_column_though_the_first_row_has_none() -> None:
    """It goes on from the page before, below names that are repeated."""

    def draw(canvas: Canvas) -> None:
        headed(canvas, 100, {64: "Criteria", 144: "Indicator", 264: "Bevinding"})
        write(canvas, 64, 116, "in beeld")
        write(canvas, 264, 116, "en dat blijft zo.")
        for down, name in ((140, "Er is beleid"), (164, "Er is regie")):
            write(canvas, 44, down, "X")
            write(canvas, 144, down, name)
            write(canvas, 264, down, "Dat is er niet.")

    assert [row[:3] for row in grid(page(draw))] == [
        ["", "Criteria", "Indicator"],
        ["", "in beeld", ""],
        ["X", "", "Er is beleid"],
        ["X", "", "Er is regie"],
    ]


def test_the_edge_of_a_fill_does_not_part_a_criterion_with_lines_far_apart() -> None:
    """They are as far apart as everywhere in it."""

    def draw(canvas: Canvas) -> None:
        headed(canvas, 100, {44: "Criteria", 144: "Indicatoren", 304: "Bevindingen"})
        fill(canvas, 140, 460, 152, 182)
        for number, line in enumerate(("De aanpak", "bereikt alle", "zwaar", "en arm")):
            write(canvas, 44, 118 + 15 * number, line)
        write(canvas, 144, 118, "Het is bekend")
        write(canvas, 304, 118, "X Het is niet bekend.")
        write(canvas, 144, 162, "Partijen melden")
        write(canvas, 304, 162, "X Zij melden niet.")

    assert [row[0] for row in grid(page(draw))] == [
        "Criteria",
        "De aanpak bereikt alle zwaar en arm",
        "",
    ]


def test_a_line_between_two_long_rows_that_go_on_parts_them() -> None:
    """There is no header that it could be the lower edge of."""

    def draw(canvas: Canvas) -> None:
        going_on(canvas, {})
        for down, name in ((64, "Er is beleid"), (174, "Er is regie")):
            write(canvas, 44, down, name)
            write(canvas, 224, down, "X")
            write(canvas, 244, down, FINDING)
        level(canvas, 166)

    text = FINDING.replace("|", " ")
    assert grid_of_last(page(draw)) == [["Er is beleid", "X", text], ["Er is regie", "X", text]]


def test_a_name_may_be_wrapped_over_several_lines() -> None:
    def draw(canvas: Canvas) -> None:
        headed(canvas, 100, {44: "Indicator", 244: "Be-|vin-|din-|gen"})
        level(canvas, 140, 160)
        row(canvas, 153, ("Er is beleid", "V", "Het is er."))
        row(canvas, 173, ("Er is regie", "X", "Die ontbreekt."))

    assert grid(page(draw)) == [
        ["Indicator", "", "Bevindingen"],
        ["Er is beleid", "V", "Het is er."],
        ["Er is regie", "X", "Die ontbreekt."],
    ]


def test_a_page_number_in_a_running_title_is_no_sign() -> None:
    def draw(canvas: Canvas) -> None:
        going_on(canvas, {})
        write(canvas, 200, 40, "3")
        write(canvas, 244, 40, "Wijkteams")

    assert grid_of_last(page(draw)) == [["3", "", "Wijkteams"]]


def _of_cells(canvas: Canvas, *signed: tuple[str, str]) -> None:
    """A table of one row per finding: a sign that hangs before its words, or in a cell before."""
    down = 100
    level(canvas, down)
    indicators = (
        "De gemeente heeft zicht op|de populatie GGSR",
        "De gemeente heeft beleid|voor GGSR",
    )
    cells = [(("Indicator", "", "Bevindingen"), 20)]
    cells += [((name, *texts), 40) for name, texts in zip(indicators, signed, strict=False)]
    for texts, height in cells:
        for x, text in zip((44, 209, 239), texts, strict=True):
            write(canvas, x, down + 12, text)
        down += height
        level(canvas, down)


def test_dashes_that_hang_before_the_texts_of_a_cell_are_bullets_beside_a_column_of_signs() -> None:
    def draw(canvas: Canvas) -> None:
        _of_cells(canvas, ("X", "-|-"), ("X", "-"))
        for x in (40, 205, 235, 460):
            canvas.line(x, HEIGHT - 100, x, HEIGHT - 200)
        write(canvas, 257, 132, "Er is geen zicht.|LET OP: Wel is er een lijst.")
        write(canvas, 257, 172, "Er is geen beleid.")

    findings = [finding for row in parsed(pdf_of(draw)).rows for finding in row.findings]
    assert [finding.verdict for finding in findings] == ["improvement_point"] * 2
    assert [finding.text and finding.text.text for finding in findings] == [
        "Er is geen zicht.",
        "Er is geen beleid.",
    ]
    assert [len(finding.caveats) for finding in findings] == [1, 0]


def test_a_dash_that_hangs_as_other_verdicts_do_is_a_verdict() -> None:
    def draw(canvas: Canvas) -> None:
        _of_cells(canvas, ("X", ""), ("\u2013", ""))
        for x in (40, 205, 460):
            canvas.line(x, HEIGHT - 100, x, HEIGHT - 200)
        write(canvas, 239, 132, "Er is geen zicht.")
        write(canvas, 239, 172, "Er is niet naar gevraagd.")

    findings = [finding for row in parsed(pdf_of(draw)).rows for finding in row.findings]
    assert [finding.verdict for finding in findings] == ["improvement_point", "not_assessed"]


@pytest.mark.parametrize("is_filled", [True, False])
def test_columns_go_on_in_rows_without_upright_lines_of_their_own(*, is_filled: bool) -> None:
    """As styles of word processors draw or fill every other row, within a frame."""

    def draw(canvas: Canvas) -> None:
        if is_filled:
            for left, right in ((40, 140), (140, 300), (300, 460)):
                fill(canvas, left, right, 114, 138)
                fill(canvas, left, right, 162, 190)
        else:
            level(canvas, 114, 138, 162, left=140)
        level(canvas, 100, 114, 190)
        upright(canvas, 40, 460, top=100, bottom=190)
        upright(canvas, 140, top=162, bottom=190)
        upright(canvas, 140, 300, top=100, bottom=138)
        if is_filled:
            upright(canvas, 140, top=138, bottom=162)
        for x, head in ((44, "Criteria"), (144, "Indicatoren"), (304, "Bevindingen")):
            write(canvas, x, 109, head)
        write(canvas, 44, 124, "Planmatig")
        write(canvas, 44, 172, "Vasthoudend")
        for down, name in ((124, "Een"), (148, "Twee"), (172, "Drie")):
            write(canvas, 144, down, f"{name} is|beleid")
            write(canvas, 304, down, f"X {name} is er niet.")

    assert grid(page(draw)) == [
        ["Criteria", "Indicatoren", "Bevindingen"],
        ["Planmatig", "Een is beleid", "X Een is er niet."],
        ["", "Twee is beleid", "X Twee is er niet."],
        ["Vasthoudend", "Drie is beleid", "X Drie is er niet."],
    ]


def test_a_fill_behind_all_of_a_page_is_no_frame_of_tables() -> None:
    def draw(canvas: Canvas) -> None:
        fill(canvas, 30, 470, 95, 300)
        rows(canvas)
        level(canvas, 120, 170, 210)
        upright(canvas, 40, 205, 235, 460, top=95, bottom=210)
        write(canvas, 44, 240, "Conclusie")

    document = page(draw)
    assert grid(document) == ROWS
    assert words_of_lines(document) == ["Conclusie"]


def test_fills_of_one_row_are_one_beside_a_cell_without_fill() -> None:
    """As where signs stand before criteria that span rows."""

    def draw(canvas: Canvas) -> None:
        level(canvas, 98, 114, 214)
        for x, head in ((74, "Criteria"), (164, "Indicatoren"), (304, "Bevindingen")):
            write(canvas, x, 109, head)
        for top, bottom in ((138, 162), (190, 214)):
            for left, right in ((40, 70), (160, 300), (300, 460)):
                fill(canvas, left, right, top, bottom)
        write(canvas, 74, 124, "GGSR zijn in|beeld")
        write(canvas, 74, 174, "De aanpak|bereikt alle|gezinnen")
        for down, name in ((124, "Een"), (150, "Twee"), (174, "Drie"), (202, "Vier")):
            write(canvas, 46, down, "X")
            write(canvas, 164, down, f"{name} is|beleid")
            write(canvas, 304, down, f"{name} is er niet.")

    assert [row[:2] for row in grid(page(draw))] == [
        ["", "Criteria"],
        ["X", "GGSR zijn in beeld"],
        ["X", ""],
        ["X", "De aanpak bereikt alle gezinnen"],
        ["X", ""],
    ]


def test_a_bullet_in_a_column_of_which_rows_are_not_known_is_no_word() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 44, 112, "Indicator")
        write(canvas, 204, 112, "Bevinding")
        names = ("De gemeente|kent de|gezinnen", "Er is beleid|voor alle|gezinnen")
        for down, name in zip((123, 156), names, strict=True):
            write(canvas, 44, down, name)
            write(canvas, 204, down, "X Het is niet|\u2022 Dat is nieuw")
            write(canvas, 204, down + 22, "en blijft zo.")

    document = page(draw)
    assert document.tables[0].kind == "columns"
    assert "\u2022" not in "".join(text for row in grid(document) for text in row)


def test_a_short_text_below_names_that_are_printed_again_is_a_row() -> None:
    """The column is much wider on the page before."""

    def draw(canvas: Canvas) -> None:
        going_on(canvas, {80: ("", "", "de groep.")})
        for x, name in ((44, "Indicator"), (244, "Bevinding")):
            write(canvas, x, 60, name)

    assert grid_of_last(page(draw)) == [["Indicator", "", "Bevinding"], ["", "", "de groep."]]


def test_the_edge_of_a_fill_does_not_part_a_line_that_it_goes_through() -> None:
    """As where a criterion stands in the middle of the rows that it spans."""

    def draw(canvas: Canvas) -> None:
        headed(canvas, 100, {44: "Criteria", 144: "Indicatoren", 304: "Bevindingen"})
        fill(canvas, 140, 460, 146, 182)
        write(canvas, 44, 148, "Planmatig")
        for down, name in ((120, "Er is beleid"), (158, "Er is regie")):
            write(canvas, 144, down, name)
            write(canvas, 304, down, "X Dat is niet bekend|aan de partners.")

    document = page(draw)
    (criterion,) = (cell for cell in document.tables[0].cells if cell.column == 0 and cell.row)
    assert (criterion.row, criterion.row_span) == (1, 2)


@pytest.mark.parametrize("is_filled", [True, False])
def test_criteria_in_the_middle_of_the_rows_that_they_span_are_parted_where_these_end(
    *, is_filled: bool
) -> None:
    """Word processors set a cell in the middle; some styles draw or fill every other row."""

    def draw(canvas: Canvas) -> None:
        headed(canvas, 110, {44: "Criteria", 144: "Indicatoren", 304: "Bevindingen"})
        if is_filled:
            fill(canvas, 140, 460, 154, 176)
            fill(canvas, 140, 460, 198, 238)
        else:
            level(canvas, 98, 114, 238)
            level(canvas, 154, 176, 198, left=140)
            upright(canvas, 40, 460, top=98, bottom=238)
            upright(canvas, 140, 300, top=98, bottom=154)
        for down, criterion in ((148, "In beeld"), (204, "Toereikende|informatie")):
            write(canvas, 44, down, criterion)
        for down, name in ((125, "Een|er"), (165, "Twee"), (187, "Drie"), (209, "Vier|er")):
            write(canvas, 144, down, f"{name}|beleid")
            write(canvas, 304, down, "X Dat is er niet.")

    criteria = [cell for cell in page(draw).tables[0].cells if cell.column == 0]
    assert [(cell.row, cell.row_span) for cell in criteria] == [(0, 1), (1, 2), (3, 2)]


def test_lines_around_nothing_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        level(canvas, 98, 114, 238)
        level(canvas, 154, 176, left=140)
        upright(canvas, 140, 300, top=98, bottom=154)
        write(canvas, 40, 60, "De gemeente kent de gezinnen.")

    assert page(draw).tables == ()
