"""Gouda 2013 (invented): a baseline in short sentences, with two kinds of merged rows."""

from .kit import Draft, Glyphs, baseline, no, ok, point, row, un
from .model import Families

_ROWS = (
    row(
        "TL01",
        ok(
            "Samen met de partners is in 2011 bepaald wie tot de doelgroep behoort. De vijf "
            "kenmerken staan op een kaart die bij elke intake op tafel ligt."
        ),
    ),
    row(
        "TL02",
        ok(
            "Uit gegevens van sociale zaken en leerplicht is afgeleid dat het 1,8 procent van de "
            "gezinnen betreft, met een zwaartepunt in Oosterwei."
        ),
    ),
    row(
        "TL03",
        ok("Eén telefoonnummer en één formulier volstaan. Dat werkt volgens alle partners goed."),
    ),
    row(
        "TL04",
        no(
            "Van de 31 aanmeldingen in het laatste jaar kwamen er 27 van de politie. Andere "
            "partijen wachten af.",
            "De jeugdgezondheidszorg is sinds de zomer met aanmelden begonnen.",
        ),
    ),
    row(
        "GC01 GC02",
        ok(
            "Een Eigen Kracht-conferentie gaat aan elk plan vooraf. Het gezin nodigt daarvoor zelf "
            "mensen uit die het vertrouwt."
        ),
    ),
    row("GC03", ok("Wat het gezin als eerste wil oplossen, wordt als eerste opgepakt.")),
    row(
        "AP01 AP02 AP03",
        no(
            "In de beleidsstukken komt deze groep niet voor. De gemeente stelt dat algemeen "
            "jeugdbeleid volstaat.",
            about="AP01",
        ),
        ok(
            "Wel delen partijen een visie, verwoord in het manifest 'Naast het gezin', en hebben "
            "zij drie doelen benoemd: rust, regelmaat en rondkomen.",
            about="AP02 AP03",
        ),
    ),
    row(
        "AP04 AP05 AP06 AP07",
        ok(
            "Na drie, zes en twaalf maanden wordt de stand opgemaakt en vastgelegd in het dossier. "
            "De partners leggen deze cijfers tweemaal per jaar naast elkaar en bespreken wat "
            "opvalt.",
            about="AP04 AP05",
        ),
        no(
            "Bij de gemeente komen de cijfers niet aan. Van een eigen evaluatie, en van beleid dat "
            "daarop voortbouwt, is daarom geen sprake.",
            about="AP06 AP07",
        ),
    ),
    row("AP08", ok("Eén hulpverlener loopt met het gezin mee van begin tot eind.")),
    row(
        "AP09",
        un("De vragenlijsten spreken elkaar tegen; STJ kan hierover geen oordeel geven."),
    ),
    row(
        "AP10",
        no(
            "Van hulpverleners wordt verwacht dat zij dit werk erbij doen. Uren, scholing en een "
            "maximale caseload zijn niet afgesproken."
        ),
    ),
    row("AP11", ok("Er ligt voor ieder gezin één plan, dat door alle partners wordt gevolgd.")),
    row(
        "AP12",
        ok(
            "Per gezinslid en per leefgebied wordt een doel gesteld.",
            "Voor kinderen onder de vier blijft dit vaak leeg.",
        ),
    ),
    row("AP13", ok("Huisbezoek is de regel, een gesprek op kantoor de uitzondering.")),
    row("AP14", ok("Ook wie de deur dichthoudt, hoort om de week iets van de hulpverlener.")),
    row(
        "SW01",
        no(
            "De gemeente kijkt van een afstand toe. De partners missen een partij die knopen "
            "doorhakt."
        ),
    ),
    row("SW02", ok("Vastgelopen zaken gaan naar de procesregisseur, die binnen een week beslist.")),
    row("SW03", ok("Van woningcorporatie tot GGZ: iedereen die nodig is, doet mee.")),
    row(
        "SW04",
        ok(
            "De samenwerking is bezegeld met een convenant, geldig tot en met 2015.",
            "De huisartsen zijn geen partij bij het convenant.",
        ),
    ),
    row("SW05", no("Toezeggingen worden gedaan onder voorbehoud van de eigen directie.")),
    row(
        "SW06",
        ok("Er is een protocol voor het delen van gegevens, met een bijsluiter voor ouders."),
    ),
    row(
        "CO01", ok("Er geldt geen maximum. Stoppen gebeurt in overleg, als de doelen zijn gehaald.")
    ),
    row(
        "CO02",
        no("Schuldhulpverlening kent een wachttijd van twaalf weken, ook voor deze gezinnen."),
    ),
    row("CO03", ok("Een jaar na afsluiting belt de hulpverlener nog eens hoe het gaat.")),
)

GOUDA = baseline(
    "gouda-2013",
    ("Gouda", "GM0513"),
    """
Gouda telt ongeveer 71.000 inwoners. Een op de negen huishoudens moet rondkomen van een inkomen op
bijstandsniveau.

In de wijkaanpak die in 2008 begon, bleek dat een kleine groep gezinnen veel hulp krijgt en daar
weinig van merkt. Voor hen is een aparte werkwijze opgezet.
""",
    Draft(
        name="1 Gezin 1 Plan",
        rows=_ROWS,
        respondents=("Kwintes", "Mozaïek Wonen", "Stichting Jeugdformaat"),
        description="""
De werkwijze komt neer op drie afspraken: er is één plan, één gezicht en één dossier. Wie bij het
gezin betrokken is, houdt zich daaraan.

Sinds de start hebben 112 gezinnen deelgenomen.
""",
        families=Families(112, 112, False),
        strengths=(
            point("toeleiding", "Wie een gezin wil aanmelden, hoeft niet te zoeken."),
            point("toeleiding", "De doelgroep is scherp omschreven en in kaart gebracht."),
            point("gezin_centraal", "Ouders bepalen wie er aan tafel zit en wat voorgaat."),
            point("aanpak", "De hulpverlener blijft tot het eind toe en laat niet los."),
            point("aanpak", "Iedereen volgt hetzelfde plan."),
            point("samenwerking", "Partijen weten elkaar te vinden en leggen afspraken vast."),
            point(
                "samenwerking",
                "Wanneer een zaak stokt, neemt de procesregisseur binnen een week een besluit.",
            ),
            point("continu", "De hulp eindigt pas wanneer het gezin op eigen benen staat."),
        ),
        improvements=(
            point("toeleiding", "Aanmeldingen komen bijna uitsluitend van de politie."),
            point(
                "gezin_centraal", "Jonge kinderen verdwijnen achter de problemen van hun ouders."
            ),
            point("aanpak", "Het werk moet er door hulpverleners bij worden gedaan."),
            point(
                "aanpak",
                "Doordat de gemeente geen cijfers ontvangt, blijft bijsturing uit.",
            ),
            point("samenwerking", "De gemeente stelt zich te passief op."),
            point("samenwerking", "Medewerkers hebben weinig ruimte om zelf te beslissen."),
            point("continu", "Twaalf weken wachten op hulp bij schulden is voor hen te lang."),
        ),
    ),
    glyphs=Glyphs(ok="✓", no="X", un="–"),
)
