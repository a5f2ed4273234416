"""What was read once is not read again: entries by content, beside the dataset.

An entry is found by the sha256 of the file's bytes and by what made it (program, libraries, rules),
so that none is ever out of date. Sizes and times of the files that were seen save hashing them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from ggsr_extract.batch.entry import Entry
from ggsr_extract.dataset.packed import Packed
from ggsr_extract.dataset.version import extractor_version
from ggsr_extract.errors import OutputError
from ggsr_extract.installed import versions_of
from ggsr_extract.options import ReadOptions

__all__ = [
    "LIBRARIES",
    "PASSING",
    "Cache",
    "library_versions",
    "program_differences",
    "program_parts",
    "reading_key",
]

# Whatever can change a value, or the bytes of a file.
LIBRARIES = (
    "charset-normalizer",
    "ftfy",
    "markdown-it-py",
    "pdfminer.six",
    "pdfplumber",
    "pikepdf",
    "pyarrow",
    "pydantic",
    "pypdfium2",
    "rapidfuzz",
    "spacy",
)
_PACKAGE = str(Path(__file__).parent.parent)
# What a next attempt, more time or another password may mend.
PASSING = frozenset(["crash", "memory", "password", "timeout"])


@cache
def library_versions() -> Mapping[str, str]:
    """Versions of the libraries that can change a value, of those that are there."""
    return versions_of(LIBRARIES)


@cache
def _program() -> str:
    """Digest of the program: in a source tree its version says too little."""
    digest = hashlib.sha256(extractor_version().encode())
    for path in sorted(_modules()):
        digest.update(path.removeprefix(_PACKAGE).encode())
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()


def _modules() -> Iterator[str]:
    for folder, _, names in os.walk(_PACKAGE):
        yield from (f"{folder}/{name}" for name in names if name.endswith(".py"))


def program_parts() -> dict[str, str]:
    """What the program is made of: digest of its own code, versions of libraries, by name."""
    return {"ggsr-extract": f"{extractor_version()} {_program()[:12]}", **library_versions()}


def program_differences(others: Mapping[str, str]) -> tuple[str, ...]:
    """Where another's :func:`program_parts` are not these, in words; Python may differ."""
    own = program_parts()
    return tuple(
        f"{name} (here {own.get(name, 'none')}, there {others.get(name, 'none')})"
        for name in sorted({*own, *others})
        if own.get(name) != others.get(name)
    )


def reading_key(
    rules_sha256: str, *, has_language: bool, options: ReadOptions, tagger: str = ""
) -> str:
    """What a reading depends on beside the file's bytes, as 64 hex digits.

    Passwords are no part of it: what was read with one stays read, and what was refused for want
    of one is not kept.
    """
    libraries = json.dumps(library_versions(), sort_keys=True)
    how = f"{has_language}\n{options.reading}\n{tagger}"
    made_by = f"{_program()}\n{libraries}\n{rules_sha256}\n{how}"
    return hashlib.sha256(made_by.encode()).hexdigest()


class Cache(Struct, frozen=True):
    """The entries of one way of reading, in a folder that may hold those of others as well."""

    folder: Path
    reading: str

    def find(self, sha256: str) -> Entry | None:
        """The entry of these bytes. One that is damaged is none."""
        try:
            entry = Entry.from_bytes(self._place(sha256).read_bytes())
        except (FileNotFoundError, ValueError):
            return None
        return entry if entry.sha256 == sha256 else None

    def has(self, sha256: str) -> bool:
        """Whether there is an entry of these bytes, sound or damaged."""
        return self._place(sha256).exists()

    def packed(self, sha256: str) -> Packed:
        """The rows of an entry that was found before.

        Raises:
            OutputError: somebody has deleted it in the meantime.
        """
        entry = self.find(sha256)
        if entry is None or entry.packed is None:
            raise OutputError(f"{self.folder}: the cache was changed during the run: begin again")
        return entry.packed

    def keep(self, entry: Entry) -> None:
        """Keep an entry, unless another attempt may end otherwise.

        Raises:
            OutputError: the folder cannot be written.
        """
        if entry.refusal is None or entry.refusal.code not in PASSING:
            self._write(self._place(entry.sha256), entry.to_bytes())

    def seen(self) -> Mapping[str, tuple[int, int, str]]:
        """Path of a file → its size, its time (ns) and its sha256 when it was last read."""
        try:
            listed = json.loads(self._seen.read_bytes())
            return {path: (size, time, sha) for path, (size, time, sha) in listed.items()}
        except (FileNotFoundError, ValueError, AttributeError, TypeError):
            return {}

    def keep_seen(self, seen: Mapping[str, tuple[int, int, str]]) -> None:
        """Replace what :meth:`seen` gives.

        Raises:
            OutputError: the folder cannot be written.
        """
        self._write(self._seen, json.dumps(dict(sorted(seen.items()))).encode())

    def root_of(self, output: Path) -> Path | None:
        """The folder that the paths in a dataset are relative to, if it is known and there."""
        try:
            listed = json.loads(self._roots.read_bytes())
            root = (self.folder / listed[self._relative(output)]).resolve()
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        return root if root.is_dir() else None

    def keep_root(self, output: Path, root: Path) -> None:
        """Remember what :meth:`root_of` gives.

        Raises:
            OutputError: the folder cannot be written.
        """
        try:
            listed = json.loads(self._roots.read_bytes())
        except (FileNotFoundError, ValueError):
            listed = {}
        listed[self._relative(output)] = self._relative(root)
        self._write(self._roots, json.dumps(listed).encode())

    def _relative(self, path: Path) -> str:
        """Relative to the cache, so that all may be moved together."""
        return os.path.relpath(path.resolve(), self.folder)

    @property
    def _roots(self) -> Path:
        return self.folder / "roots.json"

    @property
    def _seen(self) -> Path:
        return self.folder / "seen.json"

    def _place(self, sha256: str) -> Path:
        return self.folder / self.reading[:16] / sha256[:2] / sha256

    def _write(self, path: Path, data: bytes) -> None:
        """As a whole or not at all, whoever is killed, and whoever else writes the same."""
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            reason = error.strerror or error
            raise OutputError(f"{self.folder}: the cache cannot be written: {reason}") from error
