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
# What shows itself shows itself on its first pages: a report of hundreds is not gone through.
_MOST_PAGES = 40


def require_wanted(pdf: Pdf, is_wanted: Callable[[str], bool], *, has_ocr: bool) -> None:
    """Pass a PDF of which some page is wanted, or cannot be judged by its plain text.

    Only its first pages are looked at. `has_ocr`: a page without text is going to be read from its
    picture.

    Raises:
        SourceError: `not_a_factsheet`; `no_text_layer` where half of these pages have no text.
    """
    if pdf.is_damaged:
        return  # what it lacks is not told by what it has
    seen = bare = 0
    for text in _texts(pdf.document):
        seen += 1
        bare += not text.strip()
        if not _is_legible(text) or is_babble(text) or is_wanted(text) or (has_ocr and bare):
            return
    if bare == seen:
        return
    if 2 * bare >= seen:
        raise SourceError(
            "no_text_layer",
            f"no text layer on {bare} of {seen} pages, and the others do not say what a GGSR "
            "factsheet says; run with --ocr to read them",
        )
    raise SourceError("not_a_factsheet", f"not a GGSR factsheet: {_why(len(pdf.document))}")


def _why(count: int) -> str:
    if count <= _MOST_PAGES:
        return f"none of its {count} pages says what one says"
    return (
        f"none of the first {_MOST_PAGES} of its {count} pages says what one says; if one begins "
        "further on, split the file"
    )


def _texts(document: Any) -> Iterator[str]:
    """The plain text of each page; one that cannot be read is all unknown."""
    import pypdfium2

    for number in range(min(len(document), _MOST_PAGES)):
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
