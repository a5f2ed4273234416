"""What somebody should look at after a run, most urgent first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ggsr_extract.dataset import Tables

__all__ = ["Attention", "attention_in"]

# Of these the message says all that there is to know, or looking would do the same harm.
_UNSEEN = frozenset(["crash", "empty", "memory", "timeout", "too_large", "unreadable"])


@dataclass(frozen=True, slots=True)
class Attention:
    """A source to look at, and why.

    `look` is the command to look with, None when there is nothing to be seen; `key` is the id of
    the value to explain.
    """

    source_path: str
    reason: str
    look: Literal["inspect", "explain"] | None = "inspect"
    key: str | None = None


def attention_in(tables: Tables, harmless: frozenset[str]) -> tuple[Attention, ...]:
    """Documents in doubt, doubtful findings, refused sources, documents that lack something.

    Sources that were refused with a code of `harmless` need no look.
    """
    reasons = _reasons(tables)
    return (
        *_documents(tables, "needs_review", reasons),
        *_findings(tables),
        *_quarantined(tables, harmless),
        *_documents(tables, "partial", reasons),
    )


def _documents(
    tables: Tables, status: str, reasons: Mapping[str, Sequence[str]]
) -> Iterator[Attention]:
    for row in tables["documents"]:
        if row["status"] == status:
            why = ", ".join(reasons.get(str(row["document_id"]), ()))
            words = status.replace("_", " ")
            yield Attention(str(row["source_path"]), f"{words}: {why}" if why else words)


def _reasons(tables: Tables) -> Mapping[str, Sequence[str]]:
    """Why each document is not simply complete, in the order of their weight."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for words, counts in _tallies(tables):
        for document_id, count in counts.items():
            reasons[document_id].append(f"{count} {words}")
    for (document_id, code), count in _diagnoses(tables).items():
        reasons[document_id].append(f"{count} × {code}" if count > 1 else code)
    return reasons


def _tallies(tables: Tables) -> Iterator[tuple[str, Counter[str]]]:
    findings = tuple(tables["findings"])
    unread = (str(row["document_id"]) for row in findings if row["verdict"] is None)
    doubtful = (str(row["document_id"]) for row in findings if row["needs_review"])
    absent = (
        str(row["approach_id"]).split("/", 1)[0]
        for row in tables["completeness"]
        if row["status"] == "absent"
    )
    yield "unreadable verdicts", Counter(unread)
    yield "findings in doubt", Counter(doubtful)
    yield "expected indicators absent", Counter(absent)


def _diagnoses(tables: Tables) -> Counter[tuple[str, str]]:
    return Counter(
        (str(row["document_id"]), str(row["code"]))
        for row in tables["diagnostics"]
        if row["severity"] != "info" or row["code"] == "title_missing"
    )


def _findings(tables: Tables) -> Iterator[Attention]:
    paths = {row["document_id"]: str(row["source_path"]) for row in tables["documents"]}
    for row in tables["findings"]:
        if row["needs_review"] or row["verdict"] is None:
            reason = "unreadable verdict" if row["verdict"] is None else "finding in doubt"
            key = str(row["finding_id"])
            words = f"{reason}: {row['indicator_printed']}"
            yield Attention(paths[row["document_id"]], words, "explain", key)


def _quarantined(tables: Tables, harmless: frozenset[str]) -> Iterator[Attention]:
    for row in tables["quarantine"]:
        if row["code"] not in harmless:
            look: Literal["inspect"] | None = None if row["code"] in _UNSEEN else "inspect"
            yield Attention(str(row["source_path"]), f"{row['code']}: {row['message']}", look)
