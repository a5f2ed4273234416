"""Whether words stand in a document, in whatever pieces its layout has cut them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ggsr_extract.cleaning import passage_of
from ggsr_extract.text import Document, Span

__all__ = ["Standing"]

_LINE = re.compile(r"[^\n\f]+")
_GLUE = re.compile(r"[\s\u00ad‐‑-]+")
# What may lie between two words of a cell: a line of each of its neighbours, or a page's end.
_REACH = 80
_BEFORE = 5


@dataclass(frozen=True)
class Standing:
    """A document to look words up in."""

    document: Document

    def missing(self, text: str) -> str | None:
        """None when `text` stands in the document; else where it leaves it, for a message.

        It stands there as one piece, whatever blanks and hyphens are in it, or as pieces in order
        with something else between them, as in a page whose columns were interleaved.
        """
        if not text.strip() or _glued(text) in self._whole:
            return None
        words = text.split()
        reached = self._follow(words)
        if reached is None:
            return None
        before = " ".join(words[max(0, reached - _BEFORE) : reached])
        return f"“{f'… {before} ' if before else ''}⟦{words[reached]}⟧”"

    @cached_property
    def _whole(self) -> str:
        passage = passage_of(self.document, [Span(0, len(self.document.text))])
        return _glued(passage.text if passage else "")

    @cached_property
    def _words(self) -> Sequence[str]:
        return tuple(word for line in self._lines() for word in line.split())

    def _lines(self) -> Iterator[str]:
        for match in _LINE.finditer(self.document.text):
            passage = passage_of(self.document, [Span(*match.span())])
            if passage is not None:
                yield passage.text

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words):
            places[word].append(place)
        return places

    def _follow(self, words: Sequence[str]) -> int | None:
        """The number of the first word that does not follow on those before it; None: all do.

        Cut into as few pieces as possible, they may not be more than half as many as the words.
        """
        counts = {last: 1 for _, last in self._ways(words[0])}
        for number, word in enumerate(words[1:], 1):
            following = {}
            for first, last in self._ways(word):
                ways = [
                    count + (first - place > 1)
                    for place, count in counts.items()
                    if 0 < first - place <= _REACH
                ]
                if ways:
                    following[last] = min(ways)
            if not (counts := following):
                return number
        if not counts:
            return 0
        return None if min(counts.values()) <= max(2, len(words) // 2) else len(words) - 1

    def _ways(self, word: str) -> Iterator[tuple[int, int]]:
        """Where a word begins and ends: whole, or broken over two lines with a hyphen."""
        for place in self._places.get(word, ()):
            yield place, place
        for cut in range(1, len(word)):
            for place in self._places.get(f"{word[:cut]}-", ()):
                ends = self._places.get(word[cut:].removeprefix("-"), ())
                yield from ((place, end) for end in ends if 0 < end - place <= _REACH)


def _glued(text: str) -> str:
    """The text without blanks and hyphens: both come and go at the end of a line."""
    return _GLUE.sub("", text)
