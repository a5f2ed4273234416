"""A first look at a line may say yes too often, but never no where a rule fires."""

from __future__ import annotations

import re

import pytest

from ggsr_extract.expressions import folded, hints_of
from ggsr_extract.factsheet.signs import FirstLook, LineSigns
from ggsr_extract.rules import Pattern, Rules, load_rules
from tests.renderings import fixtures

GROUPS = ("headings.running", "sections.headings", "sections.respondent_lists", "headings.titles")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return load_rules()


@pytest.fixture(scope="module")
def lines() -> list[str]:
    texts = [path.read_text("utf-8") for _, _, path in fixtures()]
    found = sorted({" ".join(line.split()) for text in texts for line in text.splitlines()})
    assert len(found) > 500, "too few lines to tell"
    return found


def look(*sources: str, flags: int = 0) -> FirstLook:
    return FirstLook(
        Pattern(f"rule.{number}", source, flags, {}, hints_of(source, flags))
        for number, source in enumerate(sources)
    )


def test_what_a_line_says_is_what_its_rules_say(rules: Rules, lines: list[str]) -> None:
    signs = LineSigns(rules)
    fired = 0
    for line in lines:
        for group in GROUPS:
            wanted, got = rules.find(group, line), signs.find(group, line)
            assert (got and (got[0].id, got[1].span())) == (
                wanted and (wanted[0].id, wanted[1].span())
            )
            fired += wanted is not None
    assert fired > 10


def test_most_lines_are_seen_to_say_nothing(rules: Rules, lines: list[str]) -> None:
    first = FirstLook(pattern for group in GROUPS for pattern in rules.patterns[group])
    assert sum(map(first.may_fire, lines)) < len(lines) / 5


def test_no_rule_fires_where_its_hints_say_that_it_cannot(rules: Rules, lines: list[str]) -> None:
    texts = [(line, folded(line)) for line in lines]
    fired = 0
    for patterns in rules.patterns.values():
        for pattern in patterns:
            ruled_out = [line for line, lowered in texts if not pattern.hints.allow(lowered)]
            assert not any(map(pattern.search, ruled_out)), pattern.id
            fired += len(ruled_out) < len(texts)
    assert fired > 100


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("^aan|pak", "de aanpak"),
        ("(^aan|pak)", "de aanpak"),
        ("^[|)]pak|wijk", "de wijk"),
        (r"^\[a|wijk", "de wijk"),
        (r"^(?P<a>.)(?P=a)", "aanpak"),
        (r"^(.)\1", "aanpak"),
        ("pak$", "de aanpak"),
        ("(?m)^pak", "aan\npak"),
    ],
)
def test_a_rule_that_may_fire_elsewhere_is_asked_by_itself(source: str, text: str) -> None:
    assert re.search(source, text)
    assert look("^x", source, "^(?P<a>y)").may_fire(text)


def test_a_first_look_makes_nothing_of_case() -> None:
    assert look("^aanpak", flags=re.IGNORECASE).may_fire("AANPAK")
    assert look("^Aanpak").may_fire("Aanpak")


def test_rules_with_a_group_of_the_same_name_can_be_looked_at_together() -> None:
    first = look("^a(?P<name>.)", "^b(?P<name>.)")
    assert first.may_fire("bc")
    assert not first.may_fire("cb")


def test_no_rules_never_fire() -> None:
    assert not look().may_fire("")
