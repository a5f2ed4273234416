"""JSON files → the truth, whole and checked. The format is described in the gold's README."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from ggsr_extract.errors import GgsrError
from ggsr_extract.scoring.gold_format import (
    Gold,
    GoldApproach,
    GoldFamilies,
    GoldFinding,
    contradictions,
    describe_problems,
    parse_gold,
)
from ggsr_extract.scoring.sheet import (
    Families,
    Sheet,
    SheetApproach,
    SheetConclusion,
    SheetFinding,
)

__all__ = ["GoldError", "GoldSet", "digest_of", "read_gold"]


class GoldError(GgsrError):
    """The gold does not keep to its format, or cannot be laid beside the dataset."""


class GoldSet(Struct, frozen=True):
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
    return GoldSet(sheets, digest_of(files))


def _gold_files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise GoldError(f"{path}: no such gold folder or file")
    files = sorted(file for file in path.glob("*.json") if file.is_file())
    if not files:
        raise GoldError(f"{path}: holds no gold (*.json)")
    return files


def digest_of(files: Sequence[Path]) -> str:
    """sha256 over name and content of the files, in order of name."""
    lines = (f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _read_file(file: Path) -> Sheet:
    from pydantic import ValidationError

    try:
        gold = parse_gold(file.read_bytes())
    except ValidationError as error:
        raise GoldError(f"{file}: {describe_problems(error)}") from None
    except OSError as error:
        raise GoldError(f"{file}: cannot be read: {error.strerror}") from error
    for problem in contradictions(gold):
        raise GoldError(f"{file}: {problem}")
    return _to_sheet(file.stem, gold)


def _to_sheet(name: str, gold: Gold) -> Sheet:
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


def _to_approach(index: int, approach: GoldApproach) -> SheetApproach:
    return SheetApproach(
        label=f"approaches[{index}]",
        number=index,
        name=approach.name,
        predecessors=approach.predecessors,
        respondents=approach.respondents,
        families=_to_families(approach.families),
    )


def _to_families(families: GoldFamilies | None) -> Families | None:
    return None if families is None else Families(families.low, families.high, families.approx)


def _to_finding(index: int, approach: int, finding: GoldFinding) -> SheetFinding:
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
