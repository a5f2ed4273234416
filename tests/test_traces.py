"""What shows a reading to have gone wrong asks for a look."""

from __future__ import annotations

import pytest

from ggsr_extract.factsheet.model import Factsheet, Finding
from tests.comparing import parsed

CRITERION = "Benodigde partijen werken mee aan de aanpak"
SW03 = "Alle partijen die relevant zijn, zijn verbonden aan de aanpak"
SW04 = "Er zijn samenwerkingsafspraken gemaakt over de aanpak"
AP = (
    "<p>De gemeente heeft beleid voor de groep GGSR</p><p>De gemeente zorgt voor een "
    "gezamenlijke visie op de aanpak voor GGSR</p><p>De netwerkpartners hebben gezamenlijke "
    "doelen geformuleerd ten aanzien van de aanpak van GGSR</p>"
)
RIGHT = "✓ Er zijn afspraken. Zij staan op papier."
HEADER = ("Criteria", "Indicatoren", "Bevindingen")


def table(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER, theme: str = "") -> Factsheet:
    lines = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in (header, *rows)
    )
    return parsed(f"<html><body><h3>{theme or 'Samenwerking'}</h3><table>{lines}</table></body>")


def findings(sheet: Factsheet) -> list[Finding]:
    return [finding for row in sheet.rows for finding in row.findings]


def codes(sheet: Factsheet) -> set[str]:
    return {diagnostic.code for diagnostic in sheet.diagnostics}


def test_what_is_whole_asks_for_none() -> None:
    sheet = table((CRITERION, SW03, RIGHT), (CRITERION, SW04, "X Geen afspraken"))
    assert [finding.needs_review for finding in findings(sheet)] == [False, False]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("✓ Er zijn afspraken. Zij staan op", "finding_broken"),
        ("✓ Er zijn afspraken. Zij staan op pa-", "finding_broken"),
        ("✓ staan op papier.", "finding_broken"),
        ("✓ Aanmeldingen komen van de politie en de", "finding_broken"),
        ("✓ Er zijn afspraken. LET OP: Dat is nieuw. Het staat op", "finding_broken"),
        ("✓ Er zijn ✓ afspraken.", "verdict_inside_words"),
        ("✓ Er zijn geen ✓De coaches afspraken.", "verdict_inside_words"),
        ("✓ Er zijn afspraken. X", "verdict_inside_words"),
    ],
)
def test_words_that_are_not_whole_do(words: str, code: str) -> None:
    sheet = table((CRITERION, SW03, words))
    assert code in codes(sheet)
    assert [finding.needs_review for finding in findings(sheet)] == [True]


@pytest.mark.parametrize(("last", "are_doubtful"), [("Doelen zijn er niet.", False), ("de", True)])
def test_where_one_part_of_words_cut_for_several_verdicts_breaks_off_all_do(
    last: str, are_doubtful: bool
) -> None:
    words = ("Er is beleid.", "Het is vastgesteld.", last)
    cell = "✓ ✗ " + "".join(f"<p>{paragraph}</p>" for paragraph in words)
    sheet = table((CRITERION, f"{SW03} {SW04}", cell))
    assert [finding.needs_review for finding in findings(sheet)] == [are_doubtful] * 2


def test_a_row_under_a_theme_of_other_indicators_has_its_own_theme_and_does() -> None:
    sheet = table((CRITERION, SW03, RIGHT), theme="Toeleiding")
    assert "theme_contradicted" in codes(sheet)
    assert [row.theme_id for row in sheet.rows] == ["samenwerking"]
    assert [finding.needs_review for finding in findings(sheet)] == [True]


def test_a_row_beside_which_no_criterion_of_its_own_stands_does() -> None:
    sheet = table(("Coördinatie", SW03, RIGHT), (CRITERION, SW04, RIGHT))
    assert "criterion_missing" in codes(sheet)
    assert [finding.needs_review for finding in findings(sheet)] == [True, False]


def test_a_criterion_of_which_the_end_is_lost_does() -> None:
    sheet = table((CRITERION.removesuffix(" aanpak"), SW03, RIGHT))
    assert "criterion_unrecognised" in codes(sheet)
    assert [finding.needs_review for finding in findings(sheet)] == [True]


def test_verdicts_of_which_one_has_no_words_do() -> None:
    sheet = table(("Planmatig", AP, "<p>✓ Er is beleid.</p><p>X</p>"), theme="Aanpak")
    assert [finding.needs_review for finding in findings(sheet)] == [True, True]


@pytest.mark.parametrize(
    "header",
    [("Indicator", "2013", "", "2014", ""), ("Indicator", "2013", "", "2014")],
    ids=["each", "first"],
)
def test_signs_behind_their_findings_are_of_the_year_before_them(header: tuple[str, ...]) -> None:
    row = (SW03, "Niet alle.", "X", "Nu wel.", "✓")
    sheet = table(row[: len(header)], header=header)
    found = {finding.year: finding.verdict for finding in findings(sheet)}
    assert found[2013] == "improvement_point"
    assert found[2014] == ("meets" if len(header) == len(row) else None)


def test_signs_before_the_row_are_those_of_its_findings() -> None:
    sheet = table(
        ("✓", CRITERION, SW03, "Er zijn afspraken."),
        ("X", CRITERION, SW04, "Er zijn geen afspraken."),
        header=("", *HEADER),
    )
    verdicts = [finding.verdict for finding in findings(sheet)]
    assert verdicts == ["meets", "improvement_point"]


GOOD = "Elf partijen houden zich aan een convenant."
BAD = "Het delen van gegevens moet nog worden geregeld."


def conclusie(*cells: str, above: str = "", below: str = "") -> Factsheet:
    """A Conclusie about Samenwerking: what goes well, and what could be better."""
    heads = "<td>Wat gaat goed?</td><td>Wat kan beter?</td>"
    filled = "".join(f"<td>{cell}</td>" for cell in cells)
    return parsed(
        f"<html><body>{above}<h2>Conclusie</h2><h3>Samenwerking</h3>"
        f"<table><tr>{heads}</tr><tr>{filled}</tr></table>{below}</body>"
    )


def looked_at(sheet: Factsheet) -> list[bool]:
    return [conclusion.needs_review for conclusion in sheet.conclusions]


def test_a_conclusion_that_is_whole_asks_for_none() -> None:
    assert looked_at(conclusie(GOOD, BAD)) == [False, False]
    assert looked_at(conclusie("Korte lijnen", "Geen geld")) == [False, False]


@pytest.mark.parametrize(
    "words",
    [
        "moet nog worden geregeld.",
        "Dat moet nog. Het delen van gege-",
        "Het delen van gegevens moet",
    ],
)
def test_a_conclusion_of_which_words_stand_elsewhere_does(words: str) -> None:
    sheet = conclusie(f"<p>{GOOD}</p><p>De route is kort.</p>", words)
    assert "conclusion_broken" in codes(sheet)
    assert looked_at(sheet) == [False, False, True]


def test_all_conclusions_of_a_theme_do_when_a_heading_was_read_as_one() -> None:
    sheet = conclusie(f"<p>{GOOD}</p><p>Continu</p><p>Er is plek.</p>", BAD)
    assert "conclusion_is_heading" in codes(sheet)
    assert looked_at(sheet) == [True] * 4


def test_conclusions_of_two_columns_that_are_one_paragraph_do() -> None:
    heads = "Conclusie\n\nSamenwerking\n\nWat gaat goed?\n\nWat kan beter?\n\n"
    good, bad = "De route is kort en helder.", "Het ontbreken van onderwijs is een risico."
    assert looked_at(parsed(f"{heads}{good} {bad}\n")) == [True]
    assert looked_at(parsed(f"{heads}{bad}\n")) == [False]


def test_a_theme_with_findings_of_which_alone_nothing_is_concluded_is_told() -> None:
    other = "De afspraak is dat de intensieve zorg en ondersteuning doorlopen totdat de problemen "
    rows = "".join(
        f"<h3>{theme}</h3><table><tr><td>Indicatoren</td><td>Bevindingen</td></tr>"
        f"<tr><td>{indicator}</td><td>{RIGHT}</td></tr></table>"
        for theme, indicator in (
            ("Samenwerking", SW03),
            ("Continu", f"{other}zijn opgelost of beheersbaar zijn"),
        )
    )
    assert "conclusion_absent" in codes(conclusie(GOOD, BAD, above=rows))
    more = (
        "<h3>Continu</h3><table><tr><td>Wat gaat goed?</td><td>Wat kan beter?</td></tr>"
        f"<tr><td></td><td>{BAD}</td></tr></table>"
    )
    assert "conclusion_absent" not in codes(conclusie(GOOD, BAD, above=rows, below=more))
