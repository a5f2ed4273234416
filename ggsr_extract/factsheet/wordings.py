"""The wordings of the toetsingskader, and how to recognise them in a text.

All comparisons are made on squeezed text (letters and digits, case folded), so that white space,
hyphens, full stops and line breaks do not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from ggsr_extract.factsheet.edits import edits
from ggsr_extract.factsheet.model import IndicatorReading, Method
from ggsr_extract.rules import Criterion, Framework, Indicator
from ggsr_extract.text import squeeze

__all__ = ["Match", "Wording", "Wordings"]

# A reading needs at least this share of its characters right; below it, nothing was recognised.
MIN_RATIO = 0.72
_LEAST = 5
_GRAM = 8
# The end of a cell may be longer than the wording by so many characters.
_LONGER = 3
# Two wordings begin alike when so many edits at most keep their first characters apart.
_HEAD, _FEWEST_OF_HEAD, _FEW = 14, 10, 4


class Wording(Struct, frozen=True, eq=False):
    """One way in which a criterion or indicator is printed; `text` is squeezed.

    `most_edits` is the largest edit distance at which it still counts as recognised. Compared by
    identity: the aligner keys its states by wordings, many thousand times.
    """

    level: Literal["criterion", "indicator"]
    id: str
    text: str
    theme_id: str
    criterion_id: str
    ordinal: int
    is_alias: bool
    most_edits: int


class Match(Struct, frozen=True):
    """A wording found at squeezed characters `start:end`, with the edit distance to it."""

    wording: Wording
    start: int
    end: int
    distance: int

    @property
    def score(self) -> float:
        """Share of the wording's characters that are right."""
        return max(0.0, 1 - self.distance / len(self.wording.text))

    @property
    def method(self) -> Method:
        """How the wording was recognised."""
        if self.distance:
            return "fuzzy"
        return "alias" if self.wording.is_alias else "exact"

    def reading(self) -> IndicatorReading:
        """The indicator that is printed here."""
        return IndicatorReading(self.wording.id, self.method, round(self.score, 4))


class Wordings:
    """An index over all wordings of a toetsingskader, by stretches of `gram` characters."""

    gram = _GRAM

    def __init__(self, framework: Framework) -> None:
        self.criteria = tuple(_wordings("criterion", framework.criteria.values()))
        self.indicators = tuple(_wordings("indicator", framework.indicators.values()))
        self.all = self.criteria + self.indicators
        # No cell prints more than four indicators; a longer text is prose.
        self._longest_cell = 4 * max(len(wording.text) for wording in self.indicators)
        self._criteria = {wording.text: wording for wording in reversed(self.criteria)}
        self._indicators = {wording.text: wording for wording in reversed(self.indicators)}
        # Up to so many edits lie between a stretch of that length and one that is recognised.
        self._lengths = [
            (wording, len(wording.text), wording.most_edits + _LONGER)
            for wording in self.indicators
        ]
        self._beginnings: dict[str, list[Wording]] = {}
        for wording in self.indicators:
            self._beginnings.setdefault(wording.text[:_GRAM], []).append(wording)
        self._heads = [wording.text[:_HEAD] for wording in self.all]
        # Cells say the same in document after document of the series.
        self._known = lru_cache(maxsize=1 << 12)(self._in_cell)
        self._grams: dict[str, list[tuple[Wording, int]]] = {}
        for wording in self.all:
            for position in range(max(1, len(wording.text) - _GRAM + 1)):
                gram = wording.text[position : position + _GRAM]
                self._grams.setdefault(gram, []).append((wording, position))

    def starting_like(self, text: str) -> Sequence[tuple[Wording, int]]:
        """Wordings, with the position in them, that continue as `text` begins.

        Those that begin with it, where it has fewer letters than tell one place from another.
        """
        if _LEAST <= len(text) < _GRAM:
            return [(wording, 0) for wording in self.all if wording.text.startswith(text)]
        return self._grams.get(text[:_GRAM], ())

    def beginning_as(self, text: str) -> list[Wording]:
        """Indicators whose first characters are those of `text`, which has `gram` of them."""
        return self._beginnings.get(text[: self.gram], [])

    def begins_indicator(self, squeezed: str) -> bool:
        """Whether the characters are the beginning of an indicator, or begin with a whole one."""
        return any(
            wording.text.startswith(squeezed) or squeezed.startswith(wording.text)
            for wording in self.beginning_as(squeezed)
        )

    def resembling_start(self, text: str) -> Iterator[Wording]:
        """Wordings whose first characters differ from those of `text` by a few edits."""
        from rapidfuzz.distance import Levenshtein
        from rapidfuzz.process import extract_iter

        head = text[:_HEAD]
        if len(head) < _FEWEST_OF_HEAD:
            return
        alike = extract_iter(head, self._heads, scorer=Levenshtein.distance, score_cutoff=_FEW)
        for _, _, place in alike:
            yield self.all[place]

    def criterion(self, text: str) -> Match | None:
        """The criterion that `text` prints, if it is one."""
        squeezed = squeeze(text)
        exact = self._criteria.get(squeezed)
        if exact is not None:
            return Match(exact, 0, len(squeezed), 0)
        return _best(_as_whole(squeezed, wording) for wording in self.criteria)

    def indicators_in(self, text: str) -> tuple[Match, ...]:
        """The indicators that stand one after the other in the text of a cell, in order.

        Empty when any considerable part of the text is no indicator.
        """
        squeezed = squeeze(text)
        return () if len(squeezed) > self._longest_cell else self._known(squeezed)

    def _in_cell(self, squeezed: str) -> tuple[Match, ...]:
        exact = self._indicators.get(squeezed)
        if exact is not None:
            return (Match(exact, 0, len(squeezed), 0),)
        found: list[Match] = []
        cursor = 0
        while len(squeezed) - cursor > 6:
            match = self._next(squeezed, cursor)
            if match is None:
                return ()
            found.append(match)
            cursor = match.end
        return tuple(found)

    def _next(self, squeezed: str, start: int) -> Match | None:
        for wording in self.beginning_as(squeezed[start : start + _GRAM]):
            if squeezed.startswith(wording.text, start):
                return Match(wording, start, start + len(wording.text), 0)
        return _best(_nearby(squeezed, start, wording) for wording in self._alike(squeezed, start))

    def _alike(self, squeezed: str, start: int) -> list[Wording]:
        """The indicators that may stand at `start`, by a stretch of their own length alone."""
        return [
            wording
            for wording, length, most in self._lengths
            if edits(squeezed[start : start + length], wording.text, most) <= most
        ]


def _best(matches: Iterable[Match | None]) -> Match | None:
    """The match with most characters right, the first of several."""
    found = (match for match in matches if match is not None)
    return max(found, key=lambda match: match.score, default=None)


def _as_whole(squeezed: str, wording: Wording) -> Match | None:
    """All of the text against the wording."""
    most = wording.most_edits
    if abs(len(squeezed) - len(wording.text)) > most:
        return None
    distance = edits(squeezed, wording.text, most)
    return Match(wording, 0, len(squeezed), distance) if distance <= most else None


def _nearby(squeezed: str, start: int, wording: Wording) -> Match | None:
    """The wording against stretches of about its length."""
    text, most = wording.text, wording.most_edits
    length, rest = len(text), len(squeezed) - start
    is_last = rest <= length + _LONGER
    extent = rest if is_last else length
    distance = edits(squeezed[start : start + extent], text, most + 1)
    if distance > most + 1:
        # One character more or less makes a difference of one edit at the most.
        return None
    for other in () if is_last else (length - 1, length + 1):
        closer = edits(squeezed[start : start + other], text, most)
        if closer < distance:
            distance, extent = closer, other
    return Match(wording, start, start + extent, distance) if distance <= most else None


def _wordings(
    level: Literal["criterion", "indicator"], items: Iterable[Criterion | Indicator]
) -> Iterator[Wording]:
    for item in items:
        criterion_id = item.criterion_id if isinstance(item, Indicator) else item.id
        for number, label in enumerate((item.label, *item.aliases)):
            text = squeeze(label)
            yield Wording(
                level,
                item.id,
                text,
                item.theme_id,
                criterion_id,
                item.ordinal,
                is_alias=number > 0,
                most_edits=int(len(text) * (1 - MIN_RATIO)),
            )
