"""The known factsheets as trees: findings from the gold, prose cut by headings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from .framework import ROOT, indicators, themes
from .model import (
    Approach,
    Block,
    Conclusion,
    Factsheet,
    Families,
    Finding,
    Footnote,
    Paragraph,
    Row,
    Table,
)
from .prose import blocks_of

KNOWN = ("delft-2015", "ede-2013", "eindhoven-2013", "eindhoven-2015", "oosterhout-2015")
_DATA = Path(__file__).parent / "data"
_MISPRINT = {
    "AP11": (
        "Uitgangspunt bij de aanpak is dat de netwerkpartners werken met en gezamenlijk plan per "
        "gezin"
    ),
}
_TRAILING_PERIOD = {"delft-2015": ("AP09",), "eindhoven-2015": ("SW04", "CO02")}
Gold = dict[str, Any]


@cache
def known() -> dict[str, Factsheet]:
    """Document name → factsheet."""
    return {name: _factsheet(name) for name in KNOWN}


def _factsheet(name: str) -> Factsheet:
    gold = json.loads((ROOT / "corpus" / "gold" / f"{name}.json").read_text("utf-8"))
    source = (ROOT / "corpus" / f"{name}.txt").read_text("utf-8")
    prose = (_DATA / f"{name}.md").read_text("utf-8") if name == "eindhoven-2013" else source
    document = gold["document"]
    opening, notes = _without_notes(blocks_of(_opening(prose, document["kind"])))
    return Factsheet(
        key=name,
        municipality=document["municipality"],
        code=document["municipality_code"],
        kind=document["kind"],
        title=document["title"],
        published=document["published"],
        opening=opening,
        approaches=tuple(
            _approach(name, gold, entry, prose, source) for entry in document["approaches"]
        ),
        footnotes=notes,
    )


def _opening(prose: str, kind: str) -> str:
    """The text from the definition of GGSR to the first aanpak or table."""
    end = r"(?=^## Aanpak: )" if kind == "baseline" else r"(?=^#* ?Uitkomsten verbeterpunten$)"
    found = re.search(
        rf"^\*?Samenwerkend Toezicht Jeugd \(STJ\) verstaat.*?{end}", prose, re.M | re.S
    )
    return found[0] if found else ""


def _without_notes(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Footnote, ...]]:
    """Paragraphs that start with a footnote mark are the notes."""
    rest: list[Block] = []
    notes: list[Footnote] = []
    for block in blocks:
        note = isinstance(block, Paragraph) and re.match(r"\[\^(\d+)\] (.+)", block.text)
        if note:
            notes.append(Footnote(note[1], note[2]))
        else:
            rest.append(block)
    return tuple(rest), tuple(notes)


def _approach(document: str, gold: Gold, entry: Gold, prose: str, source: str) -> Approach:
    name = entry["name"]
    own = [finding for finding in gold["findings"] if finding["approach"] == name]
    families = entry["families"]
    lead = re.search(
        rf"^## Aanpak: {re.escape(name)}\n(.*?)(?=^## Aanpak: |^Toeleiding\t|\Z)",
        prose,
        re.M | re.S,
    )
    return Approach(
        name=name,
        blocks=blocks_of(lead[1]) if lead else (),
        predecessors=tuple(entry["predecessors"]),
        respondents=tuple(entry["respondents"]),
        families=families and Families(families["low"], families["high"], families["approx"]),
        tables=tuple(_tables(document, own, source)),
        conclusions=tuple(
            Conclusion(point["theme"], point["kind"], point["text"])
            for point in gold["conclusions"]
            if point["approach"] == name
        ),
    )


def _tables(document: str, findings: list[Gold], source: str) -> Iterator[Table]:
    for theme in themes():
        own = [finding for finding in findings if finding["theme"] == theme]
        rows = groupby(own, key=lambda finding: finding["row_indicators"])
        if own:
            yield Table(
                theme, tuple(_row(document, ids, list(group), source) for ids, group in rows)
            )


def _row(document: str, ids: list[str], findings: list[Gold], source: str) -> Row:
    return Row(
        indicators=tuple(ids),
        printed=tuple(_printed(document, indicator) for indicator in ids),
        criterion=findings[0]["criterion"],
        findings=tuple(_finding(finding, source) for finding in findings),
    )


def _printed(document: str, indicator: str) -> str:
    """The indicator's wording as this document prints it."""
    misprints = _MISPRINT if document.endswith("2013") else {}
    period = "." if indicator in _TRAILING_PERIOD.get(document, ()) else ""
    return misprints.get(indicator, indicators()[indicator]) + period


def _finding(gold: Gold, source: str) -> Finding:
    return Finding(
        glyph=gold["glyph"],
        paragraphs=_paragraphs(gold["text"], source),
        about=tuple(gold["indicators"]),
        caveats=tuple(gold["caveats"]),
        year=gold["year"],
        certain=gold["indicator_certain"],
        clean_text=gold.get("text_clean"),
    )


def _paragraphs(text: str, source: str) -> tuple[str, ...]:
    """Cut where a tab-separated document has a double space: a lost paragraph break."""
    if "\t" not in source:
        return (text,)
    found = re.search("( +)".join(re.escape(word) for word in text.split()), source)
    return tuple(found[0].split("  ")) if found else (text,)
