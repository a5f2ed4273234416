"""Whatever the text, the language stage answers: in time, and with quotes of that text."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ggsr_extract.language.model import UnitAnnotations, Wording
from ggsr_extract.language.pipeline import reader
from ggsr_extract.language.unit_text import UnitText
from ggsr_extract.language.units import units_of
from ggsr_extract.rules import load_rules
from tests.sentences import finding_with, read_words

WORDS = st.sampled_from(
    [
        "de",
        "gemeente",
        "geeft",
        "aan",
        "dat",
        "er",
        "geen",
        "niet",
        "maar",
        "als",
        "twee",
        "van",
        "drie",
        "netwerkpartners",
        "12",
        "gezinnen",
        "Volgens",
        "blijkt",
        ",",
        ".",
        "(",
        ")",
        "'",
        "‘",
        "–",
        ";",
        "MEE",
        "nota",
        "2014",
        "om",
        "niet",
        "onvoldoende",
        "uit",
        "moet",
        "nog",
    ]
)
# A machine that does other things is slow by chance; what is quadratic is slow each time.
TRIES = 5
TEXTS = st.one_of(
    st.text(min_size=1, max_size=300),
    st.lists(WORDS, min_size=1, max_size=60).map(" ".join),
)


def wordings(found: UnitAnnotations) -> list[Wording]:
    kinds = (found.statements, found.cues, found.quantities, found.mentions, found.caveats)
    return [it.words for kind in kinds for it in kind] + [cue.scope for cue in found.cues]


@settings(max_examples=150, deadline=None)
@given(TEXTS.filter(lambda text: text.split() and "-\n" not in text))
@example("geen\x00niet\x1b[0m")
@example("تقول البلدية 12 gezinnen niet")
@example("İİİ geen İİİ")
@example("((((geen")
@example("Doordat die die is wordt zijn die niet")
@example("ſſ Kſ geen ﬁﬂ niet \u2028 \ud83d\ude00 geen")
@example("die")
def test_any_text_is_read_and_every_quote_stands_in_it(words: str) -> None:
    found = read_words(words)
    folded = found.unit.passage.text
    printed = finding_with(words).document.text
    for quote in wordings(found):
        assert folded[quote.local.start : quote.local.end] == quote.text
        there = printed[quote.span.start : quote.span.end]
        assert "".join(there.split()) == "".join(quote.text.split())


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "geen ",
        "niet niet niet",
        "(",
        "'",
        ", ",
        "als het niet ",
        "gezinnen die ",
        "1",
        "De gemeente geeft ",
        "de nota 'A",
        "van de ",
        "\x00",
        "é,",
        "twee tot ",
        "wachtlijst en ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Five times the text may take twelve times as long: quadratic would be twenty-five."""
    seconds(piece + "x")
    assert any(growth(piece, 10_000, 50_000) < 12 for _ in range(TRIES))


@pytest.mark.parametrize("piece", ["niet niet niet", "(", "a", "geen "])
def test_a_very_long_text_takes_its_share_and_no_more(piece: str) -> None:
    assert any(growth(piece, 40_000, 200_000) < 12 for _ in range(TRIES))


def growth(piece: str, few: int, many: int) -> float:
    """How much longer many characters take than few do."""
    small, large = (seconds(piece * (count // len(piece))) for count in (few, many))
    return large / max(small, 0.005)


def seconds(words: str) -> float:
    """What this process alone took, and none of it for other people's garbage."""
    unit = unit_of(words)
    pipeline = reader(load_rules())
    gc.disable()
    try:
        started = time.process_time()
        pipeline.read(unit)
        return time.process_time() - started
    finally:
        gc.enable()


def unit_of(words: str) -> UnitText:
    sheet = finding_with(words)
    (unit,) = (it for it in units_of(sheet) if it.parent.table == "findings")
    return UnitText(sheet.document, unit)


def test_a_cell_of_blanks_is_nothing() -> None:
    assert wordings(read_words("x")) == []
