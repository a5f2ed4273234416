"""Bytes to text: which encoding, what its line ends mean, and what was mended in it."""

from __future__ import annotations

import re

from msgspec import Struct

from ggsr_extract.errors import SourceError
from ggsr_extract.readers.magic import is_binary
from ggsr_extract.readers.mojibake import mend
from ggsr_extract.text import Edit, Notice

__all__ = ["Decoded", "decode", "is_text"]

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE = 4096
_STRAY = re.compile("[\udc80-\udcff]+")
# The letters and signs of Windows-1252 that Dutch text holds. A text that was written in another
# one-byte encoding shows others (Mac Roman "één" reads "ŽŽn").
_ORDINARY = frozenset(
    "áàâäãåéèêëíìîïóòôöõúùûüçñýÿÁÀÂÄÉÈÊËÍÏÓÔÖÚÜÇÑßøæœ€‚„…†‡‘’“”•–—™š‹›°±²³½¼¾«»·§©®´¨ºª¹√≤≥\xa0\xad"
)
_CANDIDATES = ("cp1252", "mac_roman", "cp850")
# Below this share of ordinary letters none of the candidates is right.
_LEAST_SHARE = 0.8


class Decoded(Struct, frozen=True):
    """A text with LF line ends, the mojibake that was mended in it, and remarks for the user."""

    text: str
    edits: tuple[Edit, ...] = ()
    notices: tuple[Notice, ...] = ()


def is_text(data: bytes) -> bool:
    """Whether the bytes can be text in one of the encodings that are known here."""
    return _wide_encoding(data) is not None or not is_binary(data)


def decode(data: bytes) -> Decoded:
    """Decode text.

    Raises:
        SourceError: `empty` (nothing but blanks), `binary` (control characters), `encoding`.
    """
    printed, notices = _to_text(data)
    if not printed.strip():
        raise SourceError("empty", "the file holds no text")
    if is_binary(printed.encode()):
        raise SourceError("binary", "the file holds control characters instead of text")
    text, edits = mend(printed.replace("\r\n", "\n").replace("\r", "\n"))
    return Decoded(text, edits, notices)


def _to_text(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    encoding = _wide_encoding(data)
    if encoding is None:
        return _narrow_text(data.removeprefix(b"\xef\xbb\xbf"))
    try:
        return data.decode(encoding).removeprefix("\ufeff"), ()
    except UnicodeDecodeError as error:
        raise SourceError(
            "encoding", f"looks like {encoding.upper()} but is not, at byte {error.start}"
        ) from error


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32, by byte order mark or by where the NUL bytes stand; None: neither."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return None if encoding == "utf-8" else encoding
    sample = data[: min(_SAMPLE, len(data) // 4 * 4)] or data[: len(data) // 2 * 2]
    if b"\x00" not in sample:
        return None
    nuls = [sample[offset::4].count(0) * 4 / len(sample) for offset in range(4)]
    if len(sample) % 4 == 0 and min(nuls[2], nuls[3]) == 1 and nuls[0] == 0:
        return "utf-32-le"
    if len(sample) % 4 == 0 and min(nuls[0], nuls[1]) == 1 and nuls[3] == 0:
        return "utf-32-be"
    even, odd = (sample[offset::2].count(0) * 2 / len(sample) for offset in range(2))
    if odd > 0.5 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > 0.5 and odd == 0 else None


def _narrow_text(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
    strays = sum(len(run) for run in _STRAY.findall(text))
    letters = sum(not character.isascii() for character in text) - strays
    if letters > strays:
        return _mixed_text(text, strays)
    return _legacy_text(data)


def _mixed_text(text: str, strays: int) -> tuple[str, tuple[Notice, ...]]:
    """UTF-8 into which somebody pasted bytes of Windows-1252."""

    def reread(match: re.Match[str]) -> str:
        return match.group().encode("utf-8", "surrogateescape").decode("cp1252")

    try:
        mended = _STRAY.sub(reread, text)
    except UnicodeDecodeError as error:
        raise SourceError(
            "encoding", "UTF-8 with bytes in it that are neither UTF-8 nor Windows-1252"
        ) from error
    message = f"UTF-8 with {strays} stray bytes, which were read as Windows-1252"
    return mended, (Notice("encoding", "warning", message),)


def _legacy_text(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The encoding that gives most letters of Dutch text; Windows-1252 where several do."""
    texts = {name: text for name in _CANDIDATES if (text := _decoded(data, name)) is not None}
    shares = {name: _ordinary_share(text) for name, text in texts.items()}
    best = max(shares, key=lambda name: shares[name], default=None)
    if best is None or shares[best] < _LEAST_SHARE:
        best = _guess(data) or ("cp1252" if "cp1252" in texts else None)
    text = None if best is None else texts.get(best) or _decoded(data, best)
    if best is None or text is None:
        raise SourceError("encoding", "neither UTF-8, UTF-16 nor Windows-1252")
    said = "Windows-1252" if best == "cp1252" else f"{best}, a guess"
    return text, (Notice("encoding", "info", f"not UTF-8: read as {said}"),)


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _ordinary_share(text: str) -> float:
    special = [character for character in text if not character.isascii()]
    return sum(character in _ORDINARY for character in special) / max(1, len(special))


def _guess(data: bytes) -> str | None:
    """What statistics say of the first part of it."""
    from charset_normalizer import from_bytes

    guess = from_bytes(data[: 1 << 16]).best()
    return guess.encoding if guess is not None else None
