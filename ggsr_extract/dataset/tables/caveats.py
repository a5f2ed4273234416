"""Reservations beside the verdicts: marked as such, or found in their words."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.annotated import DOCUMENT, KeyedImplicit, implicit_caveats
from ggsr_extract.dataset.codes import CAVEAT_EFFECTS, CAVEAT_KINDS
from ggsr_extract.dataset.keyed import KeyedCaveat, Sources
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.places import Places, hull_of
from ggsr_extract.dataset.schema import Column, ForeignKey, Table

__all__ = ["TABLES"]


def _caveats(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        places = Places(sheet.source.factsheet.document)
        for finding in sheet.findings:
            for keyed in finding.caveats:
                yield {
                    "finding_id": finding.finding_id,
                    "document_id": sheet.document_id,
                    **_caveat(keyed, places),
                }
        for implicit in implicit_caveats(sheet):
            yield {
                "finding_id": implicit.finding_id,
                "document_id": sheet.document_id,
                **_implicit(implicit, places),
            }


def _caveat(keyed: KeyedCaveat, places: Places) -> Row:
    hull = hull_of([keyed.caveat.text], 0)
    return {
        "caveat_id": keyed.caveat_id,
        "ordinal": keyed.ordinal,
        "kind": "explicit",
        "effect": None,
        "text": keyed.caveat.text.text,
        "cue": keyed.caveat.cue.text,
        "rule": None,
        "page": places.printed_page(hull.start),
        "char_start": hull.start,
        "char_end": hull.end,
    }


def _implicit(keyed: KeyedImplicit, places: Places) -> Row:
    caveat = keyed.caveat
    hull = hull_of([caveat.text], 0)
    return {
        "caveat_id": keyed.caveat_id,
        "ordinal": keyed.ordinal,
        "kind": "implicit",
        "effect": caveat.effect,
        "text": caveat.text.text,
        "cue": caveat.cue_text.text,
        "rule": caveat.rule,
        "page": places.printed_page(hull.start),
        "char_start": hull.start,
        "char_end": hull.end,
    }


TABLES = (
    Table(
        "caveats",
        "Reservations beside a verdict.",
        (
            Column("caveat_id", "string", "key: <finding_id>/<ordinal>"),
            Column("finding_id", "string", "finding"),
            Column("document_id", "string", "document"),
            Column("ordinal", "int32", "place in the finding, from 1"),
            Column("kind", "code", "marked as one (LET OP), or found in it", levels=CAVEAT_KINDS),
            Column(
                "effect",
                "code",
                "what it does to the verdict",
                nullable=True,
                levels=CAVEAT_EFFECTS,
            ),
            Column("text", "string", "its words, without the marker", span_field="text"),
            Column("cue", "string", "marker or phrase that gave it away", span_field="cue"),
            Column(
                "rule",
                "string",
                "rule of the cue or the wording; null: explicit, then rule_hits has that of the "
                "marker (added: a value says its rule)",
                nullable=True,
            ),
            Column("page", "int32", "page of its first character", nullable=True),
            Column("char_start", "int64", "first offset of its text"),
            Column("char_end", "int64", "offset after its text"),
        ),
        ("caveat_id",),
        (ForeignKey(("finding_id",), "findings"), DOCUMENT),
        fill=_caveats,
    ),
)
