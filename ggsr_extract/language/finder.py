"""Many rules over a text: cheap tests say where which can fire, only there they are tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush

from ggsr_extract.language.literals import (
    OPENING,
    folded,
    is_at_start,
    openings,
    required_literals,
)
from ggsr_extract.rules import Pattern

__all__ = ["Finder", "Matches", "Words"]

Matches = Iterator[tuple[Pattern, re.Match[str]]]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Words:
    """A text that many rules look at: where its words begin is told once."""

    text: str

    @cached_property
    def folded(self) -> str:
        """The text as literals and openings are written."""
        return folded(self.text)

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Where words begin, by their first characters (with what follows a shorter one)."""
        places: dict[str, list[int]] = {}
        text = self.folded
        for word in _WORD.finditer(text):
            start = word.start()
            places.setdefault(text[start : start + OPENING], []).append(start)
        return places


class Finder:
    """The rules of a group as one alternation: where several fire, the first in the file wins."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        regexes = [it.regex for it in patterns]
        self._at_start = [number for number, it in enumerate(regexes) if is_at_start(it)]
        known = {number: openings(it) for number, it in enumerate(regexes)}
        others = [number for number in known if known[number] is None]
        self._elsewhere = frozenset(others) - set(self._at_start)
        self._opened = {
            length: _by_string(
                (number, {it for it in found if len(it) == length})
                for number, found in known.items()
                if found and number not in self._at_start
            )
            for length in range(1, OPENING + 1)
        }
        needed = [(number, required_literals(it)) for number, it in enumerate(regexes)]
        self._always = frozenset(number for number, literals in needed if literals is None)
        self._literals = _by_string(needed)
        self._sought = _by_string(it for it in needed if it[0] in self._elsewhere)

    def finditer(self, words: Words) -> Matches:
        """The rules that fire, with their matches, left to right, without overlap."""
        places = [(start, number, None) for start, number in self._candidates(words)]
        upcoming: list[tuple[int, int, re.Match[str] | None]] = [*places]
        upcoming += self._searched(self._likely(self._elsewhere, self._sought, words), words, 0)
        heapify(upcoming)
        position = 0
        while upcoming:
            start, number, match = heappop(upcoming)
            is_sought = match is not None
            if start >= position:
                match = match or self._patterns[number].regex.match(words.text, start)
                if match is not None:
                    yield self._patterns[number], match
                    position = max(match.end(), start + 1)
            if is_sought:
                for found in self._searched([number], words, max(position, start)):
                    heappush(upcoming, found)

    def places(self, words: Words) -> tuple[tuple[int, int], ...]:
        """Where rules fire."""
        return tuple((match.start(), match.end()) for _, match in self.finditer(words))

    def search(self, words: Words) -> re.Match[str] | None:
        """The first place where any of the rules fires."""
        return next((match for _, match in self.finditer(words)), None)

    def possible(self, words: Words) -> list[Pattern]:
        """The rules that the cheap test does not rule out, in file order."""
        numbers = self._likely(range(len(self._patterns)), self._literals, words)
        return [self._patterns[number] for number in numbers]

    def _candidates(self, words: Words) -> Iterator[tuple[int, int]]:
        """Places where a rule may fire that is known to begin so."""
        yield from ((0, number) for number in self._at_start)
        places = words.places
        longest = self._opened[OPENING]
        for opening in longest.keys() & places.keys():
            for start in places[opening]:
                yield from ((start, number) for number in longest[opening])
        for length in range(1, OPENING):
            if self._opened[length]:
                yield from _shorter(self._opened[length], length, places)

    def _searched(
        self, numbers: Iterable[int], words: Words, position: int
    ) -> Iterator[tuple[int, int, re.Match[str]]]:
        for number in numbers:
            match = self._patterns[number].regex.search(words.text, position)
            if match is not None:
                yield match.start(), number, match

    def _likely(
        self, numbers: Iterable[int], literals: Mapping[str, tuple[int, ...]], words: Words
    ) -> list[int]:
        """Those of the rules one of whose literals stands in the text, if they need any."""
        likely = set(self._always)
        for literal in filter(words.folded.__contains__, literals):
            likely.update(literals[literal])
        return [number for number in numbers if number in likely]


def _shorter(
    opened: Mapping[str, tuple[int, ...]], length: int, places: Mapping[str, list[int]]
) -> Iterator[tuple[int, int]]:
    for opening, starts in places.items():
        for number in opened.get(opening[:length], ()):
            yield from ((start, number) for start in starts)


def _by_string(known: Iterable[tuple[int, Iterable[str] | None]]) -> dict[str, tuple[int, ...]]:
    """The rules that ask for a string, in file order."""
    asked: dict[str, list[int]] = {}
    for number, strings in known:
        for string in strings or ():
            asked.setdefault(string, []).append(number)
    return {string: tuple(numbers) for string, numbers in asked.items()}
