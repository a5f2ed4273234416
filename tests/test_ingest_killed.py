"""A run that is killed, or whose disk is full, leaves the old dataset or the new one, whole."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ggsr_extract import check, ingest
from ggsr_extract.dataset.swap import recover
from ggsr_extract.errors import OutputError
from tests.commands import CORPUS, documents_in, good_file, run
from tests.killing import killer

MOMENTS = 50
ROUNDS = 3
OLD = ["good.txt"]
NEW = sorted(path.name for path in CORPUS.glob("*.txt"))
SMALL = [CORPUS / name for name in ("delft-2015.txt", "eindhoven-2015.txt")]


def content(output: Path) -> dict[str, bytes]:
    """The files of a dataset, without what tells of the run."""
    return {path.name: path.read_bytes() for path in output.iterdir() if path.name != "run.json"}


# -- moments ---------------------------------------------------------------------------------------


def test_a_run_that_is_killed_at_any_moment_leaves_one_dataset_whole(tmp_path: Path) -> None:
    """Two datasets take turns in one place; each run is killed somewhere on its way."""
    output = tmp_path / "here" / "output"
    moments = random.Random(2013)
    with killer() as murder:
        wholes = []
        for number, source in enumerate(SMALL):
            alone = tmp_path / str(number) / "output"
            length, _ = murder.run(alone, [source])
            wholes.append(content(alone))
        murder.run(output, [SMALL[0]])
        found = killed = 0
        for number in range(MOMENTS):
            if number % 2:
                shutil.rmtree(output.with_name("output.cache"), ignore_errors=True)
            moment = moments.randint(1, length)
            _, is_killed = murder.run(output, [SMALL[1 - found]], moment)
            killed += is_killed
            recover(output)
            there = content(output)
            assert there in wholes, f"at moment {moment} of {length}"
            found = wholes.index(there)
        assert killed > MOMENTS * 0.8
        murder.run(output, SMALL)
        murder.run(tmp_path / "undisturbed" / "output", SMALL)
    assert content(output) == content(tmp_path / "undisturbed" / "output")
    assert check(output) == ()
    beside = {path.name for path in output.parent.iterdir()}
    assert beside == {"output", "output.cache"}


# -- a real command, with worker processes ---------------------------------------------------------


def ingest_corpus(output: Path) -> list[str]:
    command = [sys.executable, "-m", "ggsr_extract", "ingest", str(CORPUS / "*.txt")]
    return [*command, "-o", str(output), "--exactly"]


def kill_when_publishing(output: Path, delay: float) -> None:
    """Kill a moment after the sibling folder has appeared, which is when it matters most."""
    sibling = output.with_name(f".{output.name}.new")
    with subprocess.Popen(
        ingest_corpus(output), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while process.poll() is None and not sibling.exists():
            time.sleep(0.001)
        time.sleep(delay)
        process.kill()


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A dataset of one document."""
    output = tmp_path / "here" / "output"
    ingest([good_file(tmp_path / "in")], output)
    return output


@pytest.mark.slow
def test_a_command_that_is_killed_while_publishing_leaves_one_dataset_whole(output: Path) -> None:
    moments = random.Random(2015)
    for _ in range(ROUNDS):
        kill_when_publishing(output, moments.uniform(0, 0.3))
        assert run("check", output).code == 0
        assert documents_in(output) in (OLD, NEW)
        beside = {f"{output.name}.cache", f".{output.name}.lock"}
        assert {path.name for path in output.parent.iterdir()} - beside == {output.name}
    assert subprocess.run(ingest_corpus(output), check=False, capture_output=True).returncode == 0
    assert documents_in(output) == NEW


# -- no room ---------------------------------------------------------------------------------------


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file can grow beyond this many bytes, as when the disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("size", [0, 300, 3_000, 9_000, 20_000])
def test_a_full_disk_leaves_the_dataset_and_says_so(size: int, output: Path) -> None:
    before = content(output)
    with room_for(size), pytest.raises(OutputError, match=r"cannot be (written|used)"):
        ingest([CORPUS / "ede-2013.txt"], output, exactly=True)
    assert content(output) == before
    assert check(output) == ()
    assert {path.name for path in output.parent.iterdir()} == {"output", "output.cache"}
    ingest([CORPUS / "ede-2013.txt"], output, exactly=True)
    assert documents_in(output) == ["ede-2013.txt"]
