"""Reading a dataset back."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ggsr_extract.dataset.arrow import string_array
from ggsr_extract.dataset.descriptor import DESCRIPTOR, read_descriptor
from ggsr_extract.dataset.model import DatasetError
from ggsr_extract.dataset.parquet import read_parquet
from ggsr_extract.dataset.swap import recover, settled
from ggsr_extract.errors import OutputError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["Dataset", "load", "require_unchanged"]


class Dataset(Mapping[str, "pd.DataFrame"]):
    """The tables of a dataset as pandas frames, by name: `dataset["findings"]`, `dataset.findings`.

    A table is read when it is first asked for. Code columns are categories with all levels of
    their code list, also where a level does not occur.
    """

    def __init__(self, folder: Path, descriptor: Mapping[str, Any]) -> None:
        self._folder = folder
        self._resources = {item["name"]: item for item in descriptor["resources"]}
        self._frames: dict[str, pd.DataFrame] = {}
        self.descriptor = descriptor

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._frames:
            self._frames[name] = self.arrow(name).to_pandas()
        return self._frames[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"a dataset has no table {name!r}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._resources)

    def __len__(self) -> int:
        return len(self._resources)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._resources]

    def __repr__(self) -> str:
        counts = ", ".join(f"{name} {item['rows']}" for name, item in self._resources.items())
        return f"<Dataset {self._folder.name}: {counts}>"

    def arrow(self, name: str) -> pa.Table:
        """A table as Arrow, with its schema and all levels of its code lists.

        Raises:
            KeyError: there is no such table.
            DatasetError: the file is not the one that the descriptor tells of.
        """
        resource = self._resources[name]
        table = _read(self._folder / resource["path"], resource.get("hash"))
        for field in resource["schema"]["fields"]:
            if "categories" in field and field["name"] in table.column_names:
                table = _with_levels(table, field["name"], tuple(field["categories"]))
        return table


def load(output: Path) -> Dataset:
    """The dataset in a folder, completing first what a killed run left half-way.

    Raises:
        OutputError: there is none, or it cannot be read.
    """
    recover(output)
    try:
        return Dataset(output, read_descriptor(output))
    except FileNotFoundError:
        if settled(output):
            return load(output)
        raise OutputError(f"{output}: no dataset here ({DESCRIPTOR} is missing)") from None
    except (OSError, ValueError) as error:
        raise OutputError(f"{output}: the dataset cannot be read: {error}") from error


def require_unchanged(
    output: Path, names: Collection[str] | None = None, *, by_hash: bool = True
) -> None:
    """Refuse a dataset whose files are not those that were published.

    Args:
        output: the dataset.
        names: the tables whose files are looked at; None: all.
        by_hash: read the files, instead of looking at their sizes.

    Raises:
        DatasetError: a file is missing, or another one.
    """
    for item in read_descriptor(output)["resources"]:
        path = output / item["path"]
        if names is None or item["name"] in names:
            try:
                is_same = path.stat().st_size == item["bytes"]
                is_same = is_same and (not by_hash or _is_hash(path, item["hash"]))
            except OSError as error:
                reason = error.strerror or error
                raise DatasetError(f"{path.name}: cannot be read: {reason}") from error
            if not is_same:
                raise DatasetError(f"{path.name}: is not the file that {DESCRIPTOR} tells of")


def _is_hash(path: Path, expected: object) -> bool:
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}" == expected


def _read(path: Path, expected: object) -> pa.Table:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DatasetError(f"{path.name}: cannot be read: {error.strerror or error}") from error
    if f"sha256:{hashlib.sha256(data).hexdigest()}" != expected:
        raise DatasetError(
            f"{path.name}: is not the file that {DESCRIPTOR} tells of: it was changed, or a new "
            "dataset took its place while this one was being read (load it again)"
        )
    return read_parquet(data, path.name)


def _with_levels(table: pa.Table, name: str, levels: tuple[str, ...]) -> pa.Table:
    """The column with all levels, in order: a table without rows loses them in Parquet."""
    import pyarrow as pa
    import pyarrow.compute as pc

    place = table.column_names.index(name)
    field, column = table.field(place), table.column(place)
    dictionary = string_array(levels)
    chunks = [
        pa.DictionaryArray.from_arrays(pc.index_in(texts, value_set=dictionary), dictionary)
        for texts in column.cast(pa.string()).chunks or [string_array([])]
    ]
    kind = pa.dictionary(pa.int32(), pa.string())
    return table.set_column(place, field.with_type(kind), pa.chunked_array(chunks, type=kind))
