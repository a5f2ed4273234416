"""Ways in which a PDF draws a sign that is no text: as strokes, outlines, images."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import cos, pi, sin

from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

__all__ = ["CHECK", "CROSS", "DASH", "STAR", "WAYS", "Strokes", "picture_of"]

# Polylines in a square of side 1, origin top left.
Strokes = Sequence[Sequence[tuple[float, float]]]
Way = Callable[[Canvas, Strokes, float, float, float], None]

CHECK: Strokes = [[(0.05, 0.55), (0.35, 0.92), (0.95, 0.08)]]
CROSS: Strokes = [[(0.1, 0.1), (0.9, 0.9)], [(0.9, 0.1), (0.1, 0.9)]]
DASH: Strokes = [[(0.02, 0.5), (0.98, 0.5)]]
STAR: Strokes = [
    [
        (0.5 + 0.48 * r * sin(2 * pi * n / 10), 0.5 - 0.48 * r * cos(2 * pi * n / 10))
        for n, r in enumerate([1, 0.45] * 5 + [1])
    ]
]


def picture_of(strokes: Strokes, pixels: int = 48, *, mode: str = "RGBA") -> Image.Image:
    """Dark strokes on nothing (RGBA) or on white."""
    ground = (0, 0, 0, 0) if mode == "RGBA" else 255
    ink = (0, 110, 60, 255) if mode == "RGBA" else 0
    image = Image.new(mode, (pixels, pixels), ground)
    for line in strokes:
        points = [(x * pixels, y * pixels) for x, y in line]
        ImageDraw.Draw(image).line(points, fill=ink, width=max(2, pixels // 8), joint="curve")
    return image


def _stroked(canvas: Canvas, strokes: Strokes, x: float, y: float, size: float) -> None:
    """One path with all strokes; `x`, `y` is the lower left corner."""
    path = canvas.beginPath()
    for line in strokes:
        for number, (px, py) in enumerate(line):
            (path.lineTo if number else path.moveTo)(x + px * size, y + (1 - py) * size)
    canvas.setLineWidth(size / 8)
    canvas.setStrokeColorRGB(0.8, 0.1, 0.1)
    canvas.drawPath(path)


def _line_by_line(canvas: Canvas, strokes: Strokes, x: float, y: float, size: float) -> None:
    """Each straight piece is an object of its own."""
    for line in strokes:
        for one, other in pairwise(line):
            _stroked(canvas, [[one, other]], x, y, size)


def _outlined(canvas: Canvas, strokes: Strokes, x: float, y: float, size: float) -> None:
    """Filled outlines of the strokes, without a line around them."""
    half = size / 14
    canvas.setFillColorRGB(0.1, 0.5, 0.2)
    path = canvas.beginPath()
    for line in strokes:
        for (ax, ay), (bx, by) in pairwise(line):
            dx, dy = bx - ax, by - ay
            length = (dx * dx + dy * dy) ** 0.5
            nx, ny = -dy / length * half, dx / length * half
            corners = [(ax, ay, 1), (bx, by, 1), (bx, by, -1), (ax, ay, -1)]
            for number, (px, py, side) in enumerate(corners):
                place = (x + px * size + side * nx, y + (1 - py) * size - side * ny)
                (path.lineTo if number else path.moveTo)(*place)
            path.close()
    canvas.drawPath(path, stroke=0, fill=1, fillMode=1)


def _image(canvas: Canvas, strokes: Strokes, x: float, y: float, size: float) -> None:
    canvas.drawImage(ImageReader(picture_of(strokes)), x, y, size, size, mask="auto")


def _opaque_image(canvas: Canvas, strokes: Strokes, x: float, y: float, size: float) -> None:
    """With a white ground, as JPEG."""
    data = io.BytesIO()
    picture_of(strokes, mode="L").save(data, "JPEG", quality=60)
    canvas.drawImage(ImageReader(data), x, y, size, size)


def _inline_image(canvas: Canvas, strokes: Strokes, x: float, y: float, size: float) -> None:
    canvas.drawInlineImage(picture_of(strokes, 24, mode="L").convert("RGB"), x, y, size, size)


def _image_mask(canvas: Canvas, strokes: Strokes, x: float, y: float, size: float) -> None:
    """A stencil of one bit through which the fill colour is painted."""
    bits = picture_of(strokes, 32, mode="1").tobytes()
    canvas.saveState()
    canvas.setFillColorRGB(0.2, 0.2, 0.7)
    canvas.translate(x, y)
    canvas.scale(size, size)
    head = "BI /W 32 /H 32 /IM true /BPC 1 /F /AHx /D [0 1] ID"
    canvas._code.append(f"{head} {bits.hex()}> EI")
    canvas.restoreState()


def _form(canvas: Canvas, strokes: Strokes, x: float, y: float, size: float) -> None:
    """A form XObject that is drawn at another place and scale."""
    name = f"form{abs(hash(str(strokes)))}"
    if not canvas.hasForm(name):
        canvas.beginForm(name, 0, 0, 100, 100)
        _stroked(canvas, strokes, 0, 0, 100)
        canvas.endForm()
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / 100, size / 100)
    canvas.doForm(name)
    canvas.restoreState()


def _on_a_disc(canvas: Canvas, strokes: Strokes, x: float, y: float, size: float) -> None:
    """White on a coloured disc."""
    canvas.setFillColorRGB(0.1, 0.6, 0.3)
    canvas.circle(x + size / 2, y + size / 2, size * 0.75, stroke=0, fill=1)
    canvas.saveState()
    _stroked_white(canvas, strokes, x + 0.15 * size, y + 0.15 * size, 0.7 * size)
    canvas.restoreState()


def _stroked_white(canvas: Canvas, strokes: Strokes, x: float, y: float, size: float) -> None:
    for line in strokes:
        path = canvas.beginPath()
        for number, (px, py) in enumerate(line):
            (path.lineTo if number else path.moveTo)(x + px * size, y + (1 - py) * size)
        canvas.setLineWidth(size / 6)
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.drawPath(path)


def _in_a_box(canvas: Canvas, strokes: Strokes, x: float, y: float, size: float) -> None:
    canvas.setStrokeColorRGB(0, 0, 0)
    canvas.setLineWidth(0.6)
    canvas.rect(x - 0.2 * size, y - 0.2 * size, 1.4 * size, 1.4 * size)
    _stroked(canvas, strokes, x, y, size)


WAYS: Mapping[str, Way] = {
    "stroked": _stroked,
    "line by line": _line_by_line,
    "outlined": _outlined,
    "image": _image,
    "opaque image": _opaque_image,
    "inline image": _inline_image,
    "image mask": _image_mask,
    "form": _form,
    "on a disc": _on_a_disc,
    "in a box": _in_a_box,
}
