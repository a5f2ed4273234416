"""The patterns of the rule files: placeholders filled in, each held to its examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ggsr_extract.errors import RuleError
from ggsr_extract.expressions import alternative, hints_of
from ggsr_extract.rule_files import Files, MunicipalitiesFile
from ggsr_extract.rule_files.entries import PatternEntry
from ggsr_extract.rule_files.language import ActorsFile
from ggsr_extract.rules import ACTOR_SIGN, Pattern

__all__ = ["patterns_of"]

# What frames are made around: these groups alone are looked for around an actor.
_FRAMES = frozenset(["actors.subject_first", "actors.verb_first"])
_ACTOR, _NAMED_ACTOR = "{actor}", "(?P<actor>{actor})"


def patterns_of(files: Files) -> Iterator[tuple[str, tuple[Pattern, ...]]]:
    """The patterns of each group, which is named `<file>.<group>`.

    Raises:
        RuleError: a pattern is no regular expression, contradicts its own examples, or asks for an
            actor where none is looked for.
    """
    words = {
        **_phrases(files.actors),
        "{municipality}": _municipality_names(files.municipalities),
        "{number}": _number(files.families.number_words),
        "{fraction}": _any_of(files.quantities.fractions),
        "{month}": f"(?:{'|'.join(map(re.escape, files.headings.months))})",
    }
    actor = Pattern("actor", _actor(files.actors, words), 0, {})
    for name, file in files.by_name():
        for group, entries in file.pattern_groups().items():
            kind = f"{name}.{group}"
            yield kind, tuple(_pattern(kind, entry, words, actor) for entry in entries)


def _pattern(kind: str, entry: PatternEntry, words: Mapping[str, str], actor: Pattern) -> Pattern:
    where = f"{kind.replace('.', '.toml: ')}.{entry.id}"
    _refuse_lost_actors(where, entry.pattern, is_frame=kind in _FRAMES)
    source = _filled(entry.pattern, words).replace(_ACTOR, ACTOR_SIGN)
    flags = re.IGNORECASE.value if entry.ignore_case else 0
    try:
        re.compile(source, flags)
    except re.error as error:
        raise RuleError(
            f"{where}: pattern {entry.pattern!r}: {error}; expected a regular expression"
        ) from error
    pattern = Pattern(entry.id, source, flags, entry.extra(), hints_of(source, flags))
    _hold_to_examples(where, entry, _Test(pattern, actor))
    return pattern


def _refuse_lost_actors(where: str, source: str, *, is_frame: bool) -> None:
    expected = 1 if is_frame else 0
    if source.count(_ACTOR) != expected or source.count(_NAMED_ACTOR) != expected:
        wanted = f"{_NAMED_ACTOR} once" if is_frame else f"no {_ACTOR}: it is for frames alone"
        raise RuleError(f"{where}: pattern {source!r}: expected {wanted}")


def _actor(file: ActorsFile, words: Mapping[str, str]) -> str:
    """Whoever can be credited with a claim; the named groups are left to the actors' own rules."""
    return "|".join(
        alternative(_filled(entry.pattern, words), re.IGNORECASE if entry.ignore_case else 0)
        for entry in file.actors
    )


def _phrases(file: ActorsFile) -> dict[str, str]:
    """What stands in many patterns, by its name in braces; it may hold other placeholders."""
    phrases = {f"{{{name}}}": f"(?:{source})" for name, source in file.phrases.items()}
    return phrases | {"{saying}": _any_of(file.saying), "{said}": _any_of(file.said)}


def _any_of(entries: Iterable[PatternEntry]) -> str:
    return f"(?:{'|'.join(entry.pattern for entry in entries)})"


def _filled(source: str, words: Mapping[str, str]) -> str:
    for placeholder, expression in words.items():
        source = source.replace(placeholder, expression)
    return source


def _municipality_names(file: MunicipalitiesFile) -> str:
    names = {name for it in file.municipalities.values() for name in (it.name, *it.aliases)}
    return f"(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})"


def _number(words: Mapping[str, int]) -> str:
    spelled = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return rf"(?:\d{{1,3}}(?:\.\d{{3}})+|\d+|(?:{spelled})(?!\w))"


class _Test(Struct, frozen=True):
    """A pattern to be held to its examples; `actor` finds what may stand where it has an actor."""

    pattern: Pattern
    actor: Pattern

    def fires(self, text: str) -> bool:
        """Whether the pattern is found, around any of the actors if it asks for one."""
        if ACTOR_SIGN not in self.pattern.source:
            return self.pattern.search(text) is not None
        return any(
            self.pattern.search(text[: it.start()] + ACTOR_SIGN + text[it.end() :])
            for it in self.actor.regex.finditer(text)
        )


def _hold_to_examples(where: str, entry: PatternEntry, test: _Test) -> None:
    for example in entry.examples:
        if not test.fires(example):
            raise RuleError(f"{where}: its own example {example!r} is not found; expected a match")
    for example in entry.counter_examples:
        if test.fires(example):
            raise RuleError(f"{where}: finds its counter-example {example!r}; expected no match")
