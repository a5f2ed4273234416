"""A factsheet as the sequence of things on its pages, for renderers to write one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from .framework import theme_label
from .model import Approach, Block, Conclusion, Factsheet, Footnote, Heading, Paragraph, Row
from .prose import CONCLUSION_INTRO

LETTERHEAD = ("Samenwerkend Toezicht Jeugd", "Ministerie van Volksgezondheid,", "Welzijn en Sport")
_MONTHS = (
    *("Januari", "Februari", "Maart", "April", "Mei", "Juni"),
    *("Juli", "Augustus", "September", "Oktober", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Cover:
    """Letterhead, title, the lines that name the aanpak, and the date."""

    title: str
    lines: tuple[str, ...]
    date: str | None


@dataclass(frozen=True, slots=True)
class FindingsTable:
    """A findings table under its theme bar; `years` is empty in a baseline."""

    theme: str
    rows: tuple[Row, ...]
    years: tuple[int, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The column titles."""
        if self.years:
            return ("Indicator", *map(str, self.years))
        return ("Criteria", "Indicatoren", "Bevindingen")


@dataclass(frozen=True, slots=True)
class ConclusionTable:
    """*Wat gaat goed?* beside *Wat kan beter?* for one theme."""

    theme: str
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]


Item = Cover | Block | Footnote | FindingsTable | ConclusionTable


def running_title(factsheet: Factsheet) -> str:
    """What stands over a table that goes on from the page before."""
    if factsheet.kind == "baseline":
        return "Vervolg bevindingen toezichtonderzoek"
    return "Vervolg uitkomsten verbeterpunten"


def flow(factsheet: Factsheet, *, is_split: bool = True) -> Iterator[Item]:
    """Everything in reading order; `is_split` parts tables under *Vervolg …* as on paper."""
    if factsheet.title:
        yield cover(factsheet)
    yield from factsheet.opening
    yield from factsheet.footnotes
    for approach in factsheet.approaches:
        yield from _approach(factsheet, approach, is_split)


def cover(factsheet: Factsheet) -> Cover:
    """The cover; a follow-up names its aanpak there with the predecessors."""
    lines: list[str] = []
    if factsheet.kind == "follow_up":
        approach = factsheet.approaches[0]
        lines.append(f"Aanpak: {approach.name}")
        if earlier := approach.predecessors:
            several = " en ".join(f"aanpak {name}" for name in earlier)
            lines.append(f"(2013: {earlier[0] if len(earlier) == 1 else several})")
    return Cover(factsheet.title or "", tuple(lines), _date(factsheet.published))


def _date(published: str | None) -> str | None:
    if not published:
        return None
    year, month = published.split("-")
    return f"{_MONTHS[int(month) - 1]} {year}"


def _approach(factsheet: Factsheet, approach: Approach, is_split: bool) -> Iterator[Item]:
    is_baseline = factsheet.kind == "baseline"
    yield Heading(f"Aanpak: {approach.name}" if is_baseline else "Uitkomsten verbeterpunten")
    yield from approach.blocks
    for table in findings_tables(factsheet, approach):
        for place, part in enumerate(_parts(table) if is_split else (table,)):
            if is_split and (place or (not is_baseline and table.theme == "continu")):
                yield Heading(running_title(factsheet))
            yield part
    if approach.conclusions:
        yield Heading("Conclusie")
        yield Paragraph(CONCLUSION_INTRO.format(municipality=factsheet.municipality))
        yield from conclusion_tables(approach.conclusions)


def findings_tables(factsheet: Factsheet, approach: Approach) -> Iterator[FindingsTable]:
    """One table a theme."""
    years = () if factsheet.kind == "baseline" else factsheet.years
    for table in approach.tables:
        yield FindingsTable(table.theme, table.rows, years)


def _parts(table: FindingsTable) -> tuple[FindingsTable, ...]:
    """A baseline's longest table goes on over the page, after its second criterion."""
    if table.years or table.theme != "aanpak":
        return (table,)
    groups = [tuple(rows) for _, rows in groupby(table.rows, key=lambda row: row.criterion)]
    halves = (sum(groups[:2], ()), sum(groups[2:], ()))
    return tuple(FindingsTable(table.theme, half, table.years) for half in halves if half)


def conclusion_tables(points: tuple[Conclusion, ...]) -> Iterator[ConclusionTable]:
    """One table a theme."""
    for theme, group in groupby(points, key=lambda point: point.theme):
        own = list(group)
        yield ConclusionTable(
            theme,
            tuple(point.text for point in own if point.kind == "strength"),
            tuple(point.text for point in own if point.kind == "improvement"),
        )


def label(table: FindingsTable | ConclusionTable) -> str:
    """The words on the theme bar."""
    return theme_label(table.theme)
