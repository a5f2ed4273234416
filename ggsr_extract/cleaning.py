"""From spans to what a reader of the page reads, with every change kept as an edit.

White space is folded, markup dropped, line-break hyphens undone; entities, ligatures, soft hyphens
and raised note marks are resolved. Whoever has the spans, the markup and the edits can redo it:
see :func:`rebuild`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, count, pairwise
from operator import add, itemgetter

from msgspec.structs import replace

from ggsr_extract.hyphens import OwnWords, at_line_end, in_line
from ggsr_extract.text import Document, Edit, Mark, Passage, Span, merge_spans, trim

__all__ = ["Offsets", "has_special", "passage_of", "rebuild"]

# Elements that end a run of words: a reader sees white space there.
_BREAKING = frozenset(["p", "br", "li", "ol", "ul", "div", "item", "cell", "rule"]) | frozenset(
    ["table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6"]
)
_NOTE_MARK = re.compile(r"(?:\d{1,2}|\*{1,3}|[†‡])\Z")
_SPECIAL = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufb00-\ufb06"
_CHANGE = re.compile(
    rf"(?<=[^\W_])(?P<hyphen>[-‐\u00ad])(?P<break>[^\S\n]*\n\s*)?(?=[^\W_])"
    rf"|(?<=[^\W_])(?P<slash>/)[^\S\n]*\n\s*(?=[^\W_])|[{_SPECIAL}]"
)
_IS_SPECIAL = re.compile(f"[{_SPECIAL}]")
# Whether there may be a change: it begins with a set of characters, which makes the search fast.
_CHANGES = re.compile(
    rf"[-‐/{_SPECIAL}](?:(?<=[^\W_][-‐])(?=\s|[^\W_])|(?<=/)[^\S\n]*\n|(?<=[{_SPECIAL}]))"
)
_WORD_BEFORE = re.compile(r"[^\W_]+\Z")
_WORD_AFTER = re.compile(r"[^\W_]+")
_UNBROKEN = re.compile(r"\S+")
# Longest word that is looked at around a hyphen, so that no input makes the search quadratic.
_REACH = 60

# Characters that a reader reads, and where they stand.
_Chunk = tuple[str, int]


def passage_of(document: Document, spans: Iterable[Span]) -> Passage | None:
    """The words at `spans`, as a reader reads them; None when there are none.

    The spans of the result are trimmed, and joined where only blanks lie between them.
    """
    source = document.text
    pieces = merge_spans([trim(span, source) for span in spans], source)
    marks: list[Mark] = []
    resolved: list[Edit] = []
    for piece in pieces:
        # Of several pieces with the mark behind each, which may say that a word was cut there.
        marks += document.marks_in(Span(piece.start, piece.end + (len(pieces) > 1)))
        resolved += document.substitutions_in(piece)
    if len(pieces) == 1 and not marks and not resolved:
        text = source[pieces[0].start : pieces[0].end]
        chunks = [(text, pieces[0].start)]
    else:
        resolved += _note_marks(source, marks)
        chunks = list(_chunks(source, pieces, marks, resolved))
        text = "".join([chunk for chunk, _ in chunks])
    mends: list[Edit] = []
    if _CHANGES.search(text):
        text, mends = _mend(_Buffer(text, chunks), OwnWords(document.words, source))
    text = " ".join(text.split())
    if not text:
        return None
    if not resolved and not mends:
        return Passage(text, pieces)
    edits = sorted(_combined(resolved, mends), key=lambda edit: edit.span)
    return Passage(text, pieces, tuple(edits))


def has_special(text: str) -> bool:
    """Whether a reader reads other characters there: ligatures, and signs that nobody sees."""
    return not text.isascii() and _IS_SPECIAL.search(text) is not None


def _combined(resolved: Sequence[Edit], mends: Sequence[Edit]) -> Iterator[Edit]:
    """What a sign stands for and what became of that are one edit: `&shy;` is nothing."""
    mended = {mend.span.start: mend for mend in mends}
    for edit in resolved:
        mend = mended.pop(edit.span.start, None)
        yield edit if mend is None else replace(edit, mended=mend.mended, rule=mend.rule)
    yield from mended.values()


def rebuild(text: str, spans: Iterable[Span], markup: Sequence[Span], edits: Sequence[Edit]) -> str:
    """The characters of a value, without blanks, from its spans, the markup and its edits."""
    marks = [Mark(span, "") for span in markup]
    pieces = tuple(spans)
    return "".join("".join(chunk for chunk, _ in _chunks(text, pieces, marks, edits)).split())


# Where an unbroken stretch of characters begins in the document, and, of a mend, where it ends.
_Run = tuple[int, int | None]


class Offsets:
    """The way back from the words of a passage to the text of its document."""

    def __init__(self, document: Document, passage: Passage) -> None:
        marks = [mark for piece in passage.spans for mark in document.marks_in(piece)]
        chunks = tuple(_chunks(document.text, passage.spans, marks, passage.edits))
        self._pieces = passage.spans
        self._runs: list[_Run] = []
        self._run_starts: list[int] = []
        self._length = 0
        self._is_in_order = True
        for number, (chunk, offset) in enumerate(chunks):
            following = chunks[number + 1][1] if number + 1 < len(chunks) else len(document.text)
            is_printed = document.text.startswith(chunk, offset)
            self._add(chunk, offset, None if is_printed else following)
        # Between the words of a passage is one space.
        self._before = list(accumulate(map(len, passage.text.split(" ")), initial=0))
        self._word_starts: list[int] = list(map(add, self._before, count()))

    def _add(self, chunk: str, offset: int, until: int | None) -> None:
        """Where the characters stand that are no blanks; in a mend (`until`) all in one place."""
        words = [word.span() for word in _UNBROKEN.finditer(chunk)]
        if not words:
            return
        first = offset + words[0][0] if until is None else offset
        self._is_in_order &= not self._runs or self._runs[-1][0] <= first
        self._runs += [(offset + start if until is None else offset, until) for start, _ in words]
        *before, self._length = accumulate(
            (end - start for start, end in words), initial=self._length
        )
        self._run_starts += before

    def span(self, words: Span) -> Span:
        """Where in the document stands what `words`, offsets into the passage's text, cover.

        The hull: markup, mends, and what interleaves with it on the page, included.

        Raises:
            ValueError: they cover no character but blanks.
        """
        first, after = self._characters(words)
        if self._is_in_order:
            return Span(self._place(first, after)[0], self._place(after - 1, after)[1])
        places = tuple(self._places(words))
        return Span(min(start for start, _ in places), max(end for _, end in places))

    def pieces(self, words: Span) -> tuple[Span, ...]:
        """The same without what interleaves with it: a span for each piece of the passage.

        Raises:
            ValueError: they cover no character but blanks.
        """
        places = tuple(self._places(words))
        inside = (
            [(start, end) for start, end in places if piece.start <= start < piece.end]
            for piece in self._pieces
        )
        return tuple(Span(min(it)[0], max(end for _, end in it)) for it in inside if it)

    def _places(self, words: Span) -> Iterator[tuple[int, int]]:
        """Where the unbroken stretches stand that `words` cover, and parts of them."""
        first, after = self._characters(words)
        while first < after:
            yield self._place(first, after)
            number = bisect_right(self._run_starts, first)
            first = self._run_starts[number] if number < len(self._runs) else after

    def _place(self, first: int, after: int) -> tuple[int, int]:
        """Where the stretch of a character stands, from that on, and no further than another."""
        number = bisect_right(self._run_starts, first) - 1
        start = self._run_starts[number]
        end = self._run_starts[number + 1] if number + 1 < len(self._runs) else self._length
        place, until = self._runs[number]
        if until is None:
            return place + first - start, place + min(after, end) - start
        return place, until

    def _characters(self, words: Span) -> tuple[int, int]:
        """The characters that they cover, counted without blanks: the first, and the one after."""
        first, after = self._count(words.start), self._count(words.end)
        if after <= first:
            raise ValueError(f"{words} covers no word of the passage")
        return first, after

    def _count(self, position: int) -> int:
        """How many characters that are no blanks stand before a position."""
        number = bisect_right(self._word_starts, position) - 1
        start, end = self._before[number : number + 2]
        return min(start + position - self._word_starts[number], end)


class _Buffer:
    """The text of pieces without markup and with edits done, and the way back to offsets."""

    def __init__(self, text: str, chunks: Sequence[_Chunk]) -> None:
        self.text = text
        self._starts = list(accumulate((len(chunk) for chunk, _ in chunks), initial=0))[:-1]
        self._offsets = [offset for _, offset in chunks]

    def offset(self, position: int) -> int:
        """Where in the document the character at `position` stands."""
        index = bisect_right(self._starts, position) - 1
        return self._offsets[index] + position - self._starts[index]


def _chunks(
    source: str, pieces: Sequence[Span], marks: Sequence[Mark], edits: Sequence[Edit]
) -> Iterator[_Chunk]:
    changes = [
        (mark.span.start, mark.span.end, " " if mark.name in _BREAKING else "") for mark in marks
    ]
    changes += [(edit.span.start, edit.span.end, edit.mended) for edit in edits]
    if edits:
        changes.sort(key=itemgetter(0, 1))
    starts = [start for start, _, _ in changes]
    cuts = [mark.span.start for mark in marks if mark.name == "cut"]
    for number, piece in enumerate(pieces):
        if number:
            yield _joint(source, pieces[number - 1].end, cuts), piece.start
        cursor = piece.start
        for at in range(bisect_left(starts, piece.start), bisect_left(starts, piece.end)):
            start, end, replacement = changes[at]
            if start >= cursor:
                yield source[cursor:start], cursor
                yield replacement, start
                cursor = end
        yield source[cursor : piece.end], cursor


def _joint(source: str, end: int, cuts: Sequence[int]) -> str:
    """What stands between a piece that ends there and the next one: a line end, or nothing.

    Nothing where a word was cut, or where the piece breaks off inside a word of the source: a
    converter has undone its hyphen and put the neighbouring column there.
    """
    if end in cuts:
        return ""
    breaks_off = source[end - 1 : end].isalpha() and source[end : end + 1].isalpha()
    return "" if breaks_off else "\n"


def _note_marks(text: str, marks: Sequence[Mark]) -> Iterator[Edit]:
    """Raised note marks, as in `<sup>1</sup>`."""
    for opening, closing in pairwise(marks):
        if opening.name == closing.name == "sup" and (opening.kind, closing.kind) == (
            "open",
            "close",
        ):
            span = trim(Span(opening.span.end, closing.span.start), text)
            printed = text[span.start : span.end]
            if _NOTE_MARK.match(printed):
                yield Edit(span, printed, "", "footnote_mark")


def _mend(buffer: _Buffer, own: OwnWords) -> tuple[str, list[Edit]]:
    """Undo hyphens that only the line break made, and resolve ligatures and invisible signs."""
    edits: list[Edit] = []

    def change(match: re.Match[str]) -> str:
        if match.group("slash"):
            return "/"
        printed = match.group("hyphen") or match.group()
        mended, rule = _mended(match, own)
        if mended == printed and match.group("break") is None:
            return printed
        if mended is None:
            return match.group()
        if mended != printed or rule:
            start = buffer.offset(match.start())
            edits.append(Edit(Span(start, start + 1), printed, mended, rule))
        return mended

    return _CHANGE.sub(change, buffer.text), edits


def _mended(match: re.Match[str], own: OwnWords) -> tuple[str | None, str]:
    """What stands for a hyphen or special sign; None: leave it and the white space after it."""
    sign = match.group("hyphen")
    if sign is None:
        folded = unicodedata.normalize("NFKC", match.group())
        return (folded, "ligature") if folded.isalpha() else ("", "invisible")
    if sign == "\u00ad":
        return "", "hyphen.soft"
    text = match.string
    left = _WORD_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
    right = _WORD_AFTER.match(text, match.end(), match.end() + _REACH)
    if left is None or right is None:
        return sign, ""
    if match.group("break") is None:
        return in_line(left.group(), right.group(), sign, own.words)
    following = _WORD_AFTER.search(text, right.end(), right.end() + _REACH)
    mended, rule = at_line_end(
        left.group(), right.group(), following.group() if following else "", own
    )
    return sign if mended == "-" else mended, rule
