"""Which files a run is about: paths, folders and globs become sources below one root."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from ggsr_extract.dataset import Quarantined
from ggsr_extract.errors import GgsrError

__all__ = ["Discovery", "InputError", "Source", "discover"]


class InputError(GgsrError):
    """What was asked for is not there: wrong usage. Stops the run before anything is read."""


class Source(Struct, frozen=True, order=True):
    """A file to be read; `source_path` is relative to the root, with `/`."""

    source_path: str
    root: Path

    @property
    def path(self) -> Path:
        """Where the file is. Made when asked for: of many files only the names are held."""
        return self.root / self.source_path


class Discovery(Struct, frozen=True):
    """The files of a run, ordered by source path, and what is not even opened."""

    root: Path
    sources: tuple[Source, ...]
    refused: tuple[Quarantined, ...]


def discover(
    paths: Iterable[str | Path], ours: Iterable[Path], root: Path | None = None
) -> Discovery:
    """Find the files that `paths` name: files, folders (all that is below them), globs.

    Hidden files and folders are skipped, unless they are named; so is all that lies in `ours`.
    A symbolic link is followed as long as it stays below the root, and refused when it leaves it.

    Args:
        paths: what to look at.
        ours: the folders of the dataset and the cache, which are never an input.
        root: what source paths are relative to; by default the deepest folder that all share.

    Raises:
        InputError: a path does not exist or is not below the root, or there are no files at all.
    """
    inputs = [_located(path) for given in paths for path in _expanded(str(given))]
    if not inputs:
        raise InputError("nothing to read: name at least one file, folder or glob")
    base = root.resolve() if root is not None else _shared_folder(inputs)
    search = _Search(base, tuple(folder.resolve() for folder in ours))
    for path in inputs:
        if not path.is_relative_to(base) and not search.is_ours(path):
            raise InputError(f"{path}: is not below the root {base}; choose another --root")
    for path in inputs:
        search.add(path)
    search.follow_links()
    if not search.sources and not search.refused:
        raise InputError(f"no files in {', '.join(map(str, paths))}: nothing to read")
    return Discovery(base, tuple(sorted(search.sources)), tuple(search.refused.values()))


def _expanded(given: str) -> list[Path]:
    if os.path.lexists(given):
        return [Path(given)]
    if not glob.has_magic(given):
        raise InputError(f"{given}: no such file or folder")
    matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute one
    if not matches:
        raise InputError(f"{given}: no file or folder matches")
    return [Path(match) for match in matches]


def _located(path: Path) -> Path:
    """Where a path really is; of a file only the folder is resolved: it may be a link itself."""
    if path.is_dir() or path.name in ("", ".."):
        return path.resolve()
    return path.parent.resolve() / path.name


def _shared_folder(inputs: Sequence[Path]) -> Path:
    folders = [path if path.is_dir() and not path.is_symlink() else path.parent for path in inputs]
    return Path(os.path.commonpath(folders))


class _Search(Struct):
    """What has been found so far; `seen` are the folders that were looked into."""

    root: Path
    ours: tuple[Path, ...]
    sources: set[Source] = field(default_factory=set)
    refused: dict[str, Quarantined] = field(default_factory=dict)
    seen: set[Path] = field(default_factory=set)
    links: list[Path] = field(default_factory=list)

    def add(self, path: Path) -> None:
        if path.is_dir() and not path.is_symlink():
            self._add_folder(path)
        elif not self.is_ours(path):
            self._add_file(path)

    def follow_links(self) -> None:
        """Look into linked folders last, so that what they lead to keeps its own name."""
        while self.links:
            link = min(self.links)
            self.links.remove(link)
            self._add_folder(link)

    def _add_folder(self, folder: Path) -> None:
        for place, folders, files in os.walk(folder, onerror=self._refuse_folder):
            here = Path(place)
            real = here.resolve()
            if real in self.seen or self.is_ours(real):
                folders.clear()
                continue
            self.seen.add(real)
            for name in _visible(folders):
                if (here / name).is_symlink():
                    self._add_link(here / name)
            folders[:] = _visible(folders)
            for name in _visible(files):
                self._add_file(here / name)

    def _add_link(self, link: Path) -> None:
        if self._leaves_root(link):
            self._refuse(link, _LEAVES_ROOT)
        else:
            self.links.append(link)

    def _add_file(self, path: Path) -> None:
        if path.is_symlink() and self._leaves_root(path):
            self._refuse(path, _LEAVES_ROOT)
        else:
            self.sources.add(Source(self._source_path(path), self.root))

    def _leaves_root(self, link: Path) -> bool:
        return not Path(os.path.realpath(link)).is_relative_to(self.root)

    def is_ours(self, path: Path) -> bool:
        """Whether a path lies in the dataset or the cache."""
        return any(path.is_relative_to(folder) for folder in self.ours)

    def _source_path(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _refuse_folder(self, error: OSError) -> None:
        reason = error.strerror or type(error).__name__
        self._refuse(Path(error.filename), f"the folder cannot be read: {reason}")

    def _refuse(self, path: Path, message: str) -> None:
        name = self._source_path(path)
        self.refused[name] = Quarantined(name, "discover", "unreadable", message)


_LEAVES_ROOT = "a symbolic link that leads out of the root: name the file itself, or widen --root"


def _visible(names: Iterable[str]) -> Iterator[str]:
    return (name for name in sorted(names) if not name.startswith("."))
