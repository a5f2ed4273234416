"""Approaches (aanpakken) with who answered for them, and the running text of a factsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ggsr_extract.dataset.codes import FAMILIES_BASES, FAMILIES_SCOPES, SECTION_KINDS
from ggsr_extract.dataset.keyed import KeyedApproach, KeyedSection, Sources, match_key, slug
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.places import Places, hull_of
from ggsr_extract.dataset.register import METHODS, registered
from ggsr_extract.dataset.schema import Column, ForeignKey, Table
from ggsr_extract.factsheet.model import Families
from ggsr_extract.rules import Rules
from ggsr_extract.text import Passage

__all__ = ["TABLES"]

_APPROACH = ForeignKey(("approach_id",), "approaches")
_DOCUMENT = ForeignKey(("document_id",), "documents")
_NAME_KEY = Column(
    "name_key",
    "string",
    "the name as it is compared: letters and digits, case folded, noise words left out "
    "(added: with it is_primary and changes can be checked without the rules)",
)


def _approaches(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        for keyed in sheet.approaches:
            yield {
                "approach_id": keyed.approach_id,
                "document_id": sheet.document_id,
                "ordinal": keyed.ordinal,
                **_name(keyed, sources.rules),
                "description": _paragraphs(keyed.approach.description) or None,
                **_families(keyed.approach.families),
            }


def _name(keyed: KeyedApproach, rules: Rules) -> Row:
    name = keyed.approach.name.text if keyed.approach.name else ""
    return {"name": name, "name_key": match_key(name, rules)}


def _families(families: Families | None) -> Row:
    return {
        "families_low_count": families.low if families else None,
        "families_high_count": families.high if families else None,
        "is_families_approximate": families.is_approximate if families else None,
        "families_basis": families.basis if families else None,
        "families_scope": families.scope if families else None,
        "families_text": families.source.text if families else None,
    }


def _paragraphs(passages: Iterable[Passage]) -> str:
    return "\n".join(passage.text for passage in passages)


def _predecessors(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        for keyed in sheet.approaches:
            for number, name in enumerate(keyed.approach.predecessors, 1):
                yield {
                    "approach_id": keyed.approach_id,
                    "ordinal": number,
                    "name": name.text,
                    "name_key": match_key(name.text, sources.rules),
                }


def _respondents(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        for keyed in sheet.approaches:
            for number, name in enumerate(keyed.approach.respondents, 1):
                found = registered(name.text, sources.rules)
                yield {
                    "approach_id": keyed.approach_id,
                    "ordinal": number,
                    "name": name.text,
                    "organisation_id": slug(found.name) if found else None,
                    "organisation_method": found.method if found else None,
                    "rule": found.rule if found else None,
                }


def _sections(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        places = Places(sheet.source.factsheet.document)
        for keyed in sheet.sections:
            yield {"document_id": sheet.document_id, **_section(keyed, places)}


def _section(keyed: KeyedSection, places: Places) -> Row:
    section = keyed.section
    after_heading = section.heading.hull.end if section.heading else 0
    hull = hull_of(section.paragraphs, after_heading)
    return {
        "section_id": keyed.section_id,
        "approach_id": keyed.approach_id,
        "ordinal": keyed.ordinal,
        "kind": section.kind,
        "heading": section.heading.text if section.heading else None,
        "text": _paragraphs(section.paragraphs),
        "page": places.printed_page(hull.start),
        "char_start": hull.start,
        "char_end": hull.end,
    }


TABLES = (
    Table(
        "approaches",
        "Approaches (aanpakken) of the documents.",
        (
            Column("approach_id", "string", "key: <document_id>/<slug of the name>"),
            Column("document_id", "string", "document"),
            Column("ordinal", "int32", "place in the document, from 1"),
            Column("name", "string", "name as printed; empty: none is printed", span_field="text"),
            _NAME_KEY,
            Column(
                "is_primary",
                "bool",
                "the best copy of this approach of this factsheet that is there",
                is_derived=True,
            ),
            Column(
                "description",
                "string",
                "description, paragraphs joined by a line feed",
                nullable=True,
                span_field="description",
            ),
            Column("families_low_count", "int32", "families, at least", nullable=True),
            Column("families_high_count", "int32", "families, at most", nullable=True),
            Column("is_families_approximate", "bool", "the number is rounded", nullable=True),
            Column(
                "families_basis",
                "code",
                "whether they are served or could be",
                nullable=True,
                levels=FAMILIES_BASES,
            ),
            Column(
                "families_scope",
                "code",
                "families with little self-reliance, or all",
                nullable=True,
                levels=FAMILIES_SCOPES,
            ),
            Column(
                "families_text",
                "string",
                "words that the number was read from (added: so that it can be traced)",
                nullable=True,
                span_field="families",
            ),
        ),
        ("approach_id",),
        (_DOCUMENT,),
        fill=_approaches,
    ),
    Table(
        "predecessors",
        "Earlier approaches that a follow-up names.",
        (
            Column("approach_id", "string", "approach of the follow-up"),
            Column("ordinal", "int32", "place in the list, from 1"),
            Column("name", "string", "name as printed", span_field="text"),
            _NAME_KEY,
        ),
        ("approach_id", "ordinal"),
        (_APPROACH,),
        fill=_predecessors,
    ),
    Table(
        "respondents",
        "Network partners (netwerkpartners) that filled in the questionnaire.",
        (
            Column("approach_id", "string", "approach"),
            Column("ordinal", "int32", "place in the list, from 1"),
            Column("name", "string", "name as printed", span_field="text"),
            Column(
                "organisation_id",
                "string",
                "organisation of the register; null: it has none of that name, or several",
                nullable=True,
            ),
            Column(
                "organisation_method",
                "code",
                "which form of the organisation's name stands there: exact (the full name), "
                "abbreviation, variant (another form of the register), branch (a form and more "
                "words, as of a region); null: none (added: a reading says how it was made)",
                nullable=True,
                levels=METHODS,
            ),
            Column(
                "rule",
                "string",
                "entry of the register (added: a value says its rule)",
                nullable=True,
            ),
        ),
        ("approach_id", "ordinal"),
        (_APPROACH, ForeignKey(("organisation_id",), "organisations")),
        fill=_respondents,
    ),
    Table(
        "sections",
        "Stretches of running text.",
        (
            Column("section_id", "string", "key: <document_id>/<ordinal>"),
            Column("document_id", "string", "document"),
            Column("approach_id", "string", "approach that it is about", nullable=True),
            Column("ordinal", "int32", "place in the document, from 1"),
            Column("kind", "code", "what it tells", levels=SECTION_KINDS),
            Column("heading", "string", "heading", nullable=True, span_field="heading"),
            Column("text", "string", "paragraphs joined by a line feed", span_field="text"),
            Column("page", "int32", "page of its first character", nullable=True),
            Column("char_start", "int64", "first offset of its text"),
            Column("char_end", "int64", "offset after its text"),
        ),
        ("section_id",),
        (_DOCUMENT, _APPROACH),
        fill=_sections,
    ),
)
