"""What there is around text: what is drawn, and how most of the page is printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from ggsr_extract.readers.pdf.edges import Edges
from ggsr_extract.readers.pdf.model import Area, Rule, Segment, Word, hull_of

__all__ = ["Surroundings"]

# A level line parts rows that takes up so much of their width, no further from them than this.
_SHARE = 0.4
_REACH = 8.0


class Surroundings(Struct, frozen=True):
    """Lines (and edges of fills) and filled areas around text, and the font of most of the page."""

    edges: Edges
    areas: tuple[Area, ...]
    main_font: int

    @property
    def walls(self) -> list[Area]:
        """What no column of running text reaches across."""
        level = [Area(rule.low, rule.at, rule.high, rule.at) for rule in self.edges.horizontal]
        return [*self.areas, *level]

    def separators(self, area: Area) -> list[Rule]:
        """Level lines that part rows in an area: those in it that take up much of its width.

        Those at one height do it together.
        """
        found: list[Rule] = []
        inside = (
            rule
            for rule in self.edges.horizontal
            if area.top - _REACH <= rule.at <= area.bottom + _REACH
            and min(rule.high, area.x1) > max(rule.low, area.x0)
        )
        for _, group in groupby(inside, key=attrgetter("at")):
            level = list(group)
            widths = (min(rule.high, area.x1) - max(rule.low, area.x0) for rule in level)
            found += level if sum(widths) >= _SHARE * area.width else []
        return found

    def levels_between(
        self, upper: float, lower: float, pieces: Sequence[Word | Segment]
    ) -> list[float]:
        """Where level lines are drawn between two heights, over the width of these pieces."""
        area = hull_of(pieces)
        return [
            rule.at
            for rule in self.edges.horizontal
            if upper < rule.at < lower and rule.low <= area.x0 and area.x1 <= rule.high
        ]

    def is_parted(self, words: Sequence[Word], x: float) -> bool:
        """Whether an upright line stands between words that end before a place and those there."""
        area = hull_of(words)
        left = max((word.x1 for word in words if word.x0 < x - 1), default=area.x0)
        return any(
            left <= rule.at <= x and rule.low <= area.top and area.bottom <= rule.high
            for rule in self.edges.vertical
        )
