"""What the writing of a regular expression tells: cheap tests before a dear one, and joining many.

Literals are the idea of RE2's prefilter. Openings are how a match begins, so that only the words
of a text that begin so need be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from msgspec import Struct

__all__ = [
    "OPENING",
    "Hints",
    "Literals",
    "alternative",
    "folded",
    "hints_of",
    "is_at_start",
    "openings",
    "required_literals",
]

Literals = frozenset[str]
# Characters by which openings are looked up.
OPENING = 4
# Characters of an opening, at the most: as many as leave few openings.
_LENGTHS = (12, 8, 6, OPENING)
_MOST_OPENINGS = 400
# More strings than this are no cheap test.
_MOST = 120
_WIDEST_RANGE = 10
_DIGIT = re.compile(r"\d")
_ZEROS = str.maketrans("123456789", "0" * 9)
_NAME = re.compile(r"\(\?P<\w+>")
_STARTS = frozenset(["AT_BEGINNING", "AT_BEGINNING_STRING"])
_REPEATS = frozenset(["MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"])
_ZERO_WIDTH = frozenset(["ASSERT", "ASSERT_NOT", "AT"])
_Items = Sequence[tuple[Any, Any]]
# How a match may begin, and whether what follows in the pattern comes at once behind it.
_Prefix = tuple[str, bool]
_UNKNOWN: frozenset[_Prefix] = frozenset([("", False)])
_NOTHING: frozenset[_Prefix] = frozenset([("", True)])


class Hints(Struct, frozen=True):
    """What is known of the matches of an expression before it is compiled; None: nothing is.

    Attributes:
        literals: folded strings of which every match holds at least one.
        openings: folded strings: every match begins with one, at the start of a word.
        beginnings: idem, at the start of the text.
        is_at_start: whether it matches at the start of a text only.
    """

    literals: Literals | None = None
    openings: Literals | None = None
    beginnings: tuple[str, ...] | None = None
    is_at_start: bool = False

    def allow(self, text: str) -> bool:
        """Whether there may be a match in a text, which is folded."""
        if self.beginnings is not None:
            return text.startswith(self.beginnings)
        return self.literals is None or any(map(text.__contains__, self.literals))


def hints_of(source: str, flags: int = 0) -> Hints:
    """What an expression tells of its matches."""
    if is_at_start(source, flags):
        found = sorted({prefix for prefix, _ in _prefixes(_parsed(source, flags), OPENING)})
        beginnings = tuple(found) if all(found) else None
        return Hints(required_literals(source, flags), None, beginnings, is_at_start=True)
    return Hints(required_literals(source, flags), openings(source, flags))


def folded(text: str) -> str:
    """The text in lower case, every digit as 0, character by character."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(it.lower() if len(it.lower()) == 1 else it for it in text)
    return lowered.translate(_ZEROS) if lowered.isascii() else _DIGIT.sub("0", lowered)


def required_literals(source: str, flags: int = 0) -> Literals | None:
    """Folded strings of which every match holds at least one; None: none are known.

    >>> sorted(required_literals("de (?:nota|brief)"))
    ['brief', 'nota']
    """
    return _of_sequence(_parsed(source, flags))


def is_at_start(source: str, flags: int = 0) -> bool:
    """Whether it matches at the start of a text only."""
    items = _parsed(source, flags)
    # An expression may ask for it itself: (?m).
    if re.compile(source, flags).flags & re.MULTILINE:
        return False
    return bool(items) and _name(items[0]) == "AT" and str(items[0][1]) in _STARTS


def alternative(source: str, flags: int = 0) -> str:
    """The expression as one of several: no names of groups, and its own way of looking at case."""
    case = "i" if flags & re.IGNORECASE else "-i"
    return f"(?{case}:{_NAME.sub('(?:', source)})"


def openings(source: str, flags: int = 0) -> frozenset[str] | None:
    r"""Folded strings (1 to 12 characters): every match begins with one, at the start of a word.

    None: matches may begin elsewhere, or with anything.

    >>> sorted(openings(r"\b(?:nog )?niet"))
    ['niet', 'nog ']
    """
    items = _parsed(source, flags)
    if not _is_edge(items):
        return None
    every = (frozenset(it for it, _ in _prefixes(items, longest)) for longest in _LENGTHS)
    return next(filter(_are_openings, every), None)


def _are_openings(prefixes: frozenset[str]) -> bool:
    return all(prefix and prefix[0].isalnum() for prefix in prefixes)


@lru_cache(maxsize=1024)
def _parsed(source: str, flags: int) -> _Items:
    return tuple(parser.parse(source, flags))


def _name(item: tuple[Any, Any]) -> str:
    return str(item[0])


def _prefixes(items: _Items, longest: int) -> frozenset[_Prefix]:
    """How matches of a sequence begin, with so many characters at the most."""
    found = _NOTHING
    for item in items:
        growing = {prefix for prefix, is_open in found if is_open and len(prefix) < longest}
        if not growing:
            return found
        grown = {
            ((prefix + more)[:longest], is_open)
            for prefix in growing
            for more, is_open in _prefixes_of(item, longest)
        }
        longer = frozenset(grown | {it for it in found if it[0] not in growing or not it[1]})
        if len(longer) > _MOST_OPENINGS:
            return _closed(found)
        found = longer
    return found


def _closed(prefixes: Iterable[_Prefix]) -> frozenset[_Prefix]:
    """The same, where it is left open what comes behind."""
    return frozenset((prefix, False) for prefix, _ in prefixes)


def _prefixes_of(item: tuple[Any, Any], longest: int) -> frozenset[_Prefix]:
    name, value = _name(item), item[1]
    if name == "LITERAL":
        return frozenset([(folded(chr(value)), True)])
    if name == "IN":
        return _prefixes_of_set(value)
    if name == "BRANCH":
        return frozenset().union(*(_prefixes(branch, longest) for branch in value[1]))
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _prefixes(value[-1] if name == "SUBPATTERN" else value, longest)
    if name in _REPEATS:
        least, most, inner = value
        once = _prefixes(inner, longest)
        if most != 1:
            once = _closed(once)
        return once | _NOTHING if least == 0 else once
    return _NOTHING if name in _ZERO_WIDTH else _UNKNOWN


def _prefixes_of_set(members: Iterable[tuple[Any, Any]]) -> frozenset[_Prefix]:
    found: set[_Prefix] = set()
    for member in members:
        name, value = _name(member), member[1]
        if name == "LITERAL":
            found.add((folded(chr(value)), True))
        elif name == "RANGE" and value[1] - value[0] < _WIDEST_RANGE:
            found |= {(folded(chr(it)), True) for it in range(value[0], value[1] + 1)}
        elif str(value) == "CATEGORY_DIGIT":
            found.add(("0", True))
        else:
            return _UNKNOWN
    return frozenset(found)


def _is_edge(items: _Items, *, edge: bool = False) -> bool:
    """Whether no word character can stand before a match, if it begins with one."""
    for number, item in enumerate(items):
        name, value = _name(item), item[1]
        if name in _ZERO_WIDTH:
            edge = edge or _asks_for_edge(name, value)
        elif edge or name not in (*_REPEATS, "BRANCH", "SUBPATTERN"):
            return edge
        else:
            rest = items[number + 1 :]
            return all(_is_edge([*way, *rest]) for way in _ways(name, value))
    return False


def _ways(name: str, value: Any) -> list[_Items]:
    """What may come first where a group stands."""
    if name == "BRANCH":
        return [list(branch) for branch in value[1]]
    if name == "SUBPATTERN":
        return [list(value[-1])]
    inner = list(value[2])
    return [inner] if value[0] else [inner, []]


def _asks_for_edge(name: str, value: Any) -> bool:
    if name == "AT":
        return str(value) == "AT_BOUNDARY"
    direction, inner = value
    members = list(inner)
    if direction > 0 or not members:
        return False
    last = members[-1]
    kinds = last[1] if _name(last) == "IN" else [last]
    if name == "ASSERT_NOT":
        return len(members) == 1 and any(str(it[1]) == "CATEGORY_WORD" for it in kinds)
    return all(map(_is_no_word, kinds))


def _is_no_word(member: tuple[Any, Any]) -> bool:
    """Whether it stands for characters that words are not made of."""
    name, value = _name(member), member[1]
    if name == "LITERAL":
        return not chr(value).isalnum() and chr(value) != "_"
    return str(value) == "CATEGORY_SPACE"


def _of_sequence(items: Iterable[Any]) -> Literals | None:
    """The best of the parts, which all must be there: the one whose shortest string is longest."""
    found: list[Literals] = []
    run = ""
    for name, value in items:
        if str(name) == "LITERAL":
            run += chr(value)
            continue
        found.append(frozenset([folded(run)]))
        run = ""
        part = _of_part(str(name), value)
        if part is not None:
            found.append(part)
    found.append(frozenset([folded(run)]))
    best = max(found, key=lambda literals: (min(map(len, literals)), -len(literals)))
    return best if min(map(len, best)) > 1 and len(best) <= _MOST else None


def _of_part(name: str, value: Any) -> Literals | None:
    if name == "SUBPATTERN":
        return _of_sequence(value[-1])
    if name == "ASSERT":
        return _of_sequence(value[1])
    if name == "BRANCH":
        return _of_branches([_of_sequence(branch) for branch in value[1]])
    if name in ("MAX_REPEAT", "MIN_REPEAT") and value[0] > 0:
        return _of_sequence(value[2])
    return None


def _of_branches(branches: list[Literals | None]) -> Literals | None:
    known = [branch for branch in branches if branch is not None]
    return frozenset().union(*known) if len(known) == len(branches) else None
