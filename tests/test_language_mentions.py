"""Named organisations, documents, laws, methods and dates."""

from __future__ import annotations

import pytest

from tests.sentences import read_words


@pytest.mark.parametrize(
    ("words", "kind", "text", "normalized"),
    [
        (
            "Dit staat in de nota 'Zorg dichtbij' (z.d.).",
            "policy_document",
            "nota 'Zorg dichtbij'",
            "Zorg dichtbij",
        ),
        (
            "Zie het convenant Samen voor Jeugd hierover.",
            "policy_document",
            "convenant Samen voor Jeugd",
            "Samen voor Jeugd",
        ),
        (
            "Men werkt volgens het plan van aanpak 'Samen sterk.",
            "policy_document",
            "plan van aanpak 'Samen sterk",
            "Samen sterk",
        ),
        ("Het is op 3 mei 2014 besproken.", "date", "3 mei 2014", "2014-05-03"),
        ("Het is in juni 2012 besproken.", "date", "juni 2012", "2012-06"),
        ("Het loopt tot 2016.", "date", "2016", "2016"),
        ("De Jeugdwet verandert dit.", "law", "Jeugdwet", None),
        ("De coaches werken met Signs of Safety.", "method", "Signs of Safety", None),
    ],
)
def test_a_mention_has_kind_and_normal_form(
    words: str, kind: str, text: str, normalized: str | None
) -> None:
    found = [(it.kind, it.words.text, it.normalized) for it in read_words(words).mentions]
    assert (kind, text, normalized) in found


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Via BJZ komen meldingen.", "Bureau Jeugdzorg"),
        ("Via Bureau Jeugdzorg komen meldingen.", "Bureau Jeugdzorg"),
        ("Een AMK-melding volgt.", "Advies- en Meldpunt Kindermishandeling"),
        ("MEE neemt deel.", "MEE"),
        ("De Stichting Samen Verder neemt deel.", "Stichting Samen Verder"),
    ],
)
def test_abbreviation_and_name_are_one_organisation(words: str, name: str) -> None:
    assert [it.organisation for it in read_words(words).mentions] == [name]


@pytest.mark.parametrize(
    "words", ["Zij doen mee.", "Er is een halt aan toegeroepen.", "Een surplus aan hulp."]
)
def test_an_ordinary_word_is_no_organisation(words: str) -> None:
    assert read_words(words).mentions == ()
