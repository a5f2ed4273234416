"""What is expected and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ggsr_extract.dataset.derive.facts import ApproachFacts, Judgement
from ggsr_extract.dataset.derive.matching import Notice
from ggsr_extract.dataset.derive.panel import Panel
from ggsr_extract.dataset.model import Row

__all__ = ["Expectation", "completeness_rows", "contradictions", "expectations"]


class Expectation(Struct, frozen=True):
    """An indicator that an approach should have a verdict on in a year, and whether it has."""

    approach_id: str
    indicator_id: str
    year: int
    status: str


def expectations(panel: Panel, approach: ApproachFacts) -> Iterator[Expectation]:
    """What is expected of one approach, indicator by indicator, year by year."""
    for indicator in panel.expected(approach):
        for year in approach.years:
            status = _status(approach.judgements.get((indicator, year), ()))
            yield Expectation(approach.approach_id, indicator, year, status)


def _status(judgements: Sequence[Judgement]) -> str:
    if not judgements:
        return "absent"
    if len(_verdicts(judgements)) > 1:
        return "contradictory"
    return "merged" if all(judgement.is_shared for judgement in judgements) else "present"


def _verdicts(judgements: Sequence[Judgement]) -> set[str]:
    return {judgement.verdict for judgement in judgements if judgement.verdict is not None}


def completeness_rows(panel: Panel) -> Iterator[Row]:
    """The table `completeness`."""
    for approach in panel.primary:
        for item in expectations(panel, approach):
            yield {
                "approach_id": item.approach_id,
                "indicator_id": item.indicator_id,
                "year": item.year,
                "status": item.status,
            }


def contradictions(panel: Panel) -> Iterator[Notice]:
    """A diagnostic for each indicator that one document judges in two ways."""
    for approach in panel.approaches:
        for (indicator, year), judgements in approach.judgements.items():
            verdicts = _verdicts(judgements)
            if len(verdicts) > 1:
                message = (
                    f"{approach.name}: {indicator} {year} has different verdicts: "
                    f"{', '.join(sorted(verdicts))}"
                )
                yield Notice(approach.document_id, "contradictory_verdicts", "error", message)
