"""How far a line goes on with a wording."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ggsr_extract.factsheet.alignment.model import LineInput, Open, Piece, Step
from ggsr_extract.factsheet.edits import common_prefix, edits
from ggsr_extract.factsheet.wordings import Wordings
from ggsr_extract.text import Span

__all__ = ["Advance", "View", "Woven"]

# A shorter piece of a wording is no sign of it.
_MIN_CHUNK = 5
_MIN_WOVEN = 8
_MIN_ENDING = 3
_LONGEST_ENDING = 8
# A line or a wording may be longer by so many characters.
_SLACK = (-1, 1, -2, 2, -3, 3)

# Where a wording goes on inside a line: (start, end, position reached in the wording).
Woven = tuple[tuple[int, int, int], ...]
# How far a line goes on with a wording: (end in line, position in wording, edits).
Advance = tuple[int, int, int]


class View:
    """A line with what the aligner asks of it again and again, worked out once."""

    def __init__(self, line: LineInput, wordings: Wordings) -> None:
        self.theme_id = line.theme_id
        self.squeezed = line.line.squeezed
        self.length = len(self.squeezed)
        self.ends_sentence = line.ends_sentence
        self.glyphs = {glyph.position: glyph for glyph in reversed(line.glyphs)}
        self._signs = sorted(glyph.position for glyph in line.glyphs if not glyph.is_weak)
        self._line = line.line
        self._wordings = wordings
        self._beginnings: dict[int, list[tuple[Open, list[Advance]]]] = {}
        self._advances: dict[tuple[int, Open], list[Advance]] = {}
        self._woven: dict[tuple[int, Open], Woven] = {}
        self._rests: dict[tuple[int, bool], Step] = {}

    def beginnings(self, start: int) -> list[tuple[Open, list[Advance]]]:
        """Wordings that may begin, or be taken up, at `start`, with how far the line goes on."""
        if start not in self._beginnings:
            opened = self._openings(start)
            self._beginnings[start] = [
                (it, how) for it in opened if (how := self.advances(start, it))
            ]
        return self._beginnings[start]

    def _openings(self, start: int) -> list[Open]:
        rest = self.squeezed[start : self._limit(start)]
        found = [Open(*entry) for entry in self._wordings.starting_like(rest)]
        if not found or start == 0:
            known = {opened.wording for opened in found}
            alike = self._wordings.resembling_start(rest)
            found += [Open(wording, 0) for wording in alike if wording not in known]
        return found

    def advances(self, start: int, opened: Open) -> list[Advance]:
        """How far the line goes on with a wording: (end in line, position in wording, edits).

        No further than to a sign that can be nothing else: what follows that is a finding's.
        """
        key = (start, opened)
        if key not in self._advances:
            before = self.squeezed[: self._limit(start)]
            self._advances[key] = list(_advances(before, self._line.boundaries, start, opened))
        return self._advances[key]

    def _limit(self, start: int) -> int:
        """Where the next sign stands that can be nothing else, or the line ends."""
        return next((sign for sign in self._signs if sign > start), self.length)

    def woven(self, start: int, opened: Open) -> Woven:
        """Where the rest of a wording goes on in the line after `start`."""
        key = (start, opened)
        if key not in self._woven:
            self._woven[key] = tuple(_weave(self.squeezed, start, opened))
        return self._woven[key]

    def rest(self, start: int, *, is_start: bool) -> Step:
        """The line from `start` on as a finding; `is_start`: the glyph there begins it."""
        key = (start, is_start)
        if key not in self._rests:
            glyph = self.glyphs.get(start)
            self._rests[key] = Step("finding", start, self.length, is_start=is_start, glyph=glyph)
        return self._rests[key]

    def fills(self, start: int, opened: Open, least: int) -> bool:
        """Whether the line goes on with the wording to its end, for `least` characters or more."""
        return self.length - start >= least and opened.wording.text.startswith(
            self.squeezed[start:], opened.position
        )

    def ends_word(self, end: int) -> bool:
        """Whether a word ends there."""
        ends = self._line.boundaries
        place = bisect_right(ends, end)
        return place > 0 and ends[place - 1] == end

    def piece(self, step: Step) -> Piece:
        """The step with its place in the document."""
        span = self._line.piece(step.start, step.end)
        if step.glyph is not None:
            span = Span(step.glyph.span.start, span.end)
        return Piece(step.kind, span, step.wording, step.distance, step.is_start, step.consumed)


def _advances(squeezed: str, ends: Sequence[int], start: int, opened: Open) -> Iterator[Advance]:
    text, position = opened.wording.text, opened.position
    available, wanted = len(squeezed) - start, len(text) - position
    common = common_prefix(squeezed[start:], text[position:])
    if common in (available, wanted):
        yield start + common, position + common, 0
        return
    if common >= _MIN_CHUNK:
        place = bisect_right(ends, start + common)
        boundary = ends[place - 1] if place else 0
        if boundary - start >= _MIN_CHUNK:
            yield boundary, position + boundary - start, 0
        if boundary != start + common:
            yield start + common, position + common, 0
    yield from _fuzzy_advances(squeezed, start, text, position)


def _fuzzy_advances(squeezed: str, start: int, text: str, position: int) -> Iterator[Advance]:
    available, wanted = len(squeezed) - start, len(text) - position
    shorter = min(available, wanted)
    # The last letters of a wording may be a line of their own.
    if shorter < (_MIN_ENDING if position and wanted <= _LONGEST_ENDING else _MIN_CHUNK):
        return
    most = max(1, shorter // 4)
    end, reached = _extents(available, wanted, 0)
    least = edits(
        squeezed[start : start + end], text[position : position + reached], most + max(_SLACK)
    )
    best = (start + end, position + reached, least)
    for slack in _SLACK:
        # A character more or less makes a difference of one edit at the most.
        if least - abs(slack) >= min(best[2], most + 1):
            continue
        end, reached = _extents(available, wanted, slack)
        if end <= 0 or reached <= 0:
            continue
        distance = edits(squeezed[start : start + end], text[position : position + reached], most)
        if distance < best[2]:
            best = (start + end, position + reached, distance)
    if best[2] <= most:
        yield best


def _extents(available: int, wanted: int, slack: int) -> tuple[int, int]:
    """Either the line ends within the wording, or the wording within the line."""
    if available <= wanted + 3:
        return available, min(wanted, available + slack)
    return wanted + slack, wanted


def _weave(squeezed: str, start: int, opened: Open) -> Iterator[tuple[int, int, int]]:
    """Where the rest of the open wording goes on: (start, end, position reached)."""
    position, cursor, text = opened.position, start, opened.wording.text
    while position < len(text):
        at, length = _longest(squeezed, cursor, text, position)
        if not length:
            break
        cursor, position = at + length, position + length
        yield at, cursor, position


def _longest(squeezed: str, cursor: int, text: str, position: int) -> tuple[int, int]:
    """Where after `cursor` the longest stretch of the wording from `position` on stands."""
    probe = text[position : position + _MIN_WOVEN]
    best = (-1, 0)
    at = squeezed.find(probe, cursor) if len(probe) >= _MIN_CHUNK else -1
    while at >= 0:
        length = common_prefix(squeezed[at:], text[position:])
        best = max(best, (at, length), key=lambda place: place[1])
        at = squeezed.find(probe, at + 1)
    return best
