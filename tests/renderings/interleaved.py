"""Shape 4: running text of a PDF whose table cells came out one below the other.

As a known converter left it: every line wrapped in its column and followed by a blank one; the
lines of the criterion, then of the indicator, then of the finding; merged rows with their glyphs in
a run of their own; a page's running titles and footers between rows, without a form feed; stray
blanks at either end of a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from .flow import (
    LETTERHEAD,
    ConclusionTable,
    Cover,
    FindingsTable,
    Item,
    flow,
    label,
    running_title,
)
from .model import Bullets, Factsheet, Finding, Footnote, Heading, Paragraph, Row
from .prose import plain
from .wrap import wrapped

_PROSE, _WIDE, _CRITERION, _INDICATOR, _FINDING, _YEAR = 66, 130, 16, 30, 78, 46
_PAGE_LINES = 62


@dataclass(slots=True)
class _Writer:
    """Lines so far, with what the page knows: how full it is and which aanpak it is about."""

    rng: Random
    title: str
    approach: str = ""
    used: int = 0
    page: int = 0
    parts: list[str] = field(default_factory=list)

    def put(self, lines: list[str]) -> None:
        """Lines of a cell or paragraph: stray blanks around them, a blank line after each."""
        for place, line in enumerate(lines):
            lead = self.rng.choice(("", "", "", "", " ", "   ")) if place == 0 else ""
            trail = self.rng.choice(("", " ", "  ", "  "))
            self.parts.append(f"{lead}{line}{trail}\n\n")
        self.used += len(lines)

    def turn(self) -> None:
        """End the page: running title (on later pages of tables), footer, then no blank line."""
        if self.page:
            self.put([self.title])
        if self.approach:
            self.parts.append(f"Aanpak: {self.approach}{self.rng.choice(('', ' '))}\n ")
        self.page += 1
        self.used = 0


def render_interleaved(factsheet: Factsheet, *, seed: int = 0) -> str:
    """Text in shape 4; with an odd seed a page may end inside a criterion."""
    writer = _Writer(Random(f"{factsheet.key}/{seed}"), running_title(factsheet))
    names = {f"Aanpak: {approach.name}": approach.name for approach in factsheet.approaches}
    for item in flow(factsheet, is_split=False):
        if isinstance(item, Heading) and item.text in names:
            _start_approach(writer, names[item.text])
        elif isinstance(item, Heading) and item.text == "Uitkomsten verbeterpunten":
            writer.put([item.text])
            writer.approach, writer.used = factsheet.approaches[0].name, 1
        else:
            _write(writer, item, may_part=bool(seed % 2))
    writer.turn()
    return " " + "".join(writer.parts).rstrip() + "\n"


def _start_approach(writer: _Writer, name: str) -> None:
    if writer.approach:
        writer.turn()
    writer.parts.append(f"Aanpak:\n{name} \n \n")
    writer.approach, writer.page = name, 0


def _heading(writer: _Writer, text: str) -> None:
    if text == "Conclusie":
        writer.turn()
    writer.put([plain(text)])
    if text == "Bevindingen toezichtonderzoek":
        writer.used = 1


def _write(writer: _Writer, item: Item, may_part: bool) -> None:
    match item:
        case Cover():
            writer.put(list(LETTERHEAD))
            writer.put([item.title, *item.lines, *([item.date] if item.date else [])])
        case FindingsTable():
            _table(writer, item, may_part)
        case ConclusionTable():
            writer.put([label(item), "Wat gaat goed? Wat kan beter?"])
            for text in (*item.strengths, *item.improvements):
                writer.put(wrapped(text, _PROSE, writer.rng))
        case Heading():
            _heading(writer, item.text)
        case _:
            _prose(writer, item)


def _prose(writer: _Writer, item: Paragraph | Bullets | Footnote) -> None:
    width = _WIDE if writer.approach else _PROSE
    bullet = "" if writer.approach else "- "
    match item:
        case Paragraph():
            texts = [item.text]
        case Bullets():
            texts, width = [bullet + text for text in item.items], _PROSE
        case Footnote():
            texts = [f"{item.mark} {item.text}"]
    for text in texts:
        writer.put(wrapped(plain(text), width, writer.rng, hyphenation=0.3))


def _table(writer: _Writer, table: FindingsTable, may_part: bool) -> None:
    head = [label(table), " ".join(table.header)]
    if writer.used > _PAGE_LINES * 0.75:
        writer.turn()
    writer.put(head)
    above: str | None = None
    for place, row in enumerate(table.rows):
        is_new = row.criterion is None or row.criterion != above
        size = sum(len(finding.text) for finding in row.findings) // _FINDING + 6
        if place and writer.used + size > _PAGE_LINES and (is_new or may_part):
            writer.turn()
            writer.put(head)
        _row(writer, table, row, is_new)
        above = row.criterion


def _row(writer: _Writer, table: FindingsTable, row: Row, is_new: bool) -> None:
    rng = writer.rng
    printed = [line for text in row.printed for line in wrapped(text, _INDICATOR, rng)]
    criterion = (
        wrapped(row.criterion, _CRITERION, rng, hyphenation=0) if row.criterion and is_new else []
    )
    if len(criterion) == 1:
        writer.put([f"{criterion[0]} {printed[0]}", *printed[1:]])
    else:
        writer.put([*criterion, *printed])
    for findings in (row.of_year(year) for year in table.years) if table.years else (row.findings,):
        writer.put(list(_cell(findings, _YEAR if table.years else _FINDING, rng)))


def _cell(findings: tuple[Finding, ...], width: int, rng: Random) -> Iterator[str]:
    """One finding: its glyph heads the first line. Several: the glyphs in a run, then the words."""
    is_run = len(findings) > 1
    if is_run:
        yield from (finding.glyph for finding in findings)
    for finding in findings:
        first = "" if is_run else f"{finding.glyph} "
        for text in (first + finding.paragraphs[0], *finding.paragraphs[1:]):
            yield from wrapped(text, width, rng)
        for caveat in finding.caveats:
            yield from wrapped(f"LET OP: {caveat}", width, rng)
