"""Two datasets beside each other: what was added, removed and changed, and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import ggsr_extract
from ggsr_extract.dataset import DatasetError, Rows
from ggsr_extract.dataset.difference import (
    CellChange,
    ChangedRow,
    ColumnChange,
    Difference,
    LoneRow,
    TableDifference,
    diff,
    render_difference,
    to_json,
)
from ggsr_extract.dataset.model import Value
from ggsr_extract.dataset.publish import publish
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.rules import load_rules
from tests.builders import SheetBuilder, said, source_of
from tests.commands import CORPUS, run
from tests.dataset_writing import RowChange, changed, example_tables, overwrite, publish_example

pytestmark = pytest.mark.usefixtures("in_this_process")

RULES = Path(__file__).parent.parent / "rules"
Tables = Mapping[str, Rows]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    publish_example(folder := tmp_path_factory.mktemp("example") / "output")
    return folder


@pytest.fixture
def old(example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(example, tmp_path / "old"))


def beside(old: Path, tables: Tables, name: str = "new", only: str = "") -> Path:
    """A dataset of these tables, unchecked, beside another; `only`: the one that differs."""
    new = old.parent / name
    shutil.copytree(old, new, dirs_exist_ok=True)
    overwrite(new, tables, only)
    return new


def with_change(old: Path, table: str, number: int, change: RowChange) -> Path:
    return beside(old, changed(example_tables(), table, number, change), only=table)


def published(output: Path, *sheets: SheetBuilder, names: tuple[str, ...] = ("a.txt",)) -> Path:
    """The dataset of some built documents."""
    sources = [source_of(sheet.build(), name) for sheet, name in zip(sheets, names, strict=True)]
    publish(tabulate(sources, [], load_rules()), output, {})
    return output


def table_of(difference: Difference, name: str) -> TableDifference:
    (found,) = (table for table in difference.tables if table.name == name)
    return found


def names_of(difference: Difference) -> list[str]:
    return [table.name for table in difference.tables]


def test_a_dataset_does_not_differ_from_itself(old: Path) -> None:
    difference = diff(old, old)
    assert difference == Difference(())
    assert (difference.is_empty, difference.exit_code) == (True, 0)
    assert render_difference(difference) == "no row differs"
    assert to_json(difference) == {"equal": True, "made_by": [], "tables": []}


def test_a_changed_verdict_is_told_with_its_key_its_file_and_both_values(old: Path) -> None:
    new = with_change(old, "findings", 0, lambda row: row.update(verdict="meets"))
    key = str(example_tables()["findings"].column("finding_id")[0])
    difference = diff(old, new)
    cell = CellChange("verdict", "improvement_point", "meets")
    row = ChangedRow(key, key, "a.txt", (cell,))
    assert difference == Difference((TableDifference("findings", changed=(row,)),))
    assert render_difference(difference).splitlines() == [
        "findings: 1 changed",
        "  a.txt",
        f"    ~ {key}",
        "        verdict: improvement_point → meets",
    ]
    assert difference.exit_code == 1


def test_null_and_an_empty_text_are_not_the_same(old: Path) -> None:
    new = with_change(old, "findings", 0, lambda row: row.update(criterion_printed=None))
    newer = beside(old, changed(example_tables(), "findings", 0, lambda row: row.update(
        criterion_printed="")), "newer")  # fmt: skip
    (row,) = table_of(diff(new, newer), "findings").changed
    assert row.cells == (CellChange("criterion_printed", None, ""),)
    assert "criterion_printed: (null) → (empty)" in render_difference(diff(new, newer))


def test_a_row_that_is_gone_is_removed_and_one_that_came_is_added(old: Path) -> None:
    tables = example_tables()
    caveats = tables["caveats"]
    new = beside(old, {**tables, "caveats": Rows(caveats.columns, caveats.values[1:])})
    (gone,) = table_of(diff(old, new), "caveats").removed
    assert gone == LoneRow(
        str(caveats.column("caveat_id")[0]), "a.txt", tuple(next(iter(caveats)).items())
    )
    (came,) = table_of(diff(new, old), "caveats").added
    assert came == gone
    assert f"    - {gone.key}\n" in render_difference(diff(old, new))
    assert f"    + {gone.key}\n" in render_difference(diff(new, old))


def test_rows_without_a_key_are_compared_as_often_as_they_occur(old: Path) -> None:
    tables = example_tables()
    edits = tables["edits"]
    assert all_tables()["edits"].primary_key == ()
    assert len(edits) > 0
    new = beside(old, {**tables, "edits": Rows(edits.columns, (*edits.values, edits.values[0]))})
    table = table_of(diff(old, new), "edits")
    assert [row.values for row in table.added] == [
        tuple(zip(edits.columns, edits.values[0], strict=True))
    ]
    assert (table.removed, table.changed) == ((), ())


def test_the_order_of_rows_is_no_difference(old: Path) -> None:
    tables = example_tables()
    turned = {
        name: Rows(rows.columns, rows.values[::-1])
        for name, rows in tables.items()
        if name not in ("themes", "criteria", "indicators", "verdicts", "municipalities")
    }
    assert diff(old, beside(old, {**tables, **turned})).is_empty


def test_what_matters_most_stands_first(old: Path) -> None:
    tables = dict(example_tables())
    for name in ("spans", "findings_wide", "documents", "caveats", "findings", "blocks"):
        tables[name] = Rows(tables[name].columns, tables[name].values[1:])
    names = names_of(diff(old, beside(old, tables)))
    assert names == ["findings", "caveats", "documents", "findings_wide", "blocks", "spans"]


def test_versions_and_rules_are_told_apart_and_are_no_difference(old: Path) -> None:
    tables = example_tables()
    for number in range(2):
        tables = changed(tables, "documents", number, lambda row: row.update(rules_sha256="f" * 64))
    difference = diff(old, beside(old, tables))
    rules = load_rules().sha256
    assert difference == Difference((), (CellChange("rules_sha256", rules, "f" * 64),))
    assert difference.exit_code == 0
    assert render_difference(difference) == (
        f"made by another rules_sha256: {rules} → {'f' * 64}\n\nno row differs"
    )


def test_rows_that_only_moved_are_counted_and_listed_when_asked_for(old: Path) -> None:
    new = with_change(old, "sections", 0, lambda row: row.update(char_end=99))
    told = render_difference(diff(old, new))
    assert told == "sections: 1 moved"
    assert "char_end" in render_difference(diff(old, new), verbose=True)


def test_positions_are_left_out_beside_what_matters(old: Path) -> None:
    new = with_change(old, "findings", 0, lambda row: row.update(text="Anders.", char_end=9))
    told = render_difference(diff(old, new))
    assert "text: Punt TL01. → Anders." in told
    assert "char_end" not in told


def test_long_texts_are_shown_where_they_differ(old: Path) -> None:
    words = "Dit staat er al lang. " * 30
    before = with_change(old, "findings", 0, lambda row: row.update(text=f"{words}ja{words}"))
    tables = changed(
        example_tables(), "findings", 0, lambda row: row.update(text=f"{words}nee{words}")
    )
    after = beside(old, tables, "newer")
    lines = render_difference(diff(before, after)).splitlines()
    assert [line.strip() for line in lines if "ja" in line or "nee" in line] == [
        "- …l lang. Dit staat er al lang. jaDit staat er al lang. Dit staa…",
        "+ …l lang. Dit staat er al lang. neeDit staat er al lang. Dit staa…",
    ]
    assert words in render_difference(diff(before, after), verbose=True)


def test_long_lists_end_with_what_is_left_out(old: Path) -> None:
    tables = dict(example_tables())
    tables["completeness"] = Rows(tables["completeness"].columns, ())
    told = render_difference(diff(old, beside(old, tables)))
    assert "rows not listed (-v lists them)" in told
    assert "not listed" not in render_difference(diff(old, beside(old, tables)), verbose=True)


def a_row(printed: list[str], *verdicts: str) -> SheetBuilder:
    """A document of one row; its text is the same whatever it is said to print."""
    sheet = SheetBuilder()
    sheet.approach("Reset")
    assessed = [printed] if len(verdicts) == 1 else [[name] for name in printed]
    findings = [
        said(verdict, "Er zijn afspraken.", caveats=["Niet overal."], assessed=about)
        for verdict, about in zip(verdicts, assessed, strict=True)
    ]
    sheet.row(printed, findings, label="Een indicator")
    return sheet


def test_a_finding_of_other_printed_indicators_is_changed_and_not_another(tmp_path: Path) -> None:
    one = published(tmp_path / "one", a_row(["TL01"], "meets"))
    two = published(tmp_path / "two", a_row(["TL01", "TL02"], "meets"))
    difference = diff(one, two)
    table = table_of(difference, "findings")
    (row,) = table.changed
    assert (table.added, table.removed) == ((), ())
    assert (row.old_key[12:], row.key[12:]) == ("/reset/TL01/2013/1", "/reset/TL01+TL02/2013/1")
    readings = table_of(difference, "finding_indicators")
    assert {added.key.removeprefix(row.key) for added in readings.added} == {
        "/TL02/printed",
        "/TL02/assessed",
    }
    assert readings.removed == ()
    assert "caveats" not in names_of(difference)
    assert f"~ {row.old_key} → {row.key}" in render_difference(difference)


def test_a_key_that_another_row_took_over_does_not_mix_them_up(tmp_path: Path) -> None:
    def sheet(first: list[str]) -> SheetBuilder:
        built = SheetBuilder()
        built.approach("Reset")
        built.row(first, [said("meets", "Het eerste.")], label="Een indicator")
        built.row(["TL01"], [said("improvement_point", "Het tweede.")], label="Een indicator")
        return built

    one = published(tmp_path / "one", sheet(["TL01"]))
    two = published(tmp_path / "two", sheet(["TL02"]))
    table = table_of(diff(one, two), "findings")
    assert [(row.old_key[18:], row.key[18:]) for row in table.changed] == [
        ("/TL01/2013/1", "/TL02/2013/1"),
        ("/TL01~2/2013/1", "/TL01/2013/1"),
    ]
    assert all(cell.column != "text" for row in table.changed for cell in row.cells)


def test_what_belongs_to_a_row_that_is_gone_goes_with_it(tmp_path: Path) -> None:
    sheet = SheetBuilder()
    sheet.approach("Reset")
    for text in ("Het eerste.", "Het tweede."):
        sheet.row(["TL01"], [said("meets", text, caveats=[f"Maar {text}"])], label="Een indicator")
    whole = sheet.build()
    for name, rows in (("one", whole.rows), ("two", whole.rows[1:])):
        source = source_of(replace(whole, rows=rows), "a.txt")
        publish(tabulate([source], [], load_rules()), tmp_path / name, {})
    difference = diff(tmp_path / "one", tmp_path / "two")
    (renamed,) = table_of(difference, "findings").changed
    assert (renamed.old_key[18:], renamed.key[18:]) == ("/TL01~2/2013/1", "/TL01/2013/1")
    for name, gone in (("findings", 1), ("caveats", 1), ("finding_indicators", 2)):
        table = table_of(difference, name)
        assert (len(table.removed), len(table.added)) == (gone, 0)
        assert all(row.key[18:].startswith("/TL01/2013/1") for row in table.removed)
        assert name == "findings" or table.changed == ()


def test_a_row_that_stands_elsewhere_by_now_is_still_that_row(old: Path) -> None:
    far = {"char_start": 10**6, "char_end": 10**6 + 5}
    difference = diff(old, with_change(old, "findings", 0, lambda row: row.update(far)))
    (row,) = table_of(difference, "findings").changed
    assert {cell.column: cell.new for cell in row.cells} == far


def test_a_renamed_approach_is_one_change(tmp_path: Path) -> None:
    tables = []
    for name in ("Reset", "Radar"):
        sheet = a_row(["TL01"], "meets")
        factsheet = sheet.build()
        (approach,) = factsheet.approaches
        assert approach.name is not None
        renamed = replace(approach, name=replace(approach.name, text=name))
        source = source_of(replace(factsheet, approaches=(renamed,)), "a.txt")
        tables.append(tabulate([source], [], load_rules()))
    publish(tables[1], tmp_path / "one", {})
    overwrite(tmp_path / "one", tables[0])
    publish(tables[1], tmp_path / "two", {})
    difference = diff(tmp_path / "one", tmp_path / "two")
    assert {*names_of(difference)} <= {"approaches", "findings_wide"}
    (row,) = table_of(difference, "approaches").changed
    assert CellChange("name", "Reset", "Radar") in row.cells


def test_a_file_with_other_bytes_is_the_same_document(tmp_path: Path) -> None:
    first, second = a_row(["TL01"], "meets"), a_row(["TL01"], "meets")
    second.footnote("1", "Een noot.", 3)
    one, two = published(tmp_path / "one", first), published(tmp_path / "two", second)
    difference = diff(one, two)
    (document,) = table_of(difference, "documents").changed
    assert document.old_key != document.key
    assert "findings" not in names_of(difference)


def test_findings_of_another_year_or_document_are_never_the_same(tmp_path: Path) -> None:
    sheets = []
    for year in (2013, 2014):
        sheet = SheetBuilder(kind="follow_up")
        sheet.approach("Reset")
        sheet.row(["TL01"], [said("meets", year=year)])
        sheets.append(sheet)
    one, two = (published(tmp_path / str(number), each) for number, each in enumerate(sheets))
    table = table_of(diff(one, two), "findings")
    assert (len(table.removed), len(table.added), table.changed) == (1, 1, ())


def rewritten(output: Path, change: Any) -> None:
    """Change the descriptor and the Arrow table of `caveats`, as another version might have."""
    import hashlib

    import pyarrow.parquet as pq

    path = output / "caveats.parquet"
    pq.write_table(change(pq.read_table(path)), path)
    descriptor = json.loads((output / "datapackage.json").read_text(encoding="utf-8"))
    (item,) = (each for each in descriptor["resources"] if each["name"] == "caveats")
    item["hash"] = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    (output / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


def test_columns_of_another_version_are_told(old: Path) -> None:
    new = beside(old, example_tables())
    rewritten(new, lambda table: table.drop_columns(["cue"]).append_column("mood", table["text"]))
    table = table_of(diff(old, new), "caveats")
    assert {each.column: (each.old is None, each.new is None) for each in table.columns} == {
        "cue": (False, True),
        "mood": (True, False),
    }
    assert (table.added, table.removed, table.changed) == ((), (), ())
    told = render_difference(diff(old, new))
    assert "column cue: only in the old dataset" in told
    assert "column mood: only in the new dataset" in told


def test_a_column_of_another_type_is_told_and_its_values_compared(old: Path) -> None:
    import pyarrow as pa

    new = beside(old, example_tables())

    def widened(table: pa.Table) -> pa.Table:
        place = table.column_names.index("ordinal")
        return table.set_column(place, "ordinal", table["ordinal"].cast(pa.int64()))

    rewritten(new, widened)
    table = table_of(diff(old, new), "caveats")
    assert table == TableDifference("caveats", columns=(ColumnChange("ordinal", "int32", "int64"),))


def test_a_table_of_another_version_is_told(old: Path) -> None:
    new = beside(old, example_tables())
    path = new / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    descriptor["resources"] = [
        item for item in descriptor["resources"] if item["name"] not in ("pages", "footnotes")
    ]
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    difference = diff(old, new)
    rows = len(example_tables()["footnotes"])
    assert table_of(difference, "footnotes") == TableDifference("footnotes", "old", rows)
    assert table_of(diff(new, old), "footnotes").only_in == "new"
    assert f"footnotes: only in the old dataset ({rows} rows)" in render_difference(difference)


def test_a_file_that_was_meddled_with_is_refused(old: Path) -> None:
    new = beside(old, example_tables())
    (new / "spans.parquet").write_bytes(b"nonsense")
    with pytest.raises(DatasetError, match="is not the file"):
        diff(old, new)


def test_comparing_needs_no_pandas(old: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ggsr_extract.dataset.difference import diff\n"
        f"diff(Path({str(old)!r}), Path({str(old)!r})); print('pandas' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert ran.stdout == "False\n"


def other_rules(folder: Path, name: str, old: str, new: str) -> Path:
    """A copy of the rules in which one file says something else."""
    shutil.copytree(RULES, folder / "rules")
    path = folder / "rules" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder / "rules"


SOURCE = CORPUS / "eindhoven-2015.txt"


def test_other_rules_change_the_rows_that_they_are_about(tmp_path: Path) -> None:
    label = "De doorzettingsmacht voor de regisseur is geregeld"
    rules = other_rules(tmp_path, "framework.toml", label, f"Zo heet het nu: {label.lower()}")
    source = CORPUS / "oosterhout-2015.txt"
    difference = ggsr_extract.diff_rules([source], rules, language=False)
    (label_row,) = table_of(difference, "indicators").changed
    assert label_row.key == "AP09"
    assert [cell.column for cell in difference.made_by] == ["rules_sha256"]
    back = ggsr_extract.diff_rules([source], RULES, rules, language=False)
    assert in_any_order(turned(difference)) == in_any_order(back)


def test_rules_that_say_the_same_make_no_difference(tmp_path: Path) -> None:
    rules = other_rules(tmp_path, "verdicts.toml", "# Forms", "# All forms")
    result = run("diff", "--rules", rules, "--old-rules", RULES, SOURCE)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("made by another rules_sha256: ")
    assert result.out.endswith("\n\nno row differs\n")


def test_the_command_shows_what_other_rules_do(tmp_path: Path) -> None:
    rules = other_rules(tmp_path, "verdicts.toml", 'label_en = "meets"', 'label_en = "is fine"')
    result = run("diff", "--rules", rules, SOURCE)
    assert (result.code, result.err) == (1, "")
    assert "label_en: meets → is fine" in result.out


def test_rules_that_are_wrong_stop_the_command(tmp_path: Path) -> None:
    rules = other_rules(tmp_path, "verdicts.toml", "[verdicts.meets]", "[verdicts.nonsense")
    result = run("diff", "--rules", rules, SOURCE)
    assert (result.code, result.out) == (1, "")
    assert "verdicts.toml" in result.err


def test_the_command_compares_two_datasets(old: Path) -> None:
    new = with_change(old, "findings", 0, lambda row: row.update(verdict="meets"))
    result = run("diff", old, new)
    assert (result.code, result.err) == (1, "")
    assert result.out == render_difference(ggsr_extract.diff(old, new)) + "\n"
    told = json.loads(run("diff", old, new, "--format", "json").out)
    (table,) = told["tables"]
    assert (told["equal"], table["name"]) == (False, "findings")
    cell = {"old": "improvement_point", "new": "meets"}
    assert table["changed"][0]["cells"] == {"verdict": cell}
    assert run("diff", old, old).code == 0


def test_a_folder_without_a_dataset_is_an_error_and_no_difference(
    old: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for arguments in ((old, tmp_path / "empty"), (tmp_path / "nothing", old)):
        result = run("diff", *arguments)
        assert (result.code, result.out) == (1, "")
        assert "no dataset here" in result.err


def test_the_same_rules_make_no_difference() -> None:
    same = ggsr_extract.diff_rules([SOURCE], RULES, RULES, language=False)
    assert render_difference(same) == "no row differs"


def test_wrong_usage_is_told(old: Path, tmp_path: Path) -> None:
    assert run("diff").code == 2
    assert run("diff", old).code == 2
    assert run("diff", old, old, old).code == 2
    assert run("diff", old, old, "--old-rules", RULES).code == 2
    assert run("diff", "--rules", RULES, tmp_path / "nothing").code == 2
    result = run("diff", "--rules", RULES, old)
    assert result.code == 2
    assert "is a dataset; name the sources that it was made of" in result.err


def test_nothing_in_a_dataset_can_steer_the_terminal(old: Path) -> None:
    hostile = "\x1b[31m\u202e\nfindings: 0 changed"
    new = with_change(old, "findings", 0, lambda row: row.update(text=hostile))
    for result in (run("diff", old, new), run("diff", old, new, "--format", "json")):
        assert "\x1b" not in result.out
        assert "\u202e" not in result.out
        assert "\nfindings: 0 changed" not in result.out


EXAMPLE = example_tables()
# Cells that can be changed alone: keys, versions and rules are something else.
CELLS = [
    (table.name, number, column.name, column.type)
    for table in all_tables().values()
    for number in range(len(EXAMPLE[table.name]))
    for column in table.columns
    if table.primary_key
    and column.name not in (*table.primary_key, "extractor_version", "rules_sha256")
    and column.type in ("string", "bool", "int64", "int32", "float64")
    and not column.name.endswith("_id")
    and (table.name, column.name) not in {("blocks", "char_start"), ("blocks", "char_end")}
]
_VALUES: dict[str, st.SearchStrategy[Value]] = {
    "string": st.text(st.characters(codec="utf-8"), max_size=8),
    "bool": st.booleans(),
    "int64": st.integers(0, 2**40),
    "int32": st.integers(1, 2**20),
    "float64": st.floats(0, 1),
}
_shared_folder = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_shared_folder
@given(st.data())
def test_one_changed_cell_is_found_as_exactly_that(old: Path, data: st.DataObject) -> None:
    name, number, column, kind = data.draw(st.sampled_from(CELLS))
    was = EXAMPLE[name].column(column)[number]
    value: Value = data.draw(_VALUES[kind].filter(lambda drawn: drawn != was))
    spoilt = changed(EXAMPLE, name, number, lambda row: row.update({column: value}))
    new = beside(old, spoilt, only=name)
    (table,) = diff(old, new).tables
    assert (table.name, table.added, table.removed, table.columns) == (name, (), (), ())
    (row,) = table.changed
    assert row.cells == (CellChange(column, was, value),)
    assert row.key == row.old_key == all_tables()[name].key_of(list(EXAMPLE[name])[number])


def turned(difference: Difference) -> Difference:
    """The difference the other way round."""
    return Difference(
        tuple(map(_turned_table, difference.tables)), _turned_cells(difference.made_by)
    )


def _turned_table(table: TableDifference) -> TableDifference:
    return TableDifference(
        table.name,
        {"old": "new", "new": "old", None: None}[table.only_in],
        table.rows,
        tuple(ColumnChange(each.column, each.new, each.old) for each in table.columns),
        table.added,
        table.removed,
        tuple(
            replace(row, old_key=row.key, key=row.old_key, cells=_turned_cells(row.cells))
            for row in table.changed
        ),
    )


def _turned_cells(cells: tuple[CellChange, ...]) -> tuple[CellChange, ...]:
    return tuple(CellChange(cell.column, cell.new, cell.old) for cell in cells)


def in_any_order(difference: Difference) -> Difference:
    return Difference(
        tuple(
            replace(table, changed=tuple(sorted(table.changed, key=repr)))
            for table in difference.tables
        ),
        tuple(sorted(difference.made_by, key=repr)),
    )


@st.composite
def a_sheet(draw: st.DrawFn) -> SheetBuilder:
    """A document of a fixed name with some rows, each of some indicators and verdicts."""
    sheet = SheetBuilder()
    for name in draw(st.lists(st.sampled_from(["Reset", "Radar"]), min_size=1, max_size=2)):
        sheet.approach(name)
        printed = st.lists(st.sampled_from(["TL01", "TL02", "AP01"]), max_size=2, unique=True)
        for indicators in draw(st.lists(printed, max_size=3)):
            text = draw(st.sampled_from(["Ja.", "Er zijn afspraken.", ""]))
            caveats = draw(st.lists(st.just("Niet overal."), max_size=2))
            verdict = draw(st.sampled_from(["meets", "improvement_point", None]))
            sheet.row(indicators, [said(verdict, text, caveats=caveats)], label="Een indicator")
    return sheet


@_shared_folder
@given(a_sheet(), a_sheet())
def test_the_other_way_round_everything_is_the_other_way_round(
    tmp_path: Path, one: SheetBuilder, two: SheetBuilder
) -> None:
    first, second = published(tmp_path / "one", one), published(tmp_path / "two", two)
    there, back = diff(first, second), diff(second, first)
    assert diff(first, first).is_empty
    assert in_any_order(turned(there)) == in_any_order(back)
    json.dumps(to_json(there))
    assert render_difference(there, verbose=True)
