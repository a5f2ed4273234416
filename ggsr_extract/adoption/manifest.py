"""What the corpus says of a document: drafted, checked, and as an entry of its manifest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ggsr_extract.adoption.corpus import Entry
from ggsr_extract.factsheet.model import Factsheet
from ggsr_extract.scoring.gold_format import GoldMetadata

__all__ = ["drafted_manifest", "entry_of", "manifest_problems"]

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?\Z")
_REQUIRED = {
    "publisher": "who published the document",
    "date": "the month or year of the document, as 2015-06 or 2013",
    "date_source": "where its date is known from",
    "transcribed": "where the file comes from, and how the document became this file",
    "reuse": "on what terms it may be re-used",
}
_KNOWN = (*_REQUIRED, "note")


def drafted_manifest(
    factsheet: Factsheet, terms: Mapping[str, Any], origin: str | None
) -> dict[str, str | None]:
    """What can be said of a document before a person has looked; null: only a person can say it.

    `terms` are those of the corpus; `origin` is what the user says about where the file is from.
    """
    metadata = factsheet.metadata
    years = {finding.year for row in factsheet.rows for finding in row.findings}
    date, source = metadata.published, "printed in the document"
    if date is None and metadata.kind == "baseline" and years:
        date = str(max(years))
        source = f"not printed: a baseline judges the year {date}"
    return {
        "publisher": terms.get("publisher"),
        "date": date,
        "date_source": source if date else None,
        "transcribed": origin,
        "note": None if metadata.title else "No title is printed in it.",
        "reuse": terms.get("reuse"),
    }


def manifest_problems(said: Mapping[str, Any], document: GoldMetadata) -> Iterator[tuple[str, str]]:
    """What the manifest part of a draft lacks: a key, and what to write there."""
    for key in said:
        if key not in _KNOWN:
            yield key, f"no such key, expected one of {', '.join(_KNOWN)}"
    for key, meaning in _REQUIRED.items():
        if not _is_said(said.get(key)):
            yield key, f"is lacking: say {meaning}"
    if document.title is None and not _is_said(said.get("note")):
        yield "note", "is lacking: say why the document has no title"
    date = said.get("date")
    if _is_said(date) and not _DATE.match(str(date)):
        yield "date", f"{date!r} is no date, expected as 2015-06 or 2013"
    elif document.published is not None and _is_said(date) and date != document.published:
        yield "date", f"is not document.published, {document.published}"


def _is_said(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def entry_of(
    document: GoldMetadata,
    said: Mapping[str, Any],
    file: Mapping[str, Any],
    gold: Mapping[str, Sequence[str] | str],
) -> Entry:
    """The entry, in the order of the manifest; what is not known is left out.

    `file` are name, sha256 and size of the document, `gold` the files of its gold and what they
    were made of.
    """
    values = {
        "file": file["file"],
        "title": document.title,
        "municipality": document.municipality,
        "municipality_code": document.municipality_code,
        "kind": document.kind,
        **{key: said[key] for key in ("publisher", "date", "date_source")},
        "sha256": file["sha256"],
        "bytes": file["bytes"],
        **{key: said.get(key) for key in ("transcribed", "note", "reuse")},
        **gold,
    }
    return {key: value for key, value in values.items() if value is not None}
