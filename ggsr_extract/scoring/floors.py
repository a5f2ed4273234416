"""Floors: scores that a dataset may not fall below, pinned to the gold that they were measured on.

A TOML file: `gold_sha256`, the highest `character_error_rate`, and the lowest F1 by field in
`[micro]` and `[macro]`. A field without a floor is not held.
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
from ggsr_extract.scoring.scores import FIELDS, READING_FIELDS, Scores

__all__ = ["FloorError", "Floors", "check_floors", "load_floors", "render_floors"]

# Floors are written with four digits.
_STEPS = 10_000
_TOLERANCE = 1e-9


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


def check_floors(scores: Scores, floors: Floors) -> tuple[str, ...]:
    """What falls below its floor, a sentence each; nothing when all is well.

    Floors of another gold say nothing about this one: then that is the only complaint.
    """
    if scores.gold_sha256 != floors.gold_sha256:
        return (_other_gold(scores.gold_sha256, floors.gold_sha256),)
    return tuple(_complaints(scores, floors))


def _other_gold(gold: str, floors: str) -> str:
    return (
        f"the gold is not the one that the floors were measured on (sha256 {gold[:12]}…,"
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
    for kind, lowest in (("micro", floors.micro), ("macro", floors.macro)):
        for name, floor in lowest.items():
            if name not in FIELDS + READING_FIELDS:
                yield f"{kind}.{name}: no such field, expected one of {', '.join(FIELDS)}"
            if not 0 <= floor <= 1:
                yield f"{kind}.{name}: {floor} is not between 0 and 1"


def render_floors(scores: Scores) -> str:
    """The scores as the text of a floor file: what is reached now may not be lost."""
    micro = {name: field.micro.f1 for name, field in scores.fields.items()}
    macro = {name: field.macro.f1 for name, field in scores.fields.items()}
    return "\n".join(
        [
            "# Scores may not fall below these (F1), nor the error rate rise above it.",
            f'gold_sha256 = "{scores.gold_sha256}"',
            f"character_error_rate = {_round_up(scores.character_error_rate)}",
            *_render_table("micro", micro),
            *_render_table("macro", macro),
            "",
        ]
    )


def _render_table(kind: str, floors: Mapping[str, float]) -> Iterator[str]:
    yield ""
    yield f"[{kind}]"
    for name, floor in floors.items():
        yield f"{name} = {_round_down(floor)}"


def _round_down(value: float) -> float:
    return math.floor(value * _STEPS + _TOLERANCE) / _STEPS


def _round_up(value: float) -> float:
    return math.ceil(value * _STEPS - _TOLERANCE) / _STEPS
