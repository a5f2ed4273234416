"""A dataset put together from single documents is the one made of all at once."""

from __future__ import annotations

from contextlib import closing
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace

from ggsr_extract.dataset import DatasetError, Quarantined, Rows, SourceFactsheet
from ggsr_extract.dataset.assembly import (
    Member,
    common_tables,
    dataset_levels,
    settled,
)
from ggsr_extract.dataset.check import check
from ggsr_extract.dataset.packed import Packed, rows_in
from ggsr_extract.dataset.parting import packed_sheet, restored
from ggsr_extract.dataset.publish import publish
from ggsr_extract.dataset.row_groups import RowGroups
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.factsheet.model import Kind
from ggsr_extract.rules import load_rules
from tests.builders import SheetBuilder, said, source_of
from tests.dataset_writing import publish_one_by_one

RULES = load_rules()
CODES = {"Ede": "GM0228", "Delft": "GM0503", "Gouda": "GM0513"}
SHEETS: tuple[tuple[str, Kind, tuple[str | None, ...]], ...] = (
    ("Ede", "baseline", ("improvement_point",)),
    ("Delft", "baseline", ("meets",)),
    ("Ede", "follow_up", ("improvement_point", "meets")),
    ("Ede", "follow_up", ("meets", "meets")),
    ("Gouda", "follow_up", ("improvement_point", None)),
)
REFUSED = (Quarantined("m.bin", "read", "binary", "is no text"),)


@cache
def sources() -> tuple[SourceFactsheet, ...]:
    """Two years of one municipality, copies, a stranger, and the same bytes under two names."""
    found: list[SourceFactsheet] = []
    for name, kind, verdicts in SHEETS:
        sheet = SheetBuilder(municipality=name, code=CODES[name], kind=kind)
        sheet.approach("Reset", respondents=["MEE"] if kind == "baseline" else [])
        findings = [
            said(verdict, f"Het gaat {len(found)}.", year=2013 + place, caveats=["Niet altijd."])
            for place, verdict in enumerate(verdicts)
        ]
        sheet.row(["TL01"], findings)
        found.append(source_of(sheet.build(), f"{kind}/{name}-{len(found)}.txt"))
    return (*found, replace(found[0], source_path="z.txt"))


@cache
def kept() -> dict[str, Packed]:
    return {source.source_sha256: packed_sheet(source, RULES) for source in sources()}


def assembled(output: Path, order: int = 1) -> Path:
    return publish_one_by_one(sources()[::order], REFUSED, output)


def keys() -> list[str]:
    """Keys of the documents, by path."""
    return [str(row["document_id"]) for row in tabulate(sources(), REFUSED, RULES)["documents"]]


def files(output: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(output.iterdir())}


@pytest.mark.parametrize("order", [1, -1])
def test_documents_one_by_one_are_what_all_at_once_give(order: int, tmp_path: Path) -> None:
    whole = tabulate(sources(), REFUSED, RULES)
    assert len(whole["changes"]) == 2
    assert {"contradictory", "present", "absent"} & set(whole["completeness"].column("status"))
    publish(whole, tmp_path / "whole", {})
    assert files(assembled(tmp_path / "parts", order)) == files(tmp_path / "whole")
    assert check(tmp_path / "parts") == ()


def test_how_many_documents_go_by_at_a_time_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assembled(tmp_path / "all")
    monkeypatch.setattr("ggsr_extract.dataset.assembly._DOCUMENTS", 1)
    assert files(assembled(tmp_path / "one")) == files(tmp_path / "all")


def test_rows_that_wait_in_files_give_the_same_as_rows_that_are_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ggsr_extract.dataset.assembly._DOCUMENTS", 1)
    assembled(tmp_path / "held")
    for least in (0, 2**12):
        for waiting in ("row_groups", "spool"):
            monkeypatch.setattr(f"ggsr_extract.dataset.{waiting}._HELD_BYTES", least)
        assert files(assembled(tmp_path / str(least))) == files(tmp_path / "held")


def test_row_groups_are_bounded_and_no_row_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assembled(tmp_path / "all")
    monkeypatch.setattr("ggsr_extract.dataset.row_groups._ROWS", 5)
    monkeypatch.setattr("ggsr_extract.dataset.assembly._DOCUMENTS", 1)
    assembled(tmp_path / "parts")
    assert check(tmp_path / "parts") == ()
    groups = 0
    for name in all_tables():
        one, other = (tmp_path / where / f"{name}.parquet" for where in ("all", "parts"))
        assert pq.read_table(one).equals(pq.read_table(other))
        groups = max(groups, pq.ParquetFile(other).num_row_groups)
    assert groups > 1


def test_a_dataset_falls_into_its_documents_again(tmp_path: Path) -> None:
    output = assembled(tmp_path / "output")
    again = dict(restored(output, keys(), common_tables(RULES)))
    assert again == {key: kept()[key] for key in again}
    assert len(again) == len(keys()) == 5
    (one,) = restored(output, keys()[2:3], common_tables(RULES))
    assert one[0].startswith(keys()[2])


def test_rows_without_a_document_are_complained_of(tmp_path: Path) -> None:
    output = assembled(tmp_path / "output")
    path = output / "documents.parquet"
    pq.write_table(pq.read_table(path).slice(1), path)
    with pytest.raises(DatasetError, match="belong to no document"):
        list(restored(output, (), common_tables(RULES)))


def test_rows_are_unpacked_as_they_were() -> None:
    packed = kept()[sources()[0].source_sha256]
    levels = dataset_levels(common_tables(RULES))
    whole = tabulate([replace(sources()[0], source_path="")], [], RULES)
    batches = packed.batches()
    assert batches.keys() > {"findings", "findings_wide", "spans"}
    for name in ("findings", "findings_wide", "blocks"):
        table = all_tables()[name]
        rows = Rows.of(whole[name].columns, rows_in(table, batches[name], levels[name]))
        assert rows == whole[name]
    assert packed.unpacked_facts().approaches[0].name == "Reset"
    assert packed.series == "ede"


def test_two_files_with_one_key_are_refused() -> None:
    key = "0123456789ab"
    two = (Member("a", key + "c" * 52), Member("b", key + "d" * 52))
    with pytest.raises(DatasetError, match="same key"):
        settled(two, ())


@pytest.mark.parametrize("held", [0, 100, 2**20])
def test_rows_wait_until_there_are_enough_and_their_order_stays(
    held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow as pa

    monkeypatch.setattr("ggsr_extract.dataset.row_groups._HELD_BYTES", held)
    schema = pa.schema([("number", pa.int64())])
    pieces = [pa.table({"number": range(k, k + 2)}, schema=schema) for k in range(0, 200, 2)]
    with closing(RowGroups(tmp_path, {"one": schema})) as growing:
        for piece in pieces:
            growing.add("one", piece)
        path = growing.finish("one")
    assert pq.read_table(path).column("number").to_pylist() == list(range(200))
    assert (growing.rows["one"], pq.ParquetFile(path).num_row_groups) == (200, 1)
