"""Small cases that came out wrong once, each cut from a damaged or converted factsheet."""

from __future__ import annotations

import pytest

from ggsr_extract.cleaning import rebuild
from ggsr_extract.factsheet.model import Factsheet
from ggsr_extract.text import Edit, Span
from tests.comparing import expected, judged, parsed
from tests.renderings import fixtures, gold_of, known
from tests.silence import doubts

TITLE = "Uitkomsten verbeterpunten toezichtonderzoek Woerden\n\nAanpak: Samen Verder\n\n"
HEAD = "Toeleiding\t\t\nCriteria\tIndicatoren\tBevindingen\n"
RULE = "| --- | --- | --- |\n"


def _verdicts(factsheet: Factsheet) -> dict[tuple[str, int], str | None]:
    return {
        (indicator, one.year): one.verdict for one in judged(factsheet) for indicator in one.about
    }


def test_rows_that_lost_their_findings_are_not_merged_in_silence() -> None:
    factsheet = parsed(
        """Uitkomsten verbeterpunten toezichtonderzoek Woerden

Aanpak: Samen Verder

Aanpak

Indicator

Op basis van de evalua-
tie wordt het beleid ge-
continueerd dan wel
bijgesteld

De regisseur is vol-
doende toegerust om
zijn functie uit te
oefenen

2013

2014

× Uitkomsten van evaluaties leiden niet zichtbaar
tot een andere koers.

— Omdat er over 2014 nog geen evaluatie is ver-
schenen, kon STJ dit punt niet beoordelen.

× Een grens aan het aantal huishoudens per bege-
leider is niet gesteld.

✔ Per voltijdbaan geldt nu een bovengrens van
vijftien.

Samenwerking

Indicator

2013

2014

× Wie de touwtjes in handen heeft, is voor de
partners niet duidelijk.

× Informatie uitwisselen gebeurt op basis van on-
derling vertrouwen. Op papier staat er niets.

✔ De gemeente heeft een kwartiermaker aange-
steld die het overleg voorzit.

× Een reglement is in de maak.

De gemeente voert
regie op de aanpak
voor GGSR

Netwerkpartners
hebben afspraken
gemaakt over het actief
delen van informatie
"""
    )
    right = {
        ("SW01", 2013): "improvement_point",
        ("SW01", 2014): "meets",
        ("SW06", 2013): "improvement_point",
        ("SW06", 2014): "improvement_point",
    }
    found = {key: verdict for key, verdict in _verdicts(factsheet).items() if key in right}
    at = factsheet.document.text.index("De gemeente voert")
    assert found == right or any((problem.at or 0) >= at for problem in factsheet.diagnostics)


def test_a_follow_up_that_finds_no_point_to_improve_in_2013_asks_for_a_look() -> None:
    factsheet = parsed(
        "# Uitkomsten verbeterpunten toezichtonderzoek Woerden\n\nAanpak: Samen Verder\n\n"
        "Samenwerking\t\t\nIndicator\t2013\t2014\n"
        "De gemeente voert regie op de aanpak voor GGSR\t✓ Een wethouder trekt.\tX Niemand trekt.\n"
    )
    assert doubts(factsheet) != []


def test_a_misspelt_last_line_of_an_indicator_takes_nothing_from_its_finding() -> None:
    factsheet = parsed(
        """Aanpak

Criteria Indicatoren Bevindingen

Samenhangend

Uitgangspunt bij de aanpak is dat de

netwerkpartners werken met een

gezamenlijk plan per

gezn

√ Alle ondervraagden geven aan dat er wordt gewerkt met een gezamenlijk plan.

Uitgangspunt bij de aanpak is dat deze

betrekking heeft op de problemen van

alle gezinsleden en op alle leefgebieden

X Het plan gaat over de ouders, niet over de kinderen.
"""
    )
    assert _verdicts(factsheet) == {("AP11", 2013): "meets", ("AP12", 2013): "improvement_point"}


def test_a_list_item_names_one_respondent_whatever_its_name() -> None:
    factsheet = parsed(
        "## Aanpak: Frontlineteam\n\n*Een – beperktere – vragenlijst over deze aanpak is ingevuld "
        "door:*\n\n- Elkien\n- Stichting Hulp en Welzijn\n\n" + HEAD + "GGSR zijn in beeld\t"
        "De gemeente heeft zicht op de populatie GGSR\t✓ Er is een telling.\n"
    )
    names = [respondent.text for respondent in factsheet.approaches[0].respondents]
    assert names == ["Elkien", "Stichting Hulp en Welzijn"]


def test_a_footer_row_inside_a_row_span_moves_no_cell() -> None:
    factsheet = parsed(
        '<table><tr><th colspan="3">Toeleiding</th></tr>\n'
        "<tr><th>Criteria</th><th>Indicatoren</th><th>Bevindingen</th></tr>\n"
        '<tr><td rowspan="2">GGSR zijn in beeld</td>'
        "<td>Alle netwerkpartners hanteren dezelfde omschrijving van GGSR</td><td>✓ Ja.</td></tr>\n"
        '<tr><td colspan="3">Vervolg bevindingen toezichtonderzoek</td></tr>\n'
        "<tr><td>De gemeente heeft zicht op de populatie GGSR</td><td>X Nee.</td></tr></table>\n"
    )
    assert _verdicts(factsheet) == {("TL01", 2013): "meets", ("TL02", 2013): "improvement_point"}


def test_a_footer_under_the_head_of_a_pipe_table_costs_no_row() -> None:
    factsheet = parsed(
        "# Uitkomsten verbeterpunten toezichtonderzoek Delft\n\n### Aanpak\n\n"
        "| Indicator | 2013 | 2014 |\n| Vervolg uitkomsten verbeterpunten |\n"
        + RULE
        + "| De gemeente heeft beleid voor de groep GGSR | X Er is geen nota. | ✓ Die is er. |\n"
        "| De gemeente voert regie op de aanpak voor GGSR | X Niemand. | ✓ De wethouder. |\n"
    )
    assert _verdicts(factsheet) == {
        ("AP01", 2013): "improvement_point",
        ("AP01", 2014): "meets",
        ("SW01", 2013): "improvement_point",
        ("SW01", 2014): "meets",
    }


def test_no_indicator_with_a_verdict_passes_for_prose() -> None:
    footer = "| Vervolg uitkomsten verbeterpunten |\n"
    factsheet = parsed(
        "# Uitkomsten verbeterpunten toezichtonderzoek Delft\n\n### Aanpak\n\n"
        "| Indicator | 2013 | 2014 |\n"
        + footer
        + RULE
        + footer
        + "| De netwerkpartners hebben gezamenlijke doelen geformuleerd ten aanzien van de aanpak"
        " van GGSR | X De netwerkpartners formuleren onafhankelijk van elkaar hun doelen. |"
        " – Dit is niet bekeken. |\n"
        "| De doorzettingsmacht voor de regisseur is geregeld | X Er is geen macht. | ✓ Toch. |\n"
    )
    prose = [
        factsheet.document.text[block.span.start : block.span.end]
        for block in factsheet.blocks
        if block.role in ("prose", "list", "heading", "running", "legend")
    ]
    assert not any("gezamenlijke doelen geformuleerd" in text for text in prose)


def test_a_lost_line_below_the_name_of_an_aanpak_makes_no_third_aanpak() -> None:
    factsheet = parsed(
        """ Aanpak:
WIJ Eindhoven

vragenlijst over deze aanpak is ingevuld door:

   Lumens Groep

   WIJ Eindhoven

Toeleiding

Criteria Indicatoren Bevindingen

GGSR zijn in

beeld

De gemeente heeft zicht op de

populatie GGSR

√ Er is een telling.

Aanpak: WIJ Eindhoven

 Gezin centraal

Criteria Indicatoren Bevindingen

De aanpak stelt het gezin

en zijn sociale netwerk centraal

Binnen de aanpak wordt het sociale netwerk van het gezin benut

X Het netwerk blijft buiten beeld.
"""
    )
    names = [approach.name.text if approach.name else None for approach in factsheet.approaches]
    assert names == ["WIJ Eindhoven"]


def test_the_word_of_the_neighbouring_column_is_no_municipality() -> None:
    factsheet = parsed(
        """Aanpak: Gezinsmanagement

Aanpak
Criteria           Indicatoren                       Bevindingen
Planmatig          De gemeente evalueert de          X   Hierin is opgenomen dat de gemeente
                   resultaten van de aanpak              alle jongeren wil laten opgroeien.
                   De netwerkpartners evalueren      X   Er is geen evaluatie in de gemeente
                   De resultaten van de aanpak
"""
    )
    assert factsheet.metadata.municipality_name is None


def test_a_year_on_a_line_of_its_own_is_the_head_of_a_column() -> None:
    factsheet = parsed(
        "Uitkomsten verbeterpunten toezichtonderzoek Woerden\n\nAanpak: Samen Verder\n\n"
        """Toeleiding
Indicator
De netwerkpartners
weten waar gezinnen
voor de aanpak kunnen
worden aangemeld

2013
X

Voor aanmelding bestaan drie ingangen
naast elkaar.

2014
✓

Sinds de herindeling is er één toegang.
"""
    )
    assert [(one.year, one.verdict, one.texts[0]) for one in judged(factsheet)] == [
        (2013, "improvement_point", "Voor aanmelding bestaan drie ingangen naast elkaar."),
        (2014, "meets", "Sinds de herindeling is er één toegang."),
    ]


def test_a_row_that_no_table_prints_is_doubted() -> None:
    factsheet = parsed(
        TITLE
        + """Aanpak
Indicator                 2013                              2014
Op basis van de evalua-   × Uitkomsten van evaluaties       — Omdat er over 2014 nog geen
tie wordt het beleid ge-  leiden niet zichtbaar tot een     evaluatie is, kon STJ dit punt niet
continueerd dan wel       andere koers.                     opnieuw beoordelen.
bijgesteld

doende toegerust om       per begeleider is niet gesteld;   bovengrens van vijftien. De team-
zijn functie uit te       sommigen hebben er meer dan       leider bewaakt dit wekelijks.
oefenen                   dertig.
"""
    )
    assert [one.printed for one in judged(factsheet)] != [("AP07", "AP10")] * 2 or doubts(factsheet)


def test_a_row_of_several_criteria_is_doubted() -> None:
    factsheet = parsed(
        TITLE
        + """Aanpak

Indicator

2013

2014

De netwerkpartners
hebben gezamenlijke
doelen geformuleerd
ten aanzien van de
aanpak van GGSR

De doorzettingsmacht
voor de regisseur is
geregeld

✗ Het inzetten van familie en buren gebeurt wanneer een begeleider daaraan denkt.

✗ Een familieberaad is nergens het vertrekpunt.

– STJ heeft dit niet opnieuw kunnen bekijken.
"""
    )
    assert not any(len(one.printed) > 1 for one in judged(factsheet)) or doubts(factsheet)


def test_a_finding_that_begins_in_the_middle_of_a_sentence_is_doubted() -> None:
    factsheet = parsed(
        """Aanpak: Gezinsmanagement

Aanpak
Criteria           Indicatoren                       Bevindingen
                   gezamenlijke visie op de      ✓   partners over praktische gezinsondersteuning,
                   aanpak voor GGSR                  sociale teams en samenwerking.
"""
    )
    assert doubts(factsheet) != []


def test_a_value_is_rebuilt_from_pieces_in_any_order() -> None:
    edit = Edit(Span(6, 7), "-", "", "hyphen.line_end")
    assert rebuild("verant-woorde keuzes", (Span(14, 20), Span(0, 13)), (), (edit,)) == (
        "keuzesverantwoorde"
    )


def test_families_that_took_part_are_families_served() -> None:
    factsheet = parsed(
        "## Aanpak: 1 Gezin 1 Plan\n\n## Beschrijving\n\n"
        "Sinds de start hebben 112 gezinnen deelgenomen.\n\n"
        "Toeleiding\t\t\nCriteria\tIndicatoren\tBevindingen\n"
        "GGSR zijn in beeld\tDe gemeente heeft zicht op de populatie GGSR\t✓ Er is een telling.\n"
    )
    families = factsheet.approaches[0].families
    assert families is not None
    assert (families.low, families.high, families.basis) == (112, 112, "served")


def test_a_footer_inside_an_aligned_row_mixes_no_columns() -> None:
    (path,) = (
        path
        for name, producer, path in fixtures()
        if (name, producer) == ("delft-2015", "pdftotext-layout")
    )
    head, row, rest = path.read_text("utf-8").partition("De doorzettingsmacht ")
    first, end, below = rest.partition("\n")
    factsheet = parsed(
        head + row + first + end + "Aanpak: Team Jeugd en het Sociaal Team\n" + below
    )
    wanted = [one for one in expected(gold_of(known()["delft-2015"])) if "AP09" in one.about]
    found = [one for one in judged(factsheet) if "AP09" in one.about]
    assert [one.texts[0] for one in found] == [one.texts[0] for one in wanted]


def test_a_finding_that_breaks_off_in_a_word_is_doubted() -> None:
    factsheet = parsed(
        TITLE
        + "Aanpak\t\t\nIndicator\t2013\t2014\n"
        + "De gemeente voert regie op de aanpak voor GGSR\t"
        + "X De gezinscoach heeft geen doorzettings-\t✓ De wethouder voert de regie.\n"
    )
    assert doubts(factsheet) != []


def test_two_rows_that_share_what_is_left_of_them_are_doubted() -> None:
    factsheet = parsed(
        """Aanpak: Frontlineteam

Samenwerking

Criteria Indicatoren Bevindingen

Coördinatie De gemeente voert regie op de

aanpak voor GGSR

Bij stagnatie van de intensieve zorg en ondersteuning op

casusniveau zijn opschalingsmogelijkheden geregeld

√ Bij stagnatie beslist het regieoverleg binnen vijf werkdagen.
"""
    )
    assert doubts(factsheet) != []


def _small_html_table(first_rows: str) -> str:
    return f"""<h1>Uitkomsten verbeterpunten toezichtonderzoek Woerden</h1>
<p>Aanpak: Samen Verder</p>
<table><tr><th colspan="3">Toeleiding</th></tr>{first_rows}
<tr><td>De gemeente heeft zicht op de populatie GGSR</td><td>X Hoeveel het er zijn weet niemand.
</td><td>✓ Er is nu een jaarlijkse telling.</td></tr></table>"""


def test_a_page_number_in_a_heading_costs_no_column() -> None:
    heading = "<tr><th>Indicator</th><th>2013</th><th>2014</th></tr>\n3"
    verdicts = _verdicts(parsed(_small_html_table(heading)))
    assert verdicts == {("TL02", 2013): "improvement_point", ("TL02", 2014): "meets"}


def test_bars_and_headings_do_not_outvote_the_rows_of_a_small_table() -> None:
    heading = "<tr><td>Indicator</td><td>wat STJ in 2013 zag</td><td>wat STJ nu ziet</td></tr>"
    verdicts = _verdicts(parsed(_small_html_table(heading)))
    assert verdicts[("TL02", 2013)] == "improvement_point"
    assert verdicts[("TL02", 2014)] == "meets"


def test_verdicts_in_columns_that_nobody_can_tell_are_complained_of() -> None:
    rows = "".join(
        f"<tr><td>Onderwerp {number}</td><td>{sign} Hier is van alles bekeken.</td></tr>"
        for number, sign in enumerate(["", "", "", "✓"])
    )
    known = "<tr><th>Indicator</th><th>Bevindingen</th></tr><tr><td>De gemeente heeft zicht op de "
    known += "populatie GGSR</td><td>X Hoeveel het er zijn weet niemand.</td></tr>"
    factsheet = parsed(f"""<h1>Toezichtonderzoek GGSR Woerden</h1><p>Aanpak: Samen Verder</p>
<table><tr><th colspan="2">Toeleiding</th></tr>{rows}</table>
<table><tr><th colspan="2">Aanpak</th></tr>{known}</table>""")
    (lost,) = [p for p in factsheet.diagnostics if p.code == "verdict_outside_finding"]
    assert lost.at == factsheet.document.text.index("✓")


def test_a_foot_with_a_page_number_before_the_name_of_the_aanpak_names_none() -> None:
    factsheet = parsed(
        """Uitkomsten toezichtonderzoek Woerden

Het onderzoek kijkt of de
Aanpak: Samen Verder 1
aanpak geborgd is.

Aanpak: Samen Verder

Toeleiding
Criteria Indicatoren Bevindingen
GGSR zijn in beeld De gemeente heeft zicht op de
populatie GGSR
√ Er is een telling.
Aanpak: Samen Verder 2
"""
    )
    assert [it.name and it.name.text for it in factsheet.approaches] == ["Samen Verder"]
    assert _verdicts(factsheet) == {("TL02", 2013): "meets"}


def test_a_letter_is_a_sign_where_only_the_markup_parts_it_from_words() -> None:
    def verdict(cell: str) -> str | None:
        row = f"|Planmatig|De gemeente heeft beleid voor de groep GGSR|{cell}|\n"
        head = f"|Criteria|Indicatoren|Bevindingen|\n{RULE}"
        (found,) = judged(parsed(f"{TITLE}Aanpak\n\n{head}{row}"))
        return found.verdict

    assert verdict("**X**Er is geen beleid.") == "improvement_point"
    assert verdict("**X** Er is geen beleid.") == "improvement_point"
    assert verdict("**V**olgens de gemeente is er beleid.") is None
    assert verdict("XEr is geen beleid.") is None


def test_words_that_a_sign_breaks_off_ask_for_a_look_where_the_last_ones_of_the_row_end() -> None:
    def doubts_of(first: str) -> list[bool]:
        factsheet = parsed(
            f"""Uitkomsten verbeterpunten toezichtonderzoek Woerden

Aanpak: Samen Verder

Aanpak
Indicator 2013 2014
De doorzettingsmacht
voor de regisseur is
geregeld
X {first}
✓ De gemeente heeft dit geregeld.
"""
        )
        return [it.needs_review for row in factsheet.rows for it in row.findings]

    assert doubts_of("De regisseur heeft geen macht.") == [False, False]
    assert doubts_of("De regisseur heeft geen") == [True, True]


def test_a_dash_before_words_is_no_verdict_beside_a_column_of_verdicts() -> None:
    factsheet = parsed(
        TITLE
        + "Aanpak\nIndicatoren\t\tBevindingen\n"
        + "De gemeente heeft beleid voor de groep GGSR\tX\t- Er is geen beleid.\n"
        + "De doorzettingsmacht voor de regisseur is geregeld\t✓\t- Dat is vastgelegd.\n"
    )
    assert [one.verdict for one in judged(factsheet)] == ["improvement_point", "meets"]


BOTH_YEARS = (
    TITLE + "Aanpak\n\tIndicator\t2013\t2014\n"
    "{}\tDe gemeente heeft beleid voor de groep GGSR\tEr is geen beleid.\tHet is vastgesteld.\n"
    "✗ ✗\tDe doorzettingsmacht voor de regisseur is geregeld\tNiet geregeld.\tNog niet.\n"
    "✗ –\tDe regisseur is voldoende toegerust om zijn functie uit te oefenen\tNee.\tOnbekend.\n"
)


@pytest.mark.parametrize("signs", ["✗ ✓", "✗✓", "<p>✗</p><p>✓</p>", "✗<br>✓"])
def test_a_column_with_a_sign_for_each_year_gives_each_year_its_own(signs: str) -> None:
    factsheet = parsed(BOTH_YEARS.format(signs))
    assert [(one.year, one.verdict) for one in judged(factsheet)] == [
        (2013, "improvement_point"),
        (2014, "meets"),
        (2013, "improvement_point"),
        (2014, "improvement_point"),
        (2013, "improvement_point"),
        (2014, "not_assessed"),
    ]


def test_a_single_sign_for_two_years_is_neither_year_s_verdict() -> None:
    factsheet = parsed(BOTH_YEARS.format("✗"))
    findings = [finding for row in factsheet.rows for finding in row.findings]
    assert [finding.verdict for finding in findings[:2]] == [None, None]
    assert [finding.needs_review for finding in findings] == [True, True] + [False] * 4
    assert "text_unclaimed" in {problem.code for problem in factsheet.diagnostics}


def test_a_row_with_indicators_of_two_criteria_asks_for_a_look() -> None:
    """Unless the series prints these in one row."""
    criterion = "Benodigde partijen werken mee aan de aanpak"
    melted = (
        "De netwerkpartners geven hun medewerkers de bevoegdheid om beslissingen te nemen over de "
        "intensieve zorg en ondersteuning voor de gezinnen Netwerkpartners hebben afspraken "
        "gemaakt over het actief delen van informatie"
    )
    factsheet = parsed(
        TITLE
        + "Samenwerking\nCriteria\tIndicatoren\tBevindingen\n"
        + f"{criterion}\tEr zijn samenwerkingsafspraken gemaakt over de aanpak\t✓ Die zijn er.\n"
        + f"{criterion}\t{melted}\t✓ Zij mogen beslissen. ✗ Een protocol is er niet.\n"
    )
    looked_at = [finding.needs_review for row in factsheet.rows for finding in row.findings]
    assert looked_at == [False, True, True]


@pytest.mark.parametrize("stray", ["Criteria", "X"])
def test_the_name_of_a_column_or_a_verdict_before_a_criterion_asks_for_a_look(stray: str) -> None:
    factsheet = parsed(
        TITLE
        + "Samenwerking\nCriteria\tIndicatoren\tBevindingen\n"
        + f"{stray} Benodigde partijen werken mee aan de aanpak\t"
        + "Er zijn samenwerkingsafspraken gemaakt over de aanpak\t✓ Die zijn er.\n"
    )
    assert "criterion_unrecognised" in {problem.code for problem in factsheet.diagnostics}
