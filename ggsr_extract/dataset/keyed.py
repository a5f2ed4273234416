"""Keys, made from content: the same file and the same words give the same keys in every run."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ggsr_extract.dataset.model import Quarantined, SourceFactsheet
from ggsr_extract.factsheet.model import (
    Approach,
    Caveat,
    Conclusion,
    Finding,
    Footnote,
    IndicatorReading,
    Row,
    Section,
)
from ggsr_extract.rules import Rules
from ggsr_extract.text import squeeze

__all__ = [
    "KeyedApproach",
    "KeyedCaveat",
    "KeyedConclusion",
    "KeyedFinding",
    "KeyedFootnote",
    "KeyedSection",
    "KeyedSheet",
    "Sources",
    "distinct",
    "key_sheet",
    "match_key",
    "slug",
]

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


class KeyedApproach(Struct, frozen=True):
    """An approach with its key; `ordinal` counts from 1 in the document."""

    approach_id: str
    ordinal: int
    approach: Approach


class KeyedCaveat(Struct, frozen=True):
    """A caveat with its key; `ordinal` counts from 1 in the finding."""

    caveat_id: str
    ordinal: int
    caveat: Caveat


class KeyedFinding(Struct, frozen=True):
    """A finding with its keys and its row; `ordinal` counts from 1 in the document."""

    finding_id: str
    row_id: str
    approach_id: str
    ordinal: int
    row: Row
    finding: Finding
    caveats: tuple[KeyedCaveat, ...]


class KeyedSection(Struct, frozen=True):
    """A section with its key; `ordinal` counts from 1 in the document."""

    section_id: str
    approach_id: str | None
    ordinal: int
    section: Section


class KeyedConclusion(Struct, frozen=True):
    """A conclusion with its key; `ordinal` counts from 1 in the approach."""

    conclusion_id: str
    approach_id: str
    ordinal: int
    conclusion: Conclusion


class KeyedFootnote(Struct, frozen=True):
    """A note with its key, which is the document's and the place where its text begins."""

    footnote_id: str
    footnote: Footnote


class KeyedSheet(Struct, frozen=True):
    """A factsheet whose every part has its key."""

    document_id: str
    factsheet_id: str
    source: SourceFactsheet
    approaches: tuple[KeyedApproach, ...]
    sections: tuple[KeyedSection, ...]
    findings: tuple[KeyedFinding, ...]
    conclusions: tuple[KeyedConclusion, ...]
    footnotes: tuple[KeyedFootnote, ...]


class Sources(Struct, frozen=True):
    """All that a run read, in the order of the tables, and the rules it was read with."""

    sheets: tuple[KeyedSheet, ...]
    quarantine: tuple[Quarantined, ...]
    rules: Rules


def slug(name: str) -> str:
    """Lower-case ASCII letters and digits joined by hyphens.

    >>> slug("Casusregie & inzet gezinscoaching (Één)")
    'casusregie-inzet-gezinscoaching-een'
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    ascii_only = decomposed.encode("ascii", "ignore").decode()
    return _NOT_SLUG.sub("-", ascii_only).strip("-")


def match_key(name: str, rules: Rules) -> str:
    """A name as names are compared: without noise words, letters and digits only, case folded."""
    words = name
    for pattern in rules.patterns.get("headings.name_noise", ()):
        words = pattern.regex.sub(" ", words)
    return squeeze(words) or squeeze(name)


def distinct(readings: Iterable[IndicatorReading]) -> tuple[IndicatorReading, ...]:
    """The readings without those that name an indicator a second time."""
    kept: dict[str, IndicatorReading] = {}
    for reading in readings:
        kept.setdefault(reading.indicator_id, reading)
    return tuple(kept.values())


def key_sheet(source: SourceFactsheet, rules: Rules) -> KeyedSheet:
    """Give every part of a factsheet its key."""
    sheet = source.factsheet
    document_id = source.source_sha256[:12]
    approach_ids = tuple(_approach_ids(document_id, sheet.approaches))
    return KeyedSheet(
        document_id=document_id,
        factsheet_id=_factsheet_id(source, document_id, rules),
        source=source,
        approaches=tuple(
            KeyedApproach(key, number, approach)
            for number, (key, approach) in enumerate(
                zip(approach_ids, sheet.approaches, strict=True), 1
            )
        ),
        sections=tuple(_sections(document_id, approach_ids, sheet.sections)),
        findings=tuple(_findings(approach_ids, sheet.rows)),
        conclusions=tuple(_conclusions(approach_ids, sheet.conclusions)),
        footnotes=tuple(
            KeyedFootnote(f"{document_id}/{note.text.hull.start}", note) for note in sheet.footnotes
        ),
    )


def _factsheet_id(source: SourceFactsheet, document_id: str, rules: Rules) -> str:
    metadata = source.factsheet.metadata
    name = slug(rules.factsheet_municipality(metadata.municipality_name) or "")
    return f"{name}-{metadata.kind}" if name else f"unknown-{document_id}"


def _approach_ids(document_id: str, approaches: Sequence[Approach]) -> Iterator[str]:
    names = (slug(approach.name.text) if approach.name else "" for approach in approaches)
    return _without_repeats(f"{document_id}/{name or 'unnamed'}" for name in names)


def _without_repeats(keys: Iterable[str]) -> Iterator[str]:
    """The keys; the second of a kind gets `~2`, the third `~3`."""
    seen: Counter[str] = Counter()
    for key in keys:
        seen[key] += 1
        yield key if seen[key] == 1 else f"{key}~{seen[key]}"


def _sections(
    document_id: str, approach_ids: Sequence[str], sections: Sequence[Section]
) -> Iterator[KeyedSection]:
    for number, section in enumerate(sections, 1):
        owner = None if section.approach is None else approach_ids[section.approach]
        yield KeyedSection(f"{document_id}/{number}", owner, number, section)


def _findings(approach_ids: Sequence[str], rows: Sequence[Row]) -> Iterator[KeyedFinding]:
    ordinal = 0
    row_ids = _without_repeats(f"{approach_ids[row.approach]}/{_row_name(row)}" for row in rows)
    for row_id, row in zip(row_ids, rows, strict=True):
        years: Counter[int] = Counter()
        for finding in row.findings:
            ordinal += 1
            years[finding.year] += 1
            finding_id = f"{row_id}/{finding.year}/{years[finding.year]}"
            yield KeyedFinding(
                finding_id,
                row_id,
                approach_ids[row.approach],
                ordinal,
                row,
                finding,
                tuple(
                    KeyedCaveat(f"{finding_id}/{number}", number, caveat)
                    for number, caveat in enumerate(finding.caveats, 1)
                ),
            )


def _row_name(row: Row) -> str:
    printed = "+".join(reading.indicator_id for reading in distinct(row.printed))
    return printed or f"u{_row_start(row)}"


def _row_start(row: Row) -> int:
    """Where an unrecognised row begins: its indicator cell, else its first verdict or words."""
    given = [
        row.indicator,
        *(passage for finding in row.findings for passage in (finding.glyph, finding.text)),
        row.criterion,
    ]
    return next((passage.hull.start for passage in given if passage is not None), 0)


def _conclusions(
    approach_ids: Sequence[str], conclusions: Sequence[Conclusion]
) -> Iterator[KeyedConclusion]:
    counts: Counter[int] = Counter()
    for conclusion in conclusions:
        counts[conclusion.approach] += 1
        owner, number = approach_ids[conclusion.approach], counts[conclusion.approach]
        yield KeyedConclusion(f"{owner}/{number}", owner, number, conclusion)
