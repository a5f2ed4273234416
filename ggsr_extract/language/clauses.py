"""How far a cue reaches: the clause around it, told from conjunctions, signs and verbs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import pairwise

from msgspec import Struct

from ggsr_extract.language.finder import Finder, Index, Words
from ggsr_extract.rules import Rules
from ggsr_extract.text import Span

__all__ = ["ClauseRules", "Clauses"]

_MARK = re.compile(r"[,;:]")
_COMMA = re.compile(r",\s+")
_VERB_LIKE = re.compile(r"\s[a-z]+(?:t|en)\W*\Z")
_ASIDE = re.compile(r"\s+[–—-]\s[^–—]{1,200}\s[–—-]\s")
# A conjunction is never longer.
_NEXT = 8
# A subject is looked at no further than this.
_SUBJECT = 40
_KEPT = 64
_EDGE = " \t\n,;:.!?…–—-"


Place = tuple[int, int]


class Clauses(Struct, frozen=True, dict=True):
    """Where clauses begin and end within a sentence; offsets into the sentence.

    Each is found when it is first asked for.
    """

    words: Words
    rules: ClauseRules

    @property
    def text(self) -> str:
        """The sentence."""
        return self.words.text

    def around(self, cue: Span) -> Span:
        """The clause that holds the cue, or the bracket that does."""
        bracket = self._bracket(cue)
        if bracket is not None:
            return bracket
        start = max((at for at in self._starts if at <= cue.start), default=0)
        start = max((start, *self._relative(cue)))
        return self._tidy(start, self._first(self._ends, cue.end))

    def after(self, position: int) -> Span:
        """What follows a position, as far as its clause goes; an aside in dashes is passed over."""
        aside = _ASIDE.match(self.text, position)
        start = aside.end() if aside else position
        ends = (*self._ends, *(first for first, _ in self._questions))
        return self._tidy(start, self._first(ends, start + 1))

    def noun(self, position: int) -> Span:
        """What follows a position, as far as the next verb."""
        clause = self.after(position)
        verb = next((at for at in self._verbs if clause.start < at < clause.end), clause.end)
        return self._tidy(clause.start, verb)

    def question(self, cue: Span) -> Span:
        """The clause that holds the cue, without the question that it is joined to."""
        clause = self.around(cue)
        start = max((at for _, at in self._questions if at <= cue.start), default=clause.start)
        return self._tidy(max(start, clause.start), clause.end)

    def condition(self, position: int) -> Span:
        """The condition that begins at a position."""
        return self._tidy(position, self._first(self._conditions, position + 1))

    def begin(self, position: int) -> int:
        """Where the clause that holds a position begins, conjunctions left to it."""
        signs = [it for it in self._signs if self._is_sign(*it)]
        ends = (end for _, end in (*self._joined, *signs))
        return max((end for end in ends if end <= position), default=0)

    def reach(self, position: int) -> int:
        """Where a claim ends that is going on at a position: at a sign, or another main clause.

        A claim that is a dependent clause may go on in main clauses.
        """
        if _MARK.search(self.text, position) is None:
            return len(self.text)
        signs = (start for start, end in self._signs if self._is_sign(start, end))
        main = self._first(self._mains, position)
        is_dependent = self._first(self._conjunctions, position) < main
        return min(self._first(signs, position + 1), len(self.text) if is_dependent else main)

    @cached_property
    def _mains(self) -> tuple[int, ...]:
        """Commas that a main clause stands behind."""
        verbs = frozenset(self._verbs)
        return tuple(
            start
            for start, end in self._joined
            if self.text[start] == "," and (end in verbs or self._is_main(self._verbs, start, end))
        )

    def _is_sign(self, start: int, end: int) -> bool:
        return not self.text[start:end].strip(_EDGE)

    def unjoined(self, end: int) -> int:
        """The end of a clause without the word that joins it to the next."""
        return next((start for start, after in self._joints if start < end <= after), end)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        signs = [end for start, end in self._signs if self._is_sign(start, end)]
        is_conditional = bool(self.rules.condition.places(self.words))
        conditions = self._conditions if is_conditional else ()
        return (*self._conjunctions, *signs, *(end for _, end in self._joined), *conditions)

    @cached_property
    def _conjunctions(self) -> tuple[int, ...]:
        return tuple(end for _, end in self.rules.starts.places(self.words))

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(start for start, _ in (*self._signs, *self._joined))

    @cached_property
    def _signs(self) -> tuple[Place, ...]:
        return self.rules.ends.places(self.words)

    @cached_property
    def _questions(self) -> tuple[Place, ...]:
        return self.rules.questions.places(self.words)

    @cached_property
    def _conditions(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.rules.conditions.places(self.words))

    def _relative(self, cue: Span) -> Iterator[int]:
        """Where clauses begin that hold the cue and say more of a noun: their verb comes last."""
        for start, end in self._relatives:
            is_relative = " " in self.text[self._verb_before(start) : start].rstrip()
            if is_relative and end <= cue.start and not _any_within(self._verbs, end, cue.start):
                yield start

    def _verb_before(self, position: int) -> int:
        """Where the last verb before a position begins; the start where there is none."""
        number = bisect_left(self._verbs, position)
        return self._verbs[number - 1] if number else 0

    @cached_property
    def _relatives(self) -> tuple[Place, ...]:
        return self.rules.relatives.places(self.words)

    @cached_property
    def _verbs(self) -> list[int]:
        return self.rules.verbs_of(self.words)

    @cached_property
    def _joints(self) -> tuple[Place, ...]:
        return self.rules.joints.places(self.words)

    @cached_property
    def _joined(self) -> tuple[Place, ...]:
        """Where a comma, or a word such as `en`, stands between two clauses."""
        commas = [(match.start(), match.end()) for match in _COMMA.finditer(self.text)]
        is_dependent = self.rules.subordinate.fires(self.text)
        if not commas and not self._joints and not is_dependent:
            return ()
        return (
            *_between_clauses(commas, self._verbs, len(self.text)),
            *self._coordinations(self._verbs),
            *(self._after_dependent(commas) if is_dependent else ()),
        )

    def _after_dependent(self, commas: list[Place]) -> Iterator[Place]:
        """Where the main clause begins with its verb, if no comma says so."""
        first = commas[0][0] if commas else len(self.text)
        for before, verb in pairwise(at for at in self._verbs if at < first):
            between = self.text[before:verb].split()
            if len(between) > 1:
                yield verb - 1, verb
                return

    def _coordinations(self, verbs: list[int]) -> Iterator[Place]:
        """Joints before another verb, or before another clause with a conjunction."""
        first = verbs[0] if verbs else len(self.text)
        starts = frozenset(verbs)
        for start, end in self._joints:
            following = self.text[end : end + _NEXT]
            is_clause = end in starts or self.rules.joined.fires(following)
            if first < start and (is_clause or self._is_main(verbs, start, end)):
                yield start, end

    def _is_main(self, verbs: list[int], start: int, end: int) -> bool:
        """Whether a joint stands between two main clauses: a verb before it, a subject behind."""
        begun = max((at for at in self._conjunctions if at <= start), default=0)
        verb = bisect_left(verbs, end)
        if verb == len(verbs) or not _any_within(verbs, begun, start):
            return False
        return self.rules.subjects.fires(self.text[end : min(verbs[verb], end + _SUBJECT)])

    def _first(self, places: Iterable[int], position: int) -> int:
        return min((at for at in places if at >= position), default=len(self.text))

    def _bracket(self, cue: Span) -> Span | None:
        opening = self.text.rfind("(", 0, cue.start)
        closing = self.text.find(")", cue.end)
        if opening < 0 or closing < 0 or self.text.find(")", opening, cue.start) >= 0:
            return None
        return self._tidy(opening + 1, closing)

    def _tidy(self, start: int, end: int) -> Span:
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE:
            end -= 1
        return Span(start, end)


class ClauseRules:
    """The rules of `language.toml` about clauses."""

    def __init__(self, rules: Rules, index: Index) -> None:
        patterns = rules.patterns
        self.starts = Finder(patterns["language.clause_starts"], index)
        self.ends = Finder(patterns["language.clause_ends"], index)
        self.verbs = Finder(patterns["language.finite_verbs"], index)
        self._has_verb = lru_cache(_KEPT)(self.verbs.fires)
        self.questions = Finder(patterns["language.joined_questions"], index)
        self.conditions = Finder(patterns["language.condition_ends"], index)
        self.condition = Finder(patterns["language.condition_starts"], index)
        self.joints = Finder(patterns["language.joints"], index)
        self.joined = Finder(patterns["language.joined_clauses"], index)
        self.subjects = Finder(patterns["language.joined_subjects"], index)
        self.relatives = Finder(patterns["language.relative_clauses"], index)
        self.subordinate = Finder(patterns["language.subordinate_starts"], index)

    def read(self, sentence: Words) -> Clauses:
        """The clauses of one sentence."""
        return Clauses(sentence, self)

    def verbs_of(self, words: Words) -> list[int]:
        """Where finite verbs begin: as a tagger told, else those that the rules know."""
        if words.verbs is not None:
            return list(words.verbs)
        return [start for start, _ in self.verbs.places(words)]

    def ends_in_verb(self, text: str) -> bool:
        """Whether a finite verb stands in it, or its last word looks like one."""
        return self._has_verb(text) or _VERB_LIKE.search(text) is not None


def _between_clauses(commas: list[Place], verbs: list[int], length: int) -> Iterator[Place]:
    """Commas between two clauses: each has its verb. Others stand in a list."""
    edge = 0
    for number, (start, end) in enumerate(commas):
        following = commas[number + 1][0] if number + 1 < len(commas) else length
        if _any_within(verbs, edge, start) and _any_within(verbs, end, following):
            yield start, end
            edge = end


def _any_within(places: list[int], start: int, end: int) -> bool:
    place = bisect_left(places, start)
    return place < len(places) and places[place] < end
