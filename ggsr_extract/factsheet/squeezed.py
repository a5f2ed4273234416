"""A printed line as squeezed characters (letters and digits, case folded) with a way back."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

from ggsr_extract.factsheet.flat import Flat, flatten
from ggsr_extract.text import Document, Span, squeeze

__all__ = ["SqueezedLine"]

_RUN = re.compile(r"[^\W_]+")


class SqueezedLine(Struct, frozen=True, dict=True):
    """The letters and digits of a line, without its markup.

    `squeezed` has one character for each letter or digit; `boundaries` are the positions in it
    where a word ends, in order. Case folding that changes a length (`ß`) is left out on purpose,
    so that positions can be mapped back.
    """

    document: Document
    span: Span

    @cached_property
    def _flat(self) -> Flat:
        return flatten(self.document, [self.span])

    @cached_property
    def _runs(self) -> list[re.Match[str]]:
        """The unbroken runs of letters in the flat text."""
        return list(_RUN.finditer(self._flat.text))

    @cached_property
    def _starts(self) -> list[int]:
        """Position in `squeezed` at which each run begins."""
        return [0, *accumulate(match.end() - match.start() for match in self._runs)][:-1]

    @cached_property
    def text(self) -> str:
        """The characters of the line, one blank for each white-space character."""
        return self._flat.text

    @cached_property
    def squeezed(self) -> str:
        """The letters and digits."""
        folded = squeeze(self._flat.text)
        if self._flat.text.isascii():
            return folded
        text = "".join([match.group() for match in self._runs])
        return folded if len(folded) == len(text) else "".join([c.lower()[:1] for c in text])

    @cached_property
    def boundaries(self) -> tuple[int, ...]:
        """Positions where a word ends."""
        return (*self._starts[1:], len(self.squeezed))

    def _position(self, position: int) -> int:
        """Where in the flat text the character at `position` of `squeezed` stands."""
        if position >= len(self.squeezed):
            return len(self._flat.text)
        index = bisect_right(self._starts, position) - 1
        return self._runs[index].start() + position - self._starts[index]

    def flat_span(self, start: int, end: int) -> Span:
        """The document's span of characters `start:end` of `text`."""
        spans = self._flat.spans(start, end)
        return Span(spans[0].start, spans[-1].end) if spans else Span(self.span.end, self.span.end)

    def piece(self, start: int, end: int) -> Span:
        """The span of characters `start:end`, with the punctuation that hangs on to its end."""
        first = self._position(start) if start else 0
        if end >= len(self.squeezed):
            return self.flat_span(first, len(self._flat.text))
        last = self._position(end - 1) + 1
        tail = self._flat.text[last : self._position(end)]
        hanging = len(tail) - len(tail.lstrip(".,;:)?!'\"’”-"))
        if hanging < len(tail) and not tail[hanging].isspace():
            hanging = 0
        return self.flat_span(first, last + hanging)
