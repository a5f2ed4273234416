"""A value's raw characters without markup, position by position, with the way back to offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ggsr_extract.text import Document, Mark, Span

__all__ = ["BREAK", "Flat", "flatten"]

# Stands where the markup ends a paragraph.
BREAK = "\x1e"
_PARAGRAPH = frozenset("p br li ul ol div td th tr h1 h2 h3 h4 h5 h6 item cell".split())
_BLANK = re.compile(r"[^\S\x1e]")


@dataclass(frozen=True)
class Flat:
    """`text` has one blank for each white-space character and :data:`BREAK` between paragraphs."""

    text: str
    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    lengths: tuple[int, ...]

    def offset(self, position: int) -> int:
        """Where in the document the character at `position` stands."""
        index = max(0, bisect_right(self.starts, position) - 1)
        return self.offsets[index] + min(position - self.starts[index], self.lengths[index])

    def position(self, offset: int) -> int:
        """Where in the flat text the document's character at `offset` stands, or would."""
        index = max(0, bisect_right(self.offsets, offset) - 1)
        return self.starts[index] + min(max(0, offset - self.offsets[index]), self.lengths[index])

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The document's spans of the characters `start:end`."""
        found: list[Span] = []
        for begin, offset, length in zip(self.starts, self.offsets, self.lengths, strict=True):
            low, high = max(start, begin), min(end, begin + length)
            if low < high:
                found.append(Span(offset + low - begin, offset + high - begin))
        return tuple(found)

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Ranges of the paragraphs that hold more than blanks."""
        cursor = 0
        for part in self.text.split(BREAK):
            if part.strip():
                lead = len(part) - len(part.lstrip())
                yield cursor + lead, cursor + len(part.rstrip())
            cursor += len(part) + 1


def flatten(document: Document, spans: Iterable[Span]) -> Flat:
    """The characters of the spans, without markup."""
    chunks: list[tuple[str, int, int]] = []
    for number, span in enumerate(spans):
        if number:
            chunks.append((" ", span.start, 0))
        chunks.extend(_unmarked(document, span))
    starts: list[int] = []
    length = 0
    for text, _, _ in chunks:
        starts.append(length)
        length += len(text)
    return Flat(
        _BLANK.sub(" ", "".join(text for text, _, _ in chunks)),
        tuple(starts),
        tuple(offset for _, offset, _ in chunks),
        tuple(extent for _, _, extent in chunks),
    )


def _unmarked(document: Document, span: Span) -> Iterator[tuple[str, int, int]]:
    cursor = span.start
    for mark in document.marks_in(span):
        if mark.span.start > cursor:
            yield document.text[cursor : mark.span.start], cursor, mark.span.start - cursor
        yield (BREAK if _ends_paragraph(mark) else ""), mark.span.start, 0
        cursor = max(cursor, mark.span.end)
    if cursor < span.end:
        yield document.text[cursor : span.end], cursor, span.end - cursor


def _ends_paragraph(mark: Mark) -> bool:
    return mark.name in _PARAGRAPH
