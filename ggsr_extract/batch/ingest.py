"""Paths in, dataset out."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Unpack

from ggsr_extract.batch.cache import Cache, library_versions, reading_key
from ggsr_extract.batch.discovery import InputError, discover
from ggsr_extract.batch.gathering import Gathered, gather
from ggsr_extract.batch.lock import locked
from ggsr_extract.batch.making import make
from ggsr_extract.batch.progress import Watcher
from ggsr_extract.batch.report import Report, report_of
from ggsr_extract.batch.settings import How, Settings, settings_of
from ggsr_extract.batch.work import Work, hold_rules
from ggsr_extract.dataset.descriptor import DESCRIPTOR
from ggsr_extract.dataset.swap import recover, refuse_foreign
from ggsr_extract.dataset.version import extractor_version
from ggsr_extract.errors import OutputError
from ggsr_extract.language import BLANK, Tagger, tagger_of

__all__ = ["ingest"]


def ingest(
    paths: Iterable[str | Path],
    output: str | Path,
    *,
    root: str | Path | None = None,
    rules: str | Path | None = None,
    progress: Watcher | None = None,
    **how: Unpack[How],
) -> Report:
    """Bring the files that `paths` name into the dataset in `output`.

    Documents that it holds already stay, unless a file of the same path is named. A file that
    cannot be read, or is no factsheet, goes to the table `quarantine` and costs no other file
    anything. The dataset changes as a whole, at the end; a run that fails, is interrupted or
    killed leaves the old one, and does not read again what it had read.

    Args:
        paths: files, folders (with all below them) and globs.
        output: folder of the dataset; made when it is not there.
        root: folder that source paths are relative to; by default that of the dataset, else the
            deepest that all paths share.
        rules: a folder of rules; None: those of the package.
        progress: is told of each file that is done.
        how: `exactly` makes the dataset these files and no others; `jobs` is the number of worker
            processes (0: none), `timeout` (seconds) and `memory` (MiB) what a document may take
            there, `cache` a folder for what was read, `verify` hashes every file, and without
            `language` the tables of what the words say stay empty; `spacy_model` is a trained Dutch
            pipeline that tags the words (an installed package or a folder); the others are those of
            :func:`extract`.

    Raises:
        InputError: a path does not exist, or is not below the root, or there are no files.
        RuleError: the rules are wrong; nothing was read.
        ModelError: the trained pipeline cannot be used; nothing was read.
        ValueError: there is no such PDF engine.
        OutputError: the output folder is not a dataset of ours, cannot be written, or another run
            is making it.
    """
    started = time.time()
    settings, folder = settings_of(**how), Path(output)
    directory = Path(rules).resolve() if rules else None
    if settings.jobs and not settings.cache_folder(folder).exists():
        from ggsr_extract.batch.processes import start_early

        start_early(has_language=settings.language)  # most likely there is something to read
    loaded = hold_rules(directory)
    _require_usable(folder)
    tagger = _tagger(settings)
    reading = reading_key(
        loaded.sha256,
        has_language=settings.language,
        options=settings.options,
        tagger=tagger.sha256 if tagger else "",
    )
    cache = Cache(settings.cache_folder(folder), reading)
    place = _root(Path(root) if root else None, folder, cache, settings)
    found = discover(tuple(paths), (folder, cache.folder), place)
    work = Work(directory, loaded.sha256, cache, settings.language, settings.options, tagger)
    with locked(folder):
        gathered = gather(found, folder, work, settings, progress)
        if gathered.is_changed:
            make(folder, gathered.content, work, partial(_run, started, gathered, work))
        cache.keep_root(folder, found.root)
    return report_of(folder, found.root, (gathered.named, gathered.reused))


def _tagger(settings: Settings) -> Tagger | None:
    """The trained pipeline that was asked for.

    Raises:
        InputError: there is nothing for it to do.
        ModelError: it cannot be used.
    """
    if settings.spacy_model is None:
        return None
    if not settings.language:
        raise InputError("a spaCy model tags the words, and words are not read without language")
    return tagger_of(settings.spacy_model)


def _require_usable(output: Path) -> None:
    """Refuse before the work is done what publishing would refuse after it."""
    try:
        recover(output)
        refuse_foreign(output.resolve())
    except OSError as error:
        raise OutputError(f"{output}: cannot be used: {error.strerror or error}") from error
    above = next(folder for folder in output.resolve().parents if folder.exists())
    if not above.is_dir():
        raise OutputError(f"{output}: cannot be made, {above} is no folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise OutputError(f"{output}: cannot be written: no permission to change {above}")


def _root(given: Path | None, output: Path, cache: Cache, settings: Settings) -> Path | None:
    """The folder that source paths are relative to: that of the dataset, if there is one.

    Raises:
        InputError: another one was asked for.
    """
    known = None if settings.exactly else cache.root_of(output)
    if known is None or not (output / DESCRIPTOR).exists():
        return given
    if given is not None and given.resolve() != known:
        raise InputError(
            f"the paths in {output} are relative to {known}: choose that --root, or make the "
            "dataset anew with --exactly"
        )
    return known


def _pipeline(work: Work) -> str | None:
    """What read the words, as the table `documents` says it too."""
    if work.tagger is not None:
        return f"{work.tagger.name} sha256:{work.tagger.sha256}"
    return BLANK if work.has_language else None


def _run(started: float, gathered: Gathered, work: Work) -> Mapping[str, object]:
    """What `run.json` tells of a run; the only place for clock times."""
    return {
        "command": "ingest",
        "started": datetime.fromtimestamp(started, UTC).isoformat(timespec="seconds"),
        "seconds": round(time.time() - started, 3),
        "extractor_version": extractor_version(),
        "python": platform.python_version(),
        "libraries": library_versions(),
        "sources": sum(map(len, gathered.content)),
        "read": len(gathered.named) - gathered.reused,
        "log": gathered.log,
        "rules_sha256": work.rules_sha256,
        "language_pipeline": _pipeline(work),
        "reading": work.cache.reading,
    }
