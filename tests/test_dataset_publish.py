"""A dataset is published as a whole, or not at all."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from ggsr_extract.dataset import DatasetError, Rows
from ggsr_extract.dataset.check import check
from ggsr_extract.dataset.load import load
from ggsr_extract.dataset.publish import publish
from ggsr_extract.dataset.swap import recover
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.errors import OutputError
from ggsr_extract.rules import load_rules
from tests.builders import SheetBuilder, said, source_of
from tests.dataset_writing import changed, example_tables, publish_example

ROOT = Path(__file__).parent.parent
STEPS = [*(f"{name} written" for name in all_tables()), "descriptor written", "complete"]
STEPS += ["old set aside", "new in place", "old deleted"]


def other_tables() -> dict[str, Rows]:
    sheet = SheetBuilder(municipality="Delft", code="GM0503")
    sheet.approach("Gezinscoaching")
    sheet.row(["TL01"], [said("meets")])
    return tabulate([source_of(sheet.build())], [], load_rules())


def publish_other(output: Path, on_step: Callable[[str], None]) -> None:
    publish(other_tables(), output, {"command": "other"}, on_step=on_step)


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def municipality(output: Path) -> str:
    """Which of the two datasets is there, whole."""
    recover(output)
    assert check(output) == ()
    (name,) = set(load(output).documents["municipality_name"])
    run = json.loads((output / "run.json").read_text())
    assert run["command"] == {"Ede": "test", "Delft": "other"}[name]
    assert [path.name for path in output.parent.iterdir()] == [output.name]
    return str(name)


# -- what is written -------------------------------------------------------------------------------


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        publish_example(tmp_path / name)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_clock_times_stand_in_the_run_report_only(tmp_path: Path) -> None:
    tables = example_tables()
    for name, when in (("one", "12:00"), ("two", "13:00")):
        publish(tables, tmp_path / name, {"began": when})
    one, two = content(tmp_path / "one"), content(tmp_path / "two")
    assert {name for name in one if one[name] != two[name]} == {"run.json"}


def test_no_absolute_path_stands_anywhere(tmp_path: Path) -> None:
    publish_example(tmp_path / "output")
    assert not [name for name, data in content(tmp_path / "output").items() if b"/tmp" in data]


def test_missing_parents_are_made(tmp_path: Path) -> None:
    publish_example(tmp_path / "a" / "b")
    assert check(tmp_path / "a" / "b") == ()


def test_a_new_dataset_replaces_the_old_one(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish_example(output)
    steps: list[str] = []
    publish_other(output, steps.append)
    assert steps == STEPS
    assert municipality(output) == "Delft"


def test_what_is_no_part_of_the_dataset_stays(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish_example(output)
    (output / "notes.txt").write_text("van mij")
    (output / "plots").mkdir()
    (output / "plots" / "one.svg").write_text("<svg/>")
    (output / "link").symlink_to("notes.txt")
    publish_other(output, lambda _: None)
    assert (output / "notes.txt").read_text() == "van mij"
    assert (output / "plots" / "one.svg").read_text() == "<svg/>"
    assert (output / "link").is_symlink()
    assert check(output) == ()


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    publish_example(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert check(tmp_path / "real") == ()


# -- refusals --------------------------------------------------------------------------------------


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("vier jaar werk")
    with pytest.raises(OutputError, match="other things"):
        publish_example(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_another_programs_data_package_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text('{"name": "weather", "resources": []}')
    with pytest.raises(OutputError, match="other things"):
        publish_example(tmp_path)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("")
    with pytest.raises(OutputError, match="no folder"):
        publish_example(tmp_path / "output")


def test_a_place_under_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        publish_example(tmp_path / "file" / "output")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="cannot be written"):
            publish_example(tmp_path / "output")
    finally:
        tmp_path.chmod(0o700)


def test_a_second_run_to_the_same_place_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish_example(output)
    refused: list[str] = []

    def meanwhile(step: str) -> None:
        if step == "pages written":
            with pytest.raises(OutputError, match="another run") as error:
                publish_example(output)
            refused.append(str(error.value))
            assert len(load(output).documents) == 2

    publish_other(output, meanwhile)
    assert refused
    assert municipality(output) == "Delft"


@pytest.mark.parametrize(
    ("table", "values", "code"),
    [
        ("findings", {"finding_id": None}, "null"),
        ("findings", {"verdict": "ok"}, "code"),
        ("findings", {"year": 70_000}, "type"),
        ("findings", {"text": "\ud800"}, "type"),
        ("documents", {"text_coverage": float("nan")}, "type"),
        ("findings", {"approach_id": "nergens"}, "foreign_key"),
        ("spans", {"ordinal": 2, "field": "heading"}, "primary_key|parent"),
        ("edits", {"parent_table": "weather"}, "parent"),
    ],
)
def test_rows_that_break_a_rule_are_not_published(
    tmp_path: Path, table: str, values: dict[str, object], code: str
) -> None:
    spoilt = changed(example_tables(), table, 0, lambda row: row.update(values))
    if "field" in values:
        first = spoilt["spans"].values[0]
        spoilt["spans"] = Rows(spoilt["spans"].columns, (first, *spoilt["spans"].values))
    with pytest.raises(DatasetError, match=code):
        publish(spoilt, tmp_path / "output", {})
    assert not (tmp_path / "output").exists()


# -- failures and kills ----------------------------------------------------------------------------


class BrokenError(Exception):
    """Something went wrong at a step."""


@pytest.mark.parametrize("step", STEPS)
def test_a_run_that_fails_at_any_step_leaves_one_dataset_whole(tmp_path: Path, step: str) -> None:
    output = tmp_path / "output"
    publish_example(output)

    def fail(reached: str) -> None:
        if reached == step:
            raise BrokenError

    with pytest.raises(BrokenError):
        publish_other(output, fail)
    assert output.is_dir()
    assert municipality(output) == ("Delft" if step in STEPS[-2:] else "Ede")


def run_killed(output: Path, when: str) -> None:
    """Publish the other dataset in a process that dies at a step."""
    script = (
        "import os, sys; from pathlib import Path; from tests.test_dataset_publish import *\n"
        "publish_other(Path(sys.argv[1]), lambda step: step == sys.argv[2] and os._exit(9))"
    )
    done = subprocess.run([sys.executable, "-c", script, output, when], cwd=ROOT, check=False)
    assert done.returncode == 9


@pytest.mark.parametrize("step", ["approaches written", *STEPS[-6:]])
def test_a_run_killed_at_a_step_leaves_one_dataset_whole(tmp_path: Path, step: str) -> None:
    output = tmp_path / "output"
    publish_example(output)
    run_killed(output, step)
    is_complete = STEPS.index(step) >= STEPS.index("complete")
    assert municipality(output) == ("Delft" if is_complete else "Ede")


@pytest.mark.parametrize("step", ["approaches written", "complete", "new in place"])
def test_a_first_run_killed_at_a_step_leaves_a_dataset_or_nothing(
    tmp_path: Path, step: str
) -> None:
    output = tmp_path / "output"
    run_killed(output, step)
    if step == "approaches written":
        recover(output)
        assert list(tmp_path.iterdir()) == []
    else:
        assert municipality(output) == "Delft"


@pytest.mark.slow
def test_runs_killed_at_any_moment_leave_one_dataset_whole(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish_example(output)
    script = (
        "import sys; from pathlib import Path; from tests.test_dataset_publish import *\n"
        "tables = [(example_tables(), {'command': 'test'})]\n"
        "tables += [(other_tables(), {'command': 'other'})]\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        "    for rows, run in tables: publish(rows, Path(sys.argv[1]), run)"
    )
    moments = random.Random(7)
    seen = set()
    for _ in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", script, output], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(moments.uniform(0, 0.4))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        seen.add(municipality(output))
    assert seen <= {"Ede", "Delft"}


def test_a_folder_that_is_half_deleted_does_not_look_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "output"
    publish_example(output)

    def killed(folder: Path) -> None:
        (folder / "findings.parquet").unlink()
        raise KeyboardInterrupt

    def fail(step: str) -> None:
        if step == "complete":
            monkeypatch.setattr(shutil, "rmtree", killed)
            raise BrokenError

    with pytest.raises(KeyboardInterrupt):
        publish_other(output, fail)
    monkeypatch.undo()
    assert municipality(output) == "Ede"


@pytest.mark.slow
def test_readers_meanwhile_see_the_old_dataset_or_the_new_one(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish_example(output)
    script = (
        "import sys; from pathlib import Path; from tests.test_dataset_publish import *\n"
        "one, other = example_tables(), other_tables()\n"
        "print('ready', flush=True)\n"
        "for _ in range(15): publish(other, Path(sys.argv[1]), {}); "
        "publish(one, Path(sys.argv[1]), {})"
    )
    command = [sys.executable, "-c", script, str(output)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        seen = set()
        while process.poll() is None:
            dataset = load(output)
            with suppress(DatasetError):
                names = ("documents", "findings", "spans")
                seen.add(tuple(dataset.arrow(name).num_rows for name in names))
    assert process.returncode == 0
    whole = [
        tuple(len(tables[name]) for name in ("documents", "findings", "spans"))
        for tables in (example_tables(), other_tables())
    ]
    assert seen == set(whole)


def test_a_reader_completes_what_a_kill_left(tmp_path: Path) -> None:
    output = tmp_path / "output"
    publish_example(output)
    output.rename(tmp_path / ".output.old")
    assert len(load(output).documents) == 2
    publish_example(tmp_path / "new")
    (tmp_path / "new").rename(tmp_path / ".output.new")
    shutil.rmtree(output)
    assert len(load(output).documents) == 2
    assert check(output) == ()


def test_a_half_made_folder_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / ".output.new").mkdir()
    (tmp_path / ".output.new" / "findings.parquet").write_bytes(b"PAR1")
    with pytest.raises(OutputError, match="no dataset here"):
        load(tmp_path / "output")
    assert list(tmp_path.iterdir()) == []


def test_to_recover_where_nothing_happened_does_nothing(tmp_path: Path) -> None:
    recover(tmp_path / "output")
    assert list(tmp_path.iterdir()) == []
