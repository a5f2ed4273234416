"""Pages through pdfium: characters with boxes and fonts, drawn lines and areas."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from ctypes import byref, c_double, c_int, c_uint, c_ulong, c_void_p
from dataclasses import dataclass
from typing import Any

from ggsr_extract.errors import SourceError
from ggsr_extract.readers.pdf.model import GUESSED, NONE, PRINTED, UNMAPPED, Glyph, PageContent
from ggsr_extract.readers.pdf.native import (
    Frame,
    MatrixStruct,
    RectStruct,
    address_of,
    function,
)
from ggsr_extract.readers.pdf.opening import Pdf
from ggsr_extract.readers.pdf.paths import drawings_on

__all__ = ["pages_of"]

# No factsheet comes near this; it keeps a hostile file from taking for ever.
_MOST_CHARACTERS = 150_000
_BLANK = 0x20
_SPACES = frozenset(
    [*range(0x09, 0x0E), 0x20, 0xA0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000, 0xFEFF]
)
# How pdfium reports a hyphen at the end of a line.
_LINE_END_HYPHENS = frozenset([0x02, 0xFFFE])
_PLAIN_SIGNS = {code: chr(code) for code in range(0x21, 0x7F)}


@dataclass(frozen=True, slots=True)
class _Run:
    """A text object: what all its characters share. `turns` are quarters; None: aslant."""

    baseline: float
    size: float
    font: int
    turns: int | None


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
    reader = _TextReader(address_of(text), frame)
    upright, rotated = reader.glyphs(count)
    drawn = drawings_on(address_of(page), frame)
    return PageContent(
        width=frame.size[0],
        height=frame.size[1],
        glyphs=tuple(upright),
        rotated=tuple(rotated),
        fonts=tuple(reader.fonts),
        horizontal=tuple(drawn.horizontal),
        vertical=tuple(drawn.vertical),
        areas=tuple(drawn.areas),
        pictures=tuple(drawn.pictures),
    )


class _TextReader:
    """Reads the characters of one text page."""

    def __init__(self, text: int | None, frame: Frame) -> None:
        self.text = text
        self.frame = frame
        self.fonts: list[str] = []
        self._fonts: dict[int, int] = {}
        self._runs: dict[int, _Run] = {}
        self._point = (c_double(), c_double())
        self._origin = function(
            "FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p
        )
        self._matrix = function("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
        self._size = function("FPDFText_GetFontSize", c_double, c_void_p, c_int)
        self._font_of = function("FPDFTextObj_GetFont", c_void_p, c_void_p)
        self._font_name = function(
            "FPDFFont_GetBaseFontName", c_ulong, c_void_p, ctypes.c_char_p, c_ulong
        )

    def glyphs(self, count: int) -> tuple[list[Glyph], list[Glyph]]:
        """The characters that run from left to right, and the others."""
        box_of = function("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
        object_of = function("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
        text, runs = self.text, self._runs
        left, upper, is_level = self.frame.left, self.frame.top, self.frame.turns == 0
        rect = RectStruct()
        rect_at = byref(rect)
        upright: list[Glyph] = []
        rotated: list[Glyph] = []
        is_generated = function("FPDFText_IsGenerated", c_int, c_void_p, c_int)
        signs = _PLAIN_SIGNS
        run = _Run(0.0, 1.0, 0, 0)
        line_top = line_bottom = 0.0
        space = PRINTED
        high = 0
        for index, code in enumerate(self._codes(count)):
            if code in _SPACES:
                if space != PRINTED:
                    is_gap = code == _BLANK and is_generated(text, index) == 1
                    space = GUESSED if is_gap else PRINTED
                continue
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            box_of(text, index, rect_at)
            if space != NONE or rect.top != line_top or rect.bottom != line_bottom:
                line_top, line_bottom = rect.top, rect.bottom
                at = object_of(text, index)
                run = runs.get(at or 0) or self._new_run(at, index)
            if is_level:
                x0, x1 = rect.left - left, rect.right - left
                top, bottom = upper - rect.top, upper - rect.bottom
            else:
                x0, top, x1, bottom = self._placed(rect)
            sign = signs.get(code) or _sign(code, high)
            high = 0
            (upright if run.turns == 0 else rotated).append(
                Glyph(sign, x0, top, x1, bottom, run.baseline, run.size, run.font, space)
            )
            space = NONE
        return upright, rotated

    def _placed(self, rect: RectStruct) -> tuple[float, float, float, float]:
        """The box of a character on a turned page."""
        x0, y0 = self.frame.place(rect.left, rect.bottom)
        x1, y1 = self.frame.place(rect.right, rect.top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _codes(self, count: int) -> Sequence[int]:
        """The code units of all characters: at once, if none is left out of the page's text."""
        units = (ctypes.c_ushort * (count + 1))()
        get_text = function("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
        if get_text(self.text, 0, count, byref(units)) == count + 1:
            return units[:count]
        unicode_of = function("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
        return [unicode_of(self.text, index) for index in range(count)]

    def _new_run(self, at: int | None, index: int) -> _Run:
        run = self._runs[at or 0] = self._run(at, index)
        return run

    def _run(self, at: int | None, index: int) -> _Run:
        x, y = self._point
        self._origin(self.text, index, byref(x), byref(y))
        matrix = MatrixStruct()
        self._matrix(self.text, index, byref(matrix))
        zero, ahead = self.frame.place(0, 0), self.frame.place(matrix.a, matrix.b)
        across, down = ahead[0] - zero[0], ahead[1] - zero[1]
        scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        _, baseline = self.frame.place(x.value, y.value)
        size = abs(self._size(self.text, index) * scale) or 1.0
        return _Run(baseline, size, self._font(at), _turns(across, down))

    def _font(self, at: int | None) -> int:
        font = self._font_of(at) if at else 0
        if font not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            if font:
                self._font_name(font, buffer, 256)
            self._fonts[font] = len(self.fonts)
            self.fonts.append(buffer.value.decode("utf-8", "replace"))
        return self._fonts[font]


def _turns(across: float, down: float) -> int | None:
    """Which way text runs that goes so far across and down: 0 is from left to right."""
    if abs(down) <= 0.1 * abs(across):
        return 0 if across >= 0 else 2
    if abs(across) <= 0.1 * abs(down):
        return 1 if down > 0 else 3
    return None


def _sign(code: int, high: int) -> str:
    if high and 0xDC00 <= code < 0xE000:
        return chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
    if code in _LINE_END_HYPHENS:
        return "-"
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return UNMAPPED
    return chr(code)
