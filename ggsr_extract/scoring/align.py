"""Which approach, finding and conclusion of the dataset is which of the gold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from ggsr_extract.scoring.pairing import pair_up
from ggsr_extract.scoring.sheet import Sheet, SheetConclusion, SheetFinding

__all__ = ["align_conclusions", "align_findings", "with_gold_approaches"]

T = TypeVar("T")
Pairs = tuple[tuple[T | None, T | None], ...]

# A finding in a row that was not recognised is still the same finding when its words are.
_SAME_TEXT = 0.7
_SAME_CONCLUSION = 0.5


def with_gold_approaches(expected: Sheet, got: Sheet) -> Sheet:
    """The dataset's sheet with its approaches numbered as in the gold; the others come after.

    Approaches pair by name and by the words of their findings, so that a misread name costs the
    name and not everything that stands under it.
    """

    def weight(one: int, other: int) -> float:
        names = _likeness(expected.approaches[one].name, got.approaches[other].name)
        return 0.01 + names + 2 * _shared_findings(expected, one, got, other)

    pairs = pair_up(range(len(expected.approaches)), range(len(got.approaches)), weight)
    number = {old: new for new, old in pairs if new is not None and old is not None}
    rest = [index for index in range(len(got.approaches)) if index not in number]
    number |= {old: len(expected.approaches) + place for place, old in enumerate(rest)}
    return replace(
        got,
        findings=tuple(replace(it, approach=number[it.approach]) for it in got.findings),
        conclusions=tuple(replace(it, approach=number[it.approach]) for it in got.conclusions),
        approaches=tuple(
            replace(it, number=number[index]) for index, it in enumerate(got.approaches)
        ),
    )


def _shared_findings(expected: Sheet, one: int, got: Sheet, other: int) -> float:
    """Share of the approach's findings whose year and words stand under the other one as well."""
    wanted = [finding for finding in expected.findings if finding.approach == one]
    there = {(it.year, it.text) for it in got.findings if it.approach == other}
    shared = sum(any((it.year, text) in there for text in it.texts) for it in wanted)
    return shared / len(wanted) if wanted else 0.0


def align_findings(
    expected: Sequence[SheetFinding], got: Sequence[SheetFinding]
) -> Pairs[SheetFinding]:
    """Pair the findings, within approach and year."""

    def weight(one: SheetFinding, other: SheetFinding) -> float:
        if (one.approach, one.year) != (other.approach, other.year):
            return 0.0
        shared = _overlap(one.printed, other.printed)
        likeness = _likeness(one.text, other.text)
        if not shared and likeness < _SAME_TEXT:
            return 0.0
        return 4 * shared + _weight_in_row(one, other, likeness)

    return pair_up(expected, got, weight)


def _weight_in_row(one: SheetFinding, other: SheetFinding, likeness: float) -> float:
    """How far two findings of the same row are the same, where it prints several.

    What two of words, verdict and indicators agree on stands against the third, so that a mistake
    in one field is not taken for mistakes in the others. The indicators count for less where they
    are a reading.
    """
    assessed = _overlap(one.assessed, other.assessed)
    verdict = 0.6 if one.verdict == other.verdict else 0.0
    return likeness + verdict + assessed * (0.4 if one.is_reading else 1.2)


def align_conclusions(
    expected: Sequence[SheetConclusion], got: Sequence[SheetConclusion]
) -> Pairs[SheetConclusion]:
    """Pair the conclusions, by their words first."""

    def weight(one: SheetConclusion, other: SheetConclusion) -> float:
        likeness = _likeness(one.text, other.text)
        if likeness < _SAME_CONCLUSION:
            return 0.0
        same = sum(
            (one.approach == other.approach, one.theme == other.theme, one.kind == other.kind)
        )
        return likeness + same

    return pair_up(expected, got, weight)


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other)


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Shared members per member (Jaccard); nothing shared between two empty ones."""
    union = set(one) | set(other)
    return len(set(one) & set(other)) / len(union) if union else 0.0
