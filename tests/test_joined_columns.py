"""Texts of converters that put what stands beside each other on a page on one line."""

from __future__ import annotations

import pytest

from ggsr_extract.factsheet.model import Factsheet
from tests.comparing import parsed

HEAD = "Aanpak: Samen Verder\n\nBevindingen\n\nToeleiding\nCriteria Indicatoren Bevindingen\n"


def findings(sheet: Factsheet) -> list[tuple[str, str | None, str]]:
    return [
        (reading.indicator_id, finding.verdict, finding.text.text if finding.text else "")
        for row in sheet.rows
        for finding in row.findings
        for reading in finding.assessed
    ]


def test_an_indicator_goes_on_no_further_than_the_sign_beside_it() -> None:
    """`De` behind the sign might be the beginning of `dezelfde`, on the next line."""
    sheet = parsed(
        f"{HEAD}GGSR zijn in Alle netwerkpartners hanteren ✓ De doelgroep is bij allen\n"
        "beeld dezelfde omschrijving van bekend, ook bij de scholen.\n"
        "GGSR\n"
    )
    assert findings(sheet) == [
        ("TL01", "meets", "De doelgroep is bij allen bekend, ook bij de scholen.")
    ]


def test_few_words_before_a_sign_may_begin_an_indicator() -> None:
    sheet = parsed(
        f"{HEAD.replace('Toeleiding', 'Samenwerking')}"
        "De gemeente voert regie op de ✓ De gemeente houdt alles bij en\n"
        "aanpak voor GGSR belt elke week met de partners.\n"
        "Er zijn ✗ Er is niets vastgelegd, en niemand\n"
        "samenwerkingsafspraken weet wie wat doet.\n"
        "gemaakt over de aanpak\n"
    )
    assert [(indicator, verdict) for indicator, verdict, _ in findings(sheet)] == [
        ("SW01", "meets"),
        ("SW04", "improvement_point"),
    ]


def test_the_end_of_a_criterion_on_a_line_of_its_own_is_no_word_of_the_finding() -> None:
    lines = [
        *["De aanpak", "bereikt alle", "gezinnen", "waarvoor dit"],
        *["Netwerkpartners en alle", "✓", "De partijen zijn maatschappelijk"],
        *["nodig is", "relevante partijen melden", "werk, BJZ en de politie."],
        "GGSR aan voor de aanpak",
    ]
    sheet = parsed(HEAD + "\n".join(lines) + "\n")
    words = "De partijen zijn maatschappelijk werk, BJZ en de politie."
    assert findings(sheet) == [("TL04", "meets", words)]


def test_the_number_of_the_page_beside_its_foot_is_no_cell() -> None:
    rows = [
        "Toeleiding",
        "",
        "Criteria              Indicatoren                             Bevindingen",
        "GGSR zijn in beeld    De gemeente heeft zicht op de           ✓ De gemeente weet om welke",
        "                      populatie GGSR                          gezinnen het gaat.",
        "Aanpak: Samen Verder voor alle gezinnen                       3",
        "",
        "                      De netwerkpartners weten waar           ✓ Het loket is bij allen",
        "                      gezinnen voor de aanpak kunnen          bekend.",
        "                      worden aangemeld",
    ]
    sheet = parsed("Aanpak: Samen Verder voor alle gezinnen\n\n" + "\n".join(rows) + "\n")
    assert findings(sheet) == [
        ("TL02", "meets", "De gemeente weet om welke gezinnen het gaat."),
        ("TL03", "meets", "Het loket is bij allen bekend."),
    ]


@pytest.mark.parametrize("space", ["&#160;", "&nbsp;", "\u00a0", " ", " \u00ad"])
def test_the_name_of_an_aanpak_is_the_same_whatever_blank_it_is_printed_with(space: str) -> None:
    name = f"Aanpak:{space}Samen{space}Verder"
    lines = [f"<b>{name}</b>", "Beschrijving", "Een aanpak.", name, "2", "Toeleiding"]
    row = "<tr><td>De gemeente heeft zicht op de populatie GGSR<td>✓ Ja."
    sheet = parsed(f"<html><body>{'<br>'.join(lines)}<table>{row}</table></body></html>")
    assert [a.name.text if a.name else None for a in sheet.approaches] == ["Samen Verder"]
