"""What came out wrong and nothing says so: the one mistake that nobody can find afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from ggsr_extract.factsheet.model import Factsheet, Finding, Row
from ggsr_extract.text import Span
from tests.comparing import Judgement, expected, rules

__all__ = ["Wrong", "doubts", "unsaid", "wrongs"]

# Codes that tell of something that is no row.
_ELSEWHERE = frozenset(["municipality_unknown", "conclusion_side_doubtful"])
_PIECE = 24  # letters, fewer than a narrow column holds
_ALIKE = 50.0

Place = tuple[int, str, int]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A verdict that is not what the gold says; `is_said`: something in the output tells so.

    `kind`: `absent`, `flipped` (another verdict), `invented` (nothing printed), `mispaired` (the
    right verdict beside another finding's words), `contradictory`.
    """

    kind: str
    place: Place
    wanted: str | None
    got: str | None
    is_said: bool


def doubts(factsheet: Factsheet) -> list[str]:
    """Indicators whose finding asks for a look or is a reading, and what is complained of."""
    asked = [
        reading.indicator_id
        for row in factsheet.rows
        for finding in row.findings
        for reading in finding.assessed
        if finding.needs_review or reading.is_inferred
    ]
    return asked + [problem.code for problem in factsheet.diagnostics if problem.at]


def unsaid(gold: dict[str, Any], factsheet: Factsheet) -> list[Wrong]:
    """The wrong verdicts that the output passes over in silence."""
    return [wrong for wrong in wrongs(gold, factsheet) if not wrong.is_said]


def wrongs(gold: dict[str, Any], factsheet: Factsheet) -> Iterator[Wrong]:
    """Every wrong verdict, by approach, indicator and year."""
    wanted = {place: one for one in expected(gold) for place in one.places}
    found = _found(factsheet)
    hearing = _Hearing.of(factsheet)
    for place, want in wanted.items():
        got = found.get(place, [])
        if not got:
            yield Wrong("absent", place, want.verdict, None, hearing.tells_absent(place, want))
        elif len({finding.verdict for _, finding in got}) > 1:
            yield Wrong("contradictory", place, want.verdict, None, is_said=True)
        else:
            yield from _compared(place, want, got, hearing)
    yield from _invented({approach for approach, _, _ in wanted}, wanted, found, hearing)


def _compared(
    place: Place, want: Judgement, got: list[tuple[Row, Finding]], hearing: _Hearing
) -> Iterator[Wrong]:
    verdict = got[0][1].verdict
    is_said = any(hearing.tells(row, finding) for row, finding in got)
    likeness = max(
        fuzz.ratio(text, finding.text.text if finding.text else "")
        for text in want.texts
        for _, finding in got
    )
    if verdict != want.verdict:
        yield Wrong("flipped", place, want.verdict, verdict, is_said)
    elif likeness < _ALIKE:
        yield Wrong("mispaired", place, want.verdict, verdict, is_said)


def _invented(
    approaches: set[int],
    wanted: dict[Place, Judgement],
    found: dict[Place, list[tuple[Row, Finding]]],
    hearing: _Hearing,
) -> Iterator[Wrong]:
    for place, got in found.items():
        if place not in wanted:
            # An aanpak too many has next to nothing, which `completeness` says.
            is_said = place[0] not in approaches or any(hearing.tells(*one) for one in got)
            yield Wrong("invented", place, None, got[0][1].verdict, is_said)


def _found(factsheet: Factsheet) -> dict[Place, list[tuple[Row, Finding]]]:
    found: dict[Place, list[tuple[Row, Finding]]] = {}
    for row in factsheet.rows:
        for finding in row.findings:
            for reading in finding.assessed:
                place = (row.approach, reading.indicator_id, finding.year)
                found.setdefault(place, []).append((row, finding))
    return found


@dataclass(frozen=True, slots=True)
class _Hearing:
    """What a parsed factsheet says is doubtful about it."""

    factsheet: Factsheet
    letters: str
    offsets: tuple[int, ...]
    printed: frozenset[tuple[int, str]]

    @classmethod
    def of(cls, factsheet: Factsheet) -> _Hearing:
        text = factsheet.document.text
        offsets = tuple(at for at, char in enumerate(text) if char.isalpha())
        printed = {(row.approach, p.indicator_id) for row in factsheet.rows for p in row.printed}
        return cls(factsheet, "".join(text[at] for at in offsets), offsets, frozenset(printed))

    def tells(self, row: Row, finding: Finding) -> bool:
        """Whether the finding says that it needs a look or is a reading, or a diagnostic does."""
        is_reading = any(reading.is_inferred for reading in finding.assessed)
        return finding.needs_review or is_reading or self._complains_at(_hull(row))

    def tells_absent(self, place: Place, want: Judgement) -> bool:
        """Whether `completeness` misses it, or something near its words is complained of."""
        approach, indicator, _ = place
        if self.factsheet.metadata.kind == "baseline" or (approach, indicator) in self.printed:
            return True
        at = self._place_of(want.texts[0])
        is_printed = self._place_of(rules().framework.indicators[indicator].label) is not None
        if at is None or not is_printed or self._is_elsewhere(want):
            return True  # Nothing of it is in this text.
        rows = [row for row in self.factsheet.rows if _holds(_hull(row), at)]
        return self._complains_at(Span(at - 200, at + 200)) or any(
            self.tells(row, finding) for row in rows for finding in row.findings
        )

    def _is_elsewhere(self, want: Judgement) -> bool:
        """Whether the words are another row's as well, and stand there."""
        found = (finding.text for row in self.factsheet.rows for finding in row.findings)
        return any(text is not None and text.text in want.texts for text in found)

    def _complains_at(self, span: Span) -> bool:
        return any(
            problem.at is not None and span.start - 1 <= problem.at <= span.end
            for problem in self.factsheet.diagnostics
            if problem.code not in _ELSEWHERE
        )

    def _place_of(self, words: str) -> int | None:
        """Where the words stand, known by two of three pieces; None: they are not in the text."""
        wanted = "".join(char for char in words if char.isalpha())
        middle = len(wanted) // 2
        pieces = (wanted[:_PIECE], wanted[middle : middle + _PIECE], wanted[-_PIECE:])
        places = [at for at in map(self.letters.find, pieces) if at >= 0]
        return self.offsets[places[0]] if len(places) > 1 else None


def _holds(span: Span, at: int) -> bool:
    return span.start <= at < span.end


def _hull(row: Row) -> Span:
    passages = [row.indicator]
    for finding in row.findings:
        passages += [finding.glyph, finding.text]
    hulls = [passage.hull for passage in passages if passage is not None]
    return Span(min(h.start for h in hulls), max(h.end for h in hulls)) if hulls else Span(0, 0)
