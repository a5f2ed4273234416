"""Marks and unknown characters are looked at: rendered where they stand, told by their shape."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.kinds import UNKNOWN_SHAPE
from ggsr_extract.readers.pdf.model import NONE, Area, Glyph, Glyphs, PageContent, Picture
from ggsr_extract.text import Shape

__all__ = ["with_shapes"]

# A rim of so many points around a mark shows what it stands on.
_RIM = 1.0
# A mark is about so many pixels high or wide; so many are looked at on a page.
_PIXELS = 44
_MOST_MARKS = 400
# A font of signs prints so many different ones on a page at most.
_MOST_SIGNS = 12


# Font, character and size.
_Sign = tuple[int, str, float]


def with_shapes(page: Any, content: PageContent) -> PageContent:
    """The content of a page (pypdfium2's PdfPage) with the shape of each mark.

    Marks that show nothing are left out. Of a font that prints single signs only, each sign is
    looked at as well: its code may say nothing of what it shows.
    """
    camera = _Camera(page, content.width, content.height)
    pictures = [
        Picture(picture.area, shape)
        for picture in content.pictures[:_MOST_MARKS]
        if (shape := camera.shape_in(picture.area)) is not None
    ]
    return replace(
        content, pictures=tuple(pictures), seen=tuple(_seen(_signs_in(content.glyphs), camera))
    )


class _Camera(Struct, frozen=True):
    """Looks at places on a page of this size (points)."""

    page: Any
    width: float
    height: float

    def shape_in(self, area: Area) -> Shape | None:
        """What the page shows there; None: nothing."""
        from ggsr_extract.readers.pdf.glyph_shapes import shape_of_picture

        scale = _PIXELS / max(area.width, area.height)
        crop = (
            area.x0 - _RIM,
            self.height - area.bottom - _RIM,
            self.width - area.x1 - _RIM,
            area.top - _RIM,
        )
        if min(crop) < 0:
            return None
        bitmap = self.page.render(scale=scale, crop=crop, rev_byteorder=True)
        pixels = bitmap.to_numpy()[:, :, :3].copy()
        bitmap.close()
        return shape_of_picture(pixels, max(1, int(_RIM * scale)))


def _signs_in(glyphs: Glyphs) -> dict[_Sign, list[Glyph]]:
    """The characters of fonts that print no words, by font, character and size."""
    fonts = glyphs.font
    is_joined = (glyphs.space[1:] == NONE) & (fonts[1:] == fonts[:-1])
    writing = set(fonts[1:][is_joined].tolist())
    if not set(fonts.tolist()) - writing:
        return {}
    signs: dict[_Sign, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        if glyph.font not in writing:
            signs[glyph.font, glyph.text, round(glyph.size, 1)].append(glyph)
    return signs if len(signs) <= _MOST_SIGNS else {}


def _seen(signs: dict[_Sign, list[Glyph]], camera: _Camera) -> Iterator[Picture]:
    """Each sign is looked at once; of what is seen, only what is known counts."""
    for alike in signs.values():
        areas = [Area(glyph.x0, glyph.top, glyph.x1, glyph.bottom) for glyph in alike]
        shape = camera.shape_in(areas[0])
        if shape is not None and shape.name != UNKNOWN_SHAPE:
            yield from (Picture(area, shape) for area in areas)
