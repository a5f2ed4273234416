"""The Dutch dictionary: compounds of the field are words, pieces of words are none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import ggsr_extract.lexicon
from ggsr_extract.lexicon import (
    begins_with_particle,
    is_coordinator,
    is_opener,
    is_particle,
    is_word,
)

FOLDER = Path(ggsr_extract.lexicon.__file__).parent


@pytest.mark.parametrize(
    "word",
    [
        *("samenwerkingsafspraken", "zorgcoördinator", "gezinsmanagers", "netwerkpartners"),
        *("hulpverleningsplan", "doorzettingsmacht", "stapelingsmonitor", "buurtteams"),
        *("kosten-batenanalyse", "hbo-niveau", "niet-westerse", "Eindhoven"),
    ],
)
def test_words_of_the_field_are_words(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize(
    "piece",
    [
        *("verant", "woorde", "samenwer", "kingsafspraken", "lingsmodel", "samenwerkingsen"),
        *("kostenbatenanalyse", "hboniveau", "nietwesterse", "", "-", "0", "a/b", "\ufffc"),
    ],
)
def test_pieces_of_words_are_none(piece: str) -> None:
    assert not is_word(piece)


def test_coordinators_are_known_in_either_case() -> None:
    assert is_coordinator("en")
    assert is_coordinator("En")
    assert not is_coordinator("is")


def test_openers_end_no_sentence_and_particles_begin_words() -> None:
    assert is_opener("De")
    assert not is_opener("op")
    assert is_particle("Op")
    assert begins_with_particle("Afschaling", 4)
    assert not begins_with_particle("afval", 4)


def test_the_entries_stand_in_the_order_in_which_they_are_sought() -> None:
    _, *lines = (FOLDER / "nl.dic").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 180_000
    assert lines == sorted(lines)


def test_no_dictionary_is_read_before_a_hyphen_asks_for_it() -> None:
    code = (
        "import sys; from ggsr_extract.readers import read; from ggsr_extract.cleaning import"
        " passage_of; from ggsr_extract.text import Span; document = read(b'een zin zonder');"
        " passage_of(document, [Span(0, 7)]); sys.exit('spylls' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
