"""Short words for writing an invented factsheet down: `row("TL01", ok("…", "caveat"))`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from .framework import criterion_of, indicators, theme_of
from .model import Approach, Block, Conclusion, Factsheet, Families, Finding, Footnote, Row, Table
from .prose import (
    DEFINITION,
    FIVE_THEMES,
    PURPOSE,
    READING_GUIDE,
    blocks_of,
    findings_intro,
    respondents_lead,
)

_ROUGH = {"ok": "✓", "no": "X", "un": "–"}


@dataclass(frozen=True, slots=True)
class Glyphs:
    """How one factsheet writes the three verdicts."""

    ok: str = "✓"
    no: str = "X"
    un: str = "–"

    def on(self, finding: Finding) -> Finding:
        """The finding with this factsheet's own glyph."""
        kind = next(kind for kind, glyph in _ROUGH.items() if glyph == finding.glyph)
        return replace(finding, glyph=getattr(self, kind))


def _finding(kind: str, text: str, caveats: tuple[str, ...], about: str) -> Finding:
    return Finding(_ROUGH[kind], tuple(text.split("\n")), tuple(about.split()), caveats)


def ok(text: str, *caveats: str, about: str = "") -> Finding:
    """Meets the indicator; a line feed parts paragraphs, `about` is needed in merged rows only."""
    return _finding("ok", text, caveats, about)


def no(text: str, *caveats: str, about: str = "") -> Finding:
    """A point to improve."""
    return _finding("no", text, caveats, about)


def un(text: str, *caveats: str, about: str = "") -> Finding:
    """Not assessed."""
    return _finding("un", text, caveats, about)


def row(ids: str, *findings: Finding) -> Row:
    """A baseline row with the framework's own wording."""
    keys = tuple(ids.split())
    return _row(keys, findings, criterion_of(keys[0]))


def point(theme: str, text: str) -> tuple[str, str]:
    """A paragraph of a Conclusie."""
    return theme, text


def said(**by_theme: str) -> tuple[tuple[str, str], ...]:
    """One side of a Conclusie: a paragraph a theme."""
    return tuple(by_theme.items())


def changed(ids: str, was: Finding, now: Finding) -> Row:
    """A follow-up row: 2013 beside 2014."""
    indicators_ = tuple(ids.split())
    earlier = replace(was, about=indicators_, certain=True)
    findings = (earlier, replace(now, about=indicators_, year=2014))
    return Row(indicators_, _printed(indicators_), findings)


def judged(rows: tuple[Row, ...], ids: str) -> Finding:
    """The one finding of a baseline that is about `ids`, for a follow-up to repeat."""
    about = tuple(ids.split())
    (finding,) = (finding for row in rows for finding in row.findings if finding.about == about)
    return finding


def _row(ids: tuple[str, ...], findings: tuple[Finding, ...], criterion: str) -> Row:
    if len(findings) == 1:
        settled: tuple[Finding, ...] = (replace(findings[0], about=ids),)
    elif len(findings) == len(ids):
        settled = tuple(
            replace(finding, about=(key,)) for key, finding in zip(ids, findings, strict=True)
        )
    else:
        settled = tuple(replace(finding, certain=False) for finding in findings)
    if tuple(key for finding in settled for key in finding.about) != ids:
        raise ValueError(f"{ids}: the findings are about {[finding.about for finding in settled]}")
    return Row(ids, _printed(ids), settled, criterion)


def _printed(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(indicators()[key] for key in ids)


@dataclass(frozen=True, slots=True)
class Draft:
    """An aanpak as its author writes it down."""

    name: str
    rows: tuple[Row, ...]
    respondents: tuple[str, ...] = ()
    description: str = ""
    families: Families | None = None
    predecessors: tuple[str, ...] = ()
    strengths: tuple[tuple[str, str], ...] = ()
    improvements: tuple[tuple[str, str], ...] = ()

    def built(self, glyphs: Glyphs) -> Approach:
        """The aanpak with tables by theme and everything that the series prints around them."""
        return Approach(
            name=self.name,
            tables=tuple(_tables(self.rows, glyphs)),
            blocks=self._lead(glyphs) if self.description else (),
            predecessors=self.predecessors,
            respondents=self.respondents,
            families=self.families,
            conclusions=tuple(self._conclusions()),
        )

    def _lead(self, glyphs: Glyphs) -> tuple[Block, ...]:
        parts = (
            respondents_lead(self.respondents),
            f"## Beschrijving\n{unwrapped(self.description)}",
            findings_intro(self.name, glyphs.ok, glyphs.no),
        )
        return blocks_of("\n\n".join(parts))

    def _conclusions(self) -> Iterator[Conclusion]:
        themes = dict.fromkeys(theme_of(row.indicators[0]) for row in self.rows)
        for theme in themes:
            yield from (
                Conclusion(theme, "strength", text) for key, text in self.strengths if key == theme
            )
            yield from (
                Conclusion(theme, "improvement", text)
                for key, text in self.improvements
                if key == theme
            )


def _tables(rows: tuple[Row, ...], glyphs: Glyphs) -> Iterator[Table]:
    for theme, group in groupby(rows, key=lambda row: theme_of(row.indicators[0])):
        yield Table(
            theme,
            tuple(replace(row, findings=tuple(map(glyphs.on, row.findings))) for row in group),
        )


def unwrapped(text: str) -> str:
    """Paragraphs on one line each, whatever the source file's line width."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def baseline(
    key: str,
    place: tuple[str, str | None],
    context: str,
    *drafts: Draft,
    glyphs: Glyphs,
    published: str = "2013-11",
) -> Factsheet:
    """A factsheet of 2013; `place` is the municipality's name and code."""
    opening = f"{DEFINITION}\n## Context {place[0]}\n{unwrapped(context)}\n{PURPOSE}"
    return Factsheet(
        key=key,
        municipality=place[0],
        code=place[1],
        kind="baseline",
        title=f"Uitkomsten toezichtonderzoek {place[0]}",
        published=published,
        opening=blocks_of(opening),
        approaches=tuple(draft.built(glyphs) for draft in drafts),
    )


def follow_up(
    key: str,
    place: tuple[str, str | None],
    prose: tuple[str, str],
    draft: Draft,
    *,
    glyphs: Glyphs,
    footnotes: tuple[Footnote, ...] = (),
) -> Factsheet:
    """A factsheet of June 2015; `prose` stands under Inleiding and under Ontwikkeling 2014."""
    introduction, development = map(unwrapped, prose)
    parts = (
        DEFINITION,
        "## Inleiding",
        introduction,
        FIVE_THEMES,
        "## Ontwikkeling 2014",
        development,
        READING_GUIDE,
    )
    return Factsheet(
        key=key,
        municipality=place[0],
        code=place[1],
        kind="follow_up",
        title=f"Uitkomsten verbeterpunten toezichtonderzoek {place[0]}",
        published="2015-06",
        opening=blocks_of("\n".join(parts)),
        approaches=(draft.built(glyphs),),
        footnotes=footnotes,
    )
