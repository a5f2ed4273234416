"""Nothing that a document or a file name holds can steer a terminal or forge a log."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ggsr_extract import load
from ggsr_extract.terminal import json_text, printable, printable_lines, shell_word
from tests.commands import CORPUS, good_file, run

# Colour, window title, C1 control, right-to-left override, isolate, line separator, return, bell.
HOSTILE = "\x1b[31m\x1b]0;owned\x07\x9b2J\u202e\u2066\u2028\r"
NAME = "a\x1b[31m\u202e\nerror: forged.txt"


def is_harmless(text: str) -> bool:
    kinds = {unicodedata.category(character) for character in text if character not in "\n\t"}
    return not any(kind[0] == "C" or kind in ("Zl", "Zp") for kind in kinds)


def hostile_document() -> str:
    """A factsheet with control characters in its title and in a finding."""
    text = (CORPUS / "delft-2015.txt").read_text(encoding="utf-8")
    text = text.replace("toezichtonderzoek Delft", f"toezichtonderzoek Delft {HOSTILE}", 1)
    assert "formuleren onafhankelijk" in text
    hostile = HOSTILE.replace("\r", "")
    return text.replace("formuleren onafhankelijk", f"formuleren {hostile} onafhankelijk", 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hostile document and a hostile name, each beside a good one."""
    folder = tmp_path_factory.mktemp("hostile") / "in"
    good_file(folder, "good.txt")
    (folder / "hostile.txt").write_text(hostile_document(), encoding="utf-8")
    (folder / NAME).write_bytes((CORPUS / "ede-2013.txt").read_bytes())
    (folder / f"refused-{NAME}").write_text(f"{HOSTILE} appeltaart")
    (folder / f"empty-{NAME}").touch()
    return folder


@given(st.text())
def test_printable_text_is_harmless_and_keeps_what_is_harmless(text: str) -> None:
    assert is_harmless(printable(text))
    assert "\n" not in printable(text)
    assert is_harmless(printable_lines(text))
    if is_harmless(text):
        assert printable_lines(text) == text


@given(st.text())
def test_json_on_a_terminal_is_harmless_and_says_the_same(text: str) -> None:
    assert is_harmless(json_text({text: [text]}))
    assert json.loads(json_text({text: [text]})) == {text: [text]}


@pytest.mark.parametrize("name", ["a b", "a'b", "$(rm)", "a\nb", "\x1b'\\x", "\u202e.txt", "é"])
def test_a_name_can_be_typed_as_it_is_shown(name: str) -> None:
    word = shell_word(name)
    assert is_harmless(word)
    assert "\n" not in word
    echoed = subprocess.run(["bash", "-c", f"printf %s {word}"], capture_output=True, check=True)
    assert echoed.stdout.decode() == name


def test_ingest_shows_names_and_reasons_without_control_characters(folder: Path) -> None:
    result = run("ingest", folder, "-o", folder.parent / "output", "-v")
    assert result.code == 3
    assert is_harmless(result.out)
    assert is_harmless(result.err)
    assert "\nerror: forged" not in result.out + result.err
    assert r"a\x1b[31m\u202e\nerror: forged.txt" in result.out
    assert set(load(folder.parent / "output")["documents"]["source_path"]) >= {"good.txt", NAME}


@pytest.mark.parametrize("form", ["text", "json"])
def test_inspect_shows_a_hostile_document_without_control_characters(
    folder: Path, form: str
) -> None:
    result = run("inspect", folder / "hostile.txt", "--format", form)
    assert result.code == 0, result.err
    assert is_harmless(result.out)
    assert r"\u202e" in result.out


def test_csv_is_data_in_a_file_and_harmless_on_a_terminal(folder: Path) -> None:
    command = [sys.executable, "-m", "ggsr_extract", "inspect", str(folder / "hostile.txt")]
    command += ["--format", "csv"]
    piped = subprocess.run(command, capture_output=True, check=True)
    assert "\u202e" in piped.stdout.decode()
    typed = " ".join(map(shell_word, command))
    shown = subprocess.run(
        ["script", "-qec", typed, "/dev/null"], capture_output=True, check=True, stdin=-3
    )
    assert is_harmless(shown.stdout.decode().replace("\r\n", "\n"))
    assert r"\u202e" in shown.stdout.decode()


def test_explain_shows_a_hostile_value_without_control_characters(folder: Path) -> None:
    output = folder.parent / "explained"
    run("ingest", folder / "hostile.txt", "-o", output)
    findings = load(output)["findings"]
    (key,) = findings[findings["text"].str.contains("\u202e")]["finding_id"]
    result = run("explain", key, "-o", output)
    assert is_harmless(result.out)
    assert r"\u202e" in result.out


def test_evaluate_shows_a_hostile_value_without_control_characters(folder: Path) -> None:
    output = folder.parent / "evaluated"
    (folder.parent / "delft-2015.txt").write_text(hostile_document(), encoding="utf-8")
    run("ingest", folder.parent / "delft-2015.txt", "-o", output)
    result = run("evaluate", output, "--gold", CORPUS / "gold", "-v")
    assert is_harmless(result.out)
    assert r"\x1b" in result.out


def test_errors_show_names_without_control_characters(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    result = run("inspect", tmp_path / NAME)
    assert is_harmless(result.err)
    missing = run("ingest", tmp_path / f"{NAME}2", "-o", tmp_path / "output")
    assert (missing.code, is_harmless(missing.err)) == (2, True)
    strange = run("inspect", tmp_path / "nowhere\x1b[31m")
    assert (strange.code, is_harmless(strange.err)) == (2, True)


def test_a_name_that_is_no_utf_8_is_spelled_out(tmp_path: Path) -> None:
    good_file(tmp_path / "in")
    (tmp_path / "in" / "good.txt").rename(tmp_path / "in" / os.fsdecode(b"caf\xe9.txt"))
    result = run("ingest", tmp_path / "in", "-o", tmp_path / "output")
    assert result.code == 0, result.err
    assert r"caf\udce9.txt" in result.err
