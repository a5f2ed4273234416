"""A PDF printed, and scanned again: grey, a little aslant, with noise, as JPEG."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

__all__ = ["scanned"]

_DPI = 200
# Paper is not white, ink is not black.
_LIGHT, _DARK = 243, 18


def scanned(
    data: bytes, *, degrees: float = 0.6, noise: float = 4.0, quality: int = 22, seed: int = 1
) -> bytes:
    """The pages as pictures; they lie aslant to one side and the other in turn."""
    rng = np.random.default_rng(seed)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    pdf = pypdfium2.PdfDocument(data)
    for number, page in enumerate(pdf):
        canvas.setPageSize(page.get_size())
        image = page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
        turned = image.rotate(
            degrees * (-1) ** number, resample=Image.Resampling.BICUBIC, fillcolor=255
        )
        grey = _DARK + np.asarray(turned, dtype=np.float64) * (_LIGHT - _DARK) / 255
        grey += rng.normal(0, noise, grey.shape)
        picture = io.BytesIO()
        Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(
            picture, "JPEG", quality=quality
        )
        canvas.drawImage(ImageReader(picture), 0, 0, *page.get_size())
        canvas.showPage()
        page.close()
    pdf.close()
    canvas.save()
    return buffer.getvalue()
