"""Bytes to documents: formats, encodings, pages, table cells. Not one word of the domain.

A format is one module of this package that registers a :class:`~.registry.Reader` of its own; a
shape of table in text is one that registers a :class:`~.registry.Shape`. Both are told apart by
content, never by a file's name.
"""

from __future__ import annotations

from ggsr_extract.errors import SourceError
from ggsr_extract.options import ReadOptions
from ggsr_extract.readers.registry import choose, registered_readers
from ggsr_extract.text import Document

__all__ = ["read"]


def read(data: bytes, name: str = "", options: ReadOptions | None = None) -> Document:
    """Read a source; `name` is for messages only.

    Raises:
        SourceError: nobody can read it; its `code` is one of the contract's quarantine codes.
    """
    if not data:
        raise SourceError("empty", "the file is empty")
    return choose(data, registered_readers()).read(data, name, options or ReadOptions())
