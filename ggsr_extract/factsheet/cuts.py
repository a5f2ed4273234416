"""Where one finding ends and the next begins, when their glyphs stand apart from their words.

Signs are weighed, none decides: a finding mostly ends with a full stop, its last line is mostly
short enough for the next word to have fitted, a new one begins with a capital and echoes the words
of its indicator; a caveat never begins a finding.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from msgspec import Struct

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.content import Likeness, partition
from ggsr_extract.rules import Rules
from ggsr_extract.text import Document, Span

__all__ = ["Cutter"]

Chunk = tuple[Span, ...]

_NO_FULL_STOP = -6.0
_NO_CAPITAL = -6.0
_CAVEAT = -12.0
_SHORT_LINE = 1.5
_WRAPPED_BY_HAND = -1.5
_EXTRA_SPACE = 1.5
_CONTENT = 1.0
_LIKELY = 8
_MOST_TRIALS = 300
_CLOSERS = "’”'\")]»"


class _Chunk(Struct, frozen=True):
    text: str
    ends_with_blanks: bool
    breaks_before: int
    is_caveat: bool


class Cutter(Struct, frozen=True):
    """Cuts the words of one document."""

    document: Document
    rules: Rules
    likeness: Likeness

    def distribute(
        self, chunks: Sequence[Chunk], count: int, indicators: Sequence[str]
    ) -> tuple[tuple[Chunk, ...], ...]:
        """Share out `chunks` over `count` findings, in order; each gets one if there are enough."""
        if len(chunks) <= count:
            rest = count - len(chunks)
            return (*((chunk,) for chunk in chunks), *(() for _ in range(rest)))
        seen = [self._seen(chunk, chunks[i - 1] if i else None) for i, chunk in enumerate(chunks)]
        cuts = _best_cuts(seen, count, indicators, self.likeness)
        bounds = [0, *cuts, len(chunks)]
        return tuple(tuple(chunks[low:high]) for low, high in pairwise(bounds))

    def _seen(self, chunk: Chunk, previous: Chunk | None) -> _Chunk:
        passage = passage_of(self.document, chunk)
        text = passage.text if passage else ""
        end = chunk[-1].end
        between = self.document.text[previous[-1].end : chunk[0].start] if previous else ""
        marker = self.rules.find("caveats.markers", text)
        return _Chunk(
            text,
            ends_with_blanks=self.document.text[end : end + 2] == "  ",
            breaks_before=between.count("\n"),
            is_caveat=marker is not None and marker[1].start() == 0,
        )


def _best_cuts(
    seen: Sequence[_Chunk], count: int, indicators: Sequence[str], likeness: Likeness
) -> tuple[int, ...]:
    """The `count - 1` places with the best sum of signs and of what the findings then speak of."""
    width = max(len(chunk.text) for chunk in seen)
    usual = min((chunk.breaks_before for chunk in seen[1:]), default=0)
    value = {i: _cut_value(seen[i - 1], seen[i], width, usual) for i in range(1, len(seen))}
    likely = sorted(sorted(value, key=lambda place: -value[place])[: max(_LIKELY, count)])
    if math.comb(len(likely), count - 1) > _MOST_TRIALS or len(indicators) < count:
        return tuple(sorted(sorted(value, key=lambda place: -value[place])[: count - 1]))
    content = _Content(seen, indicators, likeness)
    return max(
        combinations(likely, count - 1),
        key=lambda cuts: sum(value[cut] for cut in cuts) + _CONTENT * content.score(cuts),
    )


class _Content:
    """How well the words fit the indicators, cut in one way or another.

    Most stretches between two cuts occur in many ways of cutting: each is scored once.
    """

    def __init__(
        self, seen: Sequence[_Chunk], indicators: Sequence[str], likeness: Likeness
    ) -> None:
        self._texts = [chunk.text for chunk in seen]
        self._indicators = indicators
        self._likeness = likeness
        self._scores: dict[tuple[int, int], Mapping[str, float]] = {}

    def score(self, cuts: Sequence[int]) -> float:
        stretches = pairwise([0, *cuts, len(self._texts)])
        return partition([self._scored(*it) for it in stretches], self._indicators).score

    def _scored(self, low: int, high: int) -> Mapping[str, float]:
        if (low, high) not in self._scores:
            text = " ".join(self._texts[low:high])
            self._scores[low, high] = self._likeness.scores(text, self._indicators)
        return self._scores[low, high]


def _cut_value(before: _Chunk, after: _Chunk, width: int, usual_breaks: int) -> float:
    value = 0.0
    if before.text.rstrip(_CLOSERS)[-1:] not in (".", "!", "?"):
        value += _NO_FULL_STOP
    first = after.text.lstrip("‘“'\"([")[:1]
    if not (first.isupper() or first.isdigit()):
        value += _NO_CAPITAL
    if after.is_caveat:
        value += _CAVEAT
    next_word = after.text.split(" ", 1)[0]
    if len(before.text) + 1 + len(next_word) <= width * 0.97:
        value += _SHORT_LINE
    if before.ends_with_blanks:
        value += _WRAPPED_BY_HAND
    if after.breaks_before > usual_breaks:
        value += _EXTRA_SPACE
    return value
