"""A value's raw characters without markup, position by position, with the way back to offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import itemgetter

from msgspec import Struct

from ggsr_extract.text import Document, Span

__all__ = ["BREAK", "Flat", "flatten"]

# Stands where the markup ends a paragraph.
BREAK = "\x1e"
_PARAGRAPH = frozenset(["p", "br", "li", "ol", "ul", "div", "item", "cell"]) | frozenset(
    ["tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6"]
)
_BLANK = re.compile(r"[^\S \x1e]")


class Flat(Struct, frozen=True, dict=True):
    """`text` has one blank for each white-space character and :data:`BREAK` between paragraphs.

    Entities and the like stand as what they mean; `lengths` are those of the printed stretches.
    """

    text: str
    starts: tuple[int, ...]
    offsets: tuple[int, ...]
    lengths: tuple[int, ...]
    is_resolved: tuple[bool, ...]

    def offset(self, position: int) -> int:
        """Where in the document the character at `position` stands."""
        index = max(0, bisect_right(self.starts, position) - 1)
        within = position - self.starts[index]
        if self.is_resolved[index]:
            return self.offsets[index] + (self.lengths[index] if within else 0)
        return self.offsets[index] + min(within, self.lengths[index])

    def position(self, offset: int) -> int:
        """Where in the flat text the document's character at `offset` stands, or would."""
        index = max(0, bisect_right(self.offsets, offset) - 1)
        return self.starts[index] + min(max(0, offset - self.offsets[index]), self.lengths[index])

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The document's spans of the characters `start:end`.

        Markup that parts no words, and what stands for other characters, break no span.
        """
        found: list[Span] = []
        reached = -1
        for index in range(max(0, bisect_right(self.starts, start) - 1), len(self.starts)):
            begin, offset = self.starts[index], self.offsets[index]
            if begin >= end:
                break
            following = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
            low, high = max(start, begin), min(end, following)
            if low >= high or not self.lengths[index]:
                continue
            span = Span(offset + low - begin, offset + high - begin)
            if self.is_resolved[index]:
                span = Span(offset, offset + self.lengths[index])
            if reached == low and found[-1].end <= span.start:
                span = Span(found.pop().start, span.end)
            found.append(span)
            reached = high
        return tuple(found)

    def is_joint(self, at: int) -> bool:
        """Whether a line or a paragraph ends before the character at `at`."""
        return not self.lengths[bisect_right(self.starts, at) - 1]

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """Ranges of the paragraphs that hold more than blanks."""
        cursor = 0
        for part in self.text.split(BREAK):
            if part.strip():
                lead = len(part) - len(part.lstrip())
                yield cursor + lead, cursor + len(part.rstrip())
            cursor += len(part) + 1


# Characters, the offset at which they stand, how many are printed there, and whether they stand for
# others.
_Chunk = tuple[str, int, int, bool]


def flatten(document: Document, spans: Iterable[Span]) -> Flat:
    """The characters of the spans, without markup."""
    chunks: list[_Chunk] = []
    for number, span in enumerate(spans):
        if number:
            chunks.append((" ", span.start, 0, False))
        chunks.extend(_chunks(document, span))
    if len(chunks) == 1:
        ((text, offset, length, is_own),) = chunks
        return Flat(_blanked(text), (0,), (offset,), (length,), (is_own,))
    texts, offsets, lengths, is_resolved = zip(*chunks, strict=True) if chunks else ((), (), (), ())
    starts = tuple(accumulate(map(len, texts), initial=0))[:-1]
    return Flat(_blanked("".join(texts)), starts, offsets, lengths, is_resolved)


def _blanked(text: str) -> str:
    # What can be printed holds no other blanks than spaces.
    return text if text.isprintable() else _BLANK.sub(" ", text)


def _chunks(document: Document, span: Span) -> Iterator[_Chunk]:
    changes = [
        (mark.span.start, mark.span.end, BREAK if mark.name in _PARAGRAPH else "", False)
        for mark in document.marks_in(span)
    ]
    resolved = document.substitutions_in(span)
    if resolved:
        changes += [(edit.span.start, edit.span.end, edit.mended, True) for edit in resolved]
        changes.sort(key=itemgetter(0, 1))
    cursor = span.start
    for start, end, text, is_resolved in changes:
        if start > cursor:
            yield document.text[cursor:start], cursor, start - cursor, False
        yield text, start, end - start if is_resolved else 0, is_resolved
        cursor = max(cursor, end)
    if cursor < span.end:
        yield document.text[cursor : span.end], cursor, span.end - cursor, False
