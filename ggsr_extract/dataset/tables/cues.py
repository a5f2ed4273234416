"""Cues: words that bend a claim."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.annotated import DOCUMENT, PARENT, numbered
from ggsr_extract.dataset.keyed import Sources
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.schema import Column, Table
from ggsr_extract.language.model import CUE_KINDS

__all__ = ["TABLES"]


def _cues(sources: Sources) -> Iterator[Row]:
    for parent, key, it in numbered(sources, lambda unit: unit.cues, "c"):
        yield {
            **parent,
            "cue_id": key,
            "kind": it.kind,
            "text": it.words.text,
            "scope_text": it.scope.text,
            "is_lack": it.is_lack,
            "rule": it.rule,
            "char_start": it.words.span.start,
            "char_end": it.words.span.end,
            "scope_start": it.scope.span.start,
            "scope_end": it.scope.span.end,
        }


TABLES = (
    Table(
        "cues",
        "Words and phrases that bend a claim.",
        (
            Column("cue_id", "string", "key: <parent_id>/c<1, 2 ...>"),
            *PARENT,
            Column("kind", "code", "what the words do, by the words", levels=CUE_KINDS),
            Column("text", "string", "the words"),
            Column("scope_text", "string", "the claim that they bend"),
            Column("is_lack", "bool", "it says that something the indicator asks for is missing"),
            Column("rule", "string", "name of the rule"),
            Column("char_start", "int64", "first offset of its text"),
            Column("char_end", "int64", "offset after its text"),
            Column("scope_start", "int64", "first offset of its scope"),
            Column("scope_end", "int64", "offset after its scope"),
        ),
        ("cue_id",),
        (DOCUMENT,),
        fill=_cues,
    ),
)
