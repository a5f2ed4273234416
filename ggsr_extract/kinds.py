"""Kinds that a rule may give and a table may hold: each list stands here, and nowhere else."""

from __future__ import annotations

from typing import Literal

__all__ = [
    "Actor",
    "Comparator",
    "CueKind",
    "Effect",
    "MentionKind",
    "Polarity",
    "QuantityKind",
    "SectionKind",
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
