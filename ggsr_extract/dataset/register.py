"""Names as they are printed, found in the register of organisations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Literal, get_args

from msgspec import Struct

from ggsr_extract.expressions import folded
from ggsr_extract.rules import Pattern, Rules
from ggsr_extract.text import squeeze

__all__ = ["METHODS", "Registered", "registered"]

Method = Literal["exact", "abbreviation", "variant", "branch"]
METHODS: tuple[str, ...] = get_args(Method)


class Registered(Struct, frozen=True):
    """An organisation of the register, and how a printed name was told to be its own.

    `exact`: its full name; `abbreviation`; `variant`: another form that the register lists;
    `branch`: such a form with more words behind it, as of a region or a part of it.
    """

    name: str
    method: Method
    rule: str


def registered(printed: str, rules: Rules) -> Registered | None:
    """The organisation of that name; None: the register has none, or the name fits several.

    Spelling of blanks, signs and case do not count, except where only a form's case tells it from
    a word.
    """
    found = _register_of(rules)(" ".join(printed.split()))
    for method in METHODS:
        named = {it.name: it for it in found if it.method == method}
        if named:
            return next(iter(named.values())) if len(named) == 1 else None
    return None


def _register_of(rules: Rules) -> Callable[[str], tuple[Registered, ...]]:
    """Finds names in the register of these rules, and remembers them.

    The same organisations are spoken to in document after document.
    """
    if rules.sha256 not in _REGISTERS:
        entries = rules.patterns["organisations.organisations"]
        _REGISTERS[rules.sha256] = lru_cache(maxsize=1 << 10)(partial(_found, entries))
    return _REGISTERS[rules.sha256]


_REGISTERS: dict[str, Callable[[str], tuple[Registered, ...]]] = {}


def _found(entries: Sequence[Pattern], printed: str) -> tuple[Registered, ...]:
    key, lowered = squeeze(printed), folded(printed)
    methods = ((entry, _method(entry, printed, key, lowered)) for entry in entries)
    return tuple(
        Registered(entry["name"], method, f"organisation.{entry.id}")
        for entry, method in methods
        if method is not None
    )


def _method(entry: Pattern, printed: str, key: str, lowered: str) -> Method | None:
    if key and key == squeeze(entry["name"]):
        return "exact"
    if key and key == squeeze(entry["abbreviation"]):
        return "abbreviation"
    match = entry.regex.match(printed) if entry.hints.allow(lowered) else None
    if match is None:
        return None
    rest = printed[match.end() :]
    if not rest.strip(" .()"):
        return "variant"
    return "branch" if rest.startswith(" ") and rest.lstrip(" (")[:1].isupper() else None
