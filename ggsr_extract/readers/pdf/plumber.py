"""Pages through pdfplumber: pdfminer's characters, lines and areas, for whoever doubts pdfium's.

Some ten times slower. What a symbol font without a Unicode map draws comes out as pdfminer's guess,
often the letter of its code.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import chain
from typing import Any

from ggsr_extract.errors import SourceError
from ggsr_extract.readers.pdf.marks import with_marks
from ggsr_extract.readers.pdf.mending import mended
from ggsr_extract.readers.pdf.model import NONE, PRINTED, UNMAPPED, Glyph, Glyphs, PageContent
from ggsr_extract.readers.pdf.native import Frame
from ggsr_extract.readers.pdf.opening import Pdf
from ggsr_extract.readers.pdf.paths import Drawn, Point, around, fills_of
from ggsr_extract.readers.pdf.seeing import with_shapes

__all__ = ["pages_of"]

_MOST_CHARACTERS = 150_000
# How pdfminer writes a character of which the font does not say what it is.
_NUMBERED = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
# As a share of the font size: the same character so near is its overprint.
_OVERPRINT = 0.1

# pdfplumber's objects are mappings.
_Object = Mapping[str, Any]


def pages_of(pdf: Pdf) -> Iterator[PageContent | None]:
    """The pages in order (None: it cannot be read), each closed before the next is opened.

    Raises:
        SourceError: `too_large`, or `damaged` where pdfplumber does not see the pages.
    """
    with _quiet(), _opened(pdf) as plumbed:
        for number, page in enumerate(plumbed.pages, 1):
            content = _page(page, number)
            page.close()
            yield content if content is None else _with_shapes(content, pdf, number)


def _with_shapes(content: PageContent, pdf: Pdf, number: int) -> PageContent:
    """With what its marks look like: that is for the eyes, and pdfium shows it."""
    import pypdfium2

    marked = with_marks(content)
    with suppress(pypdfium2.PdfiumError), closing(pdf.document[number - 1]) as shown:
        return with_shapes(shown, marked)
    return marked  # a page that pdfium cannot show: what its marks are stays open


@contextmanager
def _quiet() -> Iterator[None]:
    """Pdfminer has a warning for every oddity of a file."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


@contextmanager
def _opened(pdf: Pdf) -> Iterator[Any]:
    """A pdfplumber PDF that has the pages that pdfium sees; of a mended copy, if need be."""
    wanted = len(pdf.document)
    plumbed = _plumbed(pdf.data, pdf.password, wanted)
    if plumbed is None:
        copy = mended(pdf.data, (pdf.password,) if pdf.password else ())
        plumbed = _plumbed(copy.data, None, wanted) if copy is not None else None
    if plumbed is None:
        raise SourceError(
            "damaged",
            f"pdfplumber does not see the {wanted} pages of the PDF: read it with pdfium",
        )
    with plumbed:
        yield plumbed


def _plumbed(data: bytes, password: str | None, wanted: int) -> Any:
    import pdfplumber

    try:
        plumbed = pdfplumber.open(io.BytesIO(data), password=password or "")
        if len(plumbed.pages) == wanted:
            return plumbed
        plumbed.close()
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - odd files make it raise anything; None says that it failed
        return None
    return None


def _page(page: Any, number: int) -> PageContent | None:
    from ggsr_extract.readers.pdf.clipping import lay_out

    try:
        lay_out(page)
        objects = page.objects
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        return None
    characters = objects.get("char", ())
    if len(characters) > _MOST_CHARACTERS:
        raise SourceError(
            "too_large",
            f"page {number} has {len(characters)} characters; {_MOST_CHARACTERS} is the most",
        )
    reader = _Reader(page)
    upright, rotated = reader.glyphs(characters)
    drawn = reader.drawn(objects)
    return PageContent(
        width=reader.size[0],
        height=reader.size[1],
        glyphs=Glyphs.of(upright),
        rotated=Glyphs.of(rotated),
        fonts=tuple(reader.fonts),
        horizontal=tuple(drawn.horizontal),
        vertical=tuple(drawn.vertical),
        areas=tuple(drawn.areas),
        pictures=tuple(drawn.pictures),
    )


class _Reader:
    """Reads the objects of one page; places are counted from the top left of what it shows."""

    def __init__(self, page: Any) -> None:
        media, turns = page.page_obj.mediabox, page.rotation // 90
        shown = _shared(page.page_obj.cropbox, media)
        self.size = Frame(*shown, turns).size
        whole = Frame(media[0], media[1], media[2], media[3], turns)
        corners = around((whole.place(*shown[:2]), whole.place(*shown[2:])))
        # From pdfplumber's places, and from pdfminer's y, which counts from the bottom.
        self.left = page.mediabox[0] + corners.x0
        self.top = page.mediabox[1] + corners.top
        self.base = page.height - corners.top
        self.fonts: list[str] = []
        self._fonts: dict[str, int] = {}

    def glyphs(self, characters: Sequence[_Object]) -> tuple[list[Glyph], list[Glyph]]:
        """The characters that run from left to right, and the others."""
        upright: list[Glyph] = []
        rotated: list[Glyph] = []
        space = PRINTED
        before: Glyph | None = None
        seen: dict[tuple[str, int, int], Glyph] = {}
        for character in characters:
            text = _LIGATURES.sub(_letters, _NUMBERED.sub(UNMAPPED, character["text"]))
            if not text.strip("\ufeff\u200b").strip():
                space = PRINTED
                continue
            is_level = _is_level(character)
            glyph = self._glyph(text, character)
            if _is_overprint(glyph, seen):
                continue
            if before is not None and _begins_line(before, glyph):
                space = PRINTED
            (upright if is_level else rotated).append(glyph._replace(space=space))
            before, space = glyph, NONE
        return upright, rotated

    def _glyph(self, text: str, character: _Object) -> Glyph:
        across, up, *_, pen = character["matrix"]
        return Glyph(
            text,
            character["x0"] - self.left,
            character["top"] - self.top,
            character["x1"] - self.left,
            character["bottom"] - self.top,
            self.base - pen,
            character["width" if abs(up) > abs(across) else "height"] or 1.0,
            self._font(str(character["fontname"])),
            NONE,
        )

    def _font(self, name: str) -> int:
        if name not in self._fonts:
            self._fonts[name] = len(self.fonts)
            self.fonts.append(name)
        return self._fonts[name]

    def drawn(self, objects: Mapping[str, Sequence[_Object]]) -> Drawn:
        """Lines, areas and marks of the page."""
        drawn = Drawn()
        for kind in ("rect", "line", "curve"):
            for path in objects.get(kind, ()):
                self._path(path, drawn)
        for image in objects.get("image", ()):
            corners = ((image["x0"], image["top"]), (image["x1"], image["bottom"]))
            drawn.image(around(map(self._place, corners)))
        return drawn

    def _path(self, path: _Object, drawn: Drawn) -> None:
        outlines = [list(map(self._place, part)) for part in _parts(path["path"])]
        if outlines and (path["fill"] or path["stroke"]):
            area = around(chain.from_iterable(outlines))
            fills = fills_of(outlines, self.size) if path["fill"] else ()
            drawn.path(outlines, area, fills, is_stroked=bool(path["stroke"]))

    def _place(self, point: Point) -> Point:
        return point[0] - self.left, point[1] - self.top


def _shared(one: Sequence[float], other: Sequence[float]) -> tuple[float, float, float, float]:
    """What two boxes (left, bottom, right, top) share; the second one, if that is nothing."""
    box = (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
    left, bottom, right, top = other
    return box if box[0] < box[2] and box[1] < box[3] else (left, bottom, right, top)


def _letters(match: re.Match[str]) -> str:
    """The letters of a ligature, as pdfium gives them."""
    return unicodedata.normalize("NFKC", match.group())


def _is_level(character: _Object) -> bool:
    """Whether it runs from left to right."""
    across, up = character["matrix"][:2]
    return bool(across > 0 and abs(up) <= 0.1 * across)


def _is_overprint(glyph: Glyph, seen: dict[tuple[str, int, int], Glyph]) -> bool:
    """Whether the same character stands here already: printed twice it looks bold."""
    column, line = round(glyph.x0), round(glyph.baseline)
    for key in ((glyph.text, column + x, line + y) for x in (-1, 0, 1) for y in (-1, 0, 1)):
        other = seen.get(key)
        if other is not None and _is_near(other, glyph):
            return True
    seen[glyph.text, column, line] = glyph
    return False


def _is_near(one: Glyph, other: Glyph) -> bool:
    reach = _OVERPRINT * other.size
    return abs(one.x0 - other.x0) <= reach and abs(one.baseline - other.baseline) <= reach


def _begins_line(before: Glyph, glyph: Glyph) -> bool:
    """Whether the drawing goes on elsewhere: on another line, or further to the left."""
    size = max(before.size, glyph.size)
    return abs(glyph.baseline - before.baseline) > size or glyph.x0 < before.x0 - size


def _parts(path: Iterable[Sequence[Any]]) -> Iterator[list[Point]]:
    """The points of each part of a path; a curve is the line to its end."""
    points: list[Point] = []
    for sign, *places in path:
        if sign == "m" and points:
            yield points
            points = []
        if sign == "h":
            points += points[:1]
        elif places:
            points.append(places[-1])
    if points:
        yield points
