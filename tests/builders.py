"""Small documents, built value by value, for tests that need no reader and no parser.

sheet = SheetBuilder(municipality="Ede", code="GM0228")
sheet.approach("Reset", respondents=["MEE"])
sheet.row(["TL01"], [said("meets", "Het gaat goed.", caveats=["Niet altijd."])])
source = source_of(sheet.build(), "ede.txt")
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ggsr_extract.dataset.model import SourceFactsheet
from ggsr_extract.factsheet.model import (
    Approach,
    Block,
    Caveat,
    Conclusion,
    Diagnostic,
    Factsheet,
    Families,
    Finding,
    Footnote,
    IndicatorReading,
    Kind,
    Metadata,
    Role,
    Row,
    Section,
)
from ggsr_extract.rules import load_rules
from ggsr_extract.text import Box, Boxes, Document, Edit, Page, Passage, Span

__all__ = ["Said", "SheetBuilder", "factsheet_of", "said", "source_of"]

GLYPHS = {"meets": "✓", "improvement_point": "X", "not_assessed": "–", None: "?"}


@dataclass(frozen=True)
class Said:
    """A finding to be written: verdict, words, caveats."""

    verdict: str | None
    text: str
    caveats: tuple[str, ...]
    year: int
    assessed: tuple[str, ...] | None
    needs_review: bool


def said(
    verdict: str | None,
    text: str = "Het is geregeld.",
    *,
    caveats: Iterable[str] = (),
    year: int = 2013,
    assessed: Sequence[str] | None = None,
    needs_review: bool = False,
) -> Said:
    """A finding for :meth:`SheetBuilder.row`; `assessed` None: all that the row prints."""
    chosen = None if assessed is None else tuple(assessed)
    return Said(verdict, text, tuple(caveats), year, chosen, needs_review)


@dataclass
class SheetBuilder:
    """Writes a document line by line and remembers where everything stands."""

    municipality: str | None = "Ede"
    code: str | None = "GM0228"
    kind: Kind = "baseline"
    reader: str = "text"
    media_type: str = "text/plain"
    title: Passage | None = None
    _text: str = ""
    _blocks: list[Block] = field(default_factory=list)
    _approaches: list[Approach] = field(default_factory=list)
    _sections: list[Section] = field(default_factory=list)
    _rows: list[Row] = field(default_factory=list)
    _conclusions: list[Conclusion] = field(default_factory=list)
    _footnotes: list[Footnote] = field(default_factory=list)
    _diagnostics: list[Diagnostic] = field(default_factory=list)
    _page_starts: list[int] = field(default_factory=lambda: [0])

    def write(self, words: str, role: Role = "prose", after: str = "\n") -> Passage:
        """Print words; a hyphen before a line feed is undone, as an edit."""
        start = len(self._text)
        self._text += words + after
        self._blocks.append(Block(Span(start, len(self._text)), role, f"test.{role}"))
        edits = []
        place = words.find("-\n")
        while place >= 0:
            span = Span(start + place, start + place + 1)
            edits.append(Edit(span, "-", "", "hyphen.line_end"))
            place = words.find("-\n", place + 1)
        read = " ".join(words.replace("-\n", "").split())
        return Passage(read, (Span(start, start + len(words)),), tuple(edits))

    def print_title(self, words: str = "Uitkomsten toezichtonderzoek") -> None:
        """Print the title."""
        self.title = self.write(words, "title")

    def approach(
        self,
        name: str | None,
        *,
        predecessors: Iterable[str] = (),
        respondents: Iterable[str] = (),
        description: Iterable[str] = (),
        families: tuple[int, int] | None = None,
    ) -> None:
        """Begin an approach."""
        self._approaches.append(
            Approach(
                self.write(name, "heading") if name is not None else None,
                tuple(self.write(words, "heading") for words in predecessors),
                tuple(self.write(words, "list") for words in respondents),
                tuple(self.write(words) for words in description),
                self._families(families) if families else None,
            )
        )

    def _families(self, count: tuple[int, int]) -> Families:
        source = self.write(f"Er zijn {count[0]} tot {count[1]} gezinnen.")
        return Families(*count, is_approximate=False, basis="served", scope="ggsr", source=source)

    def row(
        self,
        printed: Sequence[str],
        findings: Sequence[Said],
        *,
        criterion: str | None = "Criterium",
        label: str | None = None,
    ) -> None:
        """Print a table row of the latest approach."""
        first = self.write(criterion, "cell") if criterion else None
        second = self.write(label or " ".join(printed) or "Iets anders", "cell")
        indicators = load_rules().framework.indicators
        readings = tuple(IndicatorReading(name, "exact", 1.0) for name in printed)
        self._rows.append(
            Row(
                approach=len(self._approaches) - 1,
                theme_id=indicators[printed[0]].theme_id if printed else "aanpak",
                criterion=first,
                indicator=second,
                printed=readings,
                findings=tuple(self._finding(item, printed) for item in findings),
                reading="cells",
            )
        )

    def _finding(self, item: Said, printed: Sequence[str]) -> Finding:
        glyph = self.write(GLYPHS[item.verdict], "cell", " ")
        text = self.write(item.text, "cell") if item.text else None
        chosen = printed if item.assessed is None else item.assessed
        is_reading = item.assessed is not None
        return Finding(
            year=item.year,
            verdict=item.verdict,
            glyph=glyph,
            text=text,
            assessed=tuple(
                IndicatorReading(name, "content" if is_reading else "exact", 1.0, is_reading)
                for name in chosen
            ),
            caveats=tuple(
                Caveat(cue=self.write("LET OP:", "cell", " "), text=self.write(words, "cell"))
                for words in item.caveats
            ),
            needs_review=item.needs_review,
            rules=("glyph.test",),
        )

    def section(self, kind: str, paragraphs: Iterable[str], heading: str | None = None) -> None:
        """Print a stretch of running text that is about no approach."""
        first = self.write(heading, "heading") if heading else None
        self._sections.append(Section(kind, first, tuple(self.write(it) for it in paragraphs)))

    def conclusion(self, theme_id: str, text: str) -> None:
        """Print a paragraph on what goes well in the latest approach."""
        self._conclusions.append(
            Conclusion(
                len(self._approaches) - 1, theme_id, "strength", "sense", self.write(text), 0.5
            )
        )

    def footnote(self, mark: str, text: str, anchor: int | None = None) -> None:
        """Print a note."""
        self._footnotes.append(Footnote(mark, self.write(text, "footnote"), anchor))

    def diagnose(self, diagnostic: Diagnostic) -> None:
        """Let the parser have seen something."""
        self._diagnostics.append(diagnostic)

    def break_page(self) -> None:
        """End the page."""
        self._text += "\f"
        last = self._blocks.pop()
        self._blocks.append(Block(Span(last.span.start, len(self._text)), last.role, last.rule))
        self._page_starts.append(len(self._text))

    def build(self, *, with_boxes: bool = False) -> Factsheet:
        """The factsheet; with boxes its pages have a size, and each line a box."""
        size = (595.0, 842.0) if with_boxes else (None, None)
        ends = [*self._page_starts[1:], len(self._text)]
        pages = tuple(
            Page(number, Span(start, end), *size)
            for number, (start, end) in enumerate(zip(self._page_starts, ends, strict=True), 1)
        )
        document = Document(
            self._text,
            self.media_type,
            self.reader,
            pages,
            boxes=Boxes.of(_line_boxes(self._text, pages) if with_boxes else ()),
        )
        return Factsheet(
            document,
            Metadata(self.kind, self.title, self.municipality, self.code),
            tuple(self._approaches),
            tuple(self._sections),
            tuple(self._rows),
            tuple(self._conclusions),
            tuple(self._footnotes),
            tuple(self._blocks),
            tuple(self._diagnostics),
        )


def _line_boxes(text: str, pages: Sequence[Page]) -> Iterable[tuple[Span, Box]]:
    for page in pages:
        start = page.span.start
        for number, line in enumerate(text[page.span.start : page.span.end].splitlines(True)):
            words = line.rstrip()
            if words:
                top = 50.0 + 12 * number
                box = Box(page.number, 40.0, top, 40.0 + 5 * len(words), top + 10)
                yield Span(start, start + len(words)), box
            start += len(line)


def source_of(factsheet: Factsheet, path: str = "a.txt") -> SourceFactsheet:
    """A factsheet as if read from a file; its bytes are its text."""
    data = f"{factsheet.document.media_type}\n{factsheet.document.text}".encode()
    return SourceFactsheet(factsheet, path, hashlib.sha256(data).hexdigest(), len(data))


def factsheet_of(kind: Kind = "baseline") -> Factsheet:
    """A factsheet that has something of everything."""
    sheet = SheetBuilder(kind=kind)
    sheet.print_title()
    sheet.section("context", ["De gemeente Ede.", "Een stad met gezin-\nnen."], "Context")
    old = ["Reset"] if kind == "follow_up" else []
    sheet.approach("Aanpak Één", predecessors=old, respondents=["MEE", "GGD"], families=(8, 10))
    years = (2013, 2014) if kind == "follow_up" else (2013,)
    for name in ("TL01", "TL02"):
        sheet.row([name], [said("improvement_point", f"Punt {name}.", year=y) for y in years])
    sheet.row(
        ["AP01", "AP02", "AP03"],
        [
            said("meets", "Er is be-\nleid.", assessed=["AP01", "AP02"], caveats=["Maar oud."]),
            said("improvement_point", "Geen doelen.", assessed=["AP03"]),
        ],
    )
    sheet.conclusion("toeleiding", "Het gaat goed.")
    sheet.footnote("1", "Een noot.", 3)
    return sheet.build()
