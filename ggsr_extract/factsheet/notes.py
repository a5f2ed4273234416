"""Footnotes and the places that call them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.items import Item
from ggsr_extract.factsheet.model import Footnote
from ggsr_extract.text import Document, Span

__all__ = ["footnotes_of"]

_LEADING_MARK = re.compile(r"\s*\d{1,2}[.)]?(?=\s|$)")


def footnotes_of(document: Document, items: Sequence[Item]) -> Iterator[Footnote]:
    """The notes that begin on the items, each with the lines on which it goes on."""
    start = 0
    while start < len(items):
        end = start + 1
        while end < len(items) and items[end].note is None:
            end += 1
        note = _footnote(document, items[start:end])
        if note is not None:
            yield note
        start = end


def _footnote(document: Document, items: Sequence[Item]) -> Footnote | None:
    mark = items[0].note
    if mark is None:
        return None
    spans = [item.span for item in items]
    match = _LEADING_MARK.match(document.text, spans[0].start, spans[0].end)
    if match:
        spans[0] = Span(match.end(), spans[0].end)
    text = passage_of(document, spans)
    return Footnote(mark, text, _anchor(document, mark, items[0].span.start)) if text else None


def _anchor(document: Document, mark: str, before: int) -> int | None:
    """Offset of the last place before the note that carries its mark."""
    raised = [
        opening.span.end
        for opening in document.marks
        if opening.name == "sup"
        and opening.kind == "open"
        and opening.span.end < before
        and document.text.startswith(f"{mark}<", opening.span.end)
    ]
    if raised:
        return raised[-1]
    found = [
        m.end() - len(mark)
        for m in re.finditer(rf"[^\W\d_)]{re.escape(mark)}(?!\w)", document.text[:before])
    ]
    return found[-1] if found else None
