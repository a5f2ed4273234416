"""Units of the language gold, and the rows of the dataset that were found in the same texts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from ggsr_extract.errors import OutputError
from ggsr_extract.scoring.gold import GoldError, digest_of
from ggsr_extract.text import Span, squeeze

__all__ = ["Found", "GoldUnit", "OutputUnit", "pair_units", "read_language_gold", "read_units"]

Row = Mapping[str, Any]

TABLES = ("statements", "cues", "quantities", "mentions", "caveats")
_PARENTS = {"finding": "findings", "caveat": "caveats", "conclusion": "conclusions"}
_KEYS = {"findings": "finding_id", "caveats": "caveat_id", "conclusions": "conclusion_id"}
# Texts that are less alike are not the same unit.
_ALIKE = 0.85


class GoldUnit(Struct, frozen=True):
    """A unit of the gold: `at` names it, `annotations` are those of the file, by table."""

    document: str
    at: str
    parent: str
    text: str
    annotations: Mapping[str, Sequence[Row]]


class Found(Struct, frozen=True):
    """A row, and where it stands in the text of its unit."""

    row: Row
    place: Span


class OutputUnit(Struct, frozen=True):
    """A text of the dataset with the rows that were found in it, by table."""

    parent: str
    text: str
    found: Mapping[str, Sequence[Found]]


def read_language_gold(folder: Path) -> tuple[str, tuple[GoldUnit, ...]]:
    """Digest of the files of a folder, and every unit in them.

    Raises:
        GoldError: there is none, or one is no such file.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise GoldError(f"{folder}: holds no language gold (*.json)")
    units = tuple(unit for file in files for unit in _gold_units(file))
    return digest_of(files), units


def _gold_units(file: Path) -> Iterator[GoldUnit]:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        for unit in content["units"]:
            part = f"/{unit['caveat_index']}" if unit["parent"] == "caveat" else ""
            yield GoldUnit(
                document=content["doc"],
                at=f"{unit['parent']} {unit['index']}{part}",
                parent=_PARENTS[unit["parent"]],
                text=unit["text"],
                annotations={
                    table: unit["implicit_caveats" if table == "caveats" else table]
                    for table in TABLES
                },
            )
    except (OSError, ValueError, KeyError) as error:
        raise GoldError(f"{file}: is no language gold: {error!r}") from error


def read_units(folder: Path) -> Mapping[str, Sequence[OutputUnit]]:
    """The units of a dataset by the name of their source file without ending, in order.

    Raises:
        OutputError: a table is missing or cannot be read.
    """
    names = ("documents", "pages", *_KEYS, *TABLES)
    tables = {name: _table(folder, name) for name in names}
    stems = {row["document_id"]: Path(row["source_path"]).stem for row in tables["documents"]}
    texts: dict[str, str] = defaultdict(str)
    for page in tables["pages"]:
        texts[page["document_id"]] += page["text"]
    units: dict[str, list[OutputUnit]] = defaultdict(list)
    for parent in _KEYS:
        children = _children(tables, parent)
        for row in tables[parent]:
            if row.get("kind") != "implicit":
                document = row["document_id"]
                rows = children.get(row[_KEYS[parent]], {})
                units[stems[document]].append(_unit(parent, row, rows, texts[document]))
    return units


def _table(folder: Path, name: str) -> list[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        rows: list[Row] = pq.ParquetFile(folder / f"{name}.parquet").read().to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise OutputError(f"{folder / name}.parquet: cannot be read: {error}") from error
    return rows


def _children(
    tables: Mapping[str, Sequence[Row]], parent: str
) -> Mapping[str, Mapping[str, Sequence[Row]]]:
    """Rows by the key of the text that they were found in, and by table."""
    children: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for table in TABLES:
        for row in tables[table]:
            if table != "caveats" and row["parent_table"] == parent:
                children[row["parent_id"]][table].append(row)
            elif table == "caveats" and row["kind"] == "implicit" and parent == "findings":
                children[row["finding_id"]][table].append(row)
    return children


def _unit(parent: str, row: Row, rows: Mapping[str, Sequence[Row]], text: str) -> OutputUnit:
    found = {
        table: tuple(Found(it, _place(row, it, text)) for it in rows.get(table, ()))
        for table in TABLES
    }
    return OutputUnit(parent, row["text"], found)


def _place(parent: Row, row: Row, text: str) -> Span:
    """Where the words stand in their unit: where they occur nearest to their place on the page."""
    whole, words = parent["text"], row["text"]
    expected = len("".join(text[parent["char_start"] : row["char_start"]].split()))
    starts = [at for at in range(len(whole)) if whole.startswith(words, at)]
    best = min(starts, key=lambda at: abs(len("".join(whole[:at].split())) - expected), default=0)
    return Span(best, best + len(words))


def pair_units(
    expected: Sequence[GoldUnit], got: Mapping[str, Sequence[OutputUnit]]
) -> Iterator[tuple[GoldUnit, OutputUnit | None]]:
    """Each unit of the gold with that of the dataset whose text is most alike, in order."""
    from rapidfuzz.distance import Levenshtein

    free = {name: list(units) for name, units in got.items()}
    for unit in expected:
        candidates = [it for it in free.get(unit.document, ()) if it.parent == unit.parent]
        wanted = squeeze(unit.text)
        scored = [
            (Levenshtein.normalized_similarity(wanted, squeeze(it.text)), -number)
            for number, it in enumerate(candidates)
        ]
        score, number = max(scored, default=(0.0, 0))
        if score < _ALIKE:
            yield unit, None
            continue
        free[unit.document].remove(candidates[-number])
        yield unit, candidates[-number]
