"""The outline: which stretch of the document is cover, running text, table or conclusion.

One pass over the lines and tables with a small state: the zone that is open, the approach and the
theme. A line is placed by what it says (rules) and by where it stands (zone).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ggsr_extract.factsheet.items import Item
from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.places import (
    Claim,
    Outline,
    OutlineApproach,
    PlacedItem,
    Region,
    RegionKind,
    Title,
)
from ggsr_extract.text import Span, squeeze

__all__ = ["outline"]

_TRAILING_NUMBER = re.compile(r"\s+\W?\s*\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?$")
_MOST_TITLE_LINES = 3
_LOOK_AHEAD = 4


def outline(items: Sequence[Item], lookup: Lookup) -> Outline:
    """Place every item."""
    return _Outliner(tuple(items), lookup).run()


@dataclass(slots=True)
class _OpenRegion:
    kind: RegionKind
    section: str
    rule: str
    approach: int | None
    heading: Span | None = None
    placed: list[PlacedItem] = field(default_factory=list)

    def closed(self) -> Region:
        return Region(
            self.kind, self.section, self.rule, self.approach, self.heading, tuple(self.placed)
        )


@dataclass(slots=True)
class _OpenApproach:
    text: str
    name: list[Span]
    predecessors: list[Span] = field(default_factory=list)


class _Outliner:
    def __init__(self, items: tuple[Item, ...], lookup: Lookup) -> None:
        self.items = items
        self.lookup = lookup
        self.rules = lookup.rules
        self.claims: list[Claim] = []
        self.regions: list[_OpenRegion] = [_OpenRegion("cover", "other", "cover", None)]
        self.approaches: list[_OpenApproach] = []
        self.theme: str | None = None
        self.title: Title | None = None
        self.published: str | None = None
        self.at = 0

    # Each test looks at the item at hand and says whether it placed it (and moved on).
    @property
    def tests(self) -> tuple[Callable[[Item], bool], ...]:
        return (
            self._footnote,
            self._continued,
            self._approach,
            self._title,
            self._repeated_title,
            self._table_heading,
            self._section_heading,
            self._conclusion_heading,
            self._column_names,
            self._theme,
            self._lead_in,
            self._front_matter,
            self._page_number,
            self._predecessors,
        )

    def run(self) -> Outline:
        while self.at < len(self.items):
            item = self.items[self.at]
            if item.table is not None:
                self._table(item)
            elif not item.text or not any(test(item) for test in self.tests):
                self._content(item)
        return Outline(
            regions=tuple(region.closed() for region in self.regions if region.placed),
            approaches=tuple(
                OutlineApproach(a.text, tuple(a.name), tuple(a.predecessors))
                for a in self.approaches
            ),
            claims=tuple(self.claims),
            title=self.title,
            published=self.published,
        )

    # -- bookkeeping --------------------------------------------------------------------------

    @property
    def region(self) -> _OpenRegion:
        return self.regions[-1]

    @property
    def approach(self) -> int | None:
        return len(self.approaches) - 1 if self.approaches else None

    def _open(self, kind: RegionKind, section: str, rule: str, heading: Span | None = None) -> None:
        front = kind == "prose" and section in _FRONT_SECTIONS
        approach = None if front and not self._in_approach() else self.approach
        self.regions.append(_OpenRegion(kind, section, rule, approach, heading))

    def _in_approach(self) -> bool:
        return any(region.kind == "table" for region in self.regions)

    def _claim(self, item: Item, role: str, rule: str) -> bool:
        self.claims.append(Claim(item.span, role, rule))  # type: ignore[arg-type]
        self.at += 1
        return True

    def _place(self, item: Item) -> None:
        self.region.placed.append(PlacedItem(item, self.theme))
        self.at += 1

    def _next_texts(self) -> Iterator[Item]:
        yield from (
            item
            for item in self.items[self.at + 1 : self.at + 1 + _LOOK_AHEAD]
            if item.text or item.table
        )

    # -- tests --------------------------------------------------------------------------------

    def _footnote(self, item: Item) -> bool:
        if not item.is_note:
            return False
        if self.region.section != "footnote":
            resumed = self.region
            self.regions.append(_OpenRegion("prose", "footnote", "footnote", self.approach))
            self._place(item)
            while self.at < len(self.items) and self.items[self.at].continues_note:
                self._place(self.items[self.at])
            # What follows the notes of a page belongs to what they interrupted.
            self.regions.append(
                _OpenRegion(resumed.kind, resumed.section, resumed.rule, resumed.approach)
            )
            return True
        self._place(item)
        return True

    def _continued(self, item: Item) -> bool:
        found = self.rules.find("headings.running", item.text)
        if found is None or found[0].id == "running.page_number":
            return False
        if found[0].id == "running.title" and (self.title is None or not self._is_title(item.text)):
            return False
        if found[0].id == "running.publisher" and self.region.kind == "cover":
            return False
        return self._claim(item, "running", found[0].id)

    def _is_title(self, text: str) -> bool:
        if self.title is None:
            return False
        plain = squeeze(re.sub(r"\d+", "", text))
        return squeeze(re.sub(r"\d+", "", self.title.text)) in plain

    def _repeated_title(self, item: Item) -> bool:
        if (
            self.title is None
            or not self._is_title(item.text)
            or len(item.text) > len(self.title.text) + 20
        ):
            return False
        return self._claim(item, "running", "running.title")

    def _approach(self, item: Item) -> bool:
        found = self.rules.find("headings.approaches", item.text)
        if found is None:
            return False
        name = found[1].group("name").strip()
        bare = self._without_page_number(name)
        if name and any(squeeze(bare) == squeeze(known.text) for known in self.approaches):
            return self._claim(item, "running", "running.approach")
        if name and self._is_footer_like(bare):
            return self._claim(item, "running", "running.approach.similar")
        lines = [item] if name else []
        name = bare
        self._claim(item, "heading", found[0].id)
        lines, name = self._name_lines(lines, name)
        spans = [self._name_span(line) for line in lines]
        if name and any(squeeze(name) == squeeze(known.text) for known in self.approaches):
            return True
        self.approaches.append(_OpenApproach(name, spans))
        self.theme = None
        if self.region.kind not in ("cover",):
            self._open("prose", "other", "approach")
        return True

    def _without_page_number(self, name: str) -> str:
        """A name that stands elsewhere with another number after it, or none, has a page number."""
        bare = _TRAILING_NUMBER.sub("", name)
        if bare == name or self.region.kind == "table":
            return bare
        others = {item.text for item in self.items if item.table is None} - {
            self.items[self.at].text
        }
        forms = {_TRAILING_NUMBER.sub("", text) for text in others}
        return bare if bare in forms or any(form.endswith(f": {bare}") for form in forms) else name

    def _is_footer_like(self, name: str) -> bool:
        """A known name with a misprint, at the foot of a page in a table."""
        from rapidfuzz.fuzz import ratio

        if self.region.kind not in ("table", "conclusion"):
            return False
        if any(self._opens_approach(item.text) for item in self._next_texts() if not item.table):
            return False
        return any(ratio(squeeze(name), squeeze(known.text)) >= 85 for known in self.approaches)

    def _opens_approach(self, text: str) -> bool:
        lead_in = self.rules.find("sections.lead_ins", text)
        return lead_in is not None and lead_in[0]["kind"] == "respondents_note"

    def _name_lines(self, lines: list[Item], name: str) -> tuple[list[Item], str]:
        """The name may stand on the next line, or go on there."""
        while self.at < len(self.items) and len(lines) < 3:
            item = self.items[self.at]
            if item.table is not None or self._is_known_line(item.text):
                break
            if name and not _goes_on(name, item.text):
                break
            name = f"{name} {item.text}".strip()
            lines.append(item)
            self._claim(item, "heading", "approach.name")
        return lines, name

    def _is_known_line(self, text: str) -> bool:
        groups = (
            "sections.lead_ins",
            "sections.headings",
            "headings.predecessors",
            "headings.dates",
            "headings.table_headings",
        )
        return any(self.rules.find(group, text) for group in groups)

    def _name_span(self, item: Item) -> Span:
        return item.span

    def _title(self, item: Item) -> bool:
        if self.title is not None or self.region.kind == "table":
            return False
        text = ""
        best: tuple[int, Title] | None = None
        for count, line in enumerate(self.items[self.at : self.at + _MOST_TITLE_LINES], 1):
            if line.table is not None or not line.text:
                break
            text = f"{text} {line.text}".strip()
            found = self.rules.find("headings.titles", text)
            if found is None or (best is not None and self._is_known_line(line.text)):
                continue
            if (
                best is not None
                and best[1].municipality
                and not self.rules.municipality(found[1].group("municipality") or "")
            ):
                break
            lines = self.items[self.at : self.at + count]
            best = (
                count,
                Title(
                    text,
                    tuple(entry.span for entry in lines),
                    found[0]["kind"],
                    found[1].group("municipality"),
                    found[0].id,
                ),
            )
        if best is None:
            return False
        self.title = best[1]
        for line in self.items[self.at : self.at + best[0]]:
            self._claim(line, "title", best[1].rule)
        return True

    def _table_heading(self, item: Item) -> bool:
        found = self.rules.find("headings.table_headings", item.text)
        if found is None:
            return False
        self._claim(item, "heading", found[0].id)
        self._open("prose", "findings_intro", found[0].id, item.span)
        self.theme = None
        return True

    def _section_heading(self, item: Item) -> bool:
        found = self.rules.find("sections.headings", item.text)
        if found is None:
            return False
        self._claim(item, "heading", found[0].id)
        self._open("prose", found[0]["kind"], found[0].id, item.span)
        self.theme = None
        return True

    def _conclusion_heading(self, item: Item) -> bool:
        found = self.rules.find("conclusions.headings", item.text)
        if found is None:
            return False
        if self.region.kind != "conclusion":
            self._open("conclusion", "conclusion", found[0].id)
        self.region.placed.append(PlacedItem(item, self.theme, found[0]["side"]))
        return self._claim(item, "table_header", found[0].id)

    def _column_names(self, item: Item) -> bool:
        columns = self.lookup.header_words(item.text)
        if columns is None or (self.region.kind == "cover" and len(columns) < 2):
            return False
        if len(columns) == 1 and self.region.kind != "table" and not self._table_follows():
            return False
        if columns[0][0] == "year" and len(columns) == 1 and not self._is_year_column(item.text):
            return False
        self._enter_table("table.header")
        for role, year in columns:
            if role == "year" and year is not None:
                self.region.placed.append(PlacedItem(item, self.theme, str(year)))
        return self._claim(item, "table_header", "columns")

    def _is_year_column(self, year: str) -> bool:
        """A year alone on a line names a column beside the name of another, or when it did so."""
        if any(placed.says == year for region in self.regions for placed in region.placed):
            return True
        near = [*self.items[max(0, self.at - 1) : self.at], *self._next_texts()][:2]
        return any(item.table is None and self.lookup.header_words(item.text) for item in near)

    def _enter_table(self, rule: str) -> None:
        if self.region.kind != "table":
            self._open("table", "table", rule)

    def _theme(self, item: Item) -> bool:
        theme = self.lookup.theme(item.text)
        if theme is None or item.is_list_item:
            return False
        in_conclusion = self.region.section in ("conclusion_intro", "conclusion")
        if self.region.kind != "table" and not in_conclusion and not self._table_follows():
            return False
        self.theme = theme
        if self._conclusion_follows() or (in_conclusion and not self._table_follows()):
            self._open("conclusion", "conclusion", "theme")
        else:
            self._enter_table("theme")
        return self._claim(item, "theme", f"theme.{theme}")

    def _conclusion_follows(self) -> bool:
        return any(
            self.rules.find("conclusions.headings", item.text)
            for item in list(self._next_texts())[:1]
        )

    def _table_follows(self) -> bool:
        for item in self._next_texts():
            if item.table is not None or self.lookup.header_words(item.text):
                return True
            if self._begins_wording(item.text):
                return True
        return False

    def _begins_wording(self, text: str) -> bool:
        squeezed = squeeze(text)
        return len(squeezed) >= 8 and any(
            position == 0 and squeezed.startswith(wording.text[: len(squeezed)])
            for wording, position in self.lookup.wordings.starting_like(squeezed)
        )

    def _lead_in(self, item: Item) -> bool:
        found = self.rules.find("sections.lead_ins", item.text)
        if found is None:
            return False
        kind = found[0]["kind"]
        if self.region.kind != "prose" or self.region.section != kind:
            self._open("prose", kind, found[0].id)
        self._place(item)
        return True

    def _front_matter(self, item: Item) -> bool:
        if not self._in_approach():
            date = self.rules.find("headings.dates", item.text)
            if date is not None and self.published is None:
                month = self.rules.month(date[1].group("month"))
                self.published = f"{date[1].group('year')}-{month:02d}"
                return self._claim(item, "title", date[0].id)
        if self.region.kind == "cover":
            letterhead = self.rules.find("headings.letterhead", item.text)
            if letterhead is not None:
                return self._claim(item, "letterhead", letterhead[0].id)
        return False

    def _page_number(self, item: Item) -> bool:
        found = self.rules.find("headings.running", item.text)
        if found is None or found[0].id != "running.page_number":
            return False
        return self._claim(item, "running", found[0].id)

    def _predecessors(self, item: Item) -> bool:
        found = self.rules.find("headings.predecessors", item.text)
        if found is None or not self.approaches or self._in_approach():
            return False
        start = item.span
        self.approaches[-1].predecessors.append(start)
        return self._claim(item, "heading", found[0].id)

    def _table(self, item: Item) -> None:
        self._enter_table("table.grid")
        self._place(item)

    def _content(self, item: Item) -> None:
        if self.region.kind in ("cover", "prose") and item.text and self._starts_row():
            self._enter_table("table.wording")
        self._place(item)

    def _starts_row(self) -> bool:
        """Whether a whole indicator stands on the lines from here on, and is no sentence in prose."""
        lines = [i.text for i in self.items[self.at : self.at + 7] if i.table is None]
        squeezed = squeeze(" ".join(lines))
        first = squeeze(lines[0])
        return len(first) >= 6 and any(
            wording.level == "indicator"
            and position == 0
            and squeezed.startswith(wording.text)
            and self._ends_with_line(lines, wording.text)
            for wording, position in self.lookup.wordings.starting_like(squeezed)
        )

    @staticmethod
    def _ends_with_line(lines: Sequence[str], wording: str) -> bool:
        """The wording ends where a printed line does: it is a cell, not part of a sentence."""
        length = 0
        for line in lines:
            length += len(squeeze(line))
            if length >= len(wording):
                return length == len(wording)
        return False


_FRONT_SECTIONS = frozenset(["definition", "context", "purpose", "method", "request", "contact"])


def _goes_on(name: str, text: str) -> bool:
    """Whether a name that a line left open goes on in the next one."""
    return (
        name.endswith(("-", "/", ",", "&"))
        or text[:1].islower()
        or name.split()[-1].islower()
        and len(name.split()[-1]) <= 3
    )
