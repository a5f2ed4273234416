"""What is compared: a factsheet as the gold has it and as the dataset has it, in one shape."""

from __future__ import annotations

from msgspec import Struct

__all__ = ["Families", "Sheet", "SheetApproach", "SheetConclusion", "SheetFinding"]


class SheetFinding(Struct, frozen=True):
    """A verdict. `approach` is the number of its approach.

    `texts`: any of them is right (the dataset has one). `is_reading`: the way from the verdict to
    its indicators is read from the words, not printed.
    """

    label: str
    approach: int
    theme: str
    criterion: str | None
    printed: tuple[str, ...]
    assessed: tuple[str, ...]
    is_reading: bool
    year: int
    verdict: str | None
    texts: tuple[str, ...]
    caveats: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words, as they are printed."""
        return self.texts[0]


class Families(Struct, frozen=True):
    """How many families an aanpak serves, or could."""

    low: int | None
    high: int | None
    is_approximate: bool

    def __str__(self) -> str:
        return f"{'about ' if self.is_approximate else ''}{self.low} to {self.high}"


class SheetApproach(Struct, frozen=True):
    """An aanpak; `families` is None where no number of families is given."""

    label: str
    number: int
    name: str
    predecessors: tuple[str, ...]
    respondents: tuple[str, ...]
    families: Families | None


class SheetConclusion(Struct, frozen=True):
    """A paragraph of a Conclusie. `approach` is the number of its approach."""

    label: str
    approach: int
    theme: str
    kind: str
    text: str


class Sheet(Struct, frozen=True):
    """One factsheet.

    `name` is the gold file's name without ending, or the document's id; `source` the file that it
    is about, or was read from (relative path). Findings are in document order.
    """

    name: str
    source: str
    municipality: str | None
    municipality_code: str | None
    kind: str
    title: str | None
    published: str | None
    approaches: tuple[SheetApproach, ...]
    findings: tuple[SheetFinding, ...]
    conclusions: tuple[SheetConclusion, ...]
    is_primary: bool = True

    @property
    def document_id(self) -> str:
        """The dataset's key of it."""
        return self.name
