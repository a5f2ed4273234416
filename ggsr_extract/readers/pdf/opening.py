"""A PDF is opened: with a password where it asks for one, mended where nothing opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from msgspec import Struct

from ggsr_extract.errors import SourceError
from ggsr_extract.readers.pdf.mending import mended
from ggsr_extract.readers.pdf.streams import count_broken_streams
from ggsr_extract.text import Notice

__all__ = ["Pdf", "opened"]

# No factsheet comes near this; it keeps a hostile file from taking for ever.
_MOST_PAGES = 2_000
# pdfium's error codes: a password that is lacking or wrong, and a cipher that it does not know.
_PASSWORD_ERROR, _CIPHER_ERROR = 4, 5
_POINTER = re.compile(rb"startxref\s+(\d{1,12})")
_INDEX = re.compile(rb"\s*(?:xref|\d+\s+\d+\s+obj)\b")
_ENTRY = re.compile(rb"(?<!\d)(?!0{10})(\d{10}) \d{5} n")
_OBJECT = re.compile(rb"\s*\d+\s+\d+\s+obj\b")
_SIGNATURE = b"%PDF-"
_COMPARE = "compare the pages with the original"
_NO_PDF = b"no PDF"


class Pdf(Struct, frozen=True):
    """A PDF that is open.

    Attributes:
        document: pypdfium2's PdfDocument; it has pages.
        data: what was opened: the bytes of the file, or of a mended copy.
        password: what opened it, if it needed one.
        fontless: pages (from 1) of a mended copy of which fonts are lost.
        notices: what somebody should know.
    """

    document: Any
    data: bytes
    password: str | None = None
    fontless: frozenset[int] = frozenset()
    notices: tuple[Notice, ...] = ()

    @property
    def is_damaged(self) -> bool:
        """Whether the file is not as it was made."""
        return any(notice.code == "damaged" for notice in self.notices)


@contextmanager
def opened(data: bytes, passwords: Sequence[str] = ()) -> Iterator[Pdf]:
    """The file opened: as it is, else as a mended copy. It is closed afterwards.

    Raises:
        SourceError: `password`, `damaged`, `too_large`.
    """
    pdf = _as_it_is(data, passwords) or _as_mended(data, passwords)
    with closing(pdf.document):
        count = len(pdf.document)
        if count > _MOST_PAGES:
            raise SourceError("too_large", f"{count} pages; {_MOST_PAGES} is the most that is read")
        yield pdf


def _as_it_is(data: bytes, passwords: Sequence[str]) -> Pdf | None:
    """The file, if pdfium opens it and sees pages; with the first password that opens it."""
    for password in (None, *passwords):
        document = _tried(data, password)
        if document == _CIPHER_ERROR:
            raise SourceError(
                "password",
                "the PDF is encrypted in a way that no password opens: save a copy without it",
            )
        if document == _PASSWORD_ERROR:
            continue
        if isinstance(document, int):
            return None
        if not len(document):
            document.close()
            return None
        encryption = tuple(_encryption(document, password))
        damage = tuple(_damage(data, is_readable=not encryption))
        return Pdf(document, data, password, notices=(*encryption, *damage))
    raise SourceError("password", _locked(len(passwords)))


def _tried(data: bytes, password: str | None) -> Any:
    """A pypdfium2 PdfDocument, or the number of pdfium's error.

    Where it cannot open a file for no reason that it knows, it gives that of the last failure: one
    that is known comes first.
    """
    import pypdfium2

    for each in (_NO_PDF, data):
        try:
            document = pypdfium2.PdfDocument(each, password=password)
        except pypdfium2.PdfiumError as error:
            code = int(error.err_code)
        else:
            return document
    return code


def _locked(tried: int) -> str:
    if not tried:
        return "the PDF asks for a password: give it with --password or --password-file"
    what = "the password does not open" if tried == 1 else f"none of {tried} passwords opens"
    return f"{what} the PDF: give another one with --password or --password-file"


def _encryption(document: Any, password: str | None) -> Iterator[Notice]:
    from pypdfium2.raw import FPDF_GetSecurityHandlerRevision

    if password is not None:
        yield Notice("password", "info", "the PDF is encrypted: it was opened with a password")
    elif FPDF_GetSecurityHandlerRevision(document) >= 0:
        message = "its owner locked the PDF against changes: it is read without a password"
        yield Notice("password", "info", message)


def _damage(data: bytes, *, is_readable: bool) -> Iterator[Notice]:
    """What pdfium passes over without a word; `is_readable`: the streams are not encrypted."""
    broken = count_broken_streams(data) if is_readable else 0
    if not _has_index(data):
        yield Notice(
            "damaged",
            "error",
            "the PDF is damaged or cut off, its index leads nowhere: it was read as far as it "
            f"goes; {_COMPARE}",
        )
    elif broken:
        yield Notice(
            "damaged",
            "error",
            f"the PDF is damaged: {broken} of its streams are not what was written, and what they "
            f"held is lost in part; {_COMPARE}",
        )


def _has_index(data: bytes) -> bool:
    """Whether there is an index where the end of the file says it is.

    pdfium makes one anew where there is none.
    """
    pointers = list(_POINTER.finditer(data, max(0, len(data) - 2**20)))
    if pointers:
        # Places count from the signature, or from the first byte.
        return any(
            _leads_somewhere(data, int(pointers[-1][1]), shift)
            for shift in {0, data.find(_SIGNATURE)}
        )
    return False


def _leads_somewhere(data: bytes, place: int, shift: int) -> bool:
    """Whether an index stands at a place, and an object wherever it says."""
    if not _INDEX.match(data, place + shift):
        return False
    end = data.find(b"trailer", place + shift)
    if not data.startswith(b"xref", place + shift) or end < 0:
        return True  # in a stream, or with blanks before it: pdfium has read it
    places = (int(entry[1]) + shift for entry in _ENTRY.finditer(data, place + shift, end))
    return all(_OBJECT.match(data, each) for each in places)


def _as_mended(data: bytes, passwords: Sequence[str]) -> Pdf:
    """A mended copy of the file.

    Raises:
        SourceError: `password`, `damaged`.
    """
    import pypdfium2

    copy = mended(data, passwords)
    if copy is None:
        raise SourceError(
            "damaged", "no reader of PDF can open it: it is damaged or cut off; get the file anew"
        )
    if not copy.pages:
        raise SourceError("damaged", "the PDF has no pages")
    try:
        document = pypdfium2.PdfDocument(copy.data)
    except pypdfium2.PdfiumError as error:
        raise SourceError(
            "damaged", "the PDF is damaged, and its mended copy cannot be read; get the file anew"
        ) from error
    notice = Notice(
        "damaged",
        "error",
        f"the PDF is damaged: a copy mended by qpdf was read ({copy.mends}); {_COMPARE}",
    )
    return Pdf(document, copy.data, fontless=copy.fontless, notices=(notice,))
