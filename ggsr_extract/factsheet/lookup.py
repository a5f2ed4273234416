"""What single lines and cells are, by the rules: answers that need no context."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import Literal, cast

from msgspec import Struct

from ggsr_extract.factsheet.content import Likeness
from ggsr_extract.factsheet.signs import LineSigns
from ggsr_extract.factsheet.wordings import Wordings
from ggsr_extract.rules import Rules
from ggsr_extract.text import squeeze

__all__ = ["PIECE", "ColumnRole", "Lookup", "lookup_for"]

# Letters of a word that few texts about other things have.
_LONG = 8
# Letters in a row that are the toetsingskader's own, wherever they stand.
PIECE = 20

ColumnRole = Literal["criterion", "indicator", "finding", "verdict", "year", "other"]


class Lookup(Struct, frozen=True, dict=True):
    """Rules with the indexes that the parser needs, made once for each set of rules."""

    rules: Rules

    @cached_property
    def wordings(self) -> Wordings:
        """Wordings of criteria and indicators."""
        return Wordings(self.rules.framework)

    @cached_property
    def likeness(self) -> Likeness:
        """How much a text speaks of an indicator."""
        return Likeness(self.rules.framework)

    @cached_property
    def words(self) -> frozenset[str]:
        """Long words of the toetsingskader, letters only."""
        words = (squeeze(word) for wording in self._wordings for word in wording.split())
        return frozenset(word for word in words if len(word) >= _LONG)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """Every run of `PIECE` letters in a wording of the toetsingskader."""
        squeezed = map(squeeze, self._wordings)
        return frozenset(
            wording[start : start + PIECE]
            for wording in squeezed
            for start in range(len(wording) - PIECE + 1)
        )

    @cached_property
    def _wordings(self) -> tuple[str, ...]:
        framework = self.rules.framework
        levels = framework.themes, framework.criteria, framework.indicators
        return tuple(
            wording
            for level in levels
            for entry in level.values()
            for wording in (entry.label, *entry.aliases)
        )

    @cached_property
    def signs(self) -> LineSigns:
        """What single lines say."""
        return LineSigns(self.rules)

    @cached_property
    def merges(self) -> frozenset[tuple[str, str]]:
        """Neighbouring indicators that the series is known to print in one cell."""
        rows = self.rules.framework.merged_rows
        return frozenset(pair for row in rows for pair in pairwise(row))

    @cached_property
    def _themes(self) -> dict[str, str]:
        return {
            squeeze(name): theme.id
            for theme in self.rules.framework.themes.values()
            for name in (theme.label, *theme.aliases)
        }

    def theme(self, text: str) -> str | None:
        """The theme whose name is the whole of `text` (a colon or full stop may follow)."""
        stripped = text.rstrip(".: ")
        # A line of a wrapped cell may be the same word, but begins with a small letter.
        return self._themes.get(squeeze(stripped)) if text[:1].isupper() else None

    def column(self, text: str) -> tuple[ColumnRole, int | None] | None:
        """What a column headed `text` holds, and its year."""
        name = text.strip(" :.*")
        found = self.rules.find("headings.columns", name)
        if found is None:
            return None
        pattern, match = found
        year = match.groupdict().get("year")
        return cast(ColumnRole, pattern["role"]), int(year) if year else None

    def header_words(self, text: str) -> tuple[tuple[ColumnRole, int | None], ...] | None:
        """The columns that a line names, when it names nothing else."""
        words = text.split()
        if not 0 < len(words) <= 8:
            return None
        columns: list[tuple[ColumnRole, int | None]] = []
        for word in words:
            column = self.column(word)
            if column is None:
                return None
            columns.append(column)
        return tuple(columns)


def lookup_for(rules: Rules) -> Lookup:
    """The lookup of these rules."""
    if rules.sha256 not in _CACHE:
        _CACHE[rules.sha256] = Lookup(rules)
    return _CACHE[rules.sha256]


_CACHE: dict[str, Lookup] = {}
