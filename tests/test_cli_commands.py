"""Every command: help, exit code, output, and errors that say what to do."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

import ggsr_extract
from ggsr_extract import load
from ggsr_extract.cli import commands
from tests.commands import CORPUS, good_file, run

HEAVY = ("pandas", "pyarrow", "spacy", "pdfplumber", "pydantic", "rich", "ftfy", "rapidfuzz")

COMMANDS = ("ingest", "inspect", "evaluate", "check", "explain", "diff", "rules", "adopt")
# `ggsr_extract.rules` is the module that loads them.
FUNCTIONS = {"rules": "list_rules"}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("cli") / "output"
    result = run("ingest", CORPUS / "*.txt", "-o", output)
    assert result.code == 0, result.err
    return output


def imported_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys; print(*(set({HEAVY!r}) & sys.modules.keys()))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return set(ran.stdout.split("\n")[-2].split())


def test_importing_the_package_imports_nothing_heavy() -> None:
    assert imported_by("import ggsr_extract") == set()


def test_help_imports_nothing_heavy() -> None:
    program = """
from ggsr_extract.cli import main
for arguments in (["--help"], ["ingest", "--help"]):
    try:
        main(arguments)
    except SystemExit:
        pass
"""
    assert imported_by(program) == set()


def test_what_is_used_is_imported() -> None:
    text = str(CORPUS / "delft-2015.txt")
    assert imported_by(f"from ggsr_extract import extract; extract({text!r})") >= {"rapidfuzz"}


def test_every_command_is_a_public_function_of_the_same_name() -> None:
    assert isinstance(commands, click.Group)
    assert set(commands.commands) == {*COMMANDS}
    for name in commands.commands:
        assert callable(getattr(ggsr_extract, FUNCTIONS.get(name, name)))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_for_itself_and_each_option(name: str) -> None:
    result = run(name, "--help")
    assert (result.code, result.err) == (0, "")
    assert isinstance(commands, click.Group)
    command = commands.commands[name]
    assert command.help
    for option in command.params:
        assert isinstance(option, click.Argument) or getattr(option, "help", None), option.name


def test_the_package_says_what_it_offers() -> None:
    assert set(ggsr_extract.__all__) <= set(dir(ggsr_extract))
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        ggsr_extract.frobnicate  # noqa: B018


def test_the_version_is_that_of_the_package() -> None:
    result = run("--version")
    assert (result.code, result.out) == (0, f"ggsr-extract {ggsr_extract.__version__}\n")


def test_the_module_runs_as_a_program() -> None:
    command = [sys.executable, "-m", "ggsr_extract", "--version"]
    ran = subprocess.run(command, capture_output=True, check=True, text=True)
    assert ran.stdout.startswith("ggsr-extract ")


def test_an_unknown_command_is_wrong_usage() -> None:
    assert run("frobnicate").code == 2


def test_ingest_sums_up_what_came_of_it(tmp_path: Path) -> None:
    result = run("ingest", CORPUS / "*.txt", "-o", tmp_path / "output")
    assert result.code == 0
    assert (
        "sources      5 (5 read, 0 unchanged)\ndocuments    5 (3 complete, 2 partial)" in result.out
    )
    assert "findings     110 (81 meets, 28 improvement_point, 1 not_assessed)" in result.out
    assert "caveats      " in result.out
    assert " (10 explicit, " in result.out
    assert "conclusions  14\ncoverage     1.000\nquarantine   0\n" in result.out
    assert "[5/5] " in result.err


def test_ingest_names_the_command_to_look_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my files").mkdir()
    (tmp_path / "my files" / "ede.txt").write_bytes((CORPUS / "ede-2013.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    result = run("ingest", "my files", "-o", "output")
    assert "  ede.txt: partial: title_missing\n" in result.out
    assert "    ggsr-extract inspect 'my files/ede.txt'" in result.out


def test_ingest_can_be_quiet(tmp_path: Path) -> None:
    result = run("ingest", good_file(tmp_path), "-o", tmp_path / "output", "-q")
    assert (result.code, result.out, result.err) == (0, "", "")


def test_ingest_can_be_verbose(tmp_path: Path) -> None:
    result = run("ingest", good_file(tmp_path), "-o", tmp_path / "output", "-v")
    assert "good.txt: 4 findings, complete" in result.out


def test_evaluate_finds_every_value_right(dataset: Path) -> None:
    result = run("evaluate", dataset, "--gold", CORPUS / "gold")
    assert (result.code, result.err) == (0, "")
    assert "110 findings, 10 explicit caveats, 14 conclusions" in result.out
    assert "0.999" not in result.out
    assert result.out.count("1.000 in every field") == 5


def test_evaluate_scores_what_words_say_as_well(dataset: Path) -> None:
    given: list[str | Path] = ["evaluate", dataset, "--gold", CORPUS / "gold"]
    given += ["--language-gold", CORPUS / "gold" / "language"]
    result = run(*given)
    assert result.code == 0
    assert "statements.actor" in result.out
    assert json.loads(run(*given, "--format", "json").out)["language"]["statements"]["f1"] > 0.95


def test_evaluate_writes_json(dataset: Path) -> None:
    told = json.loads(run("evaluate", dataset, "--gold", CORPUS / "gold", "--format", "json").out)
    assert told["fields"]["row"]["micro"]["support"] == 110
    assert told["errors"] == []


def test_evaluate_holds_scores_to_their_floors(dataset: Path, tmp_path: Path) -> None:
    gold = ("--gold", CORPUS / "gold")
    floors = tmp_path / "floors.toml"
    assert run("evaluate", dataset, *gold, "--write-floor", floors).code == 0
    assert run("evaluate", dataset, *gold, "--floor", floors).code == 0
    run("ingest", CORPUS / "eindhoven-2015.txt", "-o", tmp_path / "poor")
    result = run("evaluate", tmp_path / "poor", *gold, "--floor", floors)
    assert result.code == 1
    assert "error: row: micro F1 0.0702 is below its floor 1.0000" in result.err


def test_evaluate_holds_what_words_say_to_its_floors(dataset: Path, tmp_path: Path) -> None:
    gold = ("--gold", CORPUS / "gold", "--language-gold", CORPUS / "gold" / "language")
    floors = tmp_path / "floors.toml"
    assert run("evaluate", dataset, *gold, "--write-floor", floors).code == 0
    assert run("evaluate", dataset, *gold, "--floor", floors).code == 0
    assert run("evaluate", dataset, *gold[:2], "--floor", floors).code == 0
    mute = tmp_path / "mute"
    run("ingest", CORPUS / "*.txt", "-o", mute, "--no-language")
    assert run("evaluate", mute, *gold[:2], "--floor", floors).code == 0
    result = run("evaluate", mute, *gold, "--floor", floors)
    assert result.code == 1
    assert "error: cues: F1 0.0000 is below its floor 1.0000" in result.err
    assert "error: cues.kind: F1 0.0000 is below its floor" in result.err


def test_the_committed_floors_are_what_the_corpus_reaches(dataset: Path, tmp_path: Path) -> None:
    gold = ("--gold", CORPUS / "gold", "--language-gold", CORPUS / "gold" / "language")
    run("evaluate", dataset, *gold, "--write-floor", tmp_path / "new.toml")
    new = tomllib.loads((tmp_path / "new.toml").read_text(encoding="utf-8"))
    assert tomllib.loads((CORPUS / "floors.toml").read_text(encoding="utf-8")) == new


@pytest.mark.parametrize("command", ["check", "evaluate", "explain"])
def test_without_a_dataset_the_commands_say_so(command: str, tmp_path: Path) -> None:
    where: dict[str, list[str | Path]] = {
        "check": [tmp_path],
        "evaluate": [tmp_path, "--gold", CORPUS / "gold"],
        "explain": ["abc", "-o", tmp_path],
    }
    result = run(command, *where[command])
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"error: {tmp_path}: no dataset here")
    assert result.err.count("\n") == 1


def test_check_finds_a_whole_dataset_whole(dataset: Path) -> None:
    result = run("check", dataset)
    assert (result.code, result.out, result.err) == (0, f"{dataset}: whole\n", "")


def test_check_lists_what_is_wrong(tmp_path: Path) -> None:
    output = tmp_path / "output"
    run("ingest", good_file(tmp_path / "in"), "-o", output)
    (output / "caveats.parquet").write_bytes(b"nonsense")
    result = run("check", output)
    assert result.code == 1
    assert "caveats" in result.out.split("\n")[0]
    (problem, *_) = json.loads(run("check", output, "--format", "json").out)
    assert problem["table"] == "caveats"


def test_explain_shows_a_value_on_its_page(dataset: Path) -> None:
    finding = load(dataset)["findings"]["finding_id"].iloc[0]
    result = run("explain", finding, "-o", dataset)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"findings {finding}\n")
    assert "⟦" in result.out


def test_explain_says_when_there_is_no_such_value(dataset: Path) -> None:
    result = run("explain", "nonsense", "-o", dataset)
    assert (result.code, result.out) == (1, "")
    assert "nonsense" in result.err


def test_verbose_errors_name_their_cause(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    wrong = (good_file(tmp_path), "--rules", tmp_path / "rules")
    assert "because of" not in run("inspect", *wrong).err
    assert "because of FileNotFoundError" in run("inspect", *wrong, "-v").err
