"""Scores: floors and reports."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from ggsr_extract.scoring import (
    FloorError,
    Scores,
    check_floors,
    evaluate,
    load_floors,
    render_floors,
    render_text,
    to_json,
)

from .builders import (
    BASELINE,
    PERFECT,
    Gold,
    Tables,
    finding,
    score,
    write,
    write_gold,
)


def floor_complaints(floors: Scores, scores: Scores) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "floors.toml"
        file.write_text(render_floors(floors), encoding="utf-8")
        return check_floors(scores, load_floors(file))


def worse(tables: Tables) -> Scores:
    finding(tables, "De macht is niet geregeld.").update(verdict="meets", text="De macht.")
    return score(tables)


def test_a_score_may_not_fall_below_its_floor(tables: Tables) -> None:
    assert floor_complaints(score(PERFECT), score(PERFECT)) == ()
    complaints = floor_complaints(score(PERFECT), worse(tables))
    assert "verdict: micro F1 0.8571 is below its floor 1.0000" in complaints
    assert "verdict: macro F1 0.9000 is below its floor 1.0000" in complaints
    assert complaints[-1].startswith("character_error_rate: 0.0")


def test_floors_hold_for_the_scores_that_they_were_made_of(tables: Tables) -> None:
    lower = worse(tables)
    assert floor_complaints(lower, lower) == ()
    assert floor_complaints(lower, score(PERFECT)) == ()


def test_floors_of_another_gold_hold_nothing() -> None:
    changed = replace(score(PERFECT), gold_sha256="0" * 64)
    (complaint,) = floor_complaints(score(PERFECT), changed)
    assert "make the floors anew" in complaint


def test_every_change_of_the_gold_changes_its_digest(gold: Gold) -> None:
    gold["findings"][0]["text"] += " "
    assert score(PERFECT, BASELINE).gold_sha256 == score(PERFECT, BASELINE).gold_sha256
    assert score(PERFECT, BASELINE).gold_sha256 != score(PERFECT, gold).gold_sha256
    assert score(PERFECT, BASELINE).gold_sha256 != score(PERFECT).gold_sha256


def test_the_digest_knows_the_files_by_name(tmp_path: Path) -> None:
    output, gold = write(tmp_path / "output", PERFECT), write_gold(tmp_path / "gold", BASELINE)
    before = evaluate(output, gold).gold_sha256
    (gold / "stad-2013.json").rename(gold / "stad.json")
    assert evaluate(output, gold).gold_sha256 != before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[micro]\nrow = 1.0", "gold_sha256: "),
        ('gold_sha256 = "0"\n[micro]\nrows = 1.0', "micro.rows: no such field"),
        ('gold_sha256 = "0"\n[macro]\nrow = 98.5', "macro.row: 98.5 is not between 0 and 1"),
        ('gold_sha256 = "0"\n[micro]\nrow = "all"', "micro.row: Input should be a valid number"),
        ('gold_sha256 = "0"\n[mikro]\nrow = 1', "mikro: Unexpected keyword argument"),
        ('gold_sha256 = "0"\ncharacter_error_rate = -1.0', "character_error_rate: -1.0 is not"),
        ('gold_sha256 = "0"\n[language]\nwords = 1.0', "language.words: no such field"),
        ('gold_sha256 = "0"\n[language]\ncues = 7.0', "language.cues: 7.0 is not between 0 and 1"),
        ("gold_sha256 = ", "Invalid value"),
    ],
)
def test_a_wrong_floor_file_is_refused(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "floors.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(FloorError) as error:
        load_floors(file)
    assert str(error.value).startswith(f"{file}: {message}")


def test_the_json_holds_every_figure_and_every_mistake(tables: Tables) -> None:
    report = json.loads(json.dumps(to_json(worse(tables))))
    assert report["fields"]["verdict"]["micro"]["f1"] == pytest.approx(6 / 7)
    assert report["fields"]["verdict"]["macro"]["f1"] == pytest.approx(0.9)
    assert report["documents"][0]["fields"]["verdict"]["missed"] == 1
    assert {
        "document": "stad-2013",
        "at": "findings[3]",
        "field": "verdict",
        "expected": "improvement_point",
        "got": "meets",
    } in report["errors"]


def test_what_is_not_wholly_right_does_not_show_as_one() -> None:
    scores = score(PERFECT)
    document = scores.documents[0]
    (right,) = [it for it in document.judgements if it.at == "findings[3]" and it.field == "row"]
    many = replace(document, judgements=(right,) * 4000 + (replace(right, is_right=False),))
    text = render_text(replace(scores, documents=(many,)))
    assert "0.999" in next(line for line in text.splitlines() if line.startswith("row"))


def test_the_verbose_report_shows_where_a_text_goes_wrong(tables: Tables) -> None:
    row = finding(tables, "De gemeente heeft beleid voor de doelgroep.")
    row["text"] = "De gemeente heeft beleid voor de \x1b[31mdoel\u202egroep."
    text = render_text(score(tables), verbose=True)
    assert "stad-2013 findings[0] text: expected “De gemeente heeft beleid" in text
    assert "\\x1b[31mdoel\\u202egroep" in text
    assert "\x1b" not in text
    assert "every value is right" in render_text(score(PERFECT), verbose=True)
