"""Tables of wikis, AsciiDoc and Org, and the markup that is refused by name."""

from __future__ import annotations

import re

import pytest

from ggsr_extract.errors import SourceError
from tests.comparing import (
    conclusions_expected,
    conclusions_read,
    expected,
    is_same,
    judged,
    parsed,
)
from tests.reading import assert_adds_up, grid, read_text, words_of_lines
from tests.renderings import gold_of, held_out, known, unseen
from tests.renderings.boxes import with_tables
from tests.renderings.markup import MARKUPS

DOCUMENTS = {**known(), **unseen(), **held_out()}
LABEL = "De gemeente heeft zicht op de populatie GGSR"
WIKI = """
{| class="wikitable"
|+ Titel
! Criteria !! rowspan=2 | Kop || Bevindingen
|-
| style="width: 3em" | Planmatig
|| een
twee

drie
|-
| colspan="2" | '''X''' Er is ''niets''.
| vier || vijf
|} na
"""


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_factsheet_with_tables_in_other_markup_has_its_findings(name: str, markup: str) -> None:
    gold = gold_of(DOCUMENTS[name])
    sheet = parsed(with_tables(DOCUMENTS[name], MARKUPS[markup]))
    assert_adds_up(sheet.document)
    wanted, got = expected(gold), judged(sheet)
    assert len(wanted) == len(got) > 0
    wrong = [
        (want, have)
        for want, have in zip(wanted, got, strict=True)
        if not is_same(want, have, is_reading_open=True)
    ]
    assert wrong == []
    assert conclusions_read(sheet) == conclusions_expected(gold)


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize(
    ("sign", "other"),
    [("\n", "   \n"), ("\n", "\r\n"), ("\n", "\n  "), (" ", "\u00a0")],
)
def test_white_space_changes_nothing(markup: str, sign: str, other: str) -> None:
    text = with_tables(DOCUMENTS["zwolle-2013"], MARKUPS[markup])
    spoilt = re.sub(rf"(?<=[^\W_]){sign}(?=[^\W_])" if sign == " " else sign, other, text)
    assert spoilt != text
    assert judged(parsed(spoilt)) == judged(parsed(text))


@pytest.mark.parametrize("markup", ["wiki", "asciidoc"])
def test_a_page_may_break_in_a_table_that_signs_end(markup: str) -> None:
    text = with_tables(DOCUMENTS["zwolle-2013"], MARKUPS[markup])
    lines = [line + "\n\f" * (number % 7 == 6) for number, line in enumerate(text.split("\n"))]
    assert judged(parsed("\n".join(lines))) == judged(parsed(text))


@pytest.mark.parametrize("markup", MARKUPS)
def test_where_nothing_went_wrong_nothing_asks_for_a_look(markup: str) -> None:
    sheets = [parsed(with_tables(factsheet, MARKUPS[markup])) for factsheet in DOCUMENTS.values()]
    findings = [finding for sheet in sheets for row in sheet.rows for finding in row.findings]
    assert len(findings) > 300
    assert [finding.text for finding in findings if finding.needs_review] == []


# MediaWiki


def test_a_table_of_a_wiki_has_its_caption_heads_spans_and_paragraphs() -> None:
    document = read_text(WIKI)
    assert_adds_up(document)
    assert grid(document) == [
        ["Titel", "", "", ""],
        ["Criteria", "Kop", "Bevindingen", ""],
        ["Planmatig", "", "een twee drie", ""],
        ["X Er is niets.", "", "vier", "vijf"],
    ]
    spans = {(c.row, c.column): (c.row_span, c.column_span) for c in document.tables[0].cells}
    assert (spans[1, 1], spans[3, 0]) == ((2, 1), (1, 2))
    assert words_of_lines(document) == ["na"]


def test_a_row_span_of_a_wiki_ends_with_its_table() -> None:
    document = read_text("{|\n| rowspan=9 | a\n| b\n|-\n| c\n|}\n")
    assert [(c.row, c.column, c.row_span) for c in document.tables[0].cells] == [
        (0, 0, 2),
        (0, 1, 1),
        (1, 1, 1),
    ]


@pytest.mark.parametrize("text", ["{|\n| a\n| b\n", "| a\n|}\n", "een {| twee\n|}\n"])
def test_a_table_of_a_wiki_that_is_not_whole_is_text(text: str) -> None:
    document = read_text(text)
    assert document.tables == ()
    assert_adds_up(document)


def test_apostrophes_are_emphasis_only_beside_tables_of_a_wiki() -> None:
    assert words_of_lines(read_text("''s Avonds''\n")) == ["''s Avonds''"]
    assert words_of_lines(read_text("''s Avonds''\n\n{|\n| a\n|}\n")) == ["s Avonds"]


# AsciiDoc


@pytest.mark.parametrize(
    "head", ['[cols="1,1,1"]\n|===\n', '[cols="3*"]\n|===\n', "|===\n|a |b |c\n\n", "|===\n3+|a\n"]
)
def test_asciidoc_says_how_many_cells_a_row_has(head: str) -> None:
    (table,) = read_text(f"{head}|d\n|e\n|f\n.2+|g |h 2+<|i\n|j |k\n|===\n").tables
    assert table.width == 3


def test_cells_of_asciidoc_span_rows_and_columns_and_hold_breaks_pipes_and_paragraphs() -> None:
    rows = ".2+|een +\ntwee a|\n*X* a \\| b\n\ndrie\n|vier\n2+|vijf"
    document = read_text(f'[width=50%]\n[cols="1,1"]\n|===\n{rows}\n|===\nna\n')
    assert_adds_up(document)
    assert grid(document) == [["een twee", "X a | b drie"], ["", "vier"], ["vijf", ""]]
    assert words_of_lines(document) == ["na"]


def test_where_a_fence_was_lost_the_words_between_two_tables_are_none() -> None:
    document = read_text("|===\n|a |b\n\nkop\n\n|===\n|c |d\n|===\n\nslot\n\n|===\n|e |f\n|===\n")
    found = [grid(document, table) for table in document.tables]
    assert found[-1] == [["e", "f"]]
    assert words_of_lines(document)[-1] == "slot"
    assert_adds_up(document)
    document = read_text("|a |b\n|===\n\nkop\n\n|===\n|c |d\n|===\n")
    assert [grid(document, table) for table in document.tables] == [[["c", "d"]]]
    assert "kop" in words_of_lines(document)
    assert_adds_up(document)


# Org


def test_lines_of_org_go_on_with_the_row_where_they_say_so() -> None:
    rows = [
        "| Indicator   | 2013   |",
        "|-------------+--------|",
        "| een\\\\       | X twee |",
        "| drie        |        |",
        "|             | vier   |",
        "|             |        |",
        "|             | vijf   |",
        "| zes         | zeven  |",
        "| acht        |        |",
    ]
    document = read_text("\n".join(rows))
    assert_adds_up(document)
    assert grid(document) == [
        ["Indicator", "2013"],
        ["een drie", "X twee vier vijf"],
        ["zes", "zeven"],
        ["acht", ""],
    ]


def test_what_org_keeps_in_drawers_is_not_printed() -> None:
    text = "** Kop\n   :PROPERTIES:\n   :CUSTOM_ID: <kop\n   :END:\nwoord>\n"
    document = read_text(text)
    assert words_of_lines(document) == ["Kop", "woord>"]
    assert_adds_up(document)


# Rows between pipes over several lines


def test_a_row_goes_on_until_it_has_as_many_cells_as_the_first_one() -> None:
    document = read_text("|a |b |\n|---|---|\n|c\n\nd\n|  |\n|e |f\n\n|\n|g |h |\n")
    assert_adds_up(document)
    assert grid(document) == [["a", "b"], ["c d", ""], ["e", "f"], ["g", "h"]]


@pytest.mark.parametrize("head", ["^ a ^ b ^", "|| a || b ||"])
def test_heads_behind_carets_or_two_pipes_have_as_many_cells(head: str) -> None:
    document = read_text(f"{head}\n| c | d \\| e |\n")
    assert grid(document) == [["a", "b"], ["c", "d | e"]]
    assert_adds_up(document)


def test_a_row_of_another_width_begins_another_table() -> None:
    document = read_text("^ a ^ b ^\n| c | d |\n^ e ^ f ^ g ^\n| h | i | j |\n")
    assert [table.width for table in document.tables] == [2, 3]


def test_a_line_that_ends_in_a_row_of_a_wiki_begins_a_paragraph() -> None:
    labels = f"{LABEL}\nAlle netwerkpartners hanteren dezelfde omschrijving van GGSR"
    table = f"|| Indicator || 2013 ||\n| {labels} | X Niets.\nX Ook niets. |\n"
    (row,) = parsed(f"Toeleiding\n\n{table}").rows
    texts = [finding.text and finding.text.text for finding in row.findings]
    assert texts == ["Niets.", "Ook niets."]


# Values that a spreadsheet exports


def test_values_may_be_quoted_and_hold_separators_quotes_and_line_ends() -> None:
    text = 'tekst\n\na;b;c\n1;"x ""y""; z";\n"p\nq";;r\n\nslot\n'
    document = read_text(text)
    assert_adds_up(document)
    assert grid(document) == [["a", "b", "c"], ["1", 'x "y"; z', ""], ["p q", "", "r"]]
    assert words_of_lines(document) == ["tekst", "slot"]


@pytest.mark.parametrize(
    "text",
    [
        'Hij zei, "ja",\nen zij, "nee",\nen wij, "misschien"\n',
        "- gezin;\n- wonen;\n- werk;\n",
        "een,twee\ndrie,vier\nvijf,zes\n",
        "een;twee\ndrie;vier\n",
        '"een"\n"twee"\n"drie"\n',
    ],
)
def test_commas_semicolons_and_quotes_of_running_text_make_no_table(text: str) -> None:
    document = read_text(text)
    assert document.tables == ()
    assert_adds_up(document)


def test_beside_a_table_that_is_sure_fewer_rows_are_enough() -> None:
    document = read_text('a,b\nc,d\n\n"a, b",c\n"d, e",f\n"g, h",i\n')
    assert [table.height for table in document.tables] == [2, 3]


def test_a_row_between_tabs_may_begin_with_a_value_of_several_lines() -> None:
    document = read_text('a\tb\n"c\nd"\te\n"f\ng"\th\n')
    assert grid(document) == [["a", "b"], ["c d", "e"], ["f g", "h"]]


# Headings


@pytest.mark.parametrize(
    "heading",
    [
        *["== Kop", "=== Kop ===", "h2. Kop", "h3(#kop). Kop", "** Kop"],
        *["# Kop {#kop}", "h2. {anchor:kop}Kop", ".. _kop:\n\nKop\n---"],
    ],
)
def test_a_heading_in_other_markup_is_its_words(heading: str) -> None:
    document = read_text(f"{heading}\n\ntekst\n")
    assert words_of_lines(document) == ["Kop", "tekst"]
    assert_adds_up(document)


# A word that is wider than its box


def test_a_word_that_was_cut_to_fit_its_box_is_one_word() -> None:
    text = """
+--------------+
| tot 10       |
| bij          |
| eenkomsten,x |
| een goede en |
| de           |
| samenwerking |
+--------------+
"""
    document = read_text(text)
    assert grid(document) == [["tot 10 bijeenkomsten,x een goede en de samenwerking"]]
    assert_adds_up(document)


# What is refused


@pytest.mark.parametrize(
    ("table", "named"),
    [
        (r"\begin{longtable}[]{@{}ll@{}}", "LaTeX"),
        (r"\begin{tabular*}{l}", "LaTeX"),
        (r"\startxtable", "ConTeXt"),
        ("@multitable @columnfractions 0.5 0.5", "Texinfo"),
        (".TS\ntab(@);", "roff"),
        ("#table(columns: 2,", "Typst"),
        (r"{\trowd \trgaph120", "RTF"),
        (".. list-table::", "list or CSV table"),
        ("<informaltable><tgroup cols='2'>", "XML"),
        ("<table:table table:name='a'>", "XML"),
        ("<row role='label'>\n<cell>", "XML"),
    ],
)
def test_a_table_in_markup_that_is_not_known_is_refused_by_name(table: str, named: str) -> None:
    with pytest.raises(SourceError, match=rf"{named}.* on line 3: .*HTML") as refused:
        read_text(f"Toeleiding\n\n{table}\n")
    assert refused.value.code == "binary"
