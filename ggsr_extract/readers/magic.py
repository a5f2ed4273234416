"""What bytes that are no text are, as far as their first bytes tell."""

from __future__ import annotations

import re

__all__ = ["describe", "is_binary", "signature"]

# (where it may begin, first bytes, what to tell the user)
_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (
        0,
        b"PK\x03\x04",
        "a zip archive or an office document (docx, xlsx, odt): save that as PDF or HTML",
    ),
    (0, b"PK\x05\x06", "an empty zip archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document: save it as PDF or HTML"),
    (0, b"{\\rtf", "a Rich Text document: save it as PDF or HTML"),
    (0, b"%!PS", "a PostScript file: convert it to PDF"),
    (0, b"\x1f\x8b", "a gzip archive: unpack it first"),
    (0, b"BZh", "a bzip2 archive: unpack it first"),
    (0, b"\xfd7zXZ\x00", "an xz archive: unpack it first"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"),
    (0, b"Rar!\x1a\x07", "a rar archive: unpack it first"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive: unpack it first"),
    (0, b"\x89PNG\r\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"SQLite format 3\x00", "a SQLite database"),
    (0, b"\x7fELF", "a program"),
    (0, b"MZ\x90", "a program"),
)
# XML and the name of its first element; only that of HTML has its tags known here.
_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<\?xml\b[^>]*>(?>\s+|<!--.*?-->|<!(?!--)[^>]*>)*+<(?P<root>[\w.:-]{1,40})",
    re.DOTALL,
)
# Control characters that no text holds: C0 without TAB, LF, VT, FF, CR, ESC, and DEL.
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
# Text with a stray control character is still text; noise has one in ten.
_TOLERATED_SHARE = 0.03
# Bytes in which the first element of XML begins.
_HEAD = 4096


def signature(data: bytes) -> str | None:
    """What the first bytes say the file is; None: nothing that is known here."""
    for reach, magic, meaning in _SIGNATURES:
        if data.find(magic, 0, reach + len(magic)) >= 0:
            return meaning
    xml = _XML.match(data[:_HEAD])
    if xml is not None and xml["root"].lower() != b"html":
        return f"XML (<{xml['root'].decode()}>): take the PDF, or export it as text or HTML"
    return None


def is_binary(data: bytes) -> bool:
    """Whether UTF-8 or one-byte text cannot look like this: NULs, or many control characters."""
    controls = len(data) - len(data.translate(None, _CONTROL))
    return b"\x00" in data or controls > _TOLERATED_SHARE * len(data)


def describe(data: bytes) -> str:
    """A message for a source that nobody reads."""
    known = signature(data)
    if known is None:
        return "neither text nor any format that is known here"
    return f"not read here: {known}"
