"""How a run goes about its work. What comes out depends on the last three alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Unpack

from msgspec import Struct, field

from ggsr_extract.batch.limits import Limits
from ggsr_extract.options import ReadHow, ReadOptions, read_options

__all__ = ["How", "Settings", "settings_of"]

# OCR takes seconds a page, and more where several documents are read at once.
_OCR_SECONDS = 600.0


class How(ReadHow, total=False):
    """Options of :func:`ingest`; see :class:`Settings`."""

    exactly: bool
    jobs: int
    scheduler: str | None
    timeout: float | None
    memory: int | None
    cache: str | Path | None
    verify: bool
    language: bool
    spacy_model: str | Path | None


class Settings(Struct, frozen=True):
    """How a run goes about its work.

    Attributes:
        exactly: make the dataset of these files alone, instead of adding them to what is there.
        jobs: processes that read documents; 0: this one, where nothing can be stopped.
        scheduler: address of a Dask cluster whose workers read them instead; None: none.
        timeout: seconds after which a document is given up (None: never); OCR gets more by default.
        memory: MiB that a process may use for a document (None: all there is; on Linux only).
        cache: folder for what was read; None: `<output>.cache`.
        verify: hash every file, instead of trusting that one of the same size and time is the same.
        language: read the words of cells and paragraphs too (`cues`, `statements` and others).
        spacy_model: a trained Dutch pipeline that tags the words: an installed package or a folder.
        options: how each source is to be read.
    """

    exactly: bool = False
    jobs: int = 0
    scheduler: str | None = None
    timeout: float | None = 60.0
    memory: int | None = 1024
    cache: str | Path | None = None
    verify: bool = False
    language: bool = True
    spacy_model: str | Path | None = None
    options: ReadOptions = field(default_factory=ReadOptions)

    @property
    def limits(self) -> Limits:
        """What one document may take."""
        return Limits(self.timeout, self.memory)

    def cache_folder(self, output: Path) -> Path:
        """Where the cache of a dataset is."""
        if self.cache is not None:
            return Path(self.cache).resolve()
        place = output.resolve()
        return place.with_name(f"{place.name}.cache")


def settings_of(**how: Unpack[How]) -> Settings:
    """The settings that the options of :func:`ingest` come to.

    Raises:
        ValueError: there is no such PDF engine.
    """
    given: dict[str, Any] = dict(how)
    if how.get("ocr"):
        given.setdefault("timeout", _OCR_SECONDS)
    reading = {name: given.pop(name) for name in ReadHow.__annotations__ if name in given}
    return Settings(**given, options=read_options(**reading))
