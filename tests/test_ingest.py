"""Paths become a dataset: what is found, in which order, under which names."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from ggsr_extract import ingest
from ggsr_extract.batch import InputError, Progress
from ggsr_extract.rules import load_rules
from tests.commands import CORPUS, documents_in, good_file, quarantine_in, run


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "dataset"


def test_the_corpus_comes_through_whole(output: Path) -> None:
    report = ingest([CORPUS / "*.txt"], output)
    assert len(report.documents) == 5
    assert (report.findings, report.conclusions) == (110, 14)
    assert dict(report.caveats)["explicit"] == 10
    assert dict(report.verdicts) == {"meets": 81, "improvement_point": 28, "not_assessed": 1}
    assert (report.coverage, report.quarantined, report.exit_code) == (1.0, (), 0)


def test_a_folder_is_all_that_is_below_it_but_what_is_hidden(tmp_path: Path, output: Path) -> None:
    good_file(tmp_path / "in" / "deep" / "deeper", "b.txt")
    (tmp_path / "in" / "a.md").write_bytes((CORPUS / "delft-2015.txt").read_bytes())
    good_file(tmp_path / "in" / ".hidden", "c.txt")
    good_file(tmp_path / "in", ".d.txt")
    ingest([tmp_path / "in"], output)
    assert documents_in(output) == ["a.md", "deep/deeper/b.txt"]
    assert quarantine_in(output) == {}


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path, output: Path) -> None:
    ingest([good_file(tmp_path / "in", ".d.txt")], output)
    assert documents_in(output) == [".d.txt"]


def test_a_glob_that_the_shell_left_alone_is_expanded(tmp_path: Path, output: Path) -> None:
    good_file(tmp_path / "in" / "a", "1.txt")
    good_file(tmp_path / "in" / "b", "2.md")
    ingest([tmp_path / "in" / "**" / "*.txt"], output)
    assert documents_in(output) == ["1.txt"]


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path: Path, output: Path) -> None:
    ingest([good_file(tmp_path / "in", "a[1].txt")], output)
    assert documents_in(output) == ["a[1].txt"]


def test_source_paths_are_relative_to_the_root(tmp_path: Path, output: Path) -> None:
    good_file(tmp_path / "in" / "x", "a.txt")
    ingest([tmp_path / "in" / "x"], output, root=tmp_path / "in")
    assert documents_in(output) == ["x/a.txt"]


def test_a_path_outside_the_root_is_wrong_usage(tmp_path: Path, output: Path) -> None:
    (tmp_path / "other").mkdir()
    with pytest.raises(InputError, match="is not below the root"):
        ingest([good_file(tmp_path / "in")], output, root=tmp_path / "other")


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path, output: Path) -> None:
    path = good_file(tmp_path / "in")
    ingest([path, path.parent, path.parent / ".." / "in" / path.name], output)
    assert (documents_in(output), quarantine_in(output)) == (["good.txt"], {})


def test_the_output_is_never_an_input(tmp_path: Path) -> None:
    good_file(tmp_path)
    ingest([tmp_path], tmp_path / "output")
    again = ingest([tmp_path], tmp_path / "output")
    assert [document.source_path for document in again.documents] == ["good.txt"]
    assert again.quarantined == ()


def test_the_output_alone_is_nothing_to_read(tmp_path: Path, output: Path) -> None:
    ingest([good_file(tmp_path / "in")], output)
    with pytest.raises(InputError, match="nothing to read"):
        ingest([output], output)
    with pytest.raises(InputError, match="nothing to read"):
        ingest([output / "findings.parquet"], output)


def test_the_dataset_becomes_exactly_what_was_named(tmp_path: Path, output: Path) -> None:
    ingest([good_file(tmp_path / "one", "a.txt")], output)
    ingest([good_file(tmp_path / "two", "b.txt")], output, exactly=True)
    assert documents_in(output) == ["b.txt"]


def test_a_linked_folder_within_the_root_is_followed_once(tmp_path: Path, output: Path) -> None:
    good_file(tmp_path / "root" / "shelf", "a.txt")
    (tmp_path / "root" / "in").mkdir()
    (tmp_path / "root" / "in" / "link").symlink_to("../shelf")
    (tmp_path / "root" / "in" / "again").symlink_to("../shelf")
    (tmp_path / "root" / "in" / "circle").symlink_to("..")
    ingest([tmp_path / "root" / "in"], output, root=tmp_path / "root")
    assert documents_in(output) == ["in/again/a.txt"]
    assert quarantine_in(output) == {}


def test_a_folder_that_is_itself_a_link_may_be_named(tmp_path: Path, output: Path) -> None:
    good_file(tmp_path / "real", "a.txt")
    (tmp_path / "link").symlink_to("real")
    ingest([tmp_path / "link"], output)
    assert documents_in(output) == ["a.txt"]


def test_progress_is_told_of_every_file_in_order(tmp_path: Path, output: Path) -> None:
    good_file(tmp_path / "in", "a.txt")
    (tmp_path / "in" / "b.txt").touch()
    seen: list[Progress] = []
    ingest([tmp_path / "in"], output, progress=seen.append)
    assert seen == [Progress(1, 2, "a.txt"), Progress(2, 2, "b.txt", "empty", stage="read")]


def test_no_absolute_path_stands_in_the_dataset(tmp_path: Path, output: Path) -> None:
    good_file(tmp_path / "in")
    (tmp_path / "in" / "dangling").symlink_to(tmp_path / "in" / "nowhere")
    (tmp_path / "in" / "pipe").mkdir()
    os.mkfifo(tmp_path / "in" / "pipe" / "fifo")
    ingest([tmp_path / "in"], output)
    assert len(list(output.iterdir())) > 20
    for path in output.iterdir():
        assert str(tmp_path).encode() not in path.read_bytes(), path.name


def test_the_run_tells_what_was_run_with_which_versions(tmp_path: Path, output: Path) -> None:
    ingest([good_file(tmp_path / "in")], output)
    told = json.loads((output / "run.json").read_text(encoding="utf-8"))
    assert (told["command"], told["sources"], told["log"]) == ("ingest", 1, [])
    assert told["rules_sha256"] == load_rules().sha256
    assert "pyarrow" in told["libraries"]


def test_the_same_files_make_the_same_bytes(tmp_path: Path) -> None:
    good_file(tmp_path / "in")
    for name in ("one", "two"):
        ingest([tmp_path / "in"], tmp_path / name)
    files = sorted(path.name for path in (tmp_path / "one").glob("*.parquet"))
    assert files
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_rules_from_elsewhere_are_used(tmp_path: Path, output: Path) -> None:
    rules = Path(__file__).parent.parent / "rules"
    for path in rules.glob("*.toml"):
        (tmp_path / "rules").mkdir(exist_ok=True)
        text = path.read_text(encoding="utf-8").replace("Eindhoven", "Lampegat")
        (tmp_path / "rules" / path.name).write_text(text, encoding="utf-8")
    result = run("ingest", good_file(tmp_path / "in"), "-o", output, "--rules", tmp_path / "rules")
    assert result.code == 0, result.err
