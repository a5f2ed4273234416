"""What the Er op af aanpak of Leeuwarden scored (invented)."""

from .kit import no, ok, row, un

ZORGNETWERKEN = (
    row(
        "TL01",
        no(
            "De zorgnetwerken kijken vooral naar overlast. Gezinnen zonder overlast passen niet "
            "in hun beschrijving, wat door twee netwerkpartners als bezwaar wordt gezien."
        ),
    ),
    row(
        "TL02",
        ok(
            "De GGD houdt per netwerk een register bij. Eind 2012 stonden daar 96 gezinnen in, "
            "met van ieder de leefgebieden waarop het spaak loopt."
        ),
    ),
    row(
        "TL03",
        ok("Iedereen kent het meldnummer, dat ook op de intranetten van de partners staat."),
    ),
    row(
        "TL04",
        no(
            "Onderwijs en kinderopvang sluiten niet aan. Hierdoor blijven gezinnen met jonge "
            "kinderen buiten bereik."
        ),
    ),
    row(
        "GC01",
        un(
            "STJ heeft dit niet kunnen beoordelen, omdat de gemeente voor deze aanpak geen "
            "methodiekbeschrijving kon overleggen."
        ),
    ),
    row(
        "GC02",
        ok(
            "Buren, familie en vrijwilligers worden vanaf het eerste bezoek gevraagd mee te "
            "denken en mee te doen."
        ),
    ),
    row(
        "GC03",
        no(
            "Het netwerk stelt vast wat er moet gebeuren; pas daarna wordt dit aan het gezin "
            "voorgelegd.",
            "In de praktijk hebben ouders volgens de coördinator vaak meer inbreng dan op papier "
            "staat.",
        ),
    ),
    row(
        "AP01 AP02 AP03",
        ok("Het beleid voor deze gezinnen staat in het Uitvoeringsplan OGGz 2012-2015."),
        ok(
            "Met een visiedocument, 'Erop af en erbij blijven', bracht de gemeente de partners "
            "op één lijn."
        ),
        no("Van gemeenschappelijk vastgestelde doelstellingen is geen sprake."),
    ),
    row(
        "AP04 AP05 AP06 AP07",
        no(
            "Uitkomsten worden niet geregistreerd: het netwerk telt alleen hoe vaak het "
            "bijeenkomt.",
            about="AP04",
        ),
        no(
            "Noch de partners, noch de gemeente hebben de werkwijze geëvalueerd. Er is dan ook "
            "geen grond geweest om het beleid voort te zetten of te wijzigen.",
            "De gemeente heeft een evaluatie aangekondigd voor het najaar van 2014.",
            about="AP05 AP06 AP07",
        ),
    ),
    row(
        "AP08",
        no(
            "Er zijn per gezin drie tot vijf hulpverleners bezig. Wie van hen het geheel "
            "overziet, wisselt per bijeenkomst."
        ),
    ),
    row("AP09", no("Omdat een regisseur ontbreekt, ontbreekt ook diens doorzettingsmacht.")),
    row("AP10", un("Niet van toepassing, zie de vorige indicator.")),
    row(
        "AP11",
        ok(
            "Na ieder overleg ligt er een plan waarin staat wie wat doet en wanneer het klaar is.",
            "Het gezin krijgt dit plan niet altijd te zien.",
        ),
    ),
    row(
        "AP12",
        ok(
            "Een vaste agenda dwingt het netwerk alle gezinsleden en alle terreinen langs te gaan: "
            "wonen, inkomen, gezondheid, school, veiligheid en dagbesteding."
        ),
    ),
    row(
        "AP13",
        ok("De naam zegt het: er wordt op afgegaan, desnoods drie keer op één dag."),
    ),
    row(
        "AP14",
        no(
            "Zodra de overlast stopt, sluit het netwerk de zaak, ook als er binnen het gezin nog "
            "problemen spelen."
        ),
    ),
    row(
        "SW01",
        no(
            "De gemeente betaalt mee, maar laat de regie over aan de GGD. Deze zegt zich daarin "
            "niet gesteund te voelen."
        ),
    ),
    row(
        "SW02",
        ok(
            "Wanneer hulp vastloopt, brengt de voorzitter de zaak binnen een week in bij het "
            "veiligheidshuis. De route is opgenomen in een stroomschema."
        ),
    ),
    row("SW03", no("Jeugdbescherming, onderwijs en de sociale dienst nemen geen deel.")),
    row(
        "SW04",
        ok(
            "De samenwerking is geregeld in een overeenkomst uit 2010, die jaarlijks stilzwijgend "
            "wordt verlengd.",
            "Drie van de ondertekenaars bestaan niet meer in hun toenmalige vorm.",
        ),
    ),
    row(
        "SW05",
        no(
            "Wie namens een organisatie aanschuift, moet bijna altijd terug naar het kantoor om "
            "toestemming te vragen."
        ),
    ),
    row(
        "SW06",
        ok("Wat gedeeld mag worden en wat niet, staat op een kaartje dat ieder op zak heeft."),
    ),
    row(
        "CO01",
        un("De duur is geen onderwerp van afspraken; STJ onthoudt zich van een oordeel."),
    ),
    row(
        "CO02",
        ok(
            "Elke partner houdt wekelijks een dagdeel vrij, zodat er voor een nieuw gezin direct "
            "iemand beschikbaar is."
        ),
    ),
    row("CO03", no("Als het netwerk stopt, stopt alles. Een vervolg is niet georganiseerd.")),
)
