"""A damaged PDF is mended by qpdf, as far as it can be: index, lengths of streams, page tree."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from ggsr_extract.errors import SourceError

__all__ = ["Mended", "mended"]

_SHOWN = 3
_DEEPEST = 5
# What qpdf says before its words: the name that the stream has, and a place in it.
_PLACE = re.compile(r"^.*?BytesIO[^>]*>:? ?|\((?:object[^)]*|trailer[^)]*|offset \d+)\)")


class Mended(Struct, frozen=True):
    """A copy that opens without a password.

    Attributes:
        data: the copy.
        pages: how many it has.
        fontless: pages (from 1) that name fonts which are lost, or none at all: their characters
            would come out as others.
        mends: what was wrong, in words.
    """

    data: bytes
    pages: int
    fontless: frozenset[int]
    mends: str


def mended(data: bytes, passwords: Sequence[str] = ()) -> Mended | None:
    """A mended copy; None: this is beyond mending.

    Raises:
        SourceError: `password`.
    """
    import pikepdf

    for password in ("", *passwords):
        try:
            with pikepdf.open(io.BytesIO(data), password=password, suppress_warnings=True) as pdf:
                return _copy(pdf)
        except pikepdf.PasswordError:
            continue
        except (pikepdf.PdfError, ValueError, TypeError, KeyError):
            # Whatever pikepdf stumbles over in a file that is damaged anyway.
            return None
    raise SourceError("password", "the PDF is damaged and asks for a password that was not given")


def _copy(pdf: Any) -> Mended:
    pages = list(pdf.pages)
    fontless = frozenset(n for n, page in enumerate(pages, 1) if not _has_fonts(page.obj))
    buffer = io.BytesIO()
    pdf.save(buffer)
    return Mended(buffer.getvalue(), len(pages), fontless, _in_words(pdf.get_warnings()))


def _in_words(warnings: Sequence[object]) -> str:
    """The first few different complaints."""
    said = (_PLACE.sub("", str(warning)).strip(" :,") for warning in warnings)
    different = list(dict.fromkeys(words for words in said if words))
    more = len(different) - _SHOWN
    shown = [*different[:_SHOWN], f"{more} more"] if more > 0 else different
    return "; ".join(shown) or "its page tree"


def _has_fonts(page: Any) -> bool:
    """Whether a page, with the forms that it shows, names fonts and all of them are there."""
    fonts = list(_fonts_of(page, 0))
    return bool(fonts) and all(map(_is_whole, fonts))


def _fonts_of(holder: Any, depth: int) -> Iterator[Any]:
    resources = _entry(holder, "/Resources")
    yield from _values(_entry(resources, "/Font"))
    if depth < _DEEPEST:
        for form in _values(_entry(resources, "/XObject")):
            if _entry(form, "/Subtype") == "/Form":
                yield from _fonts_of(form, depth + 1)


def _is_whole(font: Any) -> bool:
    """Whether a font can say what its characters are."""
    if _entry(font, "/Subtype") is None:
        return False
    if _entry(font, "/Subtype") != "/Type0":
        return True
    descendants = _entry(font, "/DescendantFonts")
    descendant = descendants[0] if _is_list(descendants) and len(descendants) else None
    is_coded = str(_entry(font, "/Encoding")).startswith("/Identity")
    return _entry(descendant, "/Subtype") is not None and (
        not is_coded or _entry(font, "/ToUnicode") is not None
    )


def _entry(holder: Any, key: str) -> Any:
    """What a dictionary or stream has under a key; None where there is none."""
    from pikepdf import Dictionary, Stream

    return holder.get(key) if isinstance(holder, (Dictionary, Stream)) else None


def _values(holder: Any) -> list[Any]:
    from pikepdf import Dictionary

    return [value for _, value in holder.items()] if isinstance(holder, Dictionary) else []


def _is_list(value: Any) -> bool:
    from pikepdf import Array

    return isinstance(value, Array)
