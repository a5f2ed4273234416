"""Judgements and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

__all__ = [
    "FIELDS",
    "READING_FIELDS",
    "Averages",
    "Characters",
    "Count",
    "Discrepancy",
    "DocumentScores",
    "FieldScore",
    "Judgement",
    "Scores",
]

FIELDS = (
    "row",
    "verdict",
    "printed",
    "assessed",
    "theme",
    "criterion",
    "text",
    "linked",
    "caveats",
    "conclusions",
    "approach",
    "predecessors",
    "respondents",
    "families",
    "municipality",
    "municipality_code",
    "kind",
    "title",
    "published",
)
# Of findings in merged rows: a reading of the words, where another one may be defended as well.
READING_FIELDS = ("assessed_reading", "linked_reading")


class Judgement(Struct, frozen=True):
    """One value laid beside the gold.

    `at` is the place in the gold (`findings[3]`), or the dataset's key of what has no place there.
    `expected` None: nothing should be there. `got` None: nothing is there.
    """

    at: str
    field: str
    expected: str | None
    got: str | None
    is_right: bool


class Discrepancy(Struct, frozen=True):
    """A judgement that is not right; `document` is the name of the gold."""

    document: str
    at: str
    field: str
    expected: str | None
    got: str | None


class Count(Struct, frozen=True):
    """Values that are right, that should not be there, and that are not there."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.right + other.right, self.spurious + other.spurious, self.missed + other.missed
        )

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Count:
        """A wrong value is spurious, and what should stand in its place is missed."""
        right = spurious = missed = 0
        for judgement in judgements:
            right += judgement.is_right
            spurious += not judgement.is_right and judgement.got is not None
            missed += not judgement.is_right and judgement.expected is not None
        return cls(right, spurious, missed)

    @property
    def support(self) -> int:
        """Values in the gold."""
        return self.right + self.missed

    @property
    def is_empty(self) -> bool:
        """Nothing expected and nothing got."""
        return not (self.right or self.spurious or self.missed)

    @property
    def precision(self) -> float:
        """Share right of what was got; of nothing: 1 if nothing was expected, else 0."""
        return _share(self.right, self.right + self.spurious, empty=not self.missed)

    @property
    def recall(self) -> float:
        """Share right of what was expected; of nothing: 1 if nothing was got, else 0."""
        return _share(self.right, self.right + self.missed, empty=not self.spurious)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where nothing was expected and got."""
        whole = 2 * self.right + self.spurious + self.missed
        return _share(2 * self.right, whole, empty=True)


def _share(part: int, whole: int, *, empty: bool) -> float:
    return part / whole if whole else float(empty)


class Averages(Struct, frozen=True):
    """Means over the documents in which there is something to judge; 1 where there are none."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, counts: Iterable[Count]) -> Averages:
        """The means of the documents' scores."""
        judged = [count for count in counts if not count.is_empty]
        return cls(
            _mean([count.precision for count in judged]),
            _mean([count.recall for count in judged]),
            _mean([count.f1 for count in judged]),
        )


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 1.0


class FieldScore(Struct, frozen=True):
    """A field over all documents: `micro` counts every value alike, `macro` every document."""

    field: str
    micro: Count
    macro: Averages

    @property
    def is_reading(self) -> bool:
        """Scored apart, see `READING_FIELDS`."""
        return self.field in READING_FIELDS


class Characters(Struct, frozen=True):
    """Edits (insert, delete, replace) between two texts, and the length of the longer one.

    Missed and spurious texts count with their whole length, so that the rate is in 0..1.
    """

    edits: int = 0
    length: int = 0

    def __add__(self, other: Characters) -> Characters:
        return Characters(self.edits + other.edits, self.length + other.length)

    @property
    def error_rate(self) -> float:
        """Edits per character; 0 where there is no text."""
        return self.edits / self.length if self.length else 0.0


class DocumentScores(Struct, frozen=True, dict=True):
    """A gold sheet's scores. `document_id` and `source_path` None: no document is about it."""

    name: str
    document_id: str | None
    source_path: str | None
    judgements: tuple[Judgement, ...]
    characters: Characters

    @cached_property
    def counts(self) -> Mapping[str, Count]:
        """By field, in the order of `FIELDS` and `READING_FIELDS`."""
        by_field: dict[str, list[Judgement]] = {name: [] for name in FIELDS + READING_FIELDS}
        for judgement in self.judgements:
            by_field[judgement.field].append(judgement)
        return {name: Count.of(judgements) for name, judgements in by_field.items()}


class Scores(Struct, frozen=True, dict=True):
    """How far a dataset agrees with the gold.

    Attributes:
        gold_sha256: digest of the gold files.
        documents: one for each gold sheet.
        unscored: source paths of the dataset's documents that no gold is about.
    """

    gold_sha256: str
    documents: tuple[DocumentScores, ...]
    unscored: tuple[str, ...]

    @cached_property
    def fields(self) -> Mapping[str, FieldScore]:
        """By name, in the order of `FIELDS` and `READING_FIELDS`."""
        return {name: self._field(name) for name in FIELDS + READING_FIELDS}

    def _field(self, name: str) -> FieldScore:
        counts = [document.counts[name] for document in self.documents]
        return FieldScore(name, sum(counts, Count()), Averages.of(counts))

    @cached_property
    def character_error_rate(self) -> float:
        """Of the findings' texts, all documents together."""
        return sum((it.characters for it in self.documents), Characters()).error_rate

    @cached_property
    def errors(self) -> tuple[Discrepancy, ...]:
        """Everything that is not right, in the order of the gold."""
        return tuple(
            Discrepancy(document.name, it.at, it.field, it.expected, it.got)
            for document in self.documents
            for it in document.judgements
            if not it.is_right
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of gold sheets that no document is about."""
        return tuple(it.name for it in self.documents if it.document_id is None)
