"""Tables in text: tab-separated, Markdown, HTML, aligned columns, and mixtures."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ggsr_extract.readers import read
from ggsr_extract.text import Table
from tests.reading import assert_adds_up, grid, read_text, words_of_lines

ROWS = [
    ["Criteria", "Indicatoren", "Bevindingen"],
    ["Planmatig", "De gemeente heeft beleid", "√ Er is beleid."],
    ["", "De resultaten worden bijgehouden", "X Er is niets."],
]


def as_tabs(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def as_pipes(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def as_html(rows: list[list[str]]) -> str:
    cells = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows]
    return "<table>" + "\n".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


@pytest.mark.parametrize("render", [as_tabs, as_pipes, as_html])
def test_a_table_gives_the_same_grid_in_every_shape(render) -> None:  # type: ignore[no-untyped-def]
    document = read_text(f"Inleiding\n\n{render(ROWS)}\n\nSlot\n")
    assert grid(document) == ROWS
    assert words_of_lines(document) == ["Inleiding", "Slot"]


plain_cells = st.lists(
    st.sampled_from(
        ["X", "√", "de", "Gemeente", "één", "3", "&", "a<b", "(her)toetsen", "|", "2 * 3", "_"]
    ),
    max_size=4,
).map(" ".join)
small_tables = (
    st.integers(2, 4)
    .flatmap(
        lambda width: st.lists(
            st.lists(plain_cells, min_size=width, max_size=width), min_size=2, max_size=5
        )
    )
    .filter(lambda rows: all("".join(row[:1]) and row[-1] for row in rows))
)


@given(rows=small_tables)
@settings(max_examples=150, deadline=None)
def test_any_small_table_gives_the_same_grid_in_every_shape(rows: list[list[str]]) -> None:
    grids = [grid(read_text(render(rows))) for render in (as_tabs, as_pipes, as_html)]
    assert grids == [rows, rows, rows]


# Tab-separated rows


def test_a_theme_row_keeps_the_width_of_its_table() -> None:
    document = read_text("Aanpak\t\t\nCriteria\tIndicatoren\tBevindingen\n")
    assert grid(document) == [["Aanpak", "", ""], ["Criteria", "Indicatoren", "Bevindingen"]]


def test_tables_that_an_empty_line_keeps_apart_stay_apart() -> None:
    table = "Aanpak\t\t\nIndicator\t2013\t2014\nEen\tX nee\t√ ja"
    document = read_text(f"{table}\n\n{table}\n\n{table}\n")
    assert [item.height for item in document.tables] == [3, 3, 3]


def test_rows_with_an_empty_line_after_each_are_one_table() -> None:
    document = read_text("Indicator\t2013\t2014\n\nEen\tX nee\t√ ja\n\nTwee\tX nee\t√ ja\n")
    assert [row[0] for row in grid(document)] == ["Indicator", "Een", "Twee"]


def test_a_line_without_a_tab_ends_a_table() -> None:
    document = read_text("a\tb\tc\nd\te\tf\nVervolg\ng\th\ti\n")
    assert [table.height for table in document.tables] == [2, 1]
    assert words_of_lines(document) == ["Vervolg"]


def test_a_cell_whose_tag_is_open_goes_on_over_line_ends() -> None:
    document = read_text("een\t<p>√ begin\nvan een zin</p>\ndrie\t<p>X\n\nvier</p>\t<b>vijf</b>\n")
    assert grid(document) == [["een", "√ begin van een zin", ""], ["drie", "X vier", "vijf"]]


def test_a_tag_that_is_never_closed_swallows_no_rows() -> None:
    document = read_text("een\t<p>√ begin\ndrie\t<p>X vier</p>\nvijf\t√ zes\n")
    assert grid(document) == [["een", "√ begin"], ["drie", "X vier"], ["vijf", "√ zes"]]


def test_a_tag_that_is_opened_again_does_not_go_on() -> None:
    document = read_text("een\t<p>√ begin\n<p>los</p>\ndrie\t√ vier\nvijf\t√ zes\n")
    assert grid(document) == [["drie", "√ vier"], ["vijf", "√ zes"]]
    assert words_of_lines(document) == ["een", "√ begin", "los"]


def test_a_cell_in_the_quotes_of_a_spreadsheet_holds_line_ends_and_quotes() -> None:
    document = read_text('een\t"√ de ""regie""\nis geregeld"\tdrie\nvier\t"Wat gaat goed"\tzes\n')
    assert grid(document) == [
        ["een", '√ de "regie" is geregeld', "drie"],
        ["vier", '"Wat gaat goed"', "zes"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\tingesprongen\n\tregel\n",
        "•\tLindenhout\n•\tWoonstede\n",
        "1.\teen\n2.\ttwee\n",
        "Datum:\tjuni",
    ],
)
def test_indents_and_list_signs_make_no_table(text: str) -> None:
    assert read_text(text).tables == ()


def test_tags_inside_cells_are_markup() -> None:
    document = read_text("een\t<b>X</b> tekst<sup>1</sup>\ntwee\t<p>√ a</p> <p>b<br>c</p>\n")
    assert grid(document) == [["een", "X tekst"], ["twee", "√ a b c"]]
    assert {mark.name for mark in document.marks} == {"b", "sup", "p", "br", "cell"}


def test_a_page_break_ends_a_table() -> None:
    document = read_text("a\tb\nc\td\n\fe\tf\ng\th\n")
    assert [table.height for table in document.tables] == [2, 2]


# Markdown


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| c | d |\n",
        "a | b\n--- | ---\nc | d\n",
        "|a|b|\n|:--|--:|\n|c|d|\n",
        "  | a | b |\n  | :-: | - |\n  | c | d |\n",
    ],
)
def test_a_markdown_table_is_read_with_and_without_outer_pipes(text: str) -> None:
    document = read_text(text)
    assert grid(document) == [["a", "b"], ["c", "d"]]
    assert [cell.is_header for cell in document.tables[0].cells] == [True, True, False, False]


def test_markdown_cells_hold_escaped_pipes_breaks_emphasis_and_nothing() -> None:
    document = read_text("| a | b | c |\n|---|---|---|\n| x \\| y | **X** nee<br>dan | |\n")
    assert grid(document)[1] == ["x | y", "X nee dan", ""]


def test_a_markdown_table_ends_where_a_line_has_no_pipe() -> None:
    document = read_text(
        "| a | b |\n|---|---|\n| c | d |\nVervolg\n| e | f |\n|---|---|\n| g | h |\n"
    )
    assert [grid(document, table) for table in document.tables] == [
        [["a", "b"], ["c", "d"]],
        [["e", "f"], ["g", "h"]],
    ]
    assert words_of_lines(document) == ["Vervolg"]


def test_two_markdown_tables_may_follow_each_other_directly() -> None:
    document = read_text("| a | b |\n|---|---|\n| c | d |\n| e | f |\n|---|---|\n| g | h |\n")
    assert [table.height for table in document.tables] == [2, 2]


@pytest.mark.parametrize("text", ["zie a|b\n\nen c|d", "a | b\nc | d", "a | b\n---\nc"])
def test_pipes_within_lines_are_text(text: str) -> None:
    document = read_text(text)
    assert document.tables == ()
    assert "|" in " ".join(words_of_lines(document))


@pytest.mark.parametrize("sign", ["", "een-twee\n\n"])
def test_lines_between_pipes_are_a_table_also_where_no_dash_is_in_the_text(sign: str) -> None:
    document = read_text(f"{sign}| a | b |\n| c | d |")
    assert grid(document) == [["a", "b"], ["c", "d"]]


# HTML


def test_markdown_in_cells_of_html_within_a_text_is_emphasis() -> None:
    document = read_text("tekst\n\n<table><tr><td>*een*<td>**X** nee</table>\n")
    assert grid(document) == [["een", "X nee"]]


def test_spans_of_html_cells_are_placed_as_browsers_place_them() -> None:
    document = read_text(
        "<table><thead><tr><th colspan=2>Kop</th><th>2014</th></tr></thead>"
        "<tr><td rowspan='2'>Planmatig</td><td>een</td><td>√</td></tr>"
        "<tr><td>twee</td><td>X</td></tr></table>"
    )
    assert grid(document) == [["Kop", "", "2014"], ["Planmatig", "een", "√"], ["", "twee", "X"]]
    (head, _, criterion, *_rest) = document.tables[0].cells
    assert (head.column_span, head.is_header) == (2, True)
    assert (criterion.row_span, criterion.is_header) == (2, False)


def test_html_without_closing_tags_is_read() -> None:
    document = read_text("<table><tr><td>een<td>√ <p>twee<p>drie<tr><td>vier<td>vijf</table>na")
    assert grid(document) == [["een", "√ twee drie"], ["vier", "vijf"]]
    assert words_of_lines(document) == ["na"]


@pytest.mark.parametrize("between", ["</tr>", "</tbody>", "<tbody>", "</tr></tbody><tbody>"])
def test_a_cell_after_a_row_that_is_closed_begins_a_row(between: str) -> None:
    document = read_text(f"<table><tr><td>een<td>twee{between}<td>drie<td>vier</tr></table>")
    assert grid(document) == [["een", "twee"], ["drie", "vier"]]


def test_half_a_table_is_read_as_far_as_it_goes() -> None:
    document = read_text("<table><tr><td>een</td><td>√ twee")
    assert grid(document) == [["een", "√ twee"]]


def test_rows_without_a_table_around_them_are_a_table() -> None:
    document = read_text("voor\n<tr><td>een</td><td>twee</td></tr>\nna")
    assert grid(document) == [["een", "twee"]]
    assert words_of_lines(document) == ["voor", "na"]


def test_a_caption_stands_before_its_table_and_stray_text_in_it() -> None:
    document = read_text(
        "<table><caption>Kop</caption><tr><td>een</td> los <td>twee</td></tr></table>"
    )
    assert words_of_lines(document) == ["Kop"]
    assert grid(document) == [["een los", "twee"]]


def test_a_table_that_holds_a_table_is_a_layout() -> None:
    document = read_text(
        "<table><tr><td>menu</td><td><table><tr><td>een</td><td>twee</td></tr></table></td></tr>"
        "<tr><td>voet</td></tr></table>"
    )
    assert grid(document) == [["een", "twee"]]
    assert words_of_lines(document) == ["menu", "voet"]


def test_lists_entities_and_breaks_in_html_cells_are_read() -> None:
    document = read_text(
        "<table><tr><td>R&amp;D&nbsp;&#8730;</td><td><ul><li>een</li><li>twee<br/>drie</li></ul></td></tr></table>"
    )
    assert grid(document) == [["R&D √", "een twee drie"]]


def test_a_hostile_span_costs_nothing() -> None:
    document = read_text("<table><tr><td rowspan=999999999 colspan=999999999>a</td></tr></table>")
    assert document.tables[0].height == 1
    assert document.tables[0].width == 100


# Aligned columns

LAYOUT = """\
Vervolg bevindingen van het toezichtonderzoek

Toeleiding
Criteria             Indicatoren                          Bevindingen

GGSR zijn in         Alle netwerkpartners hanteren    √   Gemeente en netwerkpartners spreken
beeld                dezelfde omschrijving van            over huishoudens die vastlopen.
                     GGSR
                                                          LET OP: niet iedereen.

                     De gemeente heeft zicht op de    X   Er bestaat geen actueel overzicht van het
                     populatie GGSR                       aantal huishoudens.


De gemeente zorgt in de conclusie voor een zin die over de volle breedte van de pagina loopt.
"""


def test_aligned_columns_become_a_grid_of_printed_lines() -> None:
    document = read_text(LAYOUT)
    rows = grid(document)
    assert rows[0] == ["Criteria", "Indicatoren", "", "Bevindingen"]
    assert rows[1] == ["", "", "", ""]
    assert rows[2][:3] == ["GGSR zijn in", "Alle netwerkpartners hanteren", "√"]
    assert rows[7] == [
        "",
        "De gemeente heeft zicht op de",
        "X",
        "Er bestaat geen actueel overzicht van het",
    ]
    assert [words[:10] for words in words_of_lines(document)] == [
        "Vervolg be",
        "Toeleiding",
        "De gemeent",
    ]


def test_a_cell_that_pokes_out_stays_in_its_column() -> None:
    document = read_text(
        "Indicator            2013\n\nDe gemeente heeft    √ Er is beleid voor\n"
        "beleid voor de       alle gezinnen.\nDe samenwerkingsafspraken  X Er is niets\n"
        "zijn gemaakt         geregeld.\n"
    )
    assert grid(document)[4] == ["De samenwerkingsafspraken", "X Er is niets"]


def test_cells_that_run_together_become_one_that_spans_both() -> None:
    document = read_text(
        "Indicator            2013\n\nDe gemeente heeft    √ Er is beleid voor\n"
        "beleid voor de groep alle gezinnen in de stad.\n"
        "gezinnen             Het staat in de nota.\n"
    )
    spanning = [cell for cell in document.tables[0].cells if cell.column_span > 1]
    assert [(cell.row, cell.column, cell.column_span) for cell in spanning] == [(3, 0, 2)]
    assert grid(document)[3] == ["beleid voor de groep alle gezinnen in de stad.", ""]


def test_cells_beyond_the_first_may_run_together_too() -> None:
    document = read_text(
        "Criteria         Indicatoren                Bevindingen\n\n"
        "Planmatig        De gemeente heeft beleid   √ Er is beleid voor\n"
        "                 voor de groep              alle gezinnen.\n"
        "                 De gemeente heeft daarnaast √ Die visie staat\n"
        "                 een visie                  in de nota.\n"
    )
    spanning = [cell for cell in document.tables[0].cells if cell.column_span > 1]
    assert [(cell.row, cell.column, cell.column_span) for cell in spanning] == [(4, 1, 2)]


def test_a_page_number_is_no_column() -> None:
    document = read_text(
        "Kop een       Kop twee\nlinks         rechts\nook links     ook rechts\n\n\n"
        "Aanpak: WIJ                                                  3\n"
    )
    assert document.tables[0].width == 2
    assert words_of_lines(document) == ["Aanpak: WIJ 3"]


@pytest.mark.parametrize(
    "text",
    [
        "Een gewone  zin met een dubbele spatie.\nEn nog een zonder  iets bijzonders, echt.\n",
        "-  een\n-  twee\n-  drie\n",
        "•    een punt\n     dat doorloopt\n•    nog een punt\n",
    ],
)
def test_double_blanks_and_lists_make_no_columns(text: str) -> None:
    assert read_text(text).tables == ()


# Mixtures and real documents


def test_a_document_may_mix_all_shapes() -> None:
    parts = ["# Titel", as_tabs(ROWS), "tekst", as_pipes(ROWS), "tekst", as_html(ROWS), LAYOUT]
    document = read_text("\n\n".join(parts))
    assert [table.kind for table in document.tables] == ["tabs", "pipes", "html", "columns"]
    assert [grid(document, table) for table in document.tables[:3]] == [ROWS, ROWS, ROWS]
    assert_adds_up(document)


def test_tabs_in_the_source_of_an_html_page_make_no_table() -> None:
    document = read_text("<html><body>\n\t<p>een\ttwee</p>\n\t<p>drie\tvier</p>\n</body></html>")
    assert document.tables == ()
    assert words_of_lines(document) == ["een twee", "drie vier"]


def test_preformatted_text_in_an_html_page_is_read_as_text() -> None:
    document = read_text(f"<html><body><pre>\n{as_tabs(ROWS)}\n</pre></body></html>")
    assert grid(document) == ROWS


CORPUS = sorted(Path(__file__).parent.parent.glob("corpus/*.txt"))
FIXTURES = sorted(Path(__file__).parent.glob("renderings/fixtures/*.txt"))


def test_there_are_real_documents() -> None:
    assert len(CORPUS) >= 5
    assert FIXTURES


@pytest.mark.parametrize("path", [*CORPUS, *FIXTURES], ids=lambda path: path.name)
def test_a_real_document_adds_up(path: Path) -> None:
    assert_adds_up(read(path.read_bytes()))


def heights(name: str) -> list[tuple[str, int, int]]:
    (path,) = [path for path in CORPUS if path.stem == name]
    tables: tuple[Table, ...] = read(path.read_bytes()).tables
    return [(table.kind, table.height, table.width) for table in tables]


def test_the_tables_of_the_known_documents_are_found() -> None:
    assert heights("delft-2015") == [("tabs", 5, 3), ("tabs", 3, 3), ("tabs", 3, 3)]
    assert heights("ede-2013") == [("tabs", height, 3) for height in (6, 5, 7, 6, 8, 5)]
    assert heights("eindhoven-2013") == []
    assert heights("oosterhout-2015") == [("tabs", height, 3) for height in (3, 5, 3, 4)]


def test_the_foot_of_the_page_before_hides_no_column_of_an_aligned_table() -> None:
    foot = f"{'Aanpak: Gezinsmanagement/WIG':60}1"
    document = read_text(
        f"""{foot}

Vervolg bevindingen

 Criteria                 Indicatoren                 Bevindingen

 GGSR zijn in             Alle netwerkpartners        De doelgroep wordt door
 beeld                    hanteren dezelfde           allen gelijk beschreven.
                          omschrijving van GGSR

 De aanpak                De netwerkpartners          De gemeente geeft aan dat
 bereikt alle             weten waar gezinnen         aanmelding snel gaat.
"""
    )
    assert grid(document)[0] == ["Criteria", "Indicatoren", "Bevindingen"]
    assert_adds_up(document)
