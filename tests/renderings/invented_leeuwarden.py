"""Leeuwarden 2013 (invented, two approaches with a Conclusie each) and 2015, which joins them."""

from .invented_frontline import FRONTLINE
from .invented_zorgnetwerken import ZORGNETWERKEN
from .kit import Draft, Glyphs, baseline, changed, follow_up, judged, no, ok, point, un
from .model import Families, Footnote

_PLACE = ("Leeuwarden", "GM0080")
_FRONTLINE_NAME = "Frontlineteam"
_ZORGNETWERKEN_NAME = "Er op af aanpak vanuit zorgnetwerken"

LEEUWARDEN = baseline(
    "leeuwarden-2013",
    _PLACE,
    """
De gemeente Leeuwarden heeft ongeveer 95.000 inwoners en kent, met name in het oosten van de stad,
een aantal wijken waar armoede van ouder op kind overgaat. Eén op de vijf kinderen groeit op in een
gezin met een laag inkomen.

Vanaf 2014 horen ook dorpen uit het zuiden bij de gemeente. Voor gezinnen met geringe sociale
redzaamheid zijn er op dit moment twee aanpakken, die beide in deze factsheet worden beoordeeld.
""",
    Draft(
        name=_FRONTLINE_NAME,
        rows=FRONTLINE,
        respondents=("Elkien", "Stichting Hulp en Welzijn", "Politie Noord-Nederland"),
        description="""
Het frontlineteam werkt sinds 2010 vanuit een voorpost in de wijk. Acht werkers zijn daarvoor door
hun organisatie vrijgemaakt; zij hebben geen spreekkamer, maar een fiets.

Wie door het team wordt geholpen, heeft meestal een lange weg langs loketten achter zich. Het team
begint bij wat vandaag moet en kan, zoals een lege koelkast of een dreigende ontruiming.

De gemeente laat weten dat jaarlijks tussen de 80 en 100 gezinnen worden begeleid.
""",
        families=Families(80, 100, False),
        strengths=(
            point("toeleiding", "De voorpost is laagdrempelig en bij alle betrokkenen bekend."),
            point(
                "toeleiding",
                "Kerken, sportclubs en de corporatie signaleren mee, waardoor gezinnen al in beeld "
                "zijn voordat er overlast ontstaat.",
            ),
            point("gezin_centraal", "Het gezin bepaalt het tempo en de volgorde van de hulp."),
            point("aanpak", "De frontlinewerker is er voor het hele gezin en houdt vol."),
            point("samenwerking", "Medewerkers krijgen de ruimte om ter plekke te beslissen."),
        ),
        improvements=(
            point("toeleiding", "Zicht op de omvang van de groep ontbreekt."),
            point(
                "gezin_centraal",
                "De kracht van familie en buurt blijft onbenut, terwijl daar juist voor de lange "
                "termijn winst te behalen is.",
            ),
            point(
                "aanpak",
                "Zonder gedeelde visie en zonder doorzettingsmacht hangt het resultaat te veel af "
                "van de persoon van de werker.",
            ),
            point(
                "samenwerking",
                "Afspraken zijn niet op schrift gesteld. Er bestaat een risico dat partijen zich "
                "bij bezuinigingen terugtrekken.",
            ),
            point(
                "continu", "Wachttijden en het ontbreken van nazorg vergroten de kans op terugval."
            ),
        ),
    ),
    Draft(
        name=_ZORGNETWERKEN_NAME,
        rows=ZORGNETWERKEN,
        respondents=("GGD Fryslân", "Verslavingszorg Noord Nederland"),
        description="""
In de stad zijn vijf zorgnetwerken actief. Ieder netwerk bespreekt eens in de twee weken de adressen
waarover zorgen bestaan. Is er niemand binnen, dan gaat een van de deelnemers 'erop af'.

De netwerken zijn ontstaan in de openbare geestelijke gezondheidszorg (OGGz) en bedienden
aanvankelijk alleen volwassenen. Sinds 2009 komen er ook gezinnen aan bod.

Op dit moment krijgen circa 25 gezinnen hulp via een zorgnetwerk.
""",
        families=Families(25, 25, True),
        strengths=(
            point("toeleiding", "Dankzij het register weet de GGD om welke adressen het gaat."),
            point("gezin_centraal", "De omgeving wordt er vanaf dag één bij gehaald."),
            point("samenwerking", "Bij stagnatie is de weg omhoog kort en duidelijk."),
            point("continu", "Voor een nieuw gezin is vrijwel altijd direct iemand beschikbaar."),
        ),
        improvements=(
            point("toeleiding", "Gezinnen met jonge kinderen worden niet bereikt."),
            point("aanpak", "Er is niemand die het geheel overziet."),
            point(
                "aanpak",
                "De werkwijze is nooit geëvalueerd. Daardoor is onbekend of deze gezinnen op "
                "langere termijn beter af zijn.",
            ),
            point(
                "samenwerking",
                "De gemeente laat de regie aan een partij die zich daarvoor onvoldoende gesteund "
                "voelt.",
            ),
            point("continu", "Een vervolg na afsluiting ontbreekt."),
        ),
    ),
    glyphs=Glyphs(ok="✓", no="✗", un="–"),
    published="2013-10",
)

_ROWS = (
    changed(
        "TL02",
        judged(FRONTLINE, "TL02"),
        ok(
            "In het voorjaar van 2014 zijn de bestanden van drie diensten naast elkaar gelegd. Dat "
            "leverde 312 gezinnen op, verdeeld over negen wijken."
        ),
    ),
    changed(
        "TL04",
        judged(ZORGNETWERKEN, "TL04"),
        ok(
            "Alle basisscholen hebben een vaste contactpersoon bij het wijkteam.",
            "De kinderopvang is nog niet benaderd.",
        ),
    ),
    changed(
        "GC02",
        judged(FRONTLINE, "GC02"),
        no(
            "Het werken met een netwerkberaad is twee keer uitgesteld. De training daarvoor start "
            "in september 2015."
        ),
    ),
    changed(
        "AP09 AP10",
        judged(FRONTLINE, "AP09 AP10"),
        ok(
            "De wijkteammedewerker kan via de 'rode knop' binnen 48 uur een besluit van de "
            "wethouder krijgen. Er is een leergang van twaalf dagen en het aantal gezinnen is "
            "begrensd op veertien."
        ),
    ),
    changed(
        "AP14",
        judged(ZORGNETWERKEN, "AP14"),
        ok(
            "Afsluiten mag pas na een gesprek met het gezin en met de melder. Na drie maanden "
            "volgt een huisbezoek."
        ),
    ),
    changed(
        "SW04",
        judged(FRONTLINE, "SW04"),
        ok(
            "Alle partijen die medewerkers leveren, hebben een detacheringsovereenkomst getekend.\n"
            "Met de GGZ is een aanvullende afspraak gemaakt over consultatie."
        ),
    ),
    changed(
        "CO02",
        judged(FRONTLINE, "CO02"),
        un("De inkoop van 2015 is nog te pril; dit punt is daarom niet opnieuw getoetst."),
    ),
    changed(
        "CO03",
        judged(ZORGNETWERKEN, "CO03"),
        no(
            "Een waakvlamfunctie is beschreven, maar niet ingevuld: het ontbreekt aan uren.",
            "In één wijk nemen vrijwilligers deze taak waar.",
        ),
    ),
)

LEEUWARDEN_LATER = follow_up(
    "leeuwarden-2015",
    _PLACE,
    (
        """
In 2013 heeft STJ in Leeuwarden de aanpak Frontlineteam en de Er op af aanpak vanuit zorgnetwerken
op beleidsniveau getoetst aan de hand van het toetsingskader GGSR. Beide aanpakken zijn sindsdien
samengevoegd. Het toetsingskader GGSR bestaat uit vijf thema's voor verantwoorde zorg en
ondersteuning voor gezinnen met een geringe sociale redzaamheid. De vijf thema's zijn:
""",
        """
Op 11 februari 2015 heeft de gemeente aan STJ gepresenteerd op welke wijze de verbeterpunten uit de
factsheet *Uitkomsten toezichtonderzoek Leeuwarden* van oktober 2013 op beleidsniveau zijn opgepakt.

De voorposten zijn omgevormd tot negen wijkteams[^1]. De zorgnetwerken houden op te bestaan; hun
register is overgedragen. Ieder wijkteam telt ongeveer twaalf medewerkers, afkomstig van zeven
organisaties.
""",
    ),
    Draft(
        name="Sociaal Wijkteam",
        rows=_ROWS,
        predecessors=(_FRONTLINE_NAME, _ZORGNETWERKEN_NAME),
    ),
    glyphs=Glyphs(ok="√", no="✗", un="–"),
    footnotes=(Footnote("1", "In de dorpen spreekt men van dorpenteams."),),
)
