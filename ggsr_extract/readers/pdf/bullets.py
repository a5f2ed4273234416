"""Signs of list items, as they are drawn before them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from ggsr_extract.readers.lines import is_bullet, is_item_sign
from ggsr_extract.readers.pdf.model import PageContent, Segment, Word

__all__ = ["bullet_in", "has_dashed_items", "is_list_sign", "item_sign_in"]

# Words or signs of something else, unless they hang before an item; letters as Wingdings has them.
_DASHES = frozenset("-–—⁃")
# These may be verdicts even then.
_SHAPES = frozenset("▫○■□►➢→❖§Øvqü")
_HANGING = _DASHES | _SHAPES | frozenset("o")
_WINGDINGS = frozenset("§Øvqlnu")
_PLAIN = frozenset("-*")
# The white behind a sign that hangs: more than a word space (as a share of the font size), and so
# many times as much as any other white on the line.
_HANG = 0.5
_WIDER = 1.5
# A drawn dot before a line is a bullet: at most this share of the font size.
_DOT = 0.65


def is_list_sign(text: str) -> bool:
    """Whether a text that stands apart from the words behind it is the sign of an item."""
    return text in _HANGING or is_item_sign(text)


def item_sign_in(page: PageContent, segment: Segment) -> Word | None:
    """The sign of an item with which a line of running text begins."""
    sign = segment.words[0]
    if len(segment.words) < 2:
        return None
    if sign.styles[0][1].font < 0:
        is_sign = len(sign.text) == 1 and sign.bottom - sign.top <= _DOT * segment.size
    else:
        is_sign = (
            sign.text in _PLAIN
            or _is_bullet(page, sign)
            or (is_list_sign(sign.text) and sign.text not in _SHAPES and _hangs(segment))
        )
    return sign if is_sign else None


def bullet_in(page: PageContent, line: Segment, *, is_dashed: bool) -> Word | None:
    """The sign of an item with which a line of a cell begins.

    A shape may be a verdict there, and so may a dash where items have none (`is_dashed`).
    """
    sign = line.words[0]
    if len(line.words) < 2:
        return None
    is_sign = _is_bullet(page, sign) or (
        is_list_sign(sign.text)
        and sign.text not in _SHAPES
        and (is_dashed or sign.text not in _DASHES)
        and _hangs(line)
    )
    return sign if is_sign else None


def has_dashed_items(lines: Iterable[Segment]) -> bool:
    """Whether dashes hang before texts of a column, and no signs that a verdict may be."""
    signs = {line.words[0].text for line in lines if len(line.words) > 1 and _hangs(line)}
    return not any(len(sign) == 1 and not is_list_sign(sign) for sign in signs)


def _is_bullet(page: PageContent, word: Word) -> bool:
    """Whether a word can be nothing but a bullet."""
    font = word.styles[0][1].font
    if len(word.text) != 1 or font < 0:
        return False
    return is_bullet(word.text) or (
        "wingdings" in page.fonts[font].casefold() and word.text in _WINGDINGS
    )


def _hangs(segment: Segment) -> bool:
    """Whether the first word stands further from the second than words of the line do."""
    first, *others = (after.x0 - word.x1 for word, after in pairwise(segment.words))
    return first > max(_HANG * segment.size, *(_WIDER * gap for gap in others), 0.0)
