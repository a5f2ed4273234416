"""The same factsheet says the same, whatever text shape it comes in."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from ggsr_extract.factsheet.model import Factsheet
from tests.comparing import (
    Judgement,
    approaches_expected,
    approaches_read,
    conclusions_expected,
    conclusions_read,
    expected,
    is_same,
    judged,
    metadata_expected,
    metadata_read,
    parsed,
)
from tests.renderings import SHAPES, gold_of, held_out, known, render, unseen

DOCUMENTS = {**known(), **unseen()}
SEEDS = (0, 1, 2)
# In this shape the two columns of a Conclusie stand one after the other.
WITHOUT_COLUMNS = "interleaved"
UNSEEN_SIDES_FLOOR = 0.85
UNSEEN_READINGS_FLOOR = 0.95
HELD_OUT_FLOOR = 0.97

every_shape = pytest.mark.parametrize("shape", SHAPES)
every_known = pytest.mark.parametrize("name", known())
every_unseen = pytest.mark.parametrize("name", unseen())


@cache
def _read(name: str, shape: str) -> tuple[Factsheet, ...]:
    factsheet = {**DOCUMENTS, **held_out()}[name]
    return tuple(parsed(render(factsheet, shape, seed=seed)) for seed in SEEDS)


@cache
def _gold(name: str) -> dict[str, Any]:
    return gold_of({**DOCUMENTS, **held_out()}[name])


def _differences(
    wanted: list[Judgement], got: list[Judgement], *, is_reading_open: bool = False
) -> list[tuple[Judgement | None, Judgement | None]]:
    """Pairs that disagree; one side None where the other has a finding too many."""
    size = max(len(wanted), len(got))
    padded = zip(
        [*wanted, *[None] * (size - len(wanted))],
        [*got, *[None] * (size - len(got))],
        strict=True,
    )
    return [
        (want, have)
        for want, have in padded
        if not (want and have and is_same(want, have, is_reading_open=is_reading_open))
    ]


@every_shape
@every_known
def test_a_known_factsheet_has_the_findings_of_its_gold_in_every_shape(
    name: str, shape: str
) -> None:
    wanted = expected(_gold(name))
    assert wanted
    for factsheet in _read(name, shape):
        assert _differences(wanted, judged(factsheet)) == []


@every_shape
@every_unseen
def test_an_unseen_factsheet_has_its_findings_in_every_shape(name: str, shape: str) -> None:
    wanted = expected(_gold(name))
    assert wanted
    for factsheet in _read(name, shape):
        assert _differences(wanted, judged(factsheet), is_reading_open=True) == []


@every_shape
def test_factsheets_that_no_rule_was_made_for_have_nearly_all_their_findings(shape: str) -> None:
    same = [
        is_same(want, got, is_reading_open=True)
        for name in held_out()
        for factsheet in _read(name, shape)
        for want, got in zip(expected(_gold(name)), judged(factsheet), strict=True)
    ]
    assert len(same) > 100
    assert sum(same) / len(same) >= HELD_OUT_FLOOR


@every_shape
@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_verdict_of_a_merged_row_is_about_is_a_reading_just_where_it_is_not_printed(
    name: str, shape: str
) -> None:
    wanted = [one.is_reading for one in expected(_gold(name))]
    for factsheet in _read(name, shape):
        assert [one.is_reading for one in judged(factsheet)] == wanted


@every_known
@every_shape
def test_a_known_factsheet_has_its_conclusions_in_every_shape(name: str, shape: str) -> None:
    for factsheet in _read(name, shape):
        assert conclusions_read(factsheet) == conclusions_expected(_gold(name))


@every_unseen
@every_shape
def test_an_unseen_factsheet_has_its_conclusions_save_a_side_read_by_sense(
    name: str, shape: str
) -> None:
    wanted = conclusions_expected(_gold(name))
    for factsheet in _read(name, shape):
        if shape != WITHOUT_COLUMNS:
            assert conclusions_read(factsheet) == wanted
        assert [_without_side(one) for one in conclusions_read(factsheet)] == [
            _without_side(one) for one in wanted
        ]


def _without_side(point: tuple[int, str, str, str]) -> tuple[int, str, str]:
    approach, theme, _, text = point
    return approach, theme, text


def test_sides_of_unseen_conclusions_are_mostly_told_from_their_words() -> None:
    points = [
        wanted[2] == got[2]
        for name in unseen()
        for factsheet in _read(name, WITHOUT_COLUMNS)
        for wanted, got in zip(
            conclusions_expected(_gold(name)), conclusions_read(factsheet), strict=True
        )
    ]
    assert len(points) > 50
    assert sum(points) / len(points) >= UNSEEN_SIDES_FLOOR


def test_unseen_merged_rows_are_mostly_read_as_their_author_meant_them() -> None:
    readings = [
        wanted.about == got.about
        for name in unseen()
        for shape in SHAPES
        for factsheet in _read(name, shape)
        for wanted, got in zip(expected(_gold(name)), judged(factsheet), strict=True)
        if wanted.is_reading
    ]
    assert len(readings) > 100
    assert sum(readings) / len(readings) >= UNSEEN_READINGS_FLOOR


@every_shape
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_factsheet_has_its_approaches_and_metadata_in_every_shape(name: str, shape: str) -> None:
    for factsheet in _read(name, shape):
        assert approaches_read(factsheet) == approaches_expected(_gold(name))
        assert metadata_read(factsheet) == metadata_expected(_gold(name))


@every_shape
@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_of_a_factsheet_stays_unclaimed_in_any_shape(name: str, shape: str) -> None:
    for factsheet in _read(name, shape):
        unclaimed = [block for block in factsheet.blocks if block.role == "unclaimed"]
        assert [factsheet.document.text[b.span.start : b.span.end] for b in unclaimed] == []
        assert factsheet.blocks
