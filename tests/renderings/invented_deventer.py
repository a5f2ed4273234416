"""Deventer 2015 (invented): a follow-up with two predecessors, a merged row and footnotes."""

from .kit import Draft, Glyphs, changed, follow_up, no, ok, un
from .model import Footnote

_ROWS = (
    changed(
        "TL02",
        no(
            "Hoeveel huishoudens het betreft is onbekend. De ramingen van de partners lopen ver "
            "uiteen."
        ),
        ok(
            "Ieder gezinsteam houdt sinds april 2014 een wijkscan bij. Daaruit blijkt dat het om "
            "210 tot 240 huishoudens gaat, vooral in de wijken rond het station."
        ),
    ),
    changed(
        "TL04",
        no("De huisartsen en het consultatiebureau doen in de praktijk niet mee met aanmelden."),
        no(
            "Met de huisartsen is een proef gestart in één gezondheidscentrum. Het "
            "consultatiebureau volgt later in 2015. Tot die tijd blijft het aantal aanmeldingen "
            "uit deze hoek laag.",
            "De huisartsenkring zegt de werkwijze stadsbreed te willen overnemen.",
        ),
    ),
    changed(
        "GC02",
        no(
            "Het inzetten van familie en buren gebeurt wanneer een begeleider daar zelf aan "
            "denkt; een vaste stap is het niet.",
        ),
        ok(
            "Een familieberaad is voortaan het vertrekpunt van ieder traject.\nWaar zo'n beraad "
            "niet haalbaar is, legt de gezinscoach vast waarom en welke buurtgenoten wel worden "
            "benaderd."
        ),
    ),
    changed(
        "AP03",
        no("Aan een set van gedeelde doelen is men nog niet toegekomen."),
        un(
            "STJ heeft dit niet opnieuw kunnen bekijken, omdat de samenstelling van het netwerk "
            "door de aanbesteding nog niet vaststaat."
        ),
    ),
    changed(
        "AP05 AP06",
        no(
            "Noch de partners, noch de gemeente hebben de opbrengst tot nu toe tegen het licht "
            "gehouden. Er zijn alleen losse tevredenheidscijfers."
        ),
        ok(
            "In november 2014 is een eerste jaarbeeld verschenen dat de partners met de gemeente "
            "hebben besproken. Een tweede staat voor het najaar gepland."
        ),
    ),
    changed(
        "AP09",
        no(
            "De coördinator moet het hebben van overredingskracht. Een partij die niet wil, kan "
            "niet worden aangesproken.",
        ),
        ok(
            "In het convenant is bepaald dat het besluit van de gezinscoach geldt totdat de "
            "stuurgroep anders beslist.",
            "Twee partners hebben het convenant nog niet ondertekend.",
        ),
    ),
    changed(
        "SW03",
        no("De ggz voor volwassenen ontbreekt, net als de gemeentelijke afdeling schulden."),
        ok(
            "Beide partijen leveren nu ieder twee vaste medewerkers, die wekelijks op de werkplek "
            "van het team te vinden zijn.",
        ),
    ),
    changed(
        "CO02",
        no(
            "Er zijn wachtlijsten voor dagbehandeling en voor begeleid wonen. Afspraken om die te "
            "omzeilen ontbreken."
        ),
        no(
            "De wachtlijst voor dagbehandeling is verdwenen. Die voor begeleid wonen is juist "
            "langer geworden, omdat de doorstroom naar een eigen woning stokt."
        ),
    ),
)

DEVENTER = follow_up(
    "deventer-2015",
    ("Deventer", "GM0150"),
    (
        """
In 2013 heeft STJ in Deventer de aanpak Vroegtijdig Erbij en de aanpak Achter de Voordeur op
beleidsniveau getoetst aan de hand van het toetsingskader GGSR. Het toetsingskader bestaat uit
vijf thema's voor verantwoorde zorg en ondersteuning voor gezinnen met een geringe sociale
redzaamheid. De vijf thema's zijn:
""",
        """
Op 3 maart 2015 heeft de gemeente aan STJ gepresenteerd op welke wijze de verbeterpunten uit de
factsheet *Uitkomsten toezichtonderzoek Deventer* van november 2013 op beleidsniveau zijn
opgepakt.

Beide werkwijzen zijn op 1 juli 2014 opgegaan in vijf gezinsteams[^1]. Ieder team bestaat uit acht
tot tien gezinscoaches, die van hun oude werkgever zijn overgekomen. Een team bedient een gebied
van zo'n 20.000 inwoners en houdt kantoor in een buurthuis of school.

Wie meer nodig heeft dan het team kan bieden, wordt besproken in de stedelijke tafel[^2]. Daar
zitten aanbieders die specialistische hulp leveren. Over de overgang van 18- naar 18+ zijn met de
uitvoeringsdienst werkafspraken gemaakt.
""",
    ),
    Draft(
        name="Gezinsteams",
        rows=_ROWS,
        predecessors=("Vroegtijdig Erbij", "Achter de Voordeur"),
    ),
    glyphs=Glyphs(ok="✓", no="✗", un="–"),
    footnotes=(
        Footnote("1", "Tot juli 2014 heetten zij proeftuinteams."),
        Footnote("2", "De stedelijke tafel vergadert iedere twee weken onder leiding van de GGD."),
    ),
)
