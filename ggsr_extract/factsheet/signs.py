"""What single lines say by the rules of the outline, each line asked once.

Most lines say nothing: one expression, made of all those that can only match where a line begins,
tells so at the cost of a single rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

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
# What matters in the writing of an expression: escapes and sets are passed over as a whole.
_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
# References to groups by number or name, which joining expressions would break.
_REFERENCE = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")


class FirstLook:
    """Whether any of many rules can fire in a text."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        every = tuple(patterns)
        anchored = [pattern for pattern in every if _is_anchored(pattern)]
        self._beginning = re.compile("|".join(map(_nameless, anchored)) if anchored else r"(?!)")
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
    """Whether it can match at the beginning of a text only, as far as its writing shows."""
    source = pattern.source
    if not source.startswith("^") or pattern.flags & re.MULTILINE or _REFERENCE.search(source):
        return False
    depth = 0
    for part in _PARTS.findall(source):
        depth += (part == "(") - (part == ")")
        if part == "|" and not depth:
            return False
    return True


def _nameless(pattern: Pattern) -> str:
    """The expression without names of groups, with its own way of looking at case."""
    source = re.sub(r"\(\?P<\w+>", "(?:", pattern.source)
    return f"(?i:{source})" if pattern.flags & re.IGNORECASE else f"(?:{source})"
