"""Annotations with the keys of the rows that they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeVar

from msgspec import Struct

from ggsr_extract.dataset.keyed import KeyedSheet, Sources
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.schema import Column, ForeignKey
from ggsr_extract.language.model import ImplicitCaveat, Parent, UnitAnnotations

__all__ = ["DOCUMENT", "PARENT", "KeyedImplicit", "annotated", "implicit_caveats", "numbered"]

_Kind = TypeVar("_Kind")

PARENT = (
    Column("parent_table", "string", "table of the text that it stands in"),
    Column("parent_id", "string", "key of that row"),
    Column("document_id", "string", "document"),
)
DOCUMENT = ForeignKey(("document_id",), "documents")


def annotated(sheet: KeyedSheet) -> Iterator[tuple[str, UnitAnnotations]]:
    """What was found in the texts of a document, with the key of the row that holds each."""
    annotations = sheet.source.annotations
    if annotations is not None:
        for unit in annotations.units:
            yield _key(sheet, unit.unit.parent), unit


class KeyedImplicit(Struct, frozen=True):
    """An implicit caveat with its key; `ordinal` goes on where the explicit ones end."""

    caveat_id: str
    finding_id: str
    ordinal: int
    caveat: ImplicitCaveat


def implicit_caveats(sheet: KeyedSheet) -> Iterator[KeyedImplicit]:
    """The implicit caveats of a document, finding by finding."""
    explicit = {finding.finding_id: len(finding.caveats) for finding in sheet.findings}
    for finding_id, unit in annotated(sheet):
        for number, caveat in enumerate(unit.caveats, 1):
            ordinal = explicit[finding_id] + number
            yield KeyedImplicit(f"{finding_id}/{ordinal}", finding_id, ordinal, caveat)


def numbered(
    sources: Sources, kind: Callable[[UnitAnnotations], tuple[_Kind, ...]], letter: str
) -> Iterator[tuple[Row, str, _Kind]]:
    """Annotations of a kind: the parent's columns, a key, and what was found.

    The key is the parent's, a slash, a letter for the kind and a number from 1.
    """
    for sheet in sources.sheets:
        counts: Counter[str] = Counter()
        for parent_id, unit in annotated(sheet):
            for item in kind(unit):
                counts[parent_id] += 1
                parent: Row = {
                    "parent_table": unit.unit.parent.table,
                    "parent_id": parent_id,
                    "document_id": sheet.document_id,
                }
                yield parent, f"{parent_id}/{letter}{counts[parent_id]}", item


def _key(sheet: KeyedSheet, parent: Parent) -> str:
    if parent.table == "conclusions":
        return sheet.conclusions[parent.number].conclusion_id
    if parent.table == "sections":
        return sheet.sections[parent.number].section_id
    finding = sheet.findings[parent.number]
    if parent.table == "caveats":
        return finding.caveats[parent.part].caveat_id
    return finding.finding_id
