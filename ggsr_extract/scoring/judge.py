"""A gold sheet and the dataset's sheet of the same document → a judgement for each value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import TypeVar

from ggsr_extract.scoring.align import align_conclusions, align_findings, with_gold_approaches
from ggsr_extract.scoring.pairing import pair_up
from ggsr_extract.scoring.scores import Characters, DocumentScores, Judgement
from ggsr_extract.scoring.sheet import Sheet, SheetApproach, SheetConclusion, SheetFinding

__all__ = ["judge_document"]

T = TypeVar("T")
L = TypeVar("L", SheetFinding, SheetConclusion, SheetApproach)
LinkKey = tuple[int, int, str]

_FINDING_VALUES: Mapping[str, Callable[[SheetFinding], Sequence[str]]] = {
    "verdict": lambda finding: _present(finding.verdict),
    "printed": lambda finding: finding.printed,
    "theme": lambda finding: _present(finding.theme),
    "criterion": lambda finding: _present(finding.criterion),
    "caveats": lambda finding: finding.caveats,
}
_APPROACH_VALUES: Mapping[str, Callable[[SheetApproach], Sequence[str]]] = {
    "approach": lambda approach: _present(approach.name),
    "predecessors": lambda approach: approach.predecessors,
    "respondents": lambda approach: approach.respondents,
    "families": lambda approach: () if approach.families is None else (str(approach.families),),
}
_SHEET_VALUES: Mapping[str, Callable[[Sheet], Sequence[str]]] = {
    "municipality": lambda sheet: _present(sheet.municipality),
    "municipality_code": lambda sheet: _present(sheet.municipality_code),
    "kind": lambda sheet: _present(sheet.kind),
    "title": lambda sheet: _present(sheet.title),
    "published": lambda sheet: _present(sheet.published),
}


def judge_document(expected: Sheet, got: Sheet | None) -> DocumentScores:
    """Judge every field; without a document everything in the gold is missed."""
    numbered = with_gold_approaches(expected, got) if got else None
    pairs = align_findings(expected.findings, numbered.findings if numbered else ())
    judgements = [
        *(judgement for pair in pairs for judgement in _judge_finding(*pair)),
        *_judge_links(expected.findings, numbered.findings if numbered else ()),
        *_judge_conclusions(expected.conclusions, numbered.conclusions if numbered else ()),
        *_judge_approaches(expected.approaches, numbered.approaches if numbered else ()),
        *_judge_metadata(expected, numbered),
    ]
    return DocumentScores(
        name=expected.name,
        document_id=got.document_id if got else None,
        source_path=got.source if got else None,
        judgements=tuple(judgements),
        characters=sum((_characters(*pair) for pair in pairs), Characters()),
    )


def _present(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _judge_values(
    at: str, field: str, expected: Sequence[str], got: Sequence[str]
) -> Iterator[Judgement]:
    """Judge a list whose order does not count: equal values are right."""
    rest, missed = list(got), []
    for value in expected:
        if value in rest:
            rest.remove(value)
            yield Judgement(at, field, value, value, is_right=True)
        else:
            missed.append(value)
    for wanted, found in zip_longest(missed, rest):
        yield Judgement(at, field, wanted, found, is_right=False)


def _values_of(read: Callable[[T], Sequence[str]], of: T | None) -> Sequence[str]:
    return () if of is None else read(of)


def _judge_finding(expected: SheetFinding | None, got: SheetFinding | None) -> Iterator[Judgement]:
    known = _known(expected, got)
    is_found = expected is not None and got is not None
    yield Judgement(known.label, "row", _row(expected), _row(got), is_right=is_found)
    fields = {
        **_FINDING_VALUES,
        "assessed_reading" if known.is_reading else "assessed": lambda finding: finding.assessed,
    }
    for field, values in fields.items():
        yield from _judge_values(
            known.label, field, _values_of(values, expected), _values_of(values, got)
        )
    yield from _judge_values(
        known.label, "text", _present(_wanted_text(expected, got)), _present(_text(got))
    )


def _known(expected: L | None, got: L | None) -> L:
    """What of a pair is there: what the gold has, else what the dataset has."""
    return next(it for it in (expected, got) if it is not None)


def _row(finding: SheetFinding | None) -> str | None:
    if finding is None:
        return None
    return f"{finding.year} {'+'.join(finding.printed) or 'unrecognised row'}"


def _text(finding: SheetFinding | None) -> str | None:
    return None if finding is None else finding.text


def _wanted_text(expected: SheetFinding | None, got: SheetFinding | None) -> str | None:
    """Of the texts that count as right the one that the dataset has, if it has one."""
    if expected is not None and got is not None and got.text in expected.texts:
        return got.text
    return _text(expected)


def _judge_links(
    expected: Sequence[SheetFinding], got: Sequence[SheetFinding]
) -> Iterator[Judgement]:
    """Judge whether the right words stand on the right indicator, year and approach.

    It does not go by the alignment: a finding is right here wherever else its row went wrong.
    """
    wanted, found = _by_link(expected), _by_link(got)
    for key in sorted(wanted | found):
        here, there = wanted.get(key, []), found.get(key, [])
        field = "linked_reading" if (here + there)[0].is_reading else "linked"
        for one, other in pair_up(here, there, _link_weight):
            yield _judge_link(field, key[-1], one, other)


def _by_link(findings: Sequence[SheetFinding]) -> dict[LinkKey, list[SheetFinding]]:
    links: dict[LinkKey, list[SheetFinding]] = defaultdict(list)
    for finding in findings:
        for indicator in finding.assessed:
            links[finding.approach, finding.year, indicator].append(finding)
    return links


def _link_weight(one: SheetFinding, other: SheetFinding) -> float:
    return 1.0 if other.text in one.texts else 0.01


def _judge_link(
    field: str, indicator: str, expected: SheetFinding | None, got: SheetFinding | None
) -> Judgement:
    return Judgement(
        f"{_known(expected, got).label} {indicator}",
        field,
        _wanted_text(expected, got),
        _text(got),
        is_right=expected is not None and got is not None and got.text in expected.texts,
    )


def _judge_conclusions(
    expected: Sequence[SheetConclusion], got: Sequence[SheetConclusion]
) -> Iterator[Judgement]:
    """Right is a conclusion whose words, side, theme and approach are."""
    for one, other in align_conclusions(expected, got):
        yield from _judge_values(
            _known(one, other).label,
            "conclusions",
            _values_of(_conclusion, one),
            _values_of(_conclusion, other),
        )


def _conclusion(it: SheetConclusion) -> tuple[str]:
    return (f"approach {it.approach + 1}, {it.theme}, {it.kind}: {it.text}",)


def _judge_approaches(
    expected: Sequence[SheetApproach], got: Sequence[SheetApproach]
) -> Iterator[Judgement]:
    wanted = {approach.number: approach for approach in expected}
    found = {approach.number: approach for approach in got}
    for number in sorted(wanted | found):
        one, other = wanted.get(number), found.get(number)
        for field, values in _APPROACH_VALUES.items():
            yield from _judge_values(
                _known(one, other).label, field, _values_of(values, one), _values_of(values, other)
            )


def _judge_metadata(expected: Sheet, got: Sheet | None) -> Iterator[Judgement]:
    for field, values in _SHEET_VALUES.items():
        yield from _judge_values("document", field, values(expected), _values_of(values, got))


def _characters(expected: SheetFinding | None, got: SheetFinding | None) -> Characters:
    """Edits between the words of two findings; the best of the texts that count as right."""
    from rapidfuzz.distance import Levenshtein

    found = _text(got) or ""
    return min(
        (
            Characters(Levenshtein.distance(text, found), max(len(text), len(found)))
            for text in (expected.texts if expected else ("",))
        ),
        key=lambda it: it.error_rate,
    )
