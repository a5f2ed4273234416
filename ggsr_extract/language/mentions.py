"""Mentions: organisations of the register, policy documents, laws, methods, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ggsr_extract.kinds import MentionKind
from ggsr_extract.language.finder import Finder, Index
from ggsr_extract.language.model import Mention, UnitAnnotations, Wording
from ggsr_extract.language.unit_text import UnitText
from ggsr_extract.rules import Pattern, Rules
from ggsr_extract.text import Span

__all__ = ["MentionReader"]
# Groups of rules, and what they name.
_KINDS: dict[str, MentionKind] = {
    "organisations.organisations": "organisation",
    "documents.laws": "law",
    "documents.methods": "method",
    "documents.dates": "date",
}


class MentionReader:
    """Finds mentions by the rules of `organisations.toml` and `documents.toml`."""

    def __init__(self, rules: Rules, index: Index) -> None:
        self._rules = rules
        self._documents = Finder(rules.patterns["documents.documents"], Index())
        kinds = {kind: rules.patterns[group] for group, kind in _KINDS.items()}
        named = rules.patterns["organisations.named"]
        self._kinds = {id(it): kind for kind, patterns in kinds.items() for it in patterns}
        self._kinds |= {id(it): "organisation" for it in named}
        self._named = Finder(
            (
                *rules.patterns["organisations.excluded"],
                *(it for patterns in kinds.values() for it in patterns),
                *named,
            ),
            index,
        )

    def read(self, page: UnitText, found: UnitAnnotations) -> Iterator[Mention]:
        """The mentions of a unit, in the order of its text; titles may hold others."""
        mentions = [*self._titles(page), *self._names(page, found)]
        yield from sorted(mentions, key=lambda mention: (mention.words.local, mention.kind))

    def _titles(self, page: UnitText) -> Iterator[Mention]:
        """Titles of documents, which may go on over what looks like the end of a sentence."""
        if self._documents.may_fire(page.words):
            for rule, match in self._documents.finditer(page.words):
                words = page.wording(Span(match.start("type"), match.end()))
                title = match["title"].strip(" '‘’\"“”")
                yield Mention(words, "policy_document", title, None, rule.id)

    def _names(self, page: UnitText, found: UnitAnnotations) -> Iterator[Mention]:
        for sentence in found.sentences:
            for rule, match in self._named.finditer(page.sentence(sentence)):
                kind = self._kinds.get(id(rule))
                if kind is not None:
                    place = Span(sentence.start + match.start(), sentence.start + match.end())
                    yield self._name(page.wording(place), kind, rule, match)

    def _name(
        self, words: Wording, kind: MentionKind, rule: Pattern, match: re.Match[str]
    ) -> Mention:
        if kind == "organisation":
            name = str(rule.data.get("name", match.group()))
            return Mention(words, kind, None, name, f"organisation.{rule.id}")
        date = self._iso(match.groupdict()) if kind == "date" else None
        return Mention(words, kind, date, None, rule.id)

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
