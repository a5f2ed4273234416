"""The language tables: rows of what was found, none without it, and no other row changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from ggsr_extract.dataset import SourceFactsheet, Tables
from ggsr_extract.dataset.check import check
from ggsr_extract.dataset.integrity import require_integrity
from ggsr_extract.dataset.publish import publish
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.language import annotate
from ggsr_extract.rules import load_rules
from tests.builders import SheetBuilder, said, source_of

LANGUAGE = ("statements", "cues", "mentions", "quantities", "organisations")
WORDS = (
    "Eén netwerkpartner meldt dat MEE ontbreekt. De doorzettings-\nmacht is in 2013 niet "
    "geregeld voor 20 gezinnen."
)


def source() -> SourceFactsheet:
    sheet = SheetBuilder()
    sheet.approach("Reset")
    sheet.row(["SW03"], [said("meets", WORDS, caveats=["De gemeente noemt geen termijn."])])
    read = source_of(sheet.build(), "ede.txt")
    return replace(read, annotations=annotate(read.factsheet, load_rules()))


@pytest.fixture(scope="module")
def tables() -> Tables:
    return tabulate([source()], [], load_rules())


def test_every_kind_has_its_rows_and_keeps_the_rules_of_the_dataset(tables: Tables) -> None:
    require_integrity(tables)
    assert all(len(tables[name]) for name in LANGUAGE)


def test_a_row_points_at_its_words_in_the_document(tables: Tables) -> None:
    text = str(next(iter(tables["pages"]))["text"])
    for name in ("statements", "cues", "mentions", "quantities"):
        for row in tables[name]:
            printed = text[int(str(row["char_start"])) : int(str(row["char_end"]))]
            assert "".join(printed.replace("-\n", "").split()) == "".join(str(row["text"]).split())


def test_a_row_belongs_to_the_text_that_it_stands_in(tables: Tables) -> None:
    parents = {(row["parent_table"], row["parent_id"]) for row in tables["statements"]}
    (finding,) = tables["findings"].column("finding_id")
    assert parents == {("findings", finding), ("caveats", f"{finding}/1")}


def test_an_implicit_caveat_comes_after_the_explicit_ones(tables: Tables) -> None:
    kinds = list(
        zip(tables["caveats"].column("ordinal"), tables["caveats"].column("kind"), strict=True)
    )
    assert kinds == [(1, "explicit"), (2, "implicit"), (3, "implicit")]


def test_without_language_the_other_tables_are_the_same(tables: Tables) -> None:
    bare = tabulate([replace(source(), annotations=None)], [], load_rules())
    assert all(len(bare[name]) == 0 for name in LANGUAGE)
    assert [row["kind"] for row in bare["caveats"]] == ["explicit"]
    same = bare.keys() - {*LANGUAGE, "documents", "caveats", "spans", "edits"}
    assert all(bare[name] == tables[name] for name in same)
    (without,), (with_language,) = bare["documents"], tables["documents"]
    assert with_language == {**without, "language_pipeline": "blank:nl"}
    assert without["language_pipeline"] is None


def test_a_dataset_with_language_is_whole(tables: Tables, tmp_path: Path) -> None:
    publish(tables, tmp_path / "output", {})
    assert check(tmp_path / "output") == ()
