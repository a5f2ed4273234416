"""What other rules make of the same sources."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from ggsr_extract.batch.discovery import InputError
from ggsr_extract.batch.ingest import ingest
from ggsr_extract.batch.progress import Watcher
from ggsr_extract.batch.settings import How
from ggsr_extract.dataset.descriptor import DESCRIPTOR
from ggsr_extract.rules import load_rules

if TYPE_CHECKING:
    from ggsr_extract.dataset.difference import Difference

__all__ = ["diff_rules"]


def diff_rules(
    paths: Iterable[str | Path],
    rules: str | Path,
    old_rules: str | Path | None = None,
    *,
    progress: Watcher | None = None,
    **how: Unpack[How],
) -> Difference:
    """What differs between the datasets that two sets of rules make of the same sources.

    Both are made in a temporary folder, and are gone afterwards.

    Args:
        paths: files, folders (with all below them) and globs.
        rules: a folder of rules: those of the new dataset.
        old_rules: a folder of rules: those of the old dataset; None: those of the package.
        progress: is told of each file that is done, twice.
        how: as for :func:`ingest`.

    Raises:
        InputError: a path does not exist or is a dataset, or there are no files.
        RuleError: rules are wrong; nothing was read.
        OutputError: no dataset can be written in the folder for temporary files.
    """
    from tempfile import TemporaryDirectory

    from ggsr_extract.dataset.difference import diff

    sources = tuple(map(Path, paths))
    for path in sources:
        if (path / DESCRIPTOR).is_file():
            raise InputError(f"{path}: is a dataset; name the sources that it was made of")
    for each in (rules, old_rules):
        load_rules(Path(each) if each else None)
    with TemporaryDirectory(prefix="ggsr-extract-") as folder:
        old, new = Path(folder, "old"), Path(folder, "new")
        ingest(sources, old, rules=old_rules, progress=progress, **how)
        ingest(sources, new, rules=rules, progress=progress, **how)
        return diff(old, new)
