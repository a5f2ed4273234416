"""Zwolle 2013 (invented): one aanpak, merged rows, a Conclusie with both sides for most themes."""

from .kit import Draft, Glyphs, baseline, no, ok, row, said, un
from .model import Families

_ROWS = (
    row(
        "TL01",
        ok(
            "Gemeente en netwerkpartners spreken allemaal over huishoudens die op vier of meer "
            "terreinen vastlopen en daar op eigen gelegenheid niet uitkomen.",
            "Het Steunpunt Wonen rekent ook huishoudens zonder kinderen tot de doelgroep.",
        ),
    ),
    row(
        "TL02",
        no(
            "Er bestaat geen actueel overzicht van het aantal huishoudens. De laatste telling "
            "dateert van 2009 en beperkte zich tot drie wijken.",
        ),
    ),
    row(
        "TL03",
        ok(
            "Aanmelden kan bij één loket, het Meldpunt Zorgwekkende Gezinnen. Dat loket staat bij "
            "iedere ondervraagde op het netvlies.",
        ),
    ),
    row(
        "TL04",
        no(
            "Scholen en huisartsen weten het meldpunt nauwelijks te vinden. In 2012 kwam minder "
            "dan een tiende van de aanmeldingen uit deze hoek.",
            "Eén corporatie meldt juist zo vaak aan dat het meldpunt de toestroom niet bij kan "
            "houden.",
        ),
    ),
    row(
        "GC01",
        ok(
            "Ouders schrijven hun deel van het plan zelf. De begeleider neemt pas iets over "
            "wanneer dat echt niet anders kan.",
        ),
    ),
    row(
        "GC02",
        ok(
            "Bij de start wordt met een netwerkkaart in beeld gebracht welke familieleden, buren "
            "en vrienden kunnen bijspringen.",
        ),
    ),
    row(
        "GC03",
        un(
            "Over dit punt waren de aangeleverde stukken te summier om tot een oordeel te komen.",
        ),
    ),
    row(
        "AP01 AP02 AP03",
        ok(
            "In de kadernota 'Meedoen in Zwolle 2012-2016' staat beschreven wat de gemeente deze "
            "groep wil bieden, en vanuit welke gedachte: vroeg erbij zijn, één gezicht aan de "
            "deur en niet loslaten voordat er rust is.",
            about="AP01 AP02",
        ),
        no(
            "Iedere organisatie houdt eigen doelen aan. Een gedeelde formulering is wel "
            "besproken, maar nooit vastgesteld.",
            about="AP03",
        ),
    ),
    row(
        "AP04 AP05 AP06 AP07",
        ok(
            "Per huishouden wordt ieder kwartaal een zelfredzaamheidsmatrix ingevuld. De "
            "uitkomsten gaan naar een centrale registratie.",
            about="AP04",
        ),
        no(
            "Van een gezamenlijke terugblik door de betrokken organisaties is tot nu toe geen "
            "sprake geweest.",
            about="AP05",
        ),
        ok(
            "De gemeente liet begin 2013 een onafhankelijk bureau naar de opbrengsten kijken en "
            "heeft op grond daarvan het aantal begeleiders uitgebreid.",
            "De aanbeveling om ook de wachttijden te meten is blijven liggen.",
            about="AP06 AP07",
        ),
    ),
    row(
        "AP08",
        ok(
            "Ieder huishouden heeft een vaste gezinsregisseur, die bij alle gesprekken aan tafel "
            "zit.",
        ),
    ),
    row(
        "AP09",
        no(
            "De gezinsregisseur kan een andere instelling niet dwingen in beweging te komen. Twee "
            "netwerkpartners noemen dit de zwakste plek van de werkwijze.",
        ),
    ),
    row(
        "AP10",
        ok(
            "Er is een profiel opgesteld waaraan kandidaten moeten voldoen: hbo-niveau, ruime "
            "ervaring en een training motiverende gespreksvoering. Een regisseur heeft ten "
            "hoogste twaalf huishoudens onder zijn hoede.",
        ),
    ),
    row(
        "AP11",
        ok(
            "Alle instanties werken vanuit hetzelfde document, dat in een beveiligde omgeving "
            "voor ieder van hen in te zien is.",
            "De reclassering maakt nog een plan ernaast.",
        ),
    ),
    row(
        "AP12",
        ok(
            "Het format dwingt af dat voor ouders én kinderen ieder terrein wordt nagelopen, van "
            "schulden tot school.",
        ),
    ),
    row(
        "AP13",
        ok(
            "Begeleiders gaan op huisbezoek, ook onaangekondigd en buiten kantoortijd. Wie de "
            "deur dicht houdt, krijgt een kaartje en een week later opnieuw bezoek.",
        ),
    ),
    row(
        "AP14",
        no(
            "Wanneer ouders drie keer niet thuis geven, sluit het dossier. Wie het daarna in de "
            "gaten houdt is niet geregeld.",
        ),
    ),
    row(
        "SW01",
        ok(
            "De gemeente is opdrachtgever, betaalt de begeleiders en zit het maandelijkse overleg "
            "voor.",
        ),
    ),
    row(
        "SW02",
        ok(
            "Loopt een casus vast, dan gaat deze naar de procesmanager en vervolgens zo nodig "
            "naar de wethouder. De route past op één A4 en is bij iedereen bekend.",
        ),
    ),
    row(
        "SW03",
        no(
            "De verslavingszorg en het onderwijs zitten niet aan tafel. Zij worden per casus "
            "gevraagd.",
        ),
    ),
    row(
        "SW04",
        ok(
            "Negen organisaties ondertekenden in maart 2012 een convenant.",
            "Van die negen zijn er twee inmiddels gefuseerd; het stuk is daar niet op aangepast.",
        ),
    ),
    row(
        "SW05",
        un(
            "Geen van de ondervraagden heeft deze vraag beantwoord.",
        ),
    ),
    row(
        "SW06",
        ok(
            "Een privacyprotocol regelt wat wel en niet op tafel mag komen.",
            "Een netwerkpartner geeft aan dat medewerkers in de praktijk uit angst voor klachten "
            "toch zwijgen.",
        ),
    ),
    row(
        "CO01",
        ok(
            "Een einddatum wordt vooraf niet genoemd. Begeleiding stopt pas als het huishouden "
            "een half jaar stabiel is.",
        ),
    ),
    row(
        "CO02",
        no(
            "Voor psychiatrische behandeling van ouders loopt de wachttijd op tot vijf maanden. "
            "Over voorrang is niets afgesproken.",
        ),
    ),
    row(
        "CO03",
        ok(
            "Na afronding belt de regisseur nog een jaar lang ieder kwartaal. Waar nodig wordt de "
            "draad weer opgepakt.",
        ),
    ),
)

ZWOLLE = baseline(
    "zwolle-2013",
    ("Zwolle", "GM0193"),
    """
De gemeente Zwolle telt ruim 122.000 inwoners, verdeeld over ongeveer 54.000 huishoudens. De stad
groeit en heeft een regionale functie voor zorg, onderwijs en werk. In twee wijken wonen naar
verhouding veel gezinnen met schulden.

Sinds 2010 werkt de gemeente aan een samenhangend stelsel voor jeugd. In aanloop naar 2015 zijn
vier wijkteams ingericht. De hulp aan gezinnen met geringe sociale redzaamheid is ondergebracht in
de aanpak Gezinnen aan Zet.
""",
    Draft(
        name="Gezinnen aan Zet",
        rows=_ROWS,
        respondents=("Stichting De Brug", "Steunpunt Wonen", "Kompas Jeugdhulp"),
        description="""
Gezinnen aan Zet is in 2011 begonnen als proef in de wijk Holtenbroek en werkt sinds 2012 in de
hele stad. Een begeleider komt gemiddeld twee keer per week over de vloer, eerst om de grootste
brand te blussen, daarna om samen met de ouders orde te scheppen.

De aanpak kent drie fasen: aanhaken, uitbouwen en overdragen. Een gedragswetenschapper kijkt bij
iedere overgang mee.

Op dit moment worden ongeveer 45 gezinnen begeleid.
""",
        families=Families(45, 45, True),
        strengths=said(
            toeleiding="Het ene loket voorkomt dat een melding tussen wal en schip valt.",
            gezin_centraal="Ouders houden het stuur in handen en hun omgeving wordt vroeg "
            "betrokken.",
            aanpak="Iedereen werkt vanuit hetzelfde plan en de gezinsregisseur is goed voorbereid "
            "op zijn taak.",
            samenwerking="De route voor vastgelopen casussen is kort en helder.",
            continu="De begeleiding duurt zo lang als nodig is en krijgt een zorgvuldig vervolg.",
        ),
        improvements=said(
            toeleiding="Zonder actuele cijfers is niet vast te stellen of de juiste huishoudens "
            "worden bereikt.",
            aanpak="De gezinsregisseur mist de middelen om door te pakken. Dossiers sluiten te "
            "vroeg wanneer ouders afhouden.",
            samenwerking="Het ontbreken van onderwijs en verslavingszorg verkleint de slagkracht "
            "van het overleg.",
            continu="Lange wachttijden in de psychiatrie brengen opgebouwde stabiliteit in gevaar.",
        ),
    ),
    glyphs=Glyphs(ok="√", no="X", un="–"),
)
