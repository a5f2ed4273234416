"""Sentences that the rules were not written on; all were looked at after they had been scored."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from ggsr_extract.scoring.language import LanguageScores
from tests.unseen import score_half, sentences_of

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
# What is reached (F1, cut off), and may not be lost.
FLOORS = {
    "half_a": {
        "statements": 1.0,
        "statements.actor": 1.0,
        "statements.polarity": 1.0,
        "statements.text": 1.0,
        "cues": 1.0,
        "cues.kind": 1.0,
        "cues.is_lack": 1.0,
        "cues.scope_text": 0.951,
        "quantities": 1.0,
        "mentions": 1.0,
    },
    "half_b": {
        "statements": 1.0,
        "statements.actor": 1.0,
        "statements.polarity": 1.0,
        "statements.text": 0.937,
        "cues": 1.0,
        "cues.kind": 1.0,
        "cues.is_lack": 1.0,
        "cues.scope_text": 0.956,
        "quantities": 1.0,
        "mentions": 1.0,
        "caveats": 1.0,
    },
    "half_c": {
        "statements": 1.0,
        "statements.actor": 1.0,
        "statements.polarity": 1.0,
        "statements.text": 1.0,
        "cues": 1.0,
        "cues.kind": 1.0,
        "cues.is_lack": 1.0,
        "cues.scope_text": 1.0,
        "quantities": 1.0,
        "mentions": 1.0,
        "caveats": 1.0,
    },
    "half_d": {
        "statements": 1.0,
        "statements.actor": 1.0,
        "statements.polarity": 1.0,
        "statements.text": 1.0,
        "cues": 1.0,
        "cues.kind": 1.0,
        "cues.is_lack": 1.0,
        "cues.scope_text": 0.818,
        "quantities": 1.0,
        "mentions": 1.0,
        "caveats": 0.8,
    },
    "half_e": {
        "statements": 0.749,
        "statements.actor": 1.0,
        "statements.polarity": 1.0,
        "statements.text": 1.0,
        "cues": 0.941,
        "cues.kind": 1.0,
        "cues.is_lack": 1.0,
        "cues.scope_text": 0.75,
        "quantities": 0.666,
        "mentions": 1.0,
        "caveats": 1.0,
    },
    "half_f": {
        "statements": 1.0,
        "statements.actor": 1.0,
        "statements.polarity": 1.0,
        "statements.text": 1.0,
        "cues": 1.0,
        "cues.kind": 1.0,
        "cues.is_lack": 1.0,
        "cues.scope_text": 1.0,
        "quantities": 1.0,
        "mentions": 1.0,
        "caveats": 0.857,
    },
    "half_g": {
        "statements": 1.0,
        "statements.actor": 1.0,
        "statements.polarity": 1.0,
        "statements.text": 1.0,
        "cues": 1.0,
        "cues.kind": 1.0,
        "cues.is_lack": 1.0,
        "cues.scope_text": 1.0,
        "quantities": 0.888,
        "mentions": 1.0,
        "caveats": 1.0,
    },
}


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
