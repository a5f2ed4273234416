"""Lines of cells that end within a word."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from tests.comparing import parsed
from tests.test_pdf_layout import level, pdf_of, upright, write


def _criteria(*criteria: str) -> list[str]:
    """The criteria that are read where these are printed, a row each, in a narrow column."""
    plan = "De netwerkpartners werken met een|gezamenlijk plan per gezin"
    outreaching = "Uitgangspunt bij de aanpak is dat outreachend|wordt gewerkt"

    def draw(canvas: Canvas) -> None:
        level(canvas, 80, 100, 120, 160, 200)
        upright(canvas, 40, 100, 340, 460, top=100, bottom=200)
        write(canvas, 44, 94, "Aanpak")
        for x, name in ((44, "Criteria"), (104, "Indicatoren"), (344, "Bevindingen")):
            write(canvas, x, 114, name)
        rows = zip((134, 174), criteria, (plan, outreaching), strict=True)
        for down, criterion, indicator in rows:
            write(canvas, 44, down, criterion)
            write(canvas, 104, down, indicator)
            write(canvas, 344, down, "X Dat is er niet.")

    return [row.criterion.text for row in parsed(pdf_of(draw)).rows if row.criterion]


def test_a_word_that_is_too_long_for_its_column_is_one_word() -> None:
    assert _criteria("Samenhangen|d", "Vasthoudend") == ["Samenhangend", "Vasthoudend"]


def test_two_words_that_together_are_another_one_are_two() -> None:
    assert _criteria("Samenhangen|de", "Vasthoudend") == ["Samenhangen de", "Vasthoudend"]


def test_words_below_each_other_that_could_be_one_are_two_where_the_first_had_room() -> None:
    assert _criteria("Samen|hangend", "Vasthoudend") == ["Samen hangend", "Vasthoudend"]
