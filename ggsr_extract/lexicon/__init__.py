"""Whether Dutch has a word: the OpenTaal dictionary for Hunspell, with its rules for compounds.

The dictionary (`nl.dic`, `nl.aff`, with their `LICENSE`) lies beside this module, its entries in
the order of their code points. Reading all 180,000 of them would take seconds: they are kept as
lines, and only those that a question touches are read.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["begins_with_particle", "is_coordinator", "is_opener", "is_particle", "is_word"]

_FOLDER = Path(__file__).parent


def is_word(text: str) -> bool:
    """Whether it is a Dutch word: one of the dictionary, inflected or put together of such.

    Letters, and hyphens between them; words all in capitals are not known.
    """
    return text[:1].isalpha() and text[-1:].isalpha() and _lookup()(text)


def is_coordinator(text: str) -> bool:
    """Whether a word coordinates: a hyphen before it may stand for a part that is left out."""
    return text.lower() in _listed("coordinators")


def is_opener(text: str) -> bool:
    """Whether a word begins something: no sentence ends with it."""
    return text.lower() in _listed("openers")


def is_particle(text: str) -> bool:
    """Whether it is a word that verbs and their nouns begin with: `op` of `opschalen`."""
    return text.lower() in _listed("particles")


def begins_with_particle(text: str, shortest: int) -> bool:
    """Whether a word begins with a particle, and goes on for at least so many letters."""
    word = text.lower()
    return any(
        word.startswith(particle) and len(word) - len(particle) >= shortest
        for particle in _listed("particles")
    )


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset((_FOLDER / f"{name}.txt").read_text(encoding="utf-8").split())


@cache
def _lookup() -> Callable[[str], bool]:
    from spylls.hunspell.algo.lookup import Lookup
    from spylls.hunspell.readers.aff import read_aff
    from spylls.hunspell.readers.dic import read_dic
    from spylls.hunspell.readers.file_reader import BaseReader

    class Rules(BaseReader):  # type: ignore[misc]  # the library publishes no types
        """The affix file, which is in UTF-8 whatever the library would begin with."""

        def reset_encoding(self, encoding: str) -> None:
            """Nothing: the file is read."""

    aff, context = read_aff(Rules(StringIO((_FOLDER / "nl.aff").read_text(encoding="utf-8"))))
    _, *lines = (_FOLDER / "nl.dic").read_text(encoding="utf-8").splitlines()

    class Entries:
        """The entries of the dictionary by their stem, read when they are asked for."""

        def __init__(self) -> None:
            self._read: dict[str, list[Any]] = {}

        def homonyms(self, stem: str, *, ignorecase: bool = False) -> list[Any]:
            """Entries with this stem. Only words all in capitals are looked up by `ignorecase`."""
            if ignorecase:
                return []
            if stem not in self._read:
                entries = enumerate(_entries(lines, stem), 2)
                self._read[stem] = read_dic(entries, aff=aff, context=context).words
            return self._read[stem]

        def has_flag(self, stem: str, flag: str, *, for_all: bool = False) -> bool:
            """Whether an entry with this stem (all of them: `for_all`) has a flag."""
            flags = [flag in word.flags for word in self.homonyms(stem)]
            return bool(flags) and (all(flags) if for_all else any(flags))

    lookup: Callable[[str], bool] = Lookup(aff, Entries())
    return lookup


def _entries(lines: Sequence[str], stem: str) -> Iterator[str]:
    """The sorted lines that have this stem: alone, or with flags behind a slash."""
    place = bisect_left(lines, stem)
    while place < len(lines) and lines[place] == stem:
        yield lines[place]
        place += 1
    place = bisect_left(lines, f"{stem}/")
    while place < len(lines) and lines[place].startswith(f"{stem}/"):
        yield lines[place]
        place += 1
