"""Running text: printed lines to paragraphs, and regions to sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.items import Item
from ggsr_extract.text import Document, Passage

__all__ = ["is_wrapped", "paragraphs_of", "passages_of", "reads_on"]

_CLOSERS = "’”'\")]»"
_SENTENCE_ENDS = (".", "!", "?", ":", ";")
# Printed lines of a page are at most about this long; longer ones are whole paragraphs.
_LONGEST_PRINTED = 160


def is_wrapped(items: Sequence[Item]) -> bool:
    """Whether the lines are printed lines of paragraphs, and not paragraphs themselves."""
    texts = [item.text for item in items if item.text and not item.is_list_item]
    if len(texts) < 2:
        return False
    open_ended = sum(1 for text in texts[:-1] if not _ends_sentence(text))
    long = sum(1 for text in texts if len(text) > _LONGEST_PRINTED)
    return long * 3 <= len(texts) and open_ended * 4 >= len(texts)


def paragraphs_of(items: Sequence[Item], *, eager: bool = False) -> Iterator[tuple[Item, ...]]:
    """Group lines into paragraphs.

    In wrapped text a paragraph ends where more space follows than usual, before a list sign, or
    after a sentence whose last line is so short that the next word would have fitted. `eager`:
    after any line that ends a sentence, unless the line was wrapped by hand (blanks after it).
    """
    items = [item for item in items if item.text]
    width = max((len(item.text) for item in items), default=0)
    usual = min((item.breaks for item in items[1:]), default=0)
    # Where space between paragraphs is visible, a full stop at a line end needs no more.
    eager = eager and all(item.breaks == usual for item in items[1:])
    measure = _Measure(is_wrapped(items), width, usual, eager)
    paragraph: list[Item] = []
    for item in items:
        if paragraph and _begins(paragraph[-1], item, measure):
            yield tuple(paragraph)
            paragraph = []
        paragraph.append(item)
    if paragraph:
        yield tuple(paragraph)


class _Measure(Struct, frozen=True):
    """How the lines of a stretch are set."""

    is_wrapped: bool
    width: int
    usual_breaks: int
    is_eager: bool


def _begins(before: Item, item: Item, measure: _Measure) -> bool:
    if item.is_list_item or item.is_note:
        return True
    ends = _ends_sentence(before.text)
    if not measure.is_wrapped:
        return ends or not item.text[:1].islower()
    if not ends or item.text[:1].islower():
        return item.breaks > measure.usual_breaks + 1 and not item.text[:1].islower()
    if item.breaks > measure.usual_breaks or before.text.endswith(":"):
        return True
    next_word = item.text.split(" ", 1)[0]
    is_short = len(before.text) + 1 + len(next_word) <= measure.width * 0.97
    return is_short or measure.is_eager


def _ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, quotes and brackets aside."""
    return text.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)


def passages_of(
    document: Document, items: Sequence[Item], *, eager: bool = False
) -> tuple[Passage, ...]:
    """The paragraphs of the items, as passages."""
    found = (
        passage_of(document, [item.span for item in paragraph])
        for paragraph in paragraphs_of(items, eager=eager)
    )
    return tuple(passage for passage in found if passage is not None)


def reads_on(before: str, text: str) -> bool:
    """Whether a text goes on where another breaks off: within a sentence, as far as one can see."""
    return text[:1].islower() or (bool(before) and not _ends_sentence(before))
