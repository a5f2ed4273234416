"""Organisations that occur: respondents of the register, and what the texts name."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.annotated import annotated
from ggsr_extract.dataset.keyed import Sources, slug
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.register import registered
from ggsr_extract.dataset.schema import Column, Table

__all__ = ["TABLES"]


def _organisations(sources: Sources) -> Iterator[Row]:
    register = {
        entry["name"]: entry for entry in sources.rules.patterns["organisations.organisations"]
    }
    names = {slug(name): name for name in sorted(set(_names(sources)), reverse=True)}
    for key, name in sorted(names.items()):
        entry = register.get(name)
        yield {
            "organisation_id": key,
            "name": name,
            "abbreviation": (entry["abbreviation"] or None) if entry else None,
            "kind": entry["kind"] if entry else None,
        }


def _names(sources: Sources) -> Iterator[str]:
    for sheet in sources.sheets:
        for keyed in sheet.approaches:
            for respondent in keyed.approach.respondents:
                found = registered(respondent.text, sources.rules)
                if found is not None:
                    yield found.name
        for _, unit in annotated(sheet):
            for mention in unit.mentions:
                if mention.organisation is not None:
                    yield mention.organisation


TABLES = (
    Table(
        "organisations",
        "Organisations that occur in the texts or among the respondents.",
        (
            Column("organisation_id", "string", "key: slug of the name"),
            Column("name", "string", "full name of the register, or as printed"),
            Column("abbreviation", "string", "abbreviation", nullable=True),
            Column("kind", "string", "sector; null: not in the register", nullable=True),
        ),
        ("organisation_id",),
        fill=_organisations,
    ),
)
