"""What became of each point between the two years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ggsr_extract.dataset.derive.facts import ApproachFacts, Judgement
from ggsr_extract.dataset.derive.matching import Notice
from ggsr_extract.dataset.derive.panel import Panel
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.years import BASELINE_YEAR, FOLLOW_UP_YEARS
from ggsr_extract.text import squeeze

__all__ = ["Change", "change_notices", "change_rows", "changes_of", "transition"]

_TRANSITIONS = {
    ("improvement_point", "meets"): "resolved",
    ("improvement_point", "improvement_point"): "unresolved",
    ("meets", "improvement_point"): "regressed",
    ("meets", "meets"): "kept",
}


class Origin(Struct, frozen=True):
    """The baseline's finding that a follow-up's verdict of 2013 repeats; `similarity` 0..1."""

    judgement: Judgement | None = None
    similarity: float | None = None
    is_tie: bool = False


class Change(Struct, frozen=True):
    """An indicator of a follow-up's approach: both years, and the baseline's finding."""

    approach: ApproachFacts
    indicator_id: str
    before: Judgement | None
    after: Judgement | None
    origin: Origin

    @property
    def is_verdict_same(self) -> bool | None:
        """Whether baseline and follow-up agree on 2013; None: one of them does not say."""
        baseline = self.origin.judgement
        if self.before is None or baseline is None:
            return None
        if self.before.verdict is None or baseline.verdict is None:
            return None
        return self.before.verdict == baseline.verdict


def transition(before: str | None, after: str | None) -> str | None:
    """What happened between two verdicts; None: one of them is not known.

    >>> transition("improvement_point", "meets")
    'resolved'
    >>> transition("not_assessed", "not_assessed")
    'not_retested'
    """
    if before is None or after is None:
        return None
    if after == "not_assessed":
        return "not_retested"
    if before == "not_assessed":
        return "first_assessed"
    return _TRANSITIONS[before, after]


def changes_of(panel: Panel) -> Iterator[Change]:
    """The points of the follow-ups' primary approaches, in the order of the toetsingskader."""
    for approach in panel.primary:
        if approach.is_follow_up:
            judged = {indicator for indicator, _ in approach.judgements}
            for indicator in panel.indicator_ids:
                if indicator in judged:
                    yield _change(panel, approach, indicator)


def _change(panel: Panel, approach: ApproachFacts, indicator: str) -> Change:
    before, after = (_judgement(approach, indicator, year) for year in FOLLOW_UP_YEARS)
    candidates = [
        judgement
        for baseline in panel.matches[approach.approach_id].baselines
        if (judgement := _judgement(baseline, indicator, BASELINE_YEAR))
    ]
    return Change(approach, indicator, before, after, _origin(before, candidates))


def _judgement(approach: ApproachFacts, indicator: str, year: int) -> Judgement | None:
    """The finding about an indicator in a year; None where findings contradict each other."""
    judgements = approach.judgements.get((indicator, year), ())
    agreed = len({judgement.verdict for judgement in judgements}) == 1
    return judgements[0] if agreed else None


def _origin(before: Judgement | None, candidates: Sequence[Judgement]) -> Origin:
    if not candidates:
        return Origin()
    if before is None:
        return Origin(candidates[0]) if len(candidates) == 1 else Origin(is_tie=True)
    scored = sorted(
        ((_similarity(before.text, candidate.text), candidate) for candidate in candidates),
        key=lambda item: -item[0],
    )
    if len(scored) > 1 and scored[0][0] == scored[1][0]:
        return Origin(is_tie=True)
    return Origin(scored[0][1], scored[0][0])


def _similarity(left: str, right: str) -> float:
    """Share of the letters and digits that two texts have in common, 0..1."""
    from rapidfuzz.fuzz import ratio

    return ratio(squeeze(left), squeeze(right)) / 100


def change_rows(panel: Panel) -> Iterator[Row]:
    """The table `changes`."""
    codes = {item.document_id: item.municipality_code for item in panel.documents}
    for change in changes_of(panel):
        yield {
            "municipality_code": codes[change.approach.document_id],
            "factsheet_id": change.approach.factsheet_id,
            "approach_id": change.approach.approach_id,
            "indicator_id": change.indicator_id,
            **_panel_facts(change),
            **_origin_facts(change),
        }


def _panel_facts(change: Change) -> Row:
    before, after = change.before, change.after
    verdicts = before.verdict if before else None, after.verdict if after else None
    return {
        "finding_id_2013": before.finding_id if before else None,
        "finding_id_2014": after.finding_id if after else None,
        "verdict_2013": verdicts[0],
        "verdict_2014": verdicts[1],
        "transition": transition(*verdicts),
    }


def _origin_facts(change: Change) -> Row:
    baseline = change.origin.judgement
    return {
        "baseline_finding_id": baseline.finding_id if baseline else None,
        "baseline_similarity": change.origin.similarity,
        "is_baseline_verdict_same": change.is_verdict_same,
    }


def change_notices(panel: Panel) -> Iterator[Notice]:
    """Points whose baseline finding cannot be told, or says something else."""
    for change in changes_of(panel):
        place = f"{change.approach.name}: {change.indicator_id}"
        document_id = change.approach.document_id
        if change.origin.is_tie:
            message = f"{place}: several findings of the baseline are as much like it"
            yield Notice(document_id, "baseline_tie", "warning", message)
        if change.is_verdict_same is False:
            message = f"{place}: the baseline gives another verdict for {BASELINE_YEAR}"
            yield Notice(document_id, "baseline_verdict_differs", "warning", message)
