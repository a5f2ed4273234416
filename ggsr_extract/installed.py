"""Versions of installed distributions, without `importlib.metadata`, which is slow to import.

It reads the whole of what is recorded by the rules of e-mail. Here the folder is found as it finds
it (the standard "Recording installed projects"), and one line is read.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

__all__ = ["versions_of"]

_SEPARATORS = re.compile(r"[-_.]+")
_WHEEL = ".dist-info"
# An older kind has its metadata elsewhere.
_KINDS = (_WHEEL, ".egg-info", ".egg")


def versions_of(names: Iterable[str]) -> Mapping[str, str]:
    """The versions of distributions, of those that are there: as `importlib.metadata` gives them.

    What is installed in an unusual way is left to that module.
    """
    recorded = dict(_recorded())
    found = ((name, _version(name, recorded.get(_normalized(name)))) for name in names)
    return {name: version for name, version in found if version is not None}


def _recorded() -> Iterator[tuple[str, Path]]:
    """Normalised names with their folders, those that go before others last."""
    for folder in reversed(sys.path):
        with suppress(OSError), os.scandir(folder or ".") as entries:
            for entry in reversed([it for it in entries if it.name.lower().endswith(_KINDS)]):
                name = entry.name.rpartition(".")[0].partition("-")[0]
                yield _normalized(name), Path(entry.path)


def _normalized(name: str) -> str:
    return _SEPARATORS.sub("_", name).lower()


def _version(name: str, folder: Path | None) -> str | None:
    if folder is not None and folder.suffix.lower() == _WHEEL:
        version = _headline(folder / "METADATA")
        if version:
            return version
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _headline(path: Path) -> str:
    """The version in the head of a METADATA file; nothing, if none stands there."""
    with suppress(OSError), path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            key, colon, value = line.partition(":")
            if key.lower() == "version":
                return value.strip()
            if not colon:
                break
    return ""
