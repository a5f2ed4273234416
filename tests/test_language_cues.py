"""Cues bend a claim, reach as far as their clause, and are silent inside a condition."""

from __future__ import annotations

import pytest

from tests.sentences import read_words


def cues(words: str, verdict: str = "improvement_point") -> list[tuple[str, str, str]]:
    return [(cue.kind, cue.words.text, cue.scope.text) for cue in read_words(words, verdict).cues]


@pytest.mark.parametrize(
    ("words", "kind", "text", "scope"),
    [
        (
            "De regie ligt vast, maar met scholen is nog niets afgesproken.",
            "negation",
            "nog niets",
            "met scholen is nog niets afgesproken",
        ),
        (
            "De coaches hebben geen mandaat en moeten alles afstemmen.",
            "negation",
            "geen",
            "De coaches hebben geen mandaat",
        ),
        (
            "De partner meldt dat de GGZ ontbreekt.",
            "lack",
            "ontbreekt",
            "de GGZ ontbreekt",
        ),
        (
            "Het plan moet nog worden vastgesteld.",
            "future",
            "moet nog",
            "Het plan moet nog worden vastgesteld",
        ),
        (
            "Dit brengt het risico met zich mee dat kinderen uit beeld raken.",
            "risk",
            "het risico",
            "kinderen uit beeld raken",
        ),
        (
            "Het overleg is slechts voor managers.",
            "restriction",
            "slechts",
            "Het overleg is slechts voor managers",
        ),
        (
            "Als het gezin weigert, volgt een melding.",
            "condition",
            "Als",
            "het gezin weigert",
        ),
        (
            "Wanneer een gezin verhuist, draagt de coach het dossier over.",
            "condition",
            "Wanneer",
            "een gezin verhuist",
        ),
        (
            "Er ontbreekt een kader en de termijnen zijn lang.",
            "lack",
            "ontbreekt",
            "Er ontbreekt een kader",
        ),
        (
            "In bijna alle gevallen is er een plan.",
            "hedge",
            "bijna",
            "alle gevallen",
        ),
        (
            "Stagneert de hulp dan wordt opgeschaald.",
            "condition",
            "Stagneert",
            "de hulp",
        ),
    ],
)
def test_a_cue_is_found_with_its_scope(words: str, kind: str, text: str, scope: str) -> None:
    assert (kind, text, scope) in cues(words)


@pytest.mark.parametrize(
    "words",
    [
        "Het gaat via een ‘om niet’ constructie.",
        "Niet alleen zorgpartijen doen mee maar ook de woningcorporatie.",
        "Bekend is wat men wel en niet mag delen.",
        "Een verlenging is niet uitgesloten.",
        "Zowel de politie als het onderwijs doet mee.",
        "Een aanpak voor deze toch al kwetsbare gezinnen.",
        "Gezinnen met zware, complexe problemen krijgen hulp.",
        "De coach fungeert als aanspreekpunt.",
        "De aanpak is er voor alleenstaande ouders.",
    ],
)
def test_what_only_looks_like_a_cue_is_none(words: str) -> None:
    assert cues(words) == []


def test_what_stands_in_a_condition_is_not_claimed() -> None:
    found = cues("De coach schaalt op als het gezin geen hulp meer wil.")
    assert [kind for kind, _, _ in found] == ["condition"]


@pytest.mark.parametrize(
    ("words", "verdict", "is_lack"),
    [
        ("Er zijn geen afspraken over de regie.", "improvement_point", True),
        ("Er is geen eindtermijn vastgelegd.", "meets", False),
        ("Er doen zich geen problemen voor.", "improvement_point", False),
        ("De partijen hebben onvoldoende tijd.", "meets", True),
    ],
)
def test_a_lack_is_what_the_indicator_misses(words: str, verdict: str, is_lack: bool) -> None:
    found = read_words(words, verdict).cues
    assert [cue.is_lack for cue in found] == [is_lack]
