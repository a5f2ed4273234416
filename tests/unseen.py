"""Sentences that the language rules were not written on, and how they are read: see the TOML files.

`python -m tests.unseen half_a` lists what goes wrong in a half.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import ANY

from msgspec.structs import asdict

from ggsr_extract.language.model import UnitAnnotations
from ggsr_extract.scoring.language import LanguageScores, judge, render_language
from ggsr_extract.scoring.language_units import TABLES, Found, GoldUnit, OutputUnit
from tests.sentences import read_words

__all__ = ["FOLDER", "score_half", "sentences_of"]

FOLDER = Path(__file__).parent / "language_unseen"
_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "statements": {
        "actor_count": None,
        "actor_total": None,
        "polarity": "affirmed",
        "is_hedged": False,
    },
    "cues": {"is_lack": False},
    "quantities": {"low": None, "high": None, "is_approximate": False},
    "mentions": {"normalized": None},
    "caveats": {},
}
_WORDS: Mapping[str, Any] = {"any": ANY, "none": None, "true": True, "false": False}


def sentences_of(half: str) -> tuple[Mapping[str, Any], ...]:
    """The sentences of a file, with their annotations."""
    content = tomllib.loads((FOLDER / f"{half}.toml").read_text(encoding="utf-8"))
    return tuple(content["sentences"])


def score_half(half: str) -> LanguageScores:
    """How far the sentences of a file are read as they are annotated."""
    return judge((_gold_unit(half, it), _output_unit(it)) for it in sentences_of(half))


def _gold_unit(half: str, sentence: Mapping[str, Any]) -> GoldUnit:
    words = sentence["words"]
    found = {
        table: [_entry(table, words, it) for it in sentence.get(table, ())] for table in TABLES
    }
    return GoldUnit(half, words, "findings", words, found)


def _entry(table: str, words: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    start = words.index(entry["text"])
    accept = {
        name: [_WORDS.get(str(it).lower(), it) for it in values]
        for name, values in entry.get("accept", {}).items()
    }
    place = {"start": start, "end": start + len(entry["text"])}
    return {**_DEFAULTS[table], **entry, **place, "accept": accept}


def _output_unit(sentence: Mapping[str, Any]) -> OutputUnit:
    words = sentence["words"]
    read = read_words(words, sentence.get("verdict", "improvement_point"))
    return OutputUnit("findings", words, {table: tuple(_found(table, read)) for table in TABLES})


def _found(table: str, read: UnitAnnotations) -> Iterator[Found]:
    for item in getattr(read, table):
        row = {**asdict(item), "text": item.words.text}
        if table == "cues":
            row["scope_text"] = item.scope.text
        yield Found(row, item.words.local)


def main() -> None:
    """Print the scores of the halves that are named, and what goes wrong in them."""
    for half in sys.argv[1:]:
        scores = score_half(half)
        for error in scores.errors:
            print(f"{error.at}\n    {error.field}: {error.expected!r}, got {error.got!r}")
        print(render_language(scores))


if __name__ == "__main__":
    main()
