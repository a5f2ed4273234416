"""An inspection as an outline to read on a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from ggsr_extract.factsheet.model import Approach, Families, Finding, Row
from ggsr_extract.inspection.inspect import Inspection
from ggsr_extract.rules import Rules
from ggsr_extract.terminal import printable
from ggsr_extract.text import Passage

__all__ = ["render_outline"]

_WIDTH = 100
_SIGNS = {"meets": "✓", "improvement_point": "X", "not_assessed": "–", None: "?"}


def render_outline(inspection: Inspection, *, width: int = _WIDTH) -> str:
    """The document in lines of at most `width`, as far as words allow; safe for a terminal."""
    parts = (
        _head(inspection),
        _approaches(inspection),
        _rows(inspection, width),
        _conclusions(inspection, width),
        _sections(inspection, width),
        _footnotes(inspection, width),
        _unclaimed(inspection, width),
        _diagnostics(inspection, width),
    )
    blocks = ("\n".join(part).strip("\n") for part in parts)
    return "\n\n".join(block for block in blocks if block)


def _lines(text: str, width: int, indent: int, first: str = "") -> list[str]:
    """`text` wrapped after `first`, on lines that stand in by `indent` below it."""
    return textwrap.wrap(
        printable(text),
        width,
        initial_indent=first,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]


def _head(inspection: Inspection) -> Iterator[str]:
    document, metadata = inspection.factsheet.document, inspection.factsheet.metadata
    title = metadata.title.text if metadata.title else "(no title)"
    inferred = ", inferred" if metadata.is_municipality_inferred else ""
    place = f"{metadata.municipality_name} ({metadata.municipality_code or 'no code'}{inferred})"
    yield printable(inspection.source)
    yield f"  title         {printable(title)}"
    yield f"  kind          {metadata.kind}"
    yield f"  municipality  {printable(place) if metadata.municipality_name else 'unknown'}"
    for name in ("published", "presented_on", "cited_baseline_published"):
        if (value := getattr(metadata, name)) is not None:
            yield f"  {name:13} {value}"
    yield f"  text          {len(document.text):,} characters, {document.media_type}"
    yield f"  coverage      {_rounded_down(inspection.coverage)}"


def _rounded_down(share: float) -> str:
    """Four digits; what is not wholly covered does not show as 1."""
    return f"{int(share * 10_000) / 10_000:.4f}"


def _approaches(inspection: Inspection) -> Iterator[str]:
    for number, approach in enumerate(inspection.factsheet.approaches, 1):
        yield f"APPROACH {number}: {printable(_name(approach))}"
        for words, passages in (("2013", approach.predecessors), ("asked", approach.respondents)):
            if passages:
                yield f"  {words:9} {printable('; '.join(passage.text for passage in passages))}"
        if approach.families is not None:
            yield f"  families  {_families(approach.families)}"


def _name(approach: Approach) -> str:
    return approach.name.text if approach.name else "(no name)"


def _families(families: Families) -> str:
    many = f"{families.low}" if families.low == families.high else f"{families.low}-{families.high}"
    about = "about " if families.is_approximate else ""
    return f"{about}{many} {families.basis} ({families.scope})"


def _rows(inspection: Inspection, width: int) -> Iterator[str]:
    rows, rules = inspection.factsheet.rows, inspection.rules
    for (approach, theme_id), group in groupby(rows, key=lambda row: (row.approach, row.theme_id)):
        name = _name(inspection.factsheet.approaches[approach])
        theme = rules.framework.themes.get(theme_id)
        yield ""
        yield f"THEME {theme.label if theme else theme_id} ({printable(name)})"
        for row in group:
            yield from _row(row, rules, width)


def _row(row: Row, rules: Rules, width: int) -> Iterator[str]:
    ids = "+".join(reading.indicator_id for reading in row.printed) or "(not recognised)"
    criterion = f"[{row.criterion.text}] " if row.criterion else ""
    label = row.indicator.text if row.indicator else ""
    yield from _lines(f"{ids} {criterion}{label}", width, 4, "  ")
    for finding in row.findings:
        yield from _finding(finding, rules, width)


def _finding(finding: Finding, rules: Rules, width: int) -> Iterator[str]:
    label = rules.verdicts[finding.verdict].label_en if finding.verdict else "unreadable"
    doubt = ", needs review" if finding.needs_review else ""
    text = finding.text.text if finding.text else "(no words)"
    sign = f"    {finding.year} {_SIGNS[finding.verdict]} "
    yield from _lines(text, width, len(sign), sign)
    indent = " " * len(sign)
    for caveat in finding.caveats:
        yield from _lines(f"{caveat.cue.text} {caveat.text.text}", width, len(sign) + 2, indent)
    yield f"{indent}= {label}{doubt}; {_about(finding)}"


def _about(finding: Finding) -> str:
    if not finding.assessed:
        return "about no known indicator"
    methods = sorted({(reading.method, round(reading.score, 2)) for reading in finding.assessed})
    ids = "+".join(reading.indicator_id for reading in finding.assessed)
    reading = ", a reading" if any(reading.is_inferred for reading in finding.assessed) else ""
    return f"about {ids} by {', '.join(f'{name} {score:g}' for name, score in methods)}{reading}"


def _conclusions(inspection: Inspection, width: int) -> Iterator[str]:
    if inspection.factsheet.conclusions:
        yield "CONCLUSIONS"
    for item in inspection.factsheet.conclusions:
        sign = "+" if item.kind == "strength" else "-"
        doubt = ", needs review" if item.needs_review else ""
        how = f"{item.theme_id}, by {item.method}{doubt}"
        yield from _lines(f"{item.text.text} ({how})", width, 4, f"  {sign} ")


def _sections(inspection: Inspection, width: int) -> Iterator[str]:
    if inspection.factsheet.sections:
        yield "SECTIONS"
    for section in inspection.factsheet.sections:
        heading = f" {section.heading.text}" if section.heading else ""
        yield f"  {section.kind}:{printable(heading)}"
        yield from _paragraphs(section.paragraphs, width)


def _paragraphs(passages: Iterable[Passage], width: int) -> Iterator[str]:
    for passage in passages:
        yield from _lines(passage.text, width, 4, "    ")


def _footnotes(inspection: Inspection, width: int) -> Iterator[str]:
    if inspection.factsheet.footnotes:
        yield "FOOTNOTES"
    for note in inspection.factsheet.footnotes:
        yield from _lines(f"{note.mark} {note.text.text}", width, 4, "  ")


def _unclaimed(inspection: Inspection, width: int) -> Iterator[str]:
    text = inspection.factsheet.document.text
    pieces = [span for span in inspection.unclaimed if text[span.start : span.end].strip()]
    if pieces:
        yield "UNCLAIMED: no rule knows what this is"
    for span in pieces:
        words = " ".join(text[span.start : span.end].split())
        yield from _lines(f"{span.start}-{span.end}: {words}", width, 4, "  ")


def _diagnostics(inspection: Inspection, width: int) -> Iterator[str]:
    if inspection.factsheet.diagnostics:
        yield "DIAGNOSTICS"
    for item in inspection.factsheet.diagnostics:
        place = f" at {item.at}" if item.at is not None else ""
        yield from _lines(f"{item.severity} {item.code}{place}: {item.message}", width, 4, "  ")
