"""Woerden 2015 (invented): a follow-up of a municipality that is in nobody's list."""

from .kit import Draft, Glyphs, changed, follow_up, no, ok, un

_ROWS = (
    changed(
        "TL01",
        no(
            "Over wie er onder de doelgroep valt, denken de partners verschillend. De een kijkt "
            "naar schulden, de ander naar de opvoeding.",
        ),
        ok(
            "Alle partners gebruiken dezelfde lijst met kenmerken, die op de achterkant van het "
            "aanmeldformulier is afgedrukt.",
        ),
    ),
    changed(
        "AP01",
        no("Een beleidsstuk waarin deze huishoudens worden genoemd, is er niet."),
        ok(
            "De raad heeft in oktober 2014 de nota 'Dichtbij en dóórpakken' vastgesteld. "
            "Hoofdstuk vier gaat in zijn geheel over deze huishoudens."
        ),
    ),
    changed(
        "AP07",
        no("Uitkomsten van evaluaties leiden niet zichtbaar tot een andere koers."),
        un(
            "Omdat er over 2014 nog geen evaluatie is verschenen, kon STJ dit punt niet opnieuw "
            "beoordelen."
        ),
    ),
    changed(
        "AP10",
        no(
            "Een grens aan het aantal huishoudens per begeleider is niet gesteld; sommigen hebben "
            "er meer dan dertig."
        ),
        ok(
            "Per voltijdbaan geldt nu een bovengrens van vijftien. De teamleider bewaakt dit "
            "wekelijks."
        ),
    ),
    changed(
        "AP14",
        no(
            "Als ouders afhaken, stopt de bemoeienis. Alleen bij acute onveiligheid volgt een "
            "melding."
        ),
        no(
            "Er ligt een concept-werkwijze voor ouders die afhaken.\nMet de jeugdbescherming is "
            "die nog niet besproken, zodat begeleiders in de praktijk met lege handen staan.",
            "De gemeente verwacht het stuk voor de zomer van 2015 af te ronden.",
        ),
    ),
    changed(
        "SW01",
        no("Wie de touwtjes in handen heeft, is voor de partners niet duidelijk."),
        ok(
            "De gemeente heeft een kwartiermaker aangesteld die het overleg voorzit en de "
            "begroting beheert."
        ),
    ),
    changed(
        "SW06",
        no(
            "Informatie uitwisselen gebeurt op basis van onderling vertrouwen. Op papier staat er "
            "niets."
        ),
        no(
            "Een reglement is in de maak. Tot die tijd bellen medewerkers elkaar zonder dat "
            "ouders daarvan weten."
        ),
    ),
    changed(
        "CO03",
        no("Na de laatste afspraak verdwijnt het huishouden uit beeld."),
        ok(
            "De buurtcoach neemt het stokje over en houdt minimaal zes maanden een vinger aan de "
            "pols."
        ),
    ),
)

WOERDEN = follow_up(
    "woerden-2015",
    ("Woerden", None),
    (
        """
In 2013 heeft STJ in Woerden de aanpak Samen Verder op beleidsniveau getoetst aan de hand van het
toetsingskader GGSR. Het toetsingskader GGSR bestaat uit vijf thema's voor verantwoorde zorg en
ondersteuning voor gezinnen met een geringe sociale redzaamheid. De vijf thema's zijn:
""",
        """
Op 17 december 2014 heeft de gemeente aan STJ gepresenteerd op welke wijze de verbeterpunten uit de
factsheet *Uitkomsten toezichtonderzoek Woerden* op beleidsniveau zijn opgepakt.

De naam van de aanpak is gebleven, de organisatie niet: de begeleiders zijn in dienst gekomen van
een nieuwe coöperatie. Vanaf 2015 werken zij in opdracht van de gemeente en twee buurgemeenten.

Het werkgebied omvat daarmee 85.000 inwoners. Inmiddels zijn er 31 begeleiders aan het werk.
""",
    ),
    Draft(name="Samen Verder", rows=_ROWS),
    glyphs=Glyphs(ok="✔", no="×", un="—"),
)
