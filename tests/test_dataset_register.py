"""Respondents are linked to the register of organisations, and say how they were told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ggsr_extract.dataset import check, merge, part_of, publish, tabulate
from ggsr_extract.dataset.merging import parts_of
from ggsr_extract.dataset.register import registered
from ggsr_extract.rules import load_rules
from tests.builders import SheetBuilder, said, source_of

NAMES = ["Centrum voor Jeugd en Gezin", "B.J.Z.", "Lumens", "GGD Zuid", "Sportclub Vooruit"]


@pytest.mark.parametrize(
    ("printed", "name", "method"),
    [
        ("Centrum voor Jeugd en Gezin", "Centrum voor Jeugd en Gezin", "exact"),
        ("centrum  voor Jeugd en gezin", "Centrum voor Jeugd en Gezin", "exact"),
        ("CJG", "Centrum voor Jeugd en Gezin", "abbreviation"),
        ("B.J.Z.", "Bureau Jeugdzorg", "abbreviation"),
        ("Lumens", "Lumens Groep", "variant"),
        ("Radar Uitvoering", "Radar", "variant"),
        ("MEE IJsseloevers", "MEE", "branch"),
        ("GGD (Fryslân)", "Gemeentelijke Gezondheidsdienst", "branch"),
    ],
)
def test_a_printed_name_is_found_by_its_form(printed: str, name: str, method: str) -> None:
    found = registered(printed, load_rules())
    assert found is not None
    assert (found.name, found.method) == (name, method)


@pytest.mark.parametrize(
    "printed",
    ["Sportclub Vooruit", "GGD en MEE", "GGD, MEE", "politie", "", "...", "Meerwaarde"],
)
def test_a_name_that_the_register_does_not_know_is_not_guessed(printed: str) -> None:
    assert registered(printed, load_rules()) is None


def sheet_with(names: list[str]) -> SheetBuilder:
    sheet = SheetBuilder()
    sheet.approach("Reset", respondents=names)
    sheet.row(["SW03"], [said("meets", "Er zijn afspraken.")])
    return sheet


def test_respondents_name_their_organisation_and_the_unknown_stay_null(tmp_path: Path) -> None:
    tables = tabulate([source_of(sheet_with(NAMES).build(), "a.txt")], [], load_rules())
    rows = [(row["organisation_id"], row["organisation_method"]) for row in tables["respondents"]]
    assert rows == [
        ("centrum-voor-jeugd-en-gezin", "exact"),
        ("bureau-jeugdzorg", "abbreviation"),
        ("lumens-groep", "variant"),
        ("gemeentelijke-gezondheidsdienst", "branch"),
        (None, None),
    ]
    assert len(tables["organisations"]) == 4
    publish(tables, tmp_path / "output", {})
    assert check(tmp_path / "output") == ()


def test_an_organisation_of_two_documents_is_one_row_and_stays_with_each() -> None:
    rules = load_rules()
    sources = [
        source_of(sheet_with(names).build(), f"{number}.txt")
        for number, names in enumerate((["MEE", "GGD"], ["MEE"]))
    ]
    merged = merge([part_of(it, rules)[0] for it in sources], [], rules)
    assert merged == tabulate(sources, [], rules)
    assert [row["name"] for row in merged["organisations"]] == [
        "Gemeentelijke Gezondheidsdienst",
        "MEE",
    ]
    parts, _ = parts_of(merged)
    second = next(part for part in parts if part.source_path == "1.txt")
    assert [row["name"] for row in second.tables["organisations"]] == ["MEE"]
