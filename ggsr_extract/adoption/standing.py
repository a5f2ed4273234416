"""Whether words stand in a document, in whatever pieces its layout has cut them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile

from msgspec import Struct

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.model import Factsheet
from ggsr_extract.text import Document, Passage, Span

__all__ = ["Standing"]

_LINE = re.compile(r"[^\n\f]+")
_HYPHENS = re.compile(r"[\u00ad‐‑-]")
# What may lie between two words of a cell: a line of each of its neighbours, or a page's end.
_REACH = 80
# What a piece that stands anywhere else counts for.
_ELSEWHERE = 2
# Pieces in any document: a cell that goes on over the page.
_PIECES = 2
# Letters of a word before the column beside it, at the least.
_FUSED = 2
_BEFORE = 5


class Standing(Struct, frozen=True, dict=True):
    """A document to look words up in, and how far what was read of it is cut into pieces."""

    factsheet: Factsheet

    def missing(self, text: str) -> str | None:
        """None when `text` stands in the document; else where it leaves it, for a message.

        It stands there as one piece, whatever blanks and hyphens are in it, or as pieces with
        something else between them: as many as the document's layout makes of such a text.
        """
        if not text.strip() or _glued(text) in self._whole:
            return None
        words = text.split()
        reached = self._follow(words)
        if reached is None:
            return None
        before = " ".join(words[max(0, reached - _BEFORE) : reached])
        return f"“{f'… {before} ' if before else ''}⟦{words[reached]}⟧”"

    def prints(self, sign: str) -> bool:
        """Whether a sign stands in the document, as a reader of the page sees it."""
        return any(sign in line for line in self._lines)

    @property
    def _document(self) -> Document:
        return self.factsheet.document

    @cached_property
    def _whole(self) -> str:
        passage = passage_of(self._document, [Span(0, len(self._document.text))])
        return _glued(passage.text if passage else "")

    @cached_property
    def _lines(self) -> Sequence[str]:
        spans = (Span(*match.span()) for match in _LINE.finditer(self._document.text))
        passages = (passage_of(self._document, [span]) for span in spans)
        return tuple(passage.text for passage in passages if passage is not None)

    @cached_property
    def _words(self) -> Sequence[str]:
        """The words without the hyphens in them; one at the end of a word is kept."""
        return tuple(_unhyphened(word) for line in self._lines for word in line.split())

    @cached_property
    def _places(self) -> Mapping[str, Sequence[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words):
            places[word].append(place)
        return places

    @cached_property
    def _cuts(self) -> Sequence[tuple[int, int]]:
        """Words and cuts of the texts that were read of the document."""
        texts = (it for it in _passages(self.factsheet) if it is not None)
        return tuple((len(it.text.split()), len(it.spans) - 1) for it in texts)

    def _most_pieces(self, count: int) -> float:
        """The most pieces that a text of so many words may be cut into."""
        alike = [cuts / words for words, cuts in self._cuts if 2 * words >= count]
        return _PIECES + count * max(alike, default=0.0)

    def _follow(self, words: Sequence[str]) -> int | None:
        """The number of the first word that does not follow on those before it; None: all do."""
        most = self._most_pieces(len(words))
        counts = {last: 1 for _, last in self._ways(words[0])}
        if not counts:
            return 0
        for number, word in enumerate(words[1:], 1):
            counts = _next(counts, tuple(self._ways(word)))
            if min(counts.values(), default=most + 1) > most:
                return number
        return None

    @cached_property
    def _beginnings(self) -> Mapping[str, Sequence[int]]:
        """Where words begin with the same letters; nothing where no text is cut into pieces."""
        places: dict[str, list[int]] = defaultdict(list)
        if any(cuts for _, cuts in self._cuts):
            for place, word in enumerate(self._words):
                places[word[:_FUSED]].append(place)
        return places

    def _ways(self, word: str) -> Iterator[tuple[int, int]]:
        """Where a word begins and ends: whole, or broken over two lines with a hyphen."""
        whole = _unhyphened(word)
        for place in self._places.get(whole, ()):
            yield place, place
        for cut in range(1, len(whole)):
            for place in self._places.get(f"{whole[:cut]}-", ()):
                yield from self._ends(place, whole[cut:])
        yield from self._fused_ways(whole)

    def _fused_ways(self, word: str) -> Iterator[tuple[int, int]]:
        """Broken where a converter took the hyphen and put the next column's word there."""
        for place in self._beginnings.get(word[:_FUSED], ()):
            other = self._words[place]
            cut = _shared(word, other)
            if _FUSED <= cut < min(len(word), len(other)):
                yield from self._ends(place, word[cut:])

    def _ends(self, place: int, rest: str) -> Iterator[tuple[int, int]]:
        ends = self._places.get(rest, ())
        return ((place, end) for end in ends if 0 < end - place <= _REACH)


def _next(counts: Mapping[int, int], ways: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The fewest pieces that end at each place of the next word."""
    following: dict[int, int] = {}
    for first, last in ways:
        near = [
            count + (first - place > 1)
            for place, count in counts.items()
            if 0 < first - place <= _REACH
        ]
        if near:
            following[last] = min(near)
    elsewhere = min(counts.values()) + _ELSEWHERE
    return following or {last: elsewhere for _, last in ways}


def _passages(factsheet: Factsheet) -> Iterator[Passage | None]:
    for row in factsheet.rows:
        yield row.criterion
        for finding in row.findings:
            yield finding.text
            yield from (caveat.text for caveat in finding.caveats)


def _shared(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _glued(text: str) -> str:
    """The text without blanks and hyphens: both come and go at the end of a line."""
    return _HYPHENS.sub("", "".join(text.split()))


def _unhyphened(word: str) -> str:
    ends = "-" if len(word) > 1 and _HYPHENS.match(word[-1]) else ""
    return _HYPHENS.sub("", word) + ends
