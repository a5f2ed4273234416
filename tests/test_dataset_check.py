"""`check` finds nothing in a whole dataset, and something in one that was meddled with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ggsr_extract.dataset import Rows
from ggsr_extract.dataset.check import check
from ggsr_extract.dataset.publish import publish
from ggsr_extract.dataset.schema import Column, Table
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.errors import OutputError
from ggsr_extract.factsheet.model import Section
from ggsr_extract.rules import load_rules
from ggsr_extract.text import Span
from tests.builders import SheetBuilder, factsheet_of, source_of
from tests.dataset_writing import changed, example_tables, overwrite, publish_example


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workshop") / "output"
    publish_example(folder)
    return folder


@pytest.fixture
def output(workshop: Path, tmp_path: Path) -> Path:
    """A dataset to meddle with."""
    return Path(shutil.copytree(workshop, tmp_path / "output"))


@pytest.fixture(scope="module")
def tables() -> dict[str, Rows]:
    return example_tables()


def found(output: Path) -> set[str]:
    return {problem.code for problem in check(output)}


def test_a_whole_dataset_has_no_problems(output: Path) -> None:
    assert check(output) == ()


def test_no_dataset_is_no_problem_but_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no dataset here"):
        check(tmp_path)


def test_markup_between_two_paragraphs_belongs_to_neither(tmp_path: Path) -> None:
    sheet = SheetBuilder()
    paragraphs = [sheet.write("Eerste.", after="")]
    sheet.write("*\n\n*", "markup", after="")
    paragraphs.append(sheet.write("Tweede."))
    first, second = (passage.spans[0] for passage in paragraphs)
    wider = (
        replace(paragraphs[0], spans=(Span(first.start, first.end + 1),)),
        replace(paragraphs[1], spans=(Span(second.start - 1, second.end),)),
    )
    factsheet = replace(sheet.build(), sections=(Section("context", None, wider),))
    publish(tabulate([source_of(factsheet)], [], load_rules()), tmp_path / "output", {})
    assert check(tmp_path / "output") == ()


def test_columns_are_read_one_after_the_other_wherever_they_stand_in_the_text(
    tmp_path: Path,
) -> None:
    sheet = SheetBuilder()
    left, right, left_below, right_below = map(sheet.write, ["Het is", "Dat is", "zo.", "anders."])
    paragraphs = (
        replace(left, text="Het is zo.", spans=(*left.spans, *left_below.spans)),
        replace(right, text="Dat is anders.", spans=(*right.spans, *right_below.spans)),
    )
    factsheet = replace(sheet.build(), sections=(Section("context", None, paragraphs),))
    publish(tabulate([source_of(factsheet)], [], load_rules()), tmp_path / "output", {})
    assert check(tmp_path / "output") == ()


# -- little by little --------------------------------------------------------------------------


@pytest.fixture
def interleaved(tmp_path: Path) -> tuple[Path, dict[str, Rows]]:
    """A series with a document of another one between its two, and the rows."""
    delft = replace(
        factsheet_of("baseline").metadata, municipality_name="Delft", municipality_code="GM0503"
    )
    other = factsheet_of("baseline")
    tables = tabulate(
        [
            source_of(factsheet_of("baseline"), "a.txt"),
            replace(source_of(replace(other, metadata=delft), "b.txt"), source_sha256="b" * 64),
            source_of(factsheet_of("follow_up"), "c.txt"),
        ],
        [],
        load_rules(),
    )
    publish(tables, tmp_path / "interleaved", {})
    return tmp_path / "interleaved", tables


@pytest.mark.parametrize("at_a_time", [1, 2, 64])
def test_a_series_is_looked_at_together_wherever_its_documents_stand(
    interleaved: tuple[Path, dict[str, Rows]], at_a_time: int
) -> None:
    output, tables = interleaved
    assert check(output, at_a_time=at_a_time) == ()
    overwrite(output, changed(tables, "changes", 0, lambda row: row.update(transition="resolved")))
    (problem,) = check(output, at_a_time=at_a_time)
    assert (problem.code, problem.table) == ("derived", "changes")


@pytest.mark.parametrize("at_a_time", [1, 64])
def test_a_row_is_told_by_its_number_in_the_whole_table(
    interleaved: tuple[Path, dict[str, Rows]], at_a_time: int
) -> None:
    output, tables = interleaved
    last = len(tables["findings"])
    nan = float("nan")
    overwrite(output, changed(tables, "findings", last - 1, lambda row: row.update(confidence=nan)))
    (problem,) = check(output, at_a_time=at_a_time)
    assert (problem.code, problem.key) == ("type", f"row {last}")


@pytest.mark.parametrize("table", ["pages", "findings", "spans", "completeness"])
def test_rows_that_do_not_stand_with_their_document_are_found(
    interleaved: tuple[Path, dict[str, Rows]], table: str
) -> None:
    output, tables = interleaved
    rows = tables[table]
    turned = Rows(rows.columns, (*rows.values[1:], rows.values[0]))
    overwrite(output, {**tables, table: turned})
    assert {problem.code for problem in check(output)} == {"order"}


# -- files -----------------------------------------------------------------------------------------


def test_a_missing_table_is_found(output: Path) -> None:
    (output / "spans.parquet").unlink()
    assert found(output) == {"unreadable"}


def test_a_table_that_is_no_parquet_is_found(output: Path) -> None:
    (output / "spans.parquet").write_bytes(b"PAR1 no")
    assert found(output) == {"unreadable"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "ggsr-factsheets"}'])
def test_a_spoilt_descriptor_is_found(output: Path, text: str) -> None:
    (output / "datapackage.json").write_text(text)
    assert "descriptor" in found(output)


@pytest.mark.parametrize("key", ["rows", "bytes", "hash", "description", "path"])
def test_a_descriptor_that_tells_otherwise_is_found(output: Path, key: str) -> None:
    path = output / "datapackage.json"
    content = json.loads(path.read_text())
    content["resources"][3][key] = 7
    path.write_text(json.dumps(content))
    assert found(output) & {"file", "descriptor"}


def test_a_run_report_that_is_gone_is_found(output: Path) -> None:
    (output / "run.json").unlink()
    assert found(output) == {"file"}


def test_a_table_written_by_something_else_is_found(output: Path) -> None:
    pandas = pytest.importorskip("pandas")
    path = output / "findings.parquet"
    pandas.read_parquet(path).to_parquet(path)
    assert "schema" in found(output)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_changed_byte_of_any_table_is_found(workshop: Path, data: st.DataObject) -> None:
    path = workshop / f"{data.draw(st.sampled_from(sorted(all_tables())))}.parquet"
    before = path.read_bytes()
    place = data.draw(st.integers(0, len(before) - 1))
    flipped = before[place] ^ data.draw(st.integers(1, 255))
    try:
        path.write_bytes(before[:place] + bytes([flipped]) + before[place + 1 :])
        assert check(workshop)
    finally:
        path.write_bytes(before)


# -- rows ------------------------------------------------------------------------------------------

TAMPERS = [
    ("documents", {"document_id": "0" * 12}, "foreign_key"),
    ("documents", {"source_path": "/etc/passwd"}, "path"),
    ("documents", {"source_path": "../a.txt"}, "path"),
    ("documents", {"char_count": 3}, "pages"),
    ("documents", {"text_coverage": 0.5}, "coverage"),
    ("documents", {"title": "Iets anders"}, "rebuild"),
    ("documents", {"is_primary": False}, "derived"),
    ("documents", {"status": "complete"}, "derived"),
    ("documents", {"factsheet_id": "ede-follow_up"}, "key"),
    ("pages", {"text": "Iets anders"}, "rebuild"),
    ("pages", {"char_start": 1}, "pages"),
    ("blocks", {"char_end": 1}, "partition"),
    ("blocks", {"role": "unclaimed"}, "coverage"),
    ("approaches", {"name": "Iets anders"}, "rebuild"),
    ("approaches", {"families_text": "Iets anders"}, "rebuild"),
    ("sections", {"text": "De gemeente Ede."}, "rebuild"),
    ("sections", {"text": "De gemeente  Ede.\nEen stad met gezinnen."}, "folding"),
    ("sections", {"char_start": 1}, "hull"),
    ("findings", {"text": "Punt TL01!"}, "rebuild"),
    ("findings", {"text": ""}, "rebuild"),
    ("findings", {"glyph": "✓"}, "rebuild"),
    ("findings", {"glyph": None}, "rebuild"),
    ("findings", {"char_start": 1}, "hull"),
    ("findings", {"page": 1}, "hull"),
    ("findings", {"verdict": "meets"}, "derived"),
    ("findings", {"verdict": None}, "derived"),
    ("findings", {"year": 2014}, "key"),
    ("findings", {"ordinal": 9}, "ordinal"),
    ("findings", {"criterion_id": "bereik"}, "criterion"),
    ("findings", {"has_caveat": True}, "caveats"),
    ("findings", {"approach_id": "elders"}, "foreign_key"),
    ("finding_indicators", {"indicator_id": "CO03"}, "indicators"),
    ("finding_indicators", {"relation": "assessed", "indicator_id": "TL02"}, "indicators"),
    ("caveats", {"text": "Maar goed."}, "rebuild"),
    ("caveats", {"cue": "TOCH:"}, "rebuild"),
    ("conclusions", {"text": "Het gaat."}, "rebuild"),
    ("organisations", {"organisation_id": "ggz"}, "foreign_key"),
    ("organisations", {"name": "!"}, "key"),
    ("respondents", {"organisation_method": None}, "organisation"),
    ("footnotes", {"char_start": 1}, "parent"),
    ("changes", {"transition": "resolved"}, "derived"),
    ("completeness", {"status": "absent"}, "derived"),
    ("spans", {"char_end": 10_000}, "spans"),
    ("spans", {"ordinal": 2}, "spans"),
    ("spans", {"page": 7}, "spans"),
    ("spans", {"parent_id": "nergens"}, "parent"),
    ("edits", {"printed": "x"}, "edits"),
    ("edits", {"mended": "x"}, "rebuild"),
    ("edits", {"char_start": 10_000, "char_end": 10_001}, "edits"),
    ("diagnostics", {"severity": "error"}, "derived"),
    ("findings_wide", {"indicator_label": "Iets anders"}, "derived"),
]


@pytest.mark.parametrize(("table", "values", "code"), TAMPERS)
def test_a_changed_value_is_found(
    output: Path, tables: dict[str, Rows], table: str, values: dict[str, object], code: str
) -> None:
    overwrite(output, changed(tables, table, 0, lambda row: row.update(values)), table)
    assert code in found(output)


LANGUAGE = ("statements", "cues", "mentions", "quantities")


@pytest.mark.parametrize(
    "table",
    [
        name
        for name in all_tables()
        if name not in ("quarantine", "rule_hits", "themes", "criteria", "indicators", "verdicts")
        and name not in LANGUAGE  # the example is not annotated
    ],
)
def test_a_lost_row_is_found(output: Path, tables: dict[str, Rows], table: str) -> None:
    rows = tables[table]
    overwrite(output, {**tables, table: Rows(rows.columns, rows.values[1:])}, table)
    assert check(output)


# Columns that nothing else in a dataset says again.
FREE = {
    "documents": "source_bytes media_type reader published presented_on page_count "
    "cited_baseline_published is_municipality_inferred extractor_version rules_sha256 "
    "language_pipeline municipality_name municipality_code source_path",
    "quarantine": "source_path source_sha256 stage code message",
    "pages": "width_pt height_pt",
    "blocks": "block_id role rule",
    "municipalities": "name",
    "approaches": "ordinal name_key families_low_count families_high_count families_basis "
    "is_families_approximate families_scope",
    "predecessors": "name_key",
    "respondents": "organisation_id rule",
    "organisations": "name abbreviation kind",
    "sections": "approach_id kind ordinal",
    "themes": "ordinal label label_en",
    "criteria": "ordinal label label_en",
    "indicators": "ordinal label label_en",
    "verdicts": "label label_en",
    "findings": "theme_id glyph_font reading confidence needs_review",
    "finding_indicators": "method score runner_up margin is_inferred",
    "caveats": "effect ordinal kind rule",
    "conclusions": "theme_id ordinal kind method score confidence",
    "footnotes": "mark anchor_start",
    "spans": "page x0_pt top_pt x1_pt bottom_pt",
    "edits": "rule",
    "rule_hits": "field ordinal rule parent_table parent_id document_id",
    "diagnostics": "code severity message page char_start document_id source_path",
}


def checked_columns() -> Iterator[tuple[Table, Column]]:
    for table in all_tables().values():
        for column in table.columns:
            if column.name not in FREE.get(table.name, "").split():
                yield table, column


def some_value(column: Column) -> st.SearchStrategy[object]:
    choices: dict[str, st.SearchStrategy[object]] = {
        "string": st.text(st.characters(codec="utf-8"), max_size=30),
        "bool": st.booleans(),
        "float64": st.floats(0, 1),
    }
    numbers: st.SearchStrategy[object] = st.integers(-5, 400)
    values = choices.get(column.type, numbers)
    return st.none() | values if column.nullable else values


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(st.data())
def test_any_changed_cell_that_follows_from_others_is_found(
    workshop: Path, tables: dict[str, Rows], data: st.DataObject
) -> None:
    places = [
        (table, column)
        for table, column in checked_columns()
        if column.type != "code" and len(tables[table.name])
    ]
    assert len(places) > 100
    table, column = data.draw(st.sampled_from(places))
    number = data.draw(st.integers(0, len(tables[table.name]) - 1))
    value = tables[table.name].column(column.name)[number]
    other = data.draw(some_value(column))
    assume(other != value)
    spoilt = changed(tables, table.name, number, lambda row: row.update({column.name: other}))
    before = {path: path.read_bytes() for path in files_of(workshop, table.name)}
    try:
        overwrite(workshop, spoilt, table.name)
        assert check(workshop), f"{table.name}.{column.name}: {value!r} -> {other!r}"
    finally:
        for path, kept in before.items():
            path.write_bytes(kept)


def files_of(output: Path, table: str) -> tuple[Path, Path]:
    """What tells of a table."""
    return output / f"{table}.parquet", output / "datapackage.json"
