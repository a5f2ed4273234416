"""The toetsingskader and the verdicts: the code lists with their labels."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.keyed import Sources
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.schema import Column, ForeignKey, Table

__all__ = ["TABLES"]

_ORDINAL = Column("ordinal", "int32", "place in the toetsingskader, from 1")
_LABEL = Column("label", "string", "Dutch wording, without the misprints of single documents")
_LABEL_EN = Column("label_en", "string", "English wording")


def _themes(sources: Sources) -> Iterator[Row]:
    for theme in sources.rules.framework.themes.values():
        yield {
            "theme_id": theme.id,
            "ordinal": theme.ordinal,
            "label": theme.label,
            "label_en": theme.label_en,
        }


def _criteria(sources: Sources) -> Iterator[Row]:
    for criterion in sources.rules.framework.criteria.values():
        yield {
            "criterion_id": criterion.id,
            "theme_id": criterion.theme_id,
            "ordinal": criterion.ordinal,
            "label": criterion.label,
            "label_en": criterion.label_en,
        }


def _indicators(sources: Sources) -> Iterator[Row]:
    for indicator in sources.rules.framework.indicators.values():
        yield {
            "indicator_id": indicator.id,
            "criterion_id": indicator.criterion_id,
            "ordinal": indicator.ordinal,
            "label": indicator.label,
            "label_en": indicator.label_en,
        }


def _verdicts(sources: Sources) -> Iterator[Row]:
    for verdict in sources.rules.verdicts.values():
        yield {"verdict": verdict.id, "label": verdict.label, "label_en": verdict.label_en}


TABLES = (
    Table(
        "themes",
        "Themes of the toetsingskader GGSR.",
        (
            Column("theme_id", "code", "key of the theme", code_table="themes"),
            _ORDINAL,
            _LABEL,
            _LABEL_EN,
        ),
        ("theme_id",),
        fill=_themes,
    ),
    Table(
        "criteria",
        "Criteria of the themes.",
        (
            Column("criterion_id", "code", "key of the criterion", code_table="criteria"),
            Column("theme_id", "code", "theme that it belongs to", code_table="themes"),
            _ORDINAL,
            _LABEL,
            _LABEL_EN,
        ),
        ("criterion_id",),
        (ForeignKey(("theme_id",), "themes"),),
        fill=_criteria,
    ),
    Table(
        "indicators",
        "Indicators of the criteria: what a verdict is about.",
        (
            Column("indicator_id", "code", "key of the indicator", code_table="indicators"),
            Column("criterion_id", "code", "criterion that it belongs to", code_table="criteria"),
            _ORDINAL,
            _LABEL,
            _LABEL_EN,
        ),
        ("indicator_id",),
        (ForeignKey(("criterion_id",), "criteria"),),
        fill=_indicators,
    ),
    Table(
        "verdicts",
        "Code list of the verdicts.",
        (
            Column("verdict", "code", "key of the verdict", code_table="verdicts"),
            Column("label", "string", "Dutch label"),
            Column("label_en", "string", "English label"),
        ),
        ("verdict",),
        fill=_verdicts,
    ),
)
