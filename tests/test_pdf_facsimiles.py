"""The facsimiles give what their documents say, with a place on the page for every word."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from ggsr_extract.factsheet import parse
from ggsr_extract.factsheet.model import Factsheet
from ggsr_extract.readers import read
from ggsr_extract.rules import load_rules
from ggsr_extract.text import Box, Document
from tests.comparing import (
    approaches_expected,
    approaches_read,
    conclusions_expected,
    conclusions_read,
    expected,
    is_same,
    judged,
    metadata_expected,
    metadata_read,
)
from tests.facsimiles.make import FACSIMILES, SCANS
from tests.renderings import gold_of, known

FOLDER = Path(__file__).parent / "facsimiles"
ENTRIES: list[dict[str, Any]] = tomllib.loads(
    (FOLDER / "manifest.toml").read_text(encoding="utf-8")
)["facsimiles"]

each = pytest.mark.parametrize("name", list(FACSIMILES))


@cache
def document_of(name: str) -> Document:
    return read((FOLDER / f"{name}.pdf").read_bytes())


@cache
def factsheet_of(name: str) -> Factsheet:
    return parse(document_of(name), load_rules())


@cache
def gold(name: str) -> dict[str, Any]:
    return gold_of(known()[FACSIMILES[name].document])


def test_the_manifest_lists_every_facsimile_with_its_bytes() -> None:
    assert len(ENTRIES) == len(FACSIMILES) + len(SCANS) >= 20
    for entry in ENTRIES:
        data = (FOLDER / entry["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"], entry["file"]


def test_every_known_document_is_there_and_four_programs_made_them() -> None:
    assert {facsimile.document for facsimile in FACSIMILES.values()} == set(known())
    assert len({facsimile.producer for facsimile in FACSIMILES.values()}) >= 4
    assert len({entry["made_with"].split()[0] for entry in ENTRIES}) >= 4


@each
def test_every_finding_is_read_as_the_gold_has_it(name: str) -> None:
    wanted = expected(gold(name))
    got = judged(factsheet_of(name))
    assert len(got) == len(wanted) > 3
    assert [w for w, g in zip(wanted, got, strict=True) if not is_same(w, g)] == []


@each
def test_conclusions_approaches_and_title_are_read_as_the_gold_has_them(name: str) -> None:
    factsheet = factsheet_of(name)
    assert conclusions_read(factsheet) == conclusions_expected(gold(name))
    assert approaches_read(factsheet) == approaches_expected(gold(name))
    assert metadata_read(factsheet) == metadata_expected(gold(name))


@each
def test_nothing_on_the_pages_is_left_over(name: str) -> None:
    unclaimed = [block for block in factsheet_of(name).blocks if block.role == "unclaimed"]
    assert unclaimed == []


@each
def test_every_character_is_in_one_line_or_cell(name: str) -> None:
    document = document_of(name)
    ends = [page.span.end for page in document.pages]
    assert [page.span.start for page in document.pages] == [0, *ends[:-1]]
    assert ends[-1] == len(document.text)
    claimed: Counter[int] = Counter()
    for span in (
        *(line.span for line in document.lines),
        *(mark.span for mark in document.marks if mark.name == "item"),
        *(span for table in document.tables for cell in table.cells for span in cell.spans),
    ):
        claimed.update(range(span.start, span.end))
    printed_at = {at for at, sign in enumerate(document.text) if not sign.isspace()}
    assert {at for at in printed_at if claimed[at] != 1} == set()


def printed(text: str) -> Counter[str]:
    """The characters without blanks; pdfium's signs for a line-end hyphen are hyphens."""
    return Counter("".join(text.split()).translate({0x02: "-", 0xFFFE: "-", 0xFEFF: None}))


@each
def test_each_page_has_the_characters_that_pdfium_sees(name: str) -> None:
    document = document_of(name)
    pdf = pypdfium2.PdfDocument((FOLDER / f"{name}.pdf").read_bytes())
    assert len(document.pages) == len(pdf)
    for page, source in zip(document.pages, pdf, strict=True):
        text = document.text[page.span.start : page.span.end].replace("\ufffc", "")
        textpage = source.get_textpage()
        assert printed(text) == printed(textpage.get_text_range())
        textpage.close()
        source.close()
    pdf.close()


def words_in(document: Document, pdf: pypdfium2.PdfDocument) -> Iterator[tuple[str, str]]:
    """(word of the text, what pdfium sees in its box) for one page after the other."""
    pages: dict[int, Any] = {}
    for span, box in document.boxes:
        if box.page not in pages:
            pages[box.page] = (pdf[box.page - 1], pdf[box.page - 1].get_textpage())
        page, textpage = pages[box.page]
        yield document.text[span.start : span.end], _text_in(page, textpage, box)


def _text_in(page: Any, textpage: Any, box: Box) -> str:
    """The text in a box; a little inside its rim, as neighbours touch."""
    height = page.get_height()
    found: str = textpage.get_text_bounded(
        box.x0 + 0.1, height - box.bottom + 0.5, box.x1 - 0.1, height - box.top - 0.5
    )
    return found.strip()


@pytest.mark.parametrize("name", ["oosterhout-2015.split", "delft-2015.chromium"])
def test_the_box_of_a_word_holds_the_word(name: str) -> None:
    pdf = pypdfium2.PdfDocument((FOLDER / f"{name}.pdf").read_bytes())
    pairs = list(words_in(document_of(name), pdf))
    assert len(pairs) > 500
    wrong = [(word, found) for word, found in pairs if word != found]
    assert len(wrong) <= 0.02 * len(pairs), wrong[:10]


@each
def test_every_verdict_has_a_box_and_a_font_unless_it_is_drawn(name: str) -> None:
    document = document_of(name)
    glyphs = [
        finding.glyph.spans[0]
        for row in factsheet_of(name).rows
        for finding in row.findings
        if finding.glyph is not None
    ]
    assert glyphs
    for glyph in glyphs:
        assert any(span.contains(glyph) for span, _ in document.boxes)
        is_told = FACSIMILES[name].look.marks in ("text", "dingbats", "math")
        layers = document.fonts if is_told else document.shapes
        assert any(span.contains(glyph) for span, _ in layers)
