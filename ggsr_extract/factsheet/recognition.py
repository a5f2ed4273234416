"""Whether a page may be one of a factsheet: told before anybody knows what stands where on it."""

from __future__ import annotations

from ggsr_extract.factsheet.lookup import lookup_for
from ggsr_extract.rules import Rules
from ggsr_extract.text import squeeze

__all__ = ["may_be_factsheet"]

# The page of a known factsheet that has most of them has 14 to 39 of some 65; a page about
# something else has none or a few.
_FEWEST_WORDS = 5


def may_be_factsheet(text: str, rules: Rules) -> bool:
    """Whether a page uses the words of the toetsingskader, or has a title of the series.

    `text` may be in any order, with words broken over lines. It is better to take a page of
    something else for one than to miss one.
    """
    squeezed = squeeze(text)
    found = (word in squeezed for word in lookup_for(rules).words)
    return sum(found) >= _FEWEST_WORDS or any(
        rules.find("headings.titles", line.strip()) for line in text.splitlines()
    )
