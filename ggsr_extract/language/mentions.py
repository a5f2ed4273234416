"""Mentions: organisations of the register, policy documents, laws, methods, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ggsr_extract.kinds import MentionKind
from ggsr_extract.language.finder import Finder
from ggsr_extract.language.model import Mention, UnitAnnotations
from ggsr_extract.language.unit_text import UnitText
from ggsr_extract.rules import Pattern, Rules
from ggsr_extract.text import Span

__all__ = ["MentionReader"]

_ARTICLE = re.compile(r"(?:de|het|een)\s+", re.IGNORECASE)
# Titles are in quotes or begin with a capital; longer ones are cut off.
_REST = 240


class MentionReader:
    """Finds mentions by the rules of `organisations.toml` and `documents.toml`."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._excluded = frozenset(it.id for it in rules.patterns["organisations.excluded"])
        self._organisations = Finder(
            (
                *rules.patterns["organisations.excluded"],
                *rules.patterns["organisations.organisations"],
                *rules.patterns["organisations.named"],
            )
        )
        self._documents = Finder(rules.patterns["documents.documents"])
        self._named: tuple[tuple[MentionKind, Finder], ...] = (
            ("law", Finder(rules.patterns["documents.laws"])),
            ("method", Finder(rules.patterns["documents.methods"])),
        )
        self._dates = Finder(rules.patterns["documents.dates"])

    def read(self, page: UnitText, _found: UnitAnnotations) -> Iterator[Mention]:
        """The mentions of a unit, in the order of its text; titles may hold others."""
        mentions = [*self._titles(page), *self._names(page), *self._times(page)]
        yield from sorted(mentions, key=lambda mention: (mention.words.local, mention.kind))

    def _titles(self, page: UnitText) -> Iterator[Mention]:
        for rule, match in self._documents.finditer(page.words):
            yield self._title(page, rule, match)

    def _title(self, page: UnitText, rule: Pattern, parts: re.Match[str]) -> Mention:
        article = _ARTICLE.match(page.text, parts.start(), parts.start("type"))
        start = article.end() if article else parts.start("type")
        title = parts["title"].strip(" '‘’\"“”")
        return Mention(
            page.wording(Span(start, parts.end())), "policy_document", title, None, rule.id
        )

    def _names(self, page: UnitText) -> Iterator[Mention]:
        for rule, match in self._organisations.finditer(page.words):
            if rule.id not in self._excluded:
                name = str(rule.data.get("name", match.group()))
                words = page.wording(Span(match.start(), match.end()))
                yield Mention(words, "organisation", None, name, f"organisation.{rule.id}")
        for kind, finder in self._named:
            for rule, match in finder.finditer(page.words):
                words = page.wording(Span(match.start(), match.end()))
                yield Mention(words, kind, None, None, rule.id)

    def _times(self, page: UnitText) -> Iterator[Mention]:
        for rule, match in self._dates.finditer(page.words):
            words = page.wording(Span(match.start(), match.end()))
            yield Mention(words, "date", self._iso(match.groupdict()), None, rule.id)

    def _iso(self, parts: dict[str, str | None]) -> str | None:
        """The date as far as it is printed: `2015`, `2015-06`, `2015-06-01`, `2015/2018`."""
        year, until, day = parts.get("year"), parts.get("until"), parts.get("day")
        if until:
            return f"{year}/{until}"
        name, number = parts.get("month"), parts.get("number")
        month = self._rules.month(name) if name else int(number or 0)
        if not month:
            return year
        return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
