"""Explicit caveats: where a marker announces a reservation, and how far it reaches."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.flat import BREAK, Flat, flatten
from ggsr_extract.factsheet.model import Caveat
from ggsr_extract.rules import Rules
from ggsr_extract.text import Document, Span, trim

__all__ = ["Reserved", "split_caveats"]


class Reserved(Struct, frozen=True):
    """The words of a finding without its caveats, the caveats, and the rules that fired."""

    spans: tuple[Span, ...]
    caveats: tuple[Caveat, ...]
    rules: tuple[str, ...]


def split_caveats(document: Document, spans: Sequence[Span], rules: Rules) -> Reserved:
    """Take the caveats out of the words of one finding.

    A caveat reaches to the end of its paragraph or to the next marker; where the marker and the
    words after it are set in bold, to the end of the bold.
    """
    flat = flatten(document, spans)
    markers = sorted(
        (match.start(), match.end(), pattern.id)
        for pattern in rules.patterns["caveats.markers"]
        for match in pattern.regex.finditer(flat.text)
    )
    if not markers:
        return Reserved(tuple(spans), (), ())
    kept: list[Span] = []
    caveats: list[Caveat] = []
    cursor = 0
    for number, (start, end, _) in enumerate(markers):
        if start < cursor:
            continue
        following = markers[number + 1][0] if number + 1 < len(markers) else len(flat.text)
        bold = _bold_around(document, flat.offset(start), spans)
        stop = _reach(flat, (start, end), following, bold)
        text = passage_of(document, flat.spans(end, stop))
        cue = passage_of(document, flat.spans(start, end))
        kept.extend(flat.spans(cursor, start))
        cursor = stop
        if text is not None and cue is not None:
            caveats.append(Caveat(text, cue))
    kept.extend(flat.spans(cursor, len(flat.text)))
    remaining = tuple(span for span in (trim(s, document.text) for s in kept) if len(span))
    return Reserved(remaining, tuple(caveats), tuple(dict.fromkeys(m[2] for m in markers)))


def _reach(flat: Flat, marker: tuple[int, int], following: int, bold: Span | None) -> int:
    """Where the caveat of the marker ends: bold, paragraph or next marker."""
    _, end = marker
    paragraph = flat.text.find(BREAK, end, following)
    # A marker that is a paragraph of its own announces the next one.
    if paragraph >= 0 and not flat.text[end:paragraph].strip():
        paragraph = flat.text.find(BREAK, paragraph + 1, following)
    stop = paragraph if paragraph >= 0 else following
    if bold is not None:
        bold_end = flat.position(bold.end)
        if end < bold_end < stop and flat.text[end:bold_end].strip():
            return bold_end
    return stop


def _bold_around(document: Document, offset: int, spans: Sequence[Span]) -> Span | None:
    """The bold stretch that begins directly before `offset`, by marks that stand in `spans`.

    On the lines between them another cell may have bold words of its own.
    """
    begin: int | None = None
    for mark in document.marks_in(Span(max(0, offset - 400), offset + 5000)):
        at = mark.span
        if mark.name != "b" or not any(at.end >= it.start and at.start <= it.end for it in spans):
            continue
        if mark.kind == "open" and mark.span.end <= offset:
            begin = mark.span.end
        elif mark.kind == "close" and mark.span.start >= offset:
            if begin is None or document.text[begin:offset].strip():
                return None
            return Span(begin, mark.span.start)
        elif mark.kind == "close":
            begin = None
    return None
