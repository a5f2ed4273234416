"""Many rules over a text: cheap tests say where which can fire, only there they are tried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

from ggsr_extract.language.literals import (
    OPENING,
    Literals,
    folded,
    is_at_start,
    openings,
    required_literals,
)
from ggsr_extract.rules import Pattern

__all__ = ["Finder", "Matches", "Sieve", "Words"]

Matches = Iterator[tuple[Pattern, re.Match[str]]]
# Where a rule may fire, its number, and its match where that is known already.
_Upcoming = list[tuple[int, int, re.Match[str] | None]]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Words:
    """A text that many rules look at.

    `folded` is the text as literals are written; `places` where its words begin, by their first
    one, two and three characters (with what follows a shorter word); `verbs` where finite verbs
    begin, if a tagger told.
    """

    text: str
    folded: str
    places: Mapping[str, list[int]]
    verbs: tuple[int, ...] | None = None

    @classmethod
    def of(cls, text: str, verbs: tuple[int, ...] | None = None) -> Words:
        """A text, looked through once for all rules."""
        lowered = folded(text)
        places: dict[str, list[int]] = {}
        for word in _WORD.finditer(lowered):
            start = word.start()
            places.setdefault(lowered[start : start + OPENING], []).append(start)
        for opening, starts in list(places.items()):
            for length in range(1, min(len(opening), OPENING)):
                places.setdefault(opening[:length], []).extend(starts)
        return cls(text, lowered, places, verbs)


class Sieve:
    """The rules of a group that may fire in a text, by what each of them needs to."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        needed = [required_literals(it.source, it.flags) for it in patterns]
        self._always = frozenset(number for number, it in enumerate(needed) if it is None)
        self._literals = _by_string(enumerate(needed))

    def possible(self, words: Words) -> list[Pattern]:
        """The rules that are not ruled out, in file order."""
        likely = set(self._always)
        for literal in filter(words.folded.__contains__, self._literals):
            likely.update(self._literals[literal])
        return [self._patterns[number] for number in sorted(likely)]


class Finder:
    """The rules of a group as one alternation: where several fire, the first in the file wins."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        sources = [(it.source, it.flags) for it in patterns]
        needed = [required_literals(*it) for it in sources]
        known = [None if is_at_start(*it) else openings(*it) for it in sources]
        self._at_start = tuple(number for number, it in enumerate(sources) if is_at_start(*it))
        self._elsewhere = tuple(
            (number, needed[number])
            for number, found in enumerate(known)
            if found is None and number not in self._at_start
        )
        self._opened = _by_string(enumerate(known))
        self._beside = dict(_beside(needed, known))
        self._always = frozenset(number for number, it in enumerate(needed) if it is None)
        self._literals = _by_string(enumerate(needed))

    def finditer(self, words: Words) -> Matches:
        """The rules that fire, with their matches, left to right, without overlap."""
        upcoming = self._candidates(words)
        for number, literals in self._elsewhere:
            if literals is None or _holds(words.folded, literals):
                upcoming += self._searched(number, words, 0)
        return self._fired(words, upcoming) if upcoming else iter(())

    def _fired(self, words: Words, upcoming: _Upcoming) -> Matches:
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
                for found in self._searched(number, words, max(position, start)):
                    heappush(upcoming, found)

    def places(self, words: Words) -> tuple[tuple[int, int], ...]:
        """Where rules fire."""
        return tuple((match.start(), match.end()) for _, match in self.finditer(words))

    def fires(self, text: str) -> bool:
        """Whether any of the rules fires in a few words."""
        return any(pattern.regex.search(text) for pattern in self._patterns)

    def may_fire(self, text: str) -> bool:
        """Whether the cheap test leaves any of the rules."""
        lowered = folded(text)
        return bool(self._always) or any(map(lowered.__contains__, self._literals))

    def _candidates(self, words: Words) -> _Upcoming:
        """Places where a rule may fire of which it is known how its matches begin."""
        found: _Upcoming = [(0, number, None) for number in self._at_start]
        held: dict[int, bool] = {}
        for opening in self._opened.keys() & words.places.keys():
            for number in self._opened[opening]:
                if number in self._beside and number not in held:
                    held[number] = _holds(words.folded, self._beside[number])
                if held.get(number, True):
                    found += [(start, number, None) for start in words.places[opening]]
        return found

    def _searched(self, number: int, words: Words, position: int) -> _Upcoming:
        match = self._patterns[number].regex.search(words.text, position)
        return [(match.start(), number, match)] if match is not None else []


def _holds(text: str, literals: Literals) -> bool:
    return any(map(text.__contains__, literals))


def _beside(
    needed: Sequence[Literals | None], known: Sequence[frozenset[str] | None]
) -> Iterator[tuple[int, Literals]]:
    """Rules that begin as many a text does, with what else must stand there."""
    for number, (literals, found) in enumerate(zip(needed, known, strict=True)):
        if literals and not all(_begins_any(opening, literals) for opening in found or ()):
            yield number, literals


def _begins_any(opening: str, literals: Literals) -> bool:
    return any(literal.startswith(opening) for literal in literals)


def _by_string(known: Iterable[tuple[int, Iterable[str] | None]]) -> dict[str, tuple[int, ...]]:
    """The rules that ask for a string, in file order."""
    asked: dict[str, list[int]] = {}
    for number, strings in known:
        for string in strings or ():
            asked.setdefault(string, []).append(number)
    return {string: tuple(numbers) for string, numbers in asked.items()}
