"""The only place where domain words come from: `rules/*.toml`, validated whole.

Every pattern carries examples that it must find and counter-examples that it must not; an alias
that two indicators claim or a glyph that means two things is refused. An error names the file, the
key and what was expected.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from msgspec import Struct

from ggsr_extract.errors import RuleError
from ggsr_extract.expressions import Hints, folded
from ggsr_extract.kinds import GlyphMethod
from ggsr_extract.text import squeeze

__all__ = [
    "ACTOR_SIGN",
    "Criterion",
    "FontGlyphs",
    "Found",
    "Framework",
    "Glyph",
    "Indicator",
    "Municipality",
    "Pattern",
    "Rules",
    "ShapeMeaning",
    "Theme",
    "VerdictLabel",
    "load_rules",
]

VERDICTS = ("meets", "improvement_point", "not_assessed")
# Stands in a frame for its actor, and in a text for the one that was found there: a letter, so that
# edges of words stay where they are, of a script that no Dutch text has.
ACTOR_SIGN = "\U00010380"
# Texts of so many characters at the most are remembered, so many of them.
_SHORT, _MOST_KNOWN = 200, 1 << 13


class Pattern(Struct, frozen=True, dict=True):
    """A regular expression with the rule that it stands for; `data` is what the rule adds.

    `flags` are those of :mod:`re`. It is compiled when it is first used: many are not in a run, as
    `hints` say without it that they cannot match.
    """

    id: str
    source: str
    flags: int
    data: Mapping[str, str | float]
    hints: Hints = Hints()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression, compiled."""
        return re.compile(self.source, self.flags)

    def search(self, text: str) -> re.Match[str] | None:
        """First place in white-space folded `text` where the rule fires."""
        return self.regex.search(text)

    def __getitem__(self, key: str) -> str:
        return str(self.data[key])


Found = tuple[Pattern, re.Match[str]]


class Theme(Struct, frozen=True):
    """One of the five themes of the toetsingskader."""

    id: str
    label: str
    label_en: str
    ordinal: int
    aliases: tuple[str, ...] = ()


class Criterion(Struct, frozen=True):
    """A criterion of a theme."""

    id: str
    theme_id: str
    label: str
    label_en: str
    ordinal: int
    aliases: tuple[str, ...] = ()


class Indicator(Struct, frozen=True):
    """An indicator of a criterion; `cues` are word beginnings of findings about it."""

    id: str
    criterion_id: str
    theme_id: str
    label: str
    label_en: str
    ordinal: int
    aliases: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


class Framework(Struct, frozen=True):
    """The toetsingskader, each level keyed by id and in order."""

    themes: Mapping[str, Theme]
    criteria: Mapping[str, Criterion]
    indicators: Mapping[str, Indicator]
    merged_rows: tuple[tuple[str, ...], ...]

    def may_share_row(self, indicators: Iterable[str]) -> bool:
        """Whether the series prints these in one row: one alone, or those that it merges."""
        ids = tuple(indicators)
        return len(ids) < 2 or ids in self.merged_rows


class VerdictLabel(Struct, frozen=True):
    """A level of the verdict code list."""

    id: str
    label: str
    label_en: str


class Glyph(Struct, frozen=True):
    """What a character means where a finding begins.

    `verdict` None: a symbol font's letter whose font is not known. `is_weak`: the character is
    also an ordinary letter or punctuation. `method`: by what it was told.
    """

    rule: str
    verdict: str | None
    is_weak: bool = False
    method: GlyphMethod = "character"


class FontGlyphs(Struct, frozen=True):
    """Meaning of the characters of one symbol font."""

    id: str
    names: tuple[str, ...]
    verdicts: Mapping[str, str]


class ShapeMeaning(Struct, frozen=True):
    """What a drawn mark means that looks like a sign at least so much (0..1)."""

    verdict: str
    least_score: float


class Municipality(Struct, frozen=True):
    """A municipality with its CBS code."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    merged_into: str | None = None


class Rules(Struct, frozen=True, dict=True):
    """All rules, frozen. `patterns` are keyed `<file>.<group>`, in file order."""

    sha256: str
    framework: Framework
    verdicts: Mapping[str, VerdictLabel]
    glyphs: Mapping[str, Glyph]
    fonts: tuple[FontGlyphs, ...]
    shapes: Mapping[str, ShapeMeaning]
    municipalities: Mapping[str, Municipality]
    patterns: Mapping[str, tuple[Pattern, ...]]
    number_words: Mapping[str, int]
    ordinals: Mapping[str, int]
    months: tuple[str, ...]
    confidence: Mapping[str, float]

    def find(self, group: str, text: str) -> Found | None:
        """The first rule of a group that fires in `text`."""
        # Short lines say the same in document after document of the series.
        return (self._known if len(text) <= _SHORT else self._find)(group, text)

    @cached_property
    def _known(self) -> Callable[[str, str], Found | None]:
        return lru_cache(maxsize=_MOST_KNOWN)(self._find)

    def _find(self, group: str, text: str) -> Found | None:
        lowered = folded(text)
        for pattern in self.patterns[group]:
            match = pattern.search(text) if pattern.hints.allow(lowered) else None
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
    from ggsr_extract.rule_cache import keep_rules, kept_rules

    if directory is not None:
        return _checked(directory)
    folder = default_directory()
    rules = kept_rules(folder)
    if rules is None:
        rules = _checked(folder)
        keep_rules(folder, rules)
    return rules


def _checked(folder: Path) -> Rules:
    from ggsr_extract import rule_files
    from ggsr_extract.rule_building import freeze

    contents = {name: _content(folder / f"{name}.toml") for name in rule_files.NAMES}
    files = rule_files.validate({name: _toml(name, data) for name, data in contents.items()})
    digest = hashlib.sha256()
    for name, data in sorted(contents.items()):
        digest.update(name.encode() + b"\0" + data.replace(b"\r\n", b"\n") + b"\0")
    return freeze(files, digest.hexdigest())


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RuleError(
            f"{path.name}: cannot be read from the rules folder {path.parent}: "
            f"{error.strerror or error}. Expected a TOML file of rules."
        ) from error


def _toml(name: str, data: bytes) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{name}.toml: not valid TOML: {error}") from error
