"""An inspection as JSON, whole and with spans, or as CSV, one line a finding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from msgspec import Struct

from ggsr_extract.factsheet.model import Finding, Row
from ggsr_extract.inspection.inspect import Inspection
from ggsr_extract.text import Document, Span

__all__ = ["to_csv", "to_json"]

_COLUMNS = (
    "source",
    "municipality",
    "kind",
    "approach",
    "theme",
    "criterion",
    "indicator",
    "printed",
    "assessed",
    "is_inferred",
    "year",
    "verdict",
    "glyph",
    "text",
    "caveats",
    "method",
    "score",
    "needs_review",
    "char_start",
    "char_end",
)
Cell = str | int | float | bool | None


def to_json(inspection: Inspection) -> dict[str, object]:
    """Everything that was seen, as dicts, lists, strings and numbers.

    A span is `[start, end]`, half open, in code points of `document.text`.
    """
    sheet = inspection.factsheet
    text = sheet.document.text
    parts = {
        name: _plain(getattr(sheet, name)) for name in sheet.__struct_fields__ if name != "document"
    }
    return {
        "source": inspection.source,
        "document": _document(sheet.document),
        **parts,
        "coverage": inspection.coverage,
        "unclaimed": [
            {"span": _plain(span), "text": text[span.start : span.end]}
            for span in inspection.unclaimed
            if text[span.start : span.end].strip()
        ],
    }


def _document(document: Document) -> dict[str, object]:
    return {
        "media_type": document.media_type,
        "reader": document.reader,
        "notices": _plain(document.notices),
        "pages": _plain(document.pages),
        "edits": _plain(document.edits),
        "text": document.text,
    }


def _plain(value: object) -> object:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def to_csv(inspection: Inspection) -> str:
    """One line a finding, with a header; several ids joined by `+`, several caveats by ` | `."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in inspection.factsheet.rows:
        for finding in row.findings:
            cells = dict(_cells(inspection, row, finding))
            writer.writerow([cells[name] for name in _COLUMNS])
    return buffer.getvalue().rstrip("\n")


def _cells(inspection: Inspection, row: Row, finding: Finding) -> Iterator[tuple[str, Cell]]:
    sheet = inspection.factsheet
    name = sheet.approaches[row.approach].name
    place = finding.text or finding.glyph
    yield "source", inspection.source
    yield "municipality", sheet.metadata.municipality_name
    yield "kind", sheet.metadata.kind
    yield "approach", name.text if name else None
    yield "theme", row.theme_id
    yield "criterion", row.criterion.text if row.criterion else None
    yield "indicator", row.indicator.text if row.indicator else None
    yield "printed", "+".join(reading.indicator_id for reading in row.printed)
    yield from _reading_cells(finding)
    yield "year", finding.year
    yield "verdict", finding.verdict
    yield "glyph", finding.glyph.text if finding.glyph else None
    yield "text", finding.text.text if finding.text else None
    yield "caveats", " | ".join(caveat.text.text for caveat in finding.caveats)
    yield "needs_review", finding.needs_review
    yield "char_start", place.hull.start if place else None
    yield "char_end", place.hull.end if place else None


def _reading_cells(finding: Finding) -> Iterator[tuple[str, Cell]]:
    readings = finding.assessed
    yield "assessed", "+".join(reading.indicator_id for reading in readings)
    yield "is_inferred", any(reading.is_inferred for reading in readings)
    yield "method", "+".join(dict.fromkeys(reading.method for reading in readings))
    yield "score", round(min((reading.score for reading in readings), default=0.0), 4)
