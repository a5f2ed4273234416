"""What keeps a document from being adopted."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from ggsr_extract.errors import GgsrError

__all__ = ["AdoptionError", "Complaint", "DraftError"]


class Complaint(Struct, frozen=True):
    """A place in a draft, what is wrong there and what to do; `line` counts from 1."""

    place: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        line = f"line {self.line}: " if self.line is not None else ""
        return f"{line}{self.place}: {self.message}" if self.place else f"{line}{self.message}"


class AdoptionError(GgsrError):
    """A document cannot be adopted as it was asked; nothing was changed."""


class DraftError(AdoptionError):
    """A draft is not confirmed, or says what cannot be; nothing was changed."""

    def __init__(self, draft: str, complaints: Iterable[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(f"{draft}: {complaint}" for complaint in self.complaints))
