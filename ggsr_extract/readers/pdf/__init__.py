"""PDF: pages as pdfium sees them, laid out again as lines and tables in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ggsr_extract.kinds import PdfEngine
from ggsr_extract.options import ReadOptions
from ggsr_extract.readers.registry import Claim, Reader, register_reader
from ggsr_extract.text import Document

if TYPE_CHECKING:
    from ggsr_extract.readers.pdf.model import PageContent
    from ggsr_extract.readers.pdf.opening import Pdf

__all__ = ["claim_pdf", "read_pdf"]

_SIGNATURE = b"%PDF-"
# The signature may stand behind some rubbish.
_REACH = 1024


def claim_pdf(data: bytes) -> Claim | None:
    """What begins as a PDF does."""
    return Claim.CERTAIN if data.find(_SIGNATURE, 0, _REACH + len(_SIGNATURE)) >= 0 else None


def read_pdf(data: bytes, _name: str = "", options: ReadOptions | None = None) -> Document:
    """Read a PDF.

    Raises:
        SourceError: `password`, `damaged`, `no_text_layer`, `unmapped_text`, `too_large`,
            `not_a_factsheet`.
    """
    from ggsr_extract.readers.pdf.footers import with_footers
    from ggsr_extract.readers.pdf.layout import blocks_of, open_table_of
    from ggsr_extract.readers.pdf.opening import opened
    from ggsr_extract.readers.pdf.triage import Triage
    from ggsr_extract.readers.pdf.wanting import require_wanted
    from ggsr_extract.readers.pdf.writing import Writer

    how = options or ReadOptions()
    with opened(data, how.passwords) as pdf:
        if how.is_wanted is not None:
            require_wanted(pdf, how.is_wanted, has_ocr=how.ocr)
        writer, triage = Writer(), Triage(pdf.fontless, is_damaged=pdf.is_damaged)
        open_table = None
        sifted = (triage.sift(content) for content in _pages_of(pdf, how))
        for page, footers in with_footers(sifted):
            blocks = blocks_of(page, open_table, footers)
            open_table = open_table_of(blocks)
            writer.page(page, blocks)
        return writer.document((*pdf.notices, *triage.notices()))


def _pages_of(pdf: Pdf, how: ReadOptions) -> Iterator[PageContent | None]:
    pages = _printed_pages_of(pdf, how.pdf_engine)
    if not how.ocr:
        return pages
    from ggsr_extract.readers.pdf.ocr.page import with_pictures_read

    return with_pictures_read(pdf, pages)


def _printed_pages_of(pdf: Pdf, engine: PdfEngine) -> Iterator[PageContent | None]:
    if engine == "pdfplumber":
        from ggsr_extract.readers.pdf import plumber

        return plumber.pages_of(pdf)
    from ggsr_extract.readers.pdf import pdfium

    return pdfium.pages_of(pdf)


register_reader(Reader("pdf", claim_pdf, read_pdf))
