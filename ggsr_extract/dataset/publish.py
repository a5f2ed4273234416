"""Writing a dataset: as a whole, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ggsr_extract.dataset.arrow import Levels, arrow_schema, arrow_tables, levels_of
from ggsr_extract.dataset.descriptor import (
    DESCRIPTOR,
    FileFacts,
    describe,
    file_facts,
    read_descriptor,
)
from ggsr_extract.dataset.integrity import require_integrity
from ggsr_extract.dataset.model import Tables
from ggsr_extract.dataset.row_groups import RowGroups
from ggsr_extract.dataset.swap import (
    Step,
    Swap,
    flush,
    flush_all,
    no_step,
    recover,
    refuse_foreign,
)
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.errors import OutputError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["RUN", "publish", "publish_pieces"]

RUN = "run.json"


def publish(
    tables: Tables, output: Path, run: Mapping[str, object], *, on_step: Step = no_step
) -> None:
    """Replace the dataset in `output` by this one, completing first what a kill left half-way.

    For :func:`publish_pieces` with all rows at once.

    Raises:
        DatasetError: the rows break the rules of the dataset; nothing is written.
        OutputError: the folder is not ours, cannot be written, or another run is publishing.
    """
    require_integrity(tables)
    levels = {name: levels_of(table, tables) for name, table in all_tables().items()}
    publish_pieces(arrow_tables(tables), levels, output, lambda: run, on_step=on_step)


def publish_pieces(
    pieces: Iterable[tuple[str, pa.Table]],
    levels: Mapping[str, Levels],
    output: Path,
    run: Callable[[], Mapping[str, object]],
    *,
    on_step: Step = no_step,
) -> None:
    """Replace the dataset in `output`, completing first what a kill left half-way.

    Whoever is killed, or fails, at any moment leaves the old dataset or the new one, after
    :func:`recover`. Files in the folder that are no part of a dataset stay.

    Args:
        pieces: rows by the name of their table; those of one table in order. Not checked.
        levels: code lists by table and column.
        output: the folder; made when it is not there.
        run: what `run.json` tells, asked for last: the only place for clock times.
        on_step: is told of each step, before the next begins.

    Raises:
        OutputError: the folder is not ours, cannot be written, or another run is publishing.
    """
    swap = Swap(output.resolve())
    recover(output)
    try:
        with swap.staging() as folder:
            refuse_foreign(swap.output)
            facts = _write_tables(pieces, levels, folder, on_step)
            _write_json(folder / RUN, run())
            _write_json(_unsealed(folder), describe(facts, levels))
            flush_all(folder.iterdir())
            on_step("descriptor written")
            _keep_others(swap.output, folder)
            _seal(folder, on_step)
            swap.commit(on_step)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {error.strerror or error}") from error


def _write_tables(
    pieces: Iterable[tuple[str, pa.Table]],
    levels: Mapping[str, Levels],
    folder: Path,
    on_step: Step,
) -> dict[str, FileFacts]:
    """The file of each table."""
    facts: dict[str, FileFacts] = {}
    schemas = {name: arrow_schema(table, levels[name]) for name, table in all_tables().items()}
    with closing(RowGroups(folder, schemas)) as files:
        for name, piece in pieces:
            files.add(name, piece)
        for name in schemas:
            path = files.finish(name)
            facts[name] = file_facts(path, files.rows[name])
            on_step(f"{name} written")
    return facts


def _seal(folder: Path, on_step: Step) -> None:
    flush(folder)
    _unsealed(folder).rename(folder / DESCRIPTOR)
    flush(folder)
    on_step("complete")


def _unsealed(folder: Path) -> Path:
    return folder / f"{DESCRIPTOR}.part"


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    # Indented at once it would be written by Python instead of C, which takes many times longer.
    text = msgspec.json.format(json.dumps(content, ensure_ascii=False), indent=2)
    path.write_text(f"{text}\n", encoding="utf-8")


def _keep_others(output: Path, folder: Path) -> None:
    """Bring along what stands in the old folder and is no part of its dataset."""
    if not output.is_dir() or not any(output.iterdir()):
        return
    import shutil

    resources = read_descriptor(output)["resources"]
    parts = {DESCRIPTOR, RUN, *(resource["path"] for resource in resources)}
    shutil.copymode(output, folder)
    for entry in output.iterdir():
        if entry.name not in parts and not (folder / entry.name).exists():
            _bring(entry, folder / entry.name)


def _bring(entry: Path, place: Path) -> None:
    import shutil

    if entry.is_symlink() or entry.is_file():
        shutil.copy2(entry, place, follow_symlinks=False)
    elif entry.is_dir():
        shutil.copytree(entry, place, symlinks=True)
    else:
        raise OSError(f"{entry.name} in it is neither a file nor a folder")
