"""Tables that level lines alone mark: between the lines, columns are told from white strips.

What stands between two lines is a band. A band is a row of a table when its words stand in columns
that other bands show too; what runs on over the whole width (a bar, a heading, prose) parts tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from msgspec import Struct

from ggsr_extract.readers.pdf.bands import words_between
from ggsr_extract.readers.pdf.edges import Edges
from ggsr_extract.readers.pdf.headings import heading_in
from ggsr_extract.readers.pdf.model import Area, Rule, Word
from ggsr_extract.readers.pdf.strips import columns_between, runs_between
from ggsr_extract.readers.pdf.words import rows_of

__all__ = ["level_tables"]

# Points: how exactly lines end below each other, and how far apart they may be.
_EXACT = 4.0
_TALLEST = 600.0
# White above the words of a cell, and (as a share of the font size) between lines of a row.
_PADDING = 16.0
_LINE_WHITE = 1.2
_FEWEST_RULES = 3
_FEWEST_ROWS = 2


class _Band(Struct, frozen=True):
    """What stands between two lines, as printed lines."""

    top: float
    bottom: float
    lines: tuple[tuple[Word, ...], ...]


def level_tables(
    rules: Sequence[Rule], words: Sequence[Word], taken: Sequence[Area]
) -> Iterator[Edges]:
    """Lines with nothing upright between them, with the upright lines that white shows.

    Lines belong together that end below each other; one that begins further right leaves room for
    a cell that spans rows. `taken` are other tables.
    """
    for group in _groups(rules):
        full = [rule for rule in group if rule.low <= min(r.low for r in group) + _EXACT]
        if len(full) >= 2 and len(group) >= _FEWEST_RULES:
            yield from _tables(group, words, taken)


def _groups(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    rest = sorted(rules, key=attrgetter("at"))
    while rest:
        widest = max(rest, key=lambda rule: rule.high - rule.low)
        group = [
            rule
            for rule in rest
            if abs(rule.high - widest.high) <= _EXACT and rule.low >= widest.low - _EXACT
        ]
        rest = [rule for rule in rest if rule not in group]
        yield group


def _tables(group: Sequence[Rule], words: Sequence[Word], taken: Sequence[Area]) -> Iterator[Edges]:
    low, high = min(rule.low for rule in group), max(rule.high for rule in group)
    bands = [
        part
        for upper, lower in pairwise(group)
        for part in (
            [_Band(upper.at, lower.at, ())]
            if any(area.top < lower.at - 1 and area.bottom > upper.at + 1 for area in taken)
            else _without_heading(_band(upper, lower, words, (low, high)), low)
        )
    ]
    drawn = {rule.at: rule for rule in group}
    ends = [bands[0].top, *(band.bottom for band in bands)]
    group = [drawn.get(at) or Rule(at, low, high, is_drawn=False) for at in ends]
    place = 0
    for number, band in enumerate([*bands, None]):
        if band is None or _is_bar(band, low):
            below = words if band is None else ()
            yield from _one_table(group[place : number + 1], bands[place:number], below)
            place = number + 1


def _without_heading(band: _Band, left: float) -> list[_Band]:
    """The band, parted where a heading stands in it: no line is drawn below the table above it."""
    lines = band.lines
    found = heading_in(lines, left)
    if found is None:
        return [band]
    cuts = [0, *(cut for cut in found if cut < len(lines)), len(lines)]
    tops = [band.top, *(min(word.top for word in lines[n]) - 1 for n in cuts[1:-1]), band.bottom]
    return [
        _Band(top, bottom, lines[low:high])
        for (top, bottom), (low, high) in zip(pairwise(tops), pairwise(cuts), strict=True)
    ]


def _is_bar(band: _Band, left: float) -> bool:
    """Whether all that stands in a band runs on from its left end: a bar, a heading or prose."""
    runs = [list(runs_between(line)) for line in band.lines]
    return bool(runs) and all(len(run) == 1 and run[0][0] - left <= _PADDING for run in runs)


def _one_table(
    group: Sequence[Rule], bands: Sequence[_Band], below: Sequence[Word]
) -> Iterator[Edges]:
    """The tables of bands without a bar between them, which share their columns.

    `below`: words that may stand in a row below the last line.
    """
    if len(group) < 2:
        return
    low, high = min(rule.low for rule in group), max(rule.high for rule in group)
    several = [line for band in bands if _shows_columns(band) for line in band.lines]
    xs = columns_between(several, low, high)
    if len(xs) < 3:
        return
    ruled = list(zip(pairwise(group), bands, strict=True))
    ruled += _open_row(group[-1], below, xs)
    run: list[tuple[Rule, Rule]] = []
    for (upper, lower), band in ruled:
        if band.lines and _is_row(band, xs):
            run.append((upper, lower))
        elif band.lines or lower.at - upper.at > _EXACT:
            yield from _table(run, xs)
            run = []
    yield from _table(run, xs)


def _open_row(
    last: Rule, words: Sequence[Word], xs: Sequence[float]
) -> list[tuple[tuple[Rule, Rule], _Band]]:
    """The row below the last line, where the page ends before it does."""
    below = words_between(words, (last.at, last.at + _TALLEST), (xs[0], xs[-1]))
    lines: list[tuple[Word, ...]] = []
    edge = last.at
    for line in rows_of(below):
        size = line[0].size
        if min(word.top for word in line) - edge > (_LINE_WHITE * size if lines else _PADDING):
            break
        lines.append(tuple(line))
        edge = max(edge, *(word.bottom for word in line))
    if not lines:
        return []
    end = Rule(edge + 2, xs[0], xs[-1], is_drawn=False)
    band = _Band(last.at, end.at, tuple(lines))
    return [((last, end), band)] if _is_row(band, xs) else []


def _band(upper: Rule, lower: Rule, words: Sequence[Word], xs: tuple[float, float]) -> _Band:
    if lower.at - upper.at > _TALLEST:
        return _Band(upper.at, lower.at, ())
    inside = words_between(words, (upper.at, lower.at), xs)
    return _Band(upper.at, lower.at, tuple(tuple(row) for row in rows_of(inside)))


def _shows_columns(band: _Band) -> bool:
    """Whether words stand apart on a line of the band."""
    return any(len(list(runs_between(line))) > 1 for line in band.lines)


def _is_row(band: _Band, xs: Sequence[float]) -> bool:
    """Whether the words stand in the columns, and not in the first one alone."""
    runs = [run for line in band.lines for run in runs_between(line, xs[1:-1])]
    crossing = sum(any(low < x - 1 and high > x + 1 for x in xs[1:-1]) for low, high in runs)
    return crossing <= 0.2 * len(runs) and any(low >= xs[1] - 1 for low, _ in runs)


def _table(run: Sequence[tuple[Rule, Rule]], xs: Sequence[float]) -> Iterator[Edges]:
    if len(run) < _FEWEST_ROWS:
        return
    rules = [run[0][0], *(lower for _, lower in run)]
    top, bottom = rules[0].at, rules[-1].at
    yield Edges(tuple(rules), tuple(Rule(x, top, bottom, is_drawn=False) for x in xs))
