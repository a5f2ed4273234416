"""Pages through pdfium: characters with boxes and fonts, drawn lines and areas."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

from ggsr_extract.errors import SourceError
from ggsr_extract.readers.pdf.characters import characters_of
from ggsr_extract.readers.pdf.marks import with_marks
from ggsr_extract.readers.pdf.model import PageContent
from ggsr_extract.readers.pdf.native import Frame, address_of
from ggsr_extract.readers.pdf.opening import Pdf
from ggsr_extract.readers.pdf.paths import drawings_on
from ggsr_extract.readers.pdf.seeing import with_shapes

__all__ = ["pages_of"]

# No factsheet comes near this; it keeps a hostile file from taking for ever.
_MOST_CHARACTERS = 150_000


def pages_of(pdf: Pdf) -> Iterator[PageContent | None]:
    """The pages in order (None: it cannot be read), each closed before the next is opened.

    Raises:
        SourceError: `too_large`.
    """
    import pypdfium2

    for number in range(len(pdf.document)):
        content = None
        with (
            suppress(pypdfium2.PdfiumError),  # the page is damaged
            closing(pdf.document[number]) as page,
            closing(page.get_textpage()) as text,
        ):
            content = _page(page, text, number + 1)
        yield content


def _page(page: Any, text: Any, number: int) -> PageContent:
    """`page` and `text` are pypdfium2's PdfPage and PdfTextPage."""
    count = text.count_chars()
    if count > _MOST_CHARACTERS:
        raise SourceError(
            "too_large", f"page {number} has {count} characters; {_MOST_CHARACTERS} is the most"
        )
    left, bottom, right, top = page.get_bbox()
    frame = Frame(left, bottom, right, top, page.get_rotation() // 90)
    characters = characters_of(address_of(text), count, frame)
    drawn = drawings_on(address_of(page), frame)
    content = PageContent(
        width=frame.size[0],
        height=frame.size[1],
        glyphs=characters.upright,
        rotated=characters.rotated,
        fonts=characters.fonts,
        horizontal=tuple(drawn.horizontal),
        vertical=tuple(drawn.vertical),
        areas=tuple(drawn.areas),
        pictures=tuple(drawn.pictures),
    )
    return with_shapes(page, with_marks(content))
