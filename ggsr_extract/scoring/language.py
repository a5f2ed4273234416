"""The language tables against the language gold: detection by overlap, then each attribute.

An optional annotation is neither a miss nor a false hit; what a gold annotation accepts counts as
right. These are figures of the documents that the gold is about, and of no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from ggsr_extract.scoring.language_units import (
    TABLES,
    Found,
    GoldUnit,
    OutputUnit,
    Row,
    pair_units,
    read_language_gold,
    read_units,
)
from ggsr_extract.scoring.scores import Count, Discrepancy, Judgement
from ggsr_extract.text import Span

__all__ = [
    "ATTRIBUTES",
    "LanguageScores",
    "judge",
    "language_to_json",
    "render_language",
    "score_language",
]

ATTRIBUTES: Mapping[str, tuple[str, ...]] = {
    "statements": (
        "actor",
        "actor_text",
        "actor_count",
        "actor_total",
        "verb",
        "polarity",
        "is_hedged",
        "text",
    ),
    "cues": ("kind", "is_lack", "scope_text"),
    "quantities": ("kind", "low", "high", "is_approximate", "unit"),
    "mentions": ("kind", "normalized"),
    "caveats": ("effect",),
}
# The gold's README: with a number of partners beside the municipality, either is right.
_ALSO = {"municipality_and_partners": "respondents", "respondents": "municipality_and_partners"}


class _Judged(Struct, frozen=True):
    """A judgement, and the document it is about; `is_weak`: the gold says it is optional."""

    document: str
    judgement: Judgement
    is_weak: bool = False


class LanguageScores(Struct, frozen=True, dict=True):
    """How far the language tables agree with the language gold.

    Fields are `cues` (found, or not) and `cues.kind` (of those found, the attribute).
    `gold_sha256`: digest of the gold's files, empty where it was none.
    """

    judged: tuple[_Judged, ...]
    gold_sha256: str = ""

    @cached_property
    def counts(self) -> Mapping[str, Count]:
        """By field: annotations that the gold holds to be there without doubt."""
        return {
            field: Count.of(it.judgement for it in judged)
            for field, judged in self._fields(is_weak=False).items()
        }

    @cached_property
    def weak(self) -> Mapping[str, tuple[int, int]]:
        """By table: how many of the gold's optional annotations were found, and of how many."""
        return {
            field: (sum(it.judgement.is_right for it in judged), len(judged))
            for field, judged in self._fields(is_weak=True).items()
        }

    @property
    def errors(self) -> tuple[Discrepancy, ...]:
        """Everything that is not right, in the order of the gold."""
        return tuple(
            Discrepancy(
                it.document,
                it.judgement.at,
                it.judgement.field,
                it.judgement.expected,
                it.judgement.got,
            )
            for it in self.judged
            if not it.judgement.is_right and not it.is_weak
        )

    def _fields(self, *, is_weak: bool) -> Mapping[str, list[_Judged]]:
        fields: dict[str, list[_Judged]] = defaultdict(list)
        for it in self.judged:
            if it.is_weak == is_weak:
                fields[it.judgement.field].append(it)
        return dict(sorted(fields.items()))


def score_language(output: Path, gold: Path) -> LanguageScores:
    """Score the dataset in `output` against the folder `gold` of language gold.

    A gold file `<name>.json` is about the source file `<name>.*`.

    Raises:
        GoldError: there is no language gold, or it cannot be read.
        OutputError: the dataset has no language tables.
    """
    digest, units = read_language_gold(gold)
    return judge(pair_units(units, read_units(output)), digest)


def judge(
    pairs: Iterable[tuple[GoldUnit, OutputUnit | None]], gold_sha256: str = ""
) -> LanguageScores:
    """Score units with what was found in each (None: the unit itself was not)."""
    judged = tuple(it for unit, got in pairs for it in _judge(unit, got))
    return LanguageScores(judged, gold_sha256)


def language_to_json(scores: LanguageScores) -> Mapping[str, Mapping[str, float]]:
    """Field → precision, recall, F1 and support."""
    return {
        field: {
            "precision": it.precision,
            "recall": it.recall,
            "f1": it.f1,
            "support": it.support,
        }
        for field, it in scores.counts.items()
    }


def render_language(scores: LanguageScores, *, verbose: bool = False) -> str:
    """A line for each field: precision, recall, F1, how many; then the optional ones.

    `verbose`: every difference as well.
    """
    lines = [f"{'language':<26}{'P':>7}{'R':>7}{'F1':>7}{'n':>6}"]
    lines += [
        f"{field:<26}{it.precision:>7.3f}{it.recall:>7.3f}{it.f1:>7.3f}{it.support:>6}"
        for field, it in scores.counts.items()
    ]
    lines += [
        f"{field + ', optional':<26}{found} of {of}" for field, (found, of) in scores.weak.items()
    ]
    if verbose:
        lines += [
            f"{it.document} {it.at} {it.field}: expected {it.expected!r}, got {it.got!r}"
            for it in scores.errors
        ]
    return "\n".join(lines)


def _judge(unit: GoldUnit, got: OutputUnit | None) -> Iterator[_Judged]:
    places = _Places(unit.text, got.text if got else "")
    for table in TABLES:
        found = got.found[table] if got else ()
        expected = [(it, places.of(Span(it["start"], it["end"]))) for it in unit.annotations[table]]
        pairs = _overlaps(expected, found)
        for number, (row, _) in enumerate(expected):
            match = pairs.get(number)
            judgement = _detected(unit.at, table, row, match)
            yield _Judged(unit.document, judgement, bool(row.get("optional")))
            if match is not None and not row.get("optional"):
                for it in _attributes(unit.at, table, row, match.row):
                    yield _Judged(unit.document, it)
        for item in found:
            if not any(item.place.overlaps(place) for _, place in expected):
                words = str(item.row["text"])
                yield _Judged(unit.document, Judgement(unit.at, table, None, words, is_right=False))


def _detected(at: str, table: str, row: Row, match: Found | None) -> Judgement:
    words = str(row["text"])
    return Judgement(at, table, words, words if match else None, match is not None)


def _overlaps(expected: Sequence[tuple[Row, Span]], found: Sequence[Found]) -> Mapping[int, Found]:
    """Each annotation with the row that overlaps it most; one of its own kind first."""
    options = sorted(
        (
            (-_is_kind(row, item.row), -_shared(place, item.place), number, place_in_output)
            for number, (row, place) in enumerate(expected)
            for place_in_output, item in enumerate(found)
            if place.overlaps(item.place)
        ),
    )
    pairs: dict[int, Found] = {}
    taken: set[int] = set()
    for _, _, number, place_in_output in options:
        if number not in pairs and place_in_output not in taken:
            pairs[number] = found[place_in_output]
            taken.add(place_in_output)
    return pairs


def _is_kind(expected: Row, got: Row) -> bool:
    accepted = expected.get("accept") or {}
    return got.get("kind") in (expected.get("kind"), *accepted.get("kind", ()))


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _attributes(at: str, table: str, expected: Row, got: Row) -> Iterator[Judgement]:
    accept = expected.get("accept") or {}
    for name in ATTRIBUTES[table]:
        wanted, value = expected.get(name), got[name]
        accepted = accept.get(name, ())
        if isinstance(wanted, bool) and (not wanted) in accepted:
            continue
        is_right = _same(wanted, value) or any(_same(it, value) for it in accepted)
        is_right = is_right or (name == "actor" and _ALSO.get(str(wanted)) == value)
        yield Judgement(at, f"{table}.{name}", str(wanted), str(value), is_right)


def _same(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, str) and isinstance(value, str):
        return _letters(wanted) == _letters(value)
    return bool(wanted == value) or (wanted is None and value == "")


def _letters(words: str) -> str:
    """Words without blanks and hyphens: the gold keeps hyphens that a converter left behind."""
    return "".join(words.replace("-", "").split())


class _Places:
    """Offsets into the gold's text as offsets into the dataset's."""

    def __init__(self, gold: str, got: str) -> None:
        from rapidfuzz.distance import Levenshtein

        self._blocks = [
            (it.src_start, it.src_end, it.dest_start, it.dest_end)
            for it in Levenshtein.opcodes(gold, got)
        ]

    def of(self, span: Span) -> Span:
        """The span in the dataset's text."""
        start = self._at(span.start)
        return Span(start, max(self._at(span.end - 1) + 1, start + 1))

    def _at(self, position: int) -> int:
        for start, end, other, other_end in self._blocks:
            if start <= position < end:
                return min(other + position - start, max(other_end - 1, other))
        return position
