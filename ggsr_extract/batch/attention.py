"""What somebody should look at after a run, most urgent first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from ggsr_extract.dataset.model import Row

__all__ = ["Attention", "Reading", "attention_in"]

# Rows of a table, with some of its columns.
Reading = Callable[[str, tuple[str, ...]], Iterator[Row]]

# Of these the message says all that there is to know, or looking would do the same harm.
_UNSEEN = frozenset(["crash", "empty", "memory", "timeout", "too_large", "unreadable"])


class Attention(Struct, frozen=True):
    """A source to look at, and why.

    `look` is the command to look with, None when there is nothing to be seen; `key` is the id of
    the value to explain.
    """

    source_path: str
    reason: str
    look: Literal["inspect", "explain"] | None = "inspect"
    key: str | None = None


def attention_in(rows: Reading, harmless: frozenset[str]) -> tuple[Attention, ...]:
    """Documents in doubt, doubtful findings, refused sources, documents that lack something.

    Sources that were refused with a code of `harmless` need no look.
    """
    reasons = _reasons(rows)
    return (
        *_documents(rows, "needs_review", reasons),
        *_findings(rows),
        *_quarantined(rows, harmless),
        *_documents(rows, "partial", reasons),
    )


def _documents(
    rows: Reading, status: str, reasons: Mapping[str, Sequence[str]]
) -> Iterator[Attention]:
    for row in rows("documents", ("document_id", "source_path", "status")):
        if row["status"] == status:
            why = ", ".join(reasons.get(str(row["document_id"]), ()))
            words = status.replace("_", " ")
            yield Attention(str(row["source_path"]), f"{words}: {why}" if why else words)


def _reasons(rows: Reading) -> Mapping[str, Sequence[str]]:
    """Why each document is not simply complete, in the order of their weight."""
    reasons: dict[str, list[str]] = defaultdict(list)
    for words, counts in _tallies(rows):
        for document_id, count in counts.items():
            reasons[document_id].append(f"{count} {words}")
    for (document_id, code), count in _diagnoses(rows).items():
        reasons[document_id].append(f"{count} × {code}" if count > 1 else code)
    return reasons


def _tallies(rows: Reading) -> Iterator[tuple[str, Counter[str]]]:
    unread: Counter[str] = Counter()
    doubtful: Counter[str] = Counter()
    for row in rows("findings", ("document_id", "verdict", "needs_review")):
        unread[str(row["document_id"])] += row["verdict"] is None
        doubtful[str(row["document_id"])] += bool(row["needs_review"])
    concluded = Counter(
        str(row["document_id"])
        for row in rows("conclusions", ("document_id", "needs_review"))
        if row["needs_review"]
    )
    absent = Counter(
        str(row["approach_id"]).split("/", 1)[0]
        for row in rows("completeness", ("approach_id", "status"))
        if row["status"] == "absent"
    )
    yield "unreadable verdicts", +unread
    yield "findings in doubt", +doubtful
    yield "conclusions in doubt", concluded
    yield "expected indicators absent", absent


def _diagnoses(rows: Reading) -> Counter[tuple[str, str]]:
    return Counter(
        (str(row["document_id"]), str(row["code"]))
        for row in rows("diagnostics", ("document_id", "code", "severity"))
        if row["severity"] != "info" or row["code"] == "title_missing"
    )


def _findings(rows: Reading) -> Iterator[Attention]:
    paths = {
        row["document_id"]: str(row["source_path"])
        for row in rows("documents", ("document_id", "source_path"))
    }
    for row in rows("findings", _FINDING):
        if row["needs_review"] or row["verdict"] is None:
            reason = "unreadable verdict" if row["verdict"] is None else "finding in doubt"
            key = str(row["finding_id"])
            words = f"{reason}: {row['indicator_printed']}"
            yield Attention(paths[row["document_id"]], words, "explain", key)


_FINDING = ("finding_id", "document_id", "verdict", "needs_review", "indicator_printed")


def _quarantined(rows: Reading, harmless: frozenset[str]) -> Iterator[Attention]:
    for row in rows("quarantine", ("source_path", "code", "message")):
        if row["code"] not in harmless:
            look: Literal["inspect"] | None = None if row["code"] in _UNSEEN else "inspect"
            yield Attention(str(row["source_path"]), f"{row['code']}: {row['message']}", look)
