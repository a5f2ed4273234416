"""How lines of a cell end: with a paragraph, or within a word that is too long for its column."""

from __future__ import annotations

import re

from ggsr_extract.lexicon import is_word
from ggsr_extract.readers.pdf.model import Segment

__all__ = ["ends_in_word", "ends_short"]

_SENTENCE_END = re.compile(r"[.!?][\"'’”)\]]*\Z")
# A word space, as a share of the font size.
_WORD_SPACE = 0.33


def ends_short(line: Segment, following: Segment, edge: float) -> bool:
    """Whether a sentence ends with a line that had room for the first word of the next one.

    `edge`: how far text reaches in the column.
    """
    word = following.words[0]
    needed = word.x1 - word.x0 + _WORD_SPACE * line.size
    return _SENTENCE_END.search(line.words[-1].text) is not None and line.x1 + needed < edge - 1


def ends_in_word(line: Segment, following: Segment, edge: float) -> bool:
    """Whether a line is the beginning of a word that goes on in the next one, without a hyphen.

    Word processors break a word that is longer than a line: it stands alone on the line, which has
    no room for its next letter. Where both parts are words themselves they are two.
    """
    start, rest = line.words[-1], following.words[0]
    letter = (rest.x1 - rest.x0) / len(rest.text)
    if len(line.words) > 1 or line.x1 + letter <= edge or not start.text.isalpha():
        return False
    part = rest.text.rstrip(".,;:!?)")
    are_two = len(part) > 1 and is_word(start.text) and is_word(part)
    return part[:1].islower() and not are_two and is_word(start.text + part)
