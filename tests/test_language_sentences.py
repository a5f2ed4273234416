"""Sentences end where a Dutch reader ends them."""

from __future__ import annotations

import pytest

from tests.sentences import read_words


def sentences(words: str) -> list[str]:
    return [words[span.start : span.end] for span in read_words(words).sentences]


@pytest.mark.parametrize(
    "whole",
    [
        "Partijen, o.a. MEE en de GGD, doen mee.",
        "De brief d.d. 3 februari 2014 is besproken.",
        "Dit is i.v.m. Privacy niet gedeeld.",
        "De notitie 'Jong in de wijk' (z.d.) werkt dit uit.",
        "Er is in 2013 een 0-meting gedaan door drs. J. Jansen.",
        "Het overleg van 12.30 uur gaat door.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(whole: str) -> None:
    assert sentences(f"{whole} De gemeente volgt dit.") == [whole, "De gemeente volgt dit."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Scholen, MEE, etc.", "De gemeente voert regie."),
        ("(Dit is geregeld.)", "Twee partners weten dat."),
        ("'Zo werkt het.'", "‘Anders niet.’"),
        ("Is er een plan?", "Nee!"),
        ("Dit loopt tot 2015.", "In 2016 volgt meer."),
    ],
)
def test_a_sentence_ends_with_its_brackets_and_quotes(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


def test_blanks_alone_are_no_sentence() -> None:
    assert sentences("Een zin.") == ["Een zin."]
