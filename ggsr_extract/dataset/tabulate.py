"""From parsed factsheets to the rows of every table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from ggsr_extract.dataset.derive import complete
from ggsr_extract.dataset.keyed import Sources, key_sheet
from ggsr_extract.dataset.model import Quarantined, Rows, SourceFactsheet
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.rules import Rules

__all__ = ["encodable", "filled", "tabulate"]

_FromFile = TypeVar("_FromFile", SourceFactsheet, Quarantined)


def tabulate(
    factsheets: Sequence[SourceFactsheet], quarantine: Sequence[Quarantined], rules: Rules
) -> dict[str, Rows]:
    """The rows of all tables, in the order of the source paths whatever the order they came in.

    Of files with identical bytes the first path is the document; the others go to `quarantine`.
    """
    ordered = sorted(map(_encodable, factsheets), key=lambda source: source.source_path)
    kept, doubles = _separate(ordered)
    refused = sorted([*map(_encodable, quarantine), *doubles], key=lambda item: item.source_path)
    return complete(filled(kept, refused, rules))


def filled(
    factsheets: Sequence[SourceFactsheet], quarantine: Sequence[Quarantined], rules: Rules
) -> dict[str, Rows]:
    """The rows that come from sources, as they are given, without anything derived."""
    sheets = tuple(key_sheet(source, rules) for source in factsheets)
    sources = Sources(sheets, tuple(quarantine), rules)
    return {
        table.name: Rows.of(table.filled_names, table.fill(sources))
        for table in all_tables().values()
        if table.fill is not None
    }


def _separate(
    sources: Iterable[SourceFactsheet],
) -> tuple[list[SourceFactsheet], list[Quarantined]]:
    firsts: dict[str, SourceFactsheet] = {}
    doubles: list[Quarantined] = []
    for source in sources:
        first = firsts.setdefault(source.source_sha256, source)
        if first is not source:
            doubles.append(_double(source, first))
    return list(firsts.values()), doubles


def _double(source: SourceFactsheet, first: SourceFactsheet) -> Quarantined:
    return Quarantined(
        source.source_path,
        "read",
        "duplicate",
        f"same bytes as {first.source_path}",
        source.source_sha256,
    )


def _encodable(item: _FromFile) -> _FromFile:
    return replace(item, source_path=encodable(item.source_path))


def encodable(path: str) -> str:
    r"""The path; bytes of it that are no UTF-8 are spelled out (`\udce9`)."""
    return path if path.isascii() else path.encode("utf-8", "backslashreplace").decode("utf-8")
