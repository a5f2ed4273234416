"""Traces that a reading leaves in the words of a finding when it went wrong."""

from __future__ import annotations

import re

from ggsr_extract.lexicon import is_opener
from ggsr_extract.rules import Rules
from ggsr_extract.text import Passage

__all__ = ["broken", "stray_sign"]

_SENTENCE_END = re.compile(r"[.!?…:;][\"'’”»)\]*]*\Z")
# Of several sentences the last one has no end; notes in haste have none at all.
_AMID_SENTENCE = re.compile(r"[.!?]\s.*[\w,]\Z", re.DOTALL)


def broken(words: Passage | None) -> str | None:
    """How the words show that a part of them stands elsewhere."""
    text = words.text if words else ""
    if text.endswith(("-", "\u2010")):
        return "break off within a word"
    if text[:1].islower():
        return "begin in the middle of a sentence"
    is_open = is_opener(text.rpartition(" ")[2]) or _AMID_SENTENCE.search(text) is not None
    return "break off within a sentence" if is_open else None


def stray_sign(words: Passage | None, rules: Rules) -> str | None:
    """A verdict that stands free in the words of a finding.

    A tick or a cross is one also when a word follows without a blank; a letter or a dash at their
    end; a letter also where a sentence begins.
    """
    parts = words.text.split() if words else []
    for place, part in enumerate(parts):
        glyph = rules.glyphs.get(part[0])
        if glyph is None or (glyph.is_weak and len(part) > 1):
            continue
        begins = place == 0 or _SENTENCE_END.search(parts[place - 1]) is not None
        if (
            not glyph.is_weak
            or place == len(parts) - 1
            or (begins and part.isupper() and parts[place + 1][:1].isupper())
        ):
            return part[0]
    return None
