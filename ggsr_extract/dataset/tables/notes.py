"""What stands beside the tables of findings: conclusions and footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.codes import CONCLUSION_KINDS, CONCLUSION_METHODS
from ggsr_extract.dataset.keyed import KeyedConclusion, Sources
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.places import Places, hull_of
from ggsr_extract.dataset.schema import Column, ForeignKey, Table

__all__ = ["TABLES"]


def _conclusions(sources: Sources) -> Iterator[Row]:
    shares = sources.rules.confidence
    for sheet in sources.sheets:
        places = Places(sheet.source.factsheet.document)
        for keyed in sheet.conclusions:
            yield {
                "document_id": sheet.document_id,
                "confidence": shares.get(keyed.conclusion.method),
                **_conclusion(keyed, places),
            }


def _conclusion(keyed: KeyedConclusion, places: Places) -> Row:
    conclusion = keyed.conclusion
    hull = hull_of([conclusion.text], 0)
    return {
        "conclusion_id": keyed.conclusion_id,
        "approach_id": keyed.approach_id,
        "theme_id": conclusion.theme_id,
        "ordinal": keyed.ordinal,
        "kind": conclusion.kind,
        "method": conclusion.method,
        "score": conclusion.score,
        "text": conclusion.text.text,
        "needs_review": conclusion.needs_review,
        "page": places.printed_page(hull.start),
        "char_start": hull.start,
        "char_end": hull.end,
    }


def _footnotes(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        for keyed in sheet.footnotes:
            hull = hull_of([keyed.footnote.text], 0)
            yield {
                "document_id": sheet.document_id,
                "mark": keyed.footnote.mark,
                "text": keyed.footnote.text.text,
                "anchor_start": keyed.footnote.anchor,
                "char_start": hull.start,
                "char_end": hull.end,
            }


_DOCUMENT = ForeignKey(("document_id",), "documents")

TABLES = (
    Table(
        "conclusions",
        "Paragraphs of the conclusions (Conclusie).",
        (
            Column("conclusion_id", "string", "key: <approach_id>/<ordinal>"),
            Column("document_id", "string", "document"),
            Column("approach_id", "string", "approach that it is about"),
            Column("theme_id", "code", "theme", code_table="themes"),
            Column("ordinal", "int32", "place among the approach's conclusions, from 1"),
            Column("kind", "code", "what goes well, or could be better", levels=CONCLUSION_KINDS),
            Column(
                "method",
                "code",
                "told from the column it stands in, or from its sense",
                levels=CONCLUSION_METHODS,
            ),
            Column(
                "score",
                "float64",
                "how clear the sense is, 0..1 (added: confidence is a measured share, this is not)",
                nullable=True,
            ),
            Column(
                "confidence",
                "float64",
                "measured share right of readings made this way, 0..1; null: not measured",
                nullable=True,
            ),
            Column("text", "string", "the paragraph", span_field="text"),
            Column("needs_review", "bool", "somebody should look at it"),
            Column("page", "int32", "page of its first character", nullable=True),
            Column("char_start", "int64", "first offset of its text"),
            Column("char_end", "int64", "offset after its text"),
        ),
        ("conclusion_id",),
        (
            _DOCUMENT,
            ForeignKey(("approach_id",), "approaches"),
            ForeignKey(("theme_id",), "themes"),
        ),
        fill=_conclusions,
    ),
    Table(
        "footnotes",
        "Notes.",
        (
            Column("document_id", "string", "document"),
            Column("mark", "string", "mark as printed"),
            Column("text", "string", "the note", span_field="text"),
            Column(
                "anchor_start", "int64", "where the text calls it; null: nowhere", nullable=True
            ),
            Column("char_start", "int64", "first offset of its text"),
            Column("char_end", "int64", "offset after its text"),
        ),
        ("document_id", "char_start"),
        (_DOCUMENT,),
        fill=_footnotes,
    ),
)
