"""Typed views of rows: what a document and its approaches are, and what was judged in them.

Facts of a document depend on no other; they can be kept beside its rows, as JSON.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import cast

from msgspec import Struct, json

from ggsr_extract.dataset.model import Row, Tables
from ggsr_extract.dataset.years import BASELINE_YEAR, FOLLOW_UP_YEARS

__all__ = ["ApproachFacts", "DocumentFacts", "Judgement", "document_facts", "series_of"]


class Judgement(Struct, frozen=True):
    """A finding about one indicator.

    `is_shared`: its row prints several indicators and has fewer verdicts than those.
    """

    finding_id: str
    indicator_id: str
    year: int
    verdict: str | None
    text: str
    is_shared: bool


class ApproachFacts(Struct, frozen=True, dict=True):
    """An approach of a document, as copies are compared and years are joined.

    `quality` orders copies of the same approach: not OCR, PDF, coverage. `judged` holds its
    judgements in the order of the document, `printed` the indicators of its rows.
    """

    approach_id: str
    document_id: str
    factsheet_id: str
    is_follow_up: bool
    name: str
    name_key: str
    predecessor_keys: tuple[str, ...]
    quality: tuple[bool, bool, float]
    judged: tuple[Judgement, ...]
    printed: tuple[str, ...]

    @cached_property
    def judgements(self) -> Mapping[tuple[str, int], tuple[Judgement, ...]]:
        """The judgements by indicator and year."""
        found: dict[tuple[str, int], tuple[Judgement, ...]] = {}
        for item in self.judged:
            place = item.indicator_id, item.year
            found[place] = (*found.get(place, ()), item)
        return found

    @property
    def years(self) -> tuple[int, ...]:
        """The years that it should have verdicts for."""
        return FOLLOW_UP_YEARS if self.is_follow_up else (BASELINE_YEAR,)

    @property
    def counterpart_id(self) -> str | None:
        """The factsheet_id of the baseline that belongs to this follow-up."""
        stem = self.factsheet_id.removesuffix(_FOLLOW_UP)
        return None if stem == self.factsheet_id else f"{stem}{_BASELINE}"


class DocumentFacts(Struct, frozen=True):
    """What other documents, and its status, need to know of a document.

    `is_doubtful`: some text nobody claims, a verdict cannot be read, a finding asks for a look, or
    a diagnostic is an error.
    """

    document_id: str
    factsheet_id: str
    municipality_code: str | None
    has_title: bool
    is_doubtful: bool
    approaches: tuple[ApproachFacts, ...]

    @property
    def series(self) -> str:
        """What the factsheets of one municipality share, of whichever year."""
        return series_of(self.factsheet_id)

    def to_json(self) -> bytes:
        """The facts in one line."""
        return json.encode(self)

    @classmethod
    def from_json(cls, data: bytes) -> DocumentFacts:
        """The facts that :meth:`to_json` wrote."""
        return json.decode(data, type=cls)


_BASELINE = "-baseline"
_FOLLOW_UP = "-follow_up"


def series_of(factsheet_id: str) -> str:
    """What the factsheets of one municipality share, of whichever year."""
    return factsheet_id.removesuffix(_BASELINE).removesuffix(_FOLLOW_UP)


def document_facts(tables: Tables) -> tuple[DocumentFacts, ...]:
    """The facts of all documents, in the order of their table."""
    approaches = _approaches(tables)
    doubtful = {
        *(row["document_id"] for row in tables["findings"] if row["needs_review"]),
        *(row["document_id"] for row in tables["findings"] if row["verdict"] is None),
        *(row["document_id"] for row in tables["conclusions"] if row["needs_review"]),
        *(row["document_id"] for row in tables["diagnostics"] if row["severity"] == "error"),
    }
    return tuple(
        DocumentFacts(
            document_id=str(row["document_id"]),
            factsheet_id=str(row["factsheet_id"]),
            municipality_code=cast("str | None", row["municipality_code"]),
            has_title=row["title"] is not None,
            is_doubtful=row["document_id"] in doubtful or row["text_coverage"] != 1.0,
            approaches=tuple(approaches[str(row["document_id"])]),
        )
        for row in tables["documents"]
    )


def _approaches(tables: Tables) -> Mapping[str, list[ApproachFacts]]:
    documents = {row["document_id"]: row for row in tables["documents"]}
    predecessors = _predecessors(tables)
    judged, printed = _judged(tables), _printed(tables)
    facts: defaultdict[str, list[ApproachFacts]] = defaultdict(list)
    for row in tables["approaches"]:
        approach_id, document = str(row["approach_id"]), documents[row["document_id"]]
        facts[str(row["document_id"])].append(
            ApproachFacts(
                approach_id=approach_id,
                document_id=str(row["document_id"]),
                factsheet_id=str(document["factsheet_id"]),
                is_follow_up=document["kind"] == "follow_up",
                name=str(row["name"]),
                name_key=str(row["name_key"]),
                predecessor_keys=tuple(predecessors[approach_id]),
                quality=_quality(document),
                judged=tuple(judged[approach_id]),
                printed=tuple(printed[approach_id]),
            )
        )
    return facts


def _quality(document: Row) -> tuple[bool, bool, float]:
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


def _judged(tables: Tables) -> Mapping[str, list[Judgement]]:
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for approach_id, judgement in _all_judgements(tables):
        found[approach_id].append(judgement)
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
