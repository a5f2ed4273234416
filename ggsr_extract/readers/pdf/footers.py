"""Lines at the foot of a page that the page before or after has as well, at the same height."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress

from ggsr_extract.readers.pdf.model import PageContent

__all__ = ["with_footers"]

# So many printed lines at the foot of a page may be there on each page.
_MOST_LINES = 2
_FEWEST_LETTERS = 4
# The foot of a page begins at this share of its height.
_FOOT = 0.8
# Points: how exactly they stand at one height.
_LEVEL = 1.0

# Heights (baselines) of the lowest lines with their letters: a page number differs.
_Foot = list[tuple[float, str]]


def with_footers(pages: Iterable[PageContent]) -> Iterator[tuple[PageContent, frozenset[float]]]:
    """Each page with the baselines of its footers; reads one page ahead."""
    before: _Foot = []
    current: tuple[PageContent, _Foot] | None = None
    for page in pages:
        foot = _foot_of(page)
        if current is not None:
            yield current[0], _repeated(current[1], (before, foot))
            before = current[1]
        current = page, foot
    if current is not None:
        yield current[0], _repeated(current[1], (before,))


def _foot_of(page: PageContent) -> _Foot:
    glyphs = page.glyphs
    lowest = sorted(set(glyphs.baseline.tolist()), reverse=True)[:_MOST_LINES]
    texts = ["".join(compress(glyphs.text, glyphs.baseline == at)) for at in lowest]
    found = ((at, _letters(text)) for at, text in zip(lowest, texts, strict=True))
    limit = _FOOT * page.height
    return [(at, letters) for at, letters in found if letters is not None and at > limit]


def _letters(text: str) -> str | None:
    """What a line has on each page: its signs but for numbers; None where that says too little.

    Sorted: title and number change sides on left and right pages.
    """
    signs = sorted(sign for sign in text if not sign.isdigit() and not sign.isspace())
    is_number = not signs and any(sign.isdigit() for sign in text)
    return "".join(signs) if is_number or len(signs) >= _FEWEST_LETTERS else None


def _repeated(foot: _Foot, others: Iterable[_Foot]) -> frozenset[float]:
    there = [line for other in others for line in other]
    return frozenset(
        baseline
        for baseline, letters in foot
        if any(abs(baseline - at) <= _LEVEL and letters == same for at, same in there)
    )
