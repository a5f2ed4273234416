"""What only documents together tell: rows made from rows.

Nothing here knows a document's text or the rules, so that whoever has a dataset can do it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ggsr_extract.dataset.derive.changes import change_notices
from ggsr_extract.dataset.derive.completeness import contradictions
from ggsr_extract.dataset.derive.facts import document_facts
from ggsr_extract.dataset.derive.matching import Notice
from ggsr_extract.dataset.derive.panel import Panel
from ggsr_extract.dataset.derive.status import document_statuses
from ggsr_extract.dataset.model import Row, Rows, Tables
from ggsr_extract.dataset.tables import all_tables

__all__ = ["DERIVED_CODES", "Derived", "complete", "derive", "notice_row", "without_derived"]

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


class Derived(Struct, frozen=True):
    """What the documents of a series together tell of one of them.

    Attributes:
        status: how well it came through.
        primary_ids: its approaches that are the best copy that is there.
        notices: diagnostics that come of it.
        rows: of the derived tables, by name.
    """

    status: str
    primary_ids: frozenset[str]
    notices: tuple[Notice, ...]
    rows: Mapping[str, Rows]


def derive(panel: Panel) -> Mapping[str, Derived]:
    """What is told of each document, by its key, in their order."""
    notices = tuple(_notices(panel))
    statuses = document_statuses(panel, notices)
    told: defaultdict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        told[notice.document_id].append(notice)
    rows = {
        table.name: _by_document(table.column_names, table.derive(panel))
        for table in all_tables().values()
        if table.derive is not None
    }
    return {
        key: Derived(
            statuses[key],
            panel.primary_ids & {approach.approach_id for approach in document.approaches},
            tuple(told[key]),
            {name: found.get(key, Rows(_names(name))) for name, found in rows.items()},
        )
        for document in panel.documents
        if (key := document.document_id)
    }


def complete(base: Tables) -> dict[str, Rows]:
    """Add what follows from all documents together to tables made from sources.

    Adds the tables and columns that are derived, and the diagnostics that come of it, which stand
    behind a document's own.
    """
    indicator_ids = tuple(map(str, base["indicators"].column("indicator_id")))
    derived = derive(Panel(document_facts(base), indicator_ids))
    primary_ids = frozenset(key for item in derived.values() for key in item.primary_ids)
    made = {**base, "diagnostics": Rows.of(_names("diagnostics"), _diagnostics(base, derived))}
    made["documents"] = Rows.of(_names("documents"), _documents(base, derived))
    made["approaches"] = Rows.of(_names("approaches"), _approaches(base, primary_ids))
    for table in all_tables().values():
        if table.derive is not None:
            values = (row for item in derived.values() for row in item.rows[table.name].values)
            made[table.name] = Rows(table.column_names, tuple(values))
        elif table.join is not None:
            made[table.name] = Rows.of(table.column_names, table.join(base, primary_ids))
    return {name: made[name] for name in all_tables()}


def without_derived(tables: Tables) -> dict[str, Rows]:
    """The tables as they came from the sources: the opposite of :func:`complete`."""
    base = {}
    for table in all_tables().values():
        if table.fill is not None:
            names = table.filled_names
            base[table.name] = Rows(names, tuple(tables[table.name].part(names)))
    found = base["diagnostics"]
    codes = found.column("code")
    own = (row for row, code in zip(found.values, codes, strict=True) if code not in DERIVED_CODES)
    base["diagnostics"] = Rows(found.columns, tuple(own))
    return base


def notice_row(notice: Notice, source_path: str) -> Row:
    """A notice as a row of `diagnostics`."""
    return {
        "document_id": notice.document_id,
        "source_path": source_path,
        "code": notice.code,
        "severity": notice.severity,
        "message": notice.message,
        "page": None,
        "char_start": None,
    }


def _names(table: str) -> tuple[str, ...]:
    return all_tables()[table].column_names


def _by_document(columns: tuple[str, ...], rows: Iterable[Row]) -> Mapping[str, Rows]:
    """Rows under an approach, by the document that its key begins with."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row["approach_id"]).split("/", 1)[0]].append(row)
    return {key: Rows.of(columns, group) for key, group in found.items()}


def _notices(panel: Panel) -> Iterator[Notice]:
    for approach in panel.primary_follow_ups:
        yield from panel.matches[approach.approach_id].notices
    yield from contradictions(panel)
    yield from change_notices(panel)


def _diagnostics(base: Tables, derived: Mapping[str, Derived]) -> Iterator[Row]:
    """Document by document its own, then those that come of the others."""
    own: defaultdict[object, list[Row]] = defaultdict(list)
    for row in base["diagnostics"]:
        own[row["document_id"]].append(row)
    for document in base["documents"]:
        key = str(document["document_id"])
        yield from own.pop(key, ())
        for notice in derived[key].notices:
            yield notice_row(notice, str(document["source_path"]))
    for rows in own.values():
        yield from rows


def _documents(base: Tables, derived: Mapping[str, Derived]) -> Iterator[Row]:
    for row in base["documents"]:
        told = derived[str(row["document_id"])]
        yield {**row, "is_primary": bool(told.primary_ids), "status": told.status}


def _approaches(base: Tables, primary_ids: frozenset[str]) -> Iterator[Row]:
    for row in base["approaches"]:
        yield {**row, "is_primary": row["approach_id"] in primary_ids}
