"""Where one finding ends and the next begins, when their glyphs stand apart from their words.

Signs are weighed, none decides: a finding mostly ends with a full stop, its last line is mostly
short enough for the next word to have fitted, a new one begins with a capital and echoes the words
of its indicator; a caveat never begins a finding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.content import Likeness
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
_ECHO = 2.0
_CLOSERS = "’”'\")]»"


@dataclass(frozen=True, slots=True)
class _Chunk:
    text: str
    ends_with_blanks: bool
    breaks_before: int
    is_caveat: bool


@dataclass(frozen=True, slots=True)
class Cutter:
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
        return tuple(
            tuple(chunks[low:high]) for low, high in zip(bounds, bounds[1:], strict=False)
        )

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
) -> list[int]:
    """The `count - 1` places with the best sum of signs (dynamic programming over places)."""
    width = max(len(chunk.text) for chunk in seen)
    usual = min((chunk.breaks_before for chunk in seen[1:]), default=0)
    value = [0.0] + [_cut_value(seen[i - 1], seen[i], width, usual) for i in range(1, len(seen))]
    echo = _echoes(seen, count, indicators, likeness)
    # best[k][i]: k cuts made, the last one before chunk i.
    best: list[dict[int, tuple[float, list[int]]]] = [{0: (0.0, [])}]
    for made in range(1, count):
        layer: dict[int, tuple[float, list[int]]] = {}
        for place in range(made, len(seen) - (count - 1 - made)):
            options = [
                (score + value[place] + echo[made][place], [*cuts, place])
                for before, (score, cuts) in best[-1].items()
                if before < place
            ]
            if options:
                layer[place] = max(options, key=lambda option: option[0])
        best.append(layer)
    return max(best[-1].values(), key=lambda option: option[0])[1]


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


def _echoes(
    seen: Sequence[_Chunk], count: int, indicators: Sequence[str], likeness: Likeness
) -> list[list[float]]:
    """How much the words from each place on speak of the indicators at that place in the row."""
    openings = [" ".join(chunk.text for chunk in seen[i : i + 2]) for i in range(len(seen))]
    scores = [likeness.scores(text, indicators) for text in openings]
    return [
        [_ECHO * _echo(score, made, count, indicators) for score in scores]
        for made in range(count)
    ]


def _echo(scores: Mapping[str, float], made: int, count: int, indicators: Sequence[str]) -> float:
    if not indicators:
        return 0.0
    spare = len(indicators) - count
    expected = indicators[made : made + max(0, spare) + 1]
    return max((scores[key] for key in expected), default=0.0) - 0.5 * max(
        (scores[key] for key in indicators[: max(0, made)]), default=0.0
    )
