"""What is seen in one document, as an outline, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from ggsr_extract import extract, inspect
from ggsr_extract.errors import SourceError
from ggsr_extract.inspection import render_outline, to_csv, to_json
from tests.commands import CORPUS, run

DELFT = CORPUS / "delft-2015.txt"
EINDHOVEN = CORPUS / "eindhoven-2013.txt"


def test_a_path_and_its_bytes_are_the_same_factsheet() -> None:
    assert extract(DELFT).rows == extract(DELFT.read_bytes()).rows == inspect(DELFT).factsheet.rows


def test_what_is_no_factsheet_is_refused_by_its_code() -> None:
    with pytest.raises(SourceError) as refused:
        extract(b"Appeltaart met kaneel.")
    assert refused.value.code == "not_a_factsheet"


def test_the_outline_shows_every_finding_with_its_verdict_and_what_it_is_about() -> None:
    outline = render_outline(inspect(EINDHOVEN))
    assert outline.count("\n           = ") == 54
    assert "APPROACH 2: " in outline
    assert "THEME Toeleiding" in outline
    assert "municipality  Eindhoven (GM0772, inferred)" in outline
    assert "coverage      1.0000" in outline
    assert outline.count("LET OP") == 7
    assert "a reading" in outline
    assert "CONCLUSIONS" in outline
    assert "DIAGNOSTICS" in outline
    assert max(map(len, outline.split("\n"))) <= 100


def test_the_outline_shows_what_nothing_claimed() -> None:
    text = DELFT.read_text(encoding="utf-8")
    before = inspect(text.encode())
    assert (before.coverage, "UNCLAIMED" in render_outline(before)) == (1.0, False)
    table = text.index("\t")
    row = text.index("\n", table) + 1
    inspection = inspect((text[:row] + "Zomaar\tiets\tanders\n" + text[row:]).encode())
    seen = render_outline(inspection)
    assert "Zomaar" in seen


def test_json_holds_everything_with_spans_that_lead_back_to_the_text() -> None:
    told = json.loads(json.dumps(to_json(inspect(DELFT))))
    text = told["document"]["text"]
    findings = [finding for row in told["rows"] for finding in row["findings"]]
    assert len(findings) == 10
    for finding in findings:
        printed = "".join(text[start:end] for start, end in finding["text"]["spans"])
        assert finding["text"]["text"][:12] in " ".join(printed.split())
    assert told["metadata"]["municipality_code"] == "GM0503"
    assert told["blocks"][0]["span"][0] == 0
    assert told["blocks"][-1]["span"][1] == len(text)
    assert (told["coverage"], told["unclaimed"]) == (1.0, [])


def test_csv_has_a_line_for_each_finding() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(inspect(EINDHOVEN)))))
    assert len(rows) == 54
    assert {row["municipality"] for row in rows} == {"Eindhoven"}
    assert {row["verdict"] for row in rows} <= {"meets", "improvement_point", "not_assessed"}
    assert all(row["text"] and row["assessed"] and row["year"] == "2013" for row in rows)
    assert sum(bool(row["caveats"]) for row in rows) == 7


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_the_command_prints_each_format(form: str) -> None:
    result = run("inspect", DELFT, "--format", form)
    assert (result.code, result.err) == (0, "")
    inspection = inspect(DELFT)
    if form == "text":
        assert result.out == render_outline(inspection) + "\n"
    elif form == "json":
        assert json.loads(result.out) == json.loads(json.dumps(to_json(inspection)))
    else:
        assert result.out == to_csv(inspection) + "\n"


def test_the_command_says_why_a_document_would_go_to_quarantine(tmp_path: Path) -> None:
    (tmp_path / "pie.txt").write_text("Appeltaart met kaneel.")
    result = run("inspect", tmp_path / "pie.txt")
    assert (result.code, result.out) == (3, "")
    reason = "not a GGSR factsheet: no theme, no indicator of the toetsingskader"
    assert result.err == f"error: {tmp_path / 'pie.txt'}: {reason} [not_a_factsheet]\n"


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    result = run("inspect", tmp_path / "nowhere.txt")
    assert (result.code, result.out) == (2, "")
    assert "nowhere.txt" in result.err
