"""A new document becomes part of the corpus: drafted, confirmed by a person, checked, measured."""

from __future__ import annotations

from ggsr_extract.adoption.adopt import Adoption, adopt
from ggsr_extract.adoption.complaints import AdoptionError, Complaint, DraftError
from ggsr_extract.adoption.report import render_adoption

__all__ = ["Adoption", "AdoptionError", "Complaint", "DraftError", "adopt", "render_adoption"]
