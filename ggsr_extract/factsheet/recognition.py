"""Whether a page may be one of a factsheet: told before anybody knows what stands where on it."""

from __future__ import annotations

from ggsr_extract.factsheet.lookup import PIECE, Lookup, lookup_for
from ggsr_extract.rules import Rules
from ggsr_extract.text import squeeze

__all__ = ["may_be_factsheet"]

# The page of a known factsheet that has most of them has 14 to 39 of some 65; prose about the same
# field has up to ten, since many of them are ordinary words there.
_FEWEST_WORDS = 12


def may_be_factsheet(text: str, rules: Rules) -> bool:
    """Whether a page prints wordings of the toetsingskader, or has a title of the series.

    `text` may be in any order, with words broken over lines: a piece of a wording tells, or where
    its columns are so narrow that there is none, many of its words. It is better to take a page of
    something else for one than to miss one.
    """
    squeezed = squeeze(text)
    return _prints_wordings(squeezed, lookup_for(rules)) or any(
        rules.find("headings.titles", line.strip()) for line in text.splitlines()
    )


def _prints_wordings(squeezed: str, lookup: Lookup) -> bool:
    if sum(word in squeezed for word in lookup.words) >= _FEWEST_WORDS:
        return True
    starts = range(len(squeezed) - PIECE + 1)
    return not lookup.pieces.isdisjoint(squeezed[start : start + PIECE] for start in starts)
