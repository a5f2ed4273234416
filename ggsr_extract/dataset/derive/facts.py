"""Typed views of rows: what an approach is, and what was judged in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from ggsr_extract.dataset.model import Tables
from ggsr_extract.dataset.years import BASELINE_YEAR, FOLLOW_UP_YEARS

__all__ = ["ApproachFacts", "Judgement", "approach_facts"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A finding about one indicator.

    `is_shared`: its row prints several indicators and has fewer verdicts than those.
    """

    finding_id: str
    indicator_id: str
    year: int
    verdict: str | None
    text: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class ApproachFacts:
    """An approach of a document, as copies are compared and years are joined.

    `quality` orders copies of the same approach: not OCR, PDF, coverage.
    """

    approach_id: str
    document_id: str
    factsheet_id: str
    is_follow_up: bool
    name: str
    name_key: str
    predecessor_keys: tuple[str, ...]
    quality: tuple[bool, bool, float]
    judgements: Mapping[tuple[str, int], tuple[Judgement, ...]]
    printed: tuple[str, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it should have verdicts for."""
        return FOLLOW_UP_YEARS if self.is_follow_up else (BASELINE_YEAR,)

    @property
    def counterpart_id(self) -> str | None:
        """The factsheet_id of the baseline that belongs to this follow-up."""
        stem = self.factsheet_id.removesuffix("-follow_up")
        return None if stem == self.factsheet_id else f"{stem}-baseline"


def approach_facts(tables: Tables) -> tuple[ApproachFacts, ...]:
    """The approaches of all documents, in the order of their table."""
    documents = {row["document_id"]: row for row in tables["documents"]}
    predecessors = _predecessors(tables)
    judgements, printed = _judgements(tables), _printed(tables)
    facts = []
    for row in tables["approaches"]:
        approach_id, document = str(row["approach_id"]), documents[row["document_id"]]
        facts.append(
            ApproachFacts(
                approach_id=approach_id,
                document_id=str(row["document_id"]),
                factsheet_id=str(document["factsheet_id"]),
                is_follow_up=document["kind"] == "follow_up",
                name=str(row["name"]),
                name_key=str(row["name_key"]),
                predecessor_keys=tuple(predecessors[approach_id]),
                quality=_quality(document),
                judgements=judgements[approach_id],
                printed=tuple(printed[approach_id]),
            )
        )
    return tuple(facts)


def _quality(document: Mapping[str, object]) -> tuple[bool, bool, float]:
    return (
        "ocr" not in str(document["reader"]).lower(),
        document["media_type"] == "application/pdf",
        cast(float, document["text_coverage"]),
    )


def _predecessors(tables: Tables) -> Mapping[str, list[str]]:
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for row in tables["predecessors"]:
        keys[str(row["approach_id"])].append(str(row["name_key"]))
    return keys


def _printed(tables: Tables) -> Mapping[str, dict[str, None]]:
    """Indicators that the rows of an approach print, without repeats."""
    owners = dict(zip(*(tables["findings"].column(name) for name in _OWNER), strict=True))
    printed: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in tables["finding_indicators"]:
        if row["relation"] == "printed":
            printed[str(owners[row["finding_id"]])][str(row["indicator_id"])] = None
    return printed


_OWNER = ("finding_id", "approach_id")


def _judgements(tables: Tables) -> Mapping[str, Mapping[tuple[str, int], tuple[Judgement, ...]]]:
    found: defaultdict[str, dict[tuple[str, int], tuple[Judgement, ...]]] = defaultdict(dict)
    for approach_id, judgement in _all_judgements(tables):
        place = judgement.indicator_id, judgement.year
        found[approach_id][place] = (*found[approach_id].get(place, ()), judgement)
    return found


def _all_judgements(tables: Tables) -> Iterator[tuple[str, Judgement]]:
    findings = {row["finding_id"]: row for row in tables["findings"]}
    verdicts_in_row = Counter((row["row_id"], row["year"]) for row in findings.values())
    readings = list(tables["finding_indicators"])
    printed = Counter(row["finding_id"] for row in readings if row["relation"] == "printed")
    for reading in readings:
        if reading["relation"] == "assessed":
            row = findings[reading["finding_id"]]
            verdicts = verdicts_in_row[row["row_id"], row["year"]]
            yield (
                str(row["approach_id"]),
                Judgement(
                    str(row["finding_id"]),
                    str(reading["indicator_id"]),
                    cast(int, row["year"]),
                    cast("str | None", row["verdict"]),
                    str(row["text"]),
                    1 < printed[row["finding_id"]] > verdicts,
                ),
            )
