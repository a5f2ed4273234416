"""How well a document came through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ggsr_extract.dataset.derive.completeness import expectations
from ggsr_extract.dataset.derive.facts import DocumentFacts
from ggsr_extract.dataset.derive.matching import Notice
from ggsr_extract.dataset.derive.panel import Panel

__all__ = ["document_statuses"]


def document_statuses(panel: Panel, notices: Iterable[Notice]) -> Mapping[str, str]:
    """The status of each document, by its key. `notices` are the derived diagnostics."""
    wrong = {notice.document_id for notice in notices if notice.severity == "error"}
    return {
        document.document_id: _status(panel, document, has_errors=document.document_id in wrong)
        for document in panel.documents
    }


def _status(panel: Panel, document: DocumentFacts, *, has_errors: bool) -> str:
    if document.is_doubtful or has_errors:
        return "needs_review"
    is_partial = not document.has_title or any(
        item.status == "absent"
        for approach in document.approaches
        for item in expectations(panel, approach)
    )
    return "partial" if is_partial else "complete"
