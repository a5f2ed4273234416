"""A Dask cluster does what a pool on this machine does; losing a worker loses no document."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from ggsr_extract import check, ingest
from ggsr_extract.batch.cache import program_parts
from ggsr_extract.batch.cluster import Cluster, ClusterError, FarWork, parcel_of
from ggsr_extract.batch.discovery import Source
from ggsr_extract.batch.executors import run_all
from ggsr_extract.batch.progress import Progress
from tests.commands import CORPUS, documents_in, good_file, quarantine_in, run
from tests.hostile import HOSTILE
from tests.synthetic import write_corpus
from tests.test_batch_isolation import tables_of

pytest.importorskip("distributed", reason="the extra [dask] is not installed")
WORKERS = 2
COUNT = 24


def port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def started(*command: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=CORPUS.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and workers as somebody would start them on several machines."""
    address = f"tcp://127.0.0.1:{port()}"
    place = ("--host", "127.0.0.1", "--port", address.rpartition(":")[2])
    with ExitStack() as running:
        scheduler = ("-m", "distributed.cli.dask_scheduler", *place, "--no-dashboard")
        running.enter_context(started(*scheduler))
        worker = ("-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny")
        options = ("--no-dashboard", "--death-timeout", "30")
        yield (
            address,
            [running.enter_context(started(*worker, *options)) for _ in range(workers)],
        )


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with cluster(1) as (address, _):
        yield address


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_no_document(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "in", COUNT)
    ingest([folder], tmp_path / "here", language=False)
    killed: list[Progress] = []

    def kill_one(progress: Progress) -> None:
        if progress.done == COUNT // 4:
            workers[0].send_signal(signal.SIGKILL)
            killed.append(progress)

    with cluster(WORKERS) as (address, workers):
        with Cluster(address) as both:
            both.wait_for(WORKERS)
        there = tmp_path / "there"
        report = ingest([folder], there, scheduler=address, language=False, progress=kill_one)
        assert workers[0].wait(10) == -signal.SIGKILL
    assert killed
    assert len(report.documents) == COUNT
    assert tables_of(there) == tables_of(tmp_path / "here")


@pytest.mark.slow
def test_harm_is_limited_on_a_worker_as_it_is_here(tmp_path: Path, scheduler: str) -> None:
    good_file(tmp_path / "in", "a.txt")
    (tmp_path / "in" / "b.pdf").write_bytes(HOSTILE["bomb"]())
    os.mkfifo(tmp_path / "in" / "c.txt")
    good_file(tmp_path / "in", "d.txt").write_bytes((CORPUS / "delft-2015.txt").read_bytes())
    output = tmp_path / "output"
    result = run(
        "ingest", tmp_path / "in", "-o", output, "--scheduler", scheduler, "--memory", "512"
    )
    assert result.code == 3, result.err
    assert documents_in(output) == ["a.txt", "d.txt"]
    found = quarantine_in(output)
    assert (found["b.pdf"], found["c.txt"]) in [("memory", "unreadable"), ("crash", "unreadable")]
    assert check(output) == ()


@pytest.mark.slow
def test_a_worker_of_another_make_is_refused(tmp_path: Path, scheduler: str) -> None:
    from ggsr_extract.batch.cache import Cache
    from ggsr_extract.batch.limits import Limits
    from ggsr_extract.batch.work import Work, hold_rules

    parcel = parcel_of(Source("good.txt", good_file(tmp_path).parent))
    work = Work(None, hold_rules(None).sha256, Cache(tmp_path, "reading"))
    same = {**program_parts(), "rapidfuzz": "1.0"}
    other = FarWork(work, Limits(), tuple(same.items()))
    stale = FarWork(replace(work, rules_sha256="other"), Limits(), tuple(program_parts().items()))
    with Cluster(scheduler) as far:
        with pytest.raises(ClusterError, match=r"differs .* in: rapidfuzz \(here .*, there 1\.0\)"):
            list(run_all(far, other, [parcel]))
        with pytest.raises(ClusterError, match=r"differs .* in: rules"):
            list(run_all(far, stale, [parcel]))


def test_an_address_where_nobody_answers_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ggsr_extract.batch.cluster._PATIENCE_S", 0.3)
    address = f"tcp://127.0.0.1:{port()}"
    result = run("ingest", good_file(tmp_path), "-o", tmp_path / "o", "--scheduler", address)
    assert result.code == 1
    assert "no scheduler answers there" in result.err
    assert not (tmp_path / "o").exists()


def test_without_dask_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("ingest", good_file(tmp_path), "-o", tmp_path / "o", "--scheduler", "tcp://x:1")
    assert result.code == 1
    assert re.search(r"pip install 'ggsr-extract\[dask\]'", result.err)
