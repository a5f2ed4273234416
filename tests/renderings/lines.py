"""Shape 1: tables as tab-separated lines, with inline tags; and what it shares with shape 2."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from .flow import LETTERHEAD, ConclusionTable, Cover, FindingsTable, flow, label
from .model import Bullets, Factsheet, Finding, Footnote, Heading, Paragraph


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a converter wrote what is in a cell; drawn once a document."""

    has_bold_glyph: bool
    has_tags: bool
    caveat_apart: bool

    @classmethod
    def drawn(cls, seed: int) -> CellStyle:
        """Seed 0 is the commonest form; other seeds vary it."""
        rng = Random(seed)
        return cls(*(rng.random() < 0.5 for _ in range(3))) if seed else cls(False, True, True)


def render_tagged(factsheet: Factsheet, *, has_headings: bool = True, seed: int = 0) -> str:
    """Tab-separated tables with `<b>`, `<p>`, `<sup>`; headings as Markdown, or as bare lines."""
    style = CellStyle.drawn(seed)
    pieces: list[str] = []
    for item in flow(factsheet):
        match item:
            case FindingsTable():
                pieces.append(_findings_lines(item, style))
            case ConclusionTable():
                pieces.append(_conclusion_lines(item))
            case _:
                pieces.append(prose_lines(item, has_headings=has_headings))
    return "\n\n".join(pieces) + "\n"


def prose_lines(
    item: Cover | Heading | Paragraph | Bullets | Footnote, *, has_headings: bool
) -> str:
    """Anything outside tables as lines of light Markdown."""
    match item:
        case Cover():
            return _cover_lines(item, "# " if has_headings else "")
        case Heading():
            return f"{'#' * item.level} {item.text}" if has_headings else item.text
        case Paragraph():
            return _inline(item.text, has_headings)
        case Bullets():
            return "\n".join(f"- {_inline(text, has_headings)}" for text in item.items)
        case Footnote():
            return f"<sup>{item.mark}</sup> {item.text}"


def _cover_lines(cover: Cover, hashes: str) -> str:
    parts = ["  \n".join(LETTERHEAD), hashes + cover.title]
    parts += ["  \n".join(cover.lines)] if cover.lines else []
    parts += [cover.date] if cover.date else []
    return "\n\n" + "\n\n".join(parts)


def _inline(text: str, has_headings: bool) -> str:
    marked = re.sub(r"\[\^(\d+)\]", r"<sup>\1</sup>", text)
    return marked if has_headings else re.sub(r"(?<!\*)\*(?!\*)", "", marked)


def _findings_lines(table: FindingsTable, style: CellStyle) -> str:
    lines = [f"{label(table)}\t\t", "\t".join(table.header)]
    above: str | None = None
    for row in table.rows:
        if table.years:
            first: tuple[str, ...] = (" ".join(row.printed),)
            cells = tuple(_cell(row.of_year(year), style) for year in table.years)
        else:
            first = (("" if row.criterion == above else row.criterion) or "", " ".join(row.printed))
            cells = (_cell(row.findings, style),)
            above = row.criterion
        lines.append("\t".join((*first, *cells)))
    return "\n".join(lines)


def _cell(findings: tuple[Finding, ...], style: CellStyle) -> str:
    """The findings of one cell; several of them always need paragraphs of their own."""
    if style.has_tags or len(findings) > 1:
        return " ".join(
            f"<p>{text}</p>"
            for finding in findings
            for text in paragraphs(finding, style, "<b>{}</b>")
        )
    return "  ".join(
        text for finding in findings for text in paragraphs(finding, style, "<b>{}</b>")
    )


def paragraphs(finding: Finding, style: CellStyle, bold: str) -> tuple[str, ...]:
    """Glyph, words and caveats as paragraphs; `bold` is a template such as `**{}**`."""
    glyph = bold.format(finding.glyph) if style.has_bold_glyph else finding.glyph
    caveats = tuple(bold.format(f"LET OP: {text}") for text in finding.caveats)
    texts = (f"{glyph} {finding.paragraphs[0]}", *finding.paragraphs[1:])
    if style.caveat_apart:
        return (*texts, *caveats)
    return (*texts[:-1], " ".join((texts[-1], *caveats)))


def _conclusion_lines(table: ConclusionTable) -> str:
    sides = (
        " ".join(f"<p>{text}</p>" for text in side)
        for side in (table.strengths, table.improvements)
    )
    return "\n".join((f"{label(table)}\t", "Wat gaat goed?\tWat kan beter?", "\t".join(sides)))
