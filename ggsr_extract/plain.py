"""Frozen values as what JSON can hold, and back: dataclasses, mappings, tuples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import Any

__all__ = ["from_plain", "to_plain"]

_CLASS, _CONTENT = "class", "content"


def to_plain(value: object) -> Any:
    """Lists, dicts, texts, numbers and None; dataclasses and mappings say which they were."""
    if is_dataclass(value):
        content = {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
        return {_CLASS: type(value).__name__, _CONTENT: content}
    if isinstance(value, Mapping):
        return {_CLASS: "", _CONTENT: {key: to_plain(item) for key, item in value.items()}}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return value


def from_plain(plain: Any, classes: Mapping[str, type]) -> Any:
    """The value that :func:`to_plain` was given; mappings can no longer be changed.

    Args:
        plain: what it made.
        classes: the dataclasses that may occur, by name.

    Raises:
        LookupError: there is another class.
        TypeError: a class has other fields.
    """
    if isinstance(plain, list):
        return tuple([from_plain(item, classes) for item in plain])
    if not isinstance(plain, dict):
        return plain
    content = {key: from_plain(item, classes) for key, item in plain[_CONTENT].items()}
    name = plain[_CLASS]
    return classes[name](**content) if name else MappingProxyType(content)
