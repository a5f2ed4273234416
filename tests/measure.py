"""How often each way of reading is right, on damaged, re-rendered and converted factsheets.

    python -m tests.measure

writes `rules/confidence.toml` anew. Two things can go wrong with a verdict, one after the other, so
that their shares multiply. How its row was found: from `cells` it should have the verdict and the
words of one finding of the gold, from `lines` of that row's finding. How it was told what the
verdict is about: `exact`, `alias` and `fuzzy` from an indicator's wording (measured in cells, where
no words stray to another row), `position` and `content` in a merged row that is the right one.
`sense`: on which side a conclusion stood. What depends on an author's words is measured where no
rule was written with an eye on them: `content` on the invented factsheets, `sense` on those that
are held out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from rapidfuzz import fuzz

from ggsr_extract.factsheet.model import Factsheet, Finding
from tests.comparing import Judgement, conclusions_expected, expected, parsed
from tests.renderings import SHAPES, fixtures, gold_of, held_out, known, perturb, render, unseen
from tests.renderings.framework import ROOT

__all__ = ["CONFIDENCE", "Share", "samples", "shares"]

CONFIDENCE = ROOT / "rules" / "confidence.toml"
SEEDS = (1, 2)
DOCUMENTS = {**known(), **unseen(), **held_out()}
_MEASURED_ON = {"content": {**unseen(), **held_out()}, "sense": held_out()}
METHODS = ("cells", "lines", "exact", "alias", "fuzzy", "position", "content", "sense")
_SAME_WORDS, _OF_THE_SAME = 90.0, 60.0
_HEAD = """\
# How often a reading was right, measured by `python -m tests.measure` on damaged, re-rendered and
# converted factsheets, known and unseen ones. `support`: how many such readings there were.
"""

Sample = tuple[str | bytes, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Share:
    """How many readings were right of how many."""

    right: int = 0
    support: int = 0

    @property
    def share(self) -> float:
        """0..1."""
        return self.right / self.support

    def plus(self, is_right: bool) -> Share:
        """With one more."""
        return Share(self.right + is_right, self.support + 1)


def samples(every: int = 1) -> Iterator[Sample]:
    """Texts with their gold, always in the same order; `every` nth of them."""
    for number, (name, shape, damage, seed) in enumerate(_cases()):
        if number % every == 0:
            factsheet = DOCUMENTS[name]
            text = render(factsheet, shape, seed=seed)
            if damage:
                text = perturb.PERTURBATIONS[damage](
                    text, Random(f"{damage}/{shape}/{name}/{seed}")
                )
            yield text, gold_of(factsheet)
    for number, (name, _, path) in enumerate(fixtures()):
        if number % every == 0:
            yield path.read_bytes(), gold_of(DOCUMENTS[name])


def _cases() -> Iterator[tuple[str, str, str | None, int]]:
    for name in DOCUMENTS:
        for shape in SHAPES:
            for seed in SEEDS:
                yield name, shape, None, seed
                yield from ((name, shape, damage, seed) for damage in perturb.PERTURBATIONS)


def shares(texts: Iterable[Sample]) -> dict[str, Share]:
    """Method → its share, of the methods that occur."""
    found: dict[str, Share] = {}
    for text, gold in texts:
        name = gold["source_file"].removesuffix(".txt")
        for method, is_right in _readings(parsed(text), gold):
            if name in _MEASURED_ON.get(method, DOCUMENTS):
                found[method] = found.get(method, Share()).plus(is_right)
    return {method: found[method] for method in METHODS if method in found}


def _readings(factsheet: Factsheet, gold: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    wanted = expected(gold)
    for row in factsheet.rows:
        printed = tuple(reading.indicator_id for reading in row.printed)
        for finding in row.findings:
            likeness, match = _nearest(finding, wanted)
            is_same = likeness >= _SAME_WORDS and match.verdict == finding.verdict
            is_cell = row.reading == "cells"
            yield row.reading, is_same and (is_cell or match.printed == printed)
            if likeness >= _OF_THE_SAME:
                yield from _told(finding, match, is_cell, match.printed == printed)
    yield from _sides(factsheet, gold)


def _nearest(finding: Finding, wanted: list[Judgement]) -> tuple[float, Judgement]:
    """The finding of the gold whose words it has; another year's may have the same."""
    words = finding.text.text if finding.text else ""
    alike = ((fuzz.ratio(words, one.texts[0]) - (one.year != finding.year), one) for one in wanted)
    return max(alike, key=lambda pair: pair[0])


def _told(
    finding: Finding, match: Judgement, is_cell: bool, is_right_row: bool
) -> Iterator[tuple[str, bool]]:
    about = tuple(reading.indicator_id for reading in finding.assessed)
    for method in {reading.method for reading in finding.assessed}:
        if is_right_row if method in ("position", "content") else is_cell:
            yield method, about == match.about


def _sides(factsheet: Factsheet, gold: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    sides = {text: kind for _, _, kind, text in conclusions_expected(gold)}
    for point in factsheet.conclusions:
        if point.method == "sense" and point.text.text in sides:
            yield "sense", sides[point.text.text] == point.kind


def written(found: dict[str, Share]) -> str:
    """The rule file."""
    entries = (
        f"\n[readings.{method}]\nshare = {share.share:.4f}\nsupport = {share.support}\n"
        for method, share in found.items()
    )
    return _HEAD + "".join(entries)


if __name__ == "__main__":
    CONFIDENCE.write_text(written(shares(samples())), "utf-8", newline="\n")
