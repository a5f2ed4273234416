"""Bad input costs nobody else anything, and says what is wrong with it."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from ggsr_extract import load
from ggsr_extract.batch import work
from ggsr_extract.batch.extraction import factsheet_in
from ggsr_extract.factsheet import Factsheet
from ggsr_extract.options import ReadOptions
from ggsr_extract.rules import Rules
from tests.commands import CORPUS, Result, documents_in, good_file, quarantine_in, run

pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good document in it."""
    return good_file(tmp_path / "in").parent


# So that a test can replace a part of the program.
IN_THIS_PROCESS = ("--jobs", "0")


def ingest(folder: Path, *options: str) -> tuple[Result, Path]:
    output = folder.parent / "output"
    return run("ingest", folder, "-o", output, *options), output


def assert_only_the_bad_one_is_refused(
    folder: Path, code: str, message: str, *options: str
) -> None:
    """The good document came through, the other is in quarantine, and everybody is told."""
    result, output = ingest(folder, *options)
    assert documents_in(output) == ["good.txt"]
    assert list(quarantine_in(output).values()) == [code]
    assert result.code == (0 if code in ("not_a_factsheet", "duplicate") else 3)
    assert f"1 {code}" in result.out
    assert message in said_of_quarantine(output)


def said_of_quarantine(output: Path) -> str:
    return " ".join(load(output)["quarantine"]["message"])


def test_an_empty_file(folder: Path) -> None:
    (folder / "bad.txt").touch()
    assert_only_the_bad_one_is_refused(folder, "empty", "empty")


def test_a_file_of_blanks(folder: Path) -> None:
    (folder / "bad.txt").write_text(" \n\t\r\n ")
    assert_only_the_bad_one_is_refused(folder, "empty", "no text")


def test_binary_rubbish(folder: Path) -> None:
    (folder / "bad.bin").write_bytes(bytes(range(256)) * 40)
    assert_only_the_bad_one_is_refused(folder, "binary", "neither text nor any format")


def test_a_text_that_is_no_factsheet(folder: Path) -> None:
    (folder / "bad.txt").write_text("Recept voor appeltaart: schil vijf appels.\n" * 20)
    message = "not a GGSR factsheet: no theme, no indicator of the toetsingskader"
    assert_only_the_bad_one_is_refused(folder, "not_a_factsheet", message)


def test_half_a_table_is_read_as_far_as_it_goes(folder: Path) -> None:
    text = (CORPUS / "ede-2013.txt").read_text(encoding="utf-8")
    cut = text.index("\t", text.index("Netwerkpartners en alle relevante partijen") + 40)
    (folder / "half.txt").write_text(text[: cut + 30], encoding="utf-8")
    result, output = ingest(folder)
    assert result.code == 0
    assert documents_in(output) == ["good.txt", "half.txt"]
    assert "half.txt: " in result.out.split("look at first")[1]


def test_a_symbolic_link_to_itself_is_unreadable(folder: Path) -> None:
    (folder / "bad.txt").symlink_to("bad.txt")
    assert_only_the_bad_one_is_refused(folder, "unreadable", "cannot be read")


def test_a_link_to_nothing_is_unreadable(folder: Path) -> None:
    (folder / "bad.txt").symlink_to("nowhere")
    assert_only_the_bad_one_is_refused(folder, "unreadable", "No such file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(folder: Path) -> None:
    good_file(folder, "bad.txt").chmod(0)
    assert_only_the_bad_one_is_refused(folder, "unreadable", "Permission denied")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_unreadable(folder: Path) -> None:
    (folder / "bad").mkdir(mode=0)
    assert_only_the_bad_one_is_refused(folder, "unreadable", "Permission denied")


def test_a_fifo_is_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "bad.txt")
    assert_only_the_bad_one_is_refused(folder, "unreadable", "FIFO")


def test_a_socket_is_never_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)  # the path of a socket may not be long
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("bad")
        assert_only_the_bad_one_is_refused(folder, "unreadable", "a socket")


def test_a_device_is_never_opened(tmp_path: Path) -> None:
    result = run("ingest", "/dev/zero", "-o", tmp_path / "output")
    assert result.code == 3
    assert quarantine_in(tmp_path / "output") == {"zero": "unreadable"}
    assert "a device" in said_of_quarantine(tmp_path / "output")


def test_a_link_to_a_file_outside_the_root_is_refused(folder: Path) -> None:
    secret = good_file(folder.parent / "elsewhere")
    (folder / "bad.txt").symlink_to(secret)
    assert_only_the_bad_one_is_refused(folder, "unreadable", "leads out of the root")


def test_a_link_to_a_folder_outside_the_root_is_refused(folder: Path) -> None:
    good_file(folder.parent / "elsewhere")
    (folder / "bad").symlink_to(folder.parent / "elsewhere")
    assert_only_the_bad_one_is_refused(folder, "unreadable", "leads out of the root")


def test_identical_files_are_one_document(folder: Path) -> None:
    good_file(folder, "same.md")
    assert_only_the_bad_one_is_refused(folder, "duplicate", "same bytes as good.txt")


def test_a_text_of_100_mb_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (folder / "bad.txt").open("wb") as file:
        for _ in range(100):
            file.write(b"Toezicht op de aanpak \n" * (2**20 // 23))
    opened: list[str] = []
    really_open = os.open

    def watched(path: str | Path, *rest: int, **options: int) -> int:
        opened.append(Path(path).name)
        return really_open(path, *rest, **options)

    monkeypatch.setattr(os, "open", watched)
    assert_only_the_bad_one_is_refused(folder, "too_large", "the limit is 64 MiB", *IN_THIS_PROCESS)
    assert "good.txt" in opened
    assert "bad.txt" not in opened


@pytest.mark.parametrize(
    ("lines", "message"), [(50_000, "1,150,000 characters"), (10**6, "22 MiB of text")]
)
def test_a_text_that_is_too_long_to_be_a_factsheet(folder: Path, lines: int, message: str) -> None:
    (folder / "bad.txt").write_text("Toezicht op de aanpak.\n" * lines)
    assert_only_the_bad_one_is_refused(folder, "too_large", message)


def test_a_folder_without_files_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    result, output = ingest(tmp_path / "in")
    assert (result.code, result.out) == (2, "")
    assert result.err == f"error: no files in {tmp_path / 'in'}: nothing to read\n"
    assert not output.exists()


@pytest.mark.parametrize("missing", ["nowhere.txt", "nowhere/*.txt"])
def test_a_path_that_is_not_there_is_wrong_usage(folder: Path, missing: str) -> None:
    result = run("ingest", folder, folder / missing, "-o", folder.parent / "output")
    assert (result.code, result.out) == (2, "")
    assert str(folder / missing) in result.err
    assert not (folder.parent / "output").exists()


def test_no_path_at_all_is_wrong_usage() -> None:
    assert run("ingest").code == 2


def place_a_file(output: Path) -> None:
    output.write_text("mine")


def place_a_folder(output: Path) -> None:
    output.mkdir()
    (output / "thesis.docx").write_text("mine")


@pytest.mark.parametrize("place", [place_a_file, place_a_folder])
def test_an_output_that_is_not_ours_stays_as_it_is(
    folder: Path, place: Callable[[Path], None]
) -> None:
    output = folder.parent / "output"
    place(output)
    result = run("ingest", folder, "-o", output)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"error: {output}: ")
    mine = output if output.is_file() else output / "thesis.docx"
    assert mine.read_text() == "mine"


def test_an_output_that_cannot_be_made_stops_the_run(folder: Path) -> None:
    result = run("ingest", folder, "-o", folder / "good.txt" / "output")
    assert (result.code, result.out) == (1, "")
    assert "is no folder" in result.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_that_cannot_be_written_stops_the_run(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    result = run("ingest", folder, "-o", tmp_path / "closed" / "output")
    assert (result.code, result.out) == (1, "")
    assert "cannot be written: no permission" in result.err


def test_wrong_rules_stop_the_run_before_anything_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    output = tmp_path / "output"
    result = run("ingest", folder, "-o", output, "--rules", tmp_path / "rules")
    assert (result.code, result.out) == (1, "")
    assert ".toml" in result.err
    assert not output.exists()


def test_a_crash_on_one_file_is_logged_and_costs_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "bad.txt").write_text("crash here \x1b[31m")

    def fail(data: bytes, name: str, rules: Rules, options: ReadOptions) -> Factsheet:
        if data.startswith(b"crash"):
            raise ZeroDivisionError("division by \x1b[31mzero")
        return factsheet_in(data, name, rules, options)

    monkeypatch.setattr(work, "factsheet_in", fail)
    assert_only_the_bad_one_is_refused(folder, "crash", "ZeroDivisionError", *IN_THIS_PROCESS)
    (entry,) = json.loads((folder.parent / "output" / "run.json").read_text())["log"]
    assert entry["source_path"] == "bad.txt"
    assert entry["trace"][-1] == "ZeroDivisionError: division by \\x1b[31mzero"
    assert entry["trace"][0].startswith("ggsr_extract/batch/work.py:")


def test_a_document_whose_rows_break_the_dataset_costs_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = (CORPUS / "delft-2015.txt").read_bytes()
    (folder / "bad.txt").write_bytes(bad)

    def spoil(data: bytes, name: str, rules: Rules, options: ReadOptions) -> Factsheet:
        sheet = factsheet_in(data, name, rules, options)
        if data == bad:
            rows = tuple(replace(row, theme_id="astrologie") for row in sheet.rows)
            return replace(sheet, rows=rows)
        return sheet

    monkeypatch.setattr(work, "factsheet_in", spoil)
    assert_only_the_bad_one_is_refused(folder, "crash", "DatasetError", *IN_THIS_PROCESS)
