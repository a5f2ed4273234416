"""A run is seen: a bar with rate and time left on a terminal, lines in a log, JSON in another."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import ggsr_extract
from ggsr_extract.batch import Progress, progress_on
from tests.commands import CORPUS, Result, good_file, run

# A colour, a cursor movement or the like.
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two factsheets, one of them without a title, and an empty file."""
    folder = good_file(tmp_path_factory.mktemp("seen") / "in").parent
    (folder / "ede.txt").write_bytes((CORPUS / "ede-2013.txt").read_bytes())
    (folder / "leeg.txt").touch()
    return folder


@pytest.fixture(scope="module")
def logged(folder: Path) -> Result:
    """What a run tells a program."""
    output = folder.parent / "logged"
    return run("ingest", folder, "-o", output, "--no-language", "-j", "0", "--log-format", "json")


def events(result: Result) -> list[dict[str, Any]]:
    """Every line is a JSON object of its own."""
    return [json.loads(line) for line in result.err.splitlines()]


def shown_on_a_terminal(*arguments: str | Path) -> str:
    """All that a command writes to a terminal of 100 columns."""
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "ggsr_extract", *map(str, arguments)]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command, stdin=its, stdout=its, stderr=its, env=environment):
        os.close(its)
        shown = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    return shown.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other side is gone: on Linux that is an error, and no end
        return b""


def test_a_terminal_shows_how_far_it_is_how_fast_and_how_long_yet(folder: Path) -> None:
    output = folder.parent / "shown"
    shown = shown_on_a_terminal("ingest", folder, "-o", output, "--no-language", "-j", "0")
    assert "\x1b[" in shown
    words = ESCAPE.sub("", shown)
    assert re.search(r"3/3 +\d+\.\d/(s|min) +\d+:\d\d:\d\d +\S+\.txt", words)
    assert "leeg.txt: empty" in words
    assert words.index("leeg.txt: empty") < words.index("sources      3 (3 read, 0 unchanged)")
    assert "ggsr-extract inspect " in words.split("look at first")[1]


def test_a_log_has_a_plain_line_for_each_document(folder: Path) -> None:
    result = run("ingest", folder, "-o", folder.parent / "lines", "--no-language", "-j", "0")
    lines = result.err.splitlines()
    assert [line[:6] for line in lines] == ["[1/3] ", "[2/3] ", "[3/3] "]
    assert sorted(line[6:] for line in lines) == ["ede.txt", "good.txt", "leeg.txt: empty"]


def test_a_program_is_told_of_each_document_and_of_the_end(logged: Result) -> None:
    assert (logged.code, logged.out) == (3, "")
    told = events(logged)
    assert [event["event"] for event in told] == ["source"] * 3 + ["finished"]
    sources = {event["document"]: event for event in told[:-1]}
    assert [event["done"] for event in told[:-1]] == [1, 2, 3]
    assert {key: sources["leeg.txt"][key] for key in ("outcome", "stage", "code", "total")} == {
        "outcome": "quarantined",
        "stage": "read",
        "code": "empty",
        "total": 3,
    }
    assert (sources["ede.txt"]["outcome"], sources["ede.txt"]["code"]) == ("read", None)


def test_the_times_of_a_log_are_utc_and_in_order(logged: Result) -> None:
    times = [datetime.fromisoformat(event["time"]) for event in events(logged)]
    assert times == sorted(times)
    assert {time.utcoffset() for time in times} == {timedelta(0)}


def test_the_end_of_a_log_has_the_counts_and_what_to_look_at_first(logged: Result) -> None:
    end = events(logged)[-1]
    assert end["exit_code"] == 3
    assert end["counts"]["by_code"] == {"empty": 1}
    assert end["counts"]["by_status"] == {"complete": 1, "partial": 1}
    assert end["counts"]["findings"] == sum(end["counts"]["by_verdict"].values()) > 20
    empty, ede = end["look_at_first"]
    assert (empty["document"], empty["command"]) == ("leeg.txt", None)
    assert ede["reason"] == "partial: title_missing"
    assert ede["command"].startswith("ggsr-extract inspect ")


def test_what_was_read_before_is_told_as_unchanged(folder: Path) -> None:
    given = ("ingest", folder, "-o", folder.parent / "logged", "--no-language", "-j", "0")
    again = events(run(*given, "--verify", "--log-format", "json"))
    assert {event["outcome"] for event in again[:-1]} == {"unchanged", "quarantined"}
    assert again[-1]["counts"]["unchanged"] == 3


def test_an_error_is_a_line_of_the_log(tmp_path: Path) -> None:
    result = run("ingest", tmp_path / "nowhere", "-o", tmp_path / "out", "--log-format", "json")
    (error,) = events(result)
    assert (result.code, result.out) == (2, "")
    assert (error["event"], error["error"]) == ("error", "InputError")
    assert "no such file or folder" in error["message"]


def test_an_interruption_is_a_line_of_the_log(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupts(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ggsr_extract, "ingest", interrupts)
    result = run("ingest", folder, "-o", folder.parent / "logged", "--log-format", "json", "-q")
    (told,) = events(result)
    assert (result.code, told["event"]) == (130, "interrupted")


def test_a_name_cannot_break_a_line_of_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_on(quiet=False, form="json") as watcher:
        assert watcher is not None
        watcher(Progress(1, 1, 'a\n\u2028"}\udce9\x1b[31m.txt'))
    (line,) = capsys.readouterr().err.splitlines()
    assert line.isascii()
    assert json.loads(line)["document"] == 'a\n\u2028"}\udce9\x1b[31m.txt'


def test_quiet_says_nothing_in_any_form(folder: Path) -> None:
    for form in ("text", "json"):
        given = ("ingest", folder, "-o", folder.parent / "logged", "--no-language", "-j", "0")
        result = run(*given, "--quiet", "--log-format", form)
        assert (result.code, result.out, result.err) == (3, "", "")
