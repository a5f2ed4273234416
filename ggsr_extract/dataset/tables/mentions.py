"""Mentions: named organisations, policy documents, laws, methods, dates."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.annotated import DOCUMENT, PARENT, numbered
from ggsr_extract.dataset.keyed import Sources, slug
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.schema import Column, ForeignKey, Table
from ggsr_extract.language.model import MENTION_KINDS

__all__ = ["TABLES"]


def _mentions(sources: Sources) -> Iterator[Row]:
    for parent, key, it in numbered(sources, lambda unit: unit.mentions, "m"):
        yield {
            **parent,
            "mention_id": key,
            "kind": it.kind,
            "text": it.words.text,
            "normalized": it.normalized,
            "organisation_id": slug(it.organisation) if it.organisation else None,
            "rule": it.rule,
            "char_start": it.words.span.start,
            "char_end": it.words.span.end,
        }


TABLES = (
    Table(
        "mentions",
        "Named things.",
        (
            Column("mention_id", "string", "key: <parent_id>/m<1, 2 ...>"),
            *PARENT,
            Column("kind", "code", "what is named", levels=MENTION_KINDS),
            Column("text", "string", "the words"),
            Column(
                "normalized",
                "string",
                "ISO date as far as it is printed, or title of a document",
                nullable=True,
            ),
            Column("organisation_id", "string", "organisation", nullable=True),
            Column("rule", "string", "name of the rule (added: a value says its rule)"),
            Column("char_start", "int64", "first offset of its text"),
            Column("char_end", "int64", "offset after its text"),
        ),
        ("mention_id",),
        (DOCUMENT, ForeignKey(("organisation_id",), "organisations")),
        fill=_mentions,
    ),
)
