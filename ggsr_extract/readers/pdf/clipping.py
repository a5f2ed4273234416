"""pdfminer with what it does not keep: clip paths, and how far a character is raised.

Some programs fill the whole page through a clip path in the form of a cell: here a filled rectangle
is what shows of it. Importing this module imports pdfminer.

The names of the methods are pdfminer's, which also counts their arguments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTRect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.utils import apply_matrix_pt

__all__ = ["lay_out"]

# Where pdfminer hands over how far a character is raised: after matrix, font, size and scaling.
_RISE = 4
# Left, bottom, right, top, as pdfminer counts.
_Box = tuple[float, float, float, float]
_EVERYTHING: _Box = (float("-inf"), float("-inf"), float("inf"), float("inf"))


def lay_out(page: Any) -> None:
    """Let a page of pdfplumber hold the objects that show; it makes its own where it has none.

    Raises:
        Exception: whatever pdfminer stumbles over in a file that is damaged.
    """
    device = _Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    page._layout = device.get_result()


class _Device(PDFPageAggregator):
    """Cuts the rectangles that it is given to the clip path of the moment."""

    clip = _EVERYTHING

    def render_char(self, *args: Any, **options: Any) -> float:
        """Take in a character: its matrix says how far it is raised as well."""
        advance = super().render_char(*args, **options)
        character = self.cur_item._objs[-1]
        if isinstance(character, LTChar):
            a, b, c, d, e, f = character.matrix
            rise = args[_RISE]
            character.matrix = (a, b, c, d, e + c * rise, f + d * rise)
        return advance

    def paint_path(self, *args: Any, **options: Any) -> None:
        """Take in a path that is filled or stroked."""
        objects = self.cur_item._objs
        before = len(objects)
        super().paint_path(*args, **options)
        if self.clip != _EVERYTHING:
            objects[before:] = [item for item in objects[before:] if _cut(item, self.clip)]


def _cut(item: LTComponent, clip: _Box) -> bool:
    """Cut a filled rectangle to what shows; False: that is nothing."""
    if not isinstance(item, LTRect) or item.stroke or not item.fill:
        return True
    x0, y0, x1, y1 = _shared(item.bbox, clip)
    if x0 >= x1 or y0 >= y1:
        return False
    item.set_bbox((x0, y0, x1, y1))
    item.pts = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    first, *others = item.pts
    item.original_path = cast(Any, [("m", first), *(("l", point) for point in others), ("h",)])
    return True


def _shared(one: _Box, other: _Box) -> _Box:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


class _Interpreter(PDFPageInterpreter):
    """Keeps the clip path, as the rectangle around it, and tells its device."""

    def __init__(self, manager: PDFResourceManager, device: Any, clip: _Box = _EVERYTHING) -> None:
        super().__init__(manager, device)
        self._clip = clip
        self._clips: list[_Box] = []

    def dup(self) -> PDFPageInterpreter:
        """An interpreter for a form, which is clipped as what it stands in."""
        return _Interpreter(self.rsrcmgr, self.device, self._clip)

    def execute(self, streams: Sequence[object]) -> None:
        """Do what the streams say."""
        self._apply(self._clip)
        super().execute(streams)

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802
        """Show a form or an image."""
        super().do_Do(xobjid_arg)
        self._apply(self._clip)

    def do_q(self) -> None:
        """Save the state."""
        super().do_q()
        self._clips.append(self._clip)

    def do_Q(self) -> None:  # noqa: N802
        """Restore the state."""
        super().do_Q()
        if self._clips:
            self._apply(self._clips.pop())

    def do_W(self) -> None:  # noqa: N802
        """Clip by the path at hand."""
        places = [
            apply_matrix_pt(self.ctm, (float(values[-2]), float(values[-1])))
            for _, *values in self.curpath
            if values
        ]
        if places:
            xs, ys = zip(*places, strict=True)
            self._apply(_shared(self._clip, (min(xs), min(ys), max(xs), max(ys))))

    def do_W_a(self) -> None:  # noqa: N802
        """Clip by the path at hand, by another rule of what is inside."""
        self.do_W()

    def _apply(self, clip: _Box) -> None:
        self._clip = clip
        cast(_Device, self.device).clip = clip
