"""Floors: scores that a dataset may not fall below, pinned to the gold that they were measured on.

A TOML file: `gold_sha256`, the highest `character_error_rate`, and the lowest F1 by field in
`[micro]` and `[macro]`; what words say in `[language]`, with `language_gold_sha256`. A field
without a floor is not held, and what words say only where it was scored.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from ggsr_extract.errors import GgsrError
from ggsr_extract.scoring.gold_format import describe_problems
from ggsr_extract.scoring.language import ATTRIBUTES, LanguageScores
from ggsr_extract.scoring.scores import FIELDS, READING_FIELDS, Scores

__all__ = ["FloorError", "Floors", "check_floors", "load_floors", "render_floors"]

# Floors are written with four digits.
_STEPS = 10_000
_TOLERANCE = 1e-9
_LANGUAGE_FIELDS = tuple(
    name
    for table, attributes in ATTRIBUTES.items()
    for name in (table, *(f"{table}.{attribute}" for attribute in attributes))
)


class FloorError(GgsrError):
    """A floor file is wrong: names file, key and what was expected."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The lowest F1 that is allowed, by field, and the highest character error rate."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    gold_sha256: str
    character_error_rate: float | None = None
    micro: Mapping[str, float] = field(default_factory=dict)
    macro: Mapping[str, float] = field(default_factory=dict)
    language_gold_sha256: str = ""
    language: Mapping[str, float] = field(default_factory=dict)


def check_floors(
    scores: Scores, floors: Floors, words: LanguageScores | None = None
) -> tuple[str, ...]:
    """What falls below its floor, a sentence each; nothing when all is well.

    `words`: what words say, where it was scored. Floors of another gold say nothing about this one:
    then that is the only complaint.
    """
    if scores.gold_sha256 != floors.gold_sha256:
        return (_other_gold("gold", scores.gold_sha256, floors.gold_sha256),)
    complaints = tuple(_complaints(scores, floors))
    if words is None or not floors.language:
        return complaints
    return (*complaints, *_language_complaints(words, floors))


def _language_complaints(words: LanguageScores, floors: Floors) -> Iterator[str]:
    if words.gold_sha256 != floors.language_gold_sha256:
        yield _other_gold("language gold", words.gold_sha256, floors.language_gold_sha256)
        return
    for name, floor in floors.language.items():
        f1 = words.counts[name].f1 if name in words.counts else 0.0
        if f1 < floor - _TOLERANCE:
            yield f"{name}: F1 {f1:.4f} is below its floor {floor:.4f}"


def _other_gold(kind: str, gold: str, floors: str) -> str:
    return (
        f"the {kind} is not the one that the floors were measured on (sha256 {gold[:12]}…,"
        f" floors {floors[:12]}…): make the floors anew"
    )


def _complaints(scores: Scores, floors: Floors) -> Iterator[str]:
    for kind, lowest in (("micro", floors.micro), ("macro", floors.macro)):
        for name, floor in lowest.items():
            score = scores.fields[name]
            f1 = score.micro.f1 if kind == "micro" else score.macro.f1
            if f1 < floor - _TOLERANCE:
                yield f"{name}: {kind} F1 {f1:.4f} is below its floor {floor:.4f}"
    ceiling, rate = floors.character_error_rate, scores.character_error_rate
    if ceiling is not None and rate > ceiling + _TOLERANCE:
        yield f"character_error_rate: {rate:.4f} is above its ceiling {ceiling:.4f}"


def load_floors(path: Path) -> Floors:
    """Read a floor file.

    Raises:
        FloorError: it cannot be read, or holds something else than floors.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        floors = TypeAdapter(Floors).validate_json(json.dumps(content, default=str), strict=True)
    except OSError as error:
        raise FloorError(f"{path}: cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise FloorError(f"{path}: {describe_problems(error)}") from None
    except ValueError as error:
        raise FloorError(f"{path}: {error}") from error
    for problem in _problems(floors):
        raise FloorError(f"{path}: {problem}")
    return floors


def _problems(floors: Floors) -> Iterator[str]:
    if not 0 <= (floors.character_error_rate or 0) <= 1:
        yield f"character_error_rate: {floors.character_error_rate} is not between 0 and 1"
    tables = (
        ("micro", floors.micro, FIELDS + READING_FIELDS),
        ("macro", floors.macro, FIELDS + READING_FIELDS),
        ("language", floors.language, _LANGUAGE_FIELDS),
    )
    for kind, lowest, fields in tables:
        for name, floor in lowest.items():
            if name not in fields:
                yield f"{kind}.{name}: no such field, expected one of {', '.join(fields)}"
            if not 0 <= floor <= 1:
                yield f"{kind}.{name}: {floor} is not between 0 and 1"


def render_floors(scores: Scores, words: LanguageScores | None = None) -> str:
    """The scores as the text of a floor file: what is reached now may not be lost."""
    micro = {name: field.micro.f1 for name, field in scores.fields.items()}
    macro = {name: field.macro.f1 for name, field in scores.fields.items()}
    return "\n".join(
        [
            "# Scores may not fall below these (F1), nor the error rate rise above it.",
            f'gold_sha256 = "{scores.gold_sha256}"',
            *([f'language_gold_sha256 = "{words.gold_sha256}"'] if words else []),
            f"character_error_rate = {_round_up(scores.character_error_rate)}",
            *_render_table("micro", micro),
            *_render_table("macro", macro),
            *(_render_language(words) if words else ()),
            "",
        ]
    )


def _render_table(kind: str, floors: Mapping[str, float]) -> Iterator[str]:
    yield ""
    yield f"[{kind}]"
    for name, floor in floors.items():
        yield f"{name} = {_round_down(floor)}"


def _render_language(words: LanguageScores) -> Iterator[str]:
    scores = {f'"{name}"': count.f1 for name, count in words.counts.items()}
    return _render_table("language", scores)


def _round_down(value: float) -> float:
    return math.floor(value * _STEPS + _TOLERANCE) / _STEPS


def _round_up(value: float) -> float:
    return math.ceil(value * _STEPS - _TOLERANCE) / _STEPS
