"""Long texts, short enough for a line: where they begin, or where two of them differ."""

from __future__ import annotations

from itertools import takewhile

__all__ = ["beginning", "excerpts"]

_CONTEXT = 30
_LENGTH = 160


def beginning(text: str) -> str:
    """How a text begins."""
    return _cut(text, 0, len(text))


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Where two texts differ, with some words around; … stands for what is left out.

    >>> excerpts("Dit blijft zo. " * 20 + "Nee.", "Dit blijft zo. " * 20 + "Ja.")
    ('…Dit blijft zo. Dit blijft zo. Nee.', '…Dit blijft zo. Dit blijft zo. Ja.')
    """
    if max(len(old), len(new)) <= _LENGTH:
        return old, new
    start = _shared(old, new)
    rest = min(len(old), len(new)) - start
    end = min(rest, _shared(old[::-1], new[::-1]))
    return _cut(old, start, len(old) - end), _cut(new, start, len(new) - end)


def _shared(old: str, new: str) -> int:
    """Number of characters that two texts begin with both."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    return sum(1 for _ in same)


def _cut(text: str, start: int, end: int) -> str:
    first = max(0, start - _CONTEXT)
    last = min(len(text), end + _CONTEXT, first + _LENGTH)
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"
