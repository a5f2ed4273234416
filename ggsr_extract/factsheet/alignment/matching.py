"""How far a line goes on with a wording."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.factsheet.alignment.model import LineInput, Open
from ggsr_extract.factsheet.squeezed import SqueezedLine
from ggsr_extract.factsheet.wordings import Wordings
from ggsr_extract.text import Span

__all__ = ["View", "Woven", "weave"]

# A shorter piece of a wording is no sign of it.
_MIN_CHUNK = 5
_MIN_WOVEN = 8
_MIN_ENDING = 3
_LONGEST_ENDING = 8

# Where a wording goes on inside a line: (start, end, position reached in the wording).
Woven = tuple[tuple[int, int, int], ...]


class View:
    """A line with what the aligner asks of it again and again, worked out once."""

    def __init__(self, line: LineInput, wordings: Wordings) -> None:
        self.line = line
        self.squeezed = line.line.squeezed
        self.ends_sentence = line.ends_sentence
        self.glyphs = {glyph.position: glyph for glyph in reversed(line.glyphs)}
        self._wordings = wordings
        self._beginnings: dict[int, list[Open]] = {}
        self._advances: dict[tuple[int, Open], list[tuple[int, int, int]]] = {}
        self._pieces: dict[tuple[int, int], Span] = {}

    def beginnings(self, start: int) -> list[Open]:
        """Wordings that may begin, or be taken up, at `start`."""
        if start not in self._beginnings:
            rest = self.squeezed[start:]
            found = [Open(*entry) for entry in self._wordings.starting_like(rest)]
            if not found or start == 0:
                known = {opened.wording for opened in found}
                alike = self._wordings.resembling_start(rest)
                found += [Open(wording, 0) for wording in alike if wording not in known]
            self._beginnings[start] = found
        return self._beginnings[start]

    def advances(self, start: int, opened: Open) -> list[tuple[int, int, int]]:
        """How far the line goes on with a wording: (end in line, position in wording, edits)."""
        key = (start, opened)
        if key not in self._advances:
            self._advances[key] = list(_advances(self.squeezed, self.line.line, start, opened))
        return self._advances[key]

    def piece(self, start: int, end: int) -> Span:
        """The span of characters `start:end`."""
        key = (start, end)
        if key not in self._pieces:
            self._pieces[key] = self.line.line.piece(start, end)
        return self._pieces[key]


def _advances(
    squeezed: str, line: SqueezedLine, start: int, opened: Open
) -> Iterator[tuple[int, int, int]]:
    """How far the line goes on with the wording: (end in line, position in wording, edits)."""
    text, position = opened.wording.text, opened.position
    available, wanted = len(squeezed) - start, len(text) - position
    common = _common_prefix(squeezed, start, text, position)
    if common in (available, wanted):
        yield start + common, position + common, 0
        return
    if common >= _MIN_CHUNK:
        boundary = max((b for b in line.boundaries if b <= start + common), default=0)
        if boundary - start >= _MIN_CHUNK:
            yield boundary, position + boundary - start, 0
        if boundary != start + common:
            yield start + common, position + common, 0
    yield from _fuzzy_advances(squeezed, start, text, position)


def _common_prefix(a: str, i: int, b: str, j: int) -> int:
    length = 0
    for left, right in zip(a[i:], b[j:], strict=False):
        if left != right:
            break
        length += 1
    return length


def _fuzzy_advances(
    squeezed: str, start: int, text: str, position: int
) -> Iterator[tuple[int, int, int]]:
    from rapidfuzz.distance import Levenshtein

    available, wanted = len(squeezed) - start, len(text) - position
    shorter = min(available, wanted)
    # The last letters of a wording may be a line of their own.
    if shorter < (_MIN_ENDING if position and wanted <= _LONGEST_ENDING else _MIN_CHUNK):
        return
    cutoff = max(1, shorter // 4)
    best: tuple[int, int, int] | None = None
    for slack in (0, -1, 1, -2, 2, -3, 3):
        # Either the line ends within the wording, or the wording within the line.
        if available <= wanted + 3:
            end, reached = available, min(wanted, available + slack)
        else:
            end, reached = wanted + slack, wanted
        if end <= 0 or reached <= 0:
            continue
        distance = Levenshtein.distance(
            squeezed[start : start + end], text[position : position + reached], score_cutoff=cutoff
        )
        if distance <= cutoff and (best is None or distance < best[2]):
            best = (start + end, position + reached, distance)
    if best is not None:
        yield best


def weave(opened: Open | None, view: View, start: int) -> Woven:
    """Where the rest of the open wording goes on in the line: (start, end, position reached)."""
    if opened is None:
        return ()
    found: list[tuple[int, int, int]] = []
    position, cursor, text = opened.position, start, opened.wording.text
    while position < len(text):
        at, length = _longest(view.squeezed, cursor, text, position)
        if not length:
            break
        found.append((at, at + length, position + length))
        cursor, position = at + length, position + length
    return tuple(found)


def _longest(squeezed: str, cursor: int, text: str, position: int) -> tuple[int, int]:
    """Where after `cursor` the longest stretch of the wording from `position` on stands."""
    probe = text[position : position + _MIN_WOVEN]
    best = (-1, 0)
    at = squeezed.find(probe, cursor) if len(probe) >= _MIN_CHUNK else -1
    while at >= 0:
        length = _common_prefix(squeezed, at, text, position)
        best = max(best, (at, length), key=lambda place: place[1])
        at = squeezed.find(probe, at + 1)
    return best
