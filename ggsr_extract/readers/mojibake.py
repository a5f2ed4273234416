"""UTF-8 that somebody read as another encoding, mended stretch by stretch.

Only the encoding is mended (`Ã©` is é): quotes, ligatures and widths stay as printed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ggsr_extract.text import Edit, Span

__all__ = ["mend"]

# How the bytes 80..BF of a UTF-8 sequence show in Windows-1252 and Latin-1.
_TAIL = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# A sign of mojibake each: sequences seen through Windows-1252, Mac Roman and code page 437, and
# Windows-1252 that was read as Latin-1 (control characters). NEL (U+0085) is a line end elsewhere.
_SUSPECT = re.compile(
    rf"(?:[Â-ô][{_TAIL}]+|[ÃÂ] |√[^\x00-\x7f\s]|‚[Äàúâ][^\x00-\x7f]|[├Γ][^\x00-\x7f\s]+"
    r"|[\x80-\x84\x86-\x9f]+)+"
)
# The same for a first look: it begins with a set of characters, which makes the search fast.
_ANY = re.compile(
    r"[Â-ô√‚├Γ\x80-\x84\x86-\x9f]"
    rf"(?:(?<=[\x80-\x9f])|(?<=[ÃÂ]) |(?<=[Â-ô])[{_TAIL}]|(?<=[√‚├Γ])[^\x00-\x7f\s])"
)
# Longer stretches than any word's are no mojibake, and would be slow to try.
_LONGEST = 64
# ftfy also knows the odd UTF-8 of Java, in which these could be hidden.
_UNPRINTED = re.compile("[\x00-\x1f\ud800-\udfff]")


def mend(text: str) -> tuple[str, tuple[Edit, ...]]:
    """The text with mojibake mended, and what was mended where (spans in the mended text).

    >>> mend("Ã©Ã©n")
    ('één', (Edit(span=Span(start=0, end=2), printed='Ã©Ã©', mended='éé', rule='mojibake'),))
    """
    if text.isascii() or _ANY.search(text) is None:
        return text, ()
    mended: list[str] = []
    edits: list[Edit] = []
    cursor = length = 0
    for match in _SUSPECT.finditer(text):
        printed = match.group()
        better = _without_mojibake(printed)
        if better == printed:
            continue
        length += match.start() - cursor
        mended += [text[cursor : match.start()], better]
        edits.append(Edit(Span(length, length + len(better)), printed, better, "mojibake"))
        length += len(better)
        cursor = match.end()
    return "".join([*mended, text[cursor:]]), tuple(edits)


@lru_cache(maxsize=1024)
def _without_mojibake(stretch: str) -> str:
    if len(stretch) > _LONGEST:
        return stretch
    from ftfy import fix_encoding

    better = fix_encoding(stretch)
    return stretch if _UNPRINTED.search(better) else better
