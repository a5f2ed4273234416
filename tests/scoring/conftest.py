"""A perfect dataset and its gold, for each test its own to spoil."""

from __future__ import annotations

import copy

import pytest

from tests.scoring.builders import BASELINE, PERFECT, Gold, Tables


@pytest.fixture
def tables() -> Tables:
    return copy.deepcopy(PERFECT)


@pytest.fixture
def gold() -> Gold:
    return copy.deepcopy(BASELINE)
