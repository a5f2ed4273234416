"""One flat row for each finding and indicator, for whoever does not want to join."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from ggsr_extract.dataset.model import Row, Tables

__all__ = ["wide_rows"]

_FROM_FINDING = (
    "finding_id",
    "approach_id",
    "document_id",
    "year",
    "verdict",
    "glyph",
    "text",
    "has_caveat",
    "confidence",
    "needs_review",
    "page",
    "char_start",
    "char_end",
)
_FROM_DOCUMENT = (
    "factsheet_id",
    "source_path",
    "kind",
    "published",
    "municipality_code",
    "municipality_name",
)


def wide_rows(tables: Tables, approach_ids: Collection[str]) -> Iterator[Row]:
    """The table `findings_wide`, of these approaches."""
    labels = {name: _by_key(tables, name) for name in ("themes", "criteria", "indicators")}
    rows = {name: _by_key(tables, name) for name in ("documents", "approaches", "verdicts")}
    caveats, readings = _caveats(tables), _assessed(tables)
    for finding in tables["findings"]:
        if finding["approach_id"] in approach_ids:
            for reading in readings[finding["finding_id"]]:
                yield {
                    **{name: finding[name] for name in _FROM_FINDING},
                    **_context(finding, rows),
                    **_framework(reading, labels),
                    "caveats": "\n".join(caveats[finding["finding_id"]]) or None,
                    "is_inferred": reading["is_inferred"],
                    "method": reading["method"],
                    "score": reading["score"],
                }


def _by_key(tables: Tables, name: str) -> dict[object, Row]:
    rows = tables[name]
    return {row[rows.columns[0]]: row for row in rows}


def _caveats(tables: Tables) -> Mapping[object, list[str]]:
    texts: defaultdict[object, list[str]] = defaultdict(list)
    for row in tables["caveats"]:
        if row["kind"] == "explicit":
            texts[row["finding_id"]].append(str(row["text"]))
    return texts


def _assessed(tables: Tables) -> Mapping[object, list[Row]]:
    readings: defaultdict[object, list[Row]] = defaultdict(list)
    for row in tables["finding_indicators"]:
        if row["relation"] == "assessed":
            readings[row["finding_id"]].append(row)
    return readings


def _context(finding: Row, rows: Mapping[str, Mapping[object, Row]]) -> Row:
    document = rows["documents"][finding["document_id"]]
    verdict = rows["verdicts"].get(finding["verdict"])
    return {
        **{name: document[name] for name in _FROM_DOCUMENT},
        "approach_name": rows["approaches"][finding["approach_id"]]["name"],
        "verdict_label": verdict["label"] if verdict else None,
        "verdict_label_en": verdict["label_en"] if verdict else None,
    }


def _framework(reading: Row, labels: Mapping[str, Mapping[object, Row]]) -> Row:
    indicator = labels["indicators"][reading["indicator_id"]]
    criterion = labels["criteria"][indicator["criterion_id"]]
    theme = labels["themes"][criterion["theme_id"]]
    return {
        "theme_id": theme["theme_id"],
        "theme_label": theme["label"],
        "theme_label_en": theme["label_en"],
        "criterion_id": criterion["criterion_id"],
        "criterion_label": criterion["label"],
        "criterion_label_en": criterion["label_en"],
        "indicator_id": indicator["indicator_id"],
        "indicator_label": indicator["label"],
        "indicator_label_en": indicator["label_en"],
    }
