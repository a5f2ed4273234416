"""The only place where domain words come from: `rules/*.toml`, validated whole.

Every pattern carries examples that it must find and counter-examples that it must not; an alias
that two indicators claim or a glyph that means two things is refused. An error names the file, the
key and what was expected.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from ggsr_extract.errors import RuleError
from ggsr_extract.text import squeeze

if TYPE_CHECKING:
    from ggsr_extract import rule_files as raw

__all__ = [
    "Criterion",
    "FontGlyphs",
    "Framework",
    "Glyph",
    "Indicator",
    "Municipality",
    "Pattern",
    "Rules",
    "Theme",
    "VerdictLabel",
    "load_rules",
]

Level = Literal["theme", "criterion", "indicator"]
VERDICTS = ("meets", "improvement_point", "not_assessed")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression with the rule that it stands for; `data` is what the rule adds."""

    id: str
    regex: re.Pattern[str]
    data: Mapping[str, str | float]

    def search(self, text: str) -> re.Match[str] | None:
        """First place in white-space folded `text` where the rule fires."""
        return self.regex.search(text)

    def __getitem__(self, key: str) -> str:
        return str(self.data[key])


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the five themes of the toetsingskader."""

    id: str
    label: str
    label_en: str
    ordinal: int
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion of a theme."""

    id: str
    theme_id: str
    label: str
    label_en: str
    ordinal: int
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of a criterion; `cues` are word beginnings of findings about it."""

    id: str
    criterion_id: str
    theme_id: str
    label: str
    label_en: str
    ordinal: int
    aliases: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """The toetsingskader, each level keyed by id and in order."""

    themes: Mapping[str, Theme]
    criteria: Mapping[str, Criterion]
    indicators: Mapping[str, Indicator]
    merged_rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class VerdictLabel:
    """A level of the verdict code list."""

    id: str
    label: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Glyph:
    """What a character means where a finding begins.

    `verdict` None: a symbol font's letter whose font is not known. `is_weak`: the character is
    also an ordinary letter or punctuation.
    """

    rule: str
    verdict: str | None
    is_weak: bool = False


@dataclass(frozen=True, slots=True)
class FontGlyphs:
    """Meaning of the characters of one symbol font."""

    id: str
    names: tuple[str, ...]
    verdicts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality with its CBS code."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    merged_into: str | None = None


@dataclass(frozen=True)
class Rules:
    """All rules, frozen. `patterns` are keyed `<file>.<group>`, in file order."""

    sha256: str
    framework: Framework
    verdicts: Mapping[str, VerdictLabel]
    glyphs: Mapping[str, Glyph]
    fonts: tuple[FontGlyphs, ...]
    municipalities: Mapping[str, Municipality]
    patterns: Mapping[str, tuple[Pattern, ...]]
    number_words: Mapping[str, int]
    months: tuple[str, ...]
    confidence: Mapping[str, float]

    def find(self, group: str, text: str) -> tuple[Pattern, re.Match[str]] | None:
        """The first rule of a group that fires in `text`."""
        for pattern in self.patterns[group]:
            match = pattern.search(text)
            if match:
                return pattern, match
        return None

    def municipality(self, name: str) -> Municipality | None:
        """The listed municipality of that name, whatever its spelling of blanks and case."""
        key = squeeze(name)
        for municipality in self.municipalities.values():
            if key in map(squeeze, (municipality.name, *municipality.aliases)):
                return municipality
        return None

    def month(self, name: str) -> int:
        """The number of the month of that name, 1 to 12."""
        return self.months.index(name.casefold()) + 1

    def factsheet_municipality(self, name: str | None) -> str | None:
        """The name under which the factsheets of a municipality are kept together.

        The oldest of those that were merged: both factsheets of Spijkenisse, later Nissewaard,
        belong to Spijkenisse.
        """
        listed = self.municipality(name) if name else None
        if listed is None:
            return name
        for other in self.municipalities.values():
            if other.merged_into == listed.code:
                return other.name
        return listed.name


def default_directory() -> Path:
    """Where the rules that came with the package are."""
    inside = Path(__file__).parent / "_rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


@lru_cache(maxsize=4)
def load_rules(directory: Path | None = None) -> Rules:
    """Read and validate every rule file of a folder.

    Raises:
        RuleError: a file is missing, is no TOML, or says something that cannot be.
    """
    from ggsr_extract import rule_files

    folder = directory or default_directory()
    contents = {name: _content(folder / f"{name}.toml") for name in rule_files.NAMES}
    files = rule_files.validate({name: _toml(name, data) for name, data in contents.items()})
    digest = hashlib.sha256()
    for name, data in sorted(contents.items()):
        digest.update(name.encode() + b"\0" + data.replace(b"\r\n", b"\n") + b"\0")
    return _freeze(files, digest.hexdigest())


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RuleError(
            f"{path.name}: cannot be read from the rules folder {path.parent}: "
            f"{error.strerror or error}. Expected a TOML file of rules."
        ) from error


def _toml(name: str, data: bytes) -> dict[str, object]:
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{name}.toml: not valid TOML: {error}") from error


def _freeze(files: raw.Files, sha256: str) -> Rules:
    framework = _framework(files.framework)
    glyphs, fonts = _glyphs(files.verdicts)
    return Rules(
        sha256=sha256,
        framework=framework,
        verdicts=MappingProxyType(
            {
                key: VerdictLabel(key, v.label, v.label_en)
                for key, v in files.verdicts.verdicts.items()
            }
        ),
        glyphs=MappingProxyType(glyphs),
        fonts=fonts,
        municipalities=_municipalities(files.municipalities),
        patterns=MappingProxyType(dict(_patterns(files))),
        number_words=MappingProxyType(files.families.number_words),
        months=tuple(files.headings.months),
        confidence=MappingProxyType(
            {name: entry.share for name, entry in files.confidence.readings.items()}
        ),
    )


def _framework(file: raw.FrameworkFile) -> Framework:
    themes = {
        key: Theme(key, item.label, item.label_en, number, tuple(item.aliases))
        for number, (key, item) in enumerate(file.themes.items(), 1)
    }
    criteria: dict[str, Criterion] = {}
    for number, (key, item) in enumerate(file.criteria.items(), 1):
        _require_known("framework", f"criteria.{key}.theme", item.theme, themes)
        criteria[key] = Criterion(
            key, item.theme, item.label, item.label_en, number, tuple(item.aliases)
        )
    indicators: dict[str, Indicator] = {}
    for number, (key, entry) in enumerate(file.indicators.items(), 1):
        where = f"indicators.{key}.criterion"
        _require_known("framework", where, entry.criterion, criteria)
        indicators[key] = Indicator(
            key,
            entry.criterion,
            criteria[entry.criterion].theme_id,
            entry.label,
            entry.label_en,
            number,
            tuple(entry.aliases),
            tuple(entry.cues),
        )
    for place, row in enumerate(file.merged_rows):
        for name in row.indicators:
            _require_known("framework", f"merged_rows[{place}]", name, indicators)
    _refuse_shared_wordings(themes.values(), "themes")
    _refuse_shared_wordings(criteria.values(), "criteria")
    _refuse_shared_wordings(indicators.values(), "indicators")
    return Framework(
        MappingProxyType(themes),
        MappingProxyType(criteria),
        MappingProxyType(indicators),
        tuple(tuple(row.indicators) for row in file.merged_rows),
    )


def _require_known(file: str, key: str, value: str, allowed: Iterable[str]) -> None:
    if value not in set(allowed):
        raise RuleError(
            f"{file}.toml: {key} = {value!r}: expected one of {', '.join(sorted(allowed))}"
        )


def _refuse_shared_wordings(items: Iterable[Theme | Criterion | Indicator], table: str) -> None:
    owners: dict[str, str] = {}
    for item in items:
        for wording in {squeeze(item.label), *map(squeeze, item.aliases)}:
            owner = owners.setdefault(wording, item.id)
            if owner != item.id:
                raise RuleError(
                    f"framework.toml: {table}.{item.id}: the wording {wording!r} also belongs to "
                    f"{table}.{owner}; expected each wording to name one entry"
                )


def _glyphs(file: raw.VerdictsFile) -> tuple[dict[str, Glyph], tuple[FontGlyphs, ...]]:
    glyphs: dict[str, Glyph] = {}
    for rule in file.glyphs:
        for character in rule.characters:
            if character in glyphs:
                raise RuleError(
                    f"verdicts.toml: glyphs.{rule.id}: {character!r} is claimed by "
                    f"{glyphs[character].rule} too; expected one meaning for each character"
                )
            glyphs[character] = Glyph(f"glyph.{rule.id}", rule.verdict, rule.weak)
    fonts = tuple(_font(font) for font in file.fonts)
    glyphs.update(_fontless(fonts, glyphs))
    return glyphs, fonts


def _font(file: raw.FontEntry) -> FontGlyphs:
    verdicts: dict[str, str] = {}
    for verdict in VERDICTS:
        for character in getattr(file, verdict):
            for form in (character, chr(0xF000 + ord(character))):
                if verdicts.setdefault(form, verdict) != verdict:
                    raise RuleError(
                        f"verdicts.toml: fonts.{file.id}: {character!r} means both "
                        f"{verdicts[form]} and {verdict}; expected one meaning"
                    )
    return FontGlyphs(file.id, tuple(map(squeeze, file.names)), MappingProxyType(verdicts))


def _fontless(fonts: tuple[FontGlyphs, ...], known: Mapping[str, Glyph]) -> dict[str, Glyph]:
    """What a symbol font's code means when the font is not known: nothing, if fonts differ."""
    meanings: dict[str, set[str]] = {}
    for font in fonts:
        for character, verdict in font.verdicts.items():
            meanings.setdefault(character, set()).add(verdict)
    return {
        character: Glyph(
            "glyph.private_use",
            verdicts.copy().pop() if len(verdicts) == 1 else None,
        )
        for character, verdicts in meanings.items()
        if character not in known and ord(character) >= 0xE000
    } | {
        character: Glyph("glyph.font_unknown", None, is_weak=True)
        for character in meanings
        if character not in known and character in "üûþýÖ"
    }


def _municipalities(file: raw.MunicipalitiesFile) -> Mapping[str, Municipality]:
    for code, item in file.municipalities.items():
        if item.merged_into is not None:
            where = f"municipalities.{code}.merged_into"
            _require_known("municipalities", where, item.merged_into, file.municipalities)
    return MappingProxyType(
        {
            code: Municipality(code, item.name, tuple(item.aliases), item.merged_into)
            for code, item in file.municipalities.items()
        }
    )


def _patterns(files: raw.Files) -> Iterable[tuple[str, tuple[Pattern, ...]]]:
    words = {
        "{number}": _number(files.families.number_words),
        "{month}": f"(?:{'|'.join(map(re.escape, files.headings.months))})",
    }
    for name, file in files.by_name():
        for group, entries in file.pattern_groups().items():
            yield (
                f"{name}.{group}",
                tuple(
                    _pattern(f"{name}.toml: {group}.{entry.id}", entry, words) for entry in entries
                ),
            )


def _number(words: Mapping[str, int]) -> str:
    spelled = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return rf"(?:\d{{1,3}}(?:\.\d{{3}})+|\d+|(?:{spelled})(?!\w))"


def _pattern(where: str, entry: raw.PatternEntry, words: Mapping[str, str]) -> Pattern:
    source = entry.pattern
    for placeholder, expression in words.items():
        source = source.replace(placeholder, expression)
    try:
        regex = re.compile(source, re.IGNORECASE if entry.ignore_case else 0)
    except re.error as error:
        raise RuleError(
            f"{where}: pattern {entry.pattern!r}: {error}; expected a regular expression"
        ) from error
    for example in entry.examples:
        if not regex.search(example):
            raise RuleError(f"{where}: its own example {example!r} is not found; expected a match")
    for example in entry.counter_examples:
        if regex.search(example):
            raise RuleError(f"{where}: finds its counter-example {example!r}; expected no match")
    return Pattern(entry.id, regex, MappingProxyType(entry.extra()))
