"""Drawn lines and the edges of filled areas, put together to lines that hang together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from msgspec import Struct

from ggsr_extract.readers.pdf.model import Area, PageContent, Rule

__all__ = ["TOUCH", "Edges", "components_of", "edges_of"]

# Lines so near are one; lines so near to each other touch (points).
_SNAP = 3.0
TOUCH = 3.0
# A fill ends so near within the line around it.
_INSET = 8.0
_ROOM = 20.0
# Pages with more edges than this are drawings.
_MOST_EDGES = 3_000


class Edges(Struct, frozen=True):
    """Level and upright lines, those on one line put together."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]

    @property
    def left(self) -> float:
        """The smallest x of a level line."""
        return min(rule.low for rule in self.horizontal)

    @property
    def right(self) -> float:
        """The largest x of a level line."""
        return max(rule.high for rule in self.horizontal)

    @property
    def top(self) -> float:
        """The uppermost level line."""
        return min(rule.at for rule in self.horizontal)

    @property
    def bottom(self) -> float:
        """The lowest level line."""
        return max(rule.at for rule in self.horizontal)

    @property
    def is_open(self) -> bool:
        """Whether no upright line of it is drawn as such."""
        return not any(rule.is_drawn for rule in self.vertical)


def edges_of(page: PageContent) -> Edges:
    """The lines of a page, and the edges of its filled areas."""
    count = 2 * len(page.areas) + len(page.horizontal) + len(page.vertical)
    areas = [
        area
        for area in page.areas
        if count <= _MOST_EDGES and not (_is_inset(area, page) or _is_ground(area, page))
    ]
    level = [rule for area in areas for rule in _sides(area, is_level=True)]
    upright = [rule for area in areas for rule in _sides(area, is_level=False)]
    return Edges(
        tuple(_without_insets(_merged([*page.horizontal, *level])[:_MOST_EDGES])),
        tuple(_without_insets(_merged([*page.vertical, *upright])[:_MOST_EDGES])),
    )


def _is_ground(area: Area, page: PageContent) -> bool:
    """Whether all that is printed on a page stands on a fill: the edges of that are no table's."""
    glyphs = page.glyphs
    return bool(
        len(glyphs)
        and area.x0 <= glyphs.x0.min()
        and area.x1 >= glyphs.x1.max()
        and area.top <= glyphs.top.min()
        and area.bottom >= glyphs.bottom.max()
    )


def _is_inset(area: Area, page: PageContent) -> bool:
    """Whether a fill is that of the words of one cell, with a drawn line near on each side.

    Below and above them a cell may have more room than beside them.
    """
    x, y = (area.x0 + area.x1) / 2, (area.top + area.bottom) / 2
    over = [rule.at for rule in page.horizontal if rule.is_drawn and rule.low <= x <= rule.high]
    beside = [rule.at for rule in page.vertical if rule.is_drawn and rule.low <= y <= rule.high]
    return all(
        any(low <= at <= high for at in places)
        for places, low, high in (
            (over, area.top - _ROOM, area.top - TOUCH),
            (over, area.bottom + TOUCH, area.bottom + _ROOM),
            (beside, area.x0 - _INSET, area.x0 - 1),
            (beside, area.x1 + 1, area.x1 + _INSET),
        )
    )


def _without_insets(rules: Sequence[Rule]) -> list[Rule]:
    """The lines without the edges of fills that do not quite reach the line drawn around them."""
    drawn = [rule for rule in rules if rule.is_drawn]
    return [
        rule
        for rule in rules
        if rule.is_drawn
        or not any(
            abs(rule.at - other.at) <= _INSET
            and other.low - TOUCH <= rule.low
            and rule.high <= other.high + TOUCH
            for other in drawn
        )
    ]


def _sides(area: Area, *, is_level: bool) -> tuple[Rule, Rule]:
    if is_level:
        places, low, high = (area.top, area.bottom), area.x0, area.x1
    else:
        places, low, high = (area.x0, area.x1), area.top, area.bottom
    return (
        Rule(places[0], low, high, is_drawn=False),
        Rule(places[1], low, high, is_drawn=False),
    )


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines that are nearly on one line and touch are one."""
    merged: list[Rule] = []
    for group in _clusters(sorted(rules, key=attrgetter("at"))):
        at = sum(rule.at for rule in group) / len(group)
        run: Rule | None = None
        for rule in sorted(group, key=attrgetter("low")):
            if run is not None and rule.low <= run.high + TOUCH:
                is_drawn = run.is_drawn or rule.is_drawn
                run = Rule(at, run.low, max(run.high, rule.high), is_drawn)
                continue
            if run is not None:
                merged.append(run)
            run = Rule(at, rule.low, rule.high, rule.is_drawn)
        if run is not None:
            merged.append(run)
    return merged


def _clusters(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    cluster: list[Rule] = []
    for rule in rules:
        if cluster and rule.at - cluster[0].at > _SNAP:
            yield cluster
            cluster = []
        cluster.append(rule)
    if cluster:
        yield cluster


def components_of(edges: Edges) -> list[Edges]:
    """Lines that hang together: each crosses or meets another one of its component."""
    shift = len(edges.horizontal)
    sets = _Sets(shift + len(edges.vertical))
    for i, level in enumerate(edges.horizontal):
        for j, upright in enumerate(edges.vertical):
            if _meet(level, upright):
                sets.join(i, shift + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, level in enumerate(edges.horizontal):
        groups.setdefault(sets.root(i), ([], []))[0].append(level)
    for j, upright in enumerate(edges.vertical):
        groups.setdefault(sets.root(shift + j), ([], []))[1].append(upright)
    return [Edges(tuple(level), tuple(upright)) for level, upright in groups.values() if level]


class _Sets:
    """Disjoint sets of numbers."""

    def __init__(self, count: int) -> None:
        self._owner = list(range(count))

    def root(self, number: int) -> int:
        owner = self._owner
        while owner[number] != number:
            owner[number] = owner[owner[number]]
            number = owner[number]
        return number

    def join(self, one: int, other: int) -> None:
        self._owner[self.root(one)] = self.root(other)


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.low - TOUCH <= upright.at <= level.high + TOUCH
        and upright.low - TOUCH <= level.at <= upright.high + TOUCH
    )
