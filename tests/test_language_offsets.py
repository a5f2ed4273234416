"""A place in the words of a passage is a place in the document, whatever was mended between."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ggsr_extract.cleaning import Offsets, passage_of
from ggsr_extract.text import Document, Passage, Span
from tests.reading import read_text


def whole(document: Document) -> Passage:
    passage = passage_of(document, [Span(0, len(document.text))])
    assert passage is not None
    return passage


def there(document: Document, words: str) -> str:
    passage = whole(document)
    start = passage.text.index(words)
    span = Offsets(document, passage).span(Span(start, start + len(words)))
    return document.text[span.start : span.end]


def test_an_undone_hyphen_lies_inside_the_word() -> None:
    assert there(read_text("de verant-\nwoorde zorg"), "verantwoorde") == "verant-\nwoorde"


def test_a_word_after_a_mend_stands_where_it_is_printed() -> None:
    assert there(read_text("de verant-\nwoorde   zorg"), "zorg") == "zorg"


def test_markup_before_a_word_is_no_part_of_it() -> None:
    assert there(read_text("<p>de <b>zorg</b> is er</p><p>nu</p>"), "zorg") == "zorg"


def test_a_ligature_stands_for_its_letters() -> None:
    assert there(read_text("de pro\ufb01elen zijn er"), "profielen") == "pro\ufb01elen"


@given(st.text(alphabet="ab-\n \u00adé\ufb01.", min_size=1, max_size=60))
def test_every_character_has_a_place_and_they_follow_each_other(text: str) -> None:
    document = read_text(f"x {text} y")
    passage = whole(document)
    offsets = Offsets(document, passage)
    starts = [
        offsets.span(Span(place, place + 1)).start
        for place, character in enumerate(passage.text)
        if not character.isspace()
    ]
    assert starts == sorted(starts)
    assert offsets.span(Span(0, len(passage.text))) == passage.hull
