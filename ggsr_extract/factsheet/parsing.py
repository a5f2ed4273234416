"""The stages in order: items → outline → sections, rows, conclusions → blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from ggsr_extract.errors import SourceError
from ggsr_extract.factsheet.approaches import (
    families_in,
    name_of,
    predecessors_of,
    respondents_in,
)
from ggsr_extract.factsheet.beside import beside_unclaimed
from ggsr_extract.factsheet.blocks import partition_text
from ggsr_extract.factsheet.column_roles import BASELINE_YEAR
from ggsr_extract.factsheet.conclusion_doubts import (
    absent_conclusions,
    with_conclusion_doubts,
)
from ggsr_extract.factsheet.conclusions import conclusions_in_cells, conclusions_of
from ggsr_extract.factsheet.items import items_of
from ggsr_extract.factsheet.lookup import Lookup, lookup_for
from ggsr_extract.factsheet.metadata import metadata_of
from ggsr_extract.factsheet.model import (
    Approach,
    Block,
    Conclusion,
    Diagnostic,
    Factsheet,
    Footnote,
    Row,
    Section,
)
from ggsr_extract.factsheet.notes import footnotes_of
from ggsr_extract.factsheet.outline import outline
from ggsr_extract.factsheet.places import Claim, Outline, Region
from ggsr_extract.factsheet.rows import RowReader
from ggsr_extract.factsheet.sections import section_of
from ggsr_extract.factsheet.squeezed import SqueezedLine
from ggsr_extract.factsheet.tables import read_region
from ggsr_extract.factsheet.undecided import undecided_hyphens
from ggsr_extract.factsheet.verdicts import free_glyphs
from ggsr_extract.rules import Rules
from ggsr_extract.text import Document, Passage

__all__ = ["parse"]


class _Parts(Struct):
    """What the regions gave so far.

    `has_framework`: a row stands under a theme of the toetsingskader, or prints an indicator of it.
    Verdicts in other tables are those of somebody else.
    """

    sections: list[Section] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    conclusions: list[Conclusion] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    respondents: dict[int, list[Passage]] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    has_framework: bool = False


def parse(document: Document, rules: Rules) -> Factsheet:
    """Read a factsheet.

    Raises:
        SourceError: the text is no GGSR factsheet.
    """
    lookup = lookup_for(rules)
    placed = outline(items_of(document, lookup), lookup)
    parts = _Parts(claims=list(placed.claims))
    years = _years(placed)
    for region in placed.regions:
        if region.kind in ("cover", "prose"):
            _prose(document, region, rules, parts)
        elif region.kind == "conclusion":
            _conclusion(document, region, rules, parts)
        else:
            _table(document, region, years, lookup, parts)
    if not parts.has_framework and not _is_factsheet(placed, parts):
        raise SourceError(
            "not_a_factsheet",
            "not a GGSR factsheet: no theme, no indicator of the toetsingskader",
            stage="parse",
        )
    return _factsheet(document, placed, parts, lookup)


def _years(placed: Outline) -> tuple[int, ...]:
    """The year columns that lines of the document name; a baseline names none."""
    printed = {
        int(entry.says)
        for region in placed.regions
        for entry in region.placed
        if entry.says is not None and entry.says.isdigit()
    }
    return tuple(sorted(printed)) or (BASELINE_YEAR,)


def _is_factsheet(placed: Outline, parts: _Parts) -> bool:
    """Pieces of the series come without a table: a title, an aanpak or a Conclusie tells."""
    kinds = {region.section for region in placed.regions} & {"respondents_note", "conclusion"}
    return placed.title is not None or bool(parts.conclusions) or bool(kinds)


def _prose(document: Document, region: Region, rules: Rules, parts: _Parts) -> None:
    items = [entry.item for entry in region.placed]
    if region.section == "footnote":
        notes = footnotes_of(document, items)
        parts.footnotes.extend(notes)
        parts.claims.extend(Claim(item.span, "footnote", "footnote") for item in items)
        return
    if region.section == "respondents_note":
        names, lines = respondents_in(document, items, rules)
        approach = region.approach if region.approach is not None else 0
        parts.respondents.setdefault(approach, []).extend(names)
        parts.claims.extend(Claim(span, "list", "respondents") for span in lines)
        items = [item for item in items if item.span not in lines]
    section, claims, problems = section_of(document, region, items, lookup_for(rules))
    parts.claims.extend(claims)
    parts.problems.extend(problems)
    if section is not None:
        parts.sections.append(section)


def _conclusion(document: Document, region: Region, rules: Rules, parts: _Parts) -> None:
    _add_conclusions(conclusions_of(document, region, region.approach or 0, rules), parts)


def _add_conclusions(
    read: tuple[tuple[Conclusion, ...], tuple[Diagnostic, ...]], parts: _Parts
) -> None:
    found, problems = read
    parts.conclusions.extend(found)
    parts.problems.extend(problems)
    parts.claims.extend(
        Claim(span, "cell", f"conclusion.{conclusion.method}")
        for conclusion in found
        for span in conclusion.text.spans
    )


def _table(
    document: Document, region: Region, years: tuple[int, ...], lookup: Lookup, parts: _Parts
) -> None:
    tabled = read_region(document, region, years, lookup)
    reader = RowReader(document, lookup.rules, lookup.likeness)
    parts.claims.extend(tabled.claims)
    for raw in tabled.rows:
        row, problems = reader.read(raw, region.approach or 0)
        if not row.findings and row.indicator is None:
            continue
        parts.has_framework |= raw.theme_id is not None or bool(raw.printed)
        parts.rows.append(row)
        parts.problems.extend(problems)
        parts.claims.extend(_row_claims(row))
    approach = region.approach or 0
    _add_conclusions(conclusions_in_cells(document, tabled.conclusions, approach), parts)


def _row_claims(row: Row) -> Iterator[Claim]:
    passages = [row.criterion, row.indicator]
    for finding in row.findings:
        passages += [finding.glyph, finding.text]
        passages += [passage for caveat in finding.caveats for passage in (caveat.cue, caveat.text)]
    for passage in passages:
        if passage is not None:
            yield from (Claim(span, "cell", f"row.{row.reading}") for span in passage.spans)


def _factsheet(document: Document, placed: Outline, parts: _Parts, lookup: Lookup) -> Factsheet:
    rules = lookup.rules
    metadata, problems = metadata_of(document, placed, parts.sections, parts.rows, rules)
    approaches = tuple(_approaches(document, placed, parts, rules))
    blocks = partition_text(document, parts.claims)
    conclusions, doubts = with_conclusion_doubts(document, parts.conclusions, lookup)
    parts.rows, parts.conclusions = beside_unclaimed(parts.rows, conclusions, blocks)
    problems = (
        *_noticed(document),
        *problems,
        *parts.problems,
        *_unclaimed(document, blocks),
        *_unread(parts.rows),
        *_misplaced(document, parts.rows, rules),
        *_unexpected(metadata.kind, parts.rows),
        *doubts,
        *absent_conclusions(parts.rows, parts.conclusions, lookup),
        *undecided_hyphens(parts.rows, parts.sections, parts.conclusions),
    )
    return Factsheet(
        document=document,
        metadata=metadata,
        approaches=approaches,
        sections=tuple(parts.sections),
        rows=tuple(parts.rows),
        conclusions=tuple(parts.conclusions),
        footnotes=tuple(parts.footnotes),
        blocks=blocks,
        diagnostics=tuple(sorted(problems, key=lambda problem: problem.at or 0)),
    )


def _approaches(
    document: Document, placed: Outline, parts: _Parts, rules: Rules
) -> Iterator[Approach]:
    count = max(len(placed.approaches), 1 if parts.rows or parts.conclusions else 0)
    for number in range(count):
        own = [s for s in parts.sections if s.approach == number and s.kind == "description"]
        description = tuple(p for section in own for p in section.paragraphs)
        found = placed.approaches[number] if number < len(placed.approaches) else None
        yield Approach(
            name=name_of(document, found, rules) if found else None,
            predecessors=predecessors_of(document, found, rules) if found else (),
            respondents=tuple(parts.respondents.get(number, ())),
            description=description,
            families=families_in(description, rules),
        )


def _noticed(document: Document) -> Iterator[Diagnostic]:
    """What the reader has to say."""
    starts = {page.number: page.span.start for page in document.pages}
    for notice in document.notices:
        at = None if notice.page is None else starts[notice.page]
        yield Diagnostic(notice.code, notice.severity, notice.message, at)


def _unclaimed(document: Document, blocks: Sequence[Block]) -> Iterator[Diagnostic]:
    for block in blocks:
        printed = document.text[block.span.start : block.span.end].strip()
        if block.role == "unclaimed" and printed:
            yield Diagnostic(
                "text_unclaimed",
                "warning",
                f"no rule knows what this is: {printed[:60]!r}",
                block.span.start,
            )


def _unexpected(kind: str, rows: Sequence[Row]) -> Iterator[Diagnostic]:
    """A follow-up takes up improvement points: any other verdict on the first year is suspect."""
    for row in rows if kind == "follow_up" else ():
        for finding in row.findings:
            if finding.year == BASELINE_YEAR and finding.verdict in ("meets", "not_assessed"):
                yield Diagnostic(
                    "point_was_no_improvement_point",
                    "warning",
                    f"a follow-up prints {finding.verdict} for {finding.year}; look whether the "
                    "columns are read in the right order",
                    finding.glyph.hull.start if finding.glyph else None,
                )


def _misplaced(document: Document, rows: Sequence[Row], rules: Rules) -> Iterator[Diagnostic]:
    """Verdicts inside a criterion or an indicator: columns were taken for what they are not."""
    cells = {cell for row in rows for cell in (row.criterion, row.indicator) if cell is not None}
    passages = [cell for cell in cells if document.shapes or _holds_sign(cell.text, rules)]
    for span in sorted({span for passage in passages for span in passage.spans}):
        for glyph in free_glyphs(SqueezedLine(document, span), rules):
            if not glyph.is_weak:
                yield Diagnostic(
                    "verdict_outside_finding",
                    "warning",
                    "a verdict stands in the cell of a criterion or an indicator; look whether "
                    "the table has a heading that names its columns",
                    glyph.span.start,
                )


def _holds_sign(text: str, rules: Rules) -> bool:
    """Whether an unmistakable glyph stands in the text."""
    known = filter(None, map(rules.glyphs.get, set(text)))
    return any(not glyph.is_weak for glyph in known)


def _unread(rows: Sequence[Row]) -> Iterator[Diagnostic]:
    for row in rows:
        if row.printed:
            continue
        at = row.indicator.hull.start if row.indicator else None
        if at is None:
            at = next((f.text.hull.start for f in row.findings if f.text), None)
        words = f": {row.indicator.text[:80]!r}" if row.indicator else ""
        yield Diagnostic(
            "indicator_unrecognised",
            "warning",
            f"the row prints no indicator of the toetsingskader{words}; add an alias to "
            "rules/framework.toml if it is one",
            at,
        )
