"""Respondents are linked to the register of organisations, and say how they were told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ggsr_extract.dataset.assembly import common_tables
from ggsr_extract.dataset.check import check
from ggsr_extract.dataset.load import load
from ggsr_extract.dataset.packed import rows_in
from ggsr_extract.dataset.parting import restored
from ggsr_extract.dataset.publish import publish
from ggsr_extract.dataset.register import registered
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.rules import load_rules
from tests.builders import SheetBuilder, said, source_of
from tests.dataset_writing import publish_one_by_one

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


def test_an_organisation_of_two_documents_is_one_row_and_stays_with_each(tmp_path: Path) -> None:
    sources = [
        source_of(sheet_with(names).build(), f"{number}.txt")
        for number, names in enumerate((["MEE", "GGD"], ["MEE"]))
    ]
    output = publish_one_by_one(sources, (), tmp_path / "output")
    assert check(output) == ()
    assert list(load(output).organisations.name) == ["Gemeentelijke Gezondheidsdienst", "MEE"]
    common = common_tables(load_rules())
    key = load(output).documents.document_id[1]
    ((_, second),) = restored(output, [key], common)
    rows = rows_in(all_tables()["organisations"], second.batches()["organisations"], {})
    assert [row["name"] for row in rows] == ["MEE"]
