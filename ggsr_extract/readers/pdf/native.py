"""pdfium's C functions with plain addresses, and the way from its coordinates to the page's.

The wrappers' typed pointers would take most of the time. Whoever holds an address keeps the page
and the text page open.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import CFUNCTYPE, c_float, c_void_p
from dataclasses import dataclass
from functools import cache
from typing import Any

__all__ = ["Frame", "MatrixStruct", "RectStruct", "address_of", "function"]


class RectStruct(ctypes.Structure):
    """FS_RECTF."""

    _fields_ = [(name, c_float) for name in ("left", "top", "right", "bottom")]


class MatrixStruct(ctypes.Structure):
    """FS_MATRIX."""

    _fields_ = [(name, c_float) for name in "abcdef"]


@dataclass(frozen=True, slots=True)
class Frame:
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

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as shown."""
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
def _function(name: str, result: Any, arguments: tuple[Any, ...]) -> Callable[..., Any]:
    import pypdfium2.raw

    address = ctypes.cast(getattr(pypdfium2.raw, name), c_void_p).value
    prototype: Callable[[int | None], Callable[..., Any]] = CFUNCTYPE(result, *arguments)
    return prototype(address)


def address_of(handle: object) -> int | None:
    """The plain address of a pypdfium2 handle."""
    return ctypes.cast(getattr(handle, "raw", handle), c_void_p).value  # type: ignore[arg-type]
