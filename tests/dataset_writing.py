"""Writing datasets for tests: whole ones, and ones that somebody has meddled with."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ggsr_extract.dataset import Quarantined, Rows, SourceFactsheet
from ggsr_extract.dataset.arrow import arrow_schema, arrow_table, levels_of
from ggsr_extract.dataset.assembly import (
    Member,
    assemble,
    common_tables,
    dataset_levels,
    settled,
)
from ggsr_extract.dataset.descriptor import describe, file_facts
from ggsr_extract.dataset.parquet import parquet_writer
from ggsr_extract.dataset.parting import packed_sheet
from ggsr_extract.dataset.publish import publish, publish_pieces
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.rules import load_rules
from tests.builders import factsheet_of, source_of

__all__ = [
    "RowChange",
    "changed",
    "example_tables",
    "overwrite",
    "publish_example",
    "publish_one_by_one",
]

RowChange = Callable[[dict[str, object]], object]


def example_tables() -> dict[str, Rows]:
    """Two factsheets of one municipality with something of everything."""
    sources = [
        source_of(factsheet_of("baseline"), "a.txt"),
        source_of(factsheet_of("follow_up"), "b.txt"),
    ]
    return tabulate(sources, [], load_rules())


def publish_example(output: Path) -> None:
    """Publish the example."""
    publish(example_tables(), output, {"command": "test"})


def publish_one_by_one(
    sources: Sequence[SourceFactsheet], refused: Sequence[Quarantined], output: Path
) -> Path:
    """Publish factsheets as a run does it: each on its own, put together in the end."""
    rules = load_rules()
    kept = {source.source_sha256: packed_sheet(source, rules) for source in sources}
    named = [
        Member(source.source_path, source.source_sha256, kept[source.source_sha256].series)
        for source in sources
    ]
    pieces = assemble(*settled(named, refused), kept.__getitem__, rules, output.parent)
    publish_pieces(pieces, dataset_levels(common_tables(rules)), output, dict)
    return output


def overwrite(output: Path, tables: Mapping[str, Rows], only: str = "") -> None:
    """Write tables over those of a dataset, unchecked, and make the descriptor tell of them.

    `only`: the one of them that differs from what is there, when that is known.
    """
    levels = {name: levels_of(table, tables) for name, table in all_tables().items()}
    facts = {}
    for name, table in all_tables().items():
        path = output / f"{name}.parquet"
        if only in ("", name):
            with parquet_writer(path, arrow_schema(table, levels[name])) as writer:
                writer.write_table(arrow_table(table, tables[name], levels[name]))
        facts[name] = file_facts(path, len(tables[name]))
    content = json.dumps(describe(facts, levels), ensure_ascii=False, indent=2)
    (output / "datapackage.json").write_text(f"{content}\n", encoding="utf-8")


def changed(
    tables: Mapping[str, Rows], table: str, number: int, change: RowChange
) -> dict[str, Rows]:
    """The tables, with one row changed in place by `change`."""
    rows: list[dict[str, object]] = [dict(row) for row in tables[table]]
    change(rows[number])
    columns = tables[table].columns
    return {**tables, table: Rows.of(columns, rows)}  # type: ignore[arg-type]
