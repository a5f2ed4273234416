"""Who reads what: formats and table shapes register themselves here.

A format is one module of this package that calls :func:`register_reader`; a shape of table in text
is one that calls :func:`register_shape`. Neither is listed anywhere.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from functools import cache

from msgspec import Struct

from ggsr_extract.errors import SourceError
from ggsr_extract.options import ReadOptions
from ggsr_extract.readers.magic import describe
from ggsr_extract.readers.sheet import Finds, Sheet
from ggsr_extract.text import Document

__all__ = [
    "Claim",
    "Reader",
    "Shape",
    "choose",
    "load_parts",
    "register_reader",
    "register_shape",
    "registered_readers",
    "registered_shapes",
]


class Claim(IntEnum):
    """How sure a reader is that a source is its own."""

    FALLBACK = 1
    PLAUSIBLE = 2
    CERTAIN = 3


class Reader(Struct, frozen=True):
    """A source format.

    `claim` looks at the bytes alone (None: not mine) and never raises; `read` takes the bytes, a
    name for messages and what the user said, and raises `SourceError` for what it cannot read.
    """

    name: str
    claim: Callable[[bytes], Claim | None]
    read: Callable[[bytes, str, ReadOptions], Document]


class Shape(Struct, frozen=True):
    """A way in which text shows a table.

    `find` gets the sheet and the runs of printed lines that no earlier shape took; `order` says who
    looks first (lower is earlier: surer signs before weaker ones).
    """

    name: str
    order: int
    find: Callable[[Sheet, Sequence[range]], Finds]


_READERS: dict[str, Reader] = {}
_SHAPES: dict[str, Shape] = {}


def register_reader(reader: Reader) -> None:
    """Add a format; a second one of the same name replaces it."""
    _READERS[reader.name] = reader


def register_shape(shape: Shape) -> None:
    """Add a shape of table; a second one of the same name replaces it."""
    _SHAPES[shape.name] = shape


def registered_readers() -> tuple[Reader, ...]:
    """Every format, by name."""
    load_parts()
    return tuple(_READERS[name] for name in sorted(_READERS))


def registered_shapes() -> tuple[Shape, ...]:
    """Every shape of table, in the order in which they look."""
    load_parts()
    return tuple(sorted(_SHAPES.values(), key=lambda shape: (shape.order, shape.name)))


@cache
def load_parts() -> None:
    """Import every module of this package, so that each can register itself."""
    package = importlib.import_module("ggsr_extract.readers")
    for part in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{part.name}")


def choose(data: bytes, readers: Iterable[Reader]) -> Reader:
    """The reader with the highest claim.

    Raises:
        SourceError: `binary` when nobody claims the source, `ambiguous_reader` when two claim it
            equally.
    """
    claims = [(claim, reader) for reader in readers if (claim := reader.claim(data)) is not None]
    if not claims:
        raise SourceError("binary", describe(data))
    top = max(claim for claim, _ in claims)
    claimants = [reader for claim, reader in claims if claim is top]
    if len(claimants) > 1:
        names = ", ".join(reader.name for reader in claimants)
        raise SourceError(
            "ambiguous_reader", f"{len(claimants)} readers are equally sure of this file: {names}"
        )
    return claimants[0]
