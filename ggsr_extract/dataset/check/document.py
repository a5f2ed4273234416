"""A document as its tables hold it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import cast

from msgspec import Struct

from ggsr_extract.dataset.model import Row, Rows, Tables
from ggsr_extract.text import Span

__all__ = ["DocumentText", "document_texts", "grouped"]


class DocumentText(Struct, frozen=True, dict=True):
    """The text of a document, and the rows that lie over it, in the order of their tables."""

    document_id: str
    pages: Sequence[Row]
    blocks: Sequence[Row]

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return "".join(str(page["text"]) for page in self.pages)

    @cached_property
    def _markup(self) -> list[Span]:
        return [
            Span(cast(int, block["char_start"]), cast(int, block["char_end"]))
            for block in self.blocks
            if block["role"] == "markup"
        ]

    @cached_property
    def _markup_ends(self) -> list[int]:
        return [span.end for span in self._markup]

    def markup_in(self, span: Span) -> Iterator[Span]:
        """The markup of a span, in order; a block that reaches out of it is cut off."""
        place = bisect_right(self._markup_ends, span.start)
        while place < len(self._markup) and self._markup[place].start < span.end:
            mark = self._markup[place]
            yield Span(max(mark.start, span.start), min(mark.end, span.end))
            place += 1

    @cached_property
    def _pages(self) -> Mapping[int, Span]:
        starts = {cast(int, page["page"]): cast(int, page["char_start"]) for page in self.pages}
        return {
            cast(int, page["page"]): Span(start, start + len(str(page["text"])))
            for page, start in zip(self.pages, starts.values(), strict=True)
        }

    def is_on_page(self, span: Span, page: int) -> bool:
        """Whether a span lies on that page as a whole."""
        return page in self._pages and self._pages[page].contains(span)


def document_texts(tables: Tables) -> dict[str, DocumentText]:
    """The text of every document, by its key."""
    pages = grouped(tables["pages"], "document_id")
    blocks = grouped(tables["blocks"], "document_id")
    return {
        key: DocumentText(key, pages.get(key, ()), blocks.get(key, ()))
        for key in map(str, tables["documents"].column("document_id"))
    }


def grouped(rows: Rows, name: str) -> Mapping[str, list[Row]]:
    """Rows by the value of a column, in order."""
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[str(row[name])].append(row)
    return groups
