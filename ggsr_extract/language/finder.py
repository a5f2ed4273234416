"""Many rules over a text: cheap tests say where which can fire, only there they are tried."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush

from msgspec import Struct

from ggsr_extract.expressions import (
    OPENING,
    folded,
)
from ggsr_extract.rules import Pattern

__all__ = ["Finder", "Index", "Matches", "Sieve", "Words"]

Matches = Iterator[tuple[Pattern, re.Match[str]]]
# Where a rule may fire, its number, and its match where that is known already.
_Upcoming = list[tuple[int, int, re.Match[str] | None]]
# A rule by its number, and its finder.
_Asking = tuple[int, int]
# The same, with the openings that it asks for; None: it does not ask for more than was seen.
_Asked = tuple[int, int, tuple[str, ...] | None]
_WORD = re.compile(r"\w+")
_BEGINNINGS_KEPT = 20_000
# So many strings are sought sooner than a rule is tried.
_FEW = 16


class Words(Struct, frozen=True, dict=True):
    """A text that many rules look at.

    `verbs`: where finite verbs begin, if a tagger told; None: none did.
    """

    text: str
    verbs: tuple[int, ...] | None = None

    @cached_property
    def folded(self) -> str:
        """The text as literals are written."""
        return folded(self.text)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """All stretches of a few characters, folded: what is not among them stands nowhere."""
        text = self.folded
        return frozenset([text[at : at + OPENING] for at in range(len(text) - OPENING + 1)])

    @cached_property
    def known(self) -> dict[Index, Mapping[int, _Upcoming]]:
        """What indexes have found in it."""
        return {}


class Index:
    """How the matches of many finders begin: the words of a text are looked through once for all.

    A finder is known by its number in the index.
    """

    def __init__(self) -> None:
        self._size = 0
        # Who asks for an opening, by the first characters of it.
        self._opened: defaultdict[str, list[tuple[_Asking, str]]] = defaultdict(list)
        # Who asks for a word, by the first characters of those that were seen.
        self._asked: dict[str, tuple[_Asked, ...]] = {}

    def add(self, openings: Iterable[tuple[int, Iterable[str] | None]]) -> int:
        """Take in a finder by its rules and their openings, before any text is looked through."""
        self._size += 1
        for number, strings in openings:
            for string in strings or ():
                self._opened[string[:OPENING]].append(((number, self._size), string))
        return self._size

    def candidates(self, words: Words) -> Mapping[int, _Upcoming]:
        """By finder: where its rules may fire, in order."""
        found = words.known.get(self)
        if found is None:
            found = words.known[self] = self._look(words.folded)
        return found

    def _look(self, text: str) -> Mapping[int, _Upcoming]:
        found: defaultdict[int, _Upcoming] = defaultdict(list)
        for start in [word.start() for word in _WORD.finditer(text)]:
            word = text[start : start + OPENING]
            asked = self._asked.get(word)
            if asked is None:
                asked = self._who_asks(word)
            for number, finder, openings in asked:
                if openings is None or text.startswith(openings, start):
                    found[finder].append((start, number, None))
        return found

    def _who_asks(self, word: str) -> tuple[_Asked, ...]:
        beginnings = [word[:length] for length in range(1, len(word) + 1)]
        found: defaultdict[_Asking, list[str]] = defaultdict(list)
        for beginning in filter(self._opened.__contains__, beginnings):
            for asking, opening in self._opened[beginning]:
                found[asking].append(opening)
        asked = tuple([(*it, _unseen(found[it], word)) for it in sorted(found)])
        if len(self._asked) < _BEGINNINGS_KEPT:
            self._asked[word] = asked
        return asked


def _unseen(openings: Sequence[str], word: str) -> tuple[str, ...] | None:
    """The openings, if they ask for more than a word that begins so; None: one does not."""
    return None if any(map(word.startswith, openings)) else tuple(openings)


class Sieve:
    """The rules of a group that may fire in a text, by what each of them needs to."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        needed = [it.hints.literals for it in patterns]
        self._always = frozenset(number for number, it in enumerate(needed) if it is None)
        self._literals = _by_string(enumerate(needed))
        self._short = tuple(it for it in self._literals if len(it) < OPENING)
        self._begun: dict[str, list[str]] = {}
        for literal in self._literals.keys() - set(self._short):
            self._begun.setdefault(literal[:OPENING], []).append(literal)
        self._pieces = frozenset(self._begun)

    def possible(self, words: Words) -> list[Pattern]:
        """The rules that are not ruled out, in file order."""
        literals = [it for piece in words.pieces & self._pieces for it in self._begun[piece]]
        likely = set(self._always)
        for literal in filter(words.folded.__contains__, (*self._short, *literals)):
            likely.update(self._literals[literal])
        return [self._patterns[number] for number in sorted(likely)]


class Finder:
    """The rules of a group as one alternation: where several fire, the first in the file wins."""

    def __init__(self, patterns: Sequence[Pattern], index: Index) -> None:
        self._patterns = tuple(patterns)
        hints = [it.hints for it in patterns]
        self._unopened = tuple((n, it) for n, it in enumerate(hints) if it.openings is None)
        self._index = index
        self._number = index.add((n, it.openings) for n, it in enumerate(hints))
        needed = [it.literals for it in hints]
        self._needed = [it if it and len(it) <= _FEW else None for it in needed]
        self._is_always_likely = None in needed
        self._literals = frozenset().union(*(it or () for it in needed))

    def finditer(self, words: Words) -> Matches:
        """The rules that fire, with their matches, left to right, without overlap."""
        upcoming = [*self._index.candidates(words).get(self._number, ())]
        for number, hints in self._unopened:
            if hints.allow(words.folded):
                upcoming += self._first(number, words)
        return self._fired(words, upcoming) if upcoming else iter(())

    def _fired(self, words: Words, upcoming: _Upcoming) -> Matches:
        heapify(upcoming)
        position = 0
        lacking: dict[int, bool] = {}
        while upcoming:
            start, number, match = heappop(upcoming)
            is_sought = match is not None
            if start >= position:
                if match is None and not self._lacks(number, words, lacking):
                    match = self._patterns[number].regex.match(words.text, start)
                if match is not None:
                    yield self._patterns[number], match
                    position = max(match.end(), start + 1)
            if is_sought:
                for found in self._searched(number, words, max(position, start)):
                    heappush(upcoming, found)

    def _lacks(self, number: int, words: Words, known: dict[int, bool]) -> bool:
        """Whether the text lacks what a rule needs behind its opening, where that is soon told."""
        needed = self._needed[number]
        if needed is None:
            return False
        if number not in known:
            known[number] = not any(map(words.folded.__contains__, needed))
        return known[number]

    def places(self, words: Words) -> tuple[tuple[int, int], ...]:
        """Where rules fire."""
        return tuple((match.start(), match.end()) for _, match in self.finditer(words))

    def fires(self, text: str) -> bool:
        """Whether any of the rules fires in a few words."""
        return any(pattern.regex.search(text) for pattern in self._patterns)

    def may_fire(self, words: Words) -> bool:
        """Whether the cheap test leaves any of the rules."""
        likely = map(words.folded.__contains__, self._literals)
        return self._is_always_likely or any(likely)

    def _first(self, number: int, words: Words) -> _Upcoming:
        """Where a rule may fire first, of which it is not known how its matches begin."""
        if self._patterns[number].hints.is_at_start:
            return [(0, number, None)]
        return self._searched(number, words, 0)

    def _searched(self, number: int, words: Words, position: int) -> _Upcoming:
        match = self._patterns[number].regex.search(words.text, position)
        return [(match.start(), number, match)] if match is not None else []


def _by_string(known: Iterable[tuple[int, Iterable[str] | None]]) -> dict[str, tuple[int, ...]]:
    """The rules that ask for a string, in file order."""
    asked: dict[str, list[int]] = {}
    for number, strings in known:
        for string in strings or ():
            asked.setdefault(string, []).append(number)
    return {string: tuple(numbers) for string, numbers in asked.items()}
