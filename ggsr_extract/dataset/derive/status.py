"""How well a document came through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ggsr_extract.dataset.derive.completeness import expectations
from ggsr_extract.dataset.derive.matching import Notice
from ggsr_extract.dataset.derive.panel import Panel

__all__ = ["document_statuses"]


def document_statuses(panel: Panel, notices: Iterable[Notice]) -> Mapping[str, str]:
    """The status of each document, by its key. `notices` are the derived diagnostics."""
    doubtful = _doubtful(panel, notices)
    lacking = {
        approach.document_id
        for approach in panel.approaches
        if any(item.status == "absent" for item in expectations(panel, approach))
    }
    statuses = {}
    for row in panel.tables["documents"]:
        key = str(row["document_id"])
        if key in doubtful or row["text_coverage"] != 1.0:
            statuses[key] = "needs_review"
        else:
            is_partial = row["title"] is None or key in lacking
            statuses[key] = "partial" if is_partial else "complete"
    return statuses


def _doubtful(panel: Panel, notices: Iterable[Notice]) -> set[object]:
    """Documents with a verdict that cannot be read, an error, or a finding to be looked at."""
    tables = panel.tables
    return {
        *(row["document_id"] for row in tables["findings"] if row["needs_review"]),
        *(row["document_id"] for row in tables["findings"] if row["verdict"] is None),
        *(row["document_id"] for row in tables["diagnostics"] if row["severity"] == "error"),
        *(notice.document_id for notice in notices if notice.severity == "error"),
    }
