"""What the Frontlineteam of Leeuwarden scored (invented)."""

from .kit import no, ok, row, un

FRONTLINE = (
    row(
        "TL01",
        ok(
            "De omschrijving die de gemeente hanteert, is door alle deelnemers aan het "
            "frontlineteam overgenomen in hun werkinstructies."
        ),
    ),
    row(
        "TL02",
        no(
            "Hoeveel gezinnen het betreft, is niet uitgezocht. Schattingen lopen uiteen van 150 "
            "tot 600 gezinnen.",
            "De politie beschikt wel over een lijst met adressen waar vaker dan tien keer per "
            "jaar een melding vandaan komt.",
        ),
    ),
    row(
        "TL03",
        ok(
            "Aanmelden verloopt via de voorpost in de wijk. De netwerkpartners geven aan dat deze "
            "voor hen goed bereikbaar is, ook 's avonds."
        ),
    ),
    row(
        "TL04",
        ok(
            "Naast de netwerkpartners melden ook kerken, sportclubs en de woningcorporatie "
            "gezinnen aan. In 2012 kwamen er 73 aanmeldingen binnen, waarvan 41 vanuit de "
            "corporatie.",
            "Peuterspeelzalen en huisartsen melden vrijwel nooit aan.",
            "Volgens één netwerkpartner wordt bij niet-westerse gezinnen te lang gewacht.",
        ),
    ),
    row(
        "GC01",
        ok(
            "In het team geldt de regel 'eerst zelf, dan samen, dan pas wij'. Gezinsleden stellen "
            "op hoe zij hun problemen willen aanpakken en wat zij daarin zelf kunnen dragen."
        ),
    ),
    row(
        "GC02",
        no(
            "Mensen uit de omgeving van het gezin worden wel genoemd in het dossier, maar zelden "
            "uitgenodigd. De gemeente noemt dit een leerpunt."
        ),
    ),
    row(
        "GC03",
        ok(
            "Wat nodig is, bepaalt het gezin in het eerste gesprek. Veiligheid van kinderen vormt "
            "daarbij – zo geven alle ondervraagden aan – de ondergrens."
        ),
    ),
    row(
        "AP01 AP02 AP03",
        ok(
            "In de nota 'Amaryllis: van tien teams naar één wijk' (2011) staan deze gezinnen als "
            "aparte groep beschreven. De raad heeft er tot en met 2014 geld voor uitgetrokken.",
            about="AP01",
        ),
        no(
            "Een visie die door de partners wordt gedragen is er nog niet; iedere organisatie "
            "werkt vanuit haar eigen opvatting over wat helpt. Ook gezamenlijke doelen ontbreken.",
            about="AP02 AP03",
        ),
    ),
    row(
        "AP04 AP05 AP06 AP07",
        ok(
            "Per gezin noteert de frontlinewerker bij aanvang en na ieder half jaar een cijfer op "
            "acht leefgebieden. Zo blijft zichtbaar wat er is bereikt.",
            about="AP04",
        ),
        ok(
            "De netwerkpartners komen elk kwartaal bijeen om de opbrengst te bespreken. De "
            "gemeente heeft in 2012 daarnaast een studie laten verrichten door een hogeschool.",
            about="AP05 AP06",
        ),
        no(
            "Dat de uitkomsten tot een bijstelling van het beleid hebben geleid, blijkt nergens "
            "uit.",
            about="AP07",
        ),
    ),
    row(
        "AP08",
        ok(
            "Elk gezin kent één frontlinewerker. Deze stemt alle hulp af en is voor ouders én "
            "instanties het vaste gezicht.",
            "Bij twaalf gezinnen treden op dit moment twee werkers op, omdat het contact met één "
            "van de ouders niet tot stand kwam.",
        ),
    ),
    row(
        "AP09 AP10",
        no(
            "Doorzettingsmacht is er alleen op papier: wie zij uitoefent en wanneer, is niet "
            "vastgelegd. Voor de frontlinewerkers bestaat geen scholingsprogramma en een maximum "
            "aan het aantal gezinnen per werker is evenmin bepaald."
        ),
    ),
    row(
        "AP11",
        ok(
            "Er wordt gewerkt met een gezinsplan, waarin ook de afspraken met school en "
            "schuldhulp worden vermeld."
        ),
    ),
    row(
        "AP12",
        un(
            "Uit de stukken is niet op te maken of het plan op alle gezinsleden ziet. De "
            "antwoorden van de netwerkpartners spreken elkaar op dit punt tegen."
        ),
    ),
    row(
        "AP13",
        ok("Frontlinewerkers bellen aan, ook zonder afspraak, en spreken gezinnen aan op straat."),
    ),
    row(
        "AP14",
        ok(
            "Loslaten is volgens het handboek 'geen optie': ook na afwijzing zoekt het team "
            "binnen een maand opnieuw contact.",
            "Twee netwerkpartners melden dat gezinnen die verhuizen, alsnog uit beeld raken.",
        ),
    ),
    row(
        "SW01",
        ok(
            "De programmamanager van de gemeente stuurt het team aan en legt verantwoording af "
            "aan het college."
        ),
    ),
    row(
        "SW02",
        no(
            "Op- en afschaling gebeurt op gevoel. Een vaste route voor zaken die stagneren is er "
            "niet, en 18-plussers vallen tussen twee netwerken."
        ),
    ),
    row(
        "SW03 SW04",
        ok(
            "Alle partijen die voor deze gezinnen van belang zijn, maken deel uit van het team: "
            "van wijkagent tot jeugd-GGZ.",
        ),
        no("Hun deelname berust op een handdruk. Er is geen convenant ondertekend."),
    ),
    row(
        "SW05",
        ok(
            "Medewerkers mogen tot € 500,- per gezin uitgeven zonder hun leidinggevende te "
            "raadplegen en kunnen ter plekke besluiten nemen."
        ),
    ),
    row(
        "SW06",
        ok(
            "Er ligt een privacyreglement, getekend door 9 van de 11 partijen.",
            "De GGZ en de reclassering hebben (nog) niet getekend.",
        ),
    ),
    row(
        "CO01",
        ok("De ondersteuning loopt door tot het gezin op minimaal zes leefgebieden een 7 scoort."),
    ),
    row(
        "CO02",
        no(
            "Voor gezinsopname en schuldsanering gelden wachttijden van vier tot negen maanden. "
            "Het team overbrugt deze met eigen inzet."
        ),
    ),
    row(
        "CO03",
        no("Over nazorg is niets afgesproken; wat na afsluiting volgt, hangt af van de werker."),
    ),
)
