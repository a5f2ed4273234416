"""How a source is to be read: what a user may say about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypedDict, Unpack

from msgspec import Struct

from ggsr_extract.kinds import PDF_ENGINES, PdfEngine

__all__ = ["ReadHow", "ReadOptions", "read_options"]


class ReadHow(TypedDict, total=False):
    """The options as the public functions take them; see :class:`ReadOptions`."""

    password: str | Iterable[str] | None
    pdf_engine: PdfEngine
    ocr: bool


class ReadOptions(Struct, frozen=True):
    """How a source is to be read; can be sent to another process.

    Attributes:
        passwords: tried one after the other on a PDF that asks for one. They show nowhere.
        pdf_engine: what sees the characters and lines of a page.
        ocr: whether pages that are pictures are read by OCR.
        is_wanted: tells of the text of a page, in no good order, whether it is of a document that
            is to be laid out and read; None: everything is.
    """

    passwords: tuple[str, ...] = ()
    pdf_engine: PdfEngine = "pdfium"
    ocr: bool = False
    is_wanted: Callable[[str], bool] | None = None

    def __repr__(self) -> str:
        return f"<ReadOptions {self.reading}>"

    @property
    def reading(self) -> str:
        """What changes the rows of a document. A password only says whether there are any."""
        return f"pdf_engine={self.pdf_engine} ocr={self.ocr}"


def read_options(**how: Unpack[ReadHow]) -> ReadOptions:
    """The options, checked.

    Raises:
        ValueError: there is no such engine, or a password is no text.
    """
    engine = how.get("pdf_engine", "pdfium")
    if engine not in PDF_ENGINES:
        raise ValueError(f"pdf_engine is one of {', '.join(PDF_ENGINES)}, not {engine!r}")
    password = how.get("password")
    given = (password,) if isinstance(password, str) else tuple(password or ())
    passwords = tuple(dict.fromkeys(word for word in given if word))
    if any("\ud800" <= sign <= "\udfff" for word in passwords for sign in word):
        raise ValueError("a password holds bytes that are no text")
    return ReadOptions(passwords, engine, how.get("ocr", False))
