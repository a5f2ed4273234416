"""What a finding is about, told from its words: used where a row prints more than one indicator."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from ggsr_extract.rules import Framework, Indicator

__all__ = ["Likeness", "Partition", "partition"]

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 5
_SHORTEST = 4
# Words of the first clause tell more: it mostly echoes the indicator.
_OPENING_WORDS = 10
_OPENING_WEIGHT = 1.6
_CUE_WEIGHT = 0.8
# A sentence with the indicator's own subject ("De gemeente …") speaks of what it asks of them.
_SUBJECT_WEIGHT = 0.6
# An even spread of indicators over findings is a weak expectation.
_UNEVEN = 0.08
_UNKNOWN_MERGE = 4.0


class _Subject(Struct, frozen=True):
    """What shows that a text speaks of an indicator.

    `stems` are those of its label, each with how rare it is among all labels; `cues` begin with the
    blank before a word; `words` are its subject, and `opening` is that where a sentence begins.
    """

    stems: Mapping[str, float]
    cues: tuple[str, ...]
    words: str
    opening: re.Pattern[str]

    def score(self, weights: Mapping[str, float], folded: str) -> float:
        """How much a text speaks of it: by its stems with their weights, and its folded words."""
        total = sum(self.stems.values()) or 1.0
        shared = sum(rarity * weights.get(stem, 0.0) for stem, rarity in self.stems.items())
        cues = sum(cue in folded for cue in self.cues)
        opens = self.words in folded and self.opening.search(folded) is not None
        return shared / total + _CUE_WEIGHT * min(cues, 3) + (_SUBJECT_WEIGHT if opens else 0.0)


class Likeness:
    """How much a text speaks of an indicator: shared stems by rarity, and the indicator's cues."""

    def __init__(self, framework: Framework) -> None:
        stems = {key: _stems(item.label) for key, item in framework.indicators.items()}
        frequency = Counter(stem for found in stems.values() for stem in set(found))
        rarity = {stem: math.log(1 + len(stems) / n) for stem, n in frequency.items()}
        self._subjects = {
            key: _subject({stem: rarity[stem] for stem in stems[key]}, item)
            for key, item in framework.indicators.items()
        }

    def scores(self, text: str, indicators: Sequence[str]) -> Mapping[str, float]:
        """For each indicator 0 (nothing shared) upwards; comparable within one row only."""
        folded = f" {_folded(text)}"
        weights = _opening_weights(folded)
        return {key: self._subjects[key].score(weights, folded) for key in indicators}


def _subject(stems: Mapping[str, float], indicator: Indicator) -> _Subject:
    cues = tuple(f" {_folded(cue)}" for cue in indicator.cues)
    words = _folded(" ".join(indicator.label.split()[:2]))
    return _Subject(stems, cues, words, re.compile(rf"(?:^ |[.!?] +){re.escape(words)}\b"))


class Partition(Struct, frozen=True):
    """Which of the printed indicators each finding is about, with the next best account.

    `sizes` says how many indicators each finding takes, in order; `score` and `runner_up_score`
    are sums of likeness.
    """

    sizes: tuple[int, ...]
    score: float
    runner_up: tuple[int, ...] | None
    runner_up_score: float


def partition(
    table: Sequence[Mapping[str, float]],
    indicators: Sequence[str],
    merges: frozenset[tuple[str, str]] | None = None,
) -> Partition:
    """Cut the printed indicators into runs, one for each finding, by what the findings say.

    `table` has the scores of each finding. `merges` are the neighbours that may share a finding
    without a price; None: all may.
    Dynamic programming over (findings, indicators), keeping the best two accounts.
    """
    best: dict[int, list[tuple[float, tuple[int, ...]]]] = {0: [(0.0, ())]}
    for number, scores in enumerate(table):
        left = len(table) - number - 1
        grown: dict[int, list[tuple[float, tuple[int, ...]]]] = {}
        for start, accounts in best.items():
            for end in range(start + 1, len(indicators) - left + 1):
                if not left and end != len(indicators):
                    continue
                gain = _gain(scores, indicators[start:end], merges)
                grown.setdefault(end, []).extend(
                    (total + gain, (*sizes, end - start)) for total, sizes in accounts
                )
        best = {end: sorted(found, reverse=True)[:2] for end, found in grown.items()}
    ranked = best[len(indicators)]
    second = ranked[1] if len(ranked) > 1 else None
    return Partition(
        ranked[0][1], ranked[0][0], second[1] if second else None, second[0] if second else 0.0
    )


def _gain(
    scores: Mapping[str, float],
    run: Sequence[str],
    merges: frozenset[tuple[str, str]] | None,
) -> float:
    pairs = pairwise(run)
    unknown = 0 if merges is None else sum(1 for pair in pairs if pair not in merges)
    return sum(scores[key] for key in run) - _UNEVEN * (len(run) - 1) - _UNKNOWN_MERGE * unknown


def _opening_weights(folded: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for number, stem in enumerate(_stems_of(folded)):
        weights.setdefault(stem, _OPENING_WEIGHT if number < _OPENING_WORDS else 1.0)
    return weights


def _stems(text: str) -> list[str]:
    return _stems_of(_folded(text))


def _stems_of(folded: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(folded) if len(word) >= _SHORTEST]


def _stem(word: str) -> str:
    if word.startswith("ge") and len(word) > 7:
        word = word[2:]
    return word[:_STEM]


def _folded(text: str) -> str:
    """Case folded, without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join([it for it in decomposed if it.isascii() or not unicodedata.combining(it)])
