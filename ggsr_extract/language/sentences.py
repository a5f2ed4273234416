"""A text becomes sentences: abbreviations, dates, quotes and brackets do not break them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge

from ggsr_extract.rules import Rules
from ggsr_extract.text import Span, trim

__all__ = ["SentenceSplitter"]

# A sentence is cut where it gets longer, so that no text makes any later search long.
_LONGEST = 1200
# An abbreviation and the sign before it are never longer.
_REACH = 16
_TOKEN = re.compile(r"(?<![\w.])[\w.]+\Z")
_STOPS = re.compile(r"[.!?…\s\"'’”»)\]]*\Z")


class SentenceSplitter:
    """Finds the sentences of a text by the rules of `language.toml`."""

    def __init__(self, rules: Rules) -> None:
        self._ends = rules.patterns["language.sentence_ends"]
        self._abbreviations = rules.patterns["language.abbreviations"]
        self._closing = rules.patterns["language.closing_abbreviations"]

    def split(self, text: str) -> tuple[Span, ...]:
        """The sentences in order, without the blanks around them; together all else."""
        start = 0
        spans: list[Span] = []
        for end in (*self._breaks(text), len(text)):
            spans.extend(_cut(trim(Span(start, end), text), text))
            start = end
        return tuple(span for span in spans if len(span))

    def _breaks(self, text: str) -> Iterator[int]:
        ends = (rule.regex.finditer(text) for rule in self._ends)
        for match in merge(*ends, key=lambda match: match.start()):
            if match.group()[0] != "." or not self._is_abbreviation(text, match):
                yield match.end()

    def _is_abbreviation(self, text: str, match: re.Match[str]) -> bool:
        before = _TOKEN.search(text[max(0, match.start() - _REACH) : match.start() + 1])
        if before is None:
            return False
        last = before.group()
        following = text[match.end() : match.end() + 3].strip(" \n\t\"'‘“(")
        if any(rule.regex.match(last) for rule in self._closing):
            return not following[:1].isupper()
        return any(rule.regex.match(last) for rule in self._abbreviations)


def without_stop(span: Span, text: str) -> Span:
    """The sentence without the signs that end it."""
    stop = _STOPS.search(text, max(span.start, span.end - _REACH), span.end)
    return Span(span.start, stop.start() if stop else span.end)


def _cut(span: Span, text: str) -> Iterator[Span]:
    """The span, in pieces where it is too long, at blanks where there are any."""
    while len(span) > _LONGEST:
        place = text.rfind(" ", span.start + 1, span.start + _LONGEST)
        place = span.start + _LONGEST if place < 0 else place
        yield trim(Span(span.start, place), text)
        span = trim(Span(place, span.end), text)
    yield span
