"""Each kind of mistake against the field whose score it lowers."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from .builders import (
    BASELINE,
    FOLLOW_UP,
    PERFECT,
    Tables,
    add_finding,
    finding,
    gold_finding,
    lower_fields,
    row_of,
    score,
    tables_of,
)

REGIE, MACHT = "Er is een regis-seur voor het gezin.", "De macht is niet geregeld."


def test_what_agrees_with_the_gold_scores_one_in_every_field() -> None:
    scores = score(PERFECT)
    assert lower_fields(scores) == set()
    assert all(field.macro.f1 == 1 for field in scores.fields.values())
    assert (scores.errors, scores.missing, scores.unscored) == ((), (), ())
    assert scores.character_error_rate == 0
    support = {name: field.micro.support for name, field in scores.fields.items()}
    assert (support["row"], support["caveats"], support["conclusions"]) == (7, 1, 2)
    assert (support["assessed"], support["assessed_reading"], support["linked_reading"]) == (
        5,
        3,
        3,
    )
    assert support["families"] == 1


def change(table: str, column: str, value: Any, **values: Any) -> Callable[[Tables], None]:
    return lambda tables: row_of(tables, table, **values).__setitem__(column, value)


@pytest.mark.parametrize(
    ("fields", "damage"),
    [
        ({"verdict"}, change("findings", "verdict", "meets", text=MACHT)),
        ({"verdict"}, change("findings", "verdict", None, text=MACHT)),
        ({"theme"}, change("findings", "theme_id", "continu", text=MACHT)),
        ({"criterion"}, change("findings", "criterion_printed", None, text=MACHT)),
        ({"criterion"}, change("findings", "criterion_printed", "X", text="Er is een wachtlijst.")),
        ({"text", "linked"}, change("findings", "text", f"{MACHT[:-1]}!", text=MACHT)),
        ({"text", "linked"}, change("findings", "text", None, text=MACHT)),
        ({"caveats"}, change("caveats", "text", "Anders.", ordinal=1)),
        ({"caveats"}, change("caveats", "kind", "implicit", ordinal=1)),
        ({"conclusions"}, change("conclusions", "kind", "improvement", text="Er is één plan.")),
        ({"conclusions"}, change("conclusions", "theme_id", "continu", text="Er is één plan.")),
        ({"conclusions"}, change("conclusions", "text", "Er is 1 plan.", text="Er is één plan.")),
        ({"conclusions"}, lambda tables: tables["conclusions"].pop()),
        ({"approach"}, change("approaches", "name", "Bemoei zorg", name="Bemoeizorg")),
        ({"predecessors"}, lambda tables: tables["predecessors"].clear()),
        ({"respondents"}, change("respondents", "name", "Rader", name="Radar")),
        ({"families"}, change("approaches", "families_high_count", 20, families_low_count=20)),
        ({"families"}, change("approaches", "families_low_count", 8, name="Bemoeizorg")),
        (
            {"families"},
            change(
                "approaches",
                "is_families_approximate",
                False,
                ordinal=1,
                name="Wijkteam",
                document_id="stad-2013",
            ),
        ),
        ({"municipality"}, change("documents", "municipality_name", None, kind="baseline")),
        ({"municipality_code"}, change("documents", "municipality_code", "X", kind="baseline")),
        ({"kind"}, change("documents", "kind", "follow_up", kind="baseline")),
        ({"title"}, change("documents", "title", "Verzonnen", kind="baseline")),
        ({"published"}, change("documents", "published", "2015", kind="follow_up")),
    ],
)
def test_a_mistake_lowers_its_own_field(
    tables: Tables, fields: set[str], damage: Callable[[Tables], None]
) -> None:
    damage(tables)
    scores = score(tables)
    assert lower_fields(scores) == fields
    assert {error.field for error in scores.errors} == fields


def test_a_wrong_indicator_is_not_the_right_link(tables: Tables) -> None:
    key = finding(tables, MACHT)["finding_id"]
    row_of(tables, "finding_indicators", finding_id=key, relation="assessed").update(
        indicator_id="AP10"
    )
    assert lower_fields(score(tables)) == {"assessed", "linked"}


def test_a_row_with_the_wrong_indicators_is_found_by_its_words(tables: Tables) -> None:
    key = finding(tables, MACHT)["finding_id"]
    row_of(tables, "finding_indicators", finding_id=key, relation="printed").update(
        indicator_id="AP10"
    )
    assert lower_fields(score(tables)) == {"printed"}


def test_another_reading_of_a_merged_row_is_scored_apart(tables: Tables) -> None:
    key = finding(tables, "De gemeente heeft beleid voor de doelgroep.")["finding_id"]
    row_of(
        tables, "finding_indicators", finding_id=key, relation="assessed", indicator_id="AP02"
    ).update(finding_id=finding(tables, "Alle partners noemen dezelfde doelen.")["finding_id"])
    scores = score(tables)
    assert lower_fields(scores) == {"assessed_reading", "linked_reading"}
    assert all(scores.fields[name].is_reading for name in lower_fields(scores))


def test_swapped_texts_keep_row_and_verdict(tables: Tables) -> None:
    one, other = finding(tables, REGIE), finding(tables, MACHT)
    one["text"], other["text"] = other["text"], one["text"]
    scores = score(tables)
    assert lower_fields(scores) == {"text", "linked"}
    assert [(error.at, error.got) for error in scores.errors if error.field == "text"] == [
        ("findings[2]", MACHT),
        ("findings[3]", REGIE),
    ]


def test_swapped_texts_of_two_merged_rows_keep_their_rows() -> None:
    gold = copy.deepcopy(BASELINE)
    gold["findings"].append(gold_finding("AP04+AP05:AP04", "De resultaten zijn bekend bij allen."))
    tables = tables_of(gold)
    one, other = tables["findings"][0], tables["findings"][-1]
    one["text"], other["text"] = other["text"], one["text"]
    assert lower_fields(score(tables, gold)) == {"text", "linked_reading"}


def test_swapped_texts_of_one_row_keep_their_verdicts() -> None:
    gold = copy.deepcopy(BASELINE)
    gold["findings"][1]["verdict"] = "improvement_point"
    tables = tables_of(gold)
    one, other = tables["findings"][:2]
    one["text"], other["text"] = other["text"], one["text"]
    assert lower_fields(score(tables, gold)) == {"text", "linked_reading"}


def test_the_order_in_the_document_is_not_scored() -> None:
    gold = copy.deepcopy(BASELINE)
    gold["findings"].append(gold_finding("AP08", "Er is nog een rij over de regisseur."))
    twin = {"text": "Er is één plan!", "kind": "improvement"}
    gold["conclusions"].append(gold["conclusions"][0] | twin)
    tables = tables_of(gold)
    for row in tables["findings"] + tables["conclusions"]:
        row["ordinal"] = -row["ordinal"]
    assert lower_fields(score(tables, gold)) == set()


def test_a_finding_under_another_approach_is_not_found(tables: Tables) -> None:
    finding(tables, "Niemand heeft de regie.")["approach_id"] = "stad-2013/Wijkteam"
    row = score(tables).fields["row"].micro
    assert (row.right, row.spurious, row.missed) == (6, 1, 1)


def test_what_nobody_expects_has_neither_precision_nor_recall(tables: Tables) -> None:
    row = {"approach_id": "stad-2015/Wijkteam", "ordinal": 1, "name": "GGD"}
    tables["respondents"] = [row]
    field = score(tables, FOLLOW_UP).fields["respondents"].micro
    assert (field.precision, field.recall, field.f1, field.support) == (0, 0, 0, 0)


def test_swapped_verdicts_of_one_row_cost_the_verdicts_only() -> None:
    gold = copy.deepcopy(BASELINE)
    gold["findings"][1]["verdict"] = "improvement_point"
    tables = tables_of(gold)
    for row in tables["findings"][:2]:
        row["verdict"] = {"meets": "improvement_point", "improvement_point": "meets"}[
            row["verdict"]
        ]
    assert lower_fields(score(tables, gold)) == {"verdict"}


def test_a_finding_is_laid_beside_its_own_words_where_the_other_of_the_row_is_lost(
    tables: Tables,
) -> None:
    tables["findings"] = [row for row in tables["findings"] if row["finding_id"] != "stad-2013/1"]
    scores = score(tables)
    texts = [error for error in scores.errors if error.field == "text"]
    assert [(error.at, error.got) for error in texts] == [("findings[0]", None)]


def test_the_mended_text_counts_as_right(tables: Tables) -> None:
    finding(tables, REGIE)["text"] = "Er is een regisseur voor het gezin."
    scores = score(tables)
    assert lower_fields(scores) == set()
    assert scores.character_error_rate == 0


def test_a_lost_finding_is_missed_in_every_field_that_it_has(tables: Tables) -> None:
    key = finding(tables, MACHT)["finding_id"]
    tables["findings"] = [row for row in tables["findings"] if row["finding_id"] != key]
    scores = score(tables)
    assert lower_fields(scores) == {
        *("row", "verdict", "printed", "assessed"),
        *("theme", "criterion", "text", "linked"),
    }
    row = scores.fields["row"].micro
    assert (row.right, row.spurious, row.missed) == (6, 0, 1)
    assert (row.precision, row.recall) == (1, 6 / 7)


def test_an_invented_finding_costs_precision(tables: Tables) -> None:
    add_finding(tables, "stad-2013", 9, gold_finding("AP13", "Dit staat er niet."))
    scores = score(tables)
    row = scores.fields["row"].micro
    assert (row.precision, row.recall, row.support) == (7 / 8, 1, 7)
    (error,) = [error for error in scores.errors if error.field == "text"]
    assert (error.document, error.at, error.expected) == ("stad-2013", "stad-2013/9", None)


def test_swapped_years_are_wrong_words_and_wrong_verdicts(tables: Tables) -> None:
    for row in tables["findings"][-2:]:
        row["year"] = {2013: 2014, 2014: 2013}[row["year"]]
    assert lower_fields(score(tables)) == {"verdict", "text", "linked"}


def test_swapped_names_of_approaches_cost_the_names_only(tables: Tables) -> None:
    one, other = tables["approaches"][:2]
    one["name"], other["name"] = other["name"], one["name"]
    assert lower_fields(score(tables)) == {"approach"}


def test_the_error_rate_counts_characters(tables: Tables) -> None:
    finding(tables, MACHT)["text"] = f"{MACHT[:-1]}!"
    total = sum(len(it["text"]) for gold in (BASELINE, FOLLOW_UP) for it in gold["findings"])
    assert score(tables).character_error_rate == pytest.approx(1 / total)
