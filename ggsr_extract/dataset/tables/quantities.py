"""Quantities: numbers with a meaning."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.annotated import DOCUMENT, PARENT, numbered
from ggsr_extract.dataset.keyed import Sources
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.schema import Column, Table
from ggsr_extract.language.model import COMPARATORS, QUANTITY_KINDS

__all__ = ["TABLES"]


def _quantities(sources: Sources) -> Iterator[Row]:
    for parent, key, it in numbered(sources, lambda unit: unit.quantities, "q"):
        yield {
            **parent,
            "quantity_id": key,
            "kind": it.kind,
            "low": it.low,
            "high": it.high,
            "is_approximate": it.is_approximate,
            "comparator": it.comparator,
            "unit": it.unit,
            "text": it.words.text,
            "rule": it.rule,
            "char_start": it.words.span.start,
            "char_end": it.words.span.end,
        }


TABLES = (
    Table(
        "quantities",
        "Numbers with a meaning.",
        (
            Column("quantity_id", "string", "key: <parent_id>/q<1, 2 ...>"),
            *PARENT,
            Column("kind", "code", "what is counted or measured", levels=QUANTITY_KINDS),
            Column("low", "float64", "at least so many; null: no lower bound", nullable=True),
            Column("high", "float64", "at most so many; null: no upper bound", nullable=True),
            Column("is_approximate", "bool", "the page says about, or estimates it"),
            Column("comparator", "code", "bound in words", nullable=True, levels=COMPARATORS),
            Column("unit", "string", "what is counted, as printed"),
            Column("text", "string", "number and unit, as printed"),
            Column("rule", "string", "name of the rule (added: a value says its rule)"),
            Column("char_start", "int64", "first offset of its text"),
            Column("char_end", "int64", "offset after its text"),
        ),
        ("quantity_id",),
        (DOCUMENT,),
        fill=_quantities,
    ),
)
