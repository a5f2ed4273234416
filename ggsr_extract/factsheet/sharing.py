"""Indicators and verdicts that stand together, shared out into rows.

Where columns were written out one after the other, several indicators come before several
verdicts. Which belongs to which is told by their number, by the order (kept within a column), by
what the findings speak of, and by the rows that the series is known to merge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.content import partition
from ggsr_extract.factsheet.cuts import Cutter
from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.raw import Content
from ggsr_extract.text import Document

__all__ = ["Sharer", "YearContents"]

YearContents = tuple[tuple[int, tuple[Content, ...]], ...]


class Share(Struct, frozen=True):
    """A row: how many of the indicators it takes, and its contents by year."""

    size: int
    contents: YearContents
    is_reconstructed: bool = False


# A follow-up tests what was an improvement point: its first year says so.
_FIRST_YEAR_VERDICT = "improvement_point"
_VERDICT_FITS = 1.0
_SAME_INDICATOR = 0.3


class Sharer(Struct, frozen=True):
    """Shares the contents of one group out over its indicators."""

    document: Document
    lookup: Lookup
    years: tuple[int, ...]

    def rows(self, ids: tuple[str, ...], contents: tuple[Content, ...]) -> Iterator[Share]:
        """How many of the indicators each row takes, in order, with its contents by year."""
        verdicts = sum(max(1, len(content.heads)) for content in contents)
        whole, rest = divmod(verdicts, len(self.years))
        if len(ids) <= 1 or whole + (rest > 0) <= 1:
            yield from self._single(ids, contents)
        elif self._is_one_row(ids, contents):
            apart = self._apart(contents, ids) if rest == 0 else contents
            yield Share(len(ids), self._by_year(apart))
        elif len(self.years) > 1 and rest == 0 and whole == len(ids):
            yield from self._interleaved(ids, self._apart(contents, ids))
        elif len(self.years) == 1 and whole <= len(ids):
            yield from self._in_order(ids, self._apart(contents, ids))
        else:
            yield Share(len(ids), self._by_year(contents))

    def _single(self, ids: tuple[str, ...], contents: tuple[Content, ...]) -> Iterator[Share]:
        """One indicator, or one verdict: a row. Verdicts beyond it have lost their indicator."""
        expected = len(self.years)
        verdicts = sum(max(1, len(content.heads)) for content in contents)
        if verdicts > expected and len(contents) == verdicts:
            yield Share(len(ids), self._by_year(contents[:expected]))
            for start in range(expected, len(contents), expected):
                share = self._by_year(contents[start : start + expected])
                yield Share(0, share, is_reconstructed=True)
        else:
            apart = self._apart(contents, ids) if expected > 1 else contents
            yield Share(len(ids), self._by_year(apart))

    def _is_one_row(self, ids: tuple[str, ...], contents: tuple[Content, ...]) -> bool:
        """Whether the indicators are printed in one cell."""
        if any(set(ids) <= set(row) for row in self.lookup.rules.framework.merged_rows):
            return True
        known = self.lookup.rules.framework.indicators
        one_criterion = len({known[key].criterion_id for key in ids}) == 1
        return one_criterion and any(len(content.heads) > 1 for content in contents)

    def _apart(self, contents: tuple[Content, ...], ids: tuple[str, ...]) -> tuple[Content, ...]:
        """Contents with one verdict each: runs of glyphs get their share of the words."""
        cutter = Cutter(self.document, self.lookup.rules, self.lookup.likeness)
        apart: list[Content] = []
        for content in contents:
            if len(content.heads) < 2:
                apart.append(content)
                continue
            shares = cutter.distribute(content.chunks, len(content.heads), ids)
            apart.extend(
                Content((head,), chunks) for head, chunks in zip(content.heads, shares, strict=True)
            )
        return tuple(apart)

    def _by_year(self, contents: tuple[Content, ...]) -> YearContents:
        """Share the contents of a row out over the year columns, in order."""
        if len(self.years) == 1 or not contents:
            return ((self.years[0], contents),)
        size, extra = divmod(len(contents), len(self.years))
        shares: list[tuple[int, tuple[Content, ...]]] = []
        cursor = 0
        for number, year in enumerate(self.years):
            end = cursor + size + (1 if number < extra else 0)
            if end > cursor:
                shares.append((year, contents[cursor:end]))
            cursor = end
        return tuple(shares)

    def _in_order(self, ids: tuple[str, ...], contents: tuple[Content, ...]) -> Iterator[Share]:
        """A baseline: findings in the order of the indicators, some about more than one.

        A row that the series merges is put together again where it has fewer findings than
        indicators.
        """
        cut = partition(self._scores(contents, ids), ids, self.lookup.merges)
        year = self.years[0]
        cursor, place = 0, 0
        while place < len(contents):
            size, count = self._merged(ids[cursor:], cut.sizes[place:])
            share = ((year, contents[place : place + count]),)
            yield Share(size, share, is_reconstructed=True)
            cursor, place = cursor + size, place + count

    def _merged(self, ids: Sequence[str], sizes: Sequence[int]) -> tuple[int, int]:
        """How many indicators and findings the row that begins here takes."""
        for row in self.lookup.rules.framework.merged_rows:
            if tuple(ids[: len(row)]) != row:
                continue
            total = 0
            for count, size in enumerate(sizes, 1):
                total += size
                if total == len(row) and count < len(row):
                    return total, count
                if total >= len(row):
                    break
        return sizes[0], 1

    def _interleaved(self, ids: tuple[str, ...], contents: tuple[Content, ...]) -> Iterator[Share]:
        """A follow-up: every column keeps its order, and a year comes after the one before it."""
        places = self._best_places(ids, contents)
        for number in range(len(ids)):
            shares = tuple(
                (year, (contents[place],))
                for place, (indicator, of_year) in enumerate(places)
                for year in self.years
                if indicator == number and self.years[of_year] == year
            )
            yield Share(1, tuple(sorted(shares, key=lambda share: share[0])), is_reconstructed=True)

    def _best_places(
        self, ids: tuple[str, ...], contents: tuple[Content, ...]
    ) -> tuple[tuple[int, int], ...]:
        """For each content its (indicator, year), by dynamic programming over what is filled."""
        scores = self._scores(contents, ids)
        start = tuple(0 for _ in self.years)
        best: dict[tuple[int, ...], tuple[float, tuple[tuple[int, int], ...]]] = {start: (0.0, ())}
        for content, score in zip(contents, scores, strict=True):
            grown: dict[tuple[int, ...], tuple[float, tuple[tuple[int, int], ...]]] = {}
            for filled, (total, places) in best.items():
                for year, count in enumerate(filled):
                    if count == len(ids) or (year and count >= filled[year - 1]):
                        continue
                    gain = score[ids[count]] + self._fits(content, year)
                    gain += _SAME_INDICATOR if places and places[-1] == (count, year - 1) else 0.0
                    state = (*filled[:year], count + 1, *filled[year + 1 :])
                    option = (total + gain, (*places, (count, year)))
                    if state not in grown or option[0] > grown[state][0]:
                        grown[state] = option
            best = grown
        return max(best.values(), key=lambda option: option[0])[1]

    def _fits(self, content: Content, year: int) -> float:
        verdict = content.heads[0].meaning.verdict if content.heads else None
        if verdict is None:
            return 0.0
        if year == 0:
            return _VERDICT_FITS if verdict == _FIRST_YEAR_VERDICT else -2 * _VERDICT_FITS
        return 0.0

    def _scores(self, contents: Sequence[Content], ids: Sequence[str]) -> list[Mapping[str, float]]:
        return [self.lookup.likeness.scores(self._text(content), ids) for content in contents]

    def _text(self, content: Content) -> str:
        passage = passage_of(self.document, [span for chunk in content.chunks for span in chunk])
        return passage.text if passage else ""
