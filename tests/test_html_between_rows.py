"""Text between the rows of an HTML table is no part of a row, and keeps no row from its table."""

from __future__ import annotations

import re
from functools import cache

import pytest

from ggsr_extract.factsheet.model import Factsheet
from tests.comparing import (
    approaches_expected,
    approaches_read,
    conclusions_expected,
    conclusions_read,
    expected,
    is_same,
    judged,
    parsed,
)
from tests.reading import assert_adds_up, grid, read_text, words_of_lines
from tests.renderings import gold_of, known, render, unseen

DOCUMENTS = {**known(), **unseen()}
NOTE = "Dit is een mededeling van de redactie."
# What web pages and converters leave between two rows → whether it prints words.
STRAYS = {
    "words": (NOTE, True),
    "paragraph": (f"\n<p>{NOTE}</p>\n", True),
    "body": (f"</tbody>{NOTE}<tbody>", True),
    "caption": (f"<caption>{NOTE}</caption>", True),
    "begun like a finding": ("De gemeente en de netwerkpartners zijn het hier niet eens.", True),
    "page number": ("\n12\n", False),
    "blanks": ("\n \t\xa0\n", False),
    "comment": ("<!-- √ pagina 3 -->", False),
}


def with_stray(page: str, stray: str) -> str:
    """The page with the stray text before every row of its tables."""
    assert page.count("<tr>") > 5
    return page.replace("<tr>", f"{stray}<tr>")


@cache
def factsheet_with(name: str, stray: str, seed: int) -> Factsheet:
    return parsed(with_stray(render(DOCUMENTS[name], "html", seed=seed), stray))


every_stray = pytest.mark.parametrize("kind", list(STRAYS))


@every_stray
@pytest.mark.parametrize("seed", [0, 1])
def test_findings_and_conclusions_are_what_they_are_without_it(kind: str, seed: int) -> None:
    assert len(DOCUMENTS) >= 10
    for name, tree in DOCUMENTS.items():
        gold = gold_of(tree)
        factsheet = factsheet_with(name, STRAYS[kind][0], seed)
        wanted, got = expected(gold), judged(factsheet)
        assert len(wanted) == len(got) > 0, name
        assert [w for w, g in zip(wanted, got, strict=True) if not is_same(w, g)] == [], name
        assert conclusions_read(factsheet) == conclusions_expected(gold), name
        assert approaches_read(factsheet) == approaches_expected(gold), name


@every_stray
def test_it_is_in_no_cell_and_nothing_on_the_page_is_lost(kind: str) -> None:
    stray, has_words = STRAYS[kind]
    document = factsheet_with("delft-2015", stray, 0).document
    cells = [words for table in document.tables for row in grid(document, table) for words in row]
    printed = " ".join(re.sub(r"<[^>]*>", " ", stray).split())
    if has_words:
        assert words_of_lines(document).count(printed) == document.text.count("<tr>")
        assert not any(printed in words for words in cells)
    usual = factsheet_with("delft-2015", "", 0).document
    assert [words for words in cells if words] == [
        words for table in usual.tables for row in grid(usual, table) for words in row if words
    ]
    assert_adds_up(document)


@pytest.mark.parametrize(
    ("page", "lines", "grids"),
    [
        ("los<tr><td>a<td>b<tr><td>c<td>d", ["los"], [[["a", "b"], ["c", "d"]]]),
        ("<tr><td>a<td>b</tr>los<tr><td>c<td>d", ["los"], [[["a", "b"]], [["c", "d"]]]),
        ("<tr><td>a</td><td>b</td> los<tr><td>c<td>d", ["los"], [[["a", "b"]], [["c", "d"]]]),
        ("<tr><td>a<td>b</tr><tr>los<td>c<td>d", ["los"], [[["a", "b"]], [["c", "d"]]]),
        ("<tr><td>a<td>b</tr>los", ["los"], [[["a", "b"]]]),
        ("<tr><td>a<td>b</tr>een<tr>twee</tr>drie", ["een", "twee", "drie"], [[["a", "b"]]]),
        ("<tr><td>a</td>los<td>b</tr><tr><td>c<td>d", [], [[["a los", "b"], ["c", "d"]]]),
        ("<tr><td>a<td>b</tr>los<td>c<td>d</tr>", ["los"], [[["a", "b"]], [["c", "d"]]]),
        ("<tr><td>a<td>b</tr>los<tr><td>c", ["los"], [[["a", "b"]], [["c", ""]]]),
    ],
)
@pytest.mark.parametrize("around", ["<table>{}</table>", "<html><table>{}</table></html>"])
def test_rows_on_both_sides_of_it_keep_their_columns(
    page: str, lines: list[str], grids: list[list[list[str]]], around: str
) -> None:
    document = read_text(around.format(page))
    assert words_of_lines(document) == lines
    assert [grid(document, table) for table in document.tables] == grids
    assert_adds_up(document)


def test_a_cell_that_spans_rows_ends_above_it_and_those_below_keep_their_columns() -> None:
    document = read_text(
        "<table><tr><td rowspan=3>a<td>b</tr><tr><td>c</tr>los<tr><td>d</tr></table>"
    )
    assert [grid(document, table) for table in document.tables] == [
        [["a", "b"], ["", "c"]],
        [["", "d"]],
    ]
    assert document.tables[0].cells[0].row_span == 2


def test_unknown_words_between_rows_are_reported_and_a_page_number_is_not() -> None:
    page = render(DOCUMENTS["delft-2015"], "html")
    noted = parsed(page.replace("</tr>\n<tr>", f"</tr>{NOTE}<tr>"))
    reported = [it for it in noted.diagnostics if it.code == "text_unclaimed"]
    assert len(reported) == noted.document.text.count(NOTE) > 5
    numbered = parsed(page.replace("</tr>\n<tr>", "</tr> 12 <tr>"))
    assert [it for it in numbered.diagnostics if it.code == "text_unclaimed"] == []
    assert "running.page_number" in {block.rule for block in numbered.blocks}
