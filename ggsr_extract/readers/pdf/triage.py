"""Whether the text of a PDF can be trusted: page by page, and as a whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from string import ascii_letters

from msgspec import Struct, field

from ggsr_extract.errors import SourceError
from ggsr_extract.readers.pdf.model import UNMAPPED, Glyphs, PageContent, Scan
from ggsr_extract.text import Notice

__all__ = ["Triage", "is_babble", "unknown_in"]

# A page with a larger share of characters that its fonts do not explain cannot be read.
_MOST_UNMAPPED = 0.1
_MOST_CHARACTERS = 3_000_000
# How other programs write a character that has a number and no meaning.
_NUMBERED = re.compile(r"\(cid:\d+\)")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
# Fonts whose characters are signs, which have no other code points than private ones.
_SIGN_FONTS = re.compile(r"(?i)dings|symbol|awesome|icon|glyph|marlett|math")
_SHOWN = 10
# Two letters in five are vowels, in Dutch as in English; of letters that stand for others one in
# eight is. Fewer letters than this tell nothing.
_VOWELS = "aeiouAEIOU"
_FEWEST_VOWELS = 0.2
_FEWEST_LETTERS = 150


class Triage(Struct):
    """Looks at the pages in order, and leaves out what nobody can read.

    Attributes:
        fontless: pages (from 1) of which fonts are lost.
        is_damaged: what cannot be read is so because the file is not as it was made.
        refused: pages that were left out: quarantine code and why.
        scanned: pages that were read from their pictures.
    """

    fontless: Collection[int] = frozenset()
    is_damaged: bool = False
    pages: int = 0
    characters: int = 0
    bare: list[int] = field(default_factory=list)
    unmapped: list[int] = field(default_factory=list)
    refused: dict[int, tuple[str, str]] = field(default_factory=dict)
    scanned: dict[int, Scan] = field(default_factory=dict)

    def sift(self, page: PageContent | None) -> PageContent:
        """The next page (None: it cannot be read), without text that cannot be trusted.

        Raises:
            SourceError: `too_large`.
        """
        self.pages += 1
        reason = self._reason(page)
        if reason is not None:
            self.refused[self.pages] = reason
        if page is None or reason is not None:
            size = (page.width, page.height) if page is not None else (0.0, 0.0)
            return PageContent(*size, Glyphs.of(()), Glyphs.of(()), *((),) * 4)
        if page.scan is not None:
            self.scanned[self.pages] = page.scan
        count = len(page.glyphs) + len(page.rotated)
        self.characters += count
        if not count:
            self.bare.append(self.pages)
        if self.characters > _MOST_CHARACTERS:
            raise SourceError("too_large", f"more than {_MOST_CHARACTERS} characters of text")
        return page

    def _reason(self, page: PageContent | None) -> tuple[str, str] | None:
        """Why the page is left out."""
        if page is None:
            return "damaged", "the page cannot be read: the file is damaged"
        count = len(page.glyphs) + len(page.rotated)
        if count and self.pages in self.fontless:
            return "damaged", "the fonts of the page are lost: the file is damaged"
        unknown = _unknown(page.glyphs, page.fonts) + _unknown(page.rotated, page.fonts)
        if unknown > _MOST_UNMAPPED * count:
            message = f"the fonts do not say what {unknown} of {count} characters are"
            return "unmapped_text", message
        if is_babble(page.glyphs.text):
            return "unmapped_text", "its letters make no words: the fonts give wrong ones"
        if unknown:
            self.unmapped.append(self.pages)
        return None

    def notices(self) -> Iterator[Notice]:
        """What is worth a look.

        Raises:
            SourceError: there is no text, or what cannot be read is as much as what can.
        """
        read = self.pages - len(self.bare) - len(self.refused)
        if self.refused and len(self.refused) >= read:
            raise self._refusal()
        if not self.characters and self.is_damaged:
            raise SourceError("damaged", f"the PDF is damaged, no text is left in it; {_ANEW}")
        if not self.characters:
            raise SourceError(
                "no_text_layer",
                "no text layer: the pages are empty, or pictures; run with --ocr to read these",
            )
        return self._notices()

    def _refusal(self) -> SourceError:
        (number, (code, message)), *more = self.refused.items()
        others = f", and {len(more)} more pages" if more else ""
        if self.is_damaged:
            code = "damaged"
        advice = _ANEW if code == "damaged" else _ADVICE
        return SourceError(code, f"page {number}: {message}{others}; {advice}")

    def _notices(self) -> Iterator[Notice]:
        for number, (code, message) in self.refused.items():
            advice = "what it says is left out; " + ("" if code == "damaged" else _ADVICE)
            yield Notice(code, "error", f"page {number}: {message}; {advice}".rstrip("; "), number)
        if self.scanned:
            words = sum(scan.words for scan in self.scanned.values())
            unsure = sum(scan.unsure for scan in self.scanned.values())
            message = (
                f"read by OCR, from a picture: page {_listed([*self.scanned])}; it is unsure of "
                f"{unsure} of {words} words, so compare what it says with the page"
            )
            yield Notice("ocr", "warning", message, min(self.scanned))
        if self.bare:
            message = f"no text on page {_listed(self.bare)}: empty, or a picture"
            yield Notice("no_text_layer", "warning", message, self.bare[0])
        if self.unmapped:
            message = f"characters without a meaning on page {_listed(self.unmapped)}"
            yield Notice("unmapped_text", "warning", message, self.unmapped[0])


_ANEW = "get the file anew"
_ADVICE = "print the PDF anew"


def is_babble(text: str) -> bool:
    """Whether letters are as no language in Latin script has them: too few are vowels.

    So it is where a font gives the number of a letter for its code: "Toezicht" as "7RH]LFKW".
    """
    letters = sum(map(text.count, ascii_letters))
    return letters >= _FEWEST_LETTERS and sum(map(text.count, _VOWELS)) < _FEWEST_VOWELS * letters


def _unknown(glyphs: Glyphs, fonts: Sequence[str]) -> int:
    """How many of the characters have no meaning: unknown, numbered, or private to a font."""
    count = unknown_in(glyphs.text)
    if _PRIVATE.search(glyphs.text):
        count += sum(
            _PRIVATE.match(glyph.text) is not None and not _SIGN_FONTS.search(fonts[glyph.font])
            for glyph in glyphs
        )
    return count


def unknown_in(text: str) -> int:
    """How many characters of a text are unknown, or stand for one that was numbered."""
    count = text.count(UNMAPPED)
    if "(cid:" in text:
        count += sum(len(match.group()) for match in _NUMBERED.finditer(text))
    return count


def _listed(numbers: Sequence[int]) -> str:
    more = len(numbers) - _SHOWN
    shown = ", ".join(map(str, numbers[:_SHOWN]))
    return f"{shown} and {more} more" if more > 0 else shown
