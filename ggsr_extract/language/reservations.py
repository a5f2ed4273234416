"""Implicit caveats: a finding meets, and a sentence of it takes something back.

No verdict changes by it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, cast

from ggsr_extract.kinds import Effect
from ggsr_extract.language.finder import Finder, Index, Words
from ggsr_extract.language.model import Cue, ImplicitCaveat, Statement, UnitAnnotations
from ggsr_extract.language.unit_text import UnitText
from ggsr_extract.rules import Rules
from ggsr_extract.text import Span

__all__ = ["ReservationReader"]

_Quoted = TypeVar("_Quoted", Cue, Statement)

_EFFECTS: dict[str, Effect] = {
    "negation": "lacks",
    "lack": "lacks",
    "future": "lacks",
    "restriction": "narrows",
    "contrast": "narrows",
    "risk": "risk",
}
# Who says otherwise, where not everybody does.
_SOME = frozenset(["network_partner", "respondents"])
# Beside a contrast these take something back, though they lack nothing by themselves.
_WEAK = frozenset(["hedge", "negation", "lack"])


class ReservationReader:
    """Finds implicit caveats from cues, and by the rules of `reservations.toml`."""

    def __init__(self, rules: Rules, index: Index) -> None:
        self._wordings = Finder(rules.patterns["reservations.wordings"], index)
        self._excluded = Finder(rules.patterns["reservations.excluded"], index)

    def read(self, page: UnitText, found: UnitAnnotations) -> Iterator[ImplicitCaveat]:
        """The implicit caveats of a finding that meets, one a sentence at the most."""
        unit = page.unit
        if unit.parent.table != "findings" or unit.verdict != "meets":
            return
        cues = _by_sentence(found.cues, found.sentences)
        statements = _by_sentence(found.statements, found.sentences)
        for number, sentence in enumerate(found.sentences):
            words = page.sentence(sentence)
            conditions = [it.scope.local for it in cues[number] if it.kind == "condition"]
            caveat = self._by_wording(page, sentence, words, conditions) or _by_cue(
                page, sentence, cues[number], statements[number]
            )
            if caveat is not None and not self._excluded.fires(words.text):
                yield caveat

    def _by_wording(
        self, page: UnitText, sentence: Span, words: Words, conditions: Sequence[Span]
    ) -> ImplicitCaveat | None:
        for rule, match in self._wordings.finditer(words):
            cue = Span(sentence.start + match.start(), sentence.start + match.end())
            if any(condition.contains(cue) for condition in conditions):
                continue
            effect = cast(Effect, rule["effect"])
            return _caveat(page, sentence, cue, effect, rule.id)
        return None


def _by_sentence(
    found: Iterable[_Quoted], sentences: Sequence[Span]
) -> Mapping[int, list[_Quoted]]:
    """What stands in each sentence, by the sentence's number."""
    starts = [sentence.start for sentence in sentences]
    inside: defaultdict[int, list[_Quoted]] = defaultdict(list)
    for quoted in found:
        number = bisect_right(starts, quoted.words.local.start) - 1
        if number >= 0 and sentences[number].contains(quoted.words.local):
            inside[number].append(quoted)
    return inside


def _by_cue(
    page: UnitText, sentence: Span, cues: Sequence[Cue], statements: Iterable[Statement]
) -> ImplicitCaveat | None:
    said = [it.words.local for it in statements if it.actor in _SOME]
    cue = next((cue for cue in cues if cue.is_lack), None) or _contrast(cues, said)
    if cue is None:
        return None
    is_denied = any(span.contains(cue.words.local) for span in said)
    effect: Effect = "contradicts" if is_denied else _EFFECTS[cue.kind]
    return _caveat(page, sentence, cue.words.local, effect, cue.rule)


def _caveat(page: UnitText, sentence: Span, cue: Span, effect: Effect, rule: str) -> ImplicitCaveat:
    return ImplicitCaveat(
        page.wording(sentence),
        page.wording(cue),
        page.passage(sentence),
        page.passage(cue),
        effect,
        rule,
    )


def _contrast(cues: Sequence[Cue], said: Sequence[Span]) -> Cue | None:
    """A contrast that takes back by itself, or where what follows it bends the claim.

    `said`: what some say, who may begin with a contrast: "Wel merken twee partners op dat …".
    """
    for cue in cues:
        begins = any(span.start == cue.words.local.start for span in said)
        if cue.rule == "contrast.though" or (cue.rule == "contrast.indeed" and begins):
            return cue
        if cue.rule == "contrast.but":
            inside = (it for it in cues if cue.scope.local.contains(it.words.local))
            if any(it.kind in _WEAK for it in inside):
                return cue
    return None
