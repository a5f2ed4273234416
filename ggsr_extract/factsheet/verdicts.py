"""Verdict glyphs: which signs are one, where they stand, and what they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.alignment import FreeGlyph
from ggsr_extract.factsheet.flat import Flat
from ggsr_extract.factsheet.squeezed import SqueezedLine
from ggsr_extract.rules import FontGlyphs, Glyph, Rules
from ggsr_extract.text import Document, Passage, Span

__all__ = ["Head", "all_heads", "free_glyphs", "head_at", "may_be_sign", "starts_inside"]

# A sign may be followed by a variation selector, and stand in brackets.
_SELECTOR = "\ufe0e\ufe0f"
_TOKEN = re.compile(rf"[(\[]?(?P<sign>\S)[{_SELECTOR}]*[)\].:]?(?=\s|$)")
# What may be a sign that stands free: one character between blanks, in brackets or before a full
# stop, or how the line begins.
_AROUND = rf"\[\]():.{_SELECTOR}"
_FREE = re.compile(
    rf"\A[^\s\x1e]+|(?<![^\s\x1e])(?=\S)[{_AROUND}]*+[^\s\x1e]?[{_AROUND}]*+(?![^\s\x1e])"
)
# What stands where a drawing, an unknown character or one without a place in an encoding was.
_LOST = "\ufffc\ufffd?"
_SYMBOLS = frozenset(["So", "Sm", "Co", "Cn"])
_SENTENCE_END = re.compile(r"[.!?][’”'\")]?\s+(?=\S)")
UNKNOWN = Glyph("glyph.unknown", None)


class Head(Struct, frozen=True):
    """A verdict glyph at the head of a finding; `end` is where the words begin in the flat text."""

    glyph: Passage
    meaning: Glyph
    start: int
    end: int
    font: str | None = None


def head_at(document: Document, flat: Flat, start: int, rules: Rules) -> Head | None:
    """The glyph with which the flat text goes on at `start`, if it is one."""
    if not may_be_sign(flat.text[start : start + 1], document, rules):
        return None
    match = _TOKEN.match(flat.text, start)
    sign = match.group("sign") if match else flat.text[start : start + 1]
    if not sign:
        return None
    end = match.end() if match else _glued_end(flat.text, start)
    at = match.start("sign") if match else start
    offset = flat.offset(at)
    font = _font_at(document, offset)
    meaning = _meaning_at(sign, document, offset, font, rules)
    if meaning is None or not (match or _is_glued(meaning, document, offset, flat.text[at + 1 :])):
        return None
    glyph = passage_of(document, flat.spans(at, at + 1))
    return Head(glyph, meaning, start, end, font) if glyph else None


def _is_glued(meaning: Glyph, document: Document, offset: int, words: str) -> bool:
    """Whether what stands at `offset` is a sign although `words` follow without a blank.

    A tick is. A letter or a dash is one where the markup sets it apart from a word that begins:
    `**X**Er is`, and not `**V**olgens`.
    """
    if not meaning.is_weak:
        return meaning.verdict is not None
    after = document.marks_in(Span(offset + 1, offset + 2))
    is_apart = bool(after) and after[0].kind == "close"
    return is_apart and (words[:1].isupper() or words[:1].isdigit())


def may_be_sign(character: str, document: Document, rules: Rules) -> bool:
    """False for a letter or digit that is no glyph, where no font or shape can make it one."""
    return (
        not character.isalnum()
        or character in rules.glyphs
        or bool(document.fonts)
        or bool(document.shapes)
    )


def all_heads(document: Document, flat: Flat, start: int, rules: Rules) -> tuple[Head, ...]:
    """The run of glyphs at `start`: more than one where they stand apart from their findings."""
    heads: list[Head] = []
    cursor = start
    while (head := head_at(document, flat, cursor, rules)) is not None:
        heads.append(head)
        cursor = head.end + len(flat.text[head.end :]) - len(flat.text[head.end :].lstrip(" "))
        is_other = head.meaning.verdict != heads[0].meaning.verdict
        if head.meaning.is_weak and is_other and not _ends_line(document, flat, head):
            break
    return tuple(heads)


def _ends_line(document: Document, flat: Flat, head: Head) -> bool:
    """Whether the sign ends its printed line: it is no dash or letter of what follows."""
    return document.text.startswith("\n", head.glyph.hull.end) or flat.is_joint(head.end)


def starts_inside(
    document: Document, flat: Flat, span: tuple[int, int], rules: Rules
) -> Iterator[int]:
    """Where, after the end of a sentence, an unmistakable glyph begins the next finding.

    One that nothing follows may be any.
    """
    for match in _SENTENCE_END.finditer(flat.text, span[0], span[1]):
        head = head_at(document, flat, match.end(), rules)
        if head is None or head.meaning.verdict is None:
            continue
        if not head.meaning.is_weak or not flat.text[head.end : span[1]].strip():
            yield match.end()


def free_glyphs(line: SqueezedLine, rules: Rules) -> tuple[FreeGlyph, ...]:
    """Verdict glyphs that stand free in a line of running text."""
    found: list[FreeGlyph] = []
    for match in _FREE.finditer(line.text):
        token = match.group()
        sign = token.strip("()[]:." + _SELECTOR) or token
        at = line.flat_span(match.start(), match.start() + 1).start + token.index(sign[0])
        meaning = _seen(sign[0], line.document, at, rules)
        if meaning is None and not line.document.is_scanned(at):
            meaning = rules.glyphs.get(sign[0])
        alone = len(sign) == 1 and "(" not in token
        if meaning is not None and (alone or (not meaning.is_weak and match.start() == 0)):
            end = match.end() if alone else match.start() + 1
            span = line.flat_span(match.start(), end)
            position = sum(map(str.isalnum, line.text[: match.start()]))
            letters = sum(map(str.isalnum, token)) if alone else 0
            found.append(FreeGlyph(span, position, letters, meaning.is_weak))
    return tuple(found)


def _glued_end(text: str, start: int) -> int:
    end = start + 1
    while end < len(text) and text[end] in _SELECTOR:
        end += 1
    return end


def _meaning_at(
    sign: str, document: Document, offset: int, font: str | None, rules: Rules
) -> Glyph | None:
    """What the character means: by what it says, or where that is nothing by what it looks like.

    `sign` is the character as it is read: at `offset` may stand an entity. Nothing is guessed
    where the two say different things, or where an eye that looks for letters read a sign from a
    picture of the page.
    """
    read = _meaning(sign, font, rules)
    seen = _seen(sign, document, offset, rules)
    if seen is None:
        return UNKNOWN if read is not None and document.is_scanned(offset) else read
    if read is None or read.verdict is None:
        return seen
    return read if read.verdict == seen.verdict else UNKNOWN


def _seen(sign: str, document: Document, offset: int, rules: Rules) -> Glyph | None:
    """The meaning of what a character looks like; an ordinary letter is weak."""
    shape = document.shape_at(offset)
    meaning = rules.shapes.get(shape.name) if shape else None
    if shape is None or meaning is None or shape.score < meaning.least_score:
        return None
    return Glyph(f"glyph.shape.{shape.name}", meaning.verdict, sign.isalnum(), "shape")


def _meaning(sign: str, font: str | None, rules: Rules) -> Glyph | None:
    known = rules.glyphs.get(sign)
    table = _table_of(font, rules)
    if table is not None and sign in table.verdicts:
        return Glyph(f"glyph.font.{table.id}", table.verdicts[sign], method="font")
    if known is not None and (table is None or not known.is_weak):
        # A symbol font that says what its signs are, as one with a Unicode map does.
        return known
    if table is not None:
        return UNKNOWN
    return UNKNOWN if unicodedata.category(sign) in _SYMBOLS or sign in _LOST else None


def _table_of(font: str | None, rules: Rules) -> FontGlyphs | None:
    """The symbol font with the longest name that `font` holds: Wingdings 2, not Wingdings."""
    if font is None:
        return None
    named = [(len(name), table) for table in rules.fonts for name in table.names if name in font]
    return max(named, key=lambda item: item[0])[1] if named else None


def _font_at(document: Document, offset: int) -> str | None:
    name = document.font_at(offset)
    return name and re.sub(r"[\W_]+", "", name.partition("+")[2] or name).casefold()
