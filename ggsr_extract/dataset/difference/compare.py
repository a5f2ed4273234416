"""Two datasets, table by table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.dataset.difference.correspondence import corresponding
from ggsr_extract.dataset.difference.matching import Matches, rows_at
from ggsr_extract.dataset.difference.model import (
    CellChange,
    ChangedRow,
    Difference,
    LoneRow,
    Side,
    TableDifference,
)
from ggsr_extract.dataset.difference.renames import Renames
from ggsr_extract.dataset.difference.sides import BothSides, column_changes, read_both
from ggsr_extract.dataset.difference.weight import by_weight
from ggsr_extract.dataset.load import Dataset, load
from ggsr_extract.dataset.model import Row, Value

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["diff"]

# Their keys begin the keys of other rows, so they come first; with the texts that tell whether
# offsets mean the same on both sides.
_FIRST = ("documents", "pages", "approaches", "findings")
_PARENTS = frozenset(["documents", "approaches", "findings"])
# Where the rows of a document come from; no difference in what they say.
_MADE_BY = ("extractor_version", "rules_sha256")


def diff(old: Path, new: Path) -> Difference:
    """What differs between two datasets: rows added, removed and changed, by table.

    Rows are matched by their primary key. One whose key changed, because it is made from what
    changed, is the same row where a document has the same path, an approach the same ordinal in
    its document, any other row the same year and a place in the text that overlaps.

    Raises:
        OutputError: one of them is no dataset, or cannot be read.
        DatasetError: a file of theirs is not the one that its descriptor tells of.
    """
    before, after = load(old), load(new)
    made_by: set[tuple[str, Value, Value]] = set()
    found: list[TableDifference] = []
    for compared in _compared(before, after):
        made_by.update(compared.made_by)
        found.append(compared.difference)
    return Difference(
        tuple(sorted((each for each in found if not each.is_empty), key=by_weight)),
        tuple(CellChange(*each) for each in sorted(made_by, key=repr)),
    )


class _Compared(Struct, frozen=True):
    """A table's difference; what `made_by` says is apart from it."""

    difference: TableDifference
    made_by: frozenset[tuple[str, Value, Value]] = frozenset()


def _compared(before: Dataset, after: Dataset) -> Iterator[_Compared]:
    files = _Files(_paths(before), _paths(after))
    renames, same_texts = Renames(), frozenset[str]()
    in_both = {*before} & {*after}
    yield from (_Compared(_one_sided(name, before, "old")) for name in {*before} - in_both)
    yield from (_Compared(_one_sided(name, after, "new")) for name in {*after} - in_both)
    for name in sorted(in_both, key=_turn):
        both = read_both(name, before, after, renames)
        matches = corresponding(both, same_texts)
        if name in _PARENTS:
            renames = _renamed(renames, both, matches)
        elif name == "pages":
            same_texts = _same_texts(both, matches)
        yield _described(both, matches, files)


def _turn(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _one_sided(name: str, dataset: Dataset, only_in: Side) -> TableDifference:
    return TableDifference(name, only_in=only_in, rows=dataset.arrow(name).num_rows)


def _renamed(renames: Renames, both: BothSides, matches: Matches) -> Renames:
    """The renames, with those of the rows of a table."""
    if len(both.primary_key) != 1:
        return renames
    (key,) = both.primary_key
    old = _values(both.old, key, [one for one, _ in matches.changed])
    new = _values(both.new, key, [other for _, other in matches.changed])
    removed = frozenset(_values(both.old, key, matches.removed))
    return renames.with_keys(dict(zip(old, new, strict=True)), removed)


def _same_texts(both: BothSides, matches: Matches) -> frozenset[str]:
    """Documents whose text is the same on both sides, as far as the pages tell."""
    if "document_id" not in both.columns:
        return frozenset()
    old = [*(one for one, _ in matches.changed), *matches.removed]
    new = [*(other for _, other in matches.changed), *matches.added]
    other_texts = {
        *_values(both.keyed, "document_id", old),
        *_values(both.new, "document_id", new),
    }
    return frozenset(both.new.column("document_id").to_pylist()) - other_texts


def _values(table: pa.Table, name: str, places: Sequence[int]) -> list[str]:
    return [str(row[name]) for row in rows_at(table.select([name]), places)]


class _Files(Struct, frozen=True):
    """Paths of the sources, by document, of the old and of the new dataset."""

    old: dict[str, str]
    new: dict[str, str]


def _paths(dataset: Dataset) -> dict[str, str]:
    if "documents" not in set(dataset):
        return {}
    rows = dataset.arrow("documents")
    if not {"document_id", "source_path"} <= set(rows.column_names):
        return {}
    return {row["document_id"]: row["source_path"] for row in rows.to_pylist()}


def _path_of(row: Row, paths: dict[str, str]) -> str | None:
    """The file of a row: as it says itself, or by the document that one of its keys begins with."""
    if "source_path" in row:
        return cast("str | None", row["source_path"])
    keys = (str(value).split("/", 1)[0] for name, value in row.items() if name.endswith("_id"))
    return next((paths[key] for key in keys if key in paths), None)


def _described(both: BothSides, matches: Matches, files: _Files) -> _Compared:
    changed = list(_changed_rows(both, matches, files))
    cells = {cell for row in changed for cell in row.cells if cell.column in _MADE_BY}
    kept = (replace(row, cells=_telling(row.cells)) for row in changed)
    difference = TableDifference(
        both.name,
        columns=column_changes(both.old, both.new),
        removed=_lone(both, both.old, matches.removed, files.old),
        added=_lone(both, both.new, matches.added, files.new),
        changed=tuple(row for row in kept if row.cells or row.key != row.old_key),
    )
    return _Compared(difference, frozenset((cell.column, cell.old, cell.new) for cell in cells))


def _telling(cells: tuple[CellChange, ...]) -> tuple[CellChange, ...]:
    return tuple(cell for cell in cells if cell.column not in _MADE_BY)


def _lone(
    both: BothSides, table: pa.Table, places: Sequence[int], paths: dict[str, str]
) -> tuple[LoneRow, ...]:
    return tuple(
        LoneRow(both.key_of(row), _path_of(row, paths), tuple(row.items()))
        for row in rows_at(table, places)
    )


def _changed_rows(both: BothSides, matches: Matches, files: _Files) -> Iterator[ChangedRow]:
    places = [one for one, _ in matches.changed]
    old, keyed = rows_at(both.old, places), rows_at(both.keyed, places)
    new = rows_at(both.new, [other for _, other in matches.changed])
    names = [name for name in both.columns if name not in both.primary_key]
    for was, mapped, row in zip(old, keyed, new, strict=True):
        cells = tuple(
            CellChange(name, was[name], row[name])
            for name in names
            if not _is_same(mapped[name], row[name])
        )
        yield ChangedRow(both.key_of(was), both.key_of(row), _path_of(row, files.new), cells)


def _is_same(old: Value, new: Value) -> bool:
    """Whether values say the same; those of another type are compared by what they say."""
    if old is None or new is None or type(old) is type(new):
        return old == new
    return str(old) == str(new)
