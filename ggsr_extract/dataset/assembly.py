"""A dataset put together from the rows of single documents, without holding them all.

Documents of one series are looked at together first, series by series, for what they tell of each
other; that waits in a file. Then the rows go by once, in the order of the tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.dataset.arrow import Levels, arrow_table, levels_of
from ggsr_extract.dataset.derive import Derived, derive
from ggsr_extract.dataset.derive.facts import DocumentFacts
from ggsr_extract.dataset.derive.panel import Panel
from ggsr_extract.dataset.integrity import require_integrity
from ggsr_extract.dataset.keyed import Sources
from ggsr_extract.dataset.model import DatasetError, Quarantined, Rows, Tables
from ggsr_extract.dataset.packed import Packed
from ggsr_extract.dataset.pieces import Contribution, is_of_documents, pieces_of, shared_rows
from ggsr_extract.dataset.spool import Spool
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.dataset.tabulate import encodable
from ggsr_extract.rules import Rules

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Fetch", "Member", "assemble", "common_tables", "dataset_levels", "settled"]

# Documents whose rows are in memory at a time, and bytes of them that are enough.
_DOCUMENTS = 64
_BYTES = 8 * 2**20

_FromFile = TypeVar("_FromFile", "Member", Quarantined)
Fetch = Callable[[str], Packed]


class Member(Struct, frozen=True, order=True):
    """A document of a dataset: its path and what is in it.

    `series` is that of its facts; it must be known when the dataset is assembled.
    """

    source_path: str
    source_sha256: str
    series: str = ""


def settled(
    members: Iterable[Member], quarantine: Iterable[Quarantined]
) -> tuple[tuple[Member, ...], tuple[Quarantined, ...]]:
    """Documents and refusals as they stand in the tables, by path.

    Of files with identical bytes the first path is the document; the others go to quarantine.

    Raises:
        DatasetError: two different files have the same key.
    """
    firsts: dict[str, Member] = {}
    refused = list(map(_encodable, quarantine))
    for member in sorted(map(_encodable, members)):
        first = firsts.setdefault(member.source_sha256[:12], member)
        if first.source_sha256 != member.source_sha256:
            raise DatasetError(f"{member.source_path} and {first.source_path} have the same key")
        if first is not member:
            refused.append(_double(member, first.source_path))
    return tuple(firsts.values()), tuple(sorted(refused, key=lambda item: item.source_path))


def _encodable(item: _FromFile) -> _FromFile:
    path = encodable(item.source_path)
    return item if path == item.source_path else replace(item, source_path=path)


def _double(member: Member, first: str) -> Quarantined:
    message = f"same bytes as {first}"
    return Quarantined(member.source_path, "read", "duplicate", message, member.source_sha256)


def assemble(
    members: Sequence[Member],
    quarantine: Sequence[Quarantined],
    fetch: Fetch,
    rules: Rules,
    scratch: Path,
) -> Iterator[tuple[str, pa.Table]]:
    """The rows of all tables, piece by piece: the same as if all had been tabulated at once.

    Args:
        members: the documents, as :func:`settled` has them.
        quarantine: what was refused, idem.
        fetch: the rows of a document, by its sha256; asked for several times.
        rules: those that the rows were made by.
        scratch: a folder for what must wait.

    Raises:
        DatasetError: what documents tell of each other breaks the rules of the dataset.
        OSError: the folder cannot be written.
    """
    common = common_tables(rules, tuple(quarantine))
    levels = dataset_levels(common)
    for name, table in all_tables().items():
        rows = common.get(name, Rows(table.column_names))
        yield name, arrow_table(table, rows, levels[name])
    shared: dict[str, Rows] = {}
    with closing(Spool(scratch)) as spool:
        for key, derived in _all_derived(members, fetch, common):
            spool.put(key, derived)
        for batch in _batches(members, fetch, spool):
            yield from pieces_of(batch, levels)
            shared = shared_rows(batch, shared, levels)
    for name, rows in shared.items():
        yield name, arrow_table(all_tables()[name], rows, levels[name])


def common_tables(rules: Rules, quarantine: tuple[Quarantined, ...] = ()) -> dict[str, Rows]:
    """The tables that have rows without any document."""
    sources = Sources((), quarantine, rules)
    return {
        table.name: Rows.of(table.filled_names, table.fill(sources))
        for table in all_tables().values()
        if table.fill is not None and not is_of_documents(table)
    }


def dataset_levels(common: Tables) -> Mapping[str, Levels]:
    """The code lists of all tables, by table and column."""
    return {name: levels_of(table, common) for name, table in all_tables().items()}


def _all_derived(
    members: Sequence[Member], fetch: Fetch, common: Tables
) -> Iterator[tuple[str, Derived]]:
    """What is told of each document, series by series."""
    series: defaultdict[str, list[str]] = defaultdict(list)
    for member in members:
        series[member.series].append(member.source_sha256)
    indicator_ids = tuple(map(str, common["indicators"].column("indicator_id")))
    for group in series.values():
        facts = tuple(fetch(sha256).unpacked_facts() for sha256 in group)
        derived = derive(Panel(facts, indicator_ids))
        _require_derived(facts, derived, common)
        yield from derived.items()


def _require_derived(
    facts: Sequence[DocumentFacts], derived: Mapping[str, Derived], common: Tables
) -> None:
    """Refuse derived rows that break a rule: all others were checked when they were made."""
    approaches = [approach for document in facts for approach in document.approaches]
    findings = {item.finding_id for approach in approaches for item in approach.judged}
    names = [table.name for table in all_tables().values() if table.derive is not None]
    rows = {
        name: Rows(
            all_tables()[name].column_names,
            tuple(row for item in derived.values() for row in item.rows[name].values),
        )
        for name in names
    }
    codes = {document.municipality_code for document in facts}
    keys = {
        "municipalities": Rows(("municipality_code",), tuple((code,) for code in codes)),
        "approaches": Rows(("approach_id",), tuple((item.approach_id,) for item in approaches)),
        "findings": Rows(("finding_id",), tuple((key,) for key in findings)),
    }
    require_integrity({**common, **keys, **rows}, names)


def _batches(
    members: Sequence[Member], fetch: Fetch, spool: Spool
) -> Iterator[tuple[Contribution, ...]]:
    """The documents in order, as many at a time as are little enough."""
    batch: list[Contribution] = []
    size = 0
    for member in members:
        packed = fetch(member.source_sha256)
        derived = spool.get(member.source_sha256[:12])
        batch.append(Contribution(member.source_path, packed.batches(), derived))
        size += packed.size
        if len(batch) == _DOCUMENTS or size > _BYTES:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)
