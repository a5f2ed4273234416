"""What the language stage finds in a factsheet: quotes of its units, each with a reading."""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct, field

from ggsr_extract.kinds import (
    Actor,
    Comparator,
    CueKind,
    Effect,
    MentionKind,
    Polarity,
    QuantityKind,
)
from ggsr_extract.text import Passage, Span

__all__ = [
    "ACTORS",
    "COMPARATORS",
    "CUE_KINDS",
    "MENTION_KINDS",
    "POLARITIES",
    "QUANTITY_KINDS",
    "Annotations",
    "Cue",
    "ImplicitCaveat",
    "Mention",
    "Parent",
    "Quantity",
    "Statement",
    "Unit",
    "UnitAnnotations",
    "Wording",
]

ACTORS: tuple[str, ...] = get_args(Actor)
CUE_KINDS: tuple[str, ...] = get_args(CueKind)
MENTION_KINDS: tuple[str, ...] = get_args(MentionKind)
POLARITIES: tuple[str, ...] = get_args(Polarity)
QUANTITY_KINDS: tuple[str, ...] = get_args(QuantityKind)
COMPARATORS: tuple[str, ...] = get_args(Comparator)

ParentTable = Literal["findings", "caveats", "conclusions", "sections"]


class Parent(Struct, frozen=True):
    """Where a unit belongs: a table, and a place (from 0) among its values in the factsheet.

    Findings, conclusions and sections count in the document's order; `part` is the caveat of that
    finding, or the paragraph of that section.
    """

    table: ParentTable
    number: int
    part: int = 0


class Unit(Struct, frozen=True):
    """A text that is read on its own, with what bends its reading.

    `verdict` and `indicators` are those of the finding that it is, or stands beside; `kind` and
    `theme_id` those of a conclusion.
    """

    parent: Parent
    passage: Passage
    verdict: str | None = None
    indicators: tuple[str, ...] = ()
    theme_id: str | None = None
    kind: str | None = None

    @property
    def is_critical(self) -> bool:
        """Whether it says what goes wrong, by where it stands."""
        return (
            self.verdict == "improvement_point"
            or self.kind == "improvement"
            or self.parent.table == "caveats"
        )


class Wording(Struct, frozen=True):
    """Words of a unit: as a reader reads them, their offsets there, and in the document."""

    text: str
    local: Span
    span: Span


class Statement(Struct, frozen=True):
    """Somebody is credited with a claim. `actor_text` None: the page does not say who."""

    words: Wording
    actor: Actor
    actor_text: str | None
    includes_municipality: bool
    actor_count: int | None
    actor_total: int | None
    verb: str
    polarity: Polarity
    is_hedged: bool
    rule: str


class Cue(Struct, frozen=True):
    """Words that bend a claim, and the claim that they bend."""

    words: Wording
    kind: CueKind
    scope: Wording
    is_lack: bool
    rule: str


class Mention(Struct, frozen=True):
    """A named thing. `normalized`: ISO date, title without its type word, or register name."""

    words: Wording
    kind: MentionKind
    normalized: str | None
    organisation: str | None
    rule: str


class Quantity(Struct, frozen=True):
    """A number with a meaning; a bound has one side."""

    words: Wording
    kind: QuantityKind
    low: float | None
    high: float | None
    is_approximate: bool
    comparator: Comparator | None
    unit: str
    rule: str


class ImplicitCaveat(Struct, frozen=True):
    """A sentence of a finding that meets, which takes something back.

    `text` and `cue_text` are its words and those of the cue, with the pieces of the page.
    """

    words: Wording
    cue: Wording
    text: Passage
    cue_text: Passage
    effect: Effect
    rule: str


class UnitAnnotations(Struct, frozen=True):
    """What was found in one unit, each kind in the order of the text.

    `sentences` are offsets into the unit's text.
    """

    unit: Unit
    sentences: tuple[Span, ...] = ()
    statements: tuple[Statement, ...] = ()
    cues: tuple[Cue, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    caveats: tuple[ImplicitCaveat, ...] = ()


class Annotations(Struct, frozen=True):
    """All units of a factsheet, in order. `pipeline` names what tokenised them."""

    pipeline: str
    units: tuple[UnitAnnotations, ...] = field(default=())
