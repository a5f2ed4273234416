"""Tables that plain text draws: in boxes, and below runs of dashes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.comparing import expected, is_same, judged, parsed
from tests.reading import assert_adds_up, grid, read_text, words_of_lines
from tests.renderings import gold_of, held_out, known, unseen
from tests.renderings.boxes import boxed, dashed, render_boxed, render_dashed
from tests.renderings.model import Factsheet

ROWS = [
    ["Criteria", "Indicatoren", "Bevindingen"],
    ["Planmatig", "De gemeente heeft beleid voor de groep GGSR", "√ Er is beleid, en het geldt."],
    ["", "De resultaten worden bijgehouden", "X Er is niets."],
]
DOCUMENTS = {**known(), **unseen(), **held_out()}

Render = Callable[[Factsheet], str]
Draw = Callable[[list[list[tuple[str, ...]]]], str]


def cells(rows: list[list[str]]) -> list[list[tuple[str, ...]]]:
    return [[(text,) if text else () for text in row] for row in rows]


def narrow_boxes(rows: list[list[tuple[str, ...]]]) -> str:
    return boxed(rows, 12)


def several_lines(rows: list[list[tuple[str, ...]]]) -> str:
    return dashed(rows, 12)


@pytest.mark.parametrize("draw", [boxed, narrow_boxes, dashed, several_lines])
def test_a_drawn_table_gives_the_grid_that_it_was_drawn_of(draw: Draw) -> None:
    document = read_text(f"Inleiding\n\n{draw(cells(ROWS))}\n\nSlot\n")
    assert grid(document) == ROWS
    assert words_of_lines(document) == ["Inleiding", "Slot"]
    assert_adds_up(document)


@pytest.mark.parametrize("render", [render_boxed, render_dashed])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_factsheet_whose_tables_are_drawn_has_its_findings(name: str, render: Render) -> None:
    wanted = expected(gold_of(DOCUMENTS[name]))
    got = judged(parsed(render(DOCUMENTS[name])))
    assert len(wanted) == len(got) > 0
    wrong = [
        (want, have)
        for want, have in zip(wanted, got, strict=True)
        if not is_same(want, have, is_reading_open=True)
    ]
    assert wrong == []


def test_a_box_may_span_columns_and_rows() -> None:
    text = """
+-----------+-----------+
| Toeleiding            |
+-----------+-----------+
| Planmatig | een       |
|           +-----------+
|           | twee      |
+-----------+-----------+
"""
    (table,) = read_text(text).tables
    assert [(c.row, c.column, c.row_span, c.column_span) for c in table.cells] == [
        (0, 0, 1, 2),
        (1, 0, 2, 1),
        (1, 1, 1, 1),
        (2, 1, 1, 1),
    ]


def test_a_head_may_stand_above_the_dashes_and_more_dashes_below_it() -> None:
    head, *rows = ROWS
    rule = "=========  ===========================================  ============================"
    lines = [f"{first:9}  {second:43}  {third}" for first, second, third in ROWS]
    structured = "\n".join([rule, lines[0], rule, *lines[1:], rule])
    simple = "\n".join([lines[0], rule.replace("=", "-"), *lines[1:]])
    assert grid(read_text(structured)) == grid(read_text(simple)) == [head, *rows]


@pytest.mark.parametrize(
    "text",
    [
        "Kop\n---\n\ntekst",
        "een -- twee -- drie",
        "- - -\n\ntekst\n\n- - -",
        "--- ---\n\ntekst zonder kolommen die over het gat loopt\n\n--- ---",
        "+ een\n+ twee",
        "| een | twee |",
        "+---+",
    ],
)
def test_dashes_and_signs_that_draw_no_columns_make_no_table(text: str) -> None:
    document = read_text(text)
    assert not [table for table in document.tables if table.kind in ("boxed", "dashed")]
    assert_adds_up(document)


def test_an_empty_line_in_a_box_parts_paragraphs_so_that_a_letter_may_begin_one() -> None:
    rows = [
        (("Indicator",), ("2013",), ("2014",)),
        (
            ("De gemeente heeft beleid voor de groep GGSR",),
            ("X Er is geen beleid.",),
            ("X Er is nog geen beleid.",),
        ),
    ]
    sheet = parsed(f"Aanpak\n\n{boxed(rows)}\n")
    assert [finding.verdict for row in sheet.rows for finding in row.findings] == [
        "improvement_point",
        "improvement_point",
    ]


@pytest.mark.parametrize(("typed", "printed"), [("--", "–"), ("---", "—")])
def test_hyphens_at_the_head_of_a_cell_are_a_dash(typed: str, printed: str) -> None:
    rows = [
        *cells(ROWS),
        [(), ("De gemeente heeft zicht op de populatie GGSR",), (f"{typed} Niets.",)],
    ]
    document = read_text(f"{boxed(rows)}\n")
    assert [(edit.printed, edit.mended) for edit in document.substitutions] == [(typed, printed)]
    (finding,) = parsed(f"Toeleiding\n\n{boxed(rows)}\n").rows[-1].findings
    assert (finding.verdict, finding.text and finding.text.text) == ("not_assessed", "Niets.")


def test_a_backslash_at_the_end_of_a_line_breaks_it_in_a_paragraph_and_in_a_cell() -> None:
    text = """
Samenwerkend Toezicht Jeugd\\
Ministerie

+-----------+-------+
| Planmatig | een\\  |
|           | twee  |
+-----------+-------+
| Continu   | drie  |
+-----------+-------+
"""
    document = read_text(text)
    assert grid(document) == [["Planmatig", "een twee"], ["Continu", "drie"]]
    assert words_of_lines(document) == ["Samenwerkend Toezicht Jeugd", "Ministerie"]
    assert [mark.name for mark in document.marks if mark.name == "br"] == ["br", "br"]
    assert_adds_up(document)


def test_hyphens_inside_a_cell_of_plain_text_stay_what_they_are() -> None:
    assert read_text("een\ttwee -- drie\nvier\tvijf\n").substitutions == ()


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(["+---+---+", "+===+", "|", "| a | b |", "--- ---", "=== ===", "----", ""])
        | st.text("+-=| ab\t", max_size=12),
        max_size=12,
    ).map("\n".join)
)
def test_any_lines_of_signs_add_up(text: str) -> None:
    if text.strip():
        assert_adds_up(read_text(text))


def test_signs_below_each_other_in_a_box_are_all_verdicts() -> None:
    sheet = parsed(
        """Aanpak

+-----------+-------------------------------------+-------------+---------------------+
| Criteria  | Indicatoren                         | Bevindingen |                     |
+-----------+-------------------------------------+-------------+---------------------+
| Planmatig | De gemeente heeft beleid voor de    | √           | Er is beleid.       |
|           | groep GGSR                          | X           |                     |
|           | De gemeente zorgt voor een          | √           | Er is geen visie.   |
|           | gezamenlijke visie op de aanpak     |             |                     |
|           | voor GGSR                           |             | Er zijn doelen.     |
|           | De netwerkpartners hebben           |             |                     |
|           | gezamenlijke doelen geformuleerd    |             |                     |
|           | ten aanzien van de aanpak van GGSR  |             |                     |
+-----------+-------------------------------------+-------------+---------------------+
"""
    )
    read = [(it.verdict, it.text and it.text.text) for row in sheet.rows for it in row.findings]
    assert read == [
        ("meets", "Er is beleid."),
        ("improvement_point", "Er is geen visie."),
        ("meets", "Er zijn doelen."),
    ]
