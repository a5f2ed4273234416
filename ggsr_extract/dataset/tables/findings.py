"""Findings: the verdicts, and what they are about."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.codes import (
    GLYPH_METHODS,
    METHODS,
    READINGS,
    RELATIONS,
)
from ggsr_extract.dataset.confidence import confidence_of
from ggsr_extract.dataset.keyed import KeyedFinding, Sources, distinct
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.places import Places, hull_of
from ggsr_extract.dataset.schema import Column, ForeignKey, Table
from ggsr_extract.factsheet.model import IndicatorReading
from ggsr_extract.rules import Rules
from ggsr_extract.text import Span

__all__ = ["TABLES"]


def _findings(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        places = Places(sheet.source.factsheet.document)
        for keyed in sheet.findings:
            hull = _hull(keyed)
            yield {
                "finding_id": keyed.finding_id,
                "document_id": sheet.document_id,
                "approach_id": keyed.approach_id,
                "row_id": keyed.row_id,
                "ordinal": keyed.ordinal,
                **_row_facts(keyed),
                **_verdict_facts(keyed),
                "criterion_id": _common_criterion(keyed, sources.rules),
                "confidence": confidence_of(keyed.row, keyed.finding, sources.rules.confidence),
                "needs_review": _needs_review(keyed),
                "page": places.printed_page(hull.start),
                "char_start": hull.start,
                "char_end": hull.end,
            }


def _row_facts(keyed: KeyedFinding) -> Row:
    row = keyed.row
    return {
        "theme_id": row.theme_id,
        "criterion_printed": row.criterion.text if row.criterion else None,
        "indicator_printed": row.indicator.text if row.indicator else "",
        "reading": row.reading,
    }


def _verdict_facts(keyed: KeyedFinding) -> Row:
    finding = keyed.finding
    return {
        "year": finding.year,
        "verdict": finding.verdict,
        "glyph": finding.glyph.text if finding.glyph else None,
        "glyph_font": finding.glyph_font,
        "glyph_method": finding.glyph_method,
        "text": finding.text.text if finding.text else "",
        "has_caveat": bool(finding.caveats),
    }


def _hull(keyed: KeyedFinding) -> Span:
    """Where the words stand; of a bare verdict the place where they would begin."""
    finding = keyed.finding
    before = finding.glyph or keyed.row.indicator or keyed.row.criterion
    return hull_of([finding.text] if finding.text else [], before.hull.end if before else 0)


def _common_criterion(keyed: KeyedFinding, rules: Rules) -> str | None:
    indicators = rules.framework.indicators
    parents = {indicators[reading.indicator_id].criterion_id for reading in keyed.finding.assessed}
    return parents.pop() if len(parents) == 1 else None


def _needs_review(keyed: KeyedFinding) -> bool:
    finding = keyed.finding
    return finding.needs_review or finding.verdict is None or not finding.assessed


def _finding_indicators(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        for keyed in sheet.findings:
            for reading in distinct(keyed.row.printed):
                yield _reading(keyed.finding_id, "printed", reading)
            for reading in distinct(keyed.finding.assessed):
                yield _reading(keyed.finding_id, "assessed", reading)


def _reading(finding_id: str, relation: str, reading: IndicatorReading) -> Row:
    return {
        "finding_id": finding_id,
        "indicator_id": reading.indicator_id,
        "relation": relation,
        "is_inferred": reading.is_inferred,
        "method": reading.method,
        "score": reading.score,
        "runner_up": reading.runner_up,
        "margin": reading.margin,
    }


_DOCUMENT = ForeignKey(("document_id",), "documents")
_FINDING = ForeignKey(("finding_id",), "findings")

TABLES = (
    Table(
        "findings",
        "Verdicts of the tables of findings.",
        (
            Column("finding_id", "string", "key: <row_id>/<year>/<1, 2 ...>"),
            Column("document_id", "string", "document"),
            Column("approach_id", "string", "approach that is judged"),
            Column(
                "row_id",
                "string",
                "table row: <approach_id>/<printed indicators joined by +>, "
                "unrecognised: u<char_start>; repeated: ~2",
            ),
            Column("ordinal", "int32", "place in the document, from 1"),
            Column("theme_id", "code", "theme", code_table="themes"),
            Column(
                "criterion_id",
                "code",
                "criterion of the assessed indicators; null: they have none in common",
                nullable=True,
                code_table="criteria",
            ),
            Column(
                "criterion_printed",
                "string",
                "text of the criterion cell, repeated on each row that it spans; "
                "null in follow-ups",
                nullable=True,
                span_field="criterion",
            ),
            Column(
                "indicator_printed",
                "string",
                "text of the indicator cell; empty: a verdict stands there without one",
                span_field="indicator",
            ),
            Column("year", "int16", "year that the verdict is about"),
            Column(
                "verdict",
                "code",
                "verdict; null: one is there, but cannot be read",
                nullable=True,
                code_table="verdicts",
            ),
            Column(
                "glyph",
                "string",
                "verdict as it stands in the text",
                nullable=True,
                span_field="verdict",
            ),
            Column("glyph_font", "string", "font of the glyph, where known", nullable=True),
            Column(
                "glyph_method",
                "code",
                "by what the glyph was told: its character, its symbol font, or its shape, as a "
                "drawn mark is (added: confidence depends on it); null: no verdict",
                nullable=True,
                levels=GLYPH_METHODS,
            ),
            Column(
                "text",
                "string",
                "what the finding says, without glyph and explicit caveats",
                span_field="text",
            ),
            Column("has_caveat", "bool", "an explicit caveat (LET OP) stands beside it"),
            Column(
                "reading",
                "code",
                "whether the row was read from table cells, or from lines aligned to the "
                "toetsingskader (added: confidence depends on it)",
                levels=READINGS,
            ),
            Column(
                "confidence",
                "float64",
                "measured share right of readings made this way, 0..1; null: not measured",
                nullable=True,
            ),
            Column("needs_review", "bool", "somebody should look at it"),
            Column("page", "int32", "page of its first character", nullable=True),
            Column("char_start", "int64", "first offset of its text"),
            Column("char_end", "int64", "offset after its text"),
        ),
        ("finding_id",),
        (
            _DOCUMENT,
            ForeignKey(("approach_id",), "approaches"),
            ForeignKey(("theme_id",), "themes"),
            ForeignKey(("criterion_id",), "criteria"),
            ForeignKey(("verdict",), "verdicts"),
        ),
        fill=_findings,
    ),
    Table(
        "finding_indicators",
        "Indicators of the findings: those that their row prints, those that they are about.",
        (
            Column("finding_id", "string", "finding"),
            Column("indicator_id", "code", "indicator", code_table="indicators"),
            Column(
                "relation",
                "code",
                "printed: stands in the row; assessed: what this verdict is about",
                levels=RELATIONS,
            ),
            Column("is_inferred", "bool", "a reading: the page does not say so"),
            Column("method", "code", "how it was told", levels=METHODS),
            Column("score", "float64", "how well it fits, 0..1"),
            Column(
                "runner_up",
                "string",
                "next best reading: an indicator, or in a merged row how many indicators each "
                "verdict would be about, as 1+2 (added: alternatives can be shown)",
                nullable=True,
            ),
            Column(
                "margin",
                "float64",
                "score that the next best reading lacks (added: idem)",
                nullable=True,
            ),
        ),
        ("finding_id", "indicator_id", "relation"),
        (
            _FINDING,
            ForeignKey(("indicator_id",), "indicators"),
        ),
        fill=_finding_indicators,
    ),
)
