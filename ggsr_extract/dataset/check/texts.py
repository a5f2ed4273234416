"""The documents' texts: pages in order, blocks without gap or overlap, coverage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from ggsr_extract.dataset.check.document import DocumentText, document_texts
from ggsr_extract.dataset.coverage import text_coverage
from ggsr_extract.dataset.model import Problem, Row, Tables
from ggsr_extract.text import Span

__all__ = ["text_problems"]


def text_problems(tables: Tables) -> Iterator[Problem]:
    """What is wrong with pages, blocks and coverage of each document."""
    texts = document_texts(tables)
    for row in tables["documents"]:
        key = str(row["document_id"])
        text = texts[key]
        yield from _page_problems(text, row)
        yield from _partition_problems(text)
        unclaimed = [span for span, block in _spans(text.blocks) if block["role"] == "unclaimed"]
        if row["text_coverage"] != text_coverage(text.text, unclaimed):
            yield Problem("coverage", "documents", "text_coverage is not what blocks say", key)


def _page_problems(text: DocumentText, document: Row) -> Iterator[Problem]:
    key = text.document_id
    offset = 0
    for number, page in enumerate(text.pages, 1):
        if page["page"] != number or page["char_start"] != offset:
            yield Problem("pages", "pages", "pages do not follow each other", f"{key}/{number}")
        offset += len(str(page["text"]))
    if document["char_count"] != offset:
        yield Problem("pages", "documents", "char_count is not the length of the text", key)
    if document["page_count"] not in (None, len(text.pages)):
        yield Problem("pages", "documents", "page_count is not the number of pages", key)


def _partition_problems(text: DocumentText) -> Iterator[Problem]:
    offset = 0
    for span, block in _spans(text.blocks):
        key = str(block["block_id"])
        if span.start != offset or span.end <= span.start:
            message = f"begins at {span.start}, expected {offset}, and ends at {span.end}"
            yield Problem("partition", "blocks", message, key)
        offset = span.end
        if not text.is_on_page(span, cast(int, block["page"])):
            yield Problem("partition", "blocks", "does not lie on its page", key)
    if offset != len(text.text):
        message = f"blocks end at {offset}, the text at {len(text.text)}"
        yield Problem("partition", "blocks", message, text.document_id)


def _spans(blocks: Sequence[Row]) -> Iterator[tuple[Span, Row]]:
    for block in blocks:
        yield Span(cast(int, block["char_start"]), cast(int, block["char_end"])), block
