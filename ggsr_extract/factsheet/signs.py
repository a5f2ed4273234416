"""What single lines say by the rules of the outline.

Most lines say nothing: how they begin tells so, at less than the cost of a single rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from ggsr_extract.expressions import OPENING, folded
from ggsr_extract.rules import Found, Pattern, Rules

__all__ = ["FirstLook", "LineSigns"]

_GROUPS = (
    "conclusions.headings",
    "headings.approaches",
    "headings.dates",
    "headings.letterhead",
    "headings.predecessors",
    "headings.running",
    "headings.table_headings",
    "headings.titles",
    "sections.headings",
    "sections.lead_ins",
    "sections.respondent_lists",
)
# Longer ones are paragraphs, and not remembered.
_LONGEST = 400


class FirstLook:
    """Whether any of many rules may fire in a text: mostly, how the text begins tells so."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        every = tuple(pattern.hints for pattern in patterns)
        self._beginnings = frozenset(it for hints in every for it in hints.beginnings or ())
        self._elsewhere = tuple(hints for hints in every if hints.beginnings is None)

    def may_fire(self, text: str) -> bool:
        """False where none of the rules fires."""
        head = folded(text[:OPENING])
        if any(head[:length] in self._beginnings for length in range(1, OPENING + 1)):
            return True
        return bool(self._elsewhere) and any(
            hints.allow(lowered) for lowered in (folded(text),) for hints in self._elsewhere
        )


class LineSigns:
    """The rules of the outline that fire in single lines."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        every = (pattern for group in _GROUPS for pattern in rules.patterns[group])
        self._look = FirstLook(every)
        # Lines say the same in document after document of the series.
        self._said = lru_cache(maxsize=1 << 13)(self._say)

    def says_any(self, text: str) -> bool:
        """Whether any rule of the outline fires in `text`."""
        return bool((self._say if len(text) > _LONGEST else self._said)(text))

    def find(self, group: str, text: str) -> Found | None:
        """The first rule of a group that fires in `text`."""
        if len(text) > _LONGEST:
            return self._rules.find(group, text)
        return self._said(text).get(group)

    def _say(self, text: str) -> Mapping[str, Found]:
        if not self._look.may_fire(text):
            return {}
        found = ((group, self._rules.find(group, text)) for group in _GROUPS)
        return {group: hit for group, hit in found if hit is not None}
