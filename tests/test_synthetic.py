"""Synthetic factsheets are many, all different, and come through."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ggsr_extract import check, ingest, load
from tests.synthetic import synthetic, write_corpus

COUNT = 16


def test_the_same_seed_gives_the_same_and_another_gives_others() -> None:
    assert synthetic(3) == synthetic(3)
    assert synthetic(3).text != synthetic(3, seed=7).text


def test_no_two_are_the_same_and_all_shapes_occur() -> None:
    made = [synthetic(number) for number in range(80)]
    assert len({one.text for one in made}) == len({one.name for one in made}) == 80
    assert len(Counter(one.shape for one in made)) == 5


def test_names_differ_however_many_there_are() -> None:
    names = {synthetic(number).name.split("/")[1].rsplit("-", 2)[0] for number in range(0, 400, 2)}
    assert len(names) == 200


def test_they_are_read_as_factsheets_of_two_years(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "in", COUNT)
    report = ingest([folder], tmp_path / "output", language=False)
    assert (len(report.documents), report.quarantined) == (COUNT, ())
    assert report.coverage > 0.99
    dataset = load(tmp_path / "output")
    assert Counter(dataset.documents.kind) == {"baseline": COUNT / 2, "follow_up": COUNT / 2}
    assert dataset.documents.municipality_name.nunique() <= COUNT
    assert dataset.changes.baseline_finding_id.notna().any()
    assert len(set(dataset.findings.verdict)) == 3
    assert check(tmp_path / "output") == ()
