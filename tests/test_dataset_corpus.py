"""The known factsheets become a dataset that passes its own check."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ggsr_extract.dataset import Rows, SourceFactsheet
from ggsr_extract.dataset.check import check
from ggsr_extract.dataset.explain import explain
from ggsr_extract.dataset.publish import publish
from ggsr_extract.dataset.render import render
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.factsheet import parse
from ggsr_extract.readers import read
from ggsr_extract.rules import load_rules

CORPUS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))


def source(path: Path) -> SourceFactsheet:
    data = path.read_bytes()
    factsheet = parse(read(data, path.name), load_rules())
    return SourceFactsheet(factsheet, path.name, hashlib.sha256(data).hexdigest(), len(data))


@pytest.fixture(scope="module")
def tables() -> dict[str, Rows]:
    assert len(CORPUS) == 5
    return tabulate([source(path) for path in CORPUS], [], load_rules())


@pytest.fixture(scope="module")
def output(tables: dict[str, Rows], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "output"
    publish(tables, folder, {})
    return folder


def test_the_dataset_of_the_corpus_is_whole(output: Path) -> None:
    assert check(output) == ()


def test_the_two_factsheets_of_eindhoven_are_joined(tables: dict[str, Rows]) -> None:
    changes = [row for row in tables["changes"] if row["municipality_code"] == "GM0772"]
    assert {row["indicator_id"] for row in changes} == {"SW04", "CO02"}
    assert {row["transition"] for row in changes} == {"resolved"}
    assert {row["is_baseline_verdict_same"] for row in changes} == {True}
    assert all(float(str(row["baseline_similarity"])) > 0.95 for row in changes)


def test_nothing_that_is_expected_is_absent(tables: dict[str, Rows]) -> None:
    statuses = tables["completeness"].column("status")
    assert len(statuses) == 120
    assert set(statuses) == {"present", "merged"}


def test_every_row_that_has_a_key_can_be_explained(tables: dict[str, Rows], output: Path) -> None:
    keys = {
        "findings": "finding_id",
        "caveats": "caveat_id",
        "conclusions": "conclusion_id",
        "sections": "section_id",
    }
    for table, name in keys.items():
        key = str(tables[table].column(name)[-1])
        found = explain(output, key)
        assert (found.table, found.id) == (table, key)
        assert "⟦" in render(found)
