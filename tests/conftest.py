"""What modules of tests share by `pytestmark = pytest.mark.usefixtures(...)`."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

import ggsr_extract.batch


@pytest.fixture(scope="module")
def in_this_process() -> Iterator[None]:
    """Documents are read in this process, unless a test says --jobs: no worker has to start.

    For tests that are about something else; those of `test_batch_*.py` are about the workers.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ggsr_extract.batch, "default_jobs", lambda: 0)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_power_cuts() -> Iterator[None]:
    """Nothing is waited for until it is on the disk: hundreds of datasets are written here.

    A process that is killed loses nothing that it has written, and other processes do wait.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests go first: in the end all processes have something left to do."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
