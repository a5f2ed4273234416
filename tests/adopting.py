"""A small corpus to adopt documents into, and drafts mended the way a person would."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ggsr_extract import evaluate, ingest
from ggsr_extract.scoring import render_floors
from tests.commands import CORPUS

__all__ = ["Json", "confirmed", "files_in", "mend", "small_corpus"]

Json = dict[str, Any]


def small_corpus(folder: Path, name: str = "eindhoven-2015") -> Path:
    """A corpus of one of the known factsheets, with its gold and floors."""
    corpus = folder / "corpus"
    (corpus / "gold").mkdir(parents=True)
    shutil.copy(CORPUS / f"{name}.txt", corpus)
    shutil.copy(CORPUS / "gold" / f"{name}.json", corpus / "gold")
    whole = (CORPUS / "manifest.toml").read_text(encoding="utf-8")
    head, *entries = whole.split("[[documents]]\n")
    (entry,) = (entry for entry in entries if f'file = "{name}.txt"' in entry)
    (corpus / "manifest.toml").write_text(f"{head}[[documents]]\n{entry}".rstrip() + "\n")
    ingest([corpus / f"{name}.txt"], folder / "made", language=False)
    floors = render_floors(evaluate(folder / "made", corpus / "gold"))
    (corpus / "floors.toml").write_text(floors)
    assert len(tomllib.loads((corpus / "manifest.toml").read_text())["documents"]) == 1
    return corpus


def mend(draft: Path, change: Callable[[Json], object]) -> None:
    """Change a draft as a person does in an editor."""
    content = json.loads(draft.read_text(encoding="utf-8"))
    change(content)
    draft.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def confirmed(content: Json) -> None:
    """All of it is right."""
    content["draft"]["confirmed"] = True
    content["manifest"]["transcribed"] = "Invented for a test."


def files_in(folder: Path) -> Mapping[str, bytes]:
    """All files below a folder, by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
