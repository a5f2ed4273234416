"""The Conclusie: which paragraphs are strengths and which are improvements.

Where the two columns are kept, the column says it. Where they were written out one after the
other, the words do: each rule that fires adds its weight, and strengths come before improvements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.flat import flatten
from ggsr_extract.factsheet.model import Conclusion, ConclusionKind, Diagnostic
from ggsr_extract.factsheet.places import PlacedItem, Region
from ggsr_extract.factsheet.prose import passages_of, reads_on
from ggsr_extract.rules import Rules
from ggsr_extract.text import Document, Passage, Span

__all__ = ["SidedCell", "conclusions_in_cells", "conclusions_of"]

_DOUBTFUL = 0.5
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s")


class _Stretch(Struct, frozen=True):
    theme: str | None
    side: str
    items: tuple[PlacedItem, ...]


class SidedCell(Struct, frozen=True):
    """A cell of a Conclusie whose column says on which side it stands.

    `opens_table`: it stands in the first row, and may be the rest of one on the page before.
    """

    theme: str | None
    side: str
    spans: tuple[Span, ...]
    opens_table: bool = False


def conclusions_in_cells(
    document: Document, cells: Sequence[SidedCell], approach: int
) -> tuple[tuple[Conclusion, ...], tuple[Diagnostic, ...]]:
    """The paragraphs of the cells, strengths and improvements by column."""
    conclusions: list[Conclusion] = []
    problems: list[Diagnostic] = []
    for cell in cells:
        place = _rest_of(conclusions, cell) if cell.opens_table else None
        for passage in _paragraphs(document, cell):
            if cell.theme is None:
                problems.append(_without_theme(passage))
                continue
            kind: ConclusionKind = "strength" if cell.side == "strength" else "improvement"
            conclusion = Conclusion(approach, cell.theme, kind, "column", passage)
            before = conclusions[place] if place is not None else None
            if before is not None and place is not None and _goes_on(before, conclusion):
                problems.extend(_doubtful_joint(before, conclusion))
                conclusions[place] = _together(document, before, conclusion)
            else:
                conclusions.append(conclusion)
            place = None
    return tuple(conclusions), tuple(problems)


def _paragraphs(document: Document, cell: SidedCell) -> Iterator[Passage]:
    """The paragraphs of a cell. Breaks amid sentences part printed lines, and no paragraphs."""
    flat = flatten(document, cell.spans)
    parts = list(flat.paragraphs())
    texts = [flat.text[start:end] for start, end in parts]
    are_lines = any(reads_on(before, "") and reads_on("", text) for before, text in pairwise(texts))
    ends = [n for n, text in enumerate(texts[:-1], 1) if not (are_lines and reads_on(text, ""))]
    for first, after in pairwise([0, *ends, len(parts)] if parts else []):
        passage = passage_of(document, flat.spans(parts[first][0], parts[after - 1][1]))
        if passage is not None:
            yield passage


def _rest_of(conclusions: Sequence[Conclusion], cell: SidedCell) -> int | None:
    """Where the last paragraph stands of the cell that this one may go on with."""
    places = (
        place
        for place, earlier in reversed(list(enumerate(conclusions)))
        if earlier.theme_id == cell.theme and earlier.kind == cell.side
    )
    return next(places, None)


def _goes_on(before: Conclusion, conclusion: Conclusion) -> bool:
    return reads_on(before.text.text, conclusion.text.text)


def _together(document: Document, before: Conclusion, conclusion: Conclusion) -> Conclusion:
    text = passage_of(document, (*before.text.spans, *conclusion.text.spans))
    return replace(before, text=text or before.text, needs_review=_is_doubtful(before, conclusion))


def _is_doubtful(before: Conclusion, conclusion: Conclusion) -> bool:
    """Whether only one side of the page break says that a sentence goes on over it."""
    return not (reads_on(before.text.text, "") and reads_on("", conclusion.text.text))


def _doubtful_joint(before: Conclusion, conclusion: Conclusion) -> Iterator[Diagnostic]:
    if _is_doubtful(before, conclusion):
        yield Diagnostic(
            "conclusion_joined",
            "info",
            "read as one paragraph with what stands on the next page; look at the page",
            conclusion.text.hull.start,
        )


def conclusions_of(
    document: Document, region: Region, approach: int, rules: Rules
) -> tuple[tuple[Conclusion, ...], tuple[Diagnostic, ...]]:
    """The conclusions of a region, in order."""
    conclusions: list[Conclusion] = []
    problems: list[Diagnostic] = []
    for stretch in _stretches(region):
        passages = passages_of(document, [p.item for p in stretch.items], eager=True)
        sided = _sided(passages, stretch.side, rules)
        is_melted = stretch.side == "both" and len(passages) == 1 and _turns(passages[0], rules)
        for passage, side, score in sided:
            if stretch.theme is None:
                problems.append(_without_theme(passage))
                continue
            conclusions.append(
                Conclusion(
                    approach=approach,
                    theme_id=stretch.theme,
                    kind="strength" if side == "strength" else "improvement",
                    method="column" if stretch.side != "both" else "sense",
                    text=passage,
                    score=score,
                    needs_review=is_melted or (score is not None and score < _DOUBTFUL),
                )
            )
            if conclusions[-1].needs_review:
                why = "all in one" if is_melted else "by its place, against its words"
                problems.append(_doubtful(passage, f"{side}, {why}"))
    return tuple(conclusions), tuple(problems)


def _stretches(region: Region) -> Sequence[_Stretch]:
    """Items between the headings; two headings in a row are columns that were written out."""
    stretches: list[_Stretch] = []
    side = "both"
    theme: str | None = None
    items: list[PlacedItem] = []
    heads: list[str] = []
    for placed in region.placed:
        if placed.says is not None:
            if items:
                stretches.append(_Stretch(theme, side, tuple(items)))
                items, heads = [], []
            heads.append(placed.says)
            side = placed.says if len(heads) == 1 else "both"
            theme = placed.theme
        else:
            items.append(placed)
            theme = placed.theme
    if items:
        stretches.append(_Stretch(theme, side, tuple(items)))
    return stretches


def _sided(
    passages: Sequence[Passage], side: str, rules: Rules
) -> list[tuple[Passage, str, float | None]]:
    if side != "both":
        return [(passage, side, None) for passage in passages]
    weights = [sense(passage.text, rules) for passage in passages]
    # Strengths first: the split with the best sum.
    splits = [sum(weights[:n]) - sum(weights[n:]) for n in range(len(weights) + 1)]
    strengths = max(range(len(splits)), key=lambda n: (splits[n], n)) if splits else 0
    return [
        (
            passage,
            "strength" if number < strengths else "improvement",
            _certainty(weight if number < strengths else -weight),
        )
        for number, (passage, weight) in enumerate(zip(passages, weights, strict=True))
    ]


def sense(text: str, rules: Rules) -> float:
    """Sum of the weights of the rules that fire; each rule counts once. Positive: a strength."""
    return sum(
        float(pattern.data["weight"])
        for pattern in rules.patterns["conclusions.sense"]
        if pattern.search(text)
    )


def _turns(passage: Passage, rules: Rules) -> bool:
    """Whether a sentence that tells of a strength stands with one that tells of the other."""
    weights = [sense(sentence, rules) for sentence in _BETWEEN_SENTENCES.split(passage.text)]
    return min(weights) < 0 < max(weights)


def _certainty(weight: float) -> float:
    """0..1: a half where the words say nothing."""
    return round(max(0.0, min(1.0, 0.5 + weight / 8)), 4)


def _doubtful(passage: Passage, how: str) -> Diagnostic:
    return Diagnostic(
        "conclusion_side_doubtful",
        "info",
        f"read as {how}; look at the page",
        passage.hull.start,
    )


def _without_theme(passage: Passage) -> Diagnostic:
    return Diagnostic(
        "conclusion_without_theme",
        "warning",
        "a paragraph of a Conclusie with no theme before it",
        passage.hull.start,
    )
