"""Factsheets as trees, written in every text shape that an extractor may meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from . import perturb
from .gold import gold_of
from .interleaved import render_interleaved
from .lines import render_tagged
from .model import Factsheet
from .page import render_html
from .pipes import render_pipes
from .source import known
from .unseen import held_out, unseen

__all__ = [
    "SHAPES",
    "Factsheet",
    "fixtures",
    "gold_of",
    "held_out",
    "held_out_fixtures",
    "known",
    "perturb",
    "render",
    "unseen",
]

_FIXTURES = Path(__file__).parent / "fixtures"


def _render_bare(factsheet: Factsheet, *, seed: int = 0) -> str:
    return render_tagged(factsheet, has_headings=False, seed=seed)


_RENDERERS: dict[str, Callable[..., str]] = {
    "tagged": render_tagged,
    "tagged_bare": _render_bare,
    "pipes": render_pipes,
    "html": render_html,
    "interleaved": render_interleaved,
}
SHAPES: tuple[str, ...] = tuple(_RENDERERS)


def render(factsheet: Factsheet, shape: str, *, seed: int = 0) -> str:
    """The factsheet as text in one of `SHAPES`; the same seed gives the same text."""
    return _RENDERERS[shape](factsheet, seed=seed)


def fixtures() -> Iterator[tuple[str, str, Path]]:
    """(document name, producer, path) of each text that a real converter made of a PDF."""
    yield from _texts_in(_FIXTURES)


def held_out_fixtures() -> Iterator[tuple[str, str, Path]]:
    """The same of the factsheets that are held out: for measuring only."""
    yield from _texts_in(_FIXTURES / "held_out")


def _texts_in(folder: Path) -> Iterator[tuple[str, str, Path]]:
    for path in sorted(folder.glob("*.txt")):
        document, producer, *_ = path.name.split(".")
        yield document, producer, path
