"""The JSON format of the gold, as it is written; the gold's README describes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from pydantic import ValidationError

__all__ = [
    "Gold",
    "GoldApproach",
    "GoldConclusion",
    "GoldFamilies",
    "GoldFinding",
    "GoldMetadata",
    "contradictions",
    "describe_problems",
    "each_problem",
    "parse_gold",
]


def parse_gold(data: bytes | str) -> Gold:
    """The gold that a JSON text holds.

    Raises:
        ValidationError: it does not keep to the format (pydantic's; a ValueError).
    """
    from pydantic import TypeAdapter

    return TypeAdapter(Gold).validate_json(data, strict=True)


def describe_problems(error: ValidationError) -> str:
    """Every key that is wrong, and what was expected there."""
    return "; ".join(
        f"{path}: {message}" if path else message for path, message in each_problem(error)
    )


def each_problem(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Path of the key (`findings[3].verdict`) and what was expected there."""
    for problem in error.errors():
        yield _path(problem["loc"]), problem["msg"]


def _path(key: Sequence[int | str]) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in key)
    return path.lstrip(".")


# A key that it does not know is refused: a misspelt one would be a truth that nobody asks for.
@dataclass(frozen=True, slots=True)
class GoldFamilies:
    """How many families; `approx`: about so many."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    low: int
    high: int
    approx: bool


@dataclass(frozen=True, slots=True)
class GoldApproach:
    """An aanpak, as the document names it."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: str
    predecessors: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    families: GoldFamilies | None = None


@dataclass(frozen=True, slots=True)
class GoldMetadata:
    """What the document says of itself."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    municipality: str | None
    municipality_code: str | None
    kind: Literal["baseline", "follow_up"]
    title: str | None
    published: str | None
    approaches: tuple[GoldApproach, ...]


@dataclass(frozen=True, slots=True)
class GoldFinding:
    """A verdict of a table; `text_clean` only where it differs from `text`."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    approach: str
    theme: str
    criterion: str | None
    row_indicators: tuple[str, ...]
    indicators: tuple[str, ...]
    indicator_certain: bool
    year: int
    verdict: Literal["meets", "improvement_point", "not_assessed"]
    glyph: str
    text: str
    caveats: tuple[str, ...]
    text_clean: str | None = None


@dataclass(frozen=True, slots=True)
class GoldConclusion:
    """A paragraph of a Conclusie."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    approach: str
    theme: str
    kind: Literal["strength", "improvement"]
    text: str


@dataclass(frozen=True, slots=True)
class Gold:
    """What a factsheet holds, in truth."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    source_file: str
    document: GoldMetadata
    findings: tuple[GoldFinding, ...]
    conclusions: tuple[GoldConclusion, ...] = ()


def contradictions(gold: Gold) -> Iterator[str]:
    """What is well formed and still cannot be true."""
    names = [approach.name for approach in gold.document.approaches]
    if len(set(names)) < len(names):
        yield "document.approaches: two have the same name"
    for index, finding in enumerate(gold.findings):
        key = f"findings[{index}]"
        if finding.approach not in names:
            yield f"{key}.approach: {finding.approach!r} is not in document.approaches"
        if not set(finding.indicators) <= set(finding.row_indicators):
            yield f"{key}.indicators: one of them is not in row_indicators"
    for index, conclusion in enumerate(gold.conclusions):
        if conclusion.approach not in names:
            key = f"conclusions[{index}].approach"
            yield f"{key}: {conclusion.approach!r} is not in document.approaches"
