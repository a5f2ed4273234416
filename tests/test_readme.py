"""The README's commands are those that continuous integration runs."""

import re
import shutil
from pathlib import Path

import pytest

from ggsr_extract import extract
from tests import readme, scores

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def fenced_lines(text: str) -> list[str]:
    """The lines inside all shell blocks, without prompts and comments."""
    blocks = re.findall(r"^```(?:sh|console|bash)\n(.*?)^```", text, flags=re.M | re.S)
    uncommented = re.sub(r"\s+# .*", "", "\n".join(blocks))
    lines = [line.removeprefix("$ ") for line in uncommented.split("\n")]
    return [line.strip() for line in lines if line.strip()]


def quick_start() -> str:
    """The README's section Quick start."""
    (section,) = re.findall(r"^## Quick start\n(.*?)(?=^## )", README, flags=re.M | re.S)
    return str(section)


def commands_of(line: str) -> list[str]:
    """A call of make with two targets stands for two commands."""
    program, *arguments = line.split()
    return [f"make {target}" for target in arguments] if program == "make" else [line]


def ci_commands() -> list[str]:
    lines = re.findall(r"^run (.*?)(?: 2>&1.*)?$", CI, flags=re.M)
    return [command for line in lines for command in commands_of(line)]


def test_every_command_of_ci_stands_in_the_readme() -> None:
    assert ci_commands()
    assert set(ci_commands()) <= set(fenced_lines(README))


def test_every_command_of_the_quick_start_is_run_by_ci() -> None:
    commands = [line for line in fenced_lines(quick_start()) if line.startswith("make ")]
    assert commands
    assert set(commands) <= set(ci_commands())


def test_the_makefile_knows_every_target_that_the_readme_names() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {line.split()[1] for line in fenced_lines(README) if line.startswith("make ")}
    assert targets
    assert targets <= set(re.findall(r"^([a-z]+):", makefile, flags=re.M))


def marked(name: str) -> str:
    """What stands between the comments of that name."""
    (text,) = re.findall(rf"^<!-- {name}:.*?-->\n(.*?)^<!-- end of {name} -->", README, re.M | re.S)
    return str(text)


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.M | re.S)


@pytest.mark.parametrize("example", fenced("python"))
def test_every_python_example_runs(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(example, "README.md", "exec"), {})


def test_the_examples_load_the_dataset_with_each_library() -> None:
    examples = "\n".join(fenced("python"))
    for library in ("ggsr_extract", "pandas", "polars", "duckdb"):
        assert f"import {library}" in examples or f"from {library}" in examples


def test_the_excerpt_is_what_the_dataset_holds() -> None:
    assert marked("excerpt") == readme.excerpt(ROOT / "output")


def test_the_explanation_is_what_the_command_prints() -> None:
    assert marked("explained") == readme.explained(ROOT / "output")


def test_the_rules_that_it_shows_how_to_add_do_what_it_says(tmp_path: Path) -> None:
    glyph, municipality = fenced("toml")
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    for file, entry in (("verdicts", glyph), ("municipalities", municipality)):
        with (rules / f"{file}.toml").open("a", encoding="utf-8") as opened:
            opened.write(f"\n{entry}")
    text = (ROOT / "corpus" / "delft-2015.txt").read_text(encoding="utf-8")
    source = text.replace("Delft", "Woerden").replace("✓", "👍").encode()
    assert None in {finding.verdict for row in extract(source).rows for finding in row.findings}
    sheet = extract(source, rules=rules)
    verdicts = {finding.verdict for row in sheet.rows for finding in row.findings}
    assert verdicts == {"meets", "improvement_point", "not_assessed"}
    assert sheet.metadata.municipality_code == "GM0632"


@pytest.mark.slow
def test_no_score_is_lower_than_it_says() -> None:
    promised, measured = (lines_by_name(text) for text in (marked("scores"), measured_table()))
    assert len(promised) > 10
    assert promised.keys() == measured.keys()
    lower = {name: measured[name] for name in promised if measured[name] < promised[name]}
    assert lower == {}


def measured_table() -> str:
    return "\n".join(scores.table())


def lines_by_name(table: str) -> dict[tuple[str, str], list[float]]:
    """The F1 scores of each line of the table."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]
    ]
    return {(row[0], row[1]): [float(cell) for cell in row[3:-1]] for row in rows}
