"""What stands outside tables: printed lines, headings, items of lists, rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from ggsr_extract.readers.flow import Piece, pieces_in
from ggsr_extract.readers.sheet import Sheet
from ggsr_extract.text import Line, Mark, Span, trim

__all__ = ["Draft", "draft_lines", "is_bullet", "is_item_sign", "paragraphs"]

_ROW = re.compile(r"[^\n\f]+")
# Signs of Markdown and of word processors (the last ones: Symbol and Wingdings fonts).
_BULLETS = "•·▪●◦‣∙\uf0b7\uf0a7\uf0d8\uf06c\uf06e"
# Several stars are an item in an item, or a heading of Org.
_ITEM = re.compile(rf"(?P<sign>(?:-|\*{{1,6}})(?=\s)|[{_BULLETS}])\s*")
_ITEM_SIGN = re.compile(rf"[-*{_BULLETS}]|\d{{1,2}}[.)]|[a-z][.)]")
# Markdown marks headings by `#`, AsciiDoc and wikis by `=`, Textile and Jira by `h2.`.
_HEADING = re.compile(
    r"(?P<open>#{1,6}|={1,6}|h(?P<level>[1-6])(?:\([^()\s]*\))?\.)[^\S\n]+"
    r"(?:\{anchor:[^{}\s]*\})?(?=\S)"
)
_HEADING_END = re.compile(r"[ \t](?P<close>#+|=+|\{[#.][^{}]*\})\Z")
# Where a link leads to, as reStructuredText writes it.
_TARGET = re.compile(r"\.\. _[^\n]+:")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_RULE = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}")
_FENCE = re.compile(r"(?:```+|~~~+)[ \t]*[\w-]*")
# First characters for which a line needs a closer look.
_SIGNS = frozenset("#-*_=`~h." + _BULLETS)


def is_item_sign(text: str) -> bool:
    """Whether the text is nothing but what stands before the item of a list."""
    return _ITEM_SIGN.fullmatch(text) is not None


def is_bullet(text: str) -> bool:
    """Whether the text is one of the signs that can be nothing but the sign of an item."""
    return len(text) == 1 and text in _BULLETS


class Draft(Struct):
    """Lines and their signs as they are found, and what the next line must know."""

    sheet: Sheet
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    end: int = -1
    is_item: bool = False
    breaks: int = 0

    def add(self, start: int, end: int, level: int = 0, indent: int = 0) -> None:
        """A line; `start` and `end` stand at printed characters."""
        first = self.sheet.text[start]
        if first in _SIGNS and not level:
            self._add_signed(start, end, indent)
        else:
            self._append(start, end, level, indent)

    def skip_to(self, offset: int) -> None:
        """What stands before `offset` has been read, in a table."""
        if offset > self.end and offset > 0:
            self.end = offset

    def _breaks_before(self, start: int) -> int:
        if self.end < 0:
            # Before the first line every line end is an empty line's.
            breaks = self.sheet.visible.count("\n", 0, start)
        else:
            breaks = self.sheet.visible.count("\n", self.end, start) - 1
        return breaks if breaks > self.breaks else self.breaks

    def _append(self, start: int, end: int, level: int, indent: int) -> None:
        breaks = self._breaks_before(start)
        self.lines.append(Line(Span(start, end), level, self.is_item, breaks, indent))
        self.end, self.is_item, self.breaks = end, False, 0

    def _add_signed(self, start: int, end: int, indent: int) -> None:
        words = self.sheet.text[start:end]
        if _FENCE.fullmatch(words):
            self.marks.append(Mark(Span(start, end), "pre"))
        elif _TARGET.fullmatch(words):
            self.marks.append(Mark(Span(start, end), "target"))
        elif _RULE.fullmatch(words):
            self._underline(Span(start, end))
            self.marks.append(Mark(Span(start, end), "rule"))
        elif (heading := _HEADING.match(words)) is not None:
            self._add_heading(Span(start, end), heading, indent)
        elif (item := _ITEM.match(words)) is not None:
            self._add_item(Span(start, end), item, indent)
        else:
            self._append(start, end, 0, indent)

    def _add_heading(self, span: Span, heading: re.Match[str], indent: int) -> None:
        level = int(heading["level"] or len(heading["open"]))
        start, end = span.start + heading.end(), span.end
        sign = trim(Span(span.start, start), self.sheet.text)
        self.marks.append(Mark(sign, f"h{level}", "open"))
        closing = _HEADING_END.search(self.sheet.text, start, end)
        if closing:
            self.marks.append(Mark(Span(*closing.span("close")), f"h{level}", "close"))
            end = trim(Span(start, closing.start()), self.sheet.text).end
        self._append(start, end, level, indent)

    def _add_item(self, span: Span, item: re.Match[str], indent: int) -> None:
        """A sign that stands alone on its line belongs to the next one."""
        self.marks.append(Mark(Span(span.start, span.start + len(item["sign"])), "item"))
        self.is_item = True
        if item.end() < len(span):
            self._append(span.start + item.end(), span.end, 0, indent)
        else:
            self.breaks, self.end = self._breaks_before(span.start), span.end

    def _underline(self, rule: Span) -> None:
        """A lone line with a line of signs directly below it is a heading."""
        text = self.sheet.text
        if not self.lines or not _UNDERLINE.fullmatch(text[rule.start : rule.end]):
            return
        above = self.lines[-1]
        is_lone = above.breaks > 0 or above is self.lines[0]
        if not (
            is_lone and above.span.end == self.end and text.count("\n", self.end, rule.start) == 1
        ):
            return
        if text[rule.start] == "=" or text[rule.end : rule.end + 2].strip(" ") == "\n\n":
            level = 1 if text[rule.start] == "=" else 2
            self.lines[-1] = replace(above, level=level)


def draft_lines(sheet: Sheet, gaps: Sequence[Span]) -> Draft:
    """The lines of the stretches between tables, with their signs."""
    draft = Draft(sheet)
    starts = [gap.start for gap in gaps]
    for piece in pieces_in(sheet, gaps):
        draft.skip_to(starts[bisect_right(starts, piece.span.start) - 1])
        draft.is_item = draft.is_item or piece.is_item
        draft.breaks = max(draft.breaks, piece.breaks)
        if piece.is_soft:
            _add_block(draft, piece)
        else:
            _add_rows(draft, piece)
    return draft


def _add_block(draft: Draft, piece: Piece) -> None:
    span = trim(piece.span, draft.sheet.text)
    if draft.sheet.is_html:
        # Empty lines in the source of a page are not on the page.
        draft.end = span.start
    draft.add(span.start, span.end, piece.level)


def _add_rows(draft: Draft, piece: Piece) -> None:
    text, visible = draft.sheet.text, draft.sheet.visible
    has_tags = bool(draft.sheet.marks)
    for match in _ROW.finditer(visible, piece.span.start, piece.span.end):
        row_start, row_end = match.span()
        row = text[row_start:row_end]
        words = row.strip()
        if not words or (has_tags and visible[row_start:row_end].isspace()):
            continue
        indent = len(row) - len(row.lstrip())
        start = row_start + indent
        draft.add(start, start + len(words), piece.level, indent)


def paragraphs(sheet: Sheet, lines: Sequence[Line]) -> Iterator[Span]:
    """Stretches of lines in which Markdown's emphasis may run over line ends."""
    start = end = -1
    for line in lines:
        goes_on = not (line.breaks or line.level or line.is_item) and start >= 0
        if not (goes_on and sheet.text[end : line.span.start].isspace()):
            if start >= 0:
                yield Span(start, end)
            start = line.span.start
        end = line.span.end
        if line.level:
            yield Span(start, end)
            start = -1
    if start >= 0:
        yield Span(start, end)
