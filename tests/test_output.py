"""The committed dataset is what the program makes of the corpus today."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ggsr_extract import check, ingest
from ggsr_extract.dataset.tables import all_tables
from tests.commands import CORPUS

OUTPUT = CORPUS.parent / "output"
# Says which version made the dataset, not what is in it.
VERSION = "extractor_version"


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("rebuilt") / "output"
    ingest([CORPUS / "*.txt"], output)
    return output


def rows(output: Path, name: str) -> list[dict[str, object]]:
    table = pq.read_table(output / f"{name}.parquet").to_pylist()
    return [{key: value for key, value in row.items() if key != VERSION} for row in table]


@pytest.mark.parametrize("name", all_tables())
def test_a_table_holds_what_the_program_makes_of_the_corpus(name: str, rebuilt: Path) -> None:
    assert rows(OUTPUT, name) == rows(rebuilt, name), "make dataset builds it anew"


def test_the_committed_dataset_has_all_tables_and_nothing_else(rebuilt: Path) -> None:
    committed = sorted(path.name for path in OUTPUT.iterdir())
    assert committed == sorted(path.name for path in rebuilt.iterdir())
    assert len(committed) > 20


def test_the_committed_dataset_is_whole() -> None:
    assert check(OUTPUT) == ()
