"""What stays of the dataset that is there, when a run adds files to it.

A document that the run does not name keeps its rows, also when its file is gone: the rows are what
matters. Where its bytes are found under another name it has moved, and goes with its file. What was
refused is forgotten with its file. Where the program or its rules have changed since, the files
are read again, and a document whose file is gone stops the run: its rows would be of another make.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from ggsr_extract.batch.discovery import Discovery, Source
from ggsr_extract.dataset import Part, Quarantined, load, parts_of
from ggsr_extract.dataset.descriptor import DESCRIPTOR
from ggsr_extract.dataset.model import DatasetError
from ggsr_extract.dataset.parquet import rows_of
from ggsr_extract.dataset.publish import RUN
from ggsr_extract.dataset.tabulate import encodable
from ggsr_extract.errors import OutputError

__all__ = ["Kept", "kept_of"]

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """What a dataset holds of files that a run does not name.

    Attributes:
        parts: documents.
        refused: files that were refused and are still there.
        again: files that must be read again.
        gone: documents (path, sha256) that ought to be, and whose file is gone.
    """

    root: Path
    parts: tuple[Part, ...] = ()
    refused: tuple[Quarantined, ...] = ()
    again: tuple[Source, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()

    def parts_beside(self, sha256s: Collection[str | None]) -> tuple[Part, ...]:
        """The documents that stay beside files with these contents.

        Raises:
            OutputError: some can neither stay nor be read again.
        """
        lost = [path for path, sha256 in self.gone if sha256 not in sha256s]
        if lost:
            raise OutputError(_lost(lost))
        return tuple(
            part
            for part in self.parts
            if part.source_sha256 not in sha256s or _is_there(self.root / part.source_path)
        )


def kept_of(output: Path, found: Discovery, reading: str) -> Kept:
    """What stays of the dataset in `output`, if there is one.

    Args:
        output: the dataset.
        found: the files that the run names.
        reading: what made the rows of this run.

    Raises:
        OutputError: there is a dataset that cannot be read.
    """
    if not (output / DESCRIPTOR).exists():
        return Kept(found.root)
    names = (*(source.source_path for source in found.sources), *_paths(found.refused))
    named = frozenset(map(encodable, names))
    try:
        if _reading_of(output) == reading:
            return _same(output, found.root, named)
        return _other(output, found.root, named)
    except (DatasetError, OSError, ValueError, KeyError) as error:
        raise OutputError(
            f"{output}: what it holds cannot be kept: {error}; --exactly makes it anew"
        ) from error


def _reading_of(output: Path) -> object:
    return json.loads((output / RUN).read_text(encoding="utf-8")).get("reading")


def _same(output: Path, root: Path, named: Collection[str]) -> Kept:
    dataset = load(output)
    parts, refused = parts_of({name: rows_of(dataset.arrow(name)) for name in dataset})
    return Kept(
        root,
        tuple(part for part in parts if part.source_path not in named),
        tuple(
            item
            for item in refused
            if item.source_path not in named and _is_there(root / item.source_path)
        ),
    )


def _other(output: Path, root: Path, named: Collection[str]) -> Kept:
    dataset = load(output)
    documents, quarantine = (rows_of(dataset.arrow(n)) for n in ("documents", "quarantine"))
    known = {str(row["source_path"]): str(row["source_sha256"]) for row in documents}
    paths = {*known, *map(str, quarantine.column("source_path"))} - set(named)
    there = sorted(path for path in paths if (root / path).is_file())
    gone = ((path, known[path]) for path in sorted(paths - set(there)) if path in known)
    return Kept(root, again=tuple(Source(path, root / path) for path in there), gone=tuple(gone))


def _is_there(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _paths(items: Iterable[Quarantined]) -> Iterable[str]:
    return (item.source_path for item in items)


def _lost(paths: list[str]) -> str:
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    listed = f"{', '.join(paths[:_SHOWN])}{more}"
    return (
        f"the dataset was made by another version or other rules, and the files of {len(paths)} of "
        f"its documents are gone, so that they cannot be read again: {listed}; put them back, or "
        "leave them out with --exactly"
    )
