"""Light Markdown ↔ blocks, and the phrases that every factsheet of the series repeats."""

from __future__ import annotations

import re
from itertools import groupby

from .model import Block, Bullets, Heading, Paragraph

_BARE_HEADINGS = ("Inleiding", "Ontwikkeling 2014")

DEFINITION = """
*Samenwerkend Toezicht Jeugd (STJ) verstaat onder een gezin met geringe sociale redzaamheid een \
gezin met chronische problemen op meerdere leefgebieden (minimaal vier), waarvan de ouders niet \
in staat zijn deze problemen zelf op te lossen.*

*Kinderen van dat gezin lopen hierdoor permanent risico's en/of ondervinden problemen. Het gezin \
kent vaak een historie van – vastgelopen – hulpverleningstrajecten die niet tot het gewenste \
resultaat hebben geleid.*

- Gezin: omvat één of meerdere ouders, één of meerdere kinderen;
- Chronisch: de problematiek is blijvend, maar kan wel in intensiteit fluctueren;
- Leefgebieden: gezin, wonen, werk, inkomen, gezondheid, onderwijs en veiligheid.
"""

PURPOSE = """
In deze factsheet leest u de uitkomsten van de eerste fase van het toezichtonderzoek van \
Samenwerkend Toezicht Jeugd naar de aanpak van de gemeente en haar netwerkpartners voor gezinnen \
met geringe sociale redzaamheid (GGSR).

In het kader van dit toezichtonderzoek hebben de samenwerkende jeugdinspecties vragenlijsten \
uitgezet bij de gemeente en de – door de gemeente aangegeven – belangrijkste netwerkpartners \
(maximaal drie). Tevens zijn de door de gemeente aangeleverde documenten in het onderzoek \
betrokken.

Samenwerkend Toezicht Jeugd vraagt de gemeente en haar netwerkpartners de verbeterpunten die in \
deze factsheet zijn genoemd op te pakken. STJ verwacht van de betrokken partijen na een jaar een \
rapportage over de voortgang.

Meer informatie over het toezichtonderzoek en het toetsingskader vindt u op www.toezichtggsr.nl.
"""

FIVE_THEMES = """
- **Toeleiding:** gezinnen zijn in beeld en worden bereikt met de aanpak
- **Gezin centraal:** de aanpak stelt het gezin en zijn sociale netwerk centraal
- **De aanpak:** de aanpak is planmatig, samenhangend en vasthoudend en de regisseur is toegerust
- **Samenwerking:** er moet goede samenwerking zijn tussen de instanties die bij een gezin \
betrokken zijn
- **Continu:** indien nodig moeten zorg en ondersteuning langdurig kunnen worden ingezet, in \
wisselende aard en intensiteit
"""

CONCLUSION_INTRO = (
    "Hieronder leest u een conclusie vanuit de bevindingen op de vijf thema's uit het "
    "toetsingskader. Deze toetsing richt zich op de vraag of gemeenten en betrokken lokale "
    "partijen op beleidsniveau de zorg en ondersteuning voor deze kwetsbare gezinnen toereikend "
    "hebben vormgegeven. In deze conclusie is niet gestreefd naar volledigheid. Er is met name "
    "gekeken naar de belangrijkste punten waarmee {municipality} in het vormgeven van zorg en "
    "ondersteuning voor GGSR op de goede weg is en de punten die extra aandacht behoeven omdat "
    "deze een belangrijk risico behelzen."
)

READING_GUIDE = (
    "Het overzicht op de volgende pagina's geeft weer of de verbeterpunten uit 2013 zijn "
    "opgepakt, en zo ja, op welke wijze dit is gebeurd. Dit overzicht gaat alleen in op de "
    "verbeterpunten die STJ in 2013 heeft benoemd, de punten waarop de aanpak al in 2013 een ✓ "
    "scoorde zijn niet opnieuw getoetst."
)


def respondents_lead(names: tuple[str, ...]) -> str:
    """Who filled in the questionnaire, as a baseline says it."""
    listed = "\n".join(f"- {name}" for name in names)
    return (
        "*De gemeente heeft de vragenlijst betreffende deze aanpak ingevuld en relevante "
        "documentatie toegestuurd. "
        f"Een – beperktere – vragenlijst over deze aanpak is ingevuld door:*\n\n{listed}\n\n"
        "*Deze netwerkpartners zijn aangedragen door de gemeente. Op basis van de ingevulde "
        "vragenlijsten en de aangeleverde informatie gezamenlijk heeft STJ de beoordeling "
        "gemaakt.*"
    )


def findings_intro(name: str, meets: str, improve: str) -> str:
    """The heading, themes and legend above a baseline's tables."""
    return (
        "## Bevindingen toezichtonderzoek\n\n"
        f"Samenwerkend Toezicht Jeugd heeft '{name}' getoetst aan de hand van vijf thema's voor "
        "verantwoorde zorg en ondersteuning voor gezinnen met een geringe sociale redzaamheid. "
        "De vijf thema's zijn:\n"
        f"{FIVE_THEMES}\n"
        "Deze thema's zijn verder uitgewerkt in criteria en bijbehorende indicatoren. De "
        "onderstaande tabel bevat de bevindingen van STJ per indicator uit het toetsingskader, "
        "waarmee STJ beoordeelt of op beleidsniveau de zorg en ondersteuning aan gezinnen met "
        "geringe sociale redzaamheid op toereikende wijze is vormgegeven. Per indicator wordt "
        "aangegeven of de zorg en ondersteuning vanuit de aanpak daaraan voldoet "
        f"({meets}) dan wel of er een verbeterpunt is ({improve})."
    )


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """Light Markdown → blocks; a blank line or a list item ends a paragraph."""
    marked = re.sub(r"<sup>(\d+)</sup>", r"[^\1]", markdown)
    lines = [line.strip() for line in marked.splitlines() if line.strip()]
    blocks: list[Block] = []
    for is_item, group in groupby(lines, key=lambda line: line.startswith("- ")):
        if is_item:
            blocks.append(Bullets(tuple(line[2:].strip() for line in group)))
        else:
            blocks.extend(_block(line) for line in group)
    return tuple(blocks)


def _block(line: str) -> Heading | Paragraph:
    if heading := re.match(r"(#+) +(.+)", line):
        return Heading(heading[2], len(heading[1]))
    if line in _BARE_HEADINGS:
        return Heading(line)
    return Paragraph(line)


def plain(text: str) -> str:
    """Light markup gone; a footnote mark stays as its digit."""
    return re.sub(r"\*+", "", re.sub(r"\[\^(\d+)\]", r"\1", text))
