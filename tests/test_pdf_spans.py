"""Every value of a facsimile stands where its boxes say: pdfium reads the same words in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest

from ggsr_extract.dataset.places import Places
from ggsr_extract.factsheet.model import Factsheet
from ggsr_extract.text import Box, Passage
from tests.facsimiles.make import FACSIMILES
from tests.test_pdf_facsimiles import FOLDER, factsheet_of

FIELDS = ("criterion", "indicator", "verdict", "text", "caveat", "conclusion")
# Marks that are text as pdfium reads it too.
TEXT = ("text", "symbols", "dingbats", "math")
# pdfium's signs for a hyphen at a line end are hyphens.
HYPHENS = {0x02: "-", 0xFFFE: "-", 0xFEFF: None}


def values(factsheet: Factsheet) -> Iterator[tuple[str, Passage | None]]:
    for row in factsheet.rows:
        yield "criterion", row.criterion
        yield "indicator", row.indicator
        for finding in row.findings:
            yield "verdict", finding.glyph
            yield "text", finding.text
            yield from (("caveat", caveat.text) for caveat in finding.caveats)
    yield from (("conclusion", conclusion.text) for conclusion in factsheet.conclusions)


def text_in(page: Any, textpage: Any, box: Box) -> str:
    """The signs in a box without blanks; a little inside its rim, as neighbours touch."""
    height = page.get_height()
    found: str = textpage.get_text_bounded(
        box.x0 + 0.1, height - box.bottom + 0.6, box.x1 - 0.1, height - box.top - 0.6
    )
    return "".join(found.split()).translate(HYPHENS)


@pytest.mark.parametrize("name", list(FACSIMILES))
def test_the_words_of_every_value_stand_in_its_boxes(name: str) -> None:
    factsheet = factsheet_of(name)
    places = Places(factsheet.document)
    pdf = pypdfium2.PdfDocument((FOLDER / f"{name}.pdf").read_bytes())
    pages = {number + 1: (page, page.get_textpage()) for number, page in enumerate(pdf)}
    seen: dict[str, list[tuple[str, str]]] = {}
    for field, passage in values(factsheet):
        for piece in places.pieces(passage.spans if passage else ()):
            assert piece.box is not None, (field, passage)
            printed = factsheet.document.text[piece.span.start : piece.span.end]
            if "\ufffc" in printed:
                continue
            found = text_in(*pages[piece.box.page], piece.box)
            seen.setdefault(field, []).append(("".join(printed.split()), found))
    for field, pairs in seen.items():
        wrong = [(printed, found) for printed, found in pairs if printed != found]
        assert len(wrong) <= 0.01 * len(pairs), (field, len(pairs), wrong[:5])
    expected = {"indicator", "text"} | (
        {"verdict"} if FACSIMILES[name].look.marks in TEXT else set()
    )
    assert expected <= seen.keys() <= set(FIELDS)
