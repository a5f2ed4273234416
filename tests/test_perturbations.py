"""Damage as converters and typists do it: rows and verdicts hold, or it is said what does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

import pytest

from ggsr_extract.factsheet.model import Factsheet
from tests.comparing import (
    Judgement,
    expected,
    is_same,
    judged,
    metadata_expected,
    metadata_read,
    parsed,
)
from tests.renderings import SHAPES, fixtures, gold_of, known, perturb, render, unseen
from tests.silence import Wrong, wrongs

DOCUMENTS = {**known(), **unseen()}
# Aligned columns are not rendered: they are what a converter made of a printed page.
LAYOUTS = {name: path for name, producer, path in fixtures() if producer == "pdftotext-layout"}
EVERY_SHAPE = (*SHAPES, "layout")
# What the least share of right verdicts is, over all documents and shapes.
FLOORS = {
    "typos": 0.995,
    "drop_line": 0.965,
    "stray_footers": 0.99,
    "other_glyphs": 1.0,
    "no_blank_lines": 0.99,
    "double_blank_lines": 0.999,
    "other_columns": 0.99,
    "other_municipality": 1.0,
}
# Verdicts that are known to be wrong in silence: perturbation, shape, document → how many.
KNOWN_SILENT = {("drop_line", "layout", "zwolle-2013"): 1}

every_shape = pytest.mark.parametrize("shape", EVERY_SHAPE)
every_damage = pytest.mark.parametrize("damage", perturb.PERTURBATIONS)


@cache
def _text(name: str, shape: str) -> str:
    if shape == "layout":
        return LAYOUTS[name].read_text("utf-8")
    return render(DOCUMENTS[name], shape)


def _names(shape: str) -> list[str]:
    return list(LAYOUTS if shape == "layout" else DOCUMENTS)


@cache
def _gold(name: str) -> dict[str, Any]:
    return gold_of(DOCUMENTS[name])


def _damaged(damage: str, shape: str, name: str) -> str:
    spoil: Callable[[str, Random], str] = perturb.PERTURBATIONS[damage]
    return spoil(_text(name, shape), Random(f"{damage}/{shape}/{name}"))


@cache
def _read(damage: str, shape: str) -> dict[str, Factsheet]:
    return {name: parsed(_damaged(damage, shape, name)) for name in _names(shape)}


@cache
def _wrongs(damage: str, shape: str) -> dict[str, list[Wrong]]:
    return {
        name: list(wrongs(_gold(name), factsheet))
        for name, factsheet in _read(damage, shape).items()
    }


def test_every_perturbation_has_a_floor_and_does_something() -> None:
    assert list(FLOORS) == list(perturb.PERTURBATIONS)
    for damage in FLOORS:
        assert any(
            _damaged(damage, shape, name) != _text(name, shape)
            for shape in EVERY_SHAPE
            for name in _names(shape)
        )


@every_shape
@every_damage
def test_no_verdict_is_wrong_in_silence(damage: str, shape: str) -> None:
    """Neither lost, nor another one, nor beside another finding's words."""
    silent = {
        name: [wrong for wrong in found if not wrong.is_said]
        for name, found in _wrongs(damage, shape).items()
    }
    assert len(silent) >= 10
    beyond = {
        name: found
        for name, found in silent.items()
        if len(found) > KNOWN_SILENT.get((damage, shape, name), 0)
    }
    assert beyond == {}


@every_damage
def test_nearly_all_verdicts_hold(damage: str) -> None:
    places = [
        place
        for shape in EVERY_SHAPE
        for name in _names(shape)
        for one in expected(_gold(name))
        for place in one.places
    ]
    wrong = [
        one for shape in EVERY_SHAPE for found in _wrongs(damage, shape).values() for one in found
    ]
    assert 1 - len(wrong) / len(places) >= FLOORS[damage]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("damage", ["other_glyphs", "no_blank_lines", "double_blank_lines"])
def test_glyph_forms_and_blank_lines_change_nothing_of_a_finding(damage: str, shape: str) -> None:
    for name, factsheet in _read(damage, shape).items():
        wanted, got = expected(_gold(name)), judged(factsheet)
        pairs = zip(wanted, got, strict=True)
        assert [pair for pair in pairs if not is_same(*pair, is_reading_open=True)] == []


@pytest.mark.parametrize("shape", SHAPES)
def test_typos_in_indicators_leave_the_words_of_nearly_all_findings_alone(shape: str) -> None:
    texts = [
        any(text in one.texts for text in _texts(judged(factsheet), one))
        for name, factsheet in _read("typos", shape).items()
        for one in expected(_gold(name))
    ]
    assert len(texts) > 200
    assert sum(texts) / len(texts) >= 0.97


def _texts(judgements: list[Judgement], wanted: Judgement) -> list[str]:
    """The words of what is said of the same place."""
    return [one.texts[0] for one in judgements if one.place == wanted.place]


@every_shape
def test_another_municipality_is_told_by_name_and_code(shape: str) -> None:
    for name, factsheet in _read("other_municipality", shape).items():
        old = perturb.municipality_in(_text(name, shape))
        new = perturb.municipality_in(_damaged("other_municipality", shape, name))
        assert old
        assert new
        gold = json.loads(perturb.renamed(json.dumps(_gold(name), ensure_ascii=False), old, new))
        assert metadata_read(factsheet)["municipality"] == metadata_expected(gold)["municipality"]
        assert metadata_read(factsheet)["title"] == metadata_expected(gold)["title"]
