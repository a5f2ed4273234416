"""Scores → a table to read, or plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import asdict

from ggsr_extract.scoring.scores import (
    FIELDS,
    READING_FIELDS,
    Averages,
    Count,
    Discrepancy,
    DocumentScores,
    Scores,
)
from ggsr_extract.terminal import printable_lines

__all__ = ["render_text", "to_json"]

_NOTHING = "–"
# How much of a long value is shown around the place where it goes wrong.
_EXCERPT = 60
_CONTEXT = 20
# Documents without gold that are named: of a large dataset that is nearly all.
_LISTED = 10


def render_text(scores: Scores, *, verbose: bool = False) -> str:
    """The scores as tables, without any control character that a document may hold.

    `verbose` adds a table for each document, and everything that is not right.
    """
    lines = [
        *_head(scores),
        "",
        *_total_table(scores),
        "",
        f"character error rate  {scores.character_error_rate:.4f}",
        "",
        *_documents(scores),
        *_unscored(scores, len(scores.unscored) if verbose else _LISTED),
    ]
    if verbose:
        lines += [*_document_tables(scores), *_errors(scores)]
    return printable_lines("\n".join(lines))


def _head(scores: Scores) -> Iterator[str]:
    support = {name: field.micro.support for name, field in scores.fields.items()}
    yield (
        f"gold: {len(scores.documents)} documents, {support['row']} findings,"
        f" {support['caveats']} explicit caveats, {support['conclusions']} conclusions"
    )


def _total_table(scores: Scores) -> Iterator[str]:
    yield f"{'':18}{'micro':^24}{'macro':^24}"
    yield f"{'field':18}{'P':>8}{'R':>8}{'F1':>8}{'P':>8}{'R':>8}{'F1':>8}{'support':>10}"
    for name in FIELDS + READING_FIELDS:
        if name == READING_FIELDS[0]:
            yield "of merged rows, where the indicators of a verdict are a reading:"
        field = scores.fields[name]
        micro, macro = _figures(field.micro, field.micro), _figures(field.macro, field.micro)
        yield f"{name:18}{micro}{macro}{_support(field.micro)}"


def _figures(score: Count | Averages, count: Count) -> str:
    values = (score.precision, score.recall, score.f1)
    return "".join(f"{_NOTHING if count.is_empty else _figure(value):>8}" for value in values)


def _figure(value: float) -> str:
    """Three digits; what is not wholly right does not show as 1.000."""
    return f"{value if value == 1 else min(value, 0.999):.3f}"


def _support(count: Count) -> str:
    return f"{count.support or _NOTHING:>10}"


def _documents(scores: Scores) -> Iterator[str]:
    yield "F1 by document"
    for document in scores.documents:
        yield f"  {document.name:20}{_summary(document)}"


def _unscored(scores: Scores, most: int) -> Iterator[str]:
    for source in scores.unscored[:most]:
        yield f"  {source}: not scored, no gold is about it"
    more = len(scores.unscored) - most
    if more > 0:
        yield f"  … {more} more documents without gold (-v lists them)"


def _summary(document: DocumentScores) -> str:
    if document.document_id is None:
        return "no document in the dataset: everything is missed"
    lower = {name: count.f1 for name, count in document.counts.items() if count.f1 < 1}
    if not lower:
        return "1.000 in every field"
    return ", ".join(f"{name} {_figure(f1)}" for name, f1 in lower.items())


def _document_tables(scores: Scores) -> Iterator[str]:
    for document in scores.documents:
        yield ""
        yield f"{document.name:18}{'P':>8}{'R':>8}{'F1':>8}{'support':>10}"
        for name, count in document.counts.items():
            yield f"{name:18}{_figures(count, count)}{_support(count)}"
        yield f"character error rate  {document.characters.error_rate:.4f}"


def _errors(scores: Scores) -> Iterator[str]:
    yield ""
    yield f"{len(scores.errors)} values are not right" if scores.errors else "every value is right"
    for error in scores.errors:
        expected, got = _excerpts(error)
        yield f"{error.document} {error.at} {error.field}: expected {expected}, got {got}"


def _excerpts(error: Discrepancy) -> tuple[str, str]:
    start = max(0, _first_difference(error.expected or "", error.got or "") - _CONTEXT)
    return _excerpt(error.expected, start), _excerpt(error.got, start)


def _first_difference(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)


def _excerpt(value: str | None, start: int) -> str:
    if value is None:
        return "nothing"
    if len(value) <= _EXCERPT:
        return f"“{value}”"
    before, after = "…" * (start > 0), "…" * (start + _EXCERPT < len(value))
    return f"“{before}{value[start : start + _EXCERPT]}{after}”"


def to_json(scores: Scores) -> dict[str, Any]:
    """The scores as dicts, lists, strings and numbers, with every value that is not right."""
    return {
        "gold_sha256": scores.gold_sha256,
        "character_error_rate": scores.character_error_rate,
        "fields": {
            name: {
                "is_reading": field.is_reading,
                "micro": _count(field.micro),
                "macro": asdict(field.macro),
            }
            for name, field in scores.fields.items()
        },
        "documents": [_document(document) for document in scores.documents],
        "missing": list(scores.missing),
        "unscored": list(scores.unscored),
        "errors": [asdict(error) for error in scores.errors],
    }


def _document(document: DocumentScores) -> Mapping[str, Any]:
    return {
        "gold": document.name,
        "document_id": document.document_id,
        "source_path": document.source_path,
        "character_error_rate": document.characters.error_rate,
        "fields": {name: _count(count) for name, count in document.counts.items()},
    }


def _count(count: Count) -> Mapping[str, float]:
    return {
        "precision": count.precision,
        "recall": count.recall,
        "f1": count.f1,
        "support": count.support,
        "right": count.right,
        "spurious": count.spurious,
        "missed": count.missed,
    }
