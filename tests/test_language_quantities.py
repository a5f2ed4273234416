"""Numbers with a meaning: ranges, bounds, units; slogans, ages and dates are none."""

from __future__ import annotations

import pytest

from tests.sentences import read_words


@pytest.mark.parametrize(
    ("words", "kind", "low", "high", "unit"),
    [
        ("Er worden zo'n 1.200 gezinnen bereikt.", "families", 1200, 1200, "gezinnen"),
        ("Een coach heeft 6 tot 8 gezinnen per fte.", "caseload", 6, 8, "gezinnen per fte"),
        ("Het traject duurt zes maanden.", "duration", 6, 6, "maanden"),
        ("Van de plannen is 85% af.", "percentage", 85, 85, "%"),
        ("Er doen meer dan vijftien organisaties mee.", "organisations", 15, None, "organisaties"),
        ("Er zijn maximaal drie huisbezoeken.", "sessions", None, 3, "huisbezoeken"),
        ("Men is in vier wijken begonnen.", "areas", 4, 4, "wijken"),
        ("Het plan is er binnen zes weken.", "duration", None, 6, "weken"),
        ("Een traject duurt anderhalf jaar.", "duration", 1.5, 1.5, "jaar"),
        ("De caseload is ten hoogste 15 gezinnen.", "caseload", None, 15, "gezinnen"),
        ("Er zijn 12 gezinscoaches aangesteld.", "staff", 12, 12, "gezinscoaches"),
    ],
)
def test_a_quantity_has_kind_bounds_and_unit(
    words: str, kind: str, low: float | None, high: float | None, unit: str
) -> None:
    (found,) = read_words(words).quantities
    assert (found.kind, found.low, found.high, found.unit) == (kind, low, high, unit)


def test_an_approximation_is_kept() -> None:
    (found,) = read_words("Ongeveer 40 gezinnen krijgen hulp.").quantities
    assert found.is_approximate
    assert found.words.text == "Ongeveer 40 gezinnen"


@pytest.mark.parametrize(
    "words",
    [
        "Het motto is 1 gezin, 1 plan.",
        "Er is één plan per gezin.",
        "Voor kinderen tot 18 jaar is er hulp.",
        "Op 21 januari 2015 was er overleg.",
        "Twee van de drie netwerkpartners weten dat.",
        "Er is een 0-meting gedaan.",
        "Dit staat in de notitie 21 voor de jeugd.",
        "De aanpak is er voor iedereen van 0-100.",
    ],
)
def test_what_counts_nothing_is_no_quantity(words: str) -> None:
    assert read_words(words).quantities == ()
