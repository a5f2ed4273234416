"""Provenance: every value that was read can be made again from the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import cast

from msgspec import Struct

from ggsr_extract.cleaning import rebuild
from ggsr_extract.dataset.check.document import DocumentText, document_texts
from ggsr_extract.dataset.model import Problem, Row, Rows, Tables
from ggsr_extract.dataset.schema import Column, Table
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.text import Edit, Span

__all__ = ["span_problems"]

Place = tuple[str, str, str]


class Traces(Struct, frozen=True):
    """Spans and edits by the value that they belong to."""

    texts: Mapping[str, DocumentText]
    spans: Mapping[Place, Sequence[Row]]
    edits: Mapping[Place, Sequence[Row]]


def span_problems(tables: Tables) -> Iterator[Problem]:
    """Spans off the page, values that are not what their spans say, and hulls that are not."""
    traces = Traces(document_texts(tables), _by_place(tables["spans"]), _by_place(tables["edits"]))
    for place, spans in traces.spans.items():
        yield from _order_problems(place, spans, traces.texts[str(spans[0]["document_id"])])
    yield from _edit_problems(tables, traces)
    yield from _unknown_problems(traces)
    for table in all_tables().values():
        traced = [column for column in table.columns if column.span_field is not None]
        for row in tables[table.name] if traced else ():
            for column in traced:
                yield from _value_problems(table, column, row, traces)


def _by_place(rows: Rows) -> Mapping[Place, list[Row]]:
    places: defaultdict[Place, list[Row]] = defaultdict(list)
    for row in rows:
        places[str(row["parent_table"]), str(row["parent_id"]), str(row["field"])].append(row)
    return places


def _span(row: Row) -> Span:
    return Span(cast(int, row["char_start"]), cast(int, row["char_end"]))


def _order_problems(place: Place, rows: Sequence[Row], text: DocumentText) -> Iterator[Problem]:
    """Pieces stand in the order of reading, which may not be that of the text: columns."""
    if [row["ordinal"] for row in rows] != list(range(1, len(rows) + 1)):
        yield Problem("spans", "spans", "pieces are not in order", "/".join(place))
    spans = sorted(map(_span, rows), key=lambda span: span.start)
    if any(after.start < before.end for before, after in pairwise(spans)):
        yield Problem("spans", "spans", "pieces overlap", "/".join(place))
    for row in rows:
        span = _span(row)
        if not span.start < span.end <= len(text.text):
            yield Problem("spans", "spans", "a piece does not lie in the text", "/".join(place))
        elif row["page"] is not None and not text.is_on_page(span, cast(int, row["page"])):
            yield Problem("spans", "spans", "a piece does not lie on its page", "/".join(place))


def _edit_problems(tables: Tables, traces: Traces) -> Iterator[Problem]:
    """Edits that do not stand where they say; what those of documents mended lies before it."""
    for row in tables["edits"]:
        text = traces.texts[str(row["document_id"])].text
        span = _span(row)
        is_before = (row["parent_table"], row["field"]) == ("documents", "text")
        if not 0 <= span.start <= span.end <= len(text):
            yield Problem("edits", "edits", "does not lie in the text", str(row["parent_id"]))
        elif not is_before and text[span.start : span.end] != row["printed"]:
            message = f"{row['printed']!r} does not stand there"
            yield Problem("edits", "edits", message, str(row["parent_id"]))


def _unknown_problems(traces: Traces) -> Iterator[Problem]:
    """Spans and edits of a field that no column of the table is traced under."""
    fields = {
        (table.name, column.span_field)
        for table in all_tables().values()
        for column in table.columns
    } | {("documents", "text")}
    for place in {**traces.spans, **traces.edits}:
        if (place[0], place[2]) not in fields:
            yield Problem("spans", "spans", f"{place[0]} has no {place[2]}", "/".join(place))


def _value_problems(table: Table, column: Column, row: Row, traces: Traces) -> Iterator[Problem]:
    place = table.name, table.key_of(row), str(column.span_field)
    rows = traces.spans.get(place, ())
    value = str(row[column.name] or "")
    edits = traces.edits.get(place, ())
    if not rows:
        if value:
            yield Problem("rebuild", table.name, f"{column.name} has no spans", place[1])
    else:
        text = traces.texts[str(rows[0]["document_id"])]
        if _rebuilt(text, rows, edits) != "".join(value.split()):
            message = f"{column.name} is not what its spans and edits say"
            yield Problem("rebuild", table.name, message, place[1])
    if column.nullable and row[column.name] == "":
        yield Problem("rebuild", table.name, f"{column.name} is empty, expected null", place[1])
    if value != "\n".join(" ".join(part.split()) for part in value.split("\n")):
        yield Problem("folding", table.name, f"{column.name} is not white-space folded", place[1])
    if column.span_field == "text" and "char_start" in table.column_names:
        yield from _hull_problems(table, row, rows)


def _rebuilt(text: DocumentText, rows: Sequence[Row], edits: Sequence[Row]) -> str:
    spans = [_span(row) for row in rows]
    markup = [mark for span in spans for mark in text.markup_in(span)]
    mends = [
        Edit(_span(row), str(row["printed"]), str(row["mended"]), str(row["rule"])) for row in edits
    ]
    return rebuild(text.text, spans, markup, mends)


def _hull_problems(table: Table, row: Row, rows: Sequence[Row]) -> Iterator[Problem]:
    hull = _span(row)
    key = table.key_of(row)
    spans = [_span(piece) for piece in rows]
    if spans and hull != Span(min(it.start for it in spans), max(it.end for it in spans)):
        yield Problem("hull", table.name, "char_start and char_end are not those of spans", key)
    if not rows and hull.start != hull.end:
        yield Problem("hull", table.name, "has a place in the text, but no words", key)
    if rows and "page" in table.column_names and row["page"] != rows[0]["page"]:
        yield Problem("hull", table.name, "page is not that of its first piece", key)
