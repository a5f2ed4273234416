"""Where values come from: pieces of the page, mends, rules; and what is worth a look."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.codes import FIELDS, SEVERITIES
from ggsr_extract.dataset.keyed import KeyedSheet, Sources
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.places import Piece, Places
from ggsr_extract.dataset.schema import Column, ForeignKey, Table
from ggsr_extract.dataset.values import TracedValue, values_of
from ggsr_extract.text import Edit

__all__ = ["TABLES"]


def _spans(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        places = Places(sheet.source.factsheet.document)
        for value in values_of(sheet):
            for number, piece in enumerate(places.pieces(value.spans), 1):
                yield {
                    **_parent(value),
                    "document_id": sheet.document_id,
                    "ordinal": number,
                    **_place(piece, places),
                }


def _parent(value: TracedValue) -> Row:
    return {"parent_table": value.table, "parent_id": value.key, "field": value.field}


def _place(piece: Piece, places: Places) -> Row:
    box = piece.box
    return {
        "char_start": piece.span.start,
        "char_end": piece.span.end,
        "page": piece.page if places.has_pages else None,
        "x0_pt": box.x0 if box else None,
        "top_pt": box.top if box else None,
        "x1_pt": box.x1 if box else None,
        "bottom_pt": box.bottom if box else None,
    }


def _edits(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        whole = {
            "parent_table": "documents",
            "parent_id": sheet.document_id,
            "field": "text",
        }
        for edit in sheet.source.factsheet.document.edits:
            yield {"document_id": sheet.document_id, **whole, **_edit(edit)}
        for value in values_of(sheet):
            for edit in value.edits:
                yield {"document_id": sheet.document_id, **_parent(value), **_edit(edit)}


def _edit(edit: Edit) -> Row:
    return {
        "char_start": edit.span.start,
        "char_end": edit.span.end,
        "printed": edit.printed,
        "mended": edit.mended,
        "rule": edit.rule,
    }


def _rule_hits(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        for keyed in sheet.findings:
            for number, rule in enumerate(keyed.finding.rules, 1):
                yield {
                    "parent_table": "findings",
                    "parent_id": keyed.finding_id,
                    "field": "verdict",
                    "document_id": sheet.document_id,
                    "ordinal": number,
                    "rule": rule,
                }


def _diagnostics(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        yield from _diagnostics_of(sheet)


def _diagnostics_of(sheet: KeyedSheet) -> Iterator[Row]:
    places = Places(sheet.source.factsheet.document)
    for diagnostic in sheet.source.factsheet.diagnostics:
        yield {
            "document_id": sheet.document_id,
            "source_path": sheet.source.source_path,
            "code": diagnostic.code,
            "severity": diagnostic.severity,
            "message": diagnostic.message,
            "page": places.printed_page(diagnostic.at),
            "char_start": diagnostic.at,
        }


_DOCUMENT = ForeignKey(("document_id",), "documents")
_PARENT = (
    Column("parent_table", "string", "table of the value"),
    Column("parent_id", "string", "its row's key, parts joined by /"),
    Column("field", "code", "which value of the row", levels=FIELDS),
)
_DOCUMENT_ID = Column(
    "document_id", "string", "document (added: offsets can be joined to pages without parsing keys)"
)

TABLES = (
    Table(
        "spans",
        "Unbroken pieces of the page that values came from. In a PDF one row a printed line.",
        (
            *_PARENT,
            _DOCUMENT_ID,
            Column("ordinal", "int32", "place in the value, from 1"),
            Column("char_start", "int64", "first offset in the document's text"),
            Column("char_end", "int64", "offset after the last character"),
            Column("page", "int32", "page; null: the source has no pages", nullable=True),
            Column("x0_pt", "float64", "left, PDF points from the left", nullable=True),
            Column("top_pt", "float64", "top, PDF points from the top", nullable=True),
            Column("x1_pt", "float64", "right, PDF points from the left", nullable=True),
            Column("bottom_pt", "float64", "bottom, PDF points from the top", nullable=True),
        ),
        ("parent_table", "parent_id", "field", "ordinal"),
        (_DOCUMENT,),
        fill=_spans,
    ),
    Table(
        "edits",
        "Mends that changed the printed text, and line-end hyphens that were weighed and kept "
        "(printed equals mended). Those of `documents` lie before the text.",
        (
            Column("document_id", "string", "document"),
            *_PARENT,
            Column("char_start", "int64", "first offset in the document's text"),
            Column("char_end", "int64", "offset after the last character"),
            Column("printed", "string", "what stands there"),
            Column("mended", "string", "what a reader reads"),
            Column("rule", "string", "rule that mended it"),
        ),
        (),
        (_DOCUMENT,),
        fill=_edits,
    ),
    Table(
        "rule_hits",
        "Rules that made a value (added: a value can say which rule made it).",
        (
            *_PARENT,
            _DOCUMENT_ID,
            Column("ordinal", "int32", "order in which they fired, from 1"),
            Column("rule", "string", "name of the rule"),
        ),
        ("parent_table", "parent_id", "field", "ordinal"),
        (_DOCUMENT,),
        fill=_rule_hits,
    ),
    Table(
        "diagnostics",
        "Things worth a look.",
        (
            Column("document_id", "string", "document; null: none came of it", nullable=True),
            Column("source_path", "string", "path of the file, relative to the root of the run"),
            Column("code", "string", "what it is"),
            Column("severity", "code", "how bad it is", levels=SEVERITIES),
            Column("message", "string", "what it is, in words"),
            Column("page", "int32", "page", nullable=True),
            Column("char_start", "int64", "offset in the document's text", nullable=True),
        ),
        (),
        (_DOCUMENT,),
        fill=_diagnostics,
    ),
)
