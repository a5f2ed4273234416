"""Signs that stand behind the words of their findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import pytest

from tests.comparing import expected, is_same, judged, parsed
from tests.renderings import gold_of, known, unseen
from tests.renderings.boxes import Cell, boxed, with_tables

DOCUMENTS = {**known(), **unseen()}
HEAD = [(("Indicator",), ("2013",))]
LABELS = [
    "De gemeente heeft zicht op de populatie GGSR",
    "De gemeente voert regie op de aanpak voor GGSR",
    "De doorzettingsmacht voor de regisseur is geregeld",
]
_SIGN = re.compile(r"\*\*(\S{1,2})\*\* ")

Write = Callable[[str, str], list[str]]


def own_paragraph(words: str, sign: str) -> list[str]:
    return [words, f"**{sign}**"]


def same_line(words: str, sign: str) -> list[str]:
    return [f"{words} **{sign}**"]


def _turned(cell: Cell, write: Write) -> Iterator[str]:
    """The paragraphs of a cell, with the sign of each finding behind its last one."""
    ended: list[str] = []
    sign = ""
    for paragraph in cell:
        if (found := _SIGN.match(paragraph)) is not None:
            yield from (*ended[:-1], *write(ended[-1], sign)) if sign else ended
            ended, sign = [paragraph[found.end() :]], found[1]
        else:
            ended.append(paragraph)
    yield from (*ended[:-1], *write(ended[-1], sign)) if sign else ended


@pytest.mark.parametrize("write", [own_paragraph, same_line])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_signs_behind_the_findings_of_all_cells_are_read_as_such(name: str, write: Write) -> None:
    def draw(rows: Sequence[Sequence[Cell]]) -> str:
        return boxed([[tuple(_turned(cell, write)) for cell in row] for row in rows], 60)

    wanted = expected(gold_of(DOCUMENTS[name]))
    sheet = parsed(with_tables(DOCUMENTS[name], draw))
    got = judged(sheet)
    assert len(wanted) == len(got) > 0
    wrong = [
        (want, have)
        for want, have in zip(wanted, got, strict=True)
        if not is_same(want, have, is_reading_open=True)
    ]
    assert wrong == []


def test_where_one_cell_begins_with_a_sign_none_stands_behind() -> None:
    findings = [("Er is zicht.", "✓"), ("Er is regie.", "✓"), ("X Er is geen macht.",)]
    rows = [*HEAD, *(((label,), cell) for label, cell in zip(LABELS, findings, strict=True))]
    sheet = parsed(f"Toeleiding\n\n{boxed(rows)}\n")
    first, second, third = ([f.verdict for f in row.findings] for row in sheet.rows)
    assert (first, second, third) == ([None, "meets"], [None, "meets"], ["improvement_point"])
    assert all(finding.needs_review for row in sheet.rows[:2] for finding in row.findings)
