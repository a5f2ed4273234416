"""A factsheet as a tree: what stands in it, apart from how some converter wrote it down.

Running text carries light markup, which every renderer turns into its own: `**bold**`,
`*italic*`, `[^1]` for a footnote mark.
"""

from __future__ import annotations

from dataclasses import dataclass

VERDICT_OF_GLYPH = {
    **dict.fromkeys("√✓✔", "meets"),
    **dict.fromkeys("Xx✗✘×", "improvement_point"),
    **dict.fromkeys("–—-", "not_assessed"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above text; `level` counts as in Markdown."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """An unordered list."""

    items: tuple[str, ...]


Block = Heading | Paragraph | Bullets


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its words; `about` are the indicator ids it assesses, of the printed ones."""

    glyph: str
    paragraphs: tuple[str, ...]
    about: tuple[str, ...]
    caveats: tuple[str, ...] = ()
    year: int = 2013
    certain: bool = True
    clean_text: str | None = None

    @property
    def text(self) -> str:
        """All paragraphs as one line, as the gold has it."""
        return " ".join(self.paragraphs)

    @property
    def verdict(self) -> str:
        """The code value that the glyph stands for."""
        return VERDICT_OF_GLYPH[self.glyph]


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: printed indicators (ids and wording) with their findings, in reading order."""

    indicators: tuple[str, ...]
    printed: tuple[str, ...]
    findings: tuple[Finding, ...]
    criterion: str | None = None

    def of_year(self, year: int) -> tuple[Finding, ...]:
        """The findings in one year's column."""
        return tuple(finding for finding in self.findings if finding.year == year)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one theme, by theme id."""

    theme: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A paragraph under *Wat gaat goed?* (`strength`) or *Wat kan beter?* (`improvement`)."""

    theme: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Families:
    """Number of families as the description gives it."""

    low: int
    high: int
    approx: bool


@dataclass(frozen=True, slots=True)
class Approach:
    """One aanpak; `blocks` stand before its tables: lead-in, description, legend."""

    name: str
    tables: tuple[Table, ...]
    blocks: tuple[Block, ...] = ()
    predecessors: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    families: Families | None = None
    conclusions: tuple[Conclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note under the running text."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Factsheet:
    """A whole factsheet named `key`; `title` is None where the first pages are lacking."""

    key: str
    municipality: str
    code: str | None
    kind: str
    approaches: tuple[Approach, ...]
    opening: tuple[Block, ...] = ()
    title: str | None = None
    published: str | None = None
    footnotes: tuple[Footnote, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The columns of findings that the tables print."""
        return (2013,) if self.kind == "baseline" else (2013, 2014)
