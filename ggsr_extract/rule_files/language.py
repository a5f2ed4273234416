"""The rule files of the language stage."""

from __future__ import annotations

from typing import Literal

from ggsr_extract.kinds import Actor, Comparator, CueKind, Effect
from ggsr_extract.rule_files.entries import PatternEntry, RuleFile, Text

__all__ = [
    "ActorsFile",
    "CuesFile",
    "DocumentsFile",
    "LanguageFile",
    "OrganisationsFile",
    "QuantitiesFile",
    "ReservationsFile",
]


class LanguageFile(RuleFile):
    """How sentences and clauses begin and end."""

    abbreviations: list[PatternEntry]
    closing_abbreviations: list[PatternEntry]
    sentence_ends: list[PatternEntry]
    finite_verbs: list[PatternEntry]
    clause_starts: list[PatternEntry]
    clause_ends: list[PatternEntry]
    condition_ends: list[PatternEntry]
    condition_starts: list[PatternEntry]
    joined_questions: list[PatternEntry]
    joints: list[PatternEntry]
    joined_clauses: list[PatternEntry]
    joined_subjects: list[PatternEntry]
    relative_clauses: list[PatternEntry]
    subordinate_starts: list[PatternEntry]


class CueEntry(PatternEntry):
    kind: CueKind
    scope: Literal["clause", "condition", "after", "next", "content", "question", "phrase", "noun"]
    lack: Literal["always", "never", "context"]


class CuesFile(RuleFile):
    """Words that bend a claim."""

    pseudo: list[PatternEntry]
    cues: list[CueEntry]
    good_absences: list[PatternEntry]
    never_missed: list[PatternEntry]
    contents: list[PatternEntry]


class UnitEntry(PatternEntry):
    # All of QuantityKind but percentages, which their sign tells.
    kind: Literal[
        "families",
        "population",
        "caseload",
        "duration",
        "teams",
        "organisations",
        "staff",
        "areas",
        "sessions",
        "other",
    ]


class BoundEntry(PatternEntry):
    """`kind`: of what it is a bound; empty: of anything."""

    comparator: Comparator
    kind: str = ""


class FractionEntry(PatternEntry):
    value: float


class QuantitiesFile(RuleFile):
    """Numbers, and what they count."""

    numbers: list[PatternEntry]
    bounds: list[BoundEntry]
    fractions: list[FractionEntry]
    caseloads: list[PatternEntry]
    estimates: list[PatternEntry]
    excluded: list[PatternEntry]
    units: list[UnitEntry]


class OrganisationEntry(PatternEntry):
    name: Text
    abbreviation: str
    kind: Text


class OrganisationsFile(RuleFile):
    """The register of organisations."""

    organisations: list[OrganisationEntry]
    named: list[PatternEntry]
    excluded: list[PatternEntry]


class DocumentsFile(RuleFile):
    """Policy documents, laws, methods, dates."""

    documents: list[PatternEntry]
    laws: list[PatternEntry]
    methods: list[PatternEntry]
    dates: list[PatternEntry]


class ActorEntry(PatternEntry):
    actor: Actor


class FrameEntry(PatternEntry):
    """A frame, or the forms of a verb that stands in frames.

    `of_asked` above 0: only who was asked claims something by it; others do so in their work.
    """

    verb: Text
    hedged: float = 0.0
    of_asked: float = 0.0


class ActorsFile(RuleFile):
    """Who is credited with a claim, and by which words."""

    phrases: dict[str, Text]
    actors: list[ActorEntry]
    saying: list[FrameEntry]
    said: list[FrameEntry]
    subject_first: list[FrameEntry]
    verb_first: list[FrameEntry]
    documents: list[FrameEntry]
    ordinals: dict[str, int]


class ReservationEntry(PatternEntry):
    effect: Effect


class ReservationsFile(RuleFile):
    """What takes something back in a finding that meets."""

    wordings: list[ReservationEntry]
    excluded: list[PatternEntry]
