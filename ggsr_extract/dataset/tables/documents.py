"""Source files: those that came through, with their pages and blocks, and those that did not."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.codes import KINDS, QUARANTINE_CODES, ROLES, STATUSES
from ggsr_extract.dataset.coverage import text_coverage
from ggsr_extract.dataset.keyed import KeyedSheet, Sources
from ggsr_extract.dataset.model import Row
from ggsr_extract.dataset.places import Places
from ggsr_extract.dataset.schema import Column, ForeignKey, Table
from ggsr_extract.dataset.version import extractor_version

__all__ = ["TABLES"]

_DOCUMENT = ForeignKey(("document_id",), "documents")


def _documents(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        yield {
            "document_id": sheet.document_id,
            "factsheet_id": sheet.factsheet_id,
            "source_path": sheet.source.source_path,
            "source_sha256": sheet.source.source_sha256,
            "source_bytes": sheet.source.source_bytes,
            **_self_description(sheet),
            **_text_facts(sheet),
            "extractor_version": extractor_version(),
            "rules_sha256": sources.rules.sha256,
            "language_pipeline": _pipeline(sheet),
        }


def _pipeline(sheet: KeyedSheet) -> str | None:
    annotations = sheet.source.annotations
    return annotations.pipeline if annotations is not None else None


def _self_description(sheet: KeyedSheet) -> Row:
    """What the document says of itself."""
    metadata = sheet.source.factsheet.metadata
    return {
        "kind": metadata.kind,
        "title": metadata.title.text if metadata.title else None,
        "municipality_name": metadata.municipality_name,
        "municipality_code": metadata.municipality_code,
        "is_municipality_inferred": metadata.is_municipality_inferred,
        "published": metadata.published,
        "presented_on": metadata.presented_on,
        "cited_baseline_published": metadata.cited_baseline_published,
    }


def _text_facts(sheet: KeyedSheet) -> Row:
    document = sheet.source.factsheet.document
    unclaimed = [block.span for block in sheet.source.factsheet.blocks if block.role == "unclaimed"]
    return {
        "media_type": document.media_type,
        "reader": document.reader,
        "page_count": len(document.pages) if Places(document).has_pages else None,
        "char_count": len(document.text),
        "text_coverage": text_coverage(document.text, unclaimed),
    }


def _quarantine(sources: Sources) -> Iterator[Row]:
    for item in sources.quarantine:
        yield {
            "source_path": item.source_path,
            "source_sha256": item.source_sha256,
            "stage": item.stage,
            "code": item.code,
            "message": item.message,
        }


def _pages(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        document = sheet.source.factsheet.document
        for page in document.pages:
            yield {
                "document_id": sheet.document_id,
                "page": page.number,
                "char_start": page.span.start,
                "text": document.text[page.span.start : page.span.end],
                "width_pt": page.width_pt,
                "height_pt": page.height_pt,
            }


def _blocks(sources: Sources) -> Iterator[Row]:
    for sheet in sources.sheets:
        yield from _blocks_of(sheet)


def _blocks_of(sheet: KeyedSheet) -> Iterator[Row]:
    places = Places(sheet.source.factsheet.document)
    number = 0
    for block in sheet.source.factsheet.blocks:
        for span in places.split_at_pages(block.span):
            number += 1
            yield {
                "block_id": f"{sheet.document_id}/{number}",
                "document_id": sheet.document_id,
                "page": places.page_at(span.start),
                "char_start": span.start,
                "char_end": span.end,
                "role": block.role,
                "rule": block.rule,
            }


def _municipalities(sources: Sources) -> Iterator[Row]:
    occurring = {
        metadata.municipality_code: metadata.municipality_name
        for metadata in (sheet.source.factsheet.metadata for sheet in sources.sheets)
        if metadata.municipality_code is not None
    }
    for code, printed in sorted(occurring.items()):
        listed = sources.rules.municipalities.get(code)
        yield {"municipality_code": code, "name": listed.name if listed else printed}


TABLES = (
    Table(
        "documents",
        "Source files that came through.",
        (
            Column("document_id", "string", "key: first 12 hex digits of the file's sha256"),
            Column(
                "factsheet_id",
                "string",
                "the factsheet, whatever its copies: <municipality>-<kind>, "
                "or unknown-<document_id>",
            ),
            Column(
                "is_primary",
                "bool",
                "holds a primary approach: the best copy of it that is there",
                is_derived=True,
            ),
            Column("source_path", "string", "path of the file, relative to the root of the run"),
            Column("source_sha256", "string", "sha256 of the file's bytes, hex"),
            Column("source_bytes", "int64", "size of the file in bytes"),
            Column("media_type", "string", "media type of the source"),
            Column("reader", "string", "reader that made the text"),
            Column("kind", "code", "baseline (2013) or follow-up (2015)", levels=KINDS),
            Column("title", "string", "title as printed", nullable=True, span_field="title"),
            Column("municipality_name", "string", "municipality", nullable=True),
            Column(
                "municipality_code",
                "string",
                "CBS code; null: not listed in the rules",
                nullable=True,
            ),
            Column(
                "is_municipality_inferred",
                "bool",
                "the municipality was read from the prose, for want of a title",
            ),
            Column("published", "string", "ISO date as far as printed: 2015-06", nullable=True),
            Column("presented_on", "string", "ISO date of the follow-up's talk", nullable=True),
            Column(
                "cited_baseline_published",
                "string",
                "ISO date, as far as printed, that the follow-up gives for its baseline",
                nullable=True,
            ),
            Column(
                "page_count",
                "int32",
                "pages; null: the source is a text without pages",
                nullable=True,
            ),
            Column("char_count", "int64", "length of the text in code points"),
            Column(
                "status",
                "code",
                "whether it is all there, or somebody should look",
                levels=STATUSES,
                is_derived=True,
            ),
            Column(
                "text_coverage",
                "float64",
                "1 minus the share of the non-blank characters that nothing claims",
            ),
            Column("extractor_version", "string", "version of ggsr-extract"),
            Column("rules_sha256", "string", "sha256 over the rule files, hex"),
            Column(
                "language_pipeline",
                "string",
                "what its words were read with: blank:nl (rules alone), or the trained pipeline "
                "that was named, with its version; null: they were not read (added: results say "
                "which)",
                nullable=True,
            ),
        ),
        ("document_id",),
        (ForeignKey(("municipality_code",), "municipalities"),),
        fill=_documents,
    ),
    Table(
        "quarantine",
        "Source files that did not come through.",
        (
            Column("source_path", "string", "path of the file, relative to the root of the run"),
            Column("source_sha256", "string", "sha256 of the bytes, where read", nullable=True),
            Column("stage", "string", "stage that refused the file"),
            Column("code", "code", "why", levels=QUARANTINE_CODES),
            Column("message", "string", "why, in words"),
        ),
        ("source_path",),
        fill=_quarantine,
    ),
    Table(
        "pages",
        "Pages; in order their texts are the document's text. A text source has one.",
        (
            Column("document_id", "string", "document"),
            Column("page", "int32", "number, from 1"),
            Column("char_start", "int64", "offset of the page in the document's text"),
            Column("text", "string", "text of the page, in reading order"),
            Column("width_pt", "float64", "width in PDF points", nullable=True),
            Column("height_pt", "float64", "height in PDF points", nullable=True),
        ),
        ("document_id", "page"),
        (_DOCUMENT,),
        fill=_pages,
    ),
    Table(
        "blocks",
        "Stretches of the documents' texts, without gap or overlap: what each is.",
        (
            Column("block_id", "string", "key: <document_id>/<number>"),
            Column("document_id", "string", "document"),
            Column("page", "int32", "page that the stretch lies on; none crosses a page"),
            Column("char_start", "int64", "first offset in the document's text"),
            Column("char_end", "int64", "offset after the last character"),
            Column("role", "code", "what the stretch is", levels=ROLES),
            Column("rule", "string", "rule that said so"),
        ),
        ("block_id",),
        (_DOCUMENT, ForeignKey(("document_id", "page"), "pages")),
        fill=_blocks,
    ),
    Table(
        "municipalities",
        "Municipalities that occur.",
        (
            Column("municipality_code", "string", "CBS code: GM0772"),
            Column("name", "string", "name"),
        ),
        ("municipality_code",),
        fill=_municipalities,
    ),
)
