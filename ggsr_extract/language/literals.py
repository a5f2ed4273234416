"""What must stand in a text for a regular expression to match it: a cheap test before a dear one.

The idea is that of RE2's prefilter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

__all__ = ["Literals", "required_literals"]

Literals = frozenset[str]
# More strings than this are no cheap test.
_MOST = 120


def required_literals(regex: re.Pattern[str]) -> Literals | None:
    """Lower-case strings of which every match holds at least one; None: none are known.

    >>> sorted(required_literals(re.compile("de (?:nota|brief)")))
    ['brief', 'nota']
    """
    return _of_sequence(parser.parse(regex.pattern, regex.flags))


def _of_sequence(items: Iterable[Any]) -> Literals | None:
    """The best of the parts, which all must be there: the one whose shortest string is longest."""
    found: list[Literals] = []
    run = ""
    for name, value in items:
        if str(name) == "LITERAL":
            run += chr(value)
            continue
        found.append(frozenset([run.lower()]))
        run = ""
        part = _of_part(str(name), value)
        if part is not None:
            found.append(part)
    found.append(frozenset([run.lower()]))
    best = max(found, key=lambda literals: (min(map(len, literals)), -len(literals)))
    return best if min(map(len, best)) > 1 and len(best) <= _MOST else None


def _of_part(name: str, value: Any) -> Literals | None:
    if name == "SUBPATTERN":
        return _of_sequence(value[-1])
    if name == "BRANCH":
        return _of_branches([_of_sequence(branch) for branch in value[1]])
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
        return _of_sequence(value[2])
    return None


def _of_branches(branches: list[Literals | None]) -> Literals | None:
    known = [branch for branch in branches if branch is not None]
    return frozenset().union(*known) if len(known) == len(branches) else None
