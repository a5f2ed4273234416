"""The words of a picture of text, by Tesseract with its Dutch data."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ggsr_extract.errors import SourceError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

__all__ = ["OcrLine", "OcrWord", "lines_in", "ocr_lacks", "require_ocr"]

_LANGUAGE = "nld"
# Page segmentation: text wherever it stands, as columns of a table are no columns of a page.
_SEGMENTATION = 11
# Seconds for a page.
_MOST_SECONDS = 180
_CONTRAST = 1.6
# Letters that go below the line, and marks that hang below it or stand above it.
_BELOW = frozenset("gjpqyQJ,;()[]{}/|@$§çµ_")
_ABOVE = frozenset("'\"`’‘“”^°*-–—=~•·.…:")
# Height of letters as a share of the size of their font: with ascender, without.
_TALL, _SMALL = 0.74, 0.55
_TALL_LETTERS = frozenset("bdfhkltijßABCDEFGHIKLMNOPRSTUVWXYZ0123456789!?%&")
_INSTALL = (
    "reading pictures of pages needs the program tesseract with its Dutch data (Debian: apt-get "
    "install tesseract-ocr tesseract-ocr-nld) and the extra ocr (pip install 'ggsr-extract[ocr]')"
)


class OcrWord(Struct, frozen=True):
    """A word and the box of its ink in pixels; `sureness` is what Tesseract says, 0..100."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    sureness: float


class OcrLine(Struct, frozen=True):
    """Words on one line from left to right; `baseline` and the `size` of the letters in pixels."""

    words: tuple[OcrWord, ...]
    baseline: float
    size: float


def require_ocr() -> None:
    """Look whether everything that OCR needs is there.

    Raises:
        SourceError: `no_text_layer`, with what to install.
    """
    lacking = ocr_lacks()
    if lacking:
        raise SourceError("no_text_layer", lacking)


def ocr_lacks() -> str | None:
    """What OCR needs and does not find here, and how to install it; None: nothing."""
    missing = _missing()
    return f"{missing} is missing: {_INSTALL}" if missing else None


def _missing() -> str | None:
    try:
        import cv2  # noqa: F401
        import pytesseract
    except ImportError as error:
        return f"the package {error.name}"
    try:
        languages = pytesseract.get_languages(config="")
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError):
        return "the program tesseract"
    return None if _LANGUAGE in languages else "the Dutch data of tesseract"


def lines_in(ink: Grey) -> list[OcrLine]:
    """The lines of words in a picture of ink (0: none, 255: most).

    Raises:
        SourceError: `no_text_layer`, where Tesseract gives up.
    """
    import cv2
    import numpy as np
    import pytesseract
    from PIL import Image

    # Its own threads stand in each other's way, and in that of other documents.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    paper = 255 - np.asarray(cv2.convertScaleAbs(ink, alpha=_CONTRAST), dtype=np.uint8)
    try:
        found = pytesseract.image_to_data(
            Image.fromarray(paper),
            lang=_LANGUAGE,
            config=f"--psm {_SEGMENTATION} --dpi 300 -c tessedit_do_invert=0",
            output_type=pytesseract.Output.DICT,
            timeout=_MOST_SECONDS,
        )
    except (pytesseract.TesseractError, RuntimeError) as error:
        raise SourceError("no_text_layer", f"OCR of a page failed: {error}") from error
    return [_line(words) for words in _words_by_line(found).values()]


def _words_by_line(found: dict[str, list[str]]) -> dict[tuple[str, ...], list[OcrWord]]:
    lines: dict[tuple[str, ...], list[OcrWord]] = defaultdict(list)
    for number, text in enumerate(found["text"]):
        if not text.strip():
            continue
        x, y, width, height = (
            int(found[key][number]) for key in ("left", "top", "width", "height")
        )
        place = tuple(found[key][number] for key in ("block_num", "par_num", "line_num"))
        sureness = float(found["conf"][number])
        lines[place].append(OcrWord(text.strip(), x, y, x + width, y + height, sureness))
    return lines


def _line(words: Sequence[OcrWord]) -> OcrLine:
    bottoms = sorted(word.bottom for word in words if _stands_on_line(word))
    sizes = sorted(_sizes(words))
    size = sizes[len(sizes) // 2] if sizes else max(word.bottom - word.top for word in words)
    low = max(word.bottom for word in words)
    baseline = bottoms[len(bottoms) // 2] if bottoms else low - 0.2 * size
    return OcrLine(tuple(sorted(words, key=lambda word: word.x0)), baseline, size)


def _stands_on_line(word: OcrWord) -> bool:
    return not set(word.text) & _BELOW and bool(set(word.text) - _ABOVE)


def _sizes(words: Sequence[OcrWord]) -> Iterator[float]:
    """What the height of each word says of the size of its font."""
    for word in words:
        letters = set(word.text)
        if not letters & _BELOW and letters - _ABOVE:
            share = _TALL if letters & _TALL_LETTERS else _SMALL
            yield (word.bottom - word.top) / share
