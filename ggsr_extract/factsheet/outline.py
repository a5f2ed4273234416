"""The outline: which stretch of the document is cover, running text, table or conclusion.

One pass over the lines and tables with a small state: the zone that is open, the approach and the
theme. A line is placed by what it says (rules) and by where it stands (zone).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ggsr_extract.factsheet.items import Item
from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.model import Role
from ggsr_extract.factsheet.open_places import OpenApproach, OpenRegion, name_goes_on
from ggsr_extract.factsheet.places import Claim, Outline, PlacedItem, RegionKind, Title
from ggsr_extract.factsheet.surroundings import Surroundings, without_number
from ggsr_extract.text import Span, squeeze

__all__ = ["outline"]

# Sections that speak of the municipality or the research, not of one aanpak.
_FRONT_SECTIONS = frozenset(["definition", "context", "purpose", "method", "request", "contact"])
_MOST_NAME_LINES = 3
_SAME_NAME = 85
_NUMBERS = re.compile(r"\d+")


def outline(items: Sequence[Item], lookup: Lookup) -> Outline:
    """Place every item."""
    return _Outliner(tuple(items), lookup).run()


class _Outliner:
    def __init__(self, items: tuple[Item, ...], lookup: Lookup) -> None:
        self.items = items
        self.lookup = lookup
        self.rules = lookup.rules
        self.signs = lookup.signs
        self.around = Surroundings(items, lookup, self.signs)
        self.claims: list[Claim] = []
        self.regions: list[OpenRegion] = [OpenRegion("cover", "other", "cover", None)]
        self.approaches: list[OpenApproach] = []
        self.theme: str | None = None
        self.title: Title | None = None
        self.published: str | None = None
        self.at = 0

        # Each looks at the item at hand and says whether it placed it (and moved on).
        self.tests: tuple[Callable[[Item], bool], ...] = (
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
        # Of those, the ones that may place a line which says nothing by the rules.
        self.silent_tests: tuple[Callable[[Item], bool], ...] = (
            self._footnote,
            self._title,
            self._repeated_title,
            self._column_names,
            self._theme,
        )

    def run(self) -> Outline:
        while self.at < len(self.items):
            item = self.items[self.at]
            if item.table is not None:
                self._enter_table("table.grid")
                self._place(item)
            elif not item.text or not self._is_placed(item):
                self._content(item)
        return Outline(
            regions=tuple(region.closed() for region in self.regions if region.placed),
            approaches=tuple(approach.closed() for approach in self.approaches),
            claims=tuple(self.claims),
            title=self.title,
            published=self.published,
        )

    def _is_placed(self, item: Item) -> bool:
        tests = self.tests if self.signs.says_any(item.text) else self.silent_tests
        return any(test(item) for test in tests)

    # -- bookkeeping --------------------------------------------------------------------------

    @property
    def region(self) -> OpenRegion:
        return self.regions[-1]

    @property
    def _has_table(self) -> bool:
        return any(region.kind == "table" for region in self.regions)

    def _open(self, kind: RegionKind, section: str, rule: str, heading: Span | None = None) -> None:
        is_front = kind == "prose" and section in _FRONT_SECTIONS and not self._has_table
        approach = None if is_front or not self.approaches else len(self.approaches) - 1
        self.regions.append(OpenRegion(kind, section, rule, approach, heading))

    def _enter_table(self, rule: str) -> None:
        if self.region.kind != "table":
            self._open("table", "table", rule)

    def _claim(self, item: Item, role: Role, rule: str) -> bool:
        self.claims.append(Claim(item.span, role, rule))
        self.at += 1
        return True

    def _place(self, item: Item) -> None:
        self.region.placed.append(PlacedItem(item, self.theme))
        self.at += 1

    # -- tests --------------------------------------------------------------------------------

    def _footnote(self, item: Item) -> bool:
        if item.note is None:
            return False
        resumed = self.region
        approach = len(self.approaches) - 1 if self.approaches else None
        self.regions.append(OpenRegion("prose", "footnote", "footnote", approach))
        self._place(item)
        while self.at < len(self.items) and self.items[self.at].continues_note:
            self._place(self.items[self.at])
        # What follows the notes of a page belongs to what they interrupted.
        self.regions.append(
            OpenRegion(resumed.kind, resumed.section, resumed.rule, resumed.approach)
        )
        return True

    def _continued(self, item: Item) -> bool:
        found = self.signs.find("headings.running", item.text)
        if found is None or found[0].id == "running.page_number":
            return False
        if found[0].id == "running.title" and not self._is_title(item.text):
            return False
        if found[0].id == "running.publisher" and self.region.kind == "cover":
            return False
        return self._claim(item, "running", found[0].id)

    def _is_title(self, text: str) -> bool:
        if self.title is None:
            return False
        return squeeze(_NUMBERS.sub("", self.title.text)) in squeeze(_NUMBERS.sub("", text))

    def _repeated_title(self, item: Item) -> bool:
        if self.title is None or len(item.text) > len(self.title.text) + 20:
            return False
        return self._is_title(item.text) and self._claim(item, "running", "running.title")

    def _approach(self, item: Item) -> bool:
        found = self.signs.find("headings.approaches", item.text)
        if found is None:
            return False
        name = self._printed_name(found[1].group("name").strip())
        if name and (
            self._is_known_approach(without_number(name)) or self._is_foot_before_name(item)
        ):
            return self._claim(item, "running", "running.approach")
        if name and self._is_footer_like(name):
            return self._claim(item, "running", "running.approach.similar")
        lines = [item] if name else []
        self._claim(item, "heading", found[0].id)
        name = self._name_lines(lines, name)
        if self._is_known_approach(name):
            return True
        self.approaches.append(OpenApproach(name, [line.span for line in lines]))
        self.theme = None
        if self.region.kind != "cover":
            self._open("prose", "other", "approach")
        return True

    def _printed_name(self, name: str) -> str:
        in_table = self.region.kind == "table"
        return without_number(name) if in_table else self.around.bare_name(self.at, name)

    def _is_known_approach(self, name: str) -> bool:
        return any(squeeze(name) == squeeze(known.text) for known in self.approaches)

    def _is_foot_before_name(self, item: Item) -> bool:
        """Whether the line runs with a page number, and stands without one further on."""
        bare = without_number(item.text)
        return bare != item.text and any(it.text == bare for it in self.items[self.at + 1 :])

    def _is_footer_like(self, name: str) -> bool:
        """A known name with a misprint, at the foot of a page in a table."""
        from rapidfuzz.fuzz import ratio

        if self.region.kind not in ("table", "conclusion") or self.around.respondents_follow(
            self.at
        ):
            return False
        return any(
            ratio(squeeze(name), squeeze(known.text)) >= _SAME_NAME for known in self.approaches
        )

    def _name_lines(self, lines: list[Item], name: str) -> str:
        """The name may stand on the next line, or go on there: claims those lines."""
        while self.at < len(self.items) and len(lines) < _MOST_NAME_LINES:
            item = self.items[self.at]
            if item.table is not None or self.around.is_known_line(item.text):
                break
            whole = f"{name} {item.text}".strip()
            if name and not (name_goes_on(name, item.text) or self._prints(whole)):
                break
            name = whole
            lines.append(item)
            self._claim(item, "heading", "approach.name")
        return name

    def _prints(self, name: str) -> bool:
        """Whether a line further on (one that runs on each page) ends with the whole name."""
        return any(item.text.endswith(f" {name}") for item in self.items[self.at + 1 :])

    def _title(self, _: Item) -> bool:
        if self.title is not None or self.region.kind == "table":
            return False
        found = self.around.title(self.at)
        if found is None:
            return False
        count, self.title = found
        for line in self.items[self.at : self.at + count]:
            self._claim(line, "title", self.title.rule)
        return True

    def _table_heading(self, item: Item) -> bool:
        found = self.signs.find("headings.table_headings", item.text)
        if found is None:
            return False
        self._claim(item, "heading", found[0].id)
        self._open("prose", "findings_intro", found[0].id, item.span)
        self.theme = None
        return True

    def _section_heading(self, item: Item) -> bool:
        found = self.signs.find("sections.headings", item.text)
        if found is None:
            return False
        self._claim(item, "heading", found[0].id)
        self._open("prose", found[0]["kind"], found[0].id, item.span)
        self.theme = None
        return True

    def _conclusion_heading(self, item: Item) -> bool:
        found = self.signs.find("conclusions.headings", item.text)
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
        if len(columns) == 1:
            outside = self.region.kind != "table" and not self.around.table_follows(self.at)
            if outside or (columns[0][0] == "year" and not self._is_year_column(item.text)):
                return False
        self._enter_table("table.header")
        for role, year in columns:
            if role == "year" and year is not None:
                self.region.placed.append(PlacedItem(item, self.theme, str(year)))
        return self._claim(item, "table_header", "columns")

    def _is_year_column(self, year: str) -> bool:
        """A year alone on a line names a column in a follow-up, or beside the name of another."""
        if self.title is not None and self.title.kind == "follow_up":
            return True
        named = any(placed.says == year for region in self.regions for placed in region.placed)
        return named or self.around.names_column(self.at)

    def _theme(self, item: Item) -> bool:
        theme = self.lookup.theme(item.text)
        if theme is None or item.is_list_item:
            return False
        in_conclusion = self.region.section in ("conclusion_intro", "conclusion")
        table_follows = self.around.table_follows(self.at)
        if self.region.kind != "table" and not in_conclusion and not table_follows:
            return False
        self.theme = theme
        if self.around.conclusion_follows(self.at) or (in_conclusion and not table_follows):
            self._open("conclusion", "conclusion", "theme")
        else:
            self._enter_table("theme")
        return self._claim(item, "theme", f"theme.{theme}")

    def _lead_in(self, item: Item) -> bool:
        found = self.signs.find("sections.lead_ins", item.text)
        listing = self.signs.find("sections.respondent_lists", item.text)
        if found is None and (listing is None or self.region.section == "respondents_note"):
            return False
        kind = found[0]["kind"] if found else "respondents_note"
        rule = found[0].id if found else "respondents.list"
        if self.region.kind != "prose" or self.region.section != kind:
            self._open("prose", kind, rule)
        self._place(item)
        return True

    def _front_matter(self, item: Item) -> bool:
        date = self.signs.find("headings.dates", item.text)
        if date is not None and self.published is None and not self._has_table:
            month = self.rules.month(date[1].group("month"))
            self.published = f"{date[1].group('year')}-{month:02d}"
            return self._claim(item, "title", date[0].id)
        letterhead = self.signs.find("headings.letterhead", item.text)
        if letterhead is None or self.region.kind != "cover":
            return False
        return self._claim(item, "letterhead", letterhead[0].id)

    def _page_number(self, item: Item) -> bool:
        found = self.signs.find("headings.running", item.text)
        if found is None or found[0].id != "running.page_number":
            return False
        return self._claim(item, "running", found[0].id)

    def _predecessors(self, item: Item) -> bool:
        found = self.signs.find("headings.predecessors", item.text)
        if found is None or not self.approaches or self._has_table:
            return False
        self.approaches[-1].predecessors.append(item.span)
        return self._claim(item, "heading", found[0].id)

    def _content(self, item: Item) -> None:
        starts = item.text and self.around.starts_row(self.at)
        if starts and self.region.kind in ("cover", "prose"):
            self._enter_table("table.wording")
        self._place(item)
