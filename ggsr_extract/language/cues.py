"""Cues: words that bend a claim, with their scope, in the manner of ConText.

Pseudo-cues look like cues and are none; a condition silences what stands in it; a scope ends where
the clause does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from ggsr_extract.kinds import CueKind
from ggsr_extract.language.clauses import ClauseRules, Clauses
from ggsr_extract.language.finder import Finder, Index, Words
from ggsr_extract.language.model import Cue, Unit, UnitAnnotations
from ggsr_extract.language.unit_text import UnitText
from ggsr_extract.rules import Pattern, Rules
from ggsr_extract.text import Span, trim

__all__ = ["CueReader"]

_WORD = re.compile(r"\W*[\w-]+")
_SCOPES_KEPT = 64


class _Found(Struct, frozen=True):
    rule: Pattern
    cue: Span
    scope: Span

    @property
    def kind(self) -> CueKind:
        return cast(CueKind, self.rule["kind"])


class CueReader:
    """Finds cues by the rules of `cues.toml`."""

    def __init__(self, rules: Rules, index: Index) -> None:
        pseudo = rules.patterns["cues.pseudo"]
        self._finder = Finder((*pseudo, *rules.patterns["cues.cues"]), index)
        # Many cues of a sentence may have the same scope.
        self._is_good = lru_cache(_SCOPES_KEPT)(
            Finder(rules.patterns["cues.good_absences"], index).fires
        )
        self._is_never = lru_cache(_SCOPES_KEPT)(
            Finder(rules.patterns["cues.never_missed"], index).fires
        )
        self._contents = rules.patterns["cues.contents"]
        self._clauses = ClauseRules(rules, index)

    def read(self, page: UnitText, found: UnitAnnotations) -> Iterator[Cue]:
        """The cues of a unit, in the order of its text."""
        for sentence in found.sentences:
            words = page.sentence(sentence)
            matches = [it for it in self._finder.finditer(words) if "kind" in it[0].data]
            if matches:
                yield from self._cues(page, sentence, words, matches)

    def _cues(
        self,
        page: UnitText,
        sentence: Span,
        words: Words,
        matches: Sequence[tuple[Pattern, re.Match[str]]],
    ) -> Iterator[Cue]:
        clauses = self._clauses.read(words)
        read = (self._found(rule, match, clauses) for rule, match in matches)
        found = _apart([it for it in read if it is not None], clauses)
        for item in _unconditional(found):
            scope = words.text[item.scope.start : item.scope.end]
            yield Cue(
                page.wording(_shifted(item.cue, sentence)),
                item.kind,
                page.wording(_shifted(item.scope, sentence)),
                self._is_lack(item.rule, scope, page.unit),
                item.rule.id,
            )

    def _found(self, rule: Pattern, match: re.Match[str], clauses: Clauses) -> _Found | None:
        cue = trim(Span(match.start(), match.end()), clauses.text)
        scope = self._scope(rule["scope"], clauses, cue)
        if rule["scope"] == "condition" and not self._is_condition(rule, clauses, scope):
            return None
        if rule.id == "condition.verb_first":
            first = _WORD.match(clauses.text, cue.start)
            cue = Span(cue.start, first.end() if first else cue.end)
        return _Found(rule, cue, scope if len(scope) else clauses.around(cue))

    def _scope(self, name: str, clauses: Clauses, cue: Span) -> Span:
        """How far a cue reaches; a risk to the clause that says what may happen."""
        if name != "content":
            return _SCOPES[name](clauses, cue)
        for rule in self._contents:
            that = rule.regex.search(clauses.text, cue.end)
            if that is not None:
                return clauses.after(that.end())
        return clauses.around(cue)

    def _is_condition(self, rule: Pattern, clauses: Clauses, scope: Span) -> bool:
        if rule.id == "condition.verb_first":
            return True
        if clauses.words.verbs is not None:
            return any(scope.start <= at < scope.end for at in clauses.words.verbs)
        return self._clauses.ends_in_verb(clauses.text[scope.start : scope.end])

    def _is_lack(self, rule: Pattern, scope: str, unit: Unit) -> bool:
        if rule["lack"] == "always":
            return rule["kind"] != "lack" or not self._is_never(scope)
        if rule["lack"] == "never":
            return False
        if unit.verdict == "not_assessed" or unit.kind == "strength":
            return False
        if self._is_never(scope):
            return False
        return unit.is_critical or not self._is_good(scope)


def _apart(found: Sequence[_Found], clauses: Clauses) -> list[_Found]:
    """Of two lacks that are joined as a list, each reaches as far as its own part."""
    parted = list(found)
    for number, (one, other) in enumerate(pairwise(found)):
        end = clauses.unjoined(other.cue.start)
        is_joined = one.kind == other.kind == "lack" and end < other.cue.start
        if is_joined and one.cue.end <= end and one.scope == other.scope:
            parted[number] = replace(parted[number], scope=Span(one.scope.start, end))
            parted[number + 1] = replace(other, scope=Span(other.cue.start, other.scope.end))
    return parted


def _unconditional(found: Sequence[_Found]) -> Iterator[_Found]:
    """The cues that stand in no condition."""
    silent = [item for item in found if item.rule["scope"] == "condition"]
    for item in found:
        if not any(other is not item and other.scope.contains(item.cue) for other in silent):
            yield item


def _phrase(clauses: Clauses, cue: Span) -> Span:
    word = _WORD.match(clauses.text, cue.end)
    return Span(cue.start, word.end() if word else cue.end)


_SCOPES: dict[str, Callable[[Clauses, Span], Span]] = {
    "clause": lambda clauses, cue: clauses.around(cue),
    "condition": lambda clauses, cue: clauses.condition(cue.end),
    "after": lambda clauses, cue: clauses.after(cue.end),
    "next": lambda clauses, cue: clauses.after(cue.start),
    "question": lambda clauses, cue: clauses.question(cue),
    "phrase": _phrase,
    "noun": lambda clauses, cue: clauses.noun(cue.end),
}


def _shifted(span: Span, sentence: Span) -> Span:
    return Span(span.start + sentence.start, span.end + sentence.start)
