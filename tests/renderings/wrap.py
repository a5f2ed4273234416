"""Wrapping as a typesetter does it: lines of a given width, long Dutch words hyphenated."""

from __future__ import annotations

import re
from random import Random

_VOWELS = "aeiouyéëïöáóè"
_BREAK = re.compile(
    rf"(?<=[{_VOWELS}])(?=[bcdfghjklmnpqrstvwxz][{_VOWELS}])"  # V-CV: be-leid
    rf"|(?<=[{_VOWELS}][bcdfgklmnprstvwz])(?=[bdfghjklmnprstvwz][{_VOWELS}])"  # VC-CV: on-der
)
_ABBREVIATION = re.compile(r"([A-Z]{2,}-)([A-Za-z]\w+)")


def break_points(word: str) -> tuple[int, ...]:
    """Places where a long word may be parted, four letters from its ends at least."""
    if len(word) < 9 or not word.strip("().,;:‘’'").isalpha():
        return ()
    return tuple(
        m.start() for m in _BREAK.finditer(word.lower()) if 4 <= m.start() <= len(word) - 4
    )


def wrapped(text: str, width: int, rng: Random, *, hyphenation: float = 0.6) -> list[str]:
    """Lines of at most `width` code points; `hyphenation` is the share of chances taken."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        room = width - len(line) - bool(line)
        if len(word) <= room or not line:
            line = f"{line} {word}".lstrip()
            continue
        head, tail = _parted(word, room) if rng.random() < hyphenation else ("", word)
        lines.append(f"{line} {head}".rstrip())
        line = tail
    return [*lines, line] if line else lines


def _parted(word: str, room: int) -> tuple[str, str]:
    """The word in two, the first part with its hyphen fitting in `room`; else ("", word)."""
    abbreviation = _ABBREVIATION.fullmatch(word)
    if abbreviation and len(abbreviation[1]) <= room:
        return abbreviation[1], abbreviation[2]
    fitting = [point for point in break_points(word) if point < room]
    return (f"{word[: fitting[-1]]}-", word[fitting[-1] :]) if fitting else ("", word)
