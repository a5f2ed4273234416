"""Small hand-made gold, and the dataset that says just what it says."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ggsr_extract.scoring import Scores, evaluate

Tables = dict[str, list[dict[str, Any]]]
Gold = dict[str, Any]

COLUMNS = {
    "documents": "document_id source_path is_primary municipality_name municipality_code kind"
    " title published",
    "approaches": "approach_id document_id ordinal name families_low_count families_high_count"
    " is_families_approximate",
    "predecessors": "approach_id ordinal name",
    "respondents": "approach_id ordinal name",
    "findings": "finding_id document_id approach_id ordinal theme_id criterion_printed year verdict"
    " text",
    "finding_indicators": "finding_id indicator_id relation is_inferred",
    "caveats": "finding_id ordinal kind text",
    "conclusions": "conclusion_id document_id approach_id ordinal theme_id kind text",
}
TYPES = {
    "ordinal": pa.int32(),
    "year": pa.int16(),
    "families_low_count": pa.int32(),
    "families_high_count": pa.int32(),
    "verdict": pa.dictionary(pa.int8(), pa.string()),
} | dict.fromkeys(["is_primary", "is_families_approximate", "is_inferred"], pa.bool_())


def gold_finding(indicators: str, text: str, **changes: Any) -> Gold:
    """`indicators`: those of the row with + between them, and behind a colon the assessed ones."""
    row, _, assessed = indicators.partition(":")
    return {
        "approach": "Wijkteam",
        "theme": "aanpak",
        "criterion": "Planmatig",
        "row_indicators": row.split("+"),
        "indicators": (assessed or row).split("+"),
        "indicator_certain": not assessed,
        "year": 2013,
        "verdict": "meets",
        "glyph": "√",
        "text": text,
        "caveats": [],
    } | changes


def gold_approach(name: str, **changes: Any) -> Gold:
    return {"name": name, "predecessors": [], "respondents": [], "families": None} | changes


BASELINE: Gold = {
    "source_file": "stad-2013.txt",
    "document": {
        "municipality": "Ede",
        "municipality_code": "GM0228",
        "kind": "baseline",
        "title": None,
        "published": None,
        "approaches": [
            gold_approach(
                "Wijkteam",
                respondents=["Radar", "MEE"],
                families={"low": 20, "high": 30, "approx": True},
            ),
            gold_approach("Bemoeizorg", respondents=["GGD"]),
        ],
    },
    "findings": [
        gold_finding("AP01+AP02+AP03:AP01+AP02", "De gemeente heeft beleid voor de doelgroep."),
        gold_finding("AP01+AP02+AP03:AP03", "Alle partners noemen dezelfde doelen."),
        gold_finding(
            "AP08",
            "Er is een regis-seur voor het gezin.",
            text_clean="Er is een regisseur voor het gezin.",
            criterion="Een toegeruste regisseur",
            caveats=["Eén partner weet dit niet."],
        ),
        gold_finding("AP09", "De macht is niet geregeld.", verdict="improvement_point"),
        gold_finding("AP08", "Niemand heeft de regie.", approach="Bemoeizorg", verdict="meets"),
    ],
    "conclusions": [
        {"approach": "Wijkteam", "theme": "aanpak", "kind": "strength", "text": "Er is één plan."},
        {
            "approach": "Bemoeizorg",
            "theme": "continu",
            "kind": "improvement",
            "text": "Nazorg ontbreekt nog geheel.",
        },
    ],
}
FOLLOW_UP: Gold = {
    "source_file": "stad-2015.txt",
    "document": {
        "municipality": "Ede",
        "municipality_code": "GM0228",
        "kind": "follow_up",
        "title": "Uitkomsten verbeterpunten toezichtonderzoek Ede",
        "published": "2015-06",
        "approaches": [gold_approach("Wijkteam", predecessors=["Gezinscoaching"])],
    },
    "findings": [
        gold_finding("CO02", "Er is een wachtlijst.", criterion=None, verdict="improvement_point"),
        gold_finding("CO02", "De wachtlijst is opgelost.", criterion=None, year=2014),
    ],
    "conclusions": [],
}


def tables_of(*golds: Gold) -> Tables:
    """The dataset that says just what the gold says."""
    tables: Tables = {name: [] for name in COLUMNS}
    for gold in golds:
        add_document(tables, gold)
    return tables


def add_document(tables: Tables, gold: Gold) -> None:
    head = dict(gold["document"])
    key, approaches = gold["source_file"].partition(".")[0], head.pop("approaches")
    tables["documents"].append(
        {"document_id": key, "source_path": f"in/{gold['source_file']}", "is_primary": True}
        | {"municipality_name": head.pop("municipality")}
        | head
    )
    for ordinal, approach in enumerate(approaches, 1):
        parent = {"approach_id": f"{key}/{approach['name']}"}
        families = approach["families"] or dict.fromkeys(["low", "high", "approx"])
        tables["approaches"].append(
            parent
            | {"document_id": key, "ordinal": ordinal, "name": approach["name"]}
            | {"families_low_count": families["low"], "families_high_count": families["high"]}
            | {"is_families_approximate": families["approx"]}
        )
        for table in ("predecessors", "respondents"):
            for place, name in enumerate(approach[table], 1):
                tables[table].append(parent | {"ordinal": place, "name": name})
    for ordinal, finding in enumerate(gold["findings"], 1):
        add_finding(tables, key, ordinal, finding)
    for ordinal, conclusion in enumerate(gold["conclusions"], 1):
        row = dict(conclusion)
        row |= {"theme_id": row.pop("theme"), "approach_id": f"{key}/{row.pop('approach')}"}
        row |= {"conclusion_id": f"{key}/c{ordinal}", "document_id": key, "ordinal": ordinal}
        tables["conclusions"].append(row)


def add_finding(tables: Tables, document: str, ordinal: int, finding: Gold) -> None:
    key = f"{document}/{ordinal}"
    row = {name: finding[name] for name in ("year", "verdict", "text")}
    row |= {"approach_id": f"{document}/{finding['approach']}", "theme_id": finding["theme"]}
    row |= {"finding_id": key, "document_id": document, "ordinal": ordinal}
    tables["findings"].append(row | {"criterion_printed": finding["criterion"]})
    for relation, column in (("printed", "row_indicators"), ("assessed", "indicators")):
        for indicator in finding[column]:
            tables["finding_indicators"].append(
                {"finding_id": key, "indicator_id": indicator, "relation": relation}
                | {"is_inferred": not finding["indicator_certain"]}
            )
    for place, text in enumerate(finding["caveats"], 1):
        caveat = {"finding_id": key, "ordinal": place, "kind": "explicit", "text": text}
        tables["caveats"].append(caveat)


def write(folder: Path, tables: Tables) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        schema = pa.schema(
            [(column, TYPES.get(column, pa.string())) for column in COLUMNS[name].split()]
        )
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / f"{name}.parquet")
    return folder


def write_gold(folder: Path, *golds: Gold) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for gold in golds:
        name = gold["source_file"].partition(".")[0]
        (folder / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


def score(tables: Tables, *golds: Gold, **options: Any) -> Scores:
    with tempfile.TemporaryDirectory() as folder:
        gold = write_gold(Path(folder) / "gold", *(golds or (BASELINE, FOLLOW_UP)))
        return evaluate(write(Path(folder) / "output", tables), gold, **options)


def lower_fields(scores: Scores) -> set[str]:
    return {name for name, field in scores.fields.items() if field.micro.f1 < 1}


def row_of(tables: Tables, table: str, **values: Any) -> dict[str, Any]:
    (found,) = [row for row in tables[table] if values.items() <= row.items()]
    return found


def finding(tables: Tables, text: str) -> dict[str, Any]:
    return row_of(tables, "findings", text=text)


PERFECT = tables_of(BASELINE, FOLLOW_UP)
