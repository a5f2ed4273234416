"""What an extractor should make of a factsheet, in the format of `corpus/gold/`."""

from __future__ import annotations

from typing import TypeAlias

from .model import Approach, Factsheet, Finding, Row, Table

Json: TypeAlias = dict[str, object]


def gold_of(factsheet: Factsheet) -> Json:
    """The gold of one factsheet: document, findings in reading order, conclusions."""
    return {
        "source_file": f"{factsheet.key}.txt",
        "document": _document(factsheet),
        "findings": [
            _finding(approach, table, row, finding)
            for approach in factsheet.approaches
            for table in approach.tables
            for row in table.rows
            for finding in row.findings
        ],
        "conclusions": [
            {
                "approach": approach.name,
                "theme": point.theme,
                "kind": point.kind,
                "text": point.text,
            }
            for approach in factsheet.approaches
            for point in approach.conclusions
        ],
    }


def _document(factsheet: Factsheet) -> Json:
    return {
        "municipality": factsheet.municipality,
        "municipality_code": factsheet.code,
        "kind": factsheet.kind,
        "title": factsheet.title,
        "published": factsheet.published,
        "approaches": [_approach(approach) for approach in factsheet.approaches],
    }


def _approach(approach: Approach) -> Json:
    families = approach.families
    return {
        "name": approach.name,
        "predecessors": list(approach.predecessors),
        "respondents": list(approach.respondents),
        "families": families
        and {"low": families.low, "high": families.high, "approx": families.approx},
    }


def _finding(approach: Approach, table: Table, row: Row, finding: Finding) -> Json:
    clean = {"text_clean": finding.clean_text} if finding.clean_text else {}
    return {
        "approach": approach.name,
        "theme": table.theme,
        "criterion": row.criterion,
        "row_indicators": list(row.indicators),
        "indicators": list(finding.about),
        "indicator_certain": finding.certain,
        "year": finding.year,
        "verdict": finding.verdict,
        "glyph": finding.glyph,
        "text": finding.text,
        **clean,
        "caveats": list(finding.caveats),
    }
