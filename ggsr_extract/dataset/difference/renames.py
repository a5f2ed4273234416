"""Keys that changed although the row is the same: the old one reads as the new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from ggsr_extract.dataset.arrow import flat, string_array

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Renames"]

# Ends the name of a row that is gone, where another row has taken the name; no key holds it.
_GONE = "\0gone"


class Renames(Struct, frozen=True):
    """Old keys of documents, approaches and findings, with the new ones.

    Keys are made from their parents' keys, so whatever begins with a renamed key is renamed too.
    """

    keys: Mapping[str, str] = field(default_factory=dict)

    def with_keys(self, renamed: Mapping[str, str], removed: frozenset[str]) -> Renames:
        """These, and `renamed` ones; keys that rows leave behind, `removed`, stay apart."""
        taken = removed & frozenset(renamed.values())
        changed = {old: new for old, new in renamed.items() if old != new}
        return Renames({**self.keys, **changed, **{key: key + _GONE for key in taken}})

    def __call__(self, key: str) -> str:
        """The key as the new dataset has it: by the longest part of it that was renamed."""
        end = len(key)
        while end >= 0:
            renamed = self.keys.get(key[:end])
            if renamed is not None:
                return renamed + key[end:]
            end = key.rfind("/", 0, end)
        return key

    def table(self, old: pa.Table) -> pa.Table:
        """The old table, with the keys that the new dataset has."""
        if not self.keys:
            return old
        for place, name in enumerate(old.column_names):
            if "_id" in name:
                old = old.set_column(place, name, self._column(old.column(place)))
        return old

    def _column(self, column: pa.ChunkedArray) -> pa.Array:
        import pyarrow as pa

        if not pa.types.is_large_string(column.type):
            return column
        coded = flat(column).dictionary_encode()
        texts = [self(text) for text in coded.dictionary.to_pylist()]
        return string_array(texts).take(coded.indices).cast(pa.large_string())
