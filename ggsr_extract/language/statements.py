"""Statements: somebody is credited with a claim, by a verb of saying or a frame such as `volgens`.

The actors of a sentence are found first; frames are only looked for where one stands, around a sign
in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from msgspec import Struct

from ggsr_extract.kinds import Actor
from ggsr_extract.language.clauses import ClauseRules, Clauses
from ggsr_extract.language.finder import Finder, Index, Sieve, Words
from ggsr_extract.language.model import Cue, Statement, UnitAnnotations
from ggsr_extract.language.sentences import without_stop
from ggsr_extract.language.unit_text import UnitText
from ggsr_extract.rules import ACTOR_SIGN, Pattern, Rules
from ggsr_extract.text import Span

__all__ = ["StatementReader"]

# How far before and after an actor its verb may stand.
_BEFORE, _AFTER = 60, 160
# Who may be named because of what they do in a procedure, not of what they said.
_NOT_ASKED = frozenset(["professional", "other"])
_WITH_MUNICIPALITY = frozenset(["municipality", "municipality_and_partners", "all_respondents"])
_EDGE = " ,;:"


class _Frame(Struct, frozen=True):
    """A frame in a sentence: its place and that of the actor, and who that is.

    `said`: the form of a verb that the frame leaves open.
    """

    rule: Pattern
    place: Span
    actor: Span
    who: Pattern | None
    said: str | None = None

    @property
    def is_behind(self) -> bool:
        """Whether it may end what was said: "…, zegt de gemeente", "…, zo geeft zij toe"."""
        return self.actor.end == self.place.end or self.rule.id.startswith("behind.")


class StatementReader:
    """Finds statements by the rules of `actors.toml`."""

    def __init__(self, rules: Rules, index: Index) -> None:
        self._actors = Finder(rules.patterns["actors.actors"], index)
        subject_first = rules.patterns["actors.subject_first"]
        self._sieve = Sieve((*subject_first, *rules.patterns["actors.verb_first"]))
        self._subject_first = frozenset(map(id, subject_first))
        self._documents = Finder(rules.patterns["actors.documents"], index)
        self._verbs = (*rules.patterns["actors.saying"], *rules.patterns["actors.said"])
        self._clauses = ClauseRules(rules, index)
        self._numbers = {**rules.number_words, **rules.ordinals}

    def read(self, page: UnitText, found: UnitAnnotations) -> Iterator[Statement]:
        """The statements of a unit, in the order of its text."""
        for sentence in found.sentences:
            words = page.sentence(sentence)
            frames = _apart(sorted(self._frames(words), key=lambda frame: frame.place))
            if frames:
                for frame, span in self._spans(words, frames):
                    whole = Span(sentence.start + span.start, sentence.start + span.end)
                    yield self._statement(page, frame, whole, sentence.start, found.cues)

    def _frames(self, words: Words) -> Iterator[_Frame]:
        taken = 0
        actors = list(self._actors.finditer(words))
        if actors:
            possible = self._possible(words)
            for who, match in actors:
                actor = Span(match.start(), match.end())
                frame = _frame(words.text, who, actor, *possible)
                if frame is not None and actor.start >= taken:
                    taken = actor.end
                    yield frame
        for rule, match in self._documents.finditer(words):
            place = Span(match.start(), match.end())
            yield _Frame(rule, place, Span(match.start("actor"), match.end("actor")), None)

    def _possible(self, words: Words) -> tuple[list[Pattern], list[Pattern]]:
        """The frames that may stand in a sentence: those that begin with the actor, and others."""
        possible = self._sieve.possible(words)
        first = [it for it in possible if id(it) in self._subject_first]
        return first, [it for it in possible if id(it) not in self._subject_first]

    def _spans(self, words: Words, frames: Sequence[_Frame]) -> Iterator[tuple[_Frame, Span]]:
        """Each frame with its clause: from where that begins to the next frame."""
        places = [frame.place.start for frame in frames]
        clauses = self._clauses.read(words)
        last = _end(words.text)
        for number, frame in enumerate(frames):
            end = places[number + 1] if number + 1 < len(frames) else last
            end = min(end, clauses.reach(frame.place.end))
            start = frame.place.start
            if not number:
                # Who is named at the very end is credited with all that was said before.
                is_last = frame.is_behind and frame.place.end >= last
                start = 0 if is_last else clauses.begin(start)
            yield frame, _tidy(words.text, Span(start, max(end, frame.place.end)), clauses)

    def _statement(
        self, page: UnitText, frame: _Frame, whole: Span, offset: int, cues: Sequence[Cue]
    ) -> Statement:
        actor_text = page.text[offset + frame.actor.start : offset + frame.actor.end]
        actor = cast(Actor, frame.who["actor"]) if frame.who else "document"
        count, total = self._count(frame.who, page.text, offset + frame.actor.start)
        who = Span(offset + frame.actor.start, offset + frame.actor.end)
        inside = [cue for cue in cues if whole.contains(cue.words.local)]
        verb = self._verb(frame)
        return Statement(
            words=page.wording(whole),
            actor=actor,
            actor_text=actor_text,
            includes_municipality=actor in _WITH_MUNICIPALITY,
            actor_count=count,
            actor_total=total,
            verb=verb["verb"],
            polarity="negated" if any(cue.kind == "negation" for cue in inside) else "affirmed",
            # Some who claim a thing do not claim some of it.
            is_hedged=float(verb.data["hedged"]) > 0
            or any(cue.kind == "hedge" and not who.contains(cue.words.local) for cue in inside),
            rule=f"{frame.rule.id}/{frame.who.id}" if frame.who else frame.rule.id,
        )

    def _verb(self, frame: _Frame) -> Pattern:
        """The rule that names the verb of a frame: that of the form in it, or the frame's own."""
        said = frame.said
        if said is None:
            return frame.rule
        return next((it for it in self._verbs if it.regex.fullmatch(said)), frame.rule)

    def _count(self, who: Pattern | None, text: str, at: int) -> tuple[int | None, int | None]:
        match = who.regex.match(text, at) if who else None
        parts = match.groupdict() if match else {}
        return self._number(parts.get("count")), self._number(parts.get("total"))

    def _number(self, words: str | None) -> int | None:
        if words is None:
            return None
        return int(words) if words.isdecimal() else self._numbers.get(words.casefold())


def _frame(
    words: str,
    who: Pattern,
    actor: Span,
    subject_first: Sequence[Pattern],
    verb_first: Sequence[Pattern],
) -> _Frame | None:
    """The frame that an actor stands in, by the first rule that fires."""
    following = ACTOR_SIGN + words[actor.end : actor.end + _AFTER]
    behind = actor.end - len(ACTOR_SIGN)
    for rule in _open_to(who, subject_first):
        match = rule.regex.match(following)
        if match is not None:
            place = Span(actor.start, behind + match.end())
            return _Frame(rule, place, actor, who, match.groupdict().get("said"))
    before = words[max(0, actor.start - _BEFORE) : actor.start]
    offset = actor.start - len(before)
    for rule in _open_to(who, verb_first):
        for match in rule.regex.finditer(before + following):
            if match.start("actor") == len(before):
                place = Span(offset + match.start(), behind - len(before) + match.end())
                return _Frame(rule, place, actor, who, match.groupdict().get("said"))
    return None


def _open_to(who: Pattern, rules: Sequence[Pattern]) -> Sequence[Pattern]:
    """The frames by which an actor claims something."""
    if who["actor"] not in _NOT_ASKED:
        return rules
    return [rule for rule in rules if not float(rule.data["of_asked"])]


def _end(words: str) -> int:
    return without_stop(Span(0, len(words)), words).end


def _apart(frames: Sequence[_Frame]) -> list[_Frame]:
    """The frames without those that begin inside the one before."""
    kept: list[_Frame] = []
    for frame in frames:
        if not kept or frame.place.start >= kept[-1].place.end:
            kept.append(frame)
    return kept


def _tidy(words: str, span: Span, clauses: Clauses) -> Span:
    """The span without what joins it to the next."""
    end = clauses.unjoined(span.end)
    while end > span.start and words[end - 1] in _EDGE:
        end -= 1
    is_open = words.count("(", span.start, end) > words.count(")", span.start, end)
    return Span(span.start, end + (is_open and words.startswith(")", end)))
