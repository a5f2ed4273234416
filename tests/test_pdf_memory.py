"""What is kept of a page is little, and nothing of the engines stays."""

from __future__ import annotations

import gc
import io
import tracemalloc
from pathlib import Path

import pikepdf
import pytest

from ggsr_extract.kinds import PDF_ENGINES, PdfEngine
from ggsr_extract.options import ReadOptions
from ggsr_extract.readers import read
from ggsr_extract.text import Box, Boxes, Span

FACSIMILE = Path(__file__).parent / "facsimiles" / "ede-2013.reportlab.pdf"
MIB = 2**20
MOST_MIB_A_PAGE = 0.1


def pages(count: int) -> bytes:
    """So many pages of a factsheet."""
    with pikepdf.open(FACSIMILE) as source, pikepdf.new() as pdf:
        while len(pdf.pages) < count:
            pdf.pages.extend(source.pages)
        del pdf.pages[count:]
        pdf.save(buffer := io.BytesIO())
    return buffer.getvalue()


def kept_of(data: bytes, options: ReadOptions) -> int:
    """Bytes that are still in use when a PDF has been read, with its document."""
    gc.collect()
    tracemalloc.start()
    document = read(data, "", options)
    gc.collect()
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(document.text) > 1_000
    return kept


@pytest.mark.parametrize(("engine", "few", "many"), [("pdfium", 4, 24), ("pdfplumber", 1, 4)])
def test_a_page_more_is_less_than_a_tenth_of_a_mebibyte_more(
    engine: PdfEngine, few: int, many: int
) -> None:
    assert engine in PDF_ENGINES
    options = ReadOptions(pdf_engine=engine)
    read(pages(1), "", options)
    more = kept_of(pages(many), options) - kept_of(pages(few), options)
    assert 0 < more / MIB / (many - few) < MOST_MIB_A_PAGE


def test_boxes_come_back_as_they_went_in_and_in_order() -> None:
    pairs = [
        (Span(4, 9), Box(1, 1.5, 2.25, 3.125, 4.0)),
        (Span(0, 3), Box(2, 0.1, 0.2, 0.3, 0.4)),
    ]
    boxes = Boxes.of(pairs)
    assert list(boxes) == sorted(pairs)
    assert list(boxes.starts) == [0, 4]
    assert boxes[-1] == pairs[0]
    assert list(boxes[:1]) == [pairs[1]]
    assert (len(boxes), bool(Boxes())) == (2, False)
    assert boxes == Boxes.of(reversed(pairs)) != Boxes.of(pairs[:1])
    assert hash(boxes) == hash(Boxes.of(pairs))
    with pytest.raises(IndexError):
        boxes[2]
