"""An aanpak: its name, its predecessors, who filled in the questionnaire, how many families."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.flat import flatten
from ggsr_extract.factsheet.items import Item
from ggsr_extract.factsheet.model import Families
from ggsr_extract.factsheet.places import OutlineApproach
from ggsr_extract.rules import Pattern, Rules
from ggsr_extract.text import Document, Passage, Span, squeeze, trim

__all__ = ["families_in", "name_of", "predecessors_of", "respondents_in"]

_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s+[A-Z‘'])[^.!?]*)*[.!?]?")
_TRAILING_NUMBER = re.compile(r"\s+\W?\s*\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?\s*$")


def name_of(document: Document, approach: OutlineApproach, rules: Rules) -> Passage | None:
    """The name, without the lead-in and without a page number that shares its line."""
    spans = list(approach.lines)
    if spans:
        flat = flatten(document, spans[:1])
        found = rules.find("headings.approaches", flat.text)
        if found:
            spans[:1] = flat.spans(found[1].start("name"), len(flat.text))
    if spans and (
        number := _TRAILING_NUMBER.search(document.text[spans[-1].start : spans[-1].end])
    ):
        without = document.text[spans[-1].start : spans[-1].start + number.start()]
        if squeeze(approach.text).endswith(squeeze(without)):
            spans[-1] = Span(spans[-1].start, spans[-1].start + number.start())
    return passage_of(document, spans)


def predecessors_of(
    document: Document, approach: OutlineApproach, rules: Rules
) -> tuple[Passage, ...]:
    """The names of earlier approaches, cut at the separators that the rules know."""
    names: list[Passage] = []
    for span in approach.predecessors:
        printed = document.text[span.start : span.end]
        found = rules.find("headings.predecessors", printed)
        if found is None:
            continue
        begin, end = found[1].span("names")
        for low, high in _cut(
            printed, (begin, end), rules.patterns["headings.predecessor_separators"]
        ):
            bare = _without_prefix(printed, low, high, rules)
            name = passage_of(document, [Span(span.start + bare, span.start + high)])
            if name is not None:
                names.append(name)
    return tuple(names)


def _without_prefix(printed: str, low: int, high: int, rules: Rules) -> int:
    low += len(printed[low:high]) - len(printed[low:high].lstrip())
    found = rules.find("headings.predecessor_prefixes", printed[low:high])
    return low + found[1].end() if found else low


def _cut(
    text: str, within: tuple[int, int], separators: Sequence[Pattern]
) -> Iterator[tuple[int, int]]:
    cursor, end = within
    for separator in separators:
        for match in separator.regex.finditer(text, cursor, end):
            if match.end() > match.start():
                yield cursor, match.start()
                cursor = match.end()
    yield cursor, end


def respondents_in(
    document: Document, items: Sequence[Item], rules: Rules
) -> tuple[tuple[Passage, ...], tuple[Span, ...]]:
    """The netwerkpartners listed in a respondents' note, and the lines that list them.

    They stand after the lead-in of the list, one on a line or in one line, until the sentence that
    closes the note.
    """
    stretches: list[Span] = []
    lines: list[Span] = []
    listing = False
    before = ""
    for item in items:
        if listing and rules.find("sections.lead_ins", item.text):
            listing = False
        if listing:
            lines.append(item.span)
            stretches.append(item.span)
            continue
        before = f"{before} {item.text}".strip()
        found = rules.find("sections.respondent_lists", before)
        if found is not None:
            listing = True
            before = ""
            stretches.append(_tail(document, item, found[1].group("names")))
    filled = [span for span in stretches if len(trim(span, document.text))]
    # One name a line: a comma or "en" is then part of a name.
    separators = rules.patterns["headings.respondent_separators"] if len(filled) == 1 else ()
    names = [name for span in filled for name in _names(document, span, separators)]
    return tuple(names), tuple(lines)


def _tail(document: Document, item: Item, names: str) -> Span:
    """The end of the line that holds the names."""
    if not names:
        return Span(item.span.end, item.span.end)
    colon = document.text.rfind(":", item.span.start, item.span.end)
    start = document.text.find(names.split(" ", 1)[0], max(colon, item.span.start), item.span.end)
    return Span(start if start >= 0 else item.span.end, item.span.end)


def _names(document: Document, span: Span, separators: Sequence[Pattern]) -> Iterator[Passage]:
    printed = document.text[span.start : span.end]
    for low, high in _cut(printed, (0, len(printed)), separators):
        piece = trim(Span(span.start + low, span.start + high), document.text)
        while piece.end > piece.start and document.text[piece.end - 1] in ".;,":
            piece = Span(piece.start, piece.end - 1)
        name = passage_of(document, [piece])
        if name is not None:
            yield name


def families_in(paragraphs: Sequence[Passage], rules: Rules) -> Families | None:
    """How many families are served, or else could be: the first sentence that says so."""
    best: Families | None = None
    open_to_all = any(rules.find("families.open_to_all", p.text) for p in paragraphs)
    for paragraph in paragraphs:
        for match in _SENTENCE.finditer(paragraph.text):
            families = _families(match.group(), paragraph, rules, open_to_all=open_to_all)
            if families is None:
                continue
            if families.basis == "served":
                return families
            best = best or families
    return best


def _families(
    sentence: str, paragraph: Passage, rules: Rules, *, open_to_all: bool
) -> Families | None:
    found = rules.find("families.counts", sentence)
    if found is None or rules.find("families.excluded", sentence):
        return None
    low = _number(found[1].group("low"), rules)
    high = _number(found[1].group("high"), rules) if found[1].group("high") else low
    if low > high or low == 0:
        return None
    eligible = rules.find("families.eligible", sentence) is not None
    if not eligible and rules.find("families.served", sentence) is None:
        return None
    return Families(
        low=low,
        high=high,
        is_approximate=rules.find("families.approximate", sentence) is not None,
        basis="eligible" if eligible else "served",
        scope="all" if open_to_all else "ggsr",
        source=paragraph,
    )


def _number(printed: str, rules: Rules) -> int:
    digits = printed.replace(".", "")
    return int(digits) if digits.isdigit() else rules.number_words[printed.casefold()]
