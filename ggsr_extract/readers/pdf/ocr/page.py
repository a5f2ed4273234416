"""A page that is a picture as the content that a page of text would have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from statistics import median
from typing import Any

from ggsr_extract.readers.pdf.model import (
    NONE,
    PRINTED,
    Area,
    Glyph,
    Glyphs,
    PageContent,
    Rule,
    Scan,
)
from ggsr_extract.readers.pdf.ocr.bitmap import bitmap_of, with_fills
from ggsr_extract.readers.pdf.ocr.lines import Line, areas_in, rules_in, without_rules
from ggsr_extract.readers.pdf.ocr.reading import OcrLine, OcrWord, lines_in, require_ocr
from ggsr_extract.readers.pdf.ocr.signs import signs_in
from ggsr_extract.readers.pdf.opening import Pdf

__all__ = ["with_pictures_read"]

# Height of a line above and below its baseline, as shares of the font size.
_ASCENT, _DESCENT = 0.8, 0.22
# An image that takes up so much of a page is the page; so many characters beside it are no text.
_LARGE = 0.5
_MOST_BESIDE = 60
# Sureness below which a word is worth a look, of 100.
_UNSURE = 60
# Sizes that differ by less than this share are one.
_ONE_SIZE = 0.18


def with_pictures_read(
    pdf: Pdf, pages: Iterator[PageContent | None]
) -> Iterator[PageContent | None]:
    """The pages, with what OCR reads from those that are pictures.

    Raises:
        SourceError: `no_text_layer`: OCR cannot be done here.
    """
    for number, content in enumerate(pages):
        if content is None:
            yield None
            continue
        with closing(pdf.document[number]) as page:
            yield _scanned_content(page) if _is_picture(page, content) else content


def _is_picture(page: Any, content: PageContent) -> bool:
    """Whether a page (pypdfium2's PdfPage) has no text but what somebody put beside a picture.

    That is a stamp, a page number, or what another program read from the picture and hid behind it.
    """
    count = len(content.glyphs)
    if not count:
        return True
    return _has_large_image(page) and (count <= _MOST_BESIDE or _is_hidden(page))


def _has_large_image(page: Any) -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    width, height = page.get_size()
    sizes = (image.get_bounds() for image in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))
    return any(
        (right - left) * (top - bottom) >= _LARGE * width * height
        for left, bottom, right, top in sizes
    )


def _is_hidden(page: Any) -> bool:
    """Whether no text of the page is painted."""
    from pypdfium2.raw import (
        FPDF_PAGEOBJ_TEXT,
        FPDF_TEXTRENDERMODE_INVISIBLE,
        FPDFTextObj_GetTextRenderMode,
    )

    return all(
        FPDFTextObj_GetTextRenderMode(text) == FPDF_TEXTRENDERMODE_INVISIBLE
        for text in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT])
    )


def _scanned_content(page: Any) -> PageContent:
    """What the picture of a page (pypdfium2's PdfPage) shows, read by OCR.

    The page is put straight; `slant` says by how much.

    Raises:
        SourceError: `no_text_layer`: OCR cannot be done here.
    """
    require_ocr()
    bitmap = bitmap_of(page)
    rules, areas = rules_in(bitmap), tuple(areas_in(bitmap))
    ink = without_rules(with_fills(bitmap, areas), rules)
    signs = tuple(signs_in(ink, bitmap))
    for sign in signs:
        ink[_window(sign.area, bitmap.scale)] = 0
    lines = [line for line in lines_in(ink) if line.words]
    width, height = page.get_size()
    empty = Glyphs.of(())
    return PageContent(
        width=width,
        height=height,
        glyphs=Glyphs.of(_glyphs(lines, bitmap.scale)) if lines else empty,
        rotated=empty,
        fonts=("",),
        horizontal=tuple(_rules(rules.level, bitmap.scale)),
        vertical=tuple(_rules(rules.upright, bitmap.scale)),
        areas=areas,
        pictures=signs,
        scan=_scan(lines, bitmap.slant),
    )


def _scan(lines: Sequence[OcrLine], slant: float) -> Scan:
    words = [word for line in lines for word in line.words]
    return Scan(slant, len(words), sum(word.sureness < _UNSURE for word in words))


def _window(area: Area, scale: float) -> tuple[slice, slice]:
    """The pixels of an area given in points."""
    return (
        slice(round(area.top * scale), round(area.bottom * scale)),
        slice(round(area.x0 * scale), round(area.x1 * scale)),
    )


def _rules(lines: Sequence[Line], scale: float) -> Iterator[Rule]:
    for line in lines:
        middle = line.at + line.thickness / 2
        yield Rule(middle / scale, line.low / scale, line.high / scale)


def _glyphs(lines: Sequence[OcrLine], scale: float) -> Iterator[Glyph]:
    """The letters of each word, as wide as each other."""
    usual = median(line.size for line in lines for _ in line.words)
    for line in lines:
        size = usual if abs(line.size / usual - 1) <= _ONE_SIZE else line.size
        for word in line.words:
            yield from _letters(word, line.baseline / scale, size / scale, scale)


def _letters(word: OcrWord, baseline: float, size: float, scale: float) -> Iterator[Glyph]:
    step = (word.x1 - word.x0) / len(word.text)
    for number, letter in enumerate(word.text):
        yield Glyph(
            letter,
            x0=(word.x0 + number * step) / scale,
            top=baseline - _ASCENT * size,
            x1=(word.x0 + (number + 1) * step) / scale,
            bottom=baseline + _DESCENT * size,
            baseline=baseline,
            size=size,
            font=0,
            space=NONE if number else PRINTED,
        )
