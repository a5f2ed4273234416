"""Lelystad 2013 (invented): a Conclusie in the series' long sentences, and merged rows."""

from .kit import Draft, Glyphs, baseline, no, ok, point, row, un

_ROWS = (
    row(
        "TL01",
        ok(
            "De gemeente en de drie netwerkpartners omschrijven de doelgroep op dezelfde manier, "
            "namelijk als gezinnen die op vier of meer leefgebieden ondersteuning nodig hebben."
        ),
    ),
    row(
        "TL02",
        no(
            "De gemeente geeft aan dat zij niet precies weet om hoeveel gezinnen het gaat. Een "
            "van de netwerkpartners houdt dit voor het eigen werkgebied wel bij."
        ),
    ),
    row(
        "TL03",
        ok("Alle ondervraagden geven aan dat gezinnen via het Zorgloket kunnen worden aangemeld."),
    ),
    row(
        "TL04",
        ok(
            "Aanmeldingen komen onder andere van scholen, huisartsen, politie en de "
            "woningcorporatie.",
            "Eén netwerkpartner merkt op dat de GGZ voor volwassenen zelden aanmeldt.",
        ),
    ),
    row(
        "GC01",
        ok(
            "In de methodiekbeschrijving is opgenomen dat het gezin zelf doelen formuleert en dat "
            "de hulpverlener aansluit bij wat het gezin al kan."
        ),
    ),
    row(
        "GC02",
        no(
            "Het betrekken van familie en vrienden is volgens de gemeente wenselijk, maar maakt "
            "geen vast onderdeel uit van de werkwijze."
        ),
    ),
    row("GC03", ok("De hulpvraag van het gezin is volgens alle ondervraagden leidend.")),
    row(
        "AP01 AP02 AP03",
        ok(
            "De gemeente heeft haar beleid voor deze gezinnen vastgelegd in de nota Zorg voor "
            "Jeugd 2012-2015.",
            about="AP01",
        ),
        ok(
            "De visie op de werkwijze is in een werkconferentie met alle netwerkpartners bepaald. "
            "Gezamenlijk hebben zij daaruit vijf doelen afgeleid.",
            about="AP02 AP03",
        ),
    ),
    row(
        "AP04 AP05 AP06 AP07",
        no(
            "Op casusniveau worden resultaten besproken, maar niet geregistreerd.",
            about="AP04",
        ),
        no(
            "Een evaluatie door gemeente of netwerkpartners heeft nog niet plaatsgevonden. Het "
            "beleid is dan ook niet op grond daarvan voortgezet of aangepast.",
            about="AP05 AP06 AP07",
        ),
    ),
    row("AP08", ok("Ieder gezin heeft een eigen gezinsmentor, die alle zorg op elkaar afstemt.")),
    row(
        "AP09",
        no("Over de doorzettingsmacht van de gezinsmentor zijn geen afspraken gemaakt."),
    ),
    row(
        "AP10",
        ok(
            "Gezinsmentoren zijn hbo-geschoold en volgen jaarlijks een training. De maximale "
            "caseload bedraagt 10 gezinnen."
        ),
    ),
    row("AP11", ok("De netwerkpartners werken met één plan, dat digitaal wordt gedeeld.")),
    row("AP12", un("Dit onderdeel is in de vragenlijsten niet ingevuld.")),
    row(
        "AP13",
        ok("Het zonder afspraak langsgaan bij gezinnen is onderdeel van de methodiek."),
    ),
    row(
        "AP14",
        no(
            "Wanneer een gezin verhuist of de hulp weigert, wordt de begeleiding beëindigd zonder "
            "dat een andere partij het contact overneemt."
        ),
    ),
    row("SW01", ok("De gemeente stuurt de aanpak aan en zit de stuurgroep voor.")),
    row(
        "SW02",
        ok(
            "Als de hulpverlening stagneert, kan de casus worden ingebracht in het "
            "escalatieoverleg, waarin managers van alle partijen zitting hebben."
        ),
    ),
    row("SW03", no("Volgens twee netwerkpartners ontbreken de verslavingszorg en de GGZ.")),
    row("SW04", ok("De samenwerking is beschreven in een door allen ondertekend convenant.")),
    row("SW05", ok("Deelnemers aan het overleg hebben een mandaat van hun organisatie.")),
    row(
        "SW06",
        no(
            "Hoewel er een privacyreglement is, verschillen partijen van mening over wat zij "
            "elkaar mogen vertellen."
        ),
    ),
    row("CO01", ok("De begeleiding wordt voortgezet zolang het gezin deze nodig heeft.")),
    row(
        "CO02",
        no("De beschikbaarheid van opvoedondersteuning schiet volgens de gemeente tekort."),
    ),
    row("CO03", ok("Na afsluiting houdt het Zorgloket een half jaar contact met het gezin.")),
)

LELYSTAD = baseline(
    "lelystad-2013",
    ("Lelystad", "GM0995"),
    """
De gemeente Lelystad heeft ruim 75.000 inwoners. Een relatief groot deel van de inwoners is jonger
dan twintig jaar.

In 2012 hebben de gemeente en haar partners de bestaande overleggen samengevoegd. De werkwijze voor
gezinnen met meervoudige problemen heet Versterkt Verder.
""",
    Draft(
        name="Versterkt Verder",
        rows=_ROWS,
        respondents=("MEE IJsseloevers", "Welzijn Lelystad", "Centrada"),
        description="""
Een gezinsmentor begeleidt het gezin gedurende gemiddeld anderhalf jaar. De mentor komt in het begin
drie keer per week, later minder vaak.
""",
        strengths=(
            point(
                "toeleiding",
                "Het Zorgloket is voor alle partijen het punt waar gezinnen worden aangemeld. "
                "Daardoor komen signalen uit verschillende domeinen bij elkaar.",
            ),
            point(
                "gezin_centraal",
                "De methodiek sluit aan bij wat gezinnen zelf kunnen en willen. Gezinnen "
                "formuleren hun eigen doelen.",
            ),
            point(
                "aanpak",
                "De gezinsmentor is een deskundige en vaste begeleider voor het hele gezin, die de "
                "tijd krijgt om een band op te bouwen.",
            ),
            point(
                "aanpak",
                "Beleid, visie en doelen vormen een samenhangend geheel waar alle netwerkpartners "
                "achter staan.",
            ),
            point(
                "samenwerking",
                "De gemeente neemt de leiding. In het escalatieoverleg kunnen besluiten worden "
                "genomen over gezinnen bij wie de hulp stokt.",
            ),
            point(
                "continu",
                "De begeleiding kent geen vaste einddatum en ook na afsluiting houdt het Zorgloket "
                "zicht op het gezin.",
            ),
        ),
        improvements=(
            point(
                "toeleiding",
                "De gemeente weet niet om hoeveel gezinnen het gaat. Hierdoor is niet te bepalen "
                "of alle gezinnen worden bereikt.",
            ),
            point(
                "gezin_centraal",
                "Het sociale netwerk van het gezin wordt niet standaard betrokken, terwijl dit op "
                "termijn de druk op professionals kan verminderen.",
            ),
            point(
                "aanpak",
                "Zolang resultaten niet worden geregistreerd en geëvalueerd, kan de gemeente haar "
                "beleid er niet op afstemmen.",
            ),
            point(
                "aanpak",
                "Gezinnen die verhuizen of hulp weigeren lopen het gevaar uit beeld te raken.",
            ),
            point(
                "samenwerking",
                "Partijen gaan verschillend om met het delen van informatie. Dit kan ertoe leiden "
                "dat signalen worden gemist.",
            ),
            point(
                "samenwerking",
                "De verslavingszorg en de GGZ maken geen deel uit van de aanpak.",
            ),
            point(
                "continu",
                "Er is te weinig opvoedondersteuning beschikbaar, waardoor de hulp aan gezinnen "
                "stil kan vallen.",
            ),
        ),
    ),
    glyphs=Glyphs(ok="✓", no="✗", un="–"),
)
