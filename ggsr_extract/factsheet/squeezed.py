"""A printed line as squeezed characters (letters and digits, case folded) with a way back."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from ggsr_extract.text import Span

__all__ = ["SqueezedLine"]

_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class SqueezedLine:
    """The letters and digits of the document's text within `span`.

    `squeezed` has one character for each letter or digit; `boundaries` are the positions in it
    where a word ends. Case folding that changes a length (`ß`) is left out on purpose, so that
    positions can be mapped back.
    """

    span: Span
    source: str

    @cached_property
    def _runs(self) -> list[tuple[int, int]]:
        """(position in squeezed, offset in document) of each unbroken run of letters."""
        runs: list[tuple[int, int]] = []
        length = 0
        for match in _RUN.finditer(self.source, self.span.start, self.span.end):
            runs.append((length, match.start()))
            length += match.end() - match.start()
        return runs

    @cached_property
    def squeezed(self) -> str:
        """The letters and digits."""
        text = "".join(_RUN.findall(self.source, self.span.start, self.span.end))
        lowered = text.casefold()
        return lowered if len(lowered) == len(text) else text.lower().ljust(len(text))[: len(text)]

    @cached_property
    def boundaries(self) -> frozenset[int]:
        """Positions where a word ends."""
        return frozenset([start for start, _ in self._runs[1:]] + [len(self.squeezed)])

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._runs]

    def offset(self, position: int) -> int:
        """Where in the document the character at `position` stands; the line's end after all."""
        if position >= len(self.squeezed):
            return self.span.end
        index = bisect_right(self._starts, position) - 1
        return self._runs[index][1] + position - self._runs[index][0]

    def piece(self, start: int, end: int) -> Span:
        """The span of characters `start:end`, with the punctuation that hangs on to its end."""
        if end >= len(self.squeezed):
            return Span(self.span.start if start == 0 else self.offset(start), self.span.end)
        last = self.offset(end - 1) + 1
        following = self.offset(end)
        tail = self.source[last:following]
        hanging = len(tail) - len(tail.lstrip(".,;:)?!'\"’”-"))
        if hanging < len(tail) and not tail[hanging].isspace():
            hanging = 0
        return Span(self.span.start if start == 0 else self.offset(start), last + hanging)
