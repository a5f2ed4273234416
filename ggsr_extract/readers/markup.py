"""Tags, comments and entities of a text, with their offsets.

lxml and other HTML parsers build a tree and forget where things stood, so the tags are delimited
here: by the grammar of HTML, linear in the text, and never beyond the next `<`. What is no element
of HTML (`<18 jaar`, `<naam>`) stays text. Attributes are read by the standard library's parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from ggsr_extract.text import Edit, Mark, MarkKind, Span, iter_gaps

__all__ = ["BLOCKS", "attributes_of", "count_of", "entities_in", "is_html_document", "tags_in"]

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]*(?::[A-Za-z][\w.-]*)?)"
    r"""(?:(?=[\s/>])(?:"[^"<]*"|'[^'<]*'|[^'"<>])*+>|(?=[\s/>])[^<>]*+>)"""
)
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
_DECLARATION = re.compile(r"<(?:![A-Za-z\[]|\?)[^<>]*+>")
_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|body)(?=[\s>])", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DRAWER = re.compile(
    r":PROPERTIES:[ \t]*\n(?:[ \t]*:[^\n]*\n){0,40}?[ \t]*:END:(?=[ \t]*$)", re.MULTILINE
)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Elements that stand on lines of their own.
BLOCKS = _names(
    "address article aside blockquote body br caption center col colgroup dd details dialog dir div"
    " dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main"
    " menu nav ol optgroup option p pre section select summary table tbody td tfoot th thead tr ul"
)
_INLINE = _names(
    "a abbr acronym applet area audio b base basefont bdi bdo big button canvas cite code data"
    " datalist del dfn em embed font frame frameset head i iframe img input ins kbd label link map"
    " mark math meta meter noframes noscript object output param picture progress q rp rt ruby s"
    " samp script small source span strike strong style sub sup svg template textarea time title"
    " track tt u var video wbr"
)
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
# Their content is no text of the page.
_HIDDEN = frozenset(["head", "script", "style", "template", "title"])
_SAME = {"strong": "b", "em": "i"}


def is_html_document(text: str) -> bool:
    """Whether the whole text is an HTML document, rather than text with some tags."""
    return "<" in text and _DOCUMENT.search(text) is not None


def tags_in(text: str, *, is_html: bool = False) -> tuple[Mark, ...]:
    """Tags, comments, declarations and hidden elements, in order, without overlap.

    `is_html`: elements that HTML does not know are tags too.
    """
    tags = tuple(_iter_tags(text, is_html=is_html)) if "<" in text else ()
    return _with_drawers(tags, text) if ":PROPERTIES:" in text else tags


def _with_drawers(tags: tuple[Mark, ...], text: str) -> tuple[Mark, ...]:
    """The tags, and what Org keeps in drawers below its headings, which it does not print."""
    drawers = [Mark(Span(*it.span()), "drawer") for it in _DRAWER.finditer(text)]
    free = list(iter_gaps((drawer.span for drawer in drawers), Span(0, len(text))))
    own = (tag for tag in tags if any(gap.contains(tag.span) for gap in free))
    return tuple(sorted([*own, *drawers], key=lambda mark: mark.span))


def entities_in(text: str, marks: tuple[Mark, ...]) -> tuple[Edit, ...]:
    """Character references outside the marks, with what they stand for."""
    if "&" not in text:
        return ()
    found: list[Edit] = []
    for gap in iter_gaps((mark.span for mark in marks), Span(0, len(text))):
        for match in _ENTITY.finditer(text, gap.start, gap.end):
            printed = match.group()
            mended = unescape(printed)
            if mended != printed:
                found.append(Edit(Span(*match.span()), printed, mended, "entity"))
    return tuple(found)


def attributes_of(tag: str) -> dict[str, str]:
    """The attributes of a tag, names in lower case, entities resolved.

    >>> attributes_of('<td ROWSPAN="2" nowrap>')
    {'rowspan': '2', 'nowrap': ''}
    """
    parser = _Attributes()
    parser.feed(tag)
    return parser.found


def count_of(value: str | None, most: int, *, zero: int) -> int:
    """A span attribute, as lenient as browsers read it."""
    digits = (value or "1").strip()
    if not (digits.isascii() and digits.isdigit()):
        return 1
    number = int(digits[:6])
    return min(number, most) if number else zero


class _Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: dict[str, str] = {}

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            self.found.setdefault(name, value or "")


def _iter_tags(text: str, *, is_html: bool) -> Iterator[Mark]:
    closers = _Closers(text)
    cursor = 0
    while (opening := _OPENING.search(text, cursor)) is not None:
        mark = _mark_at(text, opening.start(), closers, is_html=is_html)
        if mark is not None:
            yield mark
        cursor = opening.end() if mark is None else mark.span.end


def _mark_at(text: str, start: int, closers: _Closers, *, is_html: bool) -> Mark | None:
    if text.startswith("<!--", start):
        end = closers.end_after("-->", start + 4)
        return Mark(Span(start, end or start + 4), "comment")
    match = _TAG.match(text, start)
    if match is None:
        declaration = _DECLARATION.match(text, start)
        return declaration and Mark(Span(*declaration.span()), "declaration")
    name = match.group("name").lower()
    if not (name in BLOCKS or name in _INLINE or is_html or ":" in name):
        return None
    if name in _HIDDEN and not match.group("close"):
        end = closers.end_after(f"</{name}>", match.end())
        if end is not None:
            return Mark(Span(start, end), name)
    return Mark(Span(*match.span()), _SAME.get(name, name), _kind_of(match, name))


def _kind_of(match: re.Match[str], name: str) -> MarkKind:
    if name in _VOID or match.group().endswith("/>"):
        return "void"
    return "close" if match.group("close") else "open"


class _Closers:
    """Finds what ends a comment or a hidden element, and remembers what the text has none of."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lower: str | None = None
        self._missing: set[str] = set()

    def end_after(self, closer: str, start: int) -> int | None:
        """Where `closer` ends, at or after `start`."""
        if closer in self._missing:
            return None
        if self._lower is None:
            self._lower = _lower_ascii(self._text)
        found = self._lower.find(closer, start)
        if found < 0:
            self._missing.add(closer)
            return None
        return found + len(closer)


_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def _lower_ascii(text: str) -> str:
    """Lower case without a change of length (`İ`.lower() is two characters)."""
    return text.translate(_LOWER)
