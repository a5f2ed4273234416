"""What a factsheet holds: every value is a `Passage` over the text, or a reading of one."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from ggsr_extract.kinds import GlyphMethod
from ggsr_extract.text import Document, Passage, Severity, Span

__all__ = [
    "Approach",
    "Block",
    "Caveat",
    "Conclusion",
    "Diagnostic",
    "Factsheet",
    "Families",
    "Finding",
    "Footnote",
    "IndicatorReading",
    "Metadata",
    "Row",
    "Section",
]

Kind = Literal["baseline", "follow_up"]
Role = Literal[
    "letterhead",
    "title",
    "heading",
    "theme",
    "table_header",
    "cell",
    "prose",
    "list",
    "footnote",
    "legend",
    "running",
    "markup",
    "unclaimed",
]
ConclusionKind = Literal["strength", "improvement"]
Method = Literal["exact", "alias", "fuzzy", "position", "content"]


class Diagnostic(Struct, frozen=True):
    """A thing worth a look; `at` is an offset into the document's text."""

    code: str
    severity: Severity
    message: str
    at: int | None = None


class Block(Struct, frozen=True):
    """A stretch of the document's text, what it is, and the rule that said so."""

    span: Span
    role: Role
    rule: str


class IndicatorReading(Struct, frozen=True):
    """An indicator of the toetsingskader that a row prints, or that a verdict is about.

    `score` is 0..1; `runner_up` is what the verdict is about in the next best account (ids joined
    by `+`), and `margin` how far behind that is.
    """

    indicator_id: str
    method: Method
    score: float
    is_inferred: bool = False
    runner_up: str | None = None
    margin: float | None = None


class Caveat(Struct, frozen=True):
    """An explicit reservation: the words after the marker `cue`."""

    text: Passage
    cue: Passage


class Finding(Struct, frozen=True):
    """A verdict with its words.

    `verdict` None: something stands there that no rule can read. `text` None: a bare verdict.
    `glyph_method` says by what a verdict was told.
    `assessed` are the indicators of the row that this verdict is about. `rules` names what fired.
    """

    year: int
    verdict: str | None
    glyph: Passage | None
    text: Passage | None
    assessed: tuple[IndicatorReading, ...]
    caveats: tuple[Caveat, ...] = ()
    glyph_font: str | None = None
    glyph_method: GlyphMethod | None = None
    is_scanned: bool = False
    needs_review: bool = False
    rules: tuple[str, ...] = ()


class Row(Struct, frozen=True):
    """A table row: the indicators that it prints, with a finding for each verdict.

    `indicator` None: a verdict stands there without one. `reading` says how the row was found: from
    `cells` of a table, or from `lines` aligned to the toetsingskader where the layout is lost.
    `criterion` is repeated on each row that it spans.
    """

    approach: int
    theme_id: str
    criterion: Passage | None
    indicator: Passage | None
    printed: tuple[IndicatorReading, ...]
    findings: tuple[Finding, ...]
    reading: Literal["cells", "lines"]


class Families(Struct, frozen=True):
    """How many families an approach serves, or could."""

    low: int
    high: int
    is_approximate: bool
    basis: Literal["eligible", "served"]
    scope: Literal["ggsr", "all"]
    source: Passage


class Approach(Struct, frozen=True):
    """An aanpak. `name` None: the document has tables before it names any."""

    name: Passage | None
    predecessors: tuple[Passage, ...] = ()
    respondents: tuple[Passage, ...] = ()
    description: tuple[Passage, ...] = ()
    families: Families | None = None


class Section(Struct, frozen=True):
    """A stretch of running text: its paragraphs, and what kind it is."""

    kind: str
    heading: Passage | None
    paragraphs: tuple[Passage, ...]
    approach: int | None = None


class Conclusion(Struct, frozen=True):
    """A paragraph of a Conclusie; `score` 0..1 for a reading by sense."""

    approach: int
    theme_id: str
    kind: ConclusionKind
    method: Literal["column", "sense"]
    text: Passage
    score: float | None = None
    needs_review: bool = False


class Footnote(Struct, frozen=True):
    """A note and the place in the text that calls it (`anchor` None: nobody does)."""

    mark: str
    text: Passage
    anchor: int | None


class Metadata(Struct, frozen=True):
    """What the document says of itself. Dates are ISO, as far as they are printed."""

    kind: Kind
    title: Passage | None = None
    municipality_name: str | None = None
    municipality_code: str | None = None
    is_municipality_inferred: bool = False
    published: str | None = None
    presented_on: str | None = None
    cited_baseline_published: str | None = None


class Factsheet(Struct, frozen=True):
    """A parsed document. `blocks` partition its text; `diagnostics` are in document order."""

    document: Document
    metadata: Metadata
    approaches: tuple[Approach, ...] = ()
    sections: tuple[Section, ...] = ()
    rows: tuple[Row, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    blocks: tuple[Block, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())
