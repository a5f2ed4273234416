"""Who is credited with which claim, by how many, and whether it is denied."""

from __future__ import annotations

import pytest

from ggsr_extract.rules import ACTOR_SIGN, load_rules
from tests.sentences import read_words


@pytest.mark.parametrize(
    ("words", "actor", "count", "total", "verb"),
    [
        (
            "Vier van de vijf ketenpartners melden dat het goed gaat.",
            "network_partner",
            4,
            5,
            "melden",
        ),
        (
            "De ondervraagden zijn hierover verdeeld.",
            "all_respondents",
            None,
            None,
            "verdeeld zijn",
        ),
        (
            "Daarnaast geeft een van de netwerkpartners aan dat er hulp is.",
            "network_partner",
            1,
            None,
            "aangeven",
        ),
        ("De gemeente merkt daarbij op dat dit nieuw is.", "municipality", None, None, "opmerken"),
        (
            "Gemeente en twee partners noemen het wijkteam.",
            "municipality_and_partners",
            2,
            None,
            "noemen",
        ),
        ("Volgens de wethouder is er genoeg hulp.", "municipality", None, None, "volgens"),
        (
            "Door de gemeente wordt aangegeven dat er hulp is.",
            "municipality",
            None,
            None,
            "aangeven",
        ),
        (
            "Voor drie van de ondervraagde netwerkpartners geldt dat zij meedoen.",
            "network_partner",
            3,
            None,
            "gelden",
        ),
        ("Uit het dossieronderzoek blijkt dat plannen er zijn.", "document", None, None, "blijken"),
        (
            "Eén van beide partners heeft gemeld dat er hulp is.",
            "network_partner",
            1,
            2,
            "melden",
        ),
        ("Dat kost tijd, vertelt de gezinscoach.", "professional", None, None, "vertellen"),
        (
            "In het gesprek is door de wethouder toegelicht dat er hulp is.",
            "municipality",
            None,
            None,
            "toelichten",
        ),
        (
            "Gevraagd naar de duur antwoordt de gemeente dat er geen norm is.",
            "municipality",
            None,
            None,
            "antwoorden",
        ),
    ],
)
def test_a_statement_has_actor_count_and_verb(
    words: str, actor: str, count: int | None, total: int | None, verb: str
) -> None:
    (found,) = read_words(words).statements
    assert (found.actor, found.actor_count, found.actor_total) == (actor, count, total)
    assert found.verb == verb
    assert found.words.text == words.rstrip(".")


@pytest.mark.parametrize(
    "words",
    [
        "De aanpak stelt het gezin centraal.",
        "De netwerkpartners geven hun medewerkers de bevoegdheid.",
        "Men werkt volgens de methodiek.",
        "De gesprekken vinden plaats bij de gemeente.",
        "De gemeente stelt middelen beschikbaar.",
        "De gezinnen zijn verdeeld in groepen.",
        "De politie meldt gezinnen aan bij het wijkteam.",
        "De coach meldt het gezin aan bij een team dat hulp biedt.",
        "Zorgen worden door scholen gemeld bij het CJG.",
        "De werkwijze is door de gemeente beschreven in een nota.",
        "De partners geven samen vorm aan de aanpak.",
        "De ouders noemen hun wensen in het plan.",
        "De wijkteams denken mee over hoe het gezin verder kan.",
        "De partners weten elkaar te vinden.",
    ],
)
def test_a_deed_is_no_statement(words: str) -> None:
    assert read_words(words).statements == ()


def test_a_denied_claim_is_negated_and_a_condition_is_not() -> None:
    (denied,) = read_words("Eén partner stelt dat er niet wordt samengewerkt.").statements
    (held,) = read_words("De gemeente geeft aan te stoppen als het gezin niet wil.").statements
    assert denied.polarity == "negated"
    assert held.polarity == "affirmed"


def test_an_estimate_is_hedged() -> None:
    (found,) = read_words("De gemeente schat het aantal gezinnen op 80.").statements
    assert found.is_hedged


def test_two_frames_in_a_sentence_are_two_statements() -> None:
    words = "De gemeente noemt het CJG, de netwerkpartners noemen de huisarts."
    assert [it.words.text for it in read_words(words).statements] == [
        "De gemeente noemt het CJG",
        "de netwerkpartners noemen de huisarts",
    ]


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        ("Een partner geeft aan onvoldoende mandaat te hebben.", "contradicts"),
        ("De evaluatie moet nog plaatsvinden.", "lacks"),
        ("Het budget staat onder druk.", "risk"),
        ("De meeste partners hebben afspraken gemaakt.", "narrows"),
    ],
)
def test_a_reservation_in_a_finding_that_meets_is_an_implicit_caveat(
    words: str, effect: str
) -> None:
    assert [it.effect for it in read_words(words, "meets").caveats] == [effect]
    assert read_words(words, "improvement_point").caveats == ()


def test_a_finding_without_reservation_has_no_implicit_caveat() -> None:
    assert read_words("Er is één regisseur en die heeft mandaat.").caveats == ()


def test_a_word_of_the_actors_name_is_no_part_of_the_frame_around_it() -> None:
    words = "Zo spreekt het college van B&W over het afstemmen."
    (statement,) = read_words(words).statements
    assert (statement.actor_text, statement.verb) == ("het college van B&W", "spreken over")


@pytest.mark.parametrize(
    ("words", "actors"),
    [
        (f"Volgens {ACTOR_SIGN} is er hulp van de gemeente.", []),
        (f"{ACTOR_SIGN} geeft aan dat er hulp is.", []),
        (f"{ACTOR_SIGN} Volgens {ACTOR_SIGN} en volgens de gemeente is er hulp.", ["de gemeente"]),
        (f"De gemeente {ACTOR_SIGN} geeft aan dat er hulp is.", ["De gemeente"]),
    ],
)
def test_a_text_that_holds_the_sign_for_an_actor_names_nobody_by_it(
    words: str, actors: list[str]
) -> None:
    assert [it.actor_text for it in read_words(words).statements] == actors


@pytest.mark.parametrize(
    "actor", ["STJ", "alle partners", "twee van de drie ondervraagde netwerkpartners"]
)
def test_a_statement_begins_and_ends_at_the_same_words_however_long_its_actor_is(
    actor: str,
) -> None:
    words = f"Er is hulp, aldus {actor} noemen de gemeente en volgens de gemeente is er zorg."
    assert [it.words.text for it in read_words(words).statements] == [
        f"aldus {actor} noemen de gemeente",
        "volgens de gemeente is er zorg",
    ]


def test_no_frame_spells_out_who_may_stand_in_it() -> None:
    patterns = load_rules().patterns
    frames = [*patterns["actors.subject_first"], *patterns["actors.verb_first"]]
    actors = sum(len(it.source) for it in patterns["actors.actors"])
    assert frames
    assert max(len(it.source) for it in frames) < actors / 4
