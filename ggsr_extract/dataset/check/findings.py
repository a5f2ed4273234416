"""What a finding is about: the rules of the contract on indicators, criteria and caveats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ggsr_extract.dataset.check.document import grouped
from ggsr_extract.dataset.model import Problem, Row, Tables

__all__ = ["finding_problems"]


def finding_problems(tables: Tables) -> Iterator[Problem]:
    """Rows whose assessed indicators do not partition the printed ones, and the like."""
    readings = grouped(tables["finding_indicators"], "finding_id")
    rows: dict[tuple[object, object], list[Row]] = {}
    for finding in tables["findings"]:
        rows.setdefault((finding["row_id"], finding["year"]), []).append(finding)
    for findings in rows.values():
        yield from _partition_problems(findings, readings)
    yield from _criterion_problems(tables, readings)
    yield from _caveat_problems(tables)
    yield from _ordinal_problems(tables)


def _partition_problems(
    findings: Sequence[Row], readings: Mapping[str, list[Row]]
) -> Iterator[Problem]:
    key = str(findings[0]["row_id"])
    printed = {tuple(_ids(readings, finding, "printed")) for finding in findings}
    if len(printed) > 1:
        yield Problem("indicators", "findings", "findings of a row print different ones", key)
        return
    expected = next(iter(printed))
    assessed = [name for finding in findings for name in _ids(readings, finding, "assessed")]
    if tuple(assessed) != expected:
        message = f"assessed {', '.join(assessed)} do not partition {', '.join(expected)}"
        yield Problem("indicators", "findings", message, key)
    name = "+".join(expected)
    if name and key.rsplit("/", 1)[-1].split("~", maxsplit=1)[0] != name:
        yield Problem("indicators", "findings", f"row_id does not say {name}", key)
    for finding in findings:
        yield from _method_problems(finding, readings, len(expected), len(findings))


def _method_problems(
    finding: Row, readings: Mapping[str, list[Row]], indicators: int, verdicts: int
) -> Iterator[Problem]:
    """As many verdicts as indicators: by position; fewer, but not one: by content, inferred."""
    key = str(finding["finding_id"])
    for reading in _readings(readings, finding, "assessed"):
        is_inferred = 1 < verdicts < indicators
        if verdicts <= indicators and reading["is_inferred"] != is_inferred:
            yield Problem("indicators", "finding_indicators", "is_inferred is wrong", key)
        if is_inferred and reading["method"] != "content":
            yield Problem("indicators", "finding_indicators", "is not told by content", key)
        if 1 < verdicts == indicators and reading["method"] != "position":
            yield Problem("indicators", "finding_indicators", "is not told by position", key)


def _readings(readings: Mapping[str, list[Row]], finding: Row, relation: str) -> Iterator[Row]:
    for row in readings.get(str(finding["finding_id"]), ()):
        if row["relation"] == relation:
            yield row


def _ids(readings: Mapping[str, list[Row]], finding: Row, relation: str) -> list[str]:
    return [str(row["indicator_id"]) for row in _readings(readings, finding, relation)]


def _criterion_problems(tables: Tables, readings: Mapping[str, list[Row]]) -> Iterator[Problem]:
    parents = {row["indicator_id"]: row["criterion_id"] for row in tables["indicators"]}
    for finding in tables["findings"]:
        key = str(finding["finding_id"])
        found = {parents[name] for name in _ids(readings, finding, "assessed")}
        common = next(iter(found)) if len(found) == 1 else None
        if finding["criterion_id"] != common:
            yield Problem("criterion", "findings", "is not the common criterion", key)


def _caveat_problems(tables: Tables) -> Iterator[Problem]:
    counts = Counter(row["finding_id"] for row in tables["caveats"] if row["kind"] == "explicit")
    for finding in tables["findings"]:
        if finding["has_caveat"] != (counts[finding["finding_id"]] > 0):
            key = str(finding["finding_id"])
            yield Problem("caveats", "findings", "has_caveat is wrong", key)


def _ordinal_problems(tables: Tables) -> Iterator[Problem]:
    counts: Counter[object] = Counter()
    for finding in tables["findings"]:
        counts[finding["document_id"]] += 1
        if finding["ordinal"] != counts[finding["document_id"]]:
            key = str(finding["finding_id"])
            yield Problem("ordinal", "findings", "ordinal does not count the findings", key)
