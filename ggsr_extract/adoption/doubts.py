"""Where a draft gold may be wrong: what the extractor itself is not sure of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ggsr_extract.dataset.confidence import confidence_of
from ggsr_extract.factsheet.model import Approach, Conclusion, Diagnostic, Factsheet, Finding, Row
from ggsr_extract.rules import Rules
from ggsr_extract.text import Passage, Span

__all__ = ["Doubts", "doubts_of"]

# Readings made in a way that is right less often than this ask for a look.
_SURE = 0.95
_EXCERPT = 80


class Doubts(Struct, frozen=True):
    """Reasons for doubt, by the place in the gold that they are about; empty: none.

    `findings` are numbered over all rows, in the order of the gold.
    """

    document: tuple[str, ...]
    approaches: tuple[tuple[str, ...], ...]
    findings: tuple[tuple[str, ...], ...]
    conclusions: tuple[tuple[str, ...], ...]

    @property
    def count(self) -> int:
        """How many places are in doubt."""
        items = (self.document, *self.approaches, *self.findings, *self.conclusions)
        return sum(bool(reasons) for reasons in items)


def doubts_of(factsheet: Factsheet, rules: Rules) -> Doubts:
    """What to look at first in a draft of this factsheet."""
    told = _Told(factsheet)
    approaches = tuple(
        (*_about_approach(it), *told.within(_approach_passages(it))) for it in factsheet.approaches
    )
    findings = tuple(
        (*_about_finding(row, finding, rules), *told.within(_finding_passages(row, finding)))
        for row in factsheet.rows
        for finding in row.findings
    )
    conclusions = tuple(
        (*_about_conclusion(it), *told.within((it.text,))) for it in factsheet.conclusions
    )
    document = (*_about_document(factsheet), *told.rest())
    return Doubts(document, approaches, findings, conclusions)


class _Told:
    """The diagnostics; each is told where it is about something, and the others at the end."""

    def __init__(self, factsheet: Factsheet) -> None:
        self._text = factsheet.document.text
        self._diagnostics = factsheet.diagnostics
        self._told: set[int] = set()

    def within(self, passages: Iterable[Passage | None]) -> Iterator[str]:
        hulls = [passage.hull for passage in passages if passage is not None]
        whole = [Span(min(it.start for it in hulls), max(it.end for it in hulls))] if hulls else []
        for number, diagnostic in enumerate(self._diagnostics):
            at = diagnostic.at
            if at is not None and any(span.start <= at < span.end for span in whole):
                self._told.add(number)
                yield f"{diagnostic.code}: {diagnostic.message}"

    def rest(self) -> Iterator[str]:
        for number, diagnostic in enumerate(self._diagnostics):
            if number not in self._told:
                yield f"{diagnostic.code}: {diagnostic.message}{self._near(diagnostic)}"

    def _near(self, diagnostic: Diagnostic) -> str:
        if not diagnostic.at:  # at the beginning: it is about the document
            return ""
        words = " ".join(self._text[diagnostic.at : diagnostic.at + _EXCERPT].split())
        return f" (at “{words}…”)"


def _about_document(factsheet: Factsheet) -> Iterator[str]:
    text = factsheet.document.text
    for block in factsheet.blocks:
        words = " ".join(text[block.span.start : block.span.end].split())
        if block.role == "unclaimed" and words:
            more = "…" if len(words) > _EXCERPT else ""
            yield f"text that nothing in the draft is made of: “{words[:_EXCERPT]}{more}”"


def _about_approach(approach: Approach) -> Iterator[str]:
    if approach.name is None:
        yield "name: the document has tables before it names any approach"


def _approach_passages(approach: Approach) -> Sequence[Passage | None]:
    return (approach.name, *approach.predecessors)


def _about_finding(row: Row, finding: Finding, rules: Rules) -> Iterator[str]:
    if finding.verdict is None:
        yield "verdict: one is there, but could not be read"
    if not row.printed:
        label = row.indicator.text if row.indicator else "nothing"
        yield f"row_indicators: the row was not recognised, it prints “{label}”"
    if any(reading.is_inferred for reading in finding.assessed):
        yield f"indicators: read from the words, not printed{_next_best(finding)}"
    confidence = confidence_of(row, finding, rules.confidence)
    if confidence is None and finding.assessed:
        yield "how often such a reading is right has not been measured"
    elif confidence is not None and confidence < _SURE:
        yield f"such readings are right in {confidence:.0%} of the cases"
    if finding.needs_review and finding.verdict is not None:
        yield "the extractor asks for a look at this row"


def _next_best(finding: Finding) -> str:
    others = {reading.runner_up for reading in finding.assessed if reading.runner_up}
    return f"; next best: {', '.join(sorted(others))}" if others else ""


def _finding_passages(row: Row, finding: Finding) -> Iterator[Passage | None]:
    yield row.indicator
    yield finding.glyph
    yield finding.text
    for caveat in finding.caveats:
        yield caveat.cue
        yield caveat.text


def _about_conclusion(conclusion: Conclusion) -> Iterator[str]:
    if conclusion.method == "sense":
        yield "kind: which side it was on is read from its sense"
