"""Paths in, dataset out."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from ggsr_extract.batch.discovery import Discovery, Source, discover
from ggsr_extract.batch.progress import Progress, Watcher
from ggsr_extract.batch.report import Report, report_of
from ggsr_extract.batch.work import Outcome, work_on
from ggsr_extract.dataset import Quarantined, SourceFactsheet, publish, recover, tabulate
from ggsr_extract.dataset.swap import refuse_foreign
from ggsr_extract.dataset.version import extractor_version
from ggsr_extract.errors import OutputError
from ggsr_extract.rules import Rules, load_rules

__all__ = ["ingest"]

# Whatever can change a value, or the bytes of a file.
_LIBRARIES = ("charset-normalizer", "ftfy", "markdown-it-py", "pyarrow", "pydantic", "rapidfuzz")


def ingest(
    paths: Iterable[str | Path],
    output: str | Path,
    *,
    root: str | Path | None = None,
    rules: str | Path | None = None,
    progress: Watcher | None = None,
) -> Report:
    """Make the dataset in `output` exactly that of the files that `paths` name.

    A file that cannot be read, or is no factsheet, goes to the table `quarantine` and costs no
    other file anything. The dataset changes as a whole, at the end; a run that fails or is killed
    leaves the old one.

    Args:
        paths: files, folders (with all below them) and globs.
        output: folder of the dataset; made when it is not there.
        root: folder that source paths are relative to; by default the deepest that all share.
        rules: a folder of rules; None: those of the package.
        progress: is told of each file that is done.

    Raises:
        InputError: a path does not exist, or there are no files.
        RuleError: the rules are wrong; nothing was read.
        OutputError: the output folder is not a dataset of ours, or cannot be written.
    """
    started = time.time()
    loaded = load_rules(Path(rules) if rules else None)
    folder = Path(output)
    _require_usable(folder)
    found = discover(tuple(paths), folder, Path(root) if root else None)
    outcomes = tuple(_work(found.sources, loaded, progress))
    tables = tabulate(
        [item.result for item in outcomes if isinstance(item.result, SourceFactsheet)],
        [*found.refused, *(i.result for i in outcomes if isinstance(i.result, Quarantined))],
        loaded,
    )
    publish(tables, folder, _run(started, found, outcomes, loaded))
    return report_of(tables, found.root, folder)


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


def _work(sources: tuple[Source, ...], rules: Rules, progress: Watcher | None) -> Iterable[Outcome]:
    for number, source in enumerate(sources, 1):
        outcome = work_on(source, rules)
        if progress is not None:
            code = outcome.result.code if isinstance(outcome.result, Quarantined) else None
            progress(Progress(number, len(sources), source.source_path, code))
        yield outcome


def _run(
    started: float, found: Discovery, outcomes: tuple[Outcome, ...], rules: Rules
) -> Mapping[str, object]:
    """What `run.json` tells of a run; the only place for clock times."""
    return {
        "command": "ingest",
        "started": datetime.fromtimestamp(started, UTC).isoformat(timespec="seconds"),
        "seconds": round(time.time() - started, 3),
        "extractor_version": extractor_version(),
        "rules_sha256": rules.sha256,
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in _LIBRARIES},
        "sources": len(found.sources) + len(found.refused),
        "log": [
            {"source_path": item.result.source_path, "trace": item.trace}
            for item in outcomes
            if item.trace
        ],
    }
