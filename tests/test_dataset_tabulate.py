"""Rows are made from factsheets: keys, places, mends, coverage."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ggsr_extract.dataset import DatasetError, Quarantined, Rows
from ggsr_extract.dataset.keyed import match_key, slug
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.factsheet.model import Approach, Diagnostic, Factsheet, Metadata
from ggsr_extract.rules import Pattern, Rules, load_rules
from ggsr_extract.text import Boxes, Document, Edit, Page, Span
from tests.builders import SheetBuilder, factsheet_of, said, source_of

Tables = dict[str, Rows]


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


def tables_of(*sheets: SheetBuilder) -> Tables:
    sources = [source_of(sheet.build(), f"{n}.txt") for n, sheet in enumerate(sheets)]
    return tabulate(sources, [], load_rules())


def only(rows: Rows) -> dict[str, object]:
    (row,) = rows
    return dict(row)


# -- keys ------------------------------------------------------------------------------------------


def test_a_document_is_known_by_the_hash_of_its_bytes(rules: Rules) -> None:
    source = source_of(factsheet_of())
    row = only(tabulate([source], [], rules)["documents"])
    assert row["document_id"] == source.source_sha256[:12]


@pytest.mark.parametrize(
    ("municipality", "kind", "expected"),
    [
        ("Eindhoven", "baseline", "eindhoven-baseline"),
        ("Bergen op Zoom", "follow_up", "bergen-op-zoom-follow_up"),
        ("Nissewaard", "follow_up", "spijkenisse-follow_up"),
        ("Súdwest-Fryslân", "baseline", "sudwest-fryslan-baseline"),
    ],
)
def test_a_factsheet_is_known_by_municipality_and_kind(
    municipality: str, kind: str, expected: str
) -> None:
    sheet = SheetBuilder(municipality=municipality, code=None, kind=kind)  # type: ignore[arg-type]
    assert only(tables_of(sheet)["documents"])["factsheet_id"] == expected


@pytest.mark.parametrize("municipality", [None, "…"])
def test_a_factsheet_of_nobody_is_known_by_its_document(municipality: str | None) -> None:
    row = only(tables_of(SheetBuilder(municipality=municipality, code=None))["documents"])
    assert row["factsheet_id"] == f"unknown-{row['document_id']}"


def test_a_repeated_approach_or_row_gets_a_number() -> None:
    sheet = SheetBuilder()
    for _ in range(2):
        sheet.approach("WIJ Eindhoven")
        sheet.row(["TL01"], [said("meets")])
    sheet.row(["TL01"], [said("meets")])
    tables = tables_of(sheet)
    names = [str(key).split("/", 1)[1] for key in tables["approaches"].column("approach_id")]
    assert names == ["wij-eindhoven", "wij-eindhoven~2"]
    rows = [str(key).split("/", 1)[1] for key in tables["findings"].column("row_id")]
    assert rows == ["wij-eindhoven/TL01", "wij-eindhoven~2/TL01", "wij-eindhoven~2/TL01~2"]


def test_findings_of_a_row_are_numbered_by_year() -> None:
    sheet = SheetBuilder(kind="follow_up")
    sheet.approach("Reset")
    findings = [said("meets", year=year) for year in (2013, 2014, 2014)]
    sheet.row(["AP09", "AP10"], findings)
    keys = [str(key).split("/", 2)[2] for key in tables_of(sheet)["findings"].column("finding_id")]
    assert keys == ["AP09+AP10/2013/1", "AP09+AP10/2014/1", "AP09+AP10/2014/2"]


def test_an_unrecognised_row_is_known_by_its_place_and_needs_review() -> None:
    sheet = SheetBuilder()
    sheet.approach("Reset")
    sheet.row([], [said("meets")], label="Iets heel anders")
    finding = only(tables_of(sheet)["findings"])
    start = sheet.build().document.text.index("Iets heel anders")
    assert str(finding["row_id"]).endswith(f"/reset/u{start}")
    assert finding["needs_review"] is True
    assert finding["criterion_id"] is None


def test_an_approach_without_a_name_has_a_key_all_the_same() -> None:
    sheet = SheetBuilder()
    sheet.approach(None)
    row = only(tables_of(sheet)["approaches"])
    assert (row["name"], str(row["approach_id"]).split("/")[1]) == ("", "unnamed")


@given(st.text())
def test_a_slug_is_plain_ascii_whatever_the_name(name: str) -> None:
    made = slug(name)
    assert made.isascii()
    assert made == made.strip("-").lower()
    assert slug(made) == made


def test_names_are_compared_by_letters_and_digits(rules: Rules) -> None:
    assert match_key("WIJeindhoven", rules) == match_key("WIJ Eindhoven", rules)
    assert match_key("", rules) == ""


def test_words_that_say_nothing_are_left_out_of_names_that_are_compared(rules: Rules) -> None:
    noise = Pattern("word", r"\baanpak\b", re.IGNORECASE, {})
    with_noise = replace(rules, patterns={**rules.patterns, "headings.name_noise": (noise,)})
    assert match_key("WIJeindhoven aanpak", with_noise) == "wijeindhoven"
    assert match_key("CJG-aanpak", with_noise) == "cjg"
    assert match_key("Aanpak", with_noise) == "aanpak"


# -- doubles and quarantine ------------------------------------------------------------------------


def test_identical_files_are_one_document_and_a_duplicate(rules: Rules) -> None:
    sources = [source_of(factsheet_of(), path) for path in ("b.txt", "a.txt")]
    tables = tabulate(sources, [], rules)
    assert only(tables["documents"])["source_path"] == "a.txt"
    double = only(tables["quarantine"])
    assert (double["source_path"], double["code"]) == ("b.txt", "duplicate")
    assert "a.txt" in str(double["message"])


def test_the_order_in_which_sources_come_does_not_matter(rules: Rules) -> None:
    sources = [source_of(factsheet_of(kind), f"{kind}.txt") for kind in ("baseline", "follow_up")]
    refused = [Quarantined(path, "read", "empty", "leeg") for path in ("z", "y")]
    forwards = tabulate(sources, refused, rules)
    assert forwards == tabulate(sources[::-1], refused[::-1], rules)
    assert forwards["quarantine"].column("source_path") == ("y", "z")


def test_a_path_that_is_no_utf8_is_spelled_out(rules: Rules) -> None:
    source = source_of(factsheet_of(), "caf\udce9.txt")
    tables = tabulate([source], [Quarantined("\udcff", "read", "empty", "leeg")], rules)
    assert only(tables["documents"])["source_path"] == "caf\\udce9.txt"
    assert only(tables["quarantine"])["source_path"] == "\\udcff"


def test_nothing_gives_tables_without_rows_but_with_code_lists(rules: Rules) -> None:
    tables = tabulate([], [], rules)
    assert len(tables["documents"]) == 0
    assert len(tables["indicators"]) == 30
    assert tables["verdicts"].column("verdict") == ("meets", "improvement_point", "not_assessed")


# -- places ----------------------------------------------------------------------------------------


def test_a_finding_stands_where_its_words_are_not_its_glyph_or_caveat() -> None:
    sheet = SheetBuilder()
    sheet.approach("Reset")
    sheet.row(["TL01"], [said("meets", "Het gaat goed.", caveats=["Niet altijd."])])
    tables, text = tables_of(sheet), sheet.build().document.text
    finding = only(tables["findings"])
    start, end = (int(str(finding[name])) for name in ("char_start", "char_end"))
    assert text[start:end] == "Het gaat goed."
    assert finding["glyph"] == "✓"
    caveat = only(tables["caveats"])
    assert (caveat["text"], caveat["cue"]) == ("Niet altijd.", "LET OP:")


def test_a_bare_verdict_has_no_words_and_an_empty_place_behind_its_glyph() -> None:
    sheet = SheetBuilder()
    sheet.approach("Reset")
    sheet.row(["TL01"], [said("meets", "")])
    finding = only(tables_of(sheet)["findings"])
    assert finding["text"] == ""
    assert finding["char_start"] == finding["char_end"]
    assert sheet.build().document.text[: int(str(finding["char_end"]))].endswith("✓")


def test_a_text_source_has_a_page_of_text_but_values_without_a_page() -> None:
    tables = tables_of(SheetBuilder())
    assert only(tables["documents"])["page_count"] is None
    assert only(tables["pages"])["page"] == 1
    sheet = SheetBuilder()
    sheet.approach("Reset")
    assert tables_of(sheet)["spans"].column("page") == (None,)


def test_a_pdf_gives_one_span_a_printed_line_with_page_and_box(rules: Rules) -> None:
    sheet = SheetBuilder()
    sheet.write("Bladzij een.")
    sheet.break_page()
    sheet.section("context", ["Eerste regel\n  tweede regel"])
    tables = tabulate([source_of(sheet.build(with_boxes=True))], [], rules)
    text = sheet.build().document.text
    spans = list(tables["spans"])
    pieces = [text[int(str(s["char_start"])) : int(str(s["char_end"]))] for s in spans]
    assert pieces == ["Eerste regel", "tweede regel"]
    assert [span["page"] for span in spans] == [2, 2]
    assert [span["top_pt"] for span in spans] == [50.0, 62.0]
    assert only(tables["sections"])["page"] == 2
    assert only(tables["documents"])["page_count"] == 2


def test_a_value_that_crosses_a_page_is_two_spans_and_its_block_two_blocks(rules: Rules) -> None:
    sheet = SheetBuilder()
    sheet.section("context", ["Eerst"])
    sheet.break_page()
    whole = replace(sheet.build(with_boxes=True), approaches=())
    page_end = whole.document.pages[0].span.end
    text = whole.document.text + "daarna\n"
    document = replace(
        whole.document,
        text=text,
        boxes=Boxes(),
        pages=(
            Page(1, Span(0, page_end), 595.0, 842.0),
            Page(2, Span(page_end, len(text)), 595.0, 842.0),
        ),
    )
    section = whole.sections[0]
    passage = replace(section.paragraphs[0], text="Eerst daarna", spans=(Span(0, len(text) - 1),))
    sheet2 = replace(
        whole,
        document=document,
        sections=(replace(section, paragraphs=(passage,)),),
        blocks=(replace(whole.blocks[0], span=Span(0, len(text))),),
    )
    tables = tabulate([source_of(sheet2)], [], rules)
    assert tables["spans"].column("page") == (1, 2)
    assert tables["blocks"].column("page") == (1, 2)
    assert tables["blocks"].column("char_end") == (page_end, len(text))


def test_mends_of_a_value_and_of_the_document_are_edits(rules: Rules) -> None:
    factsheet = factsheet_of()
    repaired = Edit(Span(0, 1), "Ã", "U", "mojibake")
    document = replace(factsheet.document, edits=(repaired,))
    tables = tabulate([source_of(replace(factsheet, document=document))], [], rules)
    edits = [(row["parent_table"], row["printed"], row["rule"]) for row in tables["edits"]]
    assert edits == [
        ("documents", "Ã", "mojibake"),
        ("sections", "-", "hyphen.line_end"),
        ("findings", "-", "hyphen.line_end"),
    ]


def test_coverage_counts_the_characters_that_nothing_claims() -> None:
    sheet = SheetBuilder()
    sheet.write("abc def")
    sheet.write("gh", "unclaimed")
    row = only(tables_of(sheet)["documents"])
    assert row["text_coverage"] == 0.75
    assert row["status"] == "needs_review"


def test_an_empty_text_is_wholly_covered(rules: Rules) -> None:
    document = Document("", "text/plain", "text", (Page(1, Span(0, 0)),))
    tables = tabulate([source_of(Factsheet(document, Metadata("baseline")))], [], rules)
    assert only(tables["documents"])["text_coverage"] == 1.0


# -- readings --------------------------------------------------------------------------------------


def test_confidence_is_the_product_of_measured_shares_or_nothing(rules: Rules) -> None:
    sheet = SheetBuilder()
    sheet.approach("Reset")
    sheet.row(["TL01"], [said("meets")])
    source = [source_of(sheet.build())]
    measured = replace(rules, confidence={"cells": 0.5, "exact": 0.5})
    assert only(tabulate(source, [], measured)["findings"])["confidence"] == 0.25
    half = replace(rules, confidence={"cells": 0.5})
    assert only(tabulate(source, [], half)["findings"])["confidence"] is None


def test_the_criterion_is_the_common_parent_of_what_is_assessed() -> None:
    sheet = SheetBuilder()
    sheet.approach("Reset")
    sheet.row(["AP09", "AP10"], [said("meets")])
    sheet.row(["AP10", "AP11"], [said("meets")])
    criteria = tables_of(sheet)["findings"].column("criterion_id")
    assert criteria == ("regisseur", None)


def test_the_rules_that_fired_are_rows() -> None:
    sheet = SheetBuilder()
    sheet.approach("Reset")
    sheet.row(["TL01"], [said("meets")])
    assert only(tables_of(sheet)["rule_hits"])["rule"] == "glyph.test"


def test_diagnostics_of_the_parser_are_rows_with_their_place() -> None:
    sheet = SheetBuilder()
    sheet.diagnose(Diagnostic("odd", "warning", "Vreemd.", 7))
    row = only(tables_of(sheet)["diagnostics"])
    assert (row["code"], row["char_start"], row["source_path"]) == ("odd", 7, "0.txt")


def test_a_table_refuses_rows_with_other_columns() -> None:
    with pytest.raises(DatasetError, match="extra"):
        Rows.of(("name",), [{"name": "a", "extra": 1}])


def test_a_factsheet_without_anything_gives_a_document(rules: Rules) -> None:
    document = Document("x", "text/plain", "text", (Page(1, Span(0, 1)),))
    bare = Factsheet(document, Metadata("baseline"), (Approach(None),))
    tables = tabulate([source_of(bare)], [], rules)
    assert only(tables["documents"])["is_primary"] is True
    assert len(tables["completeness"]) == 30
