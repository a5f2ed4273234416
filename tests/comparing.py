"""What a parsed factsheet says beside what its gold says, finding by finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from ggsr_extract.factsheet import parse
from ggsr_extract.factsheet.model import Factsheet, Finding, Row
from ggsr_extract.readers import read
from ggsr_extract.rules import Rules, load_rules
from ggsr_extract.text import Passage

__all__ = [
    "Judgement",
    "approaches_expected",
    "approaches_read",
    "conclusions_expected",
    "conclusions_read",
    "expected",
    "is_same",
    "judged",
    "metadata_expected",
    "metadata_read",
    "parsed",
    "rules",
]

Gold = dict[str, Any]
Point = tuple[int, str, str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A finding of the gold or of a parsed factsheet; `approach` counts from 0.

    `texts` are the readings of its words that count as right, or the one that was made.
    """

    approach: int
    theme: str
    criterion: str | None
    printed: tuple[str, ...]
    about: tuple[str, ...]
    year: int
    verdict: str | None
    texts: tuple[str, ...]
    caveats: tuple[str, ...]
    is_reading: bool

    @property
    def place(self) -> tuple[int, tuple[str, ...], int]:
        """Where it stands: approach, printed indicators, year."""
        return self.approach, self.printed, self.year

    @property
    def places(self) -> tuple[tuple[int, str, int], ...]:
        """What it judges: approach, indicator, year."""
        return tuple((self.approach, indicator, self.year) for indicator in self.about)


@cache
def rules() -> Rules:
    """The project's own rules."""
    return load_rules()


def parsed(text: str | bytes) -> Factsheet:
    """A text through reader and parser."""
    return parse(read(text if isinstance(text, bytes) else text.encode()), rules())


def expected(gold: Gold) -> list[Judgement]:
    """The findings of a gold, in reading order."""
    names = [approach["name"] for approach in gold["document"]["approaches"]]
    return [
        Judgement(
            approach=names.index(finding["approach"]),
            theme=finding["theme"],
            criterion=finding["criterion"],
            printed=tuple(finding["row_indicators"]),
            about=tuple(finding["indicators"]),
            year=finding["year"],
            verdict=finding["verdict"],
            texts=tuple({finding["text"]: 1, finding.get("text_clean", finding["text"]): 1}),
            caveats=tuple(finding["caveats"]),
            is_reading=not finding["indicator_certain"],
        )
        for finding in gold["findings"]
    ]


def judged(factsheet: Factsheet) -> list[Judgement]:
    """The findings of a parsed factsheet, in its order."""
    return [_judgement(row, finding) for row in factsheet.rows for finding in row.findings]


def _judgement(row: Row, finding: Finding) -> Judgement:
    return Judgement(
        approach=row.approach,
        theme=row.theme_id,
        criterion=row.criterion.text if row.criterion else None,
        printed=tuple(reading.indicator_id for reading in row.printed),
        about=tuple(reading.indicator_id for reading in finding.assessed),
        year=finding.year,
        verdict=finding.verdict,
        texts=(finding.text.text if finding.text else "",),
        caveats=tuple(caveat.text.text for caveat in finding.caveats),
        is_reading=any(reading.is_inferred for reading in finding.assessed),
    )


def is_same(wanted: Judgement, got: Judgement, *, is_reading_open: bool = False) -> bool:
    """Whether all of it agrees; `is_reading_open`: save what a verdict in a merged row is about."""
    return (
        (wanted.place, wanted.theme, wanted.criterion, wanted.verdict, wanted.caveats)
        == (got.place, got.theme, got.criterion, got.verdict, got.caveats)
        and got.texts[0] in wanted.texts
        and (wanted.about == got.about or (is_reading_open and wanted.is_reading))
    )


def conclusions_expected(gold: Gold) -> list[Point]:
    """Approach, theme, side and words of each conclusion."""
    names = [approach["name"] for approach in gold["document"]["approaches"]]
    return [
        (names.index(point["approach"]), point["theme"], point["kind"], point["text"])
        for point in gold["conclusions"]
    ]


def conclusions_read(factsheet: Factsheet) -> list[Point]:
    """Approach, theme, side and words of each conclusion."""
    return [
        (point.approach, point.theme_id, point.kind, point.text.text)
        for point in factsheet.conclusions
    ]


def approaches_expected(gold: Gold) -> list[Gold]:
    """The approaches as the gold has them."""
    approaches: list[Gold] = gold["document"]["approaches"]
    return approaches


def approaches_read(factsheet: Factsheet) -> list[Gold]:
    """The approaches in the form of the gold."""
    return [
        {
            "name": approach.name.text if approach.name else None,
            "predecessors": _words(approach.predecessors),
            "respondents": _words(approach.respondents),
            "families": approach.families
            and {
                "low": approach.families.low,
                "high": approach.families.high,
                "approx": approach.families.is_approximate,
            },
        }
        for approach in factsheet.approaches
    ]


def _words(passages: Iterable[Passage]) -> list[str]:
    return [passage.text for passage in passages]


_METADATA = ("municipality", "municipality_code", "kind", "title", "published")


def metadata_expected(gold: Gold) -> Gold:
    """What the gold says of the document."""
    return {key: gold["document"][key] for key in _METADATA}


def metadata_read(factsheet: Factsheet) -> Gold:
    """What the parsed factsheet says of itself, in the form of the gold."""
    said = factsheet.metadata
    return dict(_metadata(said.title, said.municipality_name), kind=said.kind) | {
        "municipality_code": said.municipality_code,
        "published": said.published,
    }


def _metadata(title: Passage | None, municipality: str | None) -> Gold:
    return {"title": title.text if title else None, "municipality": municipality}
