"""What came of an adoption, for the person at the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.adoption.adopt import Adoption
from ggsr_extract.terminal import printable

__all__ = ["render_adoption"]

_SHOWN = 10


def render_adoption(adoption: Adoption, *, verbose: bool = False) -> str:
    """In words; `verbose` lists every place of a draft that is in doubt."""
    lines = _adopted(adoption) if adoption.is_adopted else _drafted(adoption, verbose=verbose)
    return "\n".join(lines)


def _drafted(adoption: Adoption, *, verbose: bool) -> Iterator[str]:
    yield f"draft        {printable(str(adoption.draft))}"
    yield f"in doubt     {len(adoption.to_look_at)} places"
    shown = adoption.to_look_at if verbose else adoption.to_look_at[:_SHOWN]
    for complaint in shown:
        yield f"  {printable(str(complaint))}"
    if len(shown) < len(adoption.to_look_at):
        yield f"  … and {len(adoption.to_look_at) - len(shown)} more (-v lists them)"
    yield "mend and confirm it as it says at its head, and give the same command again"


def _adopted(adoption: Adoption) -> Iterator[str]:
    yield f"adopted      {printable(adoption.written[0])}, {adoption.mended} values mended"
    yield f"written      {printable(', '.join(adoption.written))}"
    for floor in adoption.lowered:
        yield f"floor lower  {floor}"
