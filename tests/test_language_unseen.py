"""Sentences that the rules were not written on; all were looked at after they had been scored."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ggsr_extract.scoring.language import LanguageScores
from tests.unseen import score_half, sentences_of

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
# What is reached (F1, cut off), and may not be lost.
_WHOLE = (
    "statements",
    "statements.actor",
    "statements.polarity",
    "statements.text",
    "cues",
    "cues.kind",
    "cues.is_lack",
    "cues.scope_text",
    "quantities",
    "mentions",
    "caveats",
)
_BELOW: dict[str, dict[str, float]] = {
    "half_a": {"cues.scope_text": 0.951},
    "half_b": {"statements.text": 0.937, "cues.scope_text": 0.956},
    "half_c": {},
    "half_d": {"cues.scope_text": 0.818, "caveats": 0.8},
    "half_e": {"statements": 0.749, "cues": 0.941, "cues.scope_text": 0.75, "quantities": 0.666},
    "half_f": {"caveats": 0.857},
    "half_g": {"quantities": 0.888},
}
FLOORS = {half: dict.fromkeys(_WHOLE, 1.0) | below for half, below in _BELOW.items()}
del FLOORS["half_a"]["caveats"]  # there are none


@cache
def scores_of(half: str) -> LanguageScores:
    return score_half(half)


@pytest.mark.parametrize(
    ("half", "field", "floor"),
    [(half, field, floor) for half, fields in FLOORS.items() for field, floor in fields.items()],
)
def test_what_was_reached_on_unseen_sentences_is_not_lost(
    half: str, field: str, floor: float
) -> None:
    assert scores_of(half).counts[field].f1 >= floor


def test_the_readme_gives_the_figures_of_the_last_sentences_as_they_are_now() -> None:
    told = " ".join(README.split())
    counts = scores_of("half_d").counts
    for name, field in {
        "statements": "statements",
        "cues": "cues",
        "scopes": "cues.scope_text",
    }.items():
        assert f"{counts[field].f1:.3f} for {name}" in told


@pytest.mark.parametrize("half", ["half_a", "half_b", "half_c"])
def test_there_are_enough_sentences_of_every_kind(half: str) -> None:
    sentences = sentences_of(half)
    assert len(sentences) > 60
    for kind in ("statements", "cues", "quantities", "mentions"):
        assert sum(len(it.get(kind, ())) for it in sentences) > 10
    assert sum(not any(it.get(kind) for kind in ("statements", "cues")) for it in sentences) > 5


def test_no_sentence_stands_there_twice() -> None:
    both = [it["words"] for half in FLOORS for it in sentences_of(half)]
    assert len(set(both)) == len(both)
