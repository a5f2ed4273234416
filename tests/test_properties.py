"""What must hold of a parsed factsheet, whatever the text."""

from __future__ import annotations

import html
from collections.abc import Callable
from itertools import pairwise
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ggsr_extract.errors import SourceError
from ggsr_extract.factsheet.model import Factsheet
from tests.comparing import judged, parsed
from tests.passages import is_rebuilt, passages_in
from tests.renderings import SHAPES, gold_of, known, perturb, render, unseen
from tests.renderings.framework import criteria, indicators
from tests.silence import unsaid

DOCUMENTS = {**known(), **unseen()}

GLYPHS = ["√", "✓", "X", "✗", "–", "—", "x", "√ √ X", "(√)", "✓ X"]
PIECES = [
    *["Uitkomsten toezichtonderzoek Zwolle", "Uitkomsten verbeterpunten toezichtonderzoek Ede"],
    *["Aanpak: Gezinnen aan Zet", "(2013: aanpak A en aanpak B)", "Juni 2015", "Beschrijving"],
    *["Bevindingen toezichtonderzoek", "Vervolg bevindingen toezichtonderzoek", "Conclusie"],
    *["Wat gaat goed? Wat kan beter?", "Wat gaat goed?", "Wat kan beter?", "LET OP: niet altijd."],
    *["Toeleiding", "Gezin centraal", "Aanpak", "Samenwerking", "Continu", "Indicator 2013 2014"],
    *["Criteria Indicatoren Bevindingen", "Criteria\tIndicatoren\tBevindingen", "1 Een noot."],
    *["vragenlijst over deze aanpak is ingevuld door:", "- Radar", "ongeveer 20 gezinnen"],
    *["X Er is geen plan.", "√ De gemeente heeft beleid.", "✓ Er zijn verant-", "woorde keuzes."],
    *["<b>✓</b>", "<p>", "</p>", "<sup>1</sup>", "|", "\t", "**", "# ", "&nbsp;", "\u00ad", "\f"],
    *GLYPHS,
    *criteria().values(),
    *indicators().values(),
]
GAPS = ["\n", "\n\n", " ", "    ", "\t", "  \n", ""]
texts = st.lists(
    st.tuples(st.sampled_from(PIECES) | st.text(max_size=4), st.sampled_from(GAPS)), max_size=30
).map(lambda parts: "".join(piece + gap for piece, gap in parts))

# What may stand in a cell of a line: no line end of any kind, no tab.
printable = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
words = st.lists(
    st.sampled_from([*GLYPHS, "LET OP:", "gezin", "a|b", "R&D", "<b>", "1)", "&radic;", "✓."])
    | st.text(printable, max_size=6),
    max_size=5,
).map(" ".join)


def _parsed(text: str) -> Factsheet | None:
    try:
        return parsed(text)
    except SourceError:
        return None


@given(text=texts)
@example(text="Toeleiding\n")
@settings(max_examples=250, deadline=None, derandomize=True)
def test_what_holds_of_every_text_that_is_read(text: str) -> None:
    factsheet = _parsed(text)
    if factsheet is None:
        return
    _assert_blocks_partition(factsheet)
    _assert_unclaimed_text_is_complained_of(factsheet)
    _assert_every_value_is_rebuilt(factsheet)
    _assert_findings_share_out_their_row(factsheet)


def _assert_blocks_partition(factsheet: Factsheet) -> None:
    bounds = [(block.span.start, block.span.end) for block in factsheet.blocks]
    assert all(start < end for start, end in bounds)
    assert [start for start, _ in bounds] == [0, *(end for _, end in bounds[:-1])]
    assert bounds[-1][1] == len(factsheet.document.text)


def _assert_unclaimed_text_is_complained_of(factsheet: Factsheet) -> None:
    complained = {one.at for one in factsheet.diagnostics if one.code == "text_unclaimed"}
    for block in factsheet.blocks:
        printed = factsheet.document.text[block.span.start : block.span.end].strip()
        if block.role == "unclaimed" and printed:
            assert block.span.start in complained, printed


def _assert_every_value_is_rebuilt(factsheet: Factsheet) -> None:
    for passage in passages_in(factsheet):
        assert is_rebuilt(factsheet.document, passage), passage
        pieces = sorted(passage.spans)
        assert all(first.end <= second.start for first, second in pairwise(pieces))
        assert all(passage.hull.contains(piece) for piece in pieces)


def _assert_findings_share_out_their_row(factsheet: Factsheet) -> None:
    """Within a row and a year: the printed indicators, in order, each once."""
    for row in factsheet.rows:
        printed = [reading.indicator_id for reading in row.printed]
        for year in {finding.year for finding in row.findings}:
            about = [
                reading.indicator_id
                for finding in row.findings
                if finding.year == year
                for reading in finding.assessed
            ]
            assert about == printed


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_holds_of_every_factsheet_in_every_shape(name: str, shape: str) -> None:
    factsheet = parsed(render(DOCUMENTS[name], shape, seed=3))
    assert factsheet.rows
    _assert_blocks_partition(factsheet)
    _assert_unclaimed_text_is_complained_of(factsheet)
    _assert_every_value_is_rebuilt(factsheet)
    _assert_findings_share_out_their_row(factsheet)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_prose_holds_no_indicator(name: str, shape: str) -> None:
    factsheet = parsed(render(DOCUMENTS[name], shape))
    other = [block.span for block in factsheet.blocks if block.role not in ("cell", "unclaimed")]
    inside = [
        (start, end)
        for start, end in perturb.indicator_spans(factsheet.document.text)
        if any(span.start <= start and end <= span.end for span in other)
    ]
    assert inside == []


@given(text=texts)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_the_same_text_gives_the_same_factsheet(text: str) -> None:
    first, second = _parsed(text), _parsed(text)
    assert first == second


CELLS = ("criterion", "indicator", "finding", "caveat")
ROW = {
    "criterion": "Een toegeruste regisseur",
    "indicator": "De doorzettingsmacht voor de regisseur is geregeld",
    "finding": "X Niemand kan een ander iets opdragen.",
    "caveat": "",
}


def _tab_table(cells: list[str]) -> str:
    return "Aanpak\t\t\nCriteria\tIndicatoren\tBevindingen\n" + "\t".join(cells) + "\n"


def _pipe_table(cells: list[str]) -> str:
    row = " | ".join(cell.replace("|", "\\|") for cell in cells)
    return f"## Aanpak\n\n| Criteria | Indicatoren | Bevindingen |\n|---|---|---|\n| {row} |\n"


def _html_table(cells: list[str]) -> str:
    row = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
    return (
        '<table><tr><th colspan="3">Aanpak</th></tr><tr><th>Criteria</th><th>Indicatoren</th>'
        f"<th>Bevindingen</th></tr><tr>{row}</tr></table>\n"
    )


@pytest.mark.parametrize("table", [_tab_table, _pipe_table, _html_table])
@given(place=st.sampled_from(CELLS), string=words)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_string_in_any_cell_gives_a_finding_or_a_diagnostic(
    table: Callable[[list[str]], str], place: str, string: str
) -> None:
    cells = dict(ROW, **{place: string})
    finding = f"{cells['finding']} {cells['caveat']}".strip()
    factsheet = _parsed(table([cells["criterion"], cells["indicator"], finding]))
    assert factsheet is not None
    has_verdict = any(one.verdict is not None for one in judged(factsheet))
    assert has_verdict or any(problem.at for problem in factsheet.diagnostics)
    _assert_blocks_partition(factsheet)
    _assert_unclaimed_text_is_complained_of(factsheet)
    _assert_every_value_is_rebuilt(factsheet)


JUNK = [
    "3",
    "blz. 12 van 14",
    "www.toezichttggsr.nl",
    "CONCEPT",
    "|",
    "* * *",
    "kopie archief 2014",
]
junk_lines = st.lists(
    st.sampled_from(JUNK) | st.text(st.characters(categories=["Ll", "Lu", "Nd"]), max_size=12),
    min_size=1,
    max_size=4,
)


@given(
    name=st.sampled_from(sorted(DOCUMENTS)),
    shape=st.sampled_from(SHAPES),
    junk=junk_lines,
    seed=st.integers(0, 10_000),
)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_stray_lines_cost_no_verdict_or_it_is_said(
    name: str, shape: str, junk: list[str], seed: int
) -> None:
    rng = Random(seed)
    lines = render(DOCUMENTS[name], shape).split("\n")
    for line in junk:
        lines.insert(rng.randrange(len(lines)), line)
    assert unsaid(gold_of(DOCUMENTS[name]), parsed("\n".join(lines))) == []
