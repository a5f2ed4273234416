"""Many rules over a text: a cheap test says which can fire, only those are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import copy

from ggsr_extract.language.literals import Literals, required_literals
from ggsr_extract.rules import Pattern

__all__ = ["Finder", "Matches"]

Matches = Iterator[tuple[Pattern, re.Match[str]]]


class Finder:
    """The rules of a group as one alternation: where several fire, the first in the file wins."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        known = [(number, required_literals(it.regex)) for number, it in enumerate(patterns)]
        self._always = frozenset(number for number, literals in known if literals is None)
        self._literals = _by_literal(known)

    def on(self, text: str) -> Finder:
        """The same for parts of this text, without the rules that cannot fire in it."""
        lowered = text.lower()
        narrowed = copy(self)
        narrowed._literals = {
            literal: self._literals[literal]
            for literal in filter(lowered.__contains__, self._literals)
        }
        return narrowed

    def finditer(self, text: str) -> Matches:
        """The rules that fire, with their matches, left to right, without overlap."""
        position = 0
        pending = {number: self._search(number, text, 0) for number in self._possible(text)}
        while True:
            upcoming = [(it.start(), number) for number, it in pending.items() if it is not None]
            if not upcoming:
                return
            start, number = min(upcoming)
            match = pending[number]
            if match is not None and start >= position:
                yield self._patterns[number], match
                position = max(match.end(), start + 1)
            pending[number] = self._search(number, text, position)

    def places(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where rules fire."""
        return tuple((match.start(), match.end()) for _, match in self.finditer(text))

    def search(self, text: str) -> re.Match[str] | None:
        """The first place where any of the rules fires."""
        return next((match for _, match in self.finditer(text)), None)

    def possible(self, text: str) -> list[Pattern]:
        """The rules that the cheap test does not rule out, in file order."""
        return [self._patterns[number] for number in sorted(self._possible(text))]

    def _possible(self, text: str) -> set[int]:
        lowered = text.lower()
        possible = set(self._always)
        for literal in filter(lowered.__contains__, self._literals):
            possible.update(self._literals[literal])
        return possible

    def _search(self, number: int, text: str, position: int) -> re.Match[str] | None:
        return self._patterns[number].regex.search(text, position)


def _by_literal(known: Sequence[tuple[int, Literals | None]]) -> dict[str, tuple[int, ...]]:
    """The rules that ask for a literal."""
    asked: dict[str, list[int]] = {}
    for number, needed in known:
        for literal in needed or ():
            asked.setdefault(literal, []).append(number)
    return {literal: tuple(numbers) for literal, numbers in asked.items()}
