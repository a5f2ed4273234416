"""What modules of tests share by `pytestmark = pytest.mark.usefixtures(...)`."""

from __future__ import annotations

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
