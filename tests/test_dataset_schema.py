"""The tables are those of the contract, and say of themselves what they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ggsr_extract.dataset.load import load
from ggsr_extract.dataset.publish import publish
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.rules import load_rules
from tests.builders import factsheet_of, source_of

# Names and nullability (`?`) as the contract has them.
CONTRACT = {
    "documents": "document_id factsheet_id is_primary source_path source_sha256 source_bytes "
    "media_type reader kind title? municipality_name? municipality_code? "
    "is_municipality_inferred published? presented_on? cited_baseline_published? page_count? "
    "char_count status text_coverage extractor_version rules_sha256",
    "quarantine": "source_path source_sha256? stage code message",
    "pages": "document_id page char_start text width_pt? height_pt?",
    "blocks": "block_id document_id page char_start char_end role rule",
    "municipalities": "municipality_code name",
    "approaches": "approach_id document_id ordinal name is_primary description? "
    "families_low_count? families_high_count? is_families_approximate? families_basis? "
    "families_scope?",
    "predecessors": "approach_id ordinal name",
    "respondents": "approach_id ordinal name organisation_id?",
    "sections": "section_id document_id approach_id? ordinal kind heading? text page? char_start "
    "char_end",
    "themes": "theme_id ordinal label label_en",
    "criteria": "criterion_id theme_id ordinal label label_en",
    "indicators": "indicator_id criterion_id ordinal label label_en",
    "verdicts": "verdict label label_en",
    "findings": "finding_id document_id approach_id row_id ordinal theme_id criterion_id? "
    "criterion_printed? indicator_printed year verdict? glyph? glyph_font? text has_caveat "
    "confidence? needs_review page? char_start char_end",
    "finding_indicators": "finding_id indicator_id relation is_inferred method score",
    "caveats": "caveat_id finding_id document_id ordinal kind effect? text cue page? char_start "
    "char_end",
    "conclusions": "conclusion_id document_id approach_id theme_id ordinal kind method "
    "confidence? text page? char_start char_end",
    "footnotes": "document_id mark text char_start char_end",
    "statements": "statement_id parent_table parent_id document_id ordinal text actor actor_text "
    "includes_municipality actor_count? actor_total? verb polarity is_hedged char_start char_end",
    "cues": "cue_id parent_table parent_id document_id kind text scope_text is_lack rule "
    "char_start char_end scope_start scope_end",
    "mentions": "mention_id parent_table parent_id document_id kind text normalized? "
    "organisation_id? char_start char_end",
    "organisations": "organisation_id name abbreviation? kind?",
    "quantities": "quantity_id parent_table parent_id document_id kind low? high? is_approximate "
    "comparator? unit text char_start char_end",
    "changes": "municipality_code? factsheet_id approach_id indicator_id finding_id_2013? "
    "finding_id_2014? verdict_2013? verdict_2014? transition? baseline_finding_id? "
    "baseline_similarity? is_baseline_verdict_same?",
    "completeness": "approach_id indicator_id year status",
    "spans": "parent_table parent_id field ordinal char_start char_end page? x0_pt? top_pt? "
    "x1_pt? bottom_pt?",
    "edits": "document_id parent_table parent_id field char_start char_end printed mended rule",
    "diagnostics": "document_id? source_path code severity message page? char_start?",
    "findings_wide": "municipality_name? municipality_code? kind year verdict? text confidence? "
    "is_inferred",
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schema") / "output"
    sources = [
        source_of(factsheet_of(), "a.txt"),
        source_of(factsheet_of("follow_up"), "b.txt"),
    ]
    publish(tabulate(sources, [], load_rules()), folder, {})
    return folder


@pytest.mark.parametrize("name", CONTRACT)
def test_a_table_has_the_columns_of_the_contract(name: str) -> None:
    columns = {
        f"{column.name}?" if column.nullable else column.name
        for column in all_tables()[name].columns
    }
    wanted = CONTRACT[name].split()
    assert wanted
    assert set(wanted) <= columns


def test_there_are_no_tables_but_those_of_the_contract_and_the_rules_that_fired() -> None:
    assert all_tables().keys() == {*CONTRACT, "rule_hits"}


def test_every_declaration_explains_itself_and_refers_to_columns_that_exist() -> None:
    for table in all_tables().values():
        names = set(table.column_names)
        assert table.description.endswith(".")
        assert [table.fill, table.derive, table.join].count(None) == 2
        assert len(names) == len(table.columns)
        assert set(table.primary_key) <= names
        assert all(column.description for column in table.columns)
        for column in table.columns:
            assert (column.type == "code") == bool(column.levels or column.code_table)
        for key in table.foreign_keys:
            assert set(key.columns) <= names
            assert len(key.columns) == len(all_tables()[key.table].primary_key)


def test_every_field_of_a_file_carries_its_description(output: Path) -> None:
    dataset = load(output)
    for name, table in all_tables().items():
        schema = dataset.arrow(name).schema
        assert schema.metadata[b"description"].decode() == table.description
        for column in table.columns:
            field = schema.field(column.name)
            assert field.metadata[b"description"].decode() == column.description
            assert field.nullable == column.nullable


def test_pandas_reads_nullable_integers_and_booleans_as_such(output: Path) -> None:
    import pandas as pd

    changes = pd.read_parquet(output / "changes.parquet")
    assert str(changes["is_baseline_verdict_same"].dtype) == "boolean"
    documents = pd.read_parquet(output / "documents.parquet")
    assert str(documents["page_count"].dtype) == "Int32"
    assert str(documents["is_primary"].dtype) == "bool"
    assert str(documents["source_bytes"].dtype) == "int64"
    findings = pd.read_parquet(output / "findings.parquet")
    assert str(findings["year"].dtype) == "int16"


def test_a_code_column_has_all_levels_in_order_whatever_occurs(output: Path) -> None:
    dataset = load(output)
    verdicts = ["meets", "improvement_point", "not_assessed"]
    assert list(dataset.findings["verdict"].cat.categories) == verdicts
    assert len(dataset.quarantine) == 0
    assert "duplicate" in list(dataset.quarantine["code"].cat.categories)
    assert len(dataset.findings["theme_id"].cat.categories) == 5
    assert len(dataset.finding_indicators["indicator_id"].cat.categories) == 30


def test_the_descriptor_gives_schema_keys_code_lists_rows_bytes_and_hashes(output: Path) -> None:
    import hashlib

    content = json.loads((output / "datapackage.json").read_text(encoding="utf-8"))
    resources = {item["name"]: item for item in content["resources"]}
    assert resources.keys() == all_tables().keys()
    for name, item in resources.items():
        data = (output / item["path"]).read_bytes()
        assert item["bytes"] == len(data)
        assert item["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert item["rows"] == len(load(output)[name])
    findings = resources["findings"]["schema"]
    assert findings["primaryKey"] == ["finding_id"]
    reference = {"resource": "approaches", "fields": ["approach_id"]}
    assert {"fields": ["approach_id"], "reference": reference} in findings["foreignKeys"]
    verdict = next(field for field in findings["fields"] if field["name"] == "verdict")
    assert verdict["categories"] == ["meets", "improvement_point", "not_assessed"]


def test_polars_and_duckdb_read_the_files_too(output: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    polars = pytest.importorskip("polars")
    joined = duckdb.sql(
        f"select v.label_en, count(*) from '{output}/findings.parquet' f "
        f"join '{output}/verdicts.parquet' v using (verdict) group by all"
    ).fetchall()
    assert sum(count for _, count in joined) == len(load(output).findings)
    findings = polars.read_parquet(output / "findings.parquet")
    verdicts = polars.read_parquet(output / "verdicts.parquet")
    assert findings.join(verdicts, on="verdict").height == findings.height
