"""Markdown inside a paragraph: emphasis, links and escapes, with their offsets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from ggsr_extract.readers.sheet import Sheet
from ggsr_extract.text import Mark, MarkKind, Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["emphasis_in"]

_SIGN = re.compile(r"[*_]|\\[!-/:-@\[-`{-~\n]|\]\(")
_PAIR = re.compile(r"[*_].*[*_]|\\[!-/:-@\[-`{-~\n]|\]\(", re.DOTALL)
# A paragraph of nothing but signs is no Markdown, and would be slow to pair.
_MOST_SIGNS = 400
_SHORT = 2000
_NAMES = {"strong": "b", "em": "i", "link": "a"}


def emphasis_in(
    sheet: Sheet, scopes: Iterable[Sequence[Span]], taken: Sequence[Mark]
) -> Iterator[Mark]:
    """The signs in each scope (a paragraph, the lines of a cell).

    `taken` marks are seen as punctuation.
    """
    if not any(sign in sheet.text for sign in ("*", "_", "\\", "](")):
        return
    starts = [mark.span.start for mark in taken]
    for spans in scopes:
        content = "\n".join([sheet.text[span.start : span.end] for span in spans])
        if _PAIR.search(content) is None or len(_SIGN.findall(content)) > _MOST_SIGNS:
            continue
        pieces = (sheet.text[span.start : span.end] for span in spans)
        bare = (_without_tags(*it, taken, starts) for it in zip(pieces, spans, strict=True))
        yield from _signs("\n".join(bare), spans)


def _without_tags(content: str, scope: Span, taken: Sequence[Mark], starts: list[int]) -> str:
    pieces: list[str] = []
    cursor = scope.start
    for mark in taken[bisect_left(starts, scope.start) : bisect_left(starts, scope.end)]:
        pieces.append(content[cursor - scope.start : mark.span.start - scope.start])
        pieces.append(">" * len(mark.span))
        cursor = mark.span.end
    return "".join(pieces) + content[cursor - scope.start :] if pieces else content


def _signs(content: str, spans: Sequence[Span]) -> Iterator[Mark]:
    starts = [0, *accumulate(len(span) + 1 for span in spans)]
    for start, end, name, kind in (_known if len(content) <= _SHORT else _walked)(content):
        place = bisect_right(starts, start) - 1
        if end < starts[place + 1]:  # it is not broken over lines
            offset = spans[place].start - starts[place]
            yield Mark(Span(offset + start, offset + end), name, kind)


def _walked(content: str) -> tuple[tuple[int, int, str, MarkKind], ...]:
    return tuple(_walk(content))


# What is printed in all factsheets of the series is parsed once.
_known = lru_cache(maxsize=1 << 10)(_walked)


def _walk(content: str) -> Iterator[tuple[int, int, str, MarkKind]]:
    """Walk the parser's tokens; each stands for as many characters as it was written with.

    Two backslashes before a blank break the line: so do Org and wikis, and nothing else does.
    """
    parser = _parser()
    tokens: list[Token] = []
    parser.inline.parse(content, parser, {}, tokens)
    cursor = 0
    for token in tokens:
        length = _written(token, content, cursor)
        sign = _sign(token)
        if token.markup == "\\\\" and not content[cursor + 2 : cursor + 3].strip():
            yield cursor, cursor + 2, "br", "void"
        elif sign is not None:
            # Of an escape and of a hard break only the backslash is markup.
            width = length if token.nesting else 1
            yield cursor, cursor + width, *sign
        cursor += length


def _sign(token: Token) -> tuple[str, MarkKind] | None:
    """Name and kind of the mark that a token stands for; None: it is read as it stands."""
    if token.type == "hardbreak":
        return "br", "void"
    if token.info == "escape":
        return None if token.content == token.markup else ("escape", "other")
    if token.nesting:
        name = token.type.rpartition("_")[0]
        return _NAMES[name], "open" if token.nesting > 0 else "close"
    return None


def _written(token: Token, content: str, cursor: int) -> int:
    """How many characters of the source a token stands for."""
    if token.type == "text":
        return len(token.content)
    if token.type == "link_open":
        return 1
    if token.type == "link_close":
        return _link_end(content, cursor) - cursor
    if token.type == "hardbreak":
        return len(content) - cursor - len(content[cursor + 2 :].lstrip(" \t"))
    return len(token.markup)


def _link_end(content: str, cursor: int) -> int:
    """The end of `](address "title")`, which the parser has read already."""
    from markdown_it.helpers import parseLinkDestination, parseLinkTitle

    position = _skip_blanks(content, cursor + 2)
    destination = parseLinkDestination(content, position, len(content))
    position = _skip_blanks(content, destination.pos if destination.ok else position)
    title = parseLinkTitle(content, position, len(content))
    position = _skip_blanks(content, title.pos if title.ok else position)
    return position + 1


def _skip_blanks(content: str, position: int) -> int:
    while position < len(content) and content[position] in " \t\n":
        position += 1
    return position


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["emphasis", "escape", "link"])
