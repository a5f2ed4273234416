"""Spijkenisse 2013 (invented): one aanpak, families "op 60", one verdict for a whole merged row."""

from .kit import Draft, Glyphs, baseline, no, ok, point, row, un
from .model import Families

VIG = (
    row(
        "TL01",
        ok(
            "Onder de doelgroep verstaan gemeente en partners gezinnen met meervoudige problemen "
            "die hulp afhouden. De formulering is letterlijk gelijk."
        ),
    ),
    row(
        "TL02",
        ok(
            "Jaarlijks wordt een telling gehouden. De laatste, van mei 2013, kwam uit op 4,2 "
            "procent van alle gezinnen met kinderen."
        ),
    ),
    row(
        "TL03",
        no(
            "Voor aanmelding bestaan drie ingangen naast elkaar. Welke wanneer geldt, is voor "
            "partners een raadsel."
        ),
    ),
    row(
        "TL04",
        ok(
            "Aanmeldingen komen van politie, leerplicht, corporatie, bureau jeugdzorg en de "
            "thuiszorg.",
            "Een deel van de gezinnen wordt pas aangemeld nadat een vonnis tot ontruiming is "
            "gewezen.",
        ),
    ),
    row(
        "GC01",
        no(
            "De interventie is gebouwd op voorwaarden die het gezin krijgt opgelegd. Van het "
            "aanspreken van wat ouders zelf kunnen, is in het draaiboek weinig terug te vinden."
        ),
    ),
    row(
        "GC02",
        no("Familie wordt gehoord als informatiebron, niet als bondgenoot."),
    ),
    row(
        "GC03",
        no(
            "De maatregel gaat voor: eerst de eisen van de verhuurder, dan de vraag van het gezin.",
            "De gezinscoaches zeggen hier in de uitvoering soepel mee om te gaan.",
        ),
    ),
    row(
        "AP01 AP02 AP03",
        ok(
            "Beleid, visie en doelen zijn samengebracht in het convenant Voorwaardelijke "
            "Interventie Gezinnen uit 2009, dat in 2012 is geactualiseerd. Alle partners dragen de "
            "inhoud daarvan uit: dwang waar het moet, drang waar het kan."
        ),
    ),
    row(
        "AP04 AP05 AP06 AP07",
        ok(
            "Een registratiesysteem laat per gezin zien welke voorwaarden zijn gesteld en of eraan "
            "is voldaan.",
            about="AP04",
        ),
        no(
            "De partners bespreken alleen afzonderlijke zaken. Op de werkwijze als geheel wordt "
            "door hen niet teruggekeken.",
            about="AP05",
        ),
        ok(
            "De gemeente heeft het instrument tweemaal laten doorlichten, in 2010 en in 2012. Naar "
            "aanleiding van het tweede rapport is de doelgroep verruimd tot gezinnen met een "
            "koopwoning.",
            about="AP06 AP07",
        ),
    ),
    row(
        "AP08",
        ok("Een gezinscoach houdt alle lijnen in handen en is aanspreekpunt voor ieder."),
    ),
    row(
        "AP09",
        ok(
            "De gezinscoach handelt in mandaat van de burgemeester en kan partijen verplichten "
            "mee te werken."
        ),
    ),
    row(
        "AP10",
        ok(
            "Coaches volgen een verplichte opleiding en krijgen intervisie. Eén coach heeft zes "
            "tot acht gezinnen.",
            "Door ziekte lag dit aantal in 2013 tijdelijk op elf.",
        ),
    ),
    row(
        "AP11",
        ok("Het contract met het gezin is tegelijk het plan waar alle instanties aan meewerken."),
    ),
    row(
        "AP12",
        no(
            "In het contract draait het om wonen, inkomen en school. Gezondheid blijft "
            "onderbelicht, evenals de positie van oudere kinderen."
        ),
    ),
    row(
        "AP13",
        ok("Coaches zijn tweemaal per week thuis bij het gezin en 24 uur per dag bereikbaar."),
    ),
    row(
        "AP14",
        no(
            "Een gezin dat weigert te tekenen, valt buiten de aanpak. Het gevolg is doorgaans "
            "ontruiming, waarna niemand meer verantwoordelijk is."
        ),
    ),
    row(
        "SW01",
        ok("De afdeling Veiligheid van de gemeente heeft de leiding."),
    ),
    row(
        "SW02",
        ok(
            "Bij stagnatie beslist het regieoverleg binnen vijf werkdagen, zo nodig met "
            "inschakeling van de Raad voor de Kinderbescherming."
        ),
    ),
    row(
        "SW03",
        ok(
            "Elf partijen zijn aangesloten, waaronder het onderwijs en – sinds kort – de ggz.",
            "De verstandelijk-gehandicaptenzorg doet niet mee.",
        ),
    ),
    row("SW04", ok("De afspraken staan in het hierboven genoemde convenant.")),
    row(
        "SW05",
        un("De vragenlijsten geven op dit onderdeel onvoldoende houvast."),
    ),
    row(
        "SW06",
        no(
            "Gegevens worden gewisseld zonder dat daar een protocol onder ligt. De Wbp wordt "
            "verschillend uitgelegd."
        ),
    ),
    row(
        "CO01",
        no(
            "Na achttien maanden eindigt het contract, ongeacht hoe het gezin ervoor staat. "
            "Verlengen kan één keer, met ten hoogste een half jaar."
        ),
    ),
    row(
        "CO02",
        ok("Voor deze gezinnen is bij iedere aanbieder een plek gereserveerd."),
    ),
    row(
        "CO03",
        ok(
            "Wie het contract met goed gevolg doorloopt, houdt nog een jaar recht op lichte steun "
            "van het maatschappelijk werk."
        ),
    ),
)

SPIJKENISSE = baseline(
    "spijkenisse-2013",
    ("Spijkenisse", "GM0612"),
    """
Spijkenisse heeft ruim 72.000 inwoners. De stad is in de jaren zeventig in hoog tempo gebouwd en
heeft veel huurwoningen van twee corporaties. Met de gemeente Bernisse wordt gewerkt aan een
herindeling per 2015.

Schulden en huisuitzettingen waren voor de gemeente in 2008 aanleiding om een gezamenlijke werkwijze
te ontwikkelen voor gezinnen die alle hulp afslaan.
""",
    Draft(
        name="Voorwaardelijke Interventie Gezinnen",
        rows=VIG,
        respondents=("Woonbron Maasoevers", "De Hoven", "Politie Rotterdam-Rijnmond"),
        description="""
Gezinnen die hun huis dreigen te verliezen, krijgen een laatste kans. Zij tekenen een contract
waarin hulp en eisen naast elkaar staan. Houden zij zich eraan, dan wordt het vonnis niet
uitgevoerd.

Een coach begeleidt het gezin ten hoogste anderhalf jaar. Het eerste half jaar is de inzet het
grootst: gemiddeld zes uur per week.

De gemeente schat het aantal gezinnen dat voor deze interventie in aanmerking komt op 60.
""",
        families=Families(60, 60, True),
        strengths=(
            point("toeleiding", "De jaarlijkse telling geeft een scherp beeld van de omvang."),
            point("aanpak", "De gezinscoach is goed opgeleid en heeft de macht om door te pakken."),
            point("samenwerking", "Elf partijen houden zich aan één convenant."),
            point("continu", "Er is plek voor deze gezinnen wanneer dat nodig is."),
        ),
        improvements=(
            point("toeleiding", "Drie ingangen is er twee te veel."),
            point(
                "gezin_centraal",
                "De nadruk op eisen gaat ten koste van wat het gezin zelf wil en kan. Het netwerk "
                "rond het gezin wordt niet ingezet.",
            ),
            point("aanpak", "Gezinnen die niet tekenen worden losgelaten."),
            point("samenwerking", "Het delen van gegevens moet nog worden geregeld."),
            point(
                "continu",
                "De einddatum is hard, ook voor gezinnen die er nog niet klaar voor zijn.",
            ),
        ),
    ),
    glyphs=Glyphs(ok="√", no="X", un="—"),
)
