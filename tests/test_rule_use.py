"""Which rules fired in a dataset, and which never do."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from ggsr_extract import list_rules
from ggsr_extract.dataset import Tables
from ggsr_extract.dataset.publish import publish
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.language import annotate
from ggsr_extract.rule_use import RuleList, RuleUse, to_csv
from ggsr_extract.rules import default_directory, load_rules
from tests.builders import SheetBuilder, said, source_of
from tests.commands import run

WORDS = (
    "Eén netwerkpartner meldt dat MEE ontbreekt. De regie is niet geregeld. Meer dan 20 gezinnen "
    "wachten, maar 5% krijgt hulp. Een netwerkpartner wijkt af. De meeste partners hebben een "
    "plan. Dat is niet uitgesloten. De nota 'Zorg dichtbij' is van 3 mei 2014, zie de Jeugdwet."
)
FOUND = ("cues", "statements", "quantities", "mentions", "caveats")


def tables() -> Tables:
    sheet = SheetBuilder()
    sheet.approach("Reset")
    sheet.row(["SW03"], [said("meets", WORDS, caveats=["De gemeente noemt geen termijn."])])
    read = source_of(sheet.build(), "ede.txt")
    source = replace(read, annotations=annotate(read.factsheet, load_rules()))
    return tabulate([source], [], load_rules())


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("rules") / "output"
    publish(tables(), output, {})
    return output


@pytest.fixture(scope="module")
def listed(dataset: Path) -> RuleList:
    return list_rules(dataset)


def use(listed: RuleList, kind: str, name: str) -> RuleUse:
    (found,) = (it for it in listed.rules if (it.kind, it.id) == (kind, name))
    return found


@pytest.mark.parametrize(
    ("kind", "name", "hits", "counted"),
    [
        ("cues.cues", "negation.none", 1, "rows"),
        ("cues.cues", "hedge.seems", 0, "rows"),
        ("actors.actors", "partner.some", 1, "rows"),
        ("actors.subject_first", "report", 1, "rows"),
        ("quantities.bounds", "more_than", 1, "rows"),
        ("quantities.numbers", "number", 1, "rows"),
        ("organisations.organisations", "mee", 1, "rows"),
        ("documents.dates", "date.day", 1, "rows"),
        ("reservations.wordings", "reservation.deviates", 1, "rows"),
        ("cues.pseudo", "pseudo.possible", 1, "texts"),
        ("cues.pseudo", "pseudo.for_free", 0, "texts"),
        ("language.abbreviations", "abbreviation", None, None),
    ],
)
def test_a_rule_is_counted_by_its_rows_or_by_the_texts_that_hold_it(
    listed: RuleList, kind: str, name: str, hits: int | None, counted: str | None
) -> None:
    found = use(listed, kind, name)
    assert (found.hits, found.counted) == (hits, counted)


def test_every_row_that_a_rule_made_is_counted(listed: RuleList) -> None:
    made = tables()
    rows = {table: [row["rule"] for row in made[table]] for table in FOUND}
    assert all(rows.values())
    named = {
        name
        for names in rows.values()
        for rule in names
        if rule is not None
        for name in str(rule).split("/")
    }
    fired = {it.id for it in listed.rules if it.hits and it.counted == "rows"}
    assert {name for name in named if not any(name.endswith(it) for it in fired)} == set()


def test_every_rule_of_the_files_is_listed_once(listed: RuleList) -> None:
    rules = load_rules()
    expected = [(group, it.id) for group, items in rules.patterns.items() for it in items]
    got = [(it.kind, it.id) for it in listed.rules]
    assert [it for it in got if it[0] in rules.patterns] == expected
    assert len(set(got)) == len(got)
    assert {"verdicts.glyphs", "verdicts.fonts"} <= {kind for kind, _ in got}


def test_rules_that_never_fire_are_warned_of(listed: RuleList, dataset: Path) -> None:
    (warning,) = (it for it in listed.warnings if it.startswith("cues.cues:"))
    assert "hedge.seems" in warning
    assert "negation.none" not in warning
    result = run("rules", dataset)
    assert result.code == 0
    assert f"warning: {warning}" in result.err
    assert "negation.none" in result.out
    assert "hedge.seems" not in result.out
    assert "hedge.seems" in run("rules", dataset, "-v").out


def test_rules_without_a_dataset_are_listed_and_nothing_is_counted() -> None:
    bare = list_rules()
    assert len(bare.rules) > 300
    assert {it.hits for it in bare.rules} == {None}
    assert bare.warnings == ()


def test_json_and_csv_hold_every_rule(listed: RuleList, dataset: Path) -> None:
    printed = json.loads(run("rules", dataset, "--format", "json").out)
    assert len(printed["rules"]) == len(listed.rules)
    assert printed["warnings"] == list(listed.warnings)
    rows = list(csv.DictReader(to_csv(listed).splitlines()))
    assert [row["id"] for row in rows] == [it.id for it in listed.rules]
    assert (
        run("rules", dataset, "--format", "csv").out.splitlines()[0] == "file,group,id,hits,counted"
    )


def test_hits_of_other_rules_are_said_to_be_so(dataset: Path, tmp_path: Path) -> None:
    changed = shutil.copytree(default_directory(), tmp_path / "rules")
    with (changed / "cues.toml").open("a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    warnings = list_rules(dataset, rules=changed).warnings
    assert any("made by other rules" in warning for warning in warnings)
    assert not any("made by other rules" in warning for warning in list_rules(dataset).warnings)


def test_where_no_dataset_is_or_the_rules_are_wrong_the_command_says_so(tmp_path: Path) -> None:
    nowhere = run("rules", tmp_path)
    assert (nowhere.code, nowhere.out) == (1, "")
    assert "no dataset here" in nowhere.err
    wrong = run("rules", "--rules", tmp_path)
    assert (wrong.code, wrong.out) == (1, "")
    assert "cannot be read from the rules folder" in wrong.err
