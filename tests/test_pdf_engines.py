"""Plain pdfplumber reads what pdfium does: two programs that share no line of code agree."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from ggsr_extract.factsheet import parse
from ggsr_extract.kinds import PDF_ENGINES, PdfEngine
from ggsr_extract.options import ReadOptions
from ggsr_extract.readers import read
from ggsr_extract.readers.pdf import pdfium, plumber
from ggsr_extract.readers.pdf.model import Area, PageContent
from ggsr_extract.readers.pdf.opening import opened
from ggsr_extract.text import Box, Document
from tests.comparing import conclusions_read, judged, metadata_read, rules

FACSIMILES = Path(__file__).parent / "facsimiles"
# One by each program that made the facsimiles, in four looks; clip paths, no lines, symbol fonts.
SAMPLE = (
    "delft-2015.bare",
    "ede-2013.reportlab",
    "eindhoven-2015.chromium",
    "eindhoven-2015.drawn",
    "eindhoven-2015.rules",
    "oosterhout-2015.libreoffice",
)
# pdfium's boxes take in what of a letter hangs over, and have the height that the font says;
# pdfminer's are as wide as the step to the next letter, and as high as its size.
OVERHANG_PT = 2.0
SHARE_OF_HEIGHT = 0.25


@cache
def document_of(name: str, engine: PdfEngine) -> Document:
    data = (FACSIMILES / f"{name}.pdf").read_bytes()
    return read(data, "", ReadOptions(pdf_engine=engine))


def documents_of(name: str) -> list[Document]:
    return [document_of(name, engine) for engine in PDF_ENGINES]


@pytest.mark.parametrize("name", SAMPLE)
def test_both_engines_see_the_same_text_in_the_same_order(name: str) -> None:
    one, other = documents_of(name)
    assert len(one.text) > 2_000
    assert one.text == other.text
    assert (one.lines, one.tables, one.marks) == (other.lines, other.tables, other.marks)


@pytest.mark.parametrize("name", SAMPLE)
def test_both_engines_give_the_same_findings(name: str) -> None:
    one, other = (parse(document, rules()) for document in documents_of(name))
    assert len(one.rows) > 1
    assert judged(one) == judged(other)
    assert conclusions_read(one) == conclusions_read(other)
    assert metadata_read(one) == metadata_read(other)


@pytest.mark.parametrize("name", SAMPLE)
def test_both_engines_see_a_word_at_the_same_place(name: str) -> None:
    one, other = documents_of(name)
    pairs = list(zip(one.boxes, other.boxes, strict=True))
    assert len(pairs) > 500
    assert [pair for pair in pairs if not is_near(*pair[0][1:], *pair[1][1:])] == []


def is_near(one: Box, other: Box) -> bool:
    middles = [(box.top + box.bottom) / 2 for box in (one, other)]
    return (
        one.page == other.page
        and abs(one.x0 - other.x0) <= OVERHANG_PT
        and abs(one.x1 - other.x1) <= OVERHANG_PT
        and abs(middles[0] - middles[1]) <= SHARE_OF_HEIGHT * (other.bottom - other.top)
    )


def drawn_page(change: Callable[[pikepdf.Object], None]) -> bytes:
    """Words, a raised mark, a sideways word, a line, a tick, and a form through a clip path."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(300, 400))
    canvas.beginForm("background")
    canvas.rect(0, 0, 300, 400, stroke=0, fill=1)
    canvas.endForm()
    canvas.drawString(40, 200, "Toezicht")
    text = canvas.beginText(40, 150)
    text.textOut("gezin")
    text.setRise(4)
    text.setFont("Helvetica", 6)
    text.textOut("1")
    text.setRise(0)
    canvas.drawText(text)
    canvas.line(40, 190, 200, 190)
    canvas.saveState()
    canvas.translate(250, 50)
    canvas.rotate(90)
    canvas.drawString(0, 0, "zijkant")
    canvas.restoreState()
    tick = canvas.beginPath()
    for place, move in (((220, 100), tick.moveTo), ((225, 95), tick.lineTo), ((234, 110), None)):
        (move or tick.lineTo)(*place)
    canvas.drawPath(tick)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(40, 60, 100, 20)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.doForm("background")
    canvas.restoreState()
    canvas.save()
    with pikepdf.open(buffer) as pdf:
        change(pdf.pages[0].obj)
        pdf.save(changed := io.BytesIO())
    return changed.getvalue()


def as_it_is(_: pikepdf.Object) -> None:
    """Change nothing."""


def cropped(page: pikepdf.Object) -> None:
    page["/MediaBox"] = [-10, -20, 300, 400]
    page["/CropBox"] = [20, 30, 280, 500]


def turned(turns: int, also: Callable[[pikepdf.Object], None]) -> Callable[[pikepdf.Object], None]:
    def change(page: pikepdf.Object) -> None:
        also(page)
        page["/Rotate"] = 90 * turns

    return change


LOOKS = [
    as_it_is,
    cropped,
    *(turned(turns, also) for turns in (1, 2, 3) for also in (as_it_is, cropped)),
]


@pytest.mark.parametrize("change", LOOKS)
def test_both_engines_place_things_alike_on_turned_and_cropped_pages(
    change: Callable[[pikepdf.Object], None],
) -> None:
    with opened(drawn_page(change)) as pdf:
        (one,), (other,) = list(pdfium.pages_of(pdf)), list(plumber.pages_of(pdf))
    assert one is not None
    assert other is not None
    assert (one.width, one.height) == pytest.approx((other.width, other.height), abs=0.01)
    assert places_of(one) == pytest.approx(places_of(other), abs=OVERHANG_PT)
    assert len(one.glyphs) + len(one.rotated) == len("Toezichtgezin1zijkant")
    assert len(one.areas) == len(one.pictures) == 1
    names = [page.pictures[0].shape and page.pictures[0].shape.name for page in (one, other)]
    assert names[0] == names[1]


def places_of(page: PageContent) -> list[float]:
    """Where each thing of a page is, things of a kind in the order of their places."""
    things = [
        *sorted((glyph.baseline, glyph.x0, glyph.size) for glyph in page.glyphs),
        *sorted(
            ((glyph.top + glyph.bottom) / 2, (glyph.x0 + glyph.x1) / 2) for glyph in page.rotated
        ),
        *sorted((rule.at, rule.low, rule.high) for rule in (*page.horizontal, *page.vertical)),
        *sorted(map(middle_of, page.areas)),
        *sorted(middle_of(picture.area) for picture in page.pictures),
    ]
    return [number for thing in things for number in thing]


def middle_of(area: Area) -> tuple[float, float]:
    return (area.x0 + area.x1) / 2, (area.top + area.bottom) / 2


@pytest.mark.parametrize("engine", PDF_ENGINES)
def test_a_word_printed_twice_to_look_bold_is_read_once(engine: PdfEngine) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for shift in (0, 0.3):
        canvas.drawString(40 + shift, 200, "Toeleiding alle illegale")
    canvas.save()
    document = read(buffer.getvalue(), "", ReadOptions(pdf_engine=engine))
    assert document.text.strip() == "Toeleiding alle illegale"


def test_a_symbol_font_without_a_map_is_where_they_differ() -> None:
    """ZapfDingbats 4 is a tick to pdfium; pdfminer has a guess of its own."""
    content = b"BT /F 12 Tf 40 200 Td (4) Tj ET BT /G 12 Tf 60 200 Td (De gemeente) Tj ET"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 300)).obj
        page["/Contents"] = pdf.make_stream(content)
        page["/Resources"] = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F=font_named("/ZapfDingbats"),
                G=font_named("/Helvetica"),
            )
        )
        pdf.save(buffer := io.BytesIO())
    texts = {
        engine: read(buffer.getvalue(), "", ReadOptions(pdf_engine=engine)).text.split()[0]
        for engine in PDF_ENGINES
    }
    assert texts == {"pdfium": "✔", "pdfplumber": "4"}


def font_named(name: str) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(
        Type=pikepdf.Name("/Font"), Subtype=pikepdf.Name("/Type1"), BaseFont=pikepdf.Name(name)
    )
