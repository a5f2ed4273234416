"""The wording of the toetsingskader, as the project's rules have it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def _rules() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((ROOT / "rules" / "framework.toml").read_text("utf-8"))


def theme_label(theme: str) -> str:
    """`gezin_centraal` → `Gezin centraal`."""
    return _rules()["themes"][theme]["label"]


def themes() -> tuple[str, ...]:
    """Theme ids in order."""
    return tuple(_rules()["themes"])


def indicators() -> dict[str, str]:
    """Indicator id → wording, in order."""
    return {key: entry["label"] for key, entry in _rules()["indicators"].items()}


def criteria() -> dict[str, str]:
    """Criterion id → wording, in order."""
    return {key: entry["label"] for key, entry in _rules()["criteria"].items()}


def criterion_of(indicator: str) -> str:
    """The wording of the criterion above an indicator."""
    return criteria()[_rules()["indicators"][indicator]["criterion"]]


def theme_of(indicator: str) -> str:
    """The theme id above an indicator."""
    return _rules()["criteria"][_rules()["indicators"][indicator]["criterion"]]["theme"]
