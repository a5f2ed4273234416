"""What the outline gives: regions of placed items, approaches, and the lines it claims itself."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from ggsr_extract.factsheet.items import Item
from ggsr_extract.factsheet.model import Role
from ggsr_extract.text import Span

__all__ = ["Claim", "Outline", "OutlineApproach", "PlacedItem", "Region", "RegionKind", "Title"]

RegionKind = Literal["cover", "prose", "table", "conclusion"]


class Claim(Struct, frozen=True):
    """A span with a role, and the rule that gave it."""

    span: Span
    role: Role
    rule: str


class PlacedItem(Struct, frozen=True):
    """An item with the theme that was open. `says` is what a heading line tells (side, year)."""

    item: Item
    theme: str | None
    says: str | None = None


class Region(Struct, frozen=True):
    """A run of items of one kind; `section` is the kind of running text, `rule` what opened it."""

    kind: RegionKind
    section: str
    rule: str
    approach: int | None
    heading: Span | None
    placed: tuple[PlacedItem, ...]


class OutlineApproach(Struct, frozen=True):
    """An aanpak as printed: its name (with the lead-in), and the line of its predecessors."""

    text: str
    lines: tuple[Span, ...]
    predecessors: tuple[Span, ...]


class Title(Struct, frozen=True):
    """The title, over one or more lines."""

    text: str
    spans: tuple[Span, ...]
    kind: str
    municipality: str | None
    rule: str


class Outline(Struct, frozen=True):
    """Regions in document order, and what stands between them."""

    regions: tuple[Region, ...]
    approaches: tuple[OutlineApproach, ...]
    claims: tuple[Claim, ...]
    title: Title | None
    published: str | None
