"""What pdftotext and pdfminer made of PDFs comes through, and what does not is said."""

from __future__ import annotations

import pytest

from tests.conversions import conversions, measured, pinned, silent
from tests.renderings import fixtures
from tests.silence import wrongs

PRODUCERS = ("pdfminer", "pdftotext", "pdftotext-layout", "pdftotext-raw")
# Named by their files: collecting tests reads no factsheet.
NAMES = [path.name for _, _, path in fixtures()]
PARTS = ("row", "verdict", "text", "conclusion")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("producer", PRODUCERS)
def test_as_much_comes_through_as_is_pinned(producer: str, part: str) -> None:
    """A loss fails; a gain is pinned by `python -m tests.conversions`."""
    found, floor = measured()[producer], pinned()[producer]
    assert found["findings"] == floor["findings"] > 200
    assert found["conclusions"] == floor["conclusions"] > 30
    assert found[part] >= floor[part]


@pytest.mark.parametrize("name", NAMES)
def test_no_more_wrong_verdicts_pass_in_silence_than_are_pinned(name: str) -> None:
    assert silent().get(name, 0) <= pinned()["unsaid"].get(name, 0)


def test_where_the_lines_of_a_page_are_kept_no_wrong_verdict_passes_in_silence() -> None:
    kept = ("pdftotext-layout", "pdftotext-raw")
    assert [name for name in silent() if name.split(".")[1] in kept] == []


def test_there_are_wrong_verdicts_to_be_silent_about() -> None:
    """Else the tests of silence prove nothing."""
    found = [wrong for _, _, factsheet, gold in conversions() for wrong in wrongs(gold, factsheet)]
    assert {"absent", "flipped", "mispaired"} <= {wrong.kind for wrong in found if wrong.is_said}


@pytest.mark.parametrize("name", NAMES)
def test_a_converted_factsheet_says_what_it_is(name: str) -> None:
    factsheet, gold = next((f, g) for one, _, f, g in conversions() if one == name)
    assert factsheet.metadata.kind == gold["document"]["kind"]
    assert factsheet.metadata.municipality_name == gold["document"]["municipality"]
    assert [a.name.text if a.name else None for a in factsheet.approaches] == [
        approach["name"] for approach in gold["document"]["approaches"]
    ]
