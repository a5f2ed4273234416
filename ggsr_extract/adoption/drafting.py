"""A factsheet as the gold would have it, as far as the extractor is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ggsr_extract.cleaning import rebuild
from ggsr_extract.factsheet.model import Approach, Factsheet, Finding, Row
from ggsr_extract.text import Document, Passage

__all__ = ["gold_of"]

# Hyphens that a converter left inside a line: the gold keeps them in `text`.
_IN_LINE = "hyphen.in_line"


def gold_of(factsheet: Factsheet, source_file: str) -> dict[str, Any]:
    """The factsheet in the gold's own format; where a value is lacking, null or an empty text."""
    metadata = factsheet.metadata
    names = [_name(approach) for approach in factsheet.approaches]
    return {
        "source_file": source_file,
        "document": {
            "municipality": metadata.municipality_name,
            "municipality_code": metadata.municipality_code,
            "kind": metadata.kind,
            "title": metadata.title.text if metadata.title else None,
            "published": metadata.published,
            "approaches": [_approach(it) for it in factsheet.approaches],
        },
        "findings": [
            _finding(factsheet.document, names[row.approach], row, finding)
            for row in factsheet.rows
            for finding in row.findings
        ],
        "conclusions": [
            {
                "approach": names[it.approach],
                "theme": it.theme_id,
                "kind": it.kind,
                "text": it.text.text,
            }
            for it in factsheet.conclusions
        ],
    }


def _name(approach: Approach) -> str:
    return approach.name.text if approach.name else ""


def _approach(approach: Approach) -> Mapping[str, Any]:
    families = approach.families
    return {
        "name": _name(approach),
        "predecessors": _texts(approach.predecessors),
        "respondents": _texts(approach.respondents),
        "families": families
        and {"low": families.low, "high": families.high, "approx": families.is_approximate},
    }


def _texts(passages: Sequence[Passage]) -> list[str]:
    return [passage.text for passage in passages]


def _finding(document: Document, approach: str, row: Row, finding: Finding) -> Mapping[str, Any]:
    mended = finding.text.text if finding.text else ""
    printed = _as_printed(document, finding.text) if finding.text else ""
    return {
        "approach": approach,
        "theme": row.theme_id,
        "criterion": row.criterion.text if row.criterion else None,
        "row_indicators": [reading.indicator_id for reading in row.printed],
        "indicators": [reading.indicator_id for reading in finding.assessed],
        "indicator_certain": not any(reading.is_inferred for reading in finding.assessed),
        "year": finding.year,
        "verdict": finding.verdict,
        "glyph": finding.glyph.text if finding.glyph else "",
        "text": printed,
        **({"text_clean": mended} if mended != printed else {}),
        "caveats": [caveat.text.text for caveat in finding.caveats],
    }


def _as_printed(document: Document, passage: Passage) -> str:
    """The words of a passage, with the hyphens that were mended inside its lines."""
    kept = [edit for edit in passage.edits if not edit.rule.startswith(_IN_LINE)]
    if len(kept) == len(passage.edits):
        return passage.text
    marks = [mark.span for piece in passage.spans for mark in document.marks_in(piece)]
    printed = iter(rebuild(document.text, passage.spans, marks, kept))
    words: list[str] = []
    for character in passage.text:
        if character.isspace():
            words.append(character)
            continue
        for sign in printed:
            words.append(sign)
            if sign == character:
                break
    return "".join(words)
