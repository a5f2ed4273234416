"""From validated rule files to frozen rules, with the checks that no single file can make.

An alias that two indicators claim, a glyph that means two things, a pattern that misses its own
example: refused, with file, key and what was expected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ggsr_extract.errors import RuleError
from ggsr_extract.rule_files import (
    Files,
    FontEntry,
    FrameworkFile,
    MunicipalitiesFile,
    VerdictsFile,
)
from ggsr_extract.rule_patterns import patterns_of
from ggsr_extract.rules import (
    VERDICTS,
    Criterion,
    FontGlyphs,
    Framework,
    Glyph,
    Indicator,
    Municipality,
    Rules,
    ShapeMeaning,
    Theme,
    VerdictLabel,
)
from ggsr_extract.text import squeeze

__all__ = ["freeze"]


def freeze(files: Files, sha256: str) -> Rules:
    """The rules of all files, whose contents have that digest.

    Raises:
        RuleError: two entries contradict each other, or a pattern its own examples.
    """
    framework = _framework(files.framework)
    glyphs, fonts = _glyphs(files.verdicts)
    return Rules(
        sha256=sha256,
        framework=framework,
        verdicts={
            key: VerdictLabel(key, v.label, v.label_en)
            for key, v in files.verdicts.verdicts.items()
        },
        glyphs=glyphs,
        fonts=fonts,
        shapes=_shapes(files.verdicts),
        municipalities=_municipalities(files.municipalities),
        patterns=dict(patterns_of(files)),
        number_words=files.families.number_words,
        ordinals=files.actors.ordinals,
        months=tuple(files.headings.months),
        confidence={name: entry.share for name, entry in files.confidence.readings.items()},
    )


def _framework(file: FrameworkFile) -> Framework:
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
        themes,
        criteria,
        indicators,
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


def _glyphs(file: VerdictsFile) -> tuple[dict[str, Glyph], tuple[FontGlyphs, ...]]:
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


def _shapes(file: VerdictsFile) -> dict[str, ShapeMeaning]:
    shapes: dict[str, ShapeMeaning] = {}
    for entry in file.shapes:
        if entry.id in shapes:
            raise RuleError(
                f"verdicts.toml: shapes.{entry.id} stands there twice; expected one meaning"
            )
        shapes[entry.id] = ShapeMeaning(entry.verdict, entry.least_score)
    return shapes


def _font(file: FontEntry) -> FontGlyphs:
    verdicts: dict[str, str] = {}
    for verdict in VERDICTS:
        for character in getattr(file, verdict):
            for form in (character, chr(0xF000 + ord(character))):
                if verdicts.setdefault(form, verdict) != verdict:
                    raise RuleError(
                        f"verdicts.toml: fonts.{file.id}: {character!r} means both "
                        f"{verdicts[form]} and {verdict}; expected one meaning"
                    )
    return FontGlyphs(file.id, tuple(map(squeeze, file.names)), verdicts)


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


def _municipalities(file: MunicipalitiesFile) -> Mapping[str, Municipality]:
    for code, item in file.municipalities.items():
        if item.merged_into is not None:
            where = f"municipalities.{code}.merged_into"
            _require_known("municipalities", where, item.merged_into, file.municipalities)
    return {
        code: Municipality(code, item.name, tuple(item.aliases), item.merged_into)
        for code, item in file.municipalities.items()
    }
