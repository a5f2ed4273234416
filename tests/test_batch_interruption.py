"""Whoever stops a run, however rudely, keeps the dataset and what was read; no process stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ggsr_extract import check, ingest
from ggsr_extract.batch.lock import locked
from ggsr_extract.errors import OutputError
from tests.commands import CORPUS, documents_in, good_file, run

PATIENCE_S = 60.0

WORKING = """
import sys
from ggsr_extract.batch.executors import LocalPool, run_all
from ggsr_extract.batch.limits import Limits
from tests.harm import harm
with LocalPool(2, Limits(None, None)) as pool:
    list(run_all(pool, harm, sys.argv[1:]))
"""


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, "this takes too long"
        time.sleep(0.02)


def lives(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def ingesting(folder: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "ggsr_extract", "ingest", str(folder), "-o", str(output)]
    with heeding(signal.SIGINT):
        return subprocess.Popen([*command, "--timeout", "60", "-j", "2"], stderr=subprocess.PIPE)


@contextmanager
def heeding(number: signal.Signals) -> Iterator[None]:
    """What is started meanwhile does not ignore the signal, as it would if the tests do.

    They do where a shell began them in the background.
    """
    before = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(number, before)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_the_dataset_and_keeps_what_was_read(
    stop: signal.Signals, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    ingest([good_file(tmp_path / "in", "a.txt")], output)
    good_file(tmp_path / "in", "b.txt").write_bytes((CORPUS / "delft-2015.txt").read_bytes())
    for number in range(6):
        long = (CORPUS / "eindhoven-2013.txt").read_bytes() * 25 + b"%d" % number
        (tmp_path / "in" / f"long {number}.txt").write_bytes(long)
    cache = output.with_name("output.cache")
    with ingesting(tmp_path / "in", output) as process:
        try:
            wait_until(lambda: len(list(cache.glob("*/??/*"))) == 2)
        finally:
            process.send_signal(stop)
        said = process.stderr.read().decode() if process.stderr else ""
    assert process.returncode == 130, said
    assert "interrupted" in said
    assert "Traceback" not in said
    assert (documents_in(output), check(output)) == (["a.txt"], ())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "output", "output.cache"]
    report = ingest([tmp_path / "in" / "b.txt"], output)
    assert (report.reused, documents_in(output)) == (1, ["a.txt", "b.txt"])


def test_no_worker_outlives_a_run_that_is_killed(tmp_path: Path) -> None:
    places = [tmp_path / "one", tmp_path / "two"]
    command = [sys.executable, "-c", WORKING, *map(str, places)]
    with subprocess.Popen(command, cwd=CORPUS.parent) as process:
        try:
            wait_until(lambda: all(path.exists() and path.read_text() for path in places))
            workers = [int(path.read_text()) for path in places]
            assert all(map(lives, workers))
        finally:
            process.kill()
    wait_until(lambda: not any(map(lives, workers)))


def test_a_script_without_a_guard_may_be_piped_in(tmp_path: Path) -> None:
    places = (str(good_file(tmp_path / "in")), str(tmp_path / "output"))
    program = f"from ggsr_extract import ingest; ingest([{places[0]!r}], {places[1]!r}, jobs=2)"
    command = [sys.executable, "-"]
    subprocess.run(command, input=program.encode(), cwd=CORPUS.parent, check=True, timeout=60)
    assert documents_in(tmp_path / "output") == ["good.txt"]


def test_two_runs_into_one_output_are_told_apart(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with locked(output):
        result = run("ingest", good_file(tmp_path / "in"), "-o", output)
        assert result.code == 1
        assert f"another run is making this dataset (process {os.getpid()})" in result.err
        ingest([good_file(tmp_path / "in")], tmp_path / "other")
    ingest([good_file(tmp_path / "in")], output)
    assert documents_in(output) == ["good.txt"]


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    program = """
import os, sys
from pathlib import Path
from ggsr_extract.batch.lock import locked
with locked(Path(sys.argv[1])):
    os.kill(os.getpid(), 9)
"""
    output = tmp_path / "output"
    subprocess.run([sys.executable, "-c", program, str(output)], cwd=CORPUS.parent, check=False)
    assert (tmp_path / ".output.lock").exists()
    with locked(output), pytest.raises(OutputError, match="another run"), locked(output):
        pass
    assert not (tmp_path / ".output.lock").exists()
