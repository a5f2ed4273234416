"""A PDF that nobody asked for is set aside by its plain text, before its pages are laid out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

from ggsr_extract.errors import SourceError
from ggsr_extract.readers.pdf.opening import Pdf
from ggsr_extract.readers.pdf.triage import is_babble, unknown_in

__all__ = ["require_wanted"]

# Text of which more is no letter or sign says nothing.
_MOST_UNKNOWN = 0.05
_MOST_CHARACTERS = 150_000


def require_wanted(pdf: Pdf, is_wanted: Callable[[str], bool]) -> None:
    """Pass a PDF of which some page is wanted, or cannot be judged by its plain text.

    Raises:
        SourceError: `not_a_factsheet`.
    """
    if any(notice.severity == "error" for notice in pdf.notices):
        return  # it is damaged: what it lacks is not told by what it has
    has_text = False
    for text in _texts(pdf.document):
        if not _is_legible(text) or is_babble(text) or is_wanted(text):
            return
        has_text = has_text or bool(text.strip())
    if has_text:
        raise SourceError(
            "not_a_factsheet",
            f"not a GGSR factsheet: none of its {len(pdf.document)} pages says what one says",
        )


def _texts(document: Any) -> Iterator[str]:
    """The plain text of each page; one that cannot be read is all unknown."""
    import pypdfium2

    for number in range(len(document)):
        try:
            with closing(document[number]) as page, closing(page.get_textpage()) as textpage:
                text = textpage.get_text_range(0, min(textpage.count_chars(), _MOST_CHARACTERS))
        except pypdfium2.PdfiumError:
            text = "\ufffd"
        yield text


def _is_legible(text: str) -> bool:
    """Whether the fonts say what the characters are: else nobody knows what the page says."""
    unknown = sum(not (sign.isprintable() or sign.isspace()) for sign in text)
    return unknown + unknown_in(text) <= _MOST_UNKNOWN * len(text)
