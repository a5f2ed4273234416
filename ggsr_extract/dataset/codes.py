"""Code lists that the program fixes; those of the toetsingskader are tables."""

from __future__ import annotations

from typing import get_args

from ggsr_extract.factsheet.model import Kind, Method, Role
from ggsr_extract.kinds import GlyphMethod, SectionKind
from ggsr_extract.text import Severity

__all__ = [
    "CAVEAT_EFFECTS",
    "CAVEAT_KINDS",
    "COMPLETENESS",
    "CONCLUSION_KINDS",
    "CONCLUSION_METHODS",
    "FAMILIES_BASES",
    "FAMILIES_SCOPES",
    "FIELDS",
    "GLYPH_METHODS",
    "KINDS",
    "METHODS",
    "QUARANTINE_CODES",
    "READINGS",
    "RELATIONS",
    "ROLES",
    "SECTION_KINDS",
    "SEVERITIES",
    "STATUSES",
    "TRANSITIONS",
]

KINDS: tuple[str, ...] = get_args(Kind)
ROLES: tuple[str, ...] = get_args(Role)
GLYPH_METHODS: tuple[str, ...] = get_args(GlyphMethod)
METHODS: tuple[str, ...] = get_args(Method)
SEVERITIES: tuple[str, ...] = get_args(Severity)

STATUSES = ("complete", "partial", "needs_review")
QUARANTINE_CODES = (
    "empty",
    "binary",
    "not_a_factsheet",
    "duplicate",
    "unreadable",
    "encoding",
    "password",
    "no_text_layer",
    "damaged",
    "unmapped_text",
    "timeout",
    "memory",
    "crash",
    "ambiguous_reader",
    "too_large",
)
SECTION_KINDS: tuple[str, ...] = (*get_args(SectionKind), "footnote", "other")
READINGS = ("cells", "lines")
RELATIONS = ("printed", "assessed")
CAVEAT_KINDS = ("explicit", "implicit")
CAVEAT_EFFECTS = ("contradicts", "narrows", "lacks", "risk", "mitigates")
CONCLUSION_KINDS = ("strength", "improvement")
CONCLUSION_METHODS = ("column", "sense")
FAMILIES_BASES = ("eligible", "served")
FAMILIES_SCOPES = ("ggsr", "all")
COMPLETENESS = ("present", "merged", "absent", "contradictory")
TRANSITIONS = ("resolved", "unresolved", "not_retested", "regressed", "kept", "first_assessed")

# The first four are the contract's; the others trace the values that are no row of their own.
FIELDS = (
    "text",
    "verdict",
    "indicator",
    "criterion",
    "title",
    "heading",
    "cue",
    "description",
    "families",
)
