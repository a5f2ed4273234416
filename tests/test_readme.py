"""The README's commands are those that continuous integration runs."""

import re
from pathlib import Path

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
