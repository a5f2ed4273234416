"""Kinds that several stages, rules or tables share: each list stands here, and nowhere else."""

from __future__ import annotations

from typing import Final, Literal, get_args

__all__ = [
    "PDF_ENGINES",
    "UNKNOWN_SHAPE",
    "Actor",
    "Comparator",
    "CueKind",
    "Effect",
    "GlyphMethod",
    "MentionKind",
    "PdfEngine",
    "Polarity",
    "QuantityKind",
    "SectionKind",
    "ShapeName",
]

# What a heading or a first sentence of prose tells.
SectionKind = Literal[
    "definition",
    "context",
    "purpose",
    "method",
    "request",
    "contact",
    "introduction",
    "development",
    "respondents_note",
    "description",
    "findings_intro",
    "conclusion_intro",
    "reading_guide",
]
CueKind = Literal[
    "negation", "lack", "restriction", "hedge", "contrast", "future", "risk", "condition"
]
QuantityKind = Literal[
    "families",
    "population",
    "caseload",
    "duration",
    "percentage",
    "teams",
    "organisations",
    "staff",
    "areas",
    "sessions",
    "other",
]
MentionKind = Literal["organisation", "policy_document", "law", "date", "method"]
Actor = Literal[
    "municipality",
    "network_partner",
    "municipality_and_partners",
    "all_respondents",
    "respondents",
    "inspectorate",
    "document",
    "professional",
    "other",
]
Polarity = Literal["affirmed", "negated"]
Effect = Literal["contradicts", "narrows", "lacks", "risk"]
Comparator = Literal["at_least", "at_most", "more_than", "less_than"]
# What a drawn mark may look like.
ShapeName = Literal["check", "cross", "dash"]
# By what a verdict's glyph was told: what the character says, its symbol font, what it looks like.
GlyphMethod = Literal["character", "font", "shape"]
UNKNOWN_SHAPE: Final = "unknown"
# What sees the characters and lines of a PDF page.
PdfEngine = Literal["pdfium", "pdfplumber"]
PDF_ENGINES: Final[tuple[PdfEngine, ...]] = get_args(PdfEngine)
