"""What the outline builds while it walks through the document."""

from __future__ import annotations

from msgspec import Struct, field

from ggsr_extract.factsheet.places import OutlineApproach, PlacedItem, Region, RegionKind
from ggsr_extract.text import Span

__all__ = ["OpenApproach", "OpenRegion", "name_goes_on"]


class OpenRegion(Struct):
    """A region that may still get items."""

    kind: RegionKind
    section: str
    rule: str
    approach: int | None
    heading: Span | None = None
    placed: list[PlacedItem] = field(default_factory=list)

    def closed(self) -> Region:
        """The region as it is now."""
        return Region(
            self.kind, self.section, self.rule, self.approach, self.heading, tuple(self.placed)
        )


class OpenApproach(Struct):
    """An aanpak that may still get predecessors."""

    text: str
    name: list[Span]
    predecessors: list[Span] = field(default_factory=list)

    def closed(self) -> OutlineApproach:
        """The aanpak as it is now."""
        return OutlineApproach(self.text, tuple(self.name), tuple(self.predecessors))


def name_goes_on(name: str, text: str) -> bool:
    """Whether a name that a line left open goes on in the next one."""
    last = name.rsplit(maxsplit=1)[-1]
    return (
        name.endswith(("-", "/", ",", "&"))
        or text[:1].islower()
        or (last.islower() and len(last) <= 3)
    )
