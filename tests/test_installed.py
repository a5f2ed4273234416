"""Versions of installed distributions are those that `importlib.metadata` gives."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distributions, version
from pathlib import Path

import pytest

from ggsr_extract.installed import versions_of


def test_every_distribution_that_is_here_has_its_version() -> None:
    names = {it.metadata["Name"] for it in distributions()}
    assert len(names) > 20
    assert versions_of(names) == {name: version(name) for name in names}


def test_a_distribution_that_is_not_here_has_none() -> None:
    assert versions_of(["no-such-distribution", "click"]) == {"click": version("click")}


@pytest.mark.parametrize("name", ["Some.Thing", "some-thing", "SOME__thing"])
def test_a_name_is_found_however_it_is_spelled(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "some_thing-1.0rc1.dist-info/METADATA", "1.0-RC1")
    monkeypatch.syspath_prepend(tmp_path)
    assert versions_of([name]) == {name: version(name)} == {name: "1.0-RC1"}


@pytest.mark.parametrize(
    "place",
    [
        "thing.egg-info/PKG-INFO",
        "thing-1.0-py3.egg-info/PKG-INFO",
        "thing-1.0.dist-info/METADATA",
    ],
)
def test_the_first_folder_of_the_path_goes_before(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "late", "thing-2.0.dist-info/METADATA", "2.0")
    install(tmp_path / "early", place, "1.0")
    monkeypatch.syspath_prepend(tmp_path / "late")
    monkeypatch.syspath_prepend(tmp_path / "early")
    assert versions_of(["thing"]) == {"thing": version("thing")} == {"thing": "1.0"}


def test_the_folder_where_one_is_counts_as_for_any_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "thing-1.0.dist-info/METADATA", "1.0")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    assert versions_of(["thing"]) == {"thing": version("thing")} == {"thing": "1.0"}


def test_the_slow_module_is_not_imported() -> None:
    code = (
        "import sys; from ggsr_extract.installed import versions_of; versions_of(['click']);"
        " sys.exit('importlib.metadata' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def install(folder: Path, place: str, number: str) -> None:
    path = folder / place
    path.parent.mkdir(parents=True)
    path.write_text(f"Metadata-Version: 2.1\nName: thing\nVersion: {number}\n\nVersion: 3\n")
