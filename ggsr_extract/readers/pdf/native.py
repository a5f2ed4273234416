"""pdfium's C functions with plain addresses, and the way from its coordinates to the page's.

The wrappers' typed pointers would take most of the time. Whoever holds an address keeps the page
and the text page open.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import CFUNCTYPE, PYFUNCTYPE, c_float, c_void_p
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from ggsr_extract.readers.pdf.model import Numbers

__all__ = [
    "Frame",
    "Handle",
    "MatrixStruct",
    "address_of",
    "function",
    "quick_function",
    "targets_in",
]


Place = TypeVar("Place", float, "Numbers")


class Handle(c_void_p):
    """Something of pdfium's, by its address; false when it is nothing."""


class MatrixStruct(ctypes.Structure):
    """FS_MATRIX."""

    _fields_ = [(name, c_float) for name in "abcdef"]


class Frame(Struct, frozen=True):
    """Turns pdfium's page coordinates into points from the top left of the page as it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def place(self, x: Place, y: Place) -> tuple[Place, Place]:
        """A point of the page as shown, or an array of points."""
        match self.turns:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y


def function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A C function of pdfium that takes and gives plain addresses."""
    return _function(name, result, arguments)


@cache
def quick_function(name: str, result: Any) -> Callable[..., Any]:
    """A C function that takes ctypes objects (and small integers) just as they are.

    Nothing is converted and the lock of the interpreter is kept: for short calls by the thousand,
    this takes half the time.
    """
    prototype: Callable[[int | None], Callable[..., Any]] = PYFUNCTYPE(result)
    return prototype(_address(name))


def targets_in(array: ctypes.Array[Any]) -> list[Any]:
    """Where each element of an array is, for a function to write to."""
    step = ctypes.sizeof(array._type_)
    return list(map(ctypes.byref, repeat(array), range(0, step * len(array), step)))


@cache
def _function(name: str, result: Any, arguments: tuple[Any, ...]) -> Callable[..., Any]:
    prototype: Callable[[int | None], Callable[..., Any]] = CFUNCTYPE(result, *arguments)
    return prototype(_address(name))


def _address(name: str) -> int | None:
    import pypdfium2.raw

    return ctypes.cast(getattr(pypdfium2.raw, name), c_void_p).value


def address_of(handle: object) -> int | None:
    """The plain address of a pypdfium2 handle."""
    return ctypes.cast(getattr(handle, "raw", handle), c_void_p).value  # type: ignore[arg-type]
