"""Scores: which document a gold is about, and files that are wrong."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from ggsr_extract.errors import OutputError
from ggsr_extract.scoring import (
    GoldError,
    evaluate,
    render_text,
)

from .builders import (
    BASELINE,
    COLUMNS,
    FOLLOW_UP,
    PERFECT,
    Gold,
    Tables,
    add_document,
    lower_fields,
    row_of,
    score,
    tables_of,
    write,
    write_gold,
)


def test_gold_without_a_document_is_missed_whole() -> None:
    scores = score(tables_of(BASELINE))
    assert scores.missing == ("stad-2015",)
    assert scores.fields["row"].micro.recall == 5 / 7
    assert scores.fields["verdict"].macro.recall == 0.5
    assert scores.fields["title"].micro.f1 == 0
    assert "no document" in render_text(scores)


def test_a_document_without_gold_is_listed_and_not_counted() -> None:
    scores = score(PERFECT, BASELINE)
    assert lower_fields(scores) == set()
    assert scores.unscored == ("in/stad-2015.txt",)
    assert "in/stad-2015.txt: not scored" in render_text(scores)


def test_of_many_documents_without_gold_some_are_named_and_the_others_counted() -> None:
    scores = replace(score(PERFECT, BASELINE), unscored=tuple(f"{n}.txt" for n in range(3000)))
    short, long = (render_text(scores, verbose=verbose) for verbose in (False, True))
    assert short.count("not scored") == 10
    assert "2990 more documents without gold" in short
    assert long.count("not scored") == 3000


def test_an_empty_field_is_perfect_and_shown_as_nothing() -> None:
    scores = score(tables_of(FOLLOW_UP), FOLLOW_UP)
    field = scores.fields["conclusions"]
    assert (field.micro.f1, field.macro.f1, field.micro.support) == (1, 1, 0)
    (line,) = [line for line in render_text(scores).splitlines() if line.startswith("conclusions")]
    assert line.split() == ["conclusions"] + ["–"] * 7


def test_a_dataset_without_rows_divides_by_nothing() -> None:
    scores = score({name: [] for name in COLUMNS})
    assert all(
        field.micro.f1 == field.micro.precision == field.macro.f1 == 0
        for field in scores.fields.values()
    )
    assert scores.character_error_rate == 1


def renamed(tables: Tables) -> Tables:
    tables["documents"][0]["source_path"] = "html/page.html"
    return tables


def test_another_rendering_is_scored_when_it_is_named(tables: Tables) -> None:
    for name in ("html/page.html", "stad-2013"):
        scores = score(renamed(tables), BASELINE, match={"stad-2013": name})
        assert (lower_fields(scores), scores.missing) == (set(), ())
    assert score(renamed(tables), BASELINE).missing == ("stad-2013",)


def test_each_of_several_renderings_can_be_scored(tables: Tables) -> None:
    other = copy.deepcopy(BASELINE) | {"source_file": "copy.html"}
    other["findings"].pop()
    add_document(tables, other)
    whole = score(tables, BASELINE, match={"stad-2013": "in/stad-2013.txt"})
    part = score(tables, BASELINE, match={"stad-2013": "in/copy.html"})
    assert (whole.fields["row"].micro.missed, part.fields["row"].micro.missed) == (0, 1)


def test_a_factsheet_is_found_by_municipality_and_kind_on_request(tables: Tables) -> None:
    scores = score(renamed(tables), match="factsheet")
    assert [document.source_path for document in scores.documents] == [
        "html/page.html",
        "in/stad-2015.txt",
    ]


def test_a_document_with_the_name_goes_before_the_same_factsheet(tables: Tables) -> None:
    add_document(tables, BASELINE | {"source_file": "copy.html"})
    scores = score(tables, match="factsheet")
    assert scores.documents[0].source_path == "in/stad-2013.txt"
    assert scores.unscored == ("in/copy.html",)


def test_of_several_renderings_the_primary_one_is_the_factsheet(tables: Tables) -> None:
    for source_file in ("a.html", "b.html"):
        add_document(tables, FOLLOW_UP | {"source_file": source_file})
    for row in tables["documents"]:
        row["is_primary"] = row["document_id"] == "b"
    gold = FOLLOW_UP | {"source_file": "other.txt"}
    tables["documents"][:2] = []
    assert score(tables, gold, match="factsheet").documents[0].source_path == "in/b.html"


def test_a_factsheet_of_another_kind_is_another_one(tables: Tables) -> None:
    for row in tables["documents"]:
        row["source_path"] = f"in/{row['kind']}.html"
    row_of(tables, "documents", kind="baseline")["municipality_code"] = None
    paths = [it.source_path for it in score(tables, match="factsheet").documents]
    assert paths == ["in/baseline.html", "in/follow_up.html"]


def test_one_document_for_two_gold_files_is_refused() -> None:
    with pytest.raises(GoldError, match=r"both are about 'in/stad-2013\.txt'"):
        score(PERFECT, match={"stad-2015": "in/stad-2013.txt"})


def test_two_documents_for_one_gold_are_refused(tables: Tables) -> None:
    add_document(tables, FOLLOW_UP | {"source_file": "copy.txt"})
    tables["documents"][-1]["source_path"] = "more/stad-2015.txt"
    with pytest.raises(GoldError, match=r"stad-2015: 2 documents .*more/stad-2015\.txt"):
        score(tables)


def test_a_name_that_no_gold_has_is_refused() -> None:
    with pytest.raises(GoldError, match="no gold named 'stat-2013'"):
        score(PERFECT, match={"stat-2013": "in/stad-2013.txt"})


def refused_gold(gold: object) -> str:
    with tempfile.TemporaryDirectory() as folder:
        text = gold if isinstance(gold, str) else json.dumps(gold)
        (Path(folder) / "stad.json").write_text(text, encoding="utf-8")
        with pytest.raises(GoldError) as error:
            evaluate(write(Path(folder) / "output", PERFECT), Path(folder))
        return str(error.value)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("verdict", "voldoet", "findings[1].verdict: Input should be 'meets'"),
        ("year", "2013", "findings[1].year: Input should be a valid integer"),
        ("caveats", "LET OP", "findings[1].caveats: Input should be a valid"),
        ("text_claen", "", "findings[1].text_claen: Unexpected keyword argument"),
        ("approach", "Anders", "findings[1].approach: 'Anders' is not in document.approaches"),
        ("indicators", ["GC01"], "findings[1].indicators: one of them is not in row_indicators"),
    ],
)
def test_an_error_in_the_gold_names_file_and_key(
    gold: Gold, key: str, value: object, message: str
) -> None:
    gold["findings"][1][key] = value
    assert f"stad.json: {message}" in refused_gold(gold)


def test_a_key_that_the_gold_lacks_is_named(gold: Gold) -> None:
    del gold["document"]["municipality"]
    assert "stad.json: document.municipality: Field required" in refused_gold(gold)


def test_what_is_no_json_is_refused_with_its_place() -> None:
    assert "stad.json: Invalid JSON: EOF" in refused_gold('{"source_file": ')


def test_two_approaches_of_one_name_are_refused(gold: Gold) -> None:
    gold["document"]["approaches"][1]["name"] = "Wijkteam"
    assert "document.approaches: two have the same name" in refused_gold(gold)


def test_two_gold_files_about_one_document_are_refused(tmp_path: Path) -> None:
    write_gold(tmp_path / "gold", BASELINE)
    (tmp_path / "gold" / "other.json").write_text(json.dumps(BASELINE), encoding="utf-8")
    with pytest.raises(GoldError, match="2 gold files are about"):
        evaluate(write(tmp_path / "output", PERFECT), tmp_path / "gold")


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    output = write(tmp_path / "output", PERFECT)
    with pytest.raises(GoldError, match="holds no gold"):
        evaluate(output, output)
    with pytest.raises(GoldError, match="no such gold folder"):
        evaluate(output, tmp_path / "nowhere")


def test_one_gold_file_can_be_scored_alone(tmp_path: Path) -> None:
    output = write(tmp_path / "output", PERFECT)
    gold = write_gold(tmp_path / "gold", BASELINE, FOLLOW_UP) / "stad-2015.json"
    assert evaluate(output, gold).unscored == ("in/stad-2013.txt",)


def test_what_is_no_dataset_is_refused(tmp_path: Path) -> None:
    gold = write_gold(tmp_path / "gold", BASELINE)
    with pytest.raises(OutputError, match="no such folder"):
        evaluate(tmp_path / "nowhere", gold)
    with pytest.raises(OutputError, match="no dataset here, documents"):
        evaluate(gold, gold)
    output = write(tmp_path / "output", PERFECT)
    (output / "findings.parquet").write_bytes(b"PAR1 rubbish")
    with pytest.raises(OutputError, match="cannot be read"):
        evaluate(output, gold)


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    output = write(tmp_path / "output", PERFECT)
    file = output / "findings.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["verdict"]), file)
    with pytest.raises(OutputError, match="column 'verdict' is missing"):
        evaluate(output, write_gold(tmp_path / "gold", BASELINE))


def test_a_finding_of_no_approach_is_refused(tables: Tables) -> None:
    tables["approaches"].pop()
    with pytest.raises(OutputError, match="'stad-2015' has no approach 'stad-2015/Wijkteam'"):
        score(tables)
