"""What only all documents together tell: rows made from rows.

Nothing here knows a document's text or the rules, so that whoever has a dataset can do it again.
"""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.derive.changes import change_notices
from ggsr_extract.dataset.derive.completeness import contradictions
from ggsr_extract.dataset.derive.matching import Notice
from ggsr_extract.dataset.derive.panel import Panel
from ggsr_extract.dataset.derive.status import document_statuses
from ggsr_extract.dataset.model import Row, Rows, Tables
from ggsr_extract.dataset.tables import all_tables

__all__ = ["DERIVED_CODES", "complete", "without_derived"]

DERIVED_CODES = frozenset(
    [
        "baseline_ambiguous",
        "baseline_missing",
        "baseline_tie",
        "baseline_unmatched",
        "baseline_verdict_differs",
        "contradictory_verdicts",
    ]
)


def complete(base: Tables) -> dict[str, Rows]:
    """Add what follows from all documents together to tables made from sources.

    Adds the tables and columns that are derived, and the diagnostics that come of it.
    """
    panel = Panel(base)
    notices = tuple(_notices(panel))
    made = {**base, "diagnostics": _with_notices(base, notices)}
    made["documents"] = Rows.of(_names("documents"), _documents(panel, notices))
    made["approaches"] = Rows.of(_names("approaches"), _approaches(panel))
    for table in all_tables().values():
        if table.derive is not None:
            made[table.name] = Rows.of(table.column_names, table.derive(panel))
    return {name: made[name] for name in all_tables()}


def without_derived(tables: Tables) -> dict[str, Rows]:
    """The tables as they came from the sources: the opposite of :func:`complete`."""
    base = {}
    for table in all_tables().values():
        if table.fill is not None:
            rows = ({name: row[name] for name in table.filled_names} for row in tables[table.name])
            base[table.name] = Rows.of(table.filled_names, rows)
    diagnostics = base["diagnostics"]
    own = (row for row in diagnostics if row["code"] not in DERIVED_CODES)
    base["diagnostics"] = Rows.of(diagnostics.columns, own)
    return base


def _names(table: str) -> tuple[str, ...]:
    return all_tables()[table].column_names


def _notices(panel: Panel) -> Iterator[Notice]:
    for approach in panel.primary_follow_ups:
        yield from panel.matches[approach.approach_id].notices
    yield from contradictions(panel)
    yield from change_notices(panel)


def _with_notices(base: Tables, notices: tuple[Notice, ...]) -> Rows:
    paths = dict(
        zip(
            base["documents"].column("document_id"),
            base["documents"].column("source_path"),
            strict=True,
        )
    )
    extra: Iterator[Row] = (
        {
            "document_id": notice.document_id,
            "source_path": paths[notice.document_id],
            "code": notice.code,
            "severity": notice.severity,
            "message": notice.message,
            "page": None,
            "char_start": None,
        }
        for notice in notices
    )
    return Rows.of(base["diagnostics"].columns, [*base["diagnostics"], *extra])


def _documents(panel: Panel, notices: tuple[Notice, ...]) -> Iterator[Row]:
    holders = {approach.document_id for approach in panel.primary}
    statuses = document_statuses(panel, notices)
    for row in panel.tables["documents"]:
        key = str(row["document_id"])
        yield {**row, "is_primary": key in holders, "status": statuses[key]}


def _approaches(panel: Panel) -> Iterator[Row]:
    for row in panel.tables["approaches"]:
        yield {**row, "is_primary": row["approach_id"] in panel.primary_ids}
