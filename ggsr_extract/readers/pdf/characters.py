"""The characters of a page through pdfium: their boxes, their fonts, the white space between them.

A page has thousands: pdfium is asked the same of one after the other in C, and what it says is
looked at in arrays.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_double, c_float, c_int, c_uint, c_ulong, c_void_p
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ggsr_extract.readers.pdf.model import GUESSED, NONE, PRINTED, UNMAPPED, Glyphs
from ggsr_extract.readers.pdf.native import (
    Frame,
    function,
    quick_function,
    targets_in,
)

if TYPE_CHECKING:
    from ggsr_extract.readers.pdf.model import Numbers

__all__ = ["Characters", "characters_of"]

_BLANK = 0x20
_SPACES = (
    *range(0x09, 0x0E),
    *(0x20, 0xA0, *range(0x2000, 0x200C), 0x202F, 0x205F, 0x3000, 0xFEFF),
)
# How pdfium reports a hyphen at the end of a line.
_LINE_END_HYPHENS = (0x02, 0xFFFE)
_LONGEST_NAME = 256


class Characters(Struct, frozen=True):
    """The characters that run from left to right, the others, and the names of their fonts."""

    upright: Glyphs
    rotated: Glyphs
    fonts: tuple[str, ...]


def characters_of(text: int | None, count: int, frame: Frame) -> Characters:
    """All characters of the text page at this address; `count` is how many pdfium has of them."""
    import numpy as np

    page = _TextPage(c_void_p(text))
    codes = page.codes(count)
    is_space = _space_table()[np.minimum(codes, 0xFFFF)]
    places = np.flatnonzero(~(is_space | _is_high(codes)))
    if not places.size:
        return Characters(Glyphs.of(()), Glyphs.of(()), ())
    space = _spaces(is_space, page.drawn_spaces(codes, is_space), places)
    x0, top, x1, bottom = _placed(page.boxes(places), frame)
    # Behind white space, or at another height: most likely another text object.
    is_first = np.ones(len(places), dtype=bool)
    is_first[1:] = (space[1:] != NONE) | (top[1:] != top[:-1]) | (bottom[1:] != bottom[:-1])
    objects = page.objects(places[is_first], frame)
    number = objects.numbers[np.cumsum(is_first) - 1]
    glyphs = Glyphs(
        _signs(codes, places),
        *(x0, top, x1, bottom),
        objects.baseline[number],
        objects.size[number],
        objects.font[number],
        space,
    )
    is_upright = objects.is_upright[number]
    return Characters(glyphs.where(is_upright), glyphs.where(~is_upright), objects.fonts)


class _Objects(Struct, frozen=True, eq=False):
    """Text objects: what their characters share. `numbers`: which one each character is of."""

    numbers: Numbers
    baseline: Numbers
    size: Numbers
    font: Numbers
    is_upright: Numbers
    fonts: tuple[str, ...]


class _TextPage(Struct, frozen=True):
    """What pdfium says of the characters of a text page, each known by its number."""

    address: c_void_p

    def codes(self, count: int) -> Numbers:
        """The code units of all characters: at once, if none is left out of the page's text."""
        import numpy as np

        units = (ctypes.c_ushort * (count + 1))()
        get_text = function("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
        if get_text(self.address, 0, count, byref(units)) == count + 1:
            return np.frombuffer(memoryview(units), dtype=np.uint16)[:count].astype(np.uint32)
        codes = self._each("FPDFText_GetUnicode", c_uint, range(count))
        return np.fromiter(codes, dtype=np.uint32, count=count)

    def drawn_spaces(self, codes: Numbers, is_space: Numbers) -> Numbers:
        """Whether each character is white space that the page draws, or a new line."""
        import numpy as np

        blanks = np.flatnonzero(codes == _BLANK)
        generated = self._each("FPDFText_IsGenerated", c_int, blanks.tolist())
        is_drawn: Numbers = is_space.copy()
        is_drawn[blanks] = np.fromiter(generated, dtype=int, count=len(blanks)) != 1
        return is_drawn

    def boxes(self, places: Numbers) -> Numbers:
        """left, top, right and bottom of each of these characters."""
        return self._measures("FPDFText_GetLooseCharBox", places.tolist(), 4)

    def objects(self, places: Numbers, frame: Frame) -> _Objects:
        """The text objects that these characters belong to."""
        import numpy as np

        addresses = self._each("FPDFText_GetTextObject", c_void_p, places.tolist())
        found: dict[int, int] = {}
        examples: list[int] = []
        numbers = []
        for place, address in zip(places.tolist(), addresses, strict=True):
            number = found.setdefault(address or 0, len(found))
            if number == len(examples):
                examples.append(place)
            numbers.append(number)
        _, baseline = frame.place(*self._origins(examples))
        a, b, c, d, *_ = self._measures("FPDFText_GetMatrix", examples, 6)
        start, end = frame.place(0, 0), frame.place(a, b)
        right, down = end[0] - start[0], end[1] - start[1]
        scale = np.hypot(c, d)
        size = self._sizes(examples) * np.where(scale, scale, 1.0)
        font, fonts = _fonts_of(found)
        return _Objects(
            np.array(numbers),
            baseline,
            np.where(size, size, 1.0),
            font,
            (abs(down) <= 0.1 * abs(right)) & (right >= 0),
            fonts,
        )

    def _measures(self, name: str, places: Sequence[int], count: int) -> Numbers:
        """So many numbers that a function says of each character, all first ones first."""
        import numpy as np

        records = (c_float * count * len(places))()
        self._fill(name, places, targets_in(records))
        return np.frombuffer(memoryview(records), np.float32).reshape(-1, count).T.astype(float)

    def _origins(self, places: Sequence[int]) -> tuple[Numbers, Numbers]:
        """The x and the y of the point from which each character is drawn."""
        import numpy as np

        x, y = ((c_double * len(places))() for _ in range(2))
        self._fill("FPDFText_GetCharOrigin", places, targets_in(x), targets_in(y))
        return np.frombuffer(memoryview(x), float), np.frombuffer(memoryview(y), float)

    def _sizes(self, places: Sequence[int]) -> Numbers:
        import numpy as np

        sizes = self._each("FPDFText_GetFontSize", c_double, places)
        return np.fromiter(map(abs, sizes), float, len(places))

    def _each(self, name: str, result: Any, *arguments: Sequence[Any]) -> Iterator[Any]:
        """What a function says of each character, by its number and further arguments."""
        return map(quick_function(name, result), repeat(self.address), *arguments)

    def _fill(self, name: str, *arguments: Sequence[Any]) -> None:
        """Let a function write what it says to where the last arguments point."""
        deque(self._each(name, None, *arguments), maxlen=0)


def _fonts_of(objects: Iterable[int]) -> tuple[Numbers, tuple[str, ...]]:
    """For each text object the number of its font, and the fonts' names."""
    import numpy as np

    font_of = function("FPDFTextObj_GetFont", c_void_p, c_void_p)
    numbers: dict[int, int] = {}
    of_object = [
        numbers.setdefault((font_of(at) if at else 0) or 0, len(numbers)) for at in objects
    ]
    return np.array(of_object), tuple(map(_name_of, numbers))


def _name_of(font: int) -> str:
    name_of = function("FPDFFont_GetBaseFontName", c_ulong, c_void_p, c_void_p, c_ulong)
    buffer = ctypes.create_string_buffer(_LONGEST_NAME)
    if font:
        name_of(font, byref(buffer), _LONGEST_NAME)
    return buffer.value.decode("utf-8", "replace")


def _placed(corners: Numbers, frame: Frame) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """x0, top, x1 and bottom of boxes, as the page is shown."""
    import numpy as np

    left, upper, right, lower = corners
    x0, y0 = frame.place(left, lower)
    x1, y1 = frame.place(right, upper)
    if frame.turns == 0:
        return x0, y1, x1, y0
    return np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)


def _spaces(is_space: Numbers, is_drawn: Numbers, places: Numbers) -> Numbers:
    """What stands before each of the characters at these places: NONE, GUESSED or PRINTED."""
    import numpy as np

    spaces = np.diff(np.cumsum(is_space)[places], prepend=0)
    drawn = np.diff(np.cumsum(is_drawn)[places], prepend=0)
    found: Numbers = np.where(drawn, PRINTED, np.where(spaces, GUESSED, NONE))
    found[0] = PRINTED
    return found


@cache
def _space_table() -> Numbers:
    """Whether each code unit is white space."""
    import numpy as np

    table = np.zeros(0x10000, dtype=bool)
    table[list(_SPACES)] = True
    return table


def _is_high(codes: Numbers) -> Numbers:
    """Whether it is the first of two code units that stand for one character."""
    return (codes >= 0xD800) & (codes < 0xDC00)


def _signs(codes: Numbers, places: Numbers) -> str:
    """The characters at these places."""
    import numpy as np

    here = codes[places]
    before = np.concatenate((np.zeros(1, dtype=codes.dtype), codes))[places]
    is_low = (here >= 0xDC00) & (here < 0xE000)
    is_pair = is_low & _is_high(before)
    is_control = (here < 0x20) | ((here >= 0x7F) & (here < 0xA0))
    is_unknown = is_control | (is_low & ~is_pair) | (here > 0x10FFFF)
    signs = np.where(is_unknown, ord(UNMAPPED), here)
    signs = np.where(is_pair, 0x10000 + ((before - 0xD800) << 10) + (here - 0xDC00), signs)
    for code in _LINE_END_HYPHENS:
        signs[here == code] = ord("-")
    return signs.astype("<u4").tobytes().decode("utf-32-le")
