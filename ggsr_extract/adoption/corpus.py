"""A corpus: documents, their gold, the floors, and the manifest that says what each is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from ggsr_extract.adoption.complaints import AdoptionError

__all__ = ["Corpus", "Entry", "open_corpus"]

_MANIFEST, _FLOORS, _GOLD = "manifest.toml", "floors.toml", "gold"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")

Entry = Mapping[str, Any]


class Corpus(Struct, frozen=True):
    """A folder with a manifest; `entries` are its documents as the manifest has them."""

    folder: Path
    manifest: str
    entries: tuple[Entry, ...]
    terms: Mapping[str, Any]

    @property
    def floors(self) -> Path:
        """The floors of its scores; not there: nobody has written any."""
        return self.folder / _FLOORS

    @property
    def gold(self) -> Path:
        """The folder of its gold."""
        return self.folder / _GOLD

    @property
    def language_gold(self) -> Path:
        """The folder of its gold for what words say."""
        return self.gold / "language"

    @property
    def has_language_gold(self) -> bool:
        """Whether what words say is scored."""
        return any(self.language_gold.glob("*.json"))

    def gold_of(self, name: str) -> Path:
        """The gold of a document."""
        return self.gold / f"{Path(name).stem}.json"

    def entry_of(self, name: str) -> Entry | None:
        """What the manifest says of the document of that name."""
        return next((entry for entry in self.entries if entry.get("file") == name), None)

    def require_free(self, name: str, sha256: str, *, force: bool) -> None:
        """Refuse a name that is taken, and bytes that are there already.

        With `force` the document of that very name may be replaced, and its gold with it.

        Raises:
            AdoptionError: it may not be adopted under this name.
        """
        if not _NAME.match(name) or name in (_MANIFEST, _FLOORS, "README.md", _GOLD):
            raise AdoptionError(f"{name!r} is no name for the corpus: choose another with --name")
        for entry in self.entries:
            if entry.get("sha256") == sha256 and entry.get("file") != name:
                raise AdoptionError(f"{self.folder}: has the same document as {entry['file']}")
        if self.entry_of(name) is not None:
            if not force:
                raise AdoptionError(
                    f"{self.folder}: has a document {name} already: --force replaces it and its "
                    "gold, --name gives this one another name"
                )
            return
        taken = [it for it in (self.folder / name, self.gold_of(name)) if it.exists()]
        if taken:
            raise AdoptionError(f"{taken[0]}: is there already: give the document another --name")

    def manifest_with(self, entry: Entry) -> str:
        """The manifest with an entry added, or in the place of that of the same file.

        All else stays as it was written, comments included.
        """
        import tomlkit

        content = tomlkit.parse(self.manifest)
        documents = content.setdefault("documents", tomlkit.aot())
        files = [it["file"] for it in documents]
        table = tomlkit.item({**entry})
        if entry["file"] in files:
            number = files.index(entry["file"])
            if number + 1 < len(files):
                table.add(tomlkit.nl())  # the blank line before the next one
            documents[number] = table
        else:
            if files:
                documents[-1].add(tomlkit.nl())
            documents.append(table)
        return tomlkit.dumps(content)


def open_corpus(folder: Path) -> Corpus:
    """Read the manifest of a corpus.

    Raises:
        AdoptionError: there is no corpus, or its manifest is no TOML.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    path = folder / _MANIFEST
    try:
        text = path.read_text(encoding="utf-8")
        content = tomlkit.parse(text).unwrap()
    except FileNotFoundError:
        raise AdoptionError(
            f"{folder}: no corpus here, {_MANIFEST} is missing: name its folder with --corpus DIR"
        ) from None
    except (TOMLKitError, UnicodeDecodeError) as error:
        raise AdoptionError(f"{path}: is no TOML: {error}") from error
    entries = content.get("documents", [])
    if not isinstance(entries, list) or not all("file" in entry for entry in entries):
        raise AdoptionError(f"{path}: expected [[documents]], each with its file")
    return Corpus(folder, text, tuple(entries), content.get("terms", {}))
