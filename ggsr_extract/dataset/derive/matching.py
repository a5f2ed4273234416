"""Which approaches of the baseline a follow-up's approach came out of."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ggsr_extract.dataset.derive.facts import ApproachFacts

__all__ = ["Match", "Notice", "match_baselines"]

_SIMILAR_NAME = 90.0


class Notice(Struct, frozen=True):
    """A diagnostic that only all documents together give."""

    document_id: str
    code: str
    severity: str
    message: str


class Match(Struct, frozen=True):
    """The baseline approaches that a follow-up's approach continues, and what was doubtful."""

    baselines: tuple[ApproachFacts, ...] = ()
    notices: tuple[Notice, ...] = ()


def match_baselines(approach: ApproachFacts, local: Sequence[ApproachFacts]) -> Match:
    """Match by the printed predecessors, else by the own name.

    `local` are the primary approaches of the baseline of the same municipality. Names are equal,
    or one name alone is similar (ratio >= 90).
    """
    if not local:
        message = f"{approach.name or 'an approach'}: no baseline factsheet of this municipality"
        return Match(notices=(_notice(approach, "baseline_missing", "info", message),))
    matched: dict[str, ApproachFacts] = {}
    notices: list[Notice] = []
    for key in approach.predecessor_keys or (approach.name_key,):
        found = _find(key, local)
        if len(found) == 1:
            matched[found[0].approach_id] = found[0]
        else:
            notices.append(_unmatched(approach, key, found or local, is_tie=bool(found)))
    return Match(tuple(matched.values()), tuple(notices))


def _find(key: str, local: Sequence[ApproachFacts]) -> list[ApproachFacts]:
    from rapidfuzz.fuzz import ratio

    equal = [other for other in local if other.name_key == key]
    return equal or [
        other for other in local if key and ratio(key, other.name_key) >= _SIMILAR_NAME
    ]


def _unmatched(
    approach: ApproachFacts, key: str, others: Sequence[ApproachFacts], *, is_tie: bool
) -> Notice:
    names = ", ".join(repr(other.name) for other in others)
    if is_tie:
        message = f"{approach.name}: {key!r} is as much like each of {names}"
        return _notice(approach, "baseline_ambiguous", "warning", message)
    message = f"{approach.name}: {key!r} is none of the baseline's approaches ({names})"
    return _notice(approach, "baseline_unmatched", "warning", message)


def _notice(approach: ApproachFacts, code: str, severity: str, message: str) -> Notice:
    return Notice(approach.document_id, code, severity, message)
