"""A hostile document costs nobody else anything, and the order of the work changes nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from ggsr_extract import load
from tests.commands import CORPUS, documents_in, good_file, quarantine_in, run
from tests.hostile import HOSTILE


def tables_of(output: Path) -> dict[str, bytes]:
    found = {path.name: path.read_bytes() for path in output.glob("*.parquet")}
    assert len(found) > 20
    return found


@pytest.mark.parametrize("name", ["bomb", "forms"])
def test_a_document_that_explodes_costs_no_other_anything(name: str, tmp_path: Path) -> None:
    folder = good_file(tmp_path / "in", "a.txt").parent
    (folder / "b.pdf").write_bytes(HOSTILE[name]())
    (folder / "c.txt").write_bytes((CORPUS / "delft-2015.txt").read_bytes())
    output = tmp_path / "output"
    result = run("ingest", folder, "-o", output, "--memory", "512", "--timeout", "20", "-j", "2")
    assert result.code == 3
    assert documents_in(output) == ["a.txt", "c.txt"]
    assert quarantine_in(output)["b.pdf"] in ("crash", "memory")
    (row,) = load(output)["quarantine"].to_dict("records")
    assert "memory" in row["message"]
    data = (folder / "b.pdf").read_bytes()
    assert row["source_sha256"] == hashlib.sha256(data).hexdigest(), "whoever died of it"
    assert "inspect" not in result.out, "that would explode as well"


def test_a_document_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    good_file(tmp_path / "in")
    shutil.copy(CORPUS / "eindhoven-2013.txt", tmp_path / "in" / "slow.txt")
    output = tmp_path / "output"
    result = run("ingest", tmp_path / "in", "-o", output, "--timeout", "0.001")
    assert result.code == 3
    assert quarantine_in(output)["slow.txt"] == "timeout"
    again = run("ingest", tmp_path / "in", "-o", output)
    assert (again.code, quarantine_in(output)) == (0, {}), "more time mends it"


def test_a_font_that_spells_four_billion_codes_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "font.pdf").write_bytes(HOSTILE["unicode_range"]())
    run("ingest", tmp_path / "font.pdf", "-o", tmp_path / "output", "--memory", "512")
    assert quarantine_in(tmp_path / "output") == {"font.pdf": "not_a_factsheet"}


def test_the_number_of_workers_and_the_order_of_files_change_nothing(tmp_path: Path) -> None:
    paths = sorted(CORPUS.glob("*.txt"))
    for name, order, jobs in (("a", paths, "0"), ("b", paths, "3"), ("c", paths[::-1], "2")):
        assert run("ingest", *order, "-o", tmp_path / name, "-j", jobs).code == 0
    assert tables_of(tmp_path / "a") == tables_of(tmp_path / "b") == tables_of(tmp_path / "c")


def test_a_folder_of_files_that_are_no_factsheets_is_gone_through(tmp_path: Path) -> None:
    for number in range(60):
        text = f"Verslag van de vergadering, nummer {number}.\n" * (number % 7)
        (tmp_path / f"{number}.txt").write_text(text)
        (tmp_path / f"{number}.bin").write_bytes(bytes([number, 0, 255]) * 99)
    result = run("ingest", tmp_path, "-o", tmp_path / "output", "-q")
    refused = quarantine_in(tmp_path / "output")
    assert result.code == 3
    assert len(refused) == 120
    assert set(refused.values()) == {"empty", "not_a_factsheet", "binary"}
    assert json.loads((tmp_path / "output" / "run.json").read_text())["log"] == []
