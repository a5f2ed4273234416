"""The shape of each rule file, checked with pydantic before anything is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from ggsr_extract.errors import RuleError
from ggsr_extract.kinds import SectionKind, ShapeName
from ggsr_extract.rule_files.entries import PatternEntry, RuleFile, Strict, Text
from ggsr_extract.rule_files.language import (
    ActorsFile,
    CuesFile,
    DocumentsFile,
    LanguageFile,
    OrganisationsFile,
    QuantitiesFile,
    ReservationsFile,
)

__all__ = ["NAMES", "Files", "validate"]

Character = Annotated[str, Field(min_length=1, max_length=1)]
VerdictName = Literal["meets", "improvement_point", "not_assessed"]
ColumnRole = Literal["criterion", "indicator", "finding", "verdict", "year"]


class TitleEntry(PatternEntry):
    kind: Literal["baseline", "follow_up"]


class ColumnEntry(PatternEntry):
    role: ColumnRole


class SectionEntry(PatternEntry):
    kind: SectionKind


class SideEntry(PatternEntry):
    side: Literal["strength", "improvement", "both"]


class SenseEntry(PatternEntry):
    weight: float


class LabelEntry(Strict):
    label: Text
    label_en: Text
    aliases: list[Text] = Field(default_factory=list)


class CriterionEntry(LabelEntry):
    theme: Text


class IndicatorEntry(LabelEntry):
    criterion: Text
    cues: list[Text] = Field(default_factory=list)


class MergedRow(Strict):
    indicators: Annotated[list[Text], Field(min_length=2)]


class FrameworkFile(RuleFile):
    themes: Annotated[dict[str, LabelEntry], Field(min_length=1)]
    criteria: Annotated[dict[str, CriterionEntry], Field(min_length=1)]
    indicators: Annotated[dict[str, IndicatorEntry], Field(min_length=1)]
    merged_rows: list[MergedRow] = Field(default_factory=list)

    def pattern_groups(self) -> Mapping[str, list[PatternEntry]]:
        """The toetsingskader holds wordings, no patterns."""
        return {}


class VerdictEntry(Strict):
    label: Text
    label_en: Text


class GlyphEntry(Strict):
    id: Text
    verdict: VerdictName
    characters: Annotated[list[Character], Field(min_length=1)]
    weak: bool = False
    examples: Annotated[list[Text], Field(min_length=1)]
    counter_examples: Annotated[list[Text], Field(min_length=1)]


class FontEntry(Strict):
    id: Text
    names: Annotated[list[Text], Field(min_length=1)]
    meets: list[Character] = Field(default_factory=list)
    improvement_point: list[Character] = Field(default_factory=list)
    not_assessed: list[Character] = Field(default_factory=list)


class ShapeEntry(Strict):
    id: ShapeName
    verdict: VerdictName
    least_score: Annotated[float, Field(ge=0, le=1)]


class VerdictsFile(RuleFile):
    verdicts: dict[VerdictName, VerdictEntry]
    glyphs: list[GlyphEntry]
    shapes: list[ShapeEntry]
    fonts: list[FontEntry]

    def pattern_groups(self) -> Mapping[str, list[PatternEntry]]:
        """Glyphs are characters, no patterns."""
        return {}


class MunicipalityEntry(Strict):
    name: Text
    aliases: list[Text] = Field(default_factory=list)
    merged_into: str | None = None


class MunicipalitiesFile(RuleFile):
    municipalities: dict[Annotated[str, Field(pattern=r"^GM\d{4}$")], MunicipalityEntry]


class HeadingsFile(RuleFile):
    months: Annotated[list[Text], Field(min_length=12, max_length=12)]
    letterhead: list[PatternEntry]
    titles: list[TitleEntry]
    dates: list[PatternEntry]
    approaches: list[PatternEntry]
    predecessors: list[PatternEntry]
    predecessor_separators: list[PatternEntry]
    predecessor_prefixes: list[PatternEntry]
    name_noise: list[PatternEntry]
    respondent_separators: list[PatternEntry]
    table_headings: list[PatternEntry]
    columns: list[ColumnEntry]
    running: list[PatternEntry]
    legends: list[PatternEntry]


class SectionsFile(RuleFile):
    headings: list[SectionEntry]
    lead_ins: list[SectionEntry]
    respondent_lists: list[PatternEntry]
    municipality_mentions: list[PatternEntry]
    presentations: list[PatternEntry]
    cited_baselines: list[PatternEntry]


class CaveatsFile(RuleFile):
    markers: list[PatternEntry]


class ConclusionsFile(RuleFile):
    headings: list[SideEntry]
    sense: list[SenseEntry]


class FamiliesFile(RuleFile):
    counts: list[PatternEntry]
    excluded: list[PatternEntry]
    eligible: list[PatternEntry]
    served: list[PatternEntry]
    approximate: list[PatternEntry]
    open_to_all: list[PatternEntry]
    number_words: dict[str, int]


class ReadingEntry(Strict):
    share: Annotated[float, Field(ge=0, le=1)]
    support: Annotated[int, Field(ge=1)]


class ConfidenceFile(RuleFile):
    readings: dict[str, ReadingEntry] = Field(default_factory=dict)


class Files(Strict):
    """Every rule file, validated; a field is a file of that name."""

    framework: FrameworkFile
    verdicts: VerdictsFile
    headings: HeadingsFile
    sections: SectionsFile
    caveats: CaveatsFile
    conclusions: ConclusionsFile
    families: FamiliesFile
    municipalities: MunicipalitiesFile
    confidence: ConfidenceFile
    language: LanguageFile
    cues: CuesFile
    quantities: QuantitiesFile
    organisations: OrganisationsFile
    documents: DocumentsFile
    actors: ActorsFile
    reservations: ReservationsFile

    def by_name(self) -> Iterator[tuple[str, RuleFile]]:
        """The files with their names."""
        for name in NAMES:
            yield name, getattr(self, name)


NAMES = tuple(Files.model_fields)


def validate(contents: Mapping[str, dict[str, object]]) -> Files:
    """Check the content of every file.

    Raises:
        RuleError: with file, key, value and what was expected.
    """
    try:
        return Files.model_validate(contents)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name, *key = map(str, first["loc"])
        raise RuleError(
            f"{name}.toml: {'.'.join(key)} = {first['input']!r}: {first['msg']}"
        ) from error
