"""Imports go one way, and heavy libraries are imported where they are used."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "ggsr_extract"
# From the bottom up; what stands on one line may import each other.
LAYERS = (
    {
        *("boxes", "errors", "expressions", "installed", "kinds", "lexicon", "options", "plain"),
        *("terminal", "text"),
    },
    {"hyphens"},
    {"cleaning"},
    {"readers"},
    {"rule_building", "rule_cache", "rule_files", "rule_patterns", "rules"},
    {"factsheet"},
    {"language"},
    {"dataset"},
    {"batch", "inspection", "rule_use", "scoring"},
    {"adoption"},
    {"api"},
    {"__init__"},
    {"cli"},
    {"__main__"},
)
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}
HEAVY = {
    "pandas",
    "pyarrow",
    "spacy",
    "pdfplumber",
    "ftfy",
    "markdown_it",
    "rich",
    "numpy",
    "pypdfium2",
    "pikepdf",
    "tomlkit",
    "spylls",
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(nodes: list[ast.stmt]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "ggsr_extract":
            yield from (f"ggsr_extract.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def statements(path: Path) -> list[ast.stmt]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.stmt)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_from_its_own_layer_or_below(path: Path) -> None:
    level = LEVEL[part_of(path)]
    names = [name.split(".")[1] for name in imported(statements(path)) if "ggsr_extract." in name]
    public = [name for name in names if name not in LEVEL]
    assert not public or part_of(path) in ("cli", "__init__"), public
    assert {name for name in names if LEVEL.get(name, 0) > level} == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_heavy_is_imported_with_a_module(path: Path) -> None:
    top = ast.parse(path.read_text(encoding="utf-8")).body
    assert {name.split(".")[0] for name in imported(top)} & HEAVY == set()


def test_every_part_has_its_layer() -> None:
    assert {part_of(path) for path in MODULES} <= LEVEL.keys()
    assert len(MODULES) > 50
