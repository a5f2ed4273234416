"""A unit while it is read: its words, and the way back to the document."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from msgspec import Struct

from ggsr_extract.cleaning import Offsets
from ggsr_extract.language.finder import Words
from ggsr_extract.language.model import Unit, Wording
from ggsr_extract.text import Document, Passage, Span

__all__ = ["UnitText"]


class UnitText(Struct, frozen=True, dict=True):
    """A unit of a document."""

    document: Document
    unit: Unit
    verbs: tuple[int, ...] | None = None
    """Where finite verbs begin, if a tagger told."""

    @property
    def text(self) -> str:
        """What a reader reads."""
        return self.unit.passage.text

    @cached_property
    def words(self) -> Words:
        """The text as rules look at it."""
        return Words(self.text)

    def sentence(self, span: Span) -> Words:
        """A stretch of the text as rules look at it; the same one whoever asks."""
        words = self._sentences.get(span.start)
        if words is None or len(words.text) != len(span):
            words = self._sentences[span.start] = Words(
                self.text[span.start : span.end], self._verbs_in(span)
            )
        return words

    def _verbs_in(self, span: Span) -> tuple[int, ...] | None:
        if self.verbs is None:
            return None
        first, after = bisect_left(self.verbs, span.start), bisect_left(self.verbs, span.end)
        return tuple(at - span.start for at in self.verbs[first:after])

    @cached_property
    def _sentences(self) -> dict[int, Words]:
        return {}

    @cached_property
    def _offsets(self) -> Offsets:
        return Offsets(self.document, self.unit.passage)

    def wording(self, words: Span) -> Wording:
        """The words at offsets into the unit's text."""
        return Wording(self.text[words.start : words.end], words, self._offsets.span(words))

    def passage(self, words: Span) -> Passage:
        """The same words, with the pieces of the page that they come from."""
        pieces = self._offsets.pieces(words)
        return Passage(
            self.text[words.start : words.end],
            pieces,
            tuple(
                edit
                for edit in self.unit.passage.edits
                if any(piece.contains(edit.span) for piece in pieces)
            ),
        )
