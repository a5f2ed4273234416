"""A draft against its document, the toetsingskader and itself: what cannot be, and where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from ggsr_extract.adoption.complaints import Complaint
from ggsr_extract.adoption.draft_file import Draft
from ggsr_extract.adoption.manifest import manifest_problems
from ggsr_extract.adoption.standing import Standing
from ggsr_extract.factsheet.model import Factsheet
from ggsr_extract.rules import Rules
from ggsr_extract.scoring.gold_format import (
    Gold,
    GoldApproach,
    GoldFinding,
    contradictions,
    each_problem,
    parse_gold,
)
from ggsr_extract.text import squeeze

__all__ = ["complaints_about", "gold_problems"]

# A place in the gold, and what is wrong there.
_Problem = tuple[str, str]
_NOT_THERE = "does not stand in the document from {} on: write it as it is printed"


def complaints_about(
    draft: Draft, factsheet: Factsheet, rules: Rules, *, had_doubts: bool
) -> Iterator[Complaint]:
    """All that keeps a draft from being gold; nothing: a person has confirmed it and it holds."""
    from pydantic import ValidationError

    try:
        gold = parse_gold(json.dumps(draft.gold))
    except ValidationError as error:
        for place, message in each_problem(error):
            yield draft.complaint(place, message)
        return
    for place, message in gold_problems(gold, factsheet, rules):
        yield draft.complaint(place, message)
    for key, message in manifest_problems(draft.manifest, gold.document):
        yield draft.complaint(f"manifest.{key}", message)
    yield from _unconfirmed(draft, had_doubts=had_doubts)


def _unconfirmed(draft: Draft, *, had_doubts: bool) -> Iterator[Complaint]:
    if draft.is_confirmed:
        return
    whole = 'put "confirmed": true when all of the draft has been looked at'
    for place, _ in draft.doubted:
        advice = f'mend it and delete its line "doubt", or {whole}'
        yield draft.complaint(f"{place}.doubt", f"nobody has confirmed it: {advice}")
    if not had_doubts:
        yield draft.complaint("draft.confirmed", f"nobody has confirmed the draft: {whole}")


def gold_problems(gold: Gold, factsheet: Factsheet, rules: Rules) -> Iterator[_Problem]:
    """Where the gold of a document cannot be right, each with what to do about it."""
    for words in contradictions(gold):
        place, _, message = words.partition(": ")
        yield place, message
    check = _Check(gold, Standing(factsheet), rules)
    yield from check.document()
    for number, approach in enumerate(gold.document.approaches):
        yield from check.approach(f"document.approaches[{number}]", approach, factsheet)
    for number, finding in enumerate(gold.findings):
        yield from check.finding(f"findings[{number}]", finding)
    yield from check.rows()
    for number, conclusion in enumerate(gold.conclusions):
        place = f"conclusions[{number}]"
        yield from check.theme(f"{place}.theme", conclusion.theme)
        yield from check.words(f"{place}.text", conclusion.text)


class _Check(Struct, frozen=True):
    gold: Gold
    standing: Standing
    rules: Rules

    def words(self, place: str, text: str, *, may_be_empty: bool = False) -> Iterator[_Problem]:
        """A text of the gold is white-space folded, and stands in the document."""
        if text != " ".join(text.split()):
            yield place, "fold its white space: single spaces between words, none at the ends"
        elif not text and not may_be_empty:
            yield place, "is empty: write what is printed, or take the item out"
        elif (missing := self.standing.missing(text)) is not None:
            yield place, _NOT_THERE.format(missing)

    def document(self) -> Iterator[_Problem]:
        """Title and municipality."""
        it = self.gold.document
        if it.title is not None:
            yield from self.words("document.title", it.title)
        if it.municipality is None:
            yield "document.municipality", "is lacking: whose factsheet is this?"
            return
        if squeeze(it.municipality) not in squeeze(self.standing.factsheet.document.text):
            yield "document.municipality", f"{it.municipality!r} is not named in the document"
        listed = self.rules.municipality(it.municipality)
        code = listed.code if listed else None
        if listed and it.municipality_code != code:
            yield "document.municipality_code", f"expected {code}, the code of {it.municipality}"
        other = self.rules.municipalities.get(it.municipality_code or "")
        if other and not listed:
            yield "document.municipality_code", f"is the code of {other.name}"

    def approach(
        self, place: str, approach: GoldApproach, factsheet: Factsheet
    ) -> Iterator[_Problem]:
        """The names and numbers of an approach."""
        yield from self.words(f"{place}.name", approach.name)
        for key in ("predecessors", "respondents"):
            for number, name in enumerate(getattr(approach, key)):
                yield from self.words(f"{place}.{key}[{number}]", name)
        if approach.families is None:
            return
        read = {n for it in factsheet.approaches if (f := it.families) for n in (f.low, f.high)}
        if approach.families.low > approach.families.high:
            yield f"{place}.families", "low is above high"
        for key in ("low", "high"):
            count = getattr(approach.families, key)
            if count not in read and not self._is_printed(count):
                yield f"{place}.families.{key}", f"the document prints no number {count}"

    def _is_printed(self, count: int) -> bool:
        text = self.standing.factsheet.document.text
        words = [word for word, value in self.rules.number_words.items() if value == count]
        return str(count) in text.replace(".", "") or any(word in text.lower() for word in words)

    def finding(self, place: str, finding: GoldFinding) -> Iterator[_Problem]:
        """The words of a finding, its verdict, and what it is about."""
        yield from self.words(f"{place}.text", finding.text, may_be_empty=True)
        for number, caveat in enumerate(finding.caveats):
            yield from self.words(f"{place}.caveats[{number}]", caveat)
        if finding.criterion is not None:
            yield from self.words(f"{place}.criterion", finding.criterion)
        clean = finding.text_clean
        if clean is not None and clean.replace("-", "") != finding.text.replace("-", ""):
            yield f"{place}.text_clean", "may differ from text in hyphens only"
        yield from self.theme(f"{place}.theme", finding.theme)
        yield from self._indicators(place, finding)
        yield from self._verdict(place, finding)
        yield from self._year(f"{place}.year", finding.year)

    def theme(self, place: str, theme: str) -> Iterator[_Problem]:
        """A theme of the toetsingskader."""
        if theme not in self.rules.framework.themes:
            yield place, f"{theme!r} is none of {', '.join(self.rules.framework.themes)}"

    def _indicators(self, place: str, finding: GoldFinding) -> Iterator[_Problem]:
        known = self.rules.framework.indicators
        if not finding.row_indicators:
            yield f"{place}.row_indicators", "is empty: which indicators does its row print?"
        if not finding.indicators:
            yield f"{place}.indicators", "is empty: which of row_indicators is it about?"
        for number, indicator in enumerate(finding.row_indicators):
            where = f"{place}.row_indicators[{number}]"
            if indicator not in known:
                yield where, f"{indicator!r} is no indicator: one of {', '.join(known)}"
            elif known[indicator].theme_id != finding.theme:
                yield where, f"{indicator} is of the theme {known[indicator].theme_id}"

    def _verdict(self, place: str, finding: GoldFinding) -> Iterator[_Problem]:
        glyph = self.rules.glyphs.get(finding.glyph)
        if not finding.glyph or not self.standing.prints(finding.glyph):
            yield f"{place}.glyph", f"{finding.glyph!r} does not stand in the document"
        elif glyph is not None and glyph.verdict not in (None, finding.verdict):
            means = f"{finding.glyph!r} means {glyph.verdict}"
            yield f"{place}.verdict", f"{means}, and verdicts come from glyphs alone"

    def _year(self, place: str, year: int) -> Iterator[_Problem]:
        if self.gold.document.kind == "follow_up":
            if str(year) not in self.standing.factsheet.document.text:
                yield place, f"the document prints no {year}"
        elif any(finding.year < year for finding in self.gold.findings):
            yield place, "a baseline judges one year, and an earlier one stands elsewhere"

    def rows(self) -> Iterator[_Problem]:
        """The findings of a row and year share out its indicators, in order."""
        numbered = enumerate(self.gold.findings)
        for (_, printed), row in groupby(
            numbered, lambda it: (it[1].approach, it[1].row_indicators)
        ):
            by_year: dict[int, list[tuple[int, GoldFinding]]] = {}
            for number, finding in row:
                by_year.setdefault(finding.year, []).append((number, finding))
            for year, findings in by_year.items():
                shared = [key for _, finding in findings for key in finding.indicators]
                if shared and shared != list(printed) * (len(shared) // max(1, len(printed))):
                    place = f"findings[{findings[0][0]}].indicators"
                    what = f"the findings of this row and {year} are about {'+'.join(shared)}"
                    yield place, f"{what}, the row prints {'+'.join(printed)}"
