"""Text in any shape: running text, Markdown, HTML, aligned columns, and mixtures of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ggsr_extract.errors import SourceError
from ggsr_extract.options import ReadOptions
from ggsr_extract.readers.decoding import Decoded, decode, is_text
from ggsr_extract.readers.emphasis import emphasis_in
from ggsr_extract.readers.foreign import refuse_foreign
from ggsr_extract.readers.lines import draft_lines, paragraphs
from ggsr_extract.readers.magic import signature
from ggsr_extract.readers.markup import entities_in
from ggsr_extract.readers.registry import Claim, Reader, register_reader, registered_shapes
from ggsr_extract.readers.sheet import Finds, Sheet, free_runs, sheet_of
from ggsr_extract.text import Document, Edit, Line, Mark, Page, Span, Table, iter_gaps

__all__ = ["claim_text", "document_of", "read_text"]

# A factsheet has some 40 kB of text; a thousand times as much is none.
_MOST_BYTES = 50_000_000
_TYPED_DASH = re.compile(r"[*_]*(?P<dash>-{2,3})(?![-\w])")
_FREE_DASH = re.compile(r"(?<!\S)-{2,3}(?!\S)")
_DASHES = {2: "–", 3: "—"}
# Tables in whose cells Markdown may stand.
_MARKED = frozenset(["tabs", "pipes", "boxed", "dashed", "asciidoc", "html"])


def claim_text(data: bytes) -> Claim | None:
    """Anything that can be decoded and is not known to be something else."""
    return Claim.FALLBACK if signature(data) is None and is_text(data) else None


def read_text(data: bytes, _name: str = "", _options: ReadOptions | None = None) -> Document:
    """Read text in any encoding that is known here.

    Raises:
        SourceError: `too_large`, `empty`, `binary` (also markup that is not known), `encoding`.
    """
    if len(data) > _MOST_BYTES:
        size = f"{len(data) / 1e6:.0f} MB"
        raise SourceError("too_large", f"{size} of text; {_MOST_BYTES // 1_000_000} MB is the most")
    decoded = decode(data)
    refuse_foreign(decoded.text)
    return document_of(decoded)


def document_of(decoded: Decoded) -> Document:
    """What a decoded text shows: tables first, lines in what is left."""
    sheet = sheet_of(decoded.text)
    finds = _find_tables(sheet)
    everything = Span(0, len(sheet.text))
    draft = draft_lines(sheet, list(iter_gaps((table.span for table in finds.tables), everything)))
    lines = tuple(draft.lines)
    signs = _in_order([*sheet.marks, *finds.marks, *draft.marks])
    emphasis = (
        [] if sheet.is_html else list(emphasis_in(sheet, _scopes(sheet, lines, finds), signs))
    )
    marks = _in_order([*signs, *emphasis]) if emphasis else signs
    is_markdown = bool(emphasis) or any(line.level for line in lines)
    return Document(
        text=sheet.text,
        media_type=_media_type(sheet, finds.tables, is_markdown=is_markdown),
        reader="text",
        pages=(Page(1, everything),),
        lines=lines,
        tables=finds.tables,
        marks=marks,
        substitutions=_substitutions(sheet.text, finds.tables, marks, is_markdown=is_markdown),
        edits=decoded.edits,
        notices=decoded.notices,
    )


def _find_tables(sheet: Sheet) -> Finds:
    """Each shape looks at what the surer ones before it left."""
    tables: list[Table] = []
    marks: list[Mark] = []
    unprinted = _unprinted(sheet)
    runs = list(free_runs(sheet, unprinted))
    for shape in registered_shapes():
        found = shape.find(sheet, runs)
        marks += found.marks
        if found.tables:
            tables += found.tables
            taken = sorted([*unprinted, *(table.span for table in tables)])
            runs = list(free_runs(sheet, taken))
    return Finds(tuple(sorted(tables, key=lambda table: table.span)), tuple(marks))


def _unprinted(sheet: Sheet) -> list[Span]:
    """In an HTML document only preformatted text has lines."""
    if not sheet.is_html:
        return []
    everything = Span(0, len(sheet.text))
    return list(iter_gaps(_preformatted(sheet.marks), everything))


def _preformatted(marks: Iterable[Mark]) -> Iterator[Span]:
    start: int | None = None
    for mark in marks:
        if mark.name == "pre":
            if mark.kind == "close" and start is not None:
                yield Span(start, mark.span.start)
            start = mark.span.end if mark.kind == "open" else None


def _scopes(sheet: Sheet, lines: Sequence[Line], finds: Finds) -> Iterator[Sequence[Span]]:
    """Where Markdown's emphasis may stand: paragraphs, and cells that no HTML made."""
    yield from ((span,) for span in paragraphs(sheet, lines))
    for table in finds.tables:
        if table.kind in _MARKED:
            yield from (cell.spans for cell in table.cells if cell.spans)


def _substitutions(
    text: str, tables: Sequence[Table], marks: tuple[Mark, ...], *, is_markdown: bool
) -> tuple[Edit, ...]:
    """What stands for other characters: entities, and dashes as they are typed.

    Two or three hyphens are a dash where a cell begins with them, and wherever they stand alone in
    Markdown, which pandoc writes so.
    """
    typed = set(_dashes_at_heads(text, tables))
    if is_markdown and "--" in text:
        typed |= set(_free_dashes(text, marks))
    entities = entities_in(text, marks)
    if not typed:
        return entities
    dashes = (Edit(span, "-" * len(span), _DASHES[len(span)], "typed_dash") for span in typed)
    return tuple(sorted([*entities, *dashes], key=lambda edit: edit.span))


def _dashes_at_heads(text: str, tables: Sequence[Table]) -> Iterator[Span]:
    firsts = (cell.spans[0] for table in tables for cell in table.cells if cell.spans)
    for first in firsts:
        found = _TYPED_DASH.match(text, first.start, first.end)
        if found is not None:
            yield Span(*found.span("dash"))


def _free_dashes(text: str, marks: Sequence[Mark]) -> Iterator[Span]:
    for gap in iter_gaps((mark.span for mark in marks), Span(0, len(text))):
        for found in _FREE_DASH.finditer(text, gap.start, gap.end):
            yield Span(*found.span())


def _in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """By offset; a sign within another sign is part of it."""
    ordered: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        if not ordered or mark.span.start >= ordered[-1].span.end:
            ordered.append(mark)
    return tuple(ordered)


def _media_type(sheet: Sheet, tables: Sequence[Table], *, is_markdown: bool) -> str:
    kinds = {table.kind for table in tables}
    if sheet.is_html or "html" in kinds:
        return "text/html"
    return "text/markdown" if is_markdown or "pipes" in kinds else "text/plain"


register_reader(Reader("text", claim_text, read_text))
