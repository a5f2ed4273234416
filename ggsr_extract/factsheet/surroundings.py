"""What stands around an item: questions that the outline asks before it places a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ggsr_extract.factsheet.items import Item
from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.places import Title
from ggsr_extract.factsheet.signs import LineSigns
from ggsr_extract.text import squeeze

__all__ = ["Surroundings", "without_number"]

_TRAILING_NUMBER = re.compile(r"\s+\W?\s*\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?$")
_MOST_TITLE_LINES = 3
_LOOK_AHEAD = 4
# Lines over which an indicator may be wrapped.
_MOST_INDICATOR_LINES = 7


def without_number(text: str) -> str:
    """The text without a page number at its end.

    >>> without_number("Aanpak: Bemoeizorg  3")
    'Aanpak: Bemoeizorg'
    """
    return _TRAILING_NUMBER.sub("", text)


class Surroundings(Struct, frozen=True):
    """The items of a document, looked at from one of them (`at`: its index)."""

    items: tuple[Item, ...]
    lookup: Lookup
    signs: LineSigns

    def following(self, at: int) -> Iterator[Item]:
        """The next few items that hold something."""
        ahead = self.items[at + 1 : at + 1 + _LOOK_AHEAD]
        yield from (item for item in ahead if item.text or item.table)

    def table_follows(self, at: int) -> bool:
        """Whether a table, its header or an indicator stands just below."""
        for item in self.following(at):
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

    def conclusion_follows(self, at: int) -> bool:
        """Whether the heading of a Conclusie's column stands directly below."""
        first = next(self.following(at), None)
        return first is not None and self._fires("conclusions.headings", first.text)

    def names_column(self, at: int) -> bool:
        """Whether the item stands beside the name of a column."""
        near = [*self.items[max(0, at - 1) : at], *self.following(at)][:2]
        return any(item.table is None and self.lookup.header_words(item.text) for item in near)

    def starts_row(self, at: int) -> bool:
        """Whether a whole indicator stands on the lines from here on, and in no sentence."""
        first = squeeze(self.items[at].text)
        wordings = self.lookup.wordings
        if len(first) < 6 or (len(first) >= wordings.gram and not wordings.beginning_as(first)):
            return False
        ahead = self.items[at + 1 : at + _MOST_INDICATOR_LINES]
        lines = [first, *(squeeze(item.text) for item in ahead if item.table is None)]
        squeezed = "".join(lines)
        return any(
            squeezed.startswith(wording.text) and _ends_with_line(lines, len(wording.text))
            for wording in wordings.beginning_as(squeezed)
        )

    def respondents_follow(self, at: int) -> bool:
        """Whether the note on the questionnaire, with which an aanpak begins, stands below."""
        found = (self.signs.find("sections.lead_ins", item.text) for item in self.following(at))
        return any(hit is not None and hit[0]["kind"] == "respondents_note" for hit in found)

    def bare_name(self, at: int, name: str) -> str:
        """A name that stands elsewhere with another number after it, or none, has a page number."""
        bare = without_number(name)
        if bare == name:
            return name
        own = self.items[at].text
        forms = {
            without_number(item.text)
            for item in self.items
            if item.table is None and item.text != own
        }
        known = bare in forms or any(form.endswith(f": {bare}") for form in forms)
        return bare if known else name

    def is_known_line(self, text: str) -> bool:
        """Whether the line is a heading, a date or the like, and so no part of a name."""
        groups = (
            "sections.lead_ins",
            "sections.respondent_lists",
            "sections.headings",
            "headings.predecessors",
            "headings.dates",
            "headings.table_headings",
        )
        return any(self._fires(group, text) for group in groups)

    def title(self, at: int) -> tuple[int, Title] | None:
        """The title that begins here, with the number of lines that it takes."""
        best: tuple[int, Title] | None = None
        text = ""
        for count, line in enumerate(self.items[at : at + _MOST_TITLE_LINES], 1):
            if line.table is not None or not line.text:
                break
            text = f"{text} {line.text}".strip()
            found = self.signs.find("headings.titles", text)
            if found is None or (
                best is not None and not self._names_more(best[1], found[1], line)
            ):
                continue
            pattern, match = found
            spans = tuple(item.span for item in self.items[at : at + count])
            name = match.group("municipality")
            best = (count, Title(text, spans, pattern["kind"], name, pattern.id))
        return best

    def _names_more(self, title: Title, match: re.Match[str], line: Item) -> bool:
        """Whether one line more belongs to the title: it brings the municipality's name."""
        if self.is_known_line(line.text):
            return False
        name = match.group("municipality") or ""
        return not title.municipality or self.lookup.rules.municipality(name) is not None

    def _fires(self, group: str, text: str) -> bool:
        return self.signs.find(group, text) is not None


def _ends_with_line(lines: Sequence[str], length: int) -> bool:
    """Whether a printed line ends after so many characters: a cell ends there, not a sentence."""
    reached = 0
    for line in lines:
        reached += len(line)
        if reached >= length:
            return reached == length
    return False
