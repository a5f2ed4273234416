"""Edit distance and common beginnings, by rapidfuzz: loaded when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

__all__ = ["common_prefix", "edits"]


def edits(one: str, other: str, most: int) -> int:
    """The edit distance of two texts; more than `most` is `most + 1`."""
    return _levenshtein()(one, other, score_cutoff=most)


def common_prefix(one: str, other: str) -> int:
    """How many characters two texts share at their beginnings."""
    return _prefix()(one, other)


@cache
def _levenshtein() -> Callable[..., int]:
    from rapidfuzz.distance import Levenshtein

    return cast(Callable[..., int], Levenshtein.distance)


@cache
def _prefix() -> Callable[..., int]:
    from rapidfuzz.distance import Prefix

    return cast(Callable[..., int], Prefix.similarity)
