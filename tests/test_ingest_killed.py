"""A run that is killed at any moment leaves the old dataset or the new one, whole."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ggsr_extract import check, ingest
from tests.commands import CORPUS, documents_in, good_file, run

ROUNDS = 6
OLD = ["good.txt"]
NEW = sorted(path.name for path in CORPUS.glob("*.txt"))


def ingest_corpus(output: Path) -> list[str]:
    command = [sys.executable, "-m", "ggsr_extract", "ingest", str(CORPUS / "*.txt")]
    return [*command, "-o", str(output), "--exactly"]


def kill_after(seconds: float, output: Path) -> None:
    with subprocess.Popen(
        ingest_corpus(output), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(seconds)
        process.kill()


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


def assert_is_whole(output: Path) -> None:
    """The next command repairs what was left, and finds one dataset or the other."""
    assert run("check", output).code == 0
    assert check(output) == ()
    assert documents_in(output) in (OLD, NEW)
    beside = {f"{output.name}.cache", f".{output.name}.lock"}
    assert {path.name for path in output.parent.iterdir()} - beside == {output.name}


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_one_dataset_whole(output: Path) -> None:
    start = time.monotonic()
    subprocess.run(ingest_corpus(output), check=True, capture_output=True)
    whole_run = time.monotonic() - start
    moments = random.Random(2015)
    for _ in range(ROUNDS // 2):
        kill_after(moments.uniform(0, whole_run), output)
        assert_is_whole(output)


@pytest.mark.slow
def test_a_run_that_is_killed_while_publishing_leaves_one_dataset_whole(output: Path) -> None:
    aside = output.parent.parent / "aside"
    shutil.copytree(output, aside)
    moments = random.Random(2013)
    for _ in range(ROUNDS):
        shutil.rmtree(output)
        shutil.copytree(aside, output)
        kill_when_publishing(output, moments.uniform(0, 0.3))
        assert_is_whole(output)
    assert subprocess.run(ingest_corpus(output), check=False, capture_output=True).returncode == 0
    assert documents_in(output) == NEW
