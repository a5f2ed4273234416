"""The language gold is whole, stands on the gold's texts and follows its own guide.

Whether an annotation is right, no test can say; that it is well-formed, says only what the code
lists know, and says the same of the same sentence, these do.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from ggsr_extract.dataset.codes import CAVEAT_EFFECTS

Entry = dict[str, Any]

GOLD = Path(__file__).parent.parent / "corpus" / "gold"
NAMES = sorted(path.stem for path in GOLD.glob("*.json"))
README = (GOLD / "language" / "README.md").read_text(encoding="utf-8")

TABLES = ("statements", "cues", "quantities", "mentions", "implicit_caveats")
PLACE = ("text", "start", "end")
STATEMENT = "actor actor_text actor_count actor_total verb polarity is_hedged"
SCOPE = ("scope_text", "scope_start", "scope_end")
KEYS: dict[str, set[str]] = {
    "statements": {*PLACE, *STATEMENT.split()},
    "cues": {"kind", *PLACE, "is_lack", *SCOPE},
    "quantities": {"kind", "low", "high", "is_approximate", "unit", *PLACE},
    "mentions": {"kind", *PLACE, "normalized"},
    "implicit_caveats": {"effect", "cue", *PLACE},
}
FINDING = {"parent", "index", "verdict", "indicators", "text", *TABLES}
HEADS = {
    "finding": FINDING,
    "caveat": FINDING | {"caveat_index", "effect"},
    "conclusion": {"parent", "index", "theme", "kind", "text", *TABLES},
}
# The code lists of the dataset's contract, and what else is one of a few values.
ACTORS = "municipality network_partner municipality_and_partners all_respondents respondents"
OTHER_ACTORS = "inspectorate document professional other"
CUES = "negation lack restriction hedge contrast future risk condition"
QUANTITIES = "families population caseload duration percentage teams organisations staff areas"
MENTIONS = "organisation policy_document law date method"
CODES: dict[tuple[str, str], set[Any]] = {
    ("statements", "actor"): {*ACTORS.split(), *OTHER_ACTORS.split()},
    ("statements", "polarity"): {"affirmed", "negated"},
    ("statements", "is_hedged"): {True, False},
    ("cues", "kind"): set(CUES.split()),
    ("cues", "is_lack"): {True, False},
    ("quantities", "kind"): {*QUANTITIES.split(), "sessions", "other"},
    ("quantities", "is_approximate"): {True, False},
    ("mentions", "kind"): set(MENTIONS.split()),
    ("implicit_caveats", "effect"): set(CAVEAT_EFFECTS),
}
HELD_BY_THEIR_SCOPE = {"negation", "lack", "restriction", "future"}
SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s|$)|$)")

each_document = pytest.mark.parametrize("name", NAMES)
each_table = pytest.mark.parametrize("table", TABLES)


@cache
def gold_of(name: str) -> Entry:
    gold: Entry = json.loads((GOLD / f"{name}.json").read_bytes())
    return gold


@cache
def units_of(name: str) -> tuple[Entry, ...]:
    document = json.loads((GOLD / "language" / f"{name}.json").read_bytes())
    assert (document["doc"], set(document)) == (name, {"doc", "units"})
    return tuple(document["units"])


def expected_units(name: str) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Address and text of all that the gold holds, in its order."""
    for index, finding in enumerate(gold_of(name)["findings"]):
        yield ("finding", index), finding["text"]
        for caveat_index, caveat in enumerate(finding["caveats"]):
            yield ("caveat", index, caveat_index), caveat
    for index, conclusion in enumerate(gold_of(name)["conclusions"]):
        yield ("conclusion", index), conclusion["text"]


def address(unit: Entry) -> tuple[Any, ...]:
    return tuple(unit[key] for key in ("parent", "index", "caveat_index") if key in unit)


def of_table(table: str) -> list[tuple[Entry, Entry]]:
    """All annotations of one table, each with its unit."""
    found = [(unit, entry) for name in NAMES for unit in units_of(name) for entry in unit[table]]
    assert found
    return found


def sentence_of(unit: Entry, entry: Entry) -> re.Match[str]:
    """The sentence that an annotation starts in."""
    return next(m for m in SENTENCE.finditer(unit["text"]) if entry["start"] < m.end())


def may_hold_implicit_caveats(unit: Entry) -> bool:
    return (unit["parent"], unit.get("verdict")) == ("finding", "meets")


# -- the units are the gold's texts -------------------------------------------------------------


def test_every_document_of_the_gold_has_language_gold() -> None:
    assert len(NAMES) == 5
    assert sorted(path.stem for path in (GOLD / "language").glob("*.json")) == NAMES


@each_document
def test_the_units_are_the_findings_caveats_and_conclusions_of_the_gold(name: str) -> None:
    units = [(address(unit), unit["text"]) for unit in units_of(name)]
    assert units == list(expected_units(name))


@each_document
def test_a_unit_has_the_keys_of_its_parent_and_what_the_gold_says_of_it(name: str) -> None:
    for unit in units_of(name):
        rows = gold_of(name)["conclusions" if unit["parent"] == "conclusion" else "findings"]
        assert set(unit) - {"accept"} == HEADS[unit["parent"]], address(unit)
        for key in set(unit) & {"verdict", "indicators", "theme", "kind"}:
            assert unit[key] == rows[unit["index"]][key], (address(unit), key)


# -- an annotation is well-formed ---------------------------------------------------------------


@each_table
def test_an_annotation_has_exactly_its_keys(table: str) -> None:
    for _, entry in of_table(table):
        assert set(entry) - {"optional", "accept"} == KEYS[table], entry["text"]


@each_table
def test_an_annotation_stands_at_its_offsets_within_one_sentence(table: str) -> None:
    for unit, entry in of_table(table):
        assert entry["text"] == unit["text"][entry["start"] : entry["end"]] != ""
        assert entry["end"] <= sentence_of(unit, entry).end(), entry["text"]


@each_table
def test_annotations_stand_in_the_order_of_the_text_and_none_twice(table: str) -> None:
    for name in NAMES:
        for unit in units_of(name):
            places = [(entry["start"], entry["end"]) for entry in unit[table]]
            assert places == sorted(set(places)), (name, address(unit))


@each_table
def test_optional_is_true_or_not_there(table: str) -> None:
    assert all(entry.get("optional", True) is True for _, entry in of_table(table))


@pytest.mark.parametrize(("table", "attribute"), CODES)
def test_an_attribute_and_what_is_accepted_for_it_are_of_the_code_list(
    table: str, attribute: str
) -> None:
    for _, entry in of_table(table):
        said = [entry[attribute], *entry.get("accept", {}).get(attribute, ())]
        assert set(said) <= CODES[table, attribute], entry["text"]


@each_table
def test_only_other_values_of_an_own_attribute_are_accepted(table: str) -> None:
    for _, entry in of_table(table):
        for attribute, values in entry.get("accept", {}).items():
            assert attribute in KEYS[table] - {*PLACE, *SCOPE}
            assert values
            assert entry[attribute] not in values, (entry["text"], attribute)


# -- and follows the guide ----------------------------------------------------------------------


def test_an_actor_is_named_in_the_sentence_and_counted_with_whole_numbers() -> None:
    for unit, entry in of_table("statements"):
        count, total = entry["actor_count"], entry["actor_total"]
        assert (entry["actor_text"] or "") in sentence_of(unit, entry).group()
        assert all(number is None or number >= 1 for number in (count, total))
        assert count is None or total is None or count <= total


def test_a_scope_stands_at_its_offsets_in_the_sentence_of_its_cue() -> None:
    for unit, cue in of_table("cues"):
        sentence = sentence_of(unit, cue)
        assert cue["scope_text"] == unit["text"][cue["scope_start"] : cue["scope_end"]] != ""
        assert sentence.start() <= cue["scope_start"] < cue["scope_end"] <= sentence.end()


def test_a_scope_holds_its_cue_or_follows_it() -> None:
    for _, cue in of_table("cues"):
        holds = cue["scope_start"] <= cue["start"] < cue["end"] <= cue["scope_end"]
        follows = cue["end"] <= cue["scope_start"]
        assert holds or follows, cue["scope_text"]
        assert holds or cue["kind"] not in HELD_BY_THEIR_SCOPE, cue["scope_text"]
        assert follows or cue["kind"] != "condition", cue["scope_text"]


def test_no_cue_stands_inside_a_condition() -> None:
    """A condition is a clause here: after a phrase such as `waar nodig` it is the claim itself."""
    conditions = [(unit, cue) for unit, cue in of_table("cues") if cue["kind"] == "condition"]
    assert conditions
    for unit, condition in conditions:
        clause = range(condition["scope_start"], condition["scope_end"])
        inside = [cue for cue in unit["cues"] if cue["start"] in clause]
        assert not inside or "nodig" in condition["text"], condition["scope_text"]


def test_a_quantity_has_a_bound_and_its_unit_in_the_text() -> None:
    for _, quantity in of_table("quantities"):
        bounds = [value for value in (quantity["low"], quantity["high"]) if value is not None]
        assert bounds
        assert bounds == sorted(bounds)
        assert quantity["unit"] in quantity["text"]


def test_a_date_is_iso_as_far_as_it_is_said() -> None:
    dates = [mention for _, mention in of_table("mentions") if mention["kind"] == "date"]
    assert dates
    assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", date["normalized"]) for date in dates)
    assert all(date["normalized"][:4] in date["text"] for date in dates)


def test_an_implicit_caveat_is_a_whole_sentence_of_a_finding_that_meets() -> None:
    for unit, caveat in of_table("implicit_caveats"):
        assert may_hold_implicit_caveats(unit)
        assert caveat["text"] == sentence_of(unit, caveat).group()
        assert caveat["cue"] in caveat["text"]


def test_an_explicit_caveat_has_an_effect_of_the_code_list() -> None:
    caveats = [unit for name in NAMES for unit in units_of(name) if unit["parent"] == "caveat"]
    assert caveats
    for unit in caveats:
        accepted = unit.get("accept", {"effect": []})
        assert {unit["effect"], *accepted["effect"]} <= set(CAVEAT_EFFECTS)


# -- the same words are annotated in the same way -----------------------------------------------


def straight(text: str) -> str:
    return re.sub("[‘’]", "'", text)


def from_its_start(entry: Entry, sentence: re.Match[str]) -> str:
    """The annotation with its offsets counted from the start of the sentence."""
    places = {key: value for key, value in entry.items() if key.endswith(("start", "end"))}
    shifted = {key: value - sentence.start() for key, value in places.items()}
    return straight(json.dumps(entry | shifted, ensure_ascii=False))


def annotated(unit: Entry, sentence: re.Match[str], tables: tuple[str, ...]) -> list[str]:
    entries = [entry for table in tables for entry in unit[table]]
    held = [entry for entry in entries if sentence_of(unit, entry).span() == sentence.span()]
    return [from_its_start(entry, sentence) for entry in held]


def repeated_sentences() -> list[list[tuple[Entry, re.Match[str]]]]:
    places: dict[str, list[tuple[Entry, re.Match[str]]]] = defaultdict(list)
    for unit in (unit for name in NAMES for unit in units_of(name)):
        for sentence in SENTENCE.finditer(unit["text"]):
            places[straight(sentence.group())].append((unit, sentence))
    return [same for same in places.values() if len(same) > 1]


def test_a_sentence_that_comes_back_is_annotated_in_the_same_way() -> None:
    assert len(repeated_sentences()) > 10
    for same in repeated_sentences():
        for (one, here), (other, there) in combinations(same, 2):
            comparable = may_hold_implicit_caveats(one) and may_hold_implicit_caveats(other)
            tables = TABLES if comparable else TABLES[:-1]
            assert annotated(one, here, tables) == annotated(other, there, tables), here.group()


def counted(name: str) -> list[str]:
    """The row of a document in the guide's table: annotations (how many of them are optional)."""
    columns = [[entry for unit in units_of(name) for entry in unit[table]] for table in TABLES]
    cells = [
        f"{len(column)} ({sum('optional' in entry for entry in column)})" for column in columns
    ]
    return [str(len(units_of(name))), *cells]


@each_document
def test_the_guide_counts_the_annotations_of_each_document(name: str) -> None:
    (row,) = re.findall(rf"^\| `{name}` \|(.*)\|$", README, flags=re.M)
    assert [cell.strip() for cell in row.split("|")] == counted(name)
