"""Tables that only all documents together give. They hold primary approaches only."""

from __future__ import annotations

from ggsr_extract.dataset.codes import COMPLETENESS, KINDS, METHODS, TRANSITIONS
from ggsr_extract.dataset.derive.changes import change_rows
from ggsr_extract.dataset.derive.completeness import completeness_rows
from ggsr_extract.dataset.derive.wide import wide_rows
from ggsr_extract.dataset.schema import Column, ForeignKey, Table

__all__ = ["TABLES"]

_APPROACH = ForeignKey(("approach_id",), "approaches")
_INDICATOR = ForeignKey(("indicator_id",), "indicators")


def _verdict(name: str, description: str) -> Column:
    return Column(name, "code", description, nullable=True, code_table="verdicts")


TABLES = (
    Table(
        "changes",
        "Indicators of the follow-ups' approaches over the years.",
        (
            Column("municipality_code", "string", "CBS code", nullable=True),
            Column("factsheet_id", "string", "factsheet of the follow-up"),
            Column("approach_id", "string", "approach of the follow-up"),
            Column("indicator_id", "code", "indicator", code_table="indicators"),
            Column("finding_id_2013", "string", "follow-up's finding on 2013", nullable=True),
            Column("finding_id_2014", "string", "follow-up's finding on 2014", nullable=True),
            _verdict("verdict_2013", "follow-up's verdict on 2013"),
            _verdict("verdict_2014", "follow-up's verdict on 2014"),
            Column(
                "transition",
                "code",
                "what happened between the two; null: one of them is unknown",
                nullable=True,
                levels=TRANSITIONS,
            ),
            Column(
                "baseline_finding_id",
                "string",
                "finding of the baseline that the verdict on 2013 repeats; null: none, or a tie",
                nullable=True,
            ),
            Column(
                "baseline_similarity",
                "float64",
                "how much alike the words of the two are, letters and digits only, 0..1",
                nullable=True,
            ),
            Column(
                "is_baseline_verdict_same",
                "bool",
                "the baseline gives the same verdict for 2013",
                nullable=True,
            ),
        ),
        ("approach_id", "indicator_id"),
        (
            _APPROACH,
            _INDICATOR,
            ForeignKey(("municipality_code",), "municipalities"),
            ForeignKey(("finding_id_2013",), "findings"),
            ForeignKey(("finding_id_2014",), "findings"),
            ForeignKey(("baseline_finding_id",), "findings"),
        ),
        derive=change_rows,
    ),
    Table(
        "completeness",
        "Indicators that are expected of each approach and year, and whether they are there.",
        (
            Column("approach_id", "string", "approach"),
            Column("indicator_id", "code", "indicator", code_table="indicators"),
            Column("year", "int16", "year"),
            Column(
                "status",
                "code",
                "present: a verdict of its own; merged: shares a row that has fewer verdicts than "
                "indicators; absent: none; contradictory: verdicts that differ",
                levels=COMPLETENESS,
            ),
        ),
        ("approach_id", "indicator_id", "year"),
        (_APPROACH, _INDICATOR),
        derive=completeness_rows,
    ),
    Table(
        "findings_wide",
        "Findings of the primary approaches, one row for each indicator that they are about.",
        (
            Column("finding_id", "string", "finding"),
            Column("document_id", "string", "document"),
            Column("factsheet_id", "string", "factsheet"),
            Column("source_path", "string", "path of the file, relative to the root of the run"),
            Column("kind", "code", "baseline (2013) or follow-up (2015)", levels=KINDS),
            Column("published", "string", "ISO date as far as printed", nullable=True),
            Column("municipality_code", "string", "CBS code", nullable=True),
            Column("municipality_name", "string", "municipality", nullable=True),
            Column("approach_id", "string", "approach"),
            Column("approach_name", "string", "name of the approach"),
            Column("theme_id", "code", "theme of the indicator", code_table="themes"),
            Column("theme_label", "string", "theme, Dutch"),
            Column("theme_label_en", "string", "theme, English"),
            Column("criterion_id", "code", "criterion of the indicator", code_table="criteria"),
            Column("criterion_label", "string", "criterion, Dutch"),
            Column("criterion_label_en", "string", "criterion, English"),
            Column(
                "indicator_id",
                "code",
                "indicator that the verdict is about",
                code_table="indicators",
            ),
            Column("indicator_label", "string", "indicator, Dutch"),
            Column("indicator_label_en", "string", "indicator, English"),
            Column("year", "int16", "year that the verdict is about"),
            _verdict("verdict", "verdict; null: one is there, but cannot be read"),
            Column("verdict_label", "string", "verdict, Dutch", nullable=True),
            Column("verdict_label_en", "string", "verdict, English", nullable=True),
            Column("glyph", "string", "verdict as it stands in the text", nullable=True),
            Column("text", "string", "what the finding says"),
            Column("caveats", "string", "explicit caveats, joined by line feeds", nullable=True),
            Column("has_caveat", "bool", "an explicit caveat (LET OP) stands beside it"),
            Column("is_inferred", "bool", "that it is about this indicator is a reading"),
            Column("method", "code", "how the indicator was told", levels=METHODS),
            Column("score", "float64", "how well the indicator fits, 0..1"),
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
        ("finding_id", "indicator_id"),
        (
            ForeignKey(("finding_id",), "findings"),
            ForeignKey(("document_id",), "documents"),
            _APPROACH,
            _INDICATOR,
        ),
        join=wide_rows,
    ),
)
