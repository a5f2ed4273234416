"""Tables that hardly anything is drawn of, and what goes on over the page."""

from __future__ import annotations

import pytest
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

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

    rows_of_table = grid(page(draw))[has_bar:]
    assert rows_of_table == [
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
