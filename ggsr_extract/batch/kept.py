"""What stays of the dataset that is there, when a run adds files to it.

A document that the run does not name keeps its rows, also when its file is gone: the rows are what
matters. Where its bytes are found under another name it has moved, and goes with its file. What was
refused is forgotten with its file. Where the program or its rules have changed since, the files
are read again, and a document whose file is gone stops the run: its rows would be of another make.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec import Struct

from ggsr_extract.batch.discovery import Discovery, Source
from ggsr_extract.batch.published import Published
from ggsr_extract.dataset import Quarantined
from ggsr_extract.dataset.assembly import Member
from ggsr_extract.dataset.tabulate import encodable
from ggsr_extract.errors import OutputError

__all__ = ["Kept", "kept_of"]

_SHOWN = 3


class Kept(Struct, frozen=True):
    """What a dataset holds of files that a run does not name.

    Attributes:
        members: documents.
        refused: files that were refused and are still there.
        again: files that must be read again.
        gone: documents that ought to be, and whose file is gone.
    """

    root: Path
    members: tuple[Member, ...] = ()
    refused: tuple[Quarantined, ...] = ()
    again: tuple[Source, ...] = ()
    gone: tuple[Member, ...] = ()

    def members_beside(self, sha256s: Collection[str | None]) -> tuple[Member, ...]:
        """The documents that stay beside files with these contents.

        Raises:
            OutputError: some can neither stay nor be read again.
        """
        lost = [member.source_path for member in self.gone if member.source_sha256 not in sha256s]
        if lost:
            raise OutputError(_lost(lost))
        return tuple(
            member
            for member in self.members
            if member.source_sha256 not in sha256s or _is_there(self.root / member.source_path)
        )


def kept_of(published: Published | None, found: Discovery, reading: str) -> Kept:
    """What stays of a dataset.

    Args:
        published: the dataset, if there is one.
        found: the files that the run names.
        reading: what makes the rows of this run.
    """
    if published is None:
        return Kept(found.root)
    names = (*(source.source_path for source in found.sources), *_paths(found.refused))
    named = frozenset(map(encodable, names))
    if published.reading == reading:
        return _same(published, found.root, named)
    return _other(published, found.root, named)


def _same(published: Published, root: Path, named: Collection[str]) -> Kept:
    known = {item.source_sha256 for item in published.members}
    others = [item for item in published.refused if item.source_path not in named]
    doubles = (
        Member(item.source_path, str(item.source_sha256))
        for item in others
        if item.code == "duplicate" and item.source_sha256 in known
    )
    return Kept(
        root,
        (*(item for item in published.members if item.source_path not in named), *doubles),
        tuple(
            item
            for item in others
            if item.code != "duplicate" and _is_there(root / item.source_path)
        ),
    )


def _other(published: Published, root: Path, named: Collection[str]) -> Kept:
    members = [item for item in published.members if item.source_path not in named]
    paths = {*(item.source_path for item in members), *_paths(published.refused)} - set(named)
    there = sorted(path for path in paths if (root / path).is_file())
    gone = (item for item in members if item.source_path not in set(there))
    return Kept(root, again=tuple(Source(path, root) for path in there), gone=tuple(gone))


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
