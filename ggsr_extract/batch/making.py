"""From what is in the cache to a dataset in its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from ggsr_extract.batch.cache import Cache
from ggsr_extract.batch.entry import Entry
from ggsr_extract.batch.published import reading_of
from ggsr_extract.batch.work import Work
from ggsr_extract.dataset import Quarantined
from ggsr_extract.dataset.assembly import Member, assemble, common_tables, dataset_levels
from ggsr_extract.dataset.load import require_unchanged
from ggsr_extract.dataset.model import DatasetError, Tables
from ggsr_extract.dataset.parting import restored
from ggsr_extract.dataset.publish import publish_pieces
from ggsr_extract.errors import OutputError

__all__ = ["make"]

_Content = tuple[Sequence[Member], Sequence[Quarantined]]


def make(
    output: Path, content: _Content, work: Work, run: Callable[[], Mapping[str, object]]
) -> None:
    """Replace the dataset in `output` by one of these documents and refusals.

    Args:
        output: its folder. What the cache has lost of documents is taken from what it holds, if the
            same program and rules made that.
        content: documents and refusals, as they stand in the tables.
        work: what made the rows.
        run: what `run.json` tells, asked for last.

    Raises:
        OutputError: the dataset or the cache cannot be written, or rows are nowhere to be found.
        DatasetError: rows break the rules of the dataset.
    """
    members, refused = content
    common = common_tables(work.rules())
    known = tuple(_with_series(members, work.cache, output, common))
    cache = work.cache.folder
    cache.mkdir(parents=True, exist_ok=True)
    pieces = assemble(known, refused, work.cache.packed, work.rules(), cache)
    publish_pieces(pieces, dataset_levels(common), output, run)


def _with_series(
    members: Sequence[Member], cache: Cache, output: Path, common: Tables
) -> Iterator[Member]:
    """The documents with their series; rows of each are in the cache."""
    found = {item.source_sha256: item.series or _series(item, cache) for item in members}
    lost = frozenset(sha256[:12] for sha256, series in found.items() if series is None)
    if lost and reading_of(output) == cache.reading:
        found.update(_restored(lost, cache, output, common))
    for member in members:
        series = found[member.source_sha256]
        if series is None:
            raise OutputError(
                f"{cache.folder}: lacks the rows of {member.source_path}: delete it and run again"
            )
        yield replace(member, series=series)


def _series(member: Member, cache: Cache) -> str | None:
    entry = cache.find(member.source_sha256)
    return entry.packed.series if entry and entry.packed else None


def _restored(
    document_ids: frozenset[str], cache: Cache, output: Path, common: Tables
) -> Iterator[tuple[str, str]]:
    """Put documents of the dataset back into the cache.

    Raises:
        OutputError: the dataset is damaged.
    """
    try:
        require_unchanged(output)
        for sha256, packed in restored(output, document_ids, common):
            cache.keep(Entry(sha256, packed=packed))
            yield sha256, packed.series
    except DatasetError as error:
        raise OutputError(
            f"{output}: what it holds cannot be kept: {error}; --exactly makes it anew"
        ) from error
