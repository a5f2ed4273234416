"""What the columns of a table hold, and which of them tell of which year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.factsheet.lookup import ColumnRole

__all__ = [
    "BASELINE_YEAR",
    "Column",
    "Layout",
    "inherited",
    "layout_of",
    "role_of_words",
    "signs_first",
]

BASELINE_YEAR = 2013


class Column(Struct, frozen=True):
    """What a grid column holds; `year` of its findings where the header says it."""

    role: ColumnRole
    year: int | None = None

    @property
    def is_of_findings(self) -> bool:
        """Whether verdicts stand in it, or their words."""
        return self.role in ("finding", "year", "verdict")


def role_of_words(place: int, indicator: int, *, has_findings: bool) -> ColumnRole:
    """What a column of words holds, by where it stands beside that of the indicators."""
    if not has_findings and place > indicator:
        return "finding"
    return "criterion" if place < indicator else "other"


class Layout(Struct, frozen=True):
    """The columns of a criterion and of an indicator; those of the findings of each year.

    `signs`: those of the verdicts of all years, one after the other.
    """

    criterion: tuple[int, ...]
    indicator: tuple[int, ...]
    findings: tuple[tuple[int, tuple[int, ...]], ...]
    signs: tuple[int, ...] = ()


@lru_cache(maxsize=64)
def layout_of(columns: tuple[Column, ...]) -> Layout:
    """Where what stands in a table of such columns."""

    def places(*roles: ColumnRole) -> tuple[int, ...]:
        return tuple(place for place, column in enumerate(columns) if column.role in roles)

    every = range(len(columns))
    years = sorted({column.year for column in columns if column.year is not None})
    of_year = tuple(
        (year, signs_first([place for place in every if columns[place].year == year], columns))
        for year in years
    )
    undated = [place for place in places("verdict", "finding") if columns[place].year is None]
    if not of_year:
        findings = ((BASELINE_YEAR, signs_first(undated, columns)),)
        return Layout(places("criterion"), places("indicator"), findings)
    signs = tuple(place for place in undated if columns[place].role == "verdict")
    return Layout(places("criterion"), places("indicator"), of_year, signs)


def signs_first(places: Sequence[int], columns: Sequence[Column]) -> tuple[int, ...]:
    """Places of columns, signs before their words, also where they are printed behind them."""
    return tuple(sorted(places, key=lambda place: columns[place].role != "verdict"))


def _are_behind(columns: Sequence[Column]) -> bool:
    """Whether columns without a name stand behind the findings: one does, and none before them."""
    first = next((n for n, column in enumerate(columns) if column.is_of_findings), None)
    if first is None:
        return False
    before, after = columns[max(0, first - 1) : first], columns[first + 1 : first + 2]
    return any(it.role == "other" for it in after) and all(it.role != "other" for it in before)


def inherited(columns: Sequence[Column]) -> Iterator[Column]:
    """A column without a name holds what the named column after it holds, else the one before.

    The other way round where such columns stand behind those that they belong to.
    """
    is_behind = _are_behind(columns)
    for place, column in enumerate(columns):
        if column.role == "other":
            near = [] if is_behind else [*columns[place + 1 : place + 2]]
            near += reversed(columns[:place])
            findings = [c for c in near if c.is_of_findings]
            yield replace(findings[0]) if findings else column
        else:
            yield column
