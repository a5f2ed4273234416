"""What single lines say by the rules of the outline, each line asked once.

Most lines say nothing: one expression, made of all those that can only match where a line begins,
tells so at the cost of a single rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ggsr_extract.expressions import alternative, is_at_start
from ggsr_extract.rules import Pattern, Rules

__all__ = ["FirstLook", "Found", "LineSigns", "first_look"]

Found = tuple[Pattern, re.Match[str]]

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
# Joining expressions would break references to groups by number or name, and flags for the whole.
_ITS_OWN = re.compile(r"\\[1-9]|\(\?P=|\(\?\(|\A\(\?[a-zA-Z]+\)")


class FirstLook:
    """Whether any of many rules can fire in a text."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        every = tuple(patterns)
        anchored = [pattern for pattern in every if _is_anchored(pattern)]
        joined = "|".join(alternative(pattern.source, pattern.flags) for pattern in anchored)
        self._beginning = re.compile(joined or r"(?!)")
        self._elsewhere = [pattern for pattern in every if pattern not in anchored]

    def fires(self, text: str) -> bool:
        """False where none of the rules fires."""
        return self._beginning.match(text) is not None or any(
            pattern.search(text) is not None for pattern in self._elsewhere
        )


def first_look(rules: Rules) -> FirstLook:
    """A first look for the rules of the outline."""
    return FirstLook(pattern for group in _GROUPS for pattern in rules.patterns[group])


class LineSigns:
    """The rules of the outline that fire in the lines of one document."""

    def __init__(self, rules: Rules, look: FirstLook) -> None:
        self._rules = rules
        self._look = look
        self._said: dict[str, Mapping[str, Found | None]] = {}

    def find(self, group: str, text: str) -> Found | None:
        """The first rule of a group that fires in `text`."""
        said = self._said.get(text)
        if said is None:
            groups = _GROUPS if self._look.fires(text) else ()
            said = self._said[text] = {name: self._rules.find(name, text) for name in groups}
        return said.get(group)


def _is_anchored(pattern: Pattern) -> bool:
    """Whether it can match at the beginning of a text only, and be joined with others."""
    return not _ITS_OWN.search(pattern.source) and is_at_start(pattern.source, pattern.flags)
