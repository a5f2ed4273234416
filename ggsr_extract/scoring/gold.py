"""JSON files → the truth, whole and checked. The format is described in the gold's README."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from ggsr_extract.errors import GgsrError
from ggsr_extract.scoring.sheet import (
    Families,
    Sheet,
    SheetApproach,
    SheetConclusion,
    SheetFinding,
)

if TYPE_CHECKING:
    from pydantic import ValidationError

__all__ = ["GoldError", "GoldSet", "describe_problems", "read_gold"]


class GoldError(GgsrError):
    """The gold does not keep to its format, or cannot be laid beside the dataset."""


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Every gold sheet, by name, and the digest of the files that they come from."""

    sheets: tuple[Sheet, ...]
    sha256: str


def read_gold(path: Path) -> GoldSet:
    """Read a gold file, or every `*.json` directly in a folder.

    Raises:
        GoldError: there is none, or one is wrong; names file and key.
    """
    files = _gold_files(path)
    sheets = tuple(_read_file(file) for file in files)
    for source, count in Counter(sheet.source for sheet in sheets).items():
        if count > 1:
            raise GoldError(f"{path}: source_file: {count} gold files are about {source!r}")
    return GoldSet(sheets, _digest(files))


def _gold_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise GoldError(f"{path}: no such gold folder or file")
    files = sorted(file for file in path.glob("*.json") if file.is_file())
    if not files:
        raise GoldError(f"{path}: holds no gold (*.json)")
    return files


def _digest(files: Sequence[Path]) -> str:
    """sha256 over name and content of the files, in order of name."""
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _read_file(file: Path) -> Sheet:
    from pydantic import TypeAdapter, ValidationError

    try:
        gold = TypeAdapter(_Gold).validate_json(file.read_bytes(), strict=True)
    except ValidationError as error:
        raise GoldError(f"{file}: {describe_problems(error)}") from None
    except OSError as error:
        raise GoldError(f"{file}: cannot be read: {error.strerror}") from error
    for problem in _contradictions(gold):
        raise GoldError(f"{file}: {problem}")
    return _to_sheet(file.stem, gold)


def describe_problems(error: ValidationError) -> str:
    """Every key that is wrong, and what was expected there."""
    return "; ".join(_describe(problem["loc"], problem["msg"]) for problem in error.errors())


def _describe(key: Sequence[int | str], message: str) -> str:
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in key)
    return f"{path.lstrip('.')}: {message}" if path else message


# The JSON format, as it is written. A key that it does not know is refused: a misspelt one would
# be a truth that nobody asks for.
@dataclass(frozen=True, slots=True)
class _Families:
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    low: int
    high: int
    approx: bool


@dataclass(frozen=True, slots=True)
class _Approach:
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: str
    predecessors: tuple[str, ...] = ()
    respondents: tuple[str, ...] = ()
    families: _Families | None = None


@dataclass(frozen=True, slots=True)
class _Metadata:
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    municipality: str | None
    municipality_code: str | None
    kind: Literal["baseline", "follow_up"]
    title: str | None
    published: str | None
    approaches: tuple[_Approach, ...]


@dataclass(frozen=True, slots=True)
class _Finding:
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
class _Conclusion:
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    approach: str
    theme: str
    kind: Literal["strength", "improvement"]
    text: str


@dataclass(frozen=True, slots=True)
class _Gold:
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    source_file: str
    document: _Metadata
    findings: tuple[_Finding, ...]
    conclusions: tuple[_Conclusion, ...] = ()


def _contradictions(gold: _Gold) -> Iterator[str]:
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


def _to_sheet(name: str, gold: _Gold) -> Sheet:
    index_of = {approach.name: index for index, approach in enumerate(gold.document.approaches)}
    return Sheet(
        name=name,
        source=gold.source_file,
        municipality=gold.document.municipality,
        municipality_code=gold.document.municipality_code,
        kind=gold.document.kind,
        title=gold.document.title,
        published=gold.document.published,
        approaches=tuple(
            _to_approach(index, approach) for index, approach in enumerate(gold.document.approaches)
        ),
        findings=tuple(
            _to_finding(index, index_of[finding.approach], finding)
            for index, finding in enumerate(gold.findings)
        ),
        conclusions=tuple(
            SheetConclusion(
                f"conclusions[{index}]", index_of[it.approach], it.theme, it.kind, it.text
            )
            for index, it in enumerate(gold.conclusions)
        ),
    )


def _to_approach(index: int, approach: _Approach) -> SheetApproach:
    return SheetApproach(
        label=f"approaches[{index}]",
        number=index,
        name=approach.name,
        predecessors=approach.predecessors,
        respondents=approach.respondents,
        families=_to_families(approach.families),
    )


def _to_families(families: _Families | None) -> Families | None:
    return None if families is None else Families(families.low, families.high, families.approx)


def _to_finding(index: int, approach: int, finding: _Finding) -> SheetFinding:
    clean = () if finding.text_clean is None else (finding.text_clean,)
    return SheetFinding(
        label=f"findings[{index}]",
        approach=approach,
        theme=finding.theme,
        criterion=finding.criterion,
        printed=finding.row_indicators,
        assessed=finding.indicators,
        is_reading=not finding.indicator_certain,
        year=finding.year,
        verdict=finding.verdict,
        texts=(finding.text, *clean),
        caveats=finding.caveats,
    )
