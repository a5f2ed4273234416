"""Statements: who is credited with which claim."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.annotated import DOCUMENT, PARENT, numbered
from ggsr_extract.dataset.keyed import Sources
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.schema import Column, Table
from ggsr_extract.language.model import ACTORS, POLARITIES

__all__ = ["TABLES"]


def _statements(sources: Sources) -> Iterator[Row]:
    for parent, key, it in numbered(sources, lambda unit: unit.statements, "s"):
        yield {
            **parent,
            "statement_id": key,
            "ordinal": int(key.rpartition("/s")[2]),
            "text": it.words.text,
            "actor": it.actor,
            "actor_text": it.actor_text or "",
            "includes_municipality": it.includes_municipality,
            "actor_count": it.actor_count,
            "actor_total": it.actor_total,
            "verb": it.verb,
            "polarity": it.polarity,
            "is_hedged": it.is_hedged,
            "rule": it.rule,
            "char_start": it.words.span.start,
            "char_end": it.words.span.end,
        }


TABLES = (
    Table(
        "statements",
        "Reporting frames: somebody is credited with a claim.",
        (
            Column("statement_id", "string", "key: <parent_id>/s<ordinal>"),
            *PARENT,
            Column("ordinal", "int32", "place in the parent, from 1"),
            Column("text", "string", "the clause with its frame"),
            Column("actor", "code", "who says it", levels=ACTORS),
            Column("actor_text", "string", "who says it, as printed; empty: nobody is named"),
            Column("includes_municipality", "bool", "the municipality is among them"),
            Column(
                "actor_count",
                "int16",
                "partners (or respondents) that say it, as printed",
                nullable=True,
            ),
            Column("actor_total", "int16", "of how many, as printed", nullable=True),
            Column("verb", "string", "verb of the frame, infinitive; or volgens"),
            Column("polarity", "code", "of the claim", levels=POLARITIES),
            Column("is_hedged", "bool", "the frame estimates, or the claim approximates"),
            Column("rule", "string", "rules of frame and actor (added: a value says its rule)"),
            Column("char_start", "int64", "first offset of its text"),
            Column("char_end", "int64", "offset after its text"),
        ),
        ("statement_id",),
        (DOCUMENT,),
        fill=_statements,
    ),
)
