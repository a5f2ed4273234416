"""All documents together: which copies count, what is expected, what belongs to what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from ggsr_extract.dataset.derive.facts import ApproachFacts, DocumentFacts
from ggsr_extract.dataset.derive.matching import Match, match_baselines
from ggsr_extract.dataset.years import BASELINE_YEAR

__all__ = ["Panel"]

_IMPROVEMENT_POINT = "improvement_point"


class Panel(Struct, frozen=True, dict=True):
    """Documents, and what follows from them together.

    Documents of one series need each other and no others: with all of a series, whatever else is
    there, the same is found.

    Attributes:
        documents: the facts of each, in the order of their table.
        indicator_ids: all indicators, in the order of the toetsingskader.
    """

    documents: tuple[DocumentFacts, ...]
    indicator_ids: tuple[str, ...]

    @cached_property
    def approaches(self) -> tuple[ApproachFacts, ...]:
        """Every approach of every document."""
        return tuple(item for document in self.documents for item in document.approaches)

    @cached_property
    def primary_baselines(self) -> tuple[ApproachFacts, ...]:
        """The approaches of baselines, of each the best copy."""
        return self._best(item for item in self.approaches if not item.is_follow_up)

    @cached_property
    def primary_follow_ups(self) -> tuple[ApproachFacts, ...]:
        """The approaches of follow-ups, of each the best copy."""
        return self._best(item for item in self.approaches if item.is_follow_up)

    @cached_property
    def primary(self) -> tuple[ApproachFacts, ...]:
        """The primary approaches, in the order of their table."""
        chosen = {*self._ids(self.primary_baselines), *self._ids(self.primary_follow_ups)}
        return tuple(item for item in self.approaches if item.approach_id in chosen)

    @cached_property
    def primary_ids(self) -> frozenset[str]:
        """Keys of the primary approaches."""
        return frozenset(self._ids(self.primary))

    @cached_property
    def matches(self) -> Mapping[str, Match]:
        """What each follow-up's approach continues."""
        local: defaultdict[str | None, list[ApproachFacts]] = defaultdict(list)
        for item in self.primary_baselines:
            local[item.factsheet_id].append(item)
        return {
            item.approach_id: match_baselines(item, local[item.counterpart_id])
            for item in self.approaches
            if item.is_follow_up
        }

    def expected(self, approach: ApproachFacts) -> tuple[str, ...]:
        """Indicators that an approach should have verdicts on, in order.

        A baseline's all; a follow-up's the improvement points of the approaches that it continues,
        else those that it prints.
        """
        if not approach.is_follow_up:
            return self.indicator_ids
        baselines = self.matches[approach.approach_id].baselines
        wanted = {
            indicator
            for baseline in baselines
            for (indicator, year), judgements in baseline.judgements.items()
            if year == BASELINE_YEAR
            and any(judgement.verdict == _IMPROVEMENT_POINT for judgement in judgements)
        }
        chosen = wanted if baselines else set(approach.printed)
        return tuple(indicator for indicator in self.indicator_ids if indicator in chosen)

    def _best(self, approaches: Iterable[ApproachFacts]) -> tuple[ApproachFacts, ...]:
        copies: defaultdict[tuple[str, str], list[ApproachFacts]] = defaultdict(list)
        for approach in approaches:
            copies[approach.factsheet_id, approach.name_key].append(approach)
        return tuple(min(group, key=self._rank) for group in copies.values())

    def _rank(self, approach: ApproachFacts) -> tuple[int, bool, bool, float, str]:
        """Lowest first: most of what is expected, not OCR, PDF, coverage, lowest key."""
        there = sum(
            (indicator, year) in approach.judgements
            for indicator in self.expected(approach)
            for year in approach.years
        )
        is_not_ocr, is_pdf, coverage = approach.quality
        return -there, not is_not_ocr, not is_pdf, -coverage, approach.approach_id

    @staticmethod
    def _ids(approaches: Iterable[ApproachFacts]) -> Iterable[str]:
        return (item.approach_id for item in approaches)
