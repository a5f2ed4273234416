"""How much of a text came through."""

from __future__ import annotations

from collections.abc import Iterable

from ggsr_extract.text import Span

__all__ = ["text_coverage"]


def text_coverage(text: str, unclaimed: Iterable[Span]) -> float:
    """1 minus the share of the non-blank characters that lie in `unclaimed`.

    >>> text_coverage("ab cd", [Span(3, 5)])
    0.5
    """
    total = _visible(text)
    lost = sum(_visible(text[span.start : span.end]) for span in unclaimed)
    return 1.0 - lost / total if total else 1.0


def _visible(text: str) -> int:
    return sum(map(len, text.split()))
