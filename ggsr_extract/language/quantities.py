"""Quantities: a number in figures or words with what it counts, its range and its bound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from ggsr_extract.kinds import Comparator, QuantityKind
from ggsr_extract.language.finder import Finder, Index, Words
from ggsr_extract.language.model import Quantity, UnitAnnotations
from ggsr_extract.language.unit_text import UnitText
from ggsr_extract.rules import Pattern, Rules
from ggsr_extract.text import Span

__all__ = ["QuantityReader"]

# How far before its number a sentence speaks of a maximum.
_REACH = 60
_PERCENT = "%"
# The rule that says what is counted (None: a percentage), and where that ends.
_Counted = tuple[Pattern | None, int]
_Number = tuple[re.Match[str], _Counted]


class QuantityReader:
    """Finds quantities by the rules of `quantities.toml`."""

    def __init__(self, rules: Rules, index: Index) -> None:
        self._number = rules.patterns["quantities.numbers"][0]
        self._numbers = Finder([self._number], index)
        self._excluded = Finder(rules.patterns["quantities.excluded"], index)
        self._units = rules.patterns["quantities.units"]
        self._bounds = rules.patterns["quantities.bounds"]
        self._fractions = rules.patterns["quantities.fractions"]
        self._caseloads = Finder(rules.patterns["quantities.caseloads"], index)
        self._estimates = Finder(rules.patterns["quantities.estimates"], index)
        self._words = rules.number_words

    def read(self, page: UnitText, found: UnitAnnotations) -> Iterator[Quantity]:
        """The quantities of a unit, in the order of its text."""
        for sentence in found.sentences:
            words = page.sentence(sentence)
            numbers = [
                (match, counted)
                for _, match in self._numbers.finditer(words)
                if (counted := self._counted(words.text, match)) is not None
            ]
            if numbers:
                yield from self._quantities(page, sentence, words, numbers)

    def _quantities(
        self, page: UnitText, sentence: Span, words: Words, numbers: Sequence[_Number]
    ) -> Iterator[Quantity]:
        none = [Span(match.start(), match.end()) for _, match in self._excluded.finditer(words)]
        for match, counted in numbers:
            place = Span(match.start("low"), match.end())
            if not any(place.overlaps(span) for span in none):
                yield self._quantity(page, sentence, words.text, match, counted)

    def _counted(self, words: str, match: re.Match[str]) -> _Counted | None:
        """The rule that says what is counted, and where that ends; None: nothing is."""
        if match["percent"]:
            return None, match.end()
        rest = words[match.end() : match.end() + 100]
        for rule in self._units:
            unit = rule.regex.match(rest)
            if unit is not None:
                return rule, match.end() + unit.end()
        return None

    def _quantity(
        self,
        page: UnitText,
        sentence: Span,
        words: str,
        match: re.Match[str],
        counted: _Counted,
    ) -> Quantity:
        rule, end = counted
        before = words[max(0, match.start() - _REACH) : match.start("low")]
        low, high = self._range(match)
        kind = self._kind(rule, before)
        bound = self._bound(kind, before)
        comparator = cast(Comparator, bound["comparator"]) if bound else None
        is_low, is_high = comparator in _LOW, comparator in _HIGH
        start = match.start() if _is_said(match) else match.start("low")
        return Quantity(
            page.wording(Span(sentence.start + start, sentence.start + end)),
            kind,
            None if is_high and low == high else low,
            None if is_low and low == high else high,
            bool(match["approximate"]) or self._estimates.fires(before),
            comparator,
            _unit(words[match.end() : end]) if rule else _PERCENT,
            f"quantity.{(rule or self._number).id}{f'/bound.{bound.id}' if bound else ''}",
        )

    def _kind(self, rule: Pattern | None, before: str) -> QuantityKind:
        if rule is None:
            return "percentage"
        kind = cast(QuantityKind, rule["kind"])
        return "caseload" if kind == "families" and self._caseloads.fires(before) else kind

    def _bound(self, kind: QuantityKind, before: str) -> Pattern | None:
        """The rule that says on which side a number is bounded; None: on both."""
        bounds = (it for it in self._bounds if it["kind"] in ("", kind))
        return next((it for it in bounds if it.search(before)), None)

    def _range(self, match: re.Match[str]) -> tuple[float | None, float | None]:
        low = self._value(match["low"])
        return low, self._value(match["high"]) if match["high"] else low

    def _value(self, words: str) -> float | None:
        known = self._words.get(words.casefold())
        if known is not None:
            return float(known)
        part = next((it for it in self._fractions if it.regex.fullmatch(words)), None)
        if part is not None:
            return float(part.data["value"])
        figures = re.sub(r"\.(?=\d{3}(?!\d))", "", words).replace(",", ".")
        try:
            return float(figures)
        except ValueError:
            return None


_LOW = frozenset(["more_than", "at_least"])
_HIGH = frozenset(["less_than", "at_most"])


def _is_said(match: re.Match[str]) -> bool:
    """Whether the words before the number belong to it."""
    return bool(match["bound"] or match["approximate"])


def _unit(words: str) -> str:
    return words.strip(" -")
