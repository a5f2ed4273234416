"""Nissewaard 2015 (invented): what became of the points of Spijkenisse, which is part of it now."""

from .invented_spijkenisse import VIG
from .kit import Draft, Glyphs, changed, follow_up, judged, no, ok, un
from .model import Footnote

_ROWS = (
    changed(
        "TL03",
        judged(VIG, "TL03"),
        ok(
            "Sinds de herindeling is er één toegang: het wijkteam. Alle partners zijn hierover met "
            "een brief en een bijeenkomst ingelicht."
        ),
    ),
    changed(
        "GC01",
        judged(VIG, "GC01"),
        ok(
            "Het contract is vervangen door een gezinsplan, dat door het gezin wordt opgesteld en "
            "begint met de vraag wat goed gaat.\nVoorwaarden van de verhuurder zijn een bijlage "
            "geworden."
        ),
    ),
    changed(
        "GC02",
        judged(VIG, "GC02"),
        ok(
            "Iedere coach is geschoold in Sociale Netwerk Strategieën.",
            "Bij ongeveer een derde van de gezinnen is er geen netwerk dat kan helpen.",
        ),
    ),
    changed(
        "GC03",
        judged(VIG, "GC03"),
        no(
            "De volgorde is in de praktijk niet veranderd. Een werkgroep komt eind 2015 met een "
            "voorstel."
        ),
    ),
    changed(
        "AP05",
        judged(VIG, "AP05"),
        un(
            "De partners zijn pas op 1 januari 2015 in de nieuwe samenstelling begonnen, zodat een "
            "oordeel te vroeg komt."
        ),
    ),
    changed(
        "AP12",
        judged(VIG, "AP12"),
        ok("Het format telt nu elf rubrieken, met voor ieder gezinslid een eigen bladzijde."),
    ),
    changed(
        "AP14",
        judged(VIG, "AP14"),
        no(
            "Voor wie weigert, bestaat nog geen ander aanbod. Wel wordt de wethouder vooraf over "
            "iedere ontruiming ingelicht.",
            "In 2014 zijn drie gezinnen met kinderen op straat komen te staan.",
        ),
    ),
    changed(
        "SW06",
        judged(VIG, "SW06"),
        ok("Er is een protocol, getoetst door een externe privacyjurist en door allen getekend."),
    ),
    changed(
        "CO01",
        judged(VIG, "CO01"),
        ok("De termijn is vervallen. Het gezinsplan loopt tot de gestelde doelen zijn bereikt."),
    ),
)

NISSEWAARD = follow_up(
    "nissewaard-2015",
    ("Nissewaard", "GM1930"),
    (
        """
In 2013 heeft STJ in Spijkenisse de aanpak Voorwaardelijke Interventie Gezinnen op beleidsniveau
getoetst aan de hand van het toetsingskader GGSR. Op 1 januari 2015 zijn Spijkenisse en Bernisse
opgegaan in de gemeente Nissewaard. Het toetsingskader GGSR bestaat uit vijf thema's voor
verantwoorde zorg en ondersteuning voor gezinnen met een geringe sociale redzaamheid. De vijf
thema's zijn:
""",
        """
Op 24 maart 2015 heeft de gemeente aan STJ gepresenteerd op welke wijze de verbeterpunten uit de
factsheet *Uitkomsten toezichtonderzoek Spijkenisse* van november 2013 op beleidsniveau zijn
opgepakt.

De interventie bestaat niet meer als afzonderlijk aanbod. Zij is onderdeel geworden van zeven
wijkteams[^1], die er zijn voor alle inwoners. Voor gezinnen met geringe sociale redzaamheid heeft
ieder team twee gezinscoaches.

Met de corporaties is afgesproken dat een dreigende ontruiming binnen een dag wordt gemeld[^2].
""",
    ),
    Draft(
        name="Wijkteams Nissewaard",
        rows=_ROWS,
        predecessors=("Voorwaardelijke Interventie Gezinnen",),
    ),
    glyphs=Glyphs(ok="✓", no="X", un="–"),
    footnotes=(
        Footnote("1", "Zes in Spijkenisse en één voor de kernen van Bernisse."),
        Footnote("2", "Het convenant hierover is op 1 oktober 2014 getekend."),
    ),
)
