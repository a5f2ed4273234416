"""Hyphens at the end of a line: those that only the line break made, and those of the word.

The document's own words decide, then the shape of the halves, then the lexicon. What none of them
decides is called undecided, whichever way it goes.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from ggsr_extract.lexicon import begins_with_particle, is_coordinator, is_particle, is_word

__all__ = ["UNDECIDED", "OwnWords", "at_line_end", "in_line"]

# What the rule of an undecided hyphen ends with.
UNDECIDED = ".undecided"
_LINE_END = re.compile(r"([^\W\d_]{2,60})[-‐][^\S\n]*\n\s*([^\W\d_]{2,60})")
_MOST_BREAKS = 100
_VOWELS = frozenset("aeiouyáéíóúàèëïöü")
# The last part of a compound has so many letters: "opgroei- en opvoedondersteuning".
_SHORTEST_PART = 4


class OwnWords(Struct, frozen=True):
    """What a document says of its own words: those that it prints, and its text."""

    words: Container[str]
    text: str


def at_line_end(left: str, right: str, following: str, own: OwnWords) -> tuple[str | None, str]:
    """The document's own words decide first, then the shape of the two halves, then Dutch.

    `following` is the word after the right half.
    """
    if is_coordinator(right) and _hangs(left, right, following):
        return None, ""
    if (left + right).lower() in own.words:
        return "", "hyphen.line_end.own_words"
    if f"{left}-{right}".lower() in own.words:
        return "-", "hyphen.line_end.kept.own_words"
    if len(left) == 1 or left[-1].isdigit() or left.isupper() or not right[0].islower():
        return "-", "hyphen.line_end.kept.shape"
    return _by_lexicon(left, right, own.text)


def _hangs(left: str, right: str, following: str) -> bool:
    """Whether a part is left out that the word after the coordinator has: not `partij-en`.

    Where both can be meant (`opgroei-en`, `op-en`), what follows has the part: it is a compound,
    or begins with another particle (`op- en afschaling`).
    """
    if not is_word(left + right):
        return True
    if is_particle(left) and begins_with_particle(following, _SHORTEST_PART):
        return True
    return any(
        is_word(following[:at]) and is_word(following[at:])
        for at in range(2, len(following) - _SHORTEST_PART + 1)
    )


def _by_lexicon(left: str, right: str, text: str) -> tuple[str, str]:
    """Where Dutch has neither word, and both halves are words: as the text does elsewhere."""
    if is_word(left + right):
        return "", "hyphen.line_end.lexicon"
    if is_word(f"{left}-{right}"):
        return "-", "hyphen.line_end.kept.lexicon"
    is_word_each = is_word(left) and is_word(right)
    clash = left[-1] in _VOWELS and right[0] in _VOWELS
    if is_word_each and (clash or not _breaks_words(text)):
        return "-", "hyphen.line_end.kept.undecided"
    return "", "hyphen.line_end.undecided"


@lru_cache(maxsize=4)
def _breaks_words(text: str) -> bool:
    """Whether the lines of a text end within words elsewhere, where nothing else can be meant."""
    return any(
        is_word(f"{found[1]}{found[2]}")
        and not is_word(f"{found[1]}-{found[2]}")
        and not is_word(found[1])
        for found in islice(_LINE_END.finditer(text), _MOST_BREAKS)
    )


def in_line(left: str, right: str, sign: str, words: Container[str]) -> tuple[str, str]:
    """A converter's leftover, when the document prints the same word without the hyphen."""
    if len(left) > 2 and len(right) > 2 and right.islower() and (left + right).lower() in words:
        return "", "hyphen.in_line.own_words"
    return sign, ""
