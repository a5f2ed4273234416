"""The published tables → one sheet a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from ggsr_extract.errors import OutputError
from ggsr_extract.scoring.sheet import (
    Families,
    Sheet,
    SheetApproach,
    SheetConclusion,
    SheetFinding,
)

__all__ = ["read_output"]

Row = Mapping[str, Any]

_COLUMNS = {
    "documents": (
        "document_id source_path is_primary kind title published"
        " municipality_name municipality_code"
    ),
    "approaches": (
        "approach_id document_id ordinal name"
        " families_low_count families_high_count is_families_approximate"
    ),
    "predecessors": "approach_id ordinal name",
    "respondents": "approach_id ordinal name",
    "findings": (
        "finding_id document_id approach_id ordinal theme_id criterion_printed year verdict text"
    ),
    "finding_indicators": "finding_id indicator_id relation is_inferred",
    "caveats": "finding_id ordinal kind text",
    "conclusions": "conclusion_id document_id approach_id ordinal theme_id kind text",
}


def read_output(folder: Path) -> tuple[Sheet, ...]:
    """Every document of the dataset in `folder`, ordered by source path.

    Raises:
        OutputError: a table or a column that is needed is missing or unreadable, or a key leads
            nowhere.
    """
    from ggsr_extract.dataset.swap import recover  # brings the whole parser along

    recover(folder)
    if not folder.is_dir():
        raise OutputError(f"{folder}: no such folder")
    tables = _Tables.of({name: _read_table(folder, name) for name in _COLUMNS})
    documents = sorted(tables.documents, key=lambda row: str(row["source_path"]))
    return tuple(_to_sheet(document, tables) for document in documents)


def _read_table(folder: Path, name: str) -> list[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = folder / f"{name}.parquet"
    columns = _COLUMNS[name].split()
    try:
        with pq.ParquetFile(file) as parquet:
            absent = sorted(set(columns) - set(parquet.schema_arrow.names))
            if absent:
                raise OutputError(f"{file}: column {absent[0]!r} is missing")
            rows: list[Row] = parquet.read(columns=columns).to_pylist()
    except FileNotFoundError:
        raise OutputError(f"{folder}: no dataset here, {file.name} is missing") from None
    except (OSError, pa.ArrowException) as error:
        raise OutputError(f"{file}: cannot be read: {error}") from error
    return rows


Groups = Mapping[str, Sequence[Row]]


class _Tables(Struct, frozen=True):
    """The documents, and the rows of the child tables by their parent's key, in order."""

    documents: Sequence[Row]
    approaches: Groups
    predecessors: Groups
    respondents: Groups
    findings: Groups
    indicators: Groups
    caveats: Groups
    conclusions: Groups

    @classmethod
    def of(cls, rows: Mapping[str, Sequence[Row]]) -> _Tables:
        return cls(
            documents=rows["documents"],
            approaches=_by(rows["approaches"], "document_id", "ordinal", "approach_id"),
            predecessors=_by(rows["predecessors"], "approach_id", "ordinal"),
            respondents=_by(rows["respondents"], "approach_id", "ordinal"),
            findings=_by(rows["findings"], "document_id", "ordinal", "finding_id"),
            indicators=_by(rows["finding_indicators"], "finding_id", "indicator_id"),
            caveats=_by(rows["caveats"], "finding_id", "ordinal"),
            conclusions=_by(rows["conclusions"], "document_id", "ordinal", "conclusion_id"),
        )


def _by(rows: Sequence[Row], parent: str, *order: str) -> Groups:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: tuple(row[column] for column in order)):
        groups[row[parent]].append(row)
    return groups


def _to_sheet(document: Row, tables: _Tables) -> Sheet:
    key = document["document_id"]
    approaches = tables.approaches.get(key, ())
    index_of = {row["approach_id"]: index for index, row in enumerate(approaches)}
    return Sheet(
        name=key,
        source=document["source_path"],
        municipality=document["municipality_name"],
        municipality_code=document["municipality_code"],
        kind=document["kind"],
        title=document["title"],
        published=document["published"],
        approaches=tuple(_to_approach(row, index_of, tables) for row in approaches),
        findings=tuple(
            _to_finding(row, _number(row, index_of), tables) for row in tables.findings.get(key, ())
        ),
        conclusions=tuple(
            _to_conclusion(row, _number(row, index_of)) for row in tables.conclusions.get(key, ())
        ),
        is_primary=bool(document["is_primary"]),
    )


def _number(row: Row, index_of: Mapping[str, int]) -> int:
    number = index_of.get(row["approach_id"])
    if number is None:
        key, approach = row["document_id"], row["approach_id"]
        raise OutputError(f"approaches.parquet: document {key!r} has no approach {approach!r}")
    return number


def _to_approach(row: Row, index_of: Mapping[str, int], tables: _Tables) -> SheetApproach:
    key = row["approach_id"]
    return SheetApproach(
        label=key,
        number=index_of[key],
        name=row["name"] or "",
        predecessors=_column(tables.predecessors.get(key, ()), "name"),
        respondents=_column(tables.respondents.get(key, ()), "name"),
        families=_to_families(row),
    )


def _to_families(row: Row) -> Families | None:
    low, high = row["families_low_count"], row["families_high_count"]
    if low is None and high is None:
        return None
    return Families(low, high, bool(row["is_families_approximate"]))


def _to_finding(row: Row, approach: int, tables: _Tables) -> SheetFinding:
    key = row["finding_id"]
    indicators = tables.indicators.get(key, ())
    assessed = [it for it in indicators if it["relation"] == "assessed"]
    explicit = [it for it in tables.caveats.get(key, ()) if it["kind"] == "explicit"]
    return SheetFinding(
        label=key,
        approach=approach,
        theme=row["theme_id"],
        criterion=row["criterion_printed"],
        printed=_column([it for it in indicators if it["relation"] == "printed"], "indicator_id"),
        assessed=_column(assessed, "indicator_id"),
        is_reading=any(it["is_inferred"] for it in assessed),
        year=row["year"],
        verdict=row["verdict"],
        texts=(row["text"] or "",),
        caveats=_column(explicit, "text"),
    )


def _to_conclusion(row: Row, approach: int) -> SheetConclusion:
    return SheetConclusion(
        label=row["conclusion_id"],
        approach=approach,
        theme=row["theme_id"],
        kind=row["kind"],
        text=row["text"],
    )


def _column(rows: Sequence[Row], column: str) -> tuple[str, ...]:
    return tuple(row[column] for row in rows)
