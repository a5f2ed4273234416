"""The committed confidence is what is measured."""

from __future__ import annotations

from functools import cache

import pytest

from tests.comparing import rules
from tests.measure import METHODS, Share, samples, shares, written

TOLERANCE = 0.03
FEW = 60


@cache
def _sampled() -> dict[str, Share]:
    return shares(samples(every=11))


@pytest.mark.parametrize("method", METHODS)
def test_a_committed_share_is_what_a_sample_of_the_texts_gives(method: str) -> None:
    share = _sampled().get(method, Share())
    committed = rules().confidence[method]
    slack = TOLERANCE if share.support >= FEW else 3 * TOLERANCE
    assert not share.support or abs(share.share - committed) <= slack


def test_the_sample_is_large_enough_to_tell() -> None:
    sampled = _sampled()
    assert sum(sampled[method].support >= FEW for method in METHODS if method in sampled) >= 5


def test_the_same_texts_give_the_same_file() -> None:
    few = list(samples(every=101))
    assert written(shares(few)) == written(shares(few))
