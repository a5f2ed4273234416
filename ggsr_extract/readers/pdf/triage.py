"""Whether a PDF has text that can be read at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from ggsr_extract.errors import SourceError
from ggsr_extract.readers.pdf.model import UNMAPPED, PageContent

__all__ = ["Triage"]

# A page with a larger share of characters that its fonts do not explain cannot be read.
_MOST_UNMAPPED = 0.1
_MOST_CHARACTERS = 3_000_000


@dataclass(slots=True)
class Triage:
    """Counts what the pages show, and refuses what nobody can read."""

    pages: int = 0
    characters: int = 0
    bare: list[int] = field(default_factory=list)
    unmapped: list[int] = field(default_factory=list)

    def see(self, page: PageContent) -> None:
        """Take in a page.

        Raises:
            SourceError: `unmapped_text`, `too_large`.
        """
        self.pages += 1
        glyphs = len(page.glyphs) + len(page.rotated)
        self.characters += glyphs
        if not glyphs:
            self.bare.append(self.pages)
        unknown = sum(glyph.text == UNMAPPED for glyph in page.glyphs)
        if unknown > _MOST_UNMAPPED * glyphs:
            raise SourceError(
                "unmapped_text",
                f"page {self.pages}: the fonts do not say what {unknown} of {glyphs} characters are"
                "; print the PDF anew, or read it with an OCR program",
            )
        if unknown:
            self.unmapped.append(self.pages)
        if self.characters > _MOST_CHARACTERS:
            raise SourceError("too_large", f"more than {_MOST_CHARACTERS} characters of text")

    def notices(self) -> tuple[str, ...]:
        """What is worth a look.

        Raises:
            SourceError: `damaged` where there is no page, `no_text_layer` where no page has text.
        """
        if not self.pages:
            raise SourceError("damaged", "the PDF has no pages")
        if not self.characters:
            raise SourceError(
                "no_text_layer",
                "no text layer: the pages are pictures; give it one with an OCR program first",
            )
        notices: list[str] = []
        if self.bare:
            notices.append(f"no text on page {_listed(self.bare)}: empty, or a picture")
        if self.unmapped:
            notices.append(f"characters without a meaning on page {_listed(self.unmapped)}")
        return tuple(notices)


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))
