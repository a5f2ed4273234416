"""The shape of each rule file, checked with pydantic before anything is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ggsr_extract.errors import RuleError

__all__ = ["NAMES", "Files", "validate"]

Text = Annotated[str, Field(min_length=1)]
Character = Annotated[str, Field(min_length=1, max_length=1)]
VerdictName = Literal["meets", "improvement_point", "not_assessed"]
ColumnRole = Literal["criterion", "indicator", "finding", "verdict", "year"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PatternEntry(_Strict):
    """A regular expression with its own tests."""

    id: Text
    pattern: Text
    ignore_case: bool = True
    examples: Annotated[list[Text], Field(min_length=1)]
    counter_examples: Annotated[list[Text], Field(min_length=1)]

    def extra(self) -> dict[str, str | float]:
        """What the entry says beside its pattern."""
        known = PatternEntry.model_fields
        return {name: value for name, value in self.model_dump().items() if name not in known}


class TitleEntry(PatternEntry):
    kind: Literal["baseline", "follow_up"]


class ColumnEntry(PatternEntry):
    role: ColumnRole


class SectionEntry(PatternEntry):
    kind: Literal[
        "definition",
        "context",
        "purpose",
        "method",
        "request",
        "contact",
        "introduction",
        "development",
        "respondents_note",
        "description",
        "findings_intro",
        "conclusion_intro",
        "reading_guide",
    ]


class SideEntry(PatternEntry):
    side: Literal["strength", "improvement", "both"]


class SenseEntry(PatternEntry):
    weight: float


class _File(_Strict):
    def pattern_groups(self) -> Mapping[str, list[PatternEntry]]:
        """Groups of patterns in this file."""
        return {
            name: entries
            for name in type(self).model_fields
            if isinstance(entries := getattr(self, name), list)
            and all(isinstance(entry, PatternEntry) for entry in entries)
        }


class LabelEntry(_Strict):
    label: Text
    label_en: Text
    aliases: list[Text] = []


class CriterionEntry(LabelEntry):
    theme: Text


class IndicatorEntry(LabelEntry):
    criterion: Text
    cues: list[Text] = []


class MergedRow(_Strict):
    indicators: Annotated[list[Text], Field(min_length=2)]


class FrameworkFile(_File):
    themes: Annotated[dict[str, LabelEntry], Field(min_length=1)]
    criteria: Annotated[dict[str, CriterionEntry], Field(min_length=1)]
    indicators: Annotated[dict[str, IndicatorEntry], Field(min_length=1)]
    merged_rows: list[MergedRow] = []

    def pattern_groups(self) -> Mapping[str, list[PatternEntry]]:
        """The toetsingskader holds wordings, no patterns."""
        return {}


class VerdictEntry(_Strict):
    label: Text
    label_en: Text


class GlyphEntry(_Strict):
    id: Text
    verdict: VerdictName
    characters: Annotated[list[Character], Field(min_length=1)]
    weak: bool = False
    examples: Annotated[list[Text], Field(min_length=1)]
    counter_examples: Annotated[list[Text], Field(min_length=1)]


class FontEntry(_Strict):
    id: Text
    names: Annotated[list[Text], Field(min_length=1)]
    meets: list[Character] = []
    improvement_point: list[Character] = []
    not_assessed: list[Character] = []


class VerdictsFile(_File):
    verdicts: dict[VerdictName, VerdictEntry]
    glyphs: list[GlyphEntry]
    fonts: list[FontEntry]

    def pattern_groups(self) -> Mapping[str, list[PatternEntry]]:
        """Glyphs are characters, no patterns."""
        return {}


class MunicipalityEntry(_Strict):
    name: Text
    aliases: list[Text] = []
    merged_into: str | None = None


class MunicipalitiesFile(_File):
    municipalities: dict[Annotated[str, Field(pattern=r"^GM\d{4}$")], MunicipalityEntry]


class HeadingsFile(_File):
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


class SectionsFile(_File):
    headings: list[SectionEntry]
    lead_ins: list[SectionEntry]
    respondent_lists: list[PatternEntry]
    municipality_mentions: list[PatternEntry]
    presentations: list[PatternEntry]
    cited_baselines: list[PatternEntry]


class CaveatsFile(_File):
    markers: list[PatternEntry]


class ConclusionsFile(_File):
    headings: list[SideEntry]
    sense: list[SenseEntry]


class FamiliesFile(_File):
    counts: list[PatternEntry]
    excluded: list[PatternEntry]
    eligible: list[PatternEntry]
    served: list[PatternEntry]
    approximate: list[PatternEntry]
    open_to_all: list[PatternEntry]
    number_words: dict[str, int]


class ReadingEntry(_Strict):
    share: Annotated[float, Field(ge=0, le=1)]
    support: Annotated[int, Field(ge=1)]


class ConfidenceFile(_File):
    readings: dict[str, ReadingEntry] = {}


class Files(_Strict):
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

    def by_name(self) -> Iterator[tuple[str, _File]]:
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
