"""Factsheets by the thousand: those of the tests, with other names, verdicts and words.

Each is made from a seed and its number alone, so that a corpus can be made bit by bit, made again,
or made larger. Municipalities come in twos: a baseline, and a follow-up of it. To look at some:
`python -m tests.synthetic FOLDER 20`.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from tests.renderings import Factsheet, known, render, unseen
from tests.renderings.model import Finding

__all__ = ["Synthetic", "synthetic", "write_corpus"]

_Tree = TypeVar("_Tree")
# Interleaved text takes longest to read: it is one in ten, as it is among the known factsheets.
_SHAPES = ("tagged", "tagged_bare", "pipes", "html", "interleaved")
_WEIGHTS = (4, 2, 2, 1, 1)
_FIRST = ("Ooster", "Wester", "Noorder", "Zuider", "Bergen", "Heiden", "Linden", "Molen", "Water")
_MIDDLE = ("", "berg", "beek", "brink", "burg", "daal", "donk", "dorp", "horst", "kerk", "loo")
_LAST = ("veen", "wijk", "woude", "zijl", "haven", "kamp", "laar", "meer", "rade", "stede", "waard")
_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-Z‘'\"])")
_NUMBER = re.compile(r"\b[1-9]\d{0,2}\b(?!\.\d)")
_LARGE = 40  # findings
_HERE = "{municipality}"
_GLYPHS = {"meets": "✓", "improvement_point": "X", "not_assessed": "–"}


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A factsheet: the name of its file, which shape it is written in, and its text."""

    name: str
    shape: str
    text: str


def synthetic(number: int, *, seed: int = 2013) -> Synthetic:
    """The factsheet of that number, from 0; the same ones every time."""
    pair, is_later = divmod(number, 2)
    drawn = Random(f"{seed}/{pair}")
    municipality = _municipality(pair, drawn)
    old, new = (drawn.choice(_models(kind)) for kind in ("baseline", "follow_up"))
    model = new if is_later else old
    names = {model.municipality: municipality}
    if is_later:
        continued = new.approaches[0].predecessors or (new.approaches[0].name,)
        names[continued[0]] = old.approaches[0].name
    random = Random(f"{seed}/{pair}/{is_later}")
    renamed = _replaced(model, names)
    sheet = replace(
        renamed,
        municipality=municipality,
        code=None,
        approaches=_replaced(_varied(renamed.approaches, random), {_HERE: municipality}),
    )
    shape = random.choices(_SHAPES, _WEIGHTS)[0]
    year = 2015 if is_later else 2013
    name = f"{number % 100:02}/{municipality.casefold().replace(' ', '-')}-{year}-{number}.txt"
    return Synthetic(name, shape, render(sheet, shape, seed=number))


def write_corpus(folder: Path, count: int, *, seed: int = 2013) -> Path:
    """The first `count` factsheets in a folder, with the dates of files that lie there long."""
    for number in range(count):
        made = synthetic(number, seed=seed)
        path = folder / made.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made.text, encoding="utf-8")
        os.utime(path, (1_400_000_000, 1_400_000_000))
    return folder


@cache
def _models(kind: str) -> Sequence[Factsheet]:
    """What is varied. The largest two are left out: they would be most of the text."""
    sheets = (*known().values(), *unseen().values())
    return [sheet for sheet in sheets if sheet.kind == kind and _size(sheet) < _LARGE]


def _size(sheet: Factsheet) -> int:
    return len(list(_findings(sheet)))


def _findings(node: object) -> Iterator[Finding]:
    if isinstance(node, Finding):
        yield node
    elif isinstance(node, tuple):
        for item in node:
            yield from _findings(item)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _findings(getattr(node, field.name))


@cache
def _sentences() -> Mapping[str, Sequence[str]]:
    """What findings say, sentence by sentence, by verdict."""
    found: dict[str, dict[str, None]] = {verdict: {} for verdict in _GLYPHS}
    for sheet in (*known().values(), *unseen().values()):
        for finding in _findings(sheet):
            for paragraph in finding.paragraphs:
                words = paragraph.replace(sheet.municipality, _HERE)
                found[finding.verdict].update(dict.fromkeys(_SENTENCE.split(words)))
    return {verdict: list(sentences) for verdict, sentences in found.items()}


def _municipality(pair: int, random: Random) -> str:
    """A name that no other pair has: its number stands in it, in syllables."""
    rest, first = divmod(pair, len(_FIRST))
    rest, last = divmod(rest, len(_LAST))
    middle = ""
    while rest:
        rest, place = divmod(rest, len(_MIDDLE))
        middle += _MIDDLE[place]
    end = random.choice(("", "", " aan Zee", " aan de Maas"))
    return f"{_FIRST[first]}{middle}{_LAST[last]}{end}"


def _replaced(node: _Tree, names: Mapping[str, str]) -> _Tree:
    """The tree with other names in all of its texts."""
    changed: Any = node
    if isinstance(node, str):
        for old, new in names.items():
            changed = changed.replace(old, new)
    elif isinstance(node, tuple):
        changed = tuple(_replaced(item, names) for item in node)
    elif is_dataclass(node) and not isinstance(node, type):
        parts = {field.name: _replaced(getattr(node, field.name), names) for field in fields(node)}
        changed = replace(node, **parts)
    return changed  # type: ignore[no-any-return]


def _varied(node: _Tree, random: Random) -> _Tree:
    """The tree with other verdicts, and other words behind them."""
    changed: Any = node
    if isinstance(node, Finding):
        changed = _other_finding(node, random)
    elif isinstance(node, tuple):
        changed = tuple(_varied(item, random) for item in node)
    elif is_dataclass(node) and not isinstance(node, type):
        parts = {field.name: _varied(getattr(node, field.name), random) for field in fields(node)}
        changed = replace(node, **parts)
    return changed  # type: ignore[no-any-return]


def _other_finding(finding: Finding, random: Random) -> Finding:
    """Half of the findings stay but for their numbers; of the others all is new.

    Those of a follow-up on 2013 keep their verdict: only improvement points are looked at again.
    """
    if not finding.certain or random.random() < 0.5:
        texts = tuple(
            _NUMBER.sub(lambda _: str(random.randint(2, 400)), p) for p in finding.paragraphs
        )
        return replace(finding, paragraphs=texts, clean_text=None)
    verdict = finding.verdict
    if finding.year != 2013 or verdict != "improvement_point":
        verdict = random.choices(list(_GLYPHS), (6, 3, 1))[0]
    count = random.randint(1, 4)
    words = random.sample(_sentences()[verdict], min(count, len(_sentences()[verdict])))
    glyph = finding.glyph if verdict == finding.verdict else _GLYPHS[verdict]
    return replace(finding, glyph=glyph, paragraphs=(" ".join(words),), clean_text=None)


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]), int(sys.argv[2]))
