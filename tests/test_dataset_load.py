"""A published dataset is read back as it was made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ggsr_extract.dataset import DatasetError
from ggsr_extract.dataset.load import Dataset, load
from ggsr_extract.dataset.publish import publish
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.errors import OutputError
from ggsr_extract.rules import load_rules
from tests.dataset_writing import example_tables, publish_example


@pytest.fixture
def output(tmp_path: Path) -> Path:
    publish_example(tmp_path / "output")
    return tmp_path / "output"


def test_every_row_comes_back_as_it_was(output: Path) -> None:
    dataset = load(output)
    for name, rows in example_tables().items():
        assert dataset.arrow(name).to_pylist() == list(rows)


def test_tables_are_items_and_attributes(output: Path) -> None:
    dataset = load(output)
    assert dataset["findings"] is dataset.findings
    assert list(dataset) == list(all_tables())
    assert "findings" in dir(dataset)
    assert "findings 10" in repr(dataset)
    with pytest.raises(AttributeError, match="weather"):
        _ = dataset.weather
    with pytest.raises(KeyError):
        _ = dataset["weather"]


def test_a_dataset_without_documents_keeps_its_code_lists(tmp_path: Path) -> None:
    publish(tabulate([], [], load_rules()), tmp_path / "output", {})
    dataset = load(tmp_path / "output")
    verdicts = ["meets", "improvement_point", "not_assessed"]
    assert list(dataset.findings["verdict"].cat.categories) == verdicts
    levels = dataset.arrow("findings").column("verdict").chunk(0).dictionary.to_pylist()
    assert levels == verdicts
    assert len(dataset.findings) == 0
    assert len(dataset.indicators) == 30


def test_a_file_that_was_changed_is_refused(output: Path) -> None:
    path = output / "findings.parquet"
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(DatasetError, match="is not the file"):
        _ = load(output).findings


def test_a_dataset_that_is_replaced_meanwhile_is_never_mixed(output: Path) -> None:
    dataset = load(output)
    assert len(dataset.documents) == 2
    publish(tabulate([], [], load_rules()), output, {})
    with pytest.raises(DatasetError, match="load it again"):
        _ = dataset.findings


@pytest.mark.parametrize("text", ["", "{}", '{"name": "weather", "resources": []}'])
def test_a_folder_without_our_descriptor_is_no_dataset(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text)
    with pytest.raises(OutputError, match="cannot be read"):
        load(tmp_path)


def test_a_folder_that_is_not_there_is_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no dataset here"):
        load(tmp_path / "nowhere")


def test_a_dataset_is_a_mapping(output: Path) -> None:
    dataset = load(output)
    assert isinstance(dataset, Dataset)
    assert len(dataset) == len(dict(dataset)) == len(all_tables())


def test_heavy_libraries_are_loaded_when_they_are_needed() -> None:
    script = "import sys, ggsr_extract.dataset; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    ).stdout.split()
    heavy = {"pandas", "pyarrow", "spacy", "pdfplumber", "ftfy", "markdown_it", "rich", "pydantic"}
    assert "ggsr_extract.dataset" in loaded
    assert not heavy & set(loaded)


def test_to_publish_and_check_does_not_need_pandas(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from tests.dataset_writing import publish_example\n"
        "from ggsr_extract.dataset.check import check\n"
        "publish_example(Path(sys.argv[1])); assert check(Path(sys.argv[1])) == ()\n"
        "print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "output"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    ).stdout.split()
    assert "pyarrow" in loaded
    assert "pandas" not in loaded
