"""The language tables of the known documents agree with their gold, and errors are seen."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from ggsr_extract import extract
from ggsr_extract.dataset import SourceFactsheet
from ggsr_extract.dataset.publish import publish
from ggsr_extract.dataset.tabulate import tabulate
from ggsr_extract.language import annotate
from ggsr_extract.language.model import Annotations, UnitAnnotations
from ggsr_extract.rules import load_rules
from ggsr_extract.scoring import check_floors, evaluate, load_floors, render_floors
from ggsr_extract.scoring.gold import GoldError
from ggsr_extract.scoring.language import LanguageScores, render_language, score_language

CORPUS = Path(__file__).parent.parent.parent / "corpus"
GOLD = CORPUS / "gold" / "language"
KINDS = ("statements", "cues", "quantities", "mentions")


@pytest.fixture(scope="module")
def sources() -> tuple[SourceFactsheet, ...]:
    return tuple(_source(path) for path in sorted(CORPUS.glob("*.txt")))


def _source(path: Path) -> SourceFactsheet:
    data = path.read_bytes()
    factsheet = extract(data)
    found = annotate(factsheet, load_rules())
    return SourceFactsheet(factsheet, path.name, hashlib.sha256(data).hexdigest(), len(data), found)


def scored(sources: Sequence[SourceFactsheet], folder: Path) -> LanguageScores:
    publish(tabulate(sources, [], load_rules()), folder / "output", {})
    return score_language(folder / "output", GOLD)


@pytest.fixture(scope="module")
def scores(
    sources: tuple[SourceFactsheet, ...], tmp_path_factory: pytest.TempPathFactory
) -> LanguageScores:
    return scored(sources, tmp_path_factory.mktemp("scores"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_gold_holds_of_the_known_documents_is_found(
    scores: LanguageScores, kind: str
) -> None:
    count = scores.counts[kind]
    assert count.support > 10
    assert count.precision >= 0.98
    assert count.recall >= 0.98


def test_the_attributes_are_right_and_scopes_nearly_so(scores: LanguageScores) -> None:
    attributes = {name: it.f1 for name, it in scores.counts.items() if "." in name}
    assert len(attributes) > 15
    assert attributes.pop("cues.scope_text") >= 0.95
    assert min(attributes.values()) >= 0.98


def test_optional_annotations_are_counted_apart(scores: LanguageScores) -> None:
    found, of = scores.weak["cues"]
    assert 0 < found < of
    assert f"{found} of {of}" in render_language(scores)


def _without_first_cue(unit: UnitAnnotations) -> UnitAnnotations:
    return replace(unit, cues=unit.cues[1:])


def test_a_lost_cue_is_missed_and_a_lost_table_is_all_missed(
    sources: tuple[SourceFactsheet, ...], scores: LanguageScores, tmp_path: Path
) -> None:
    poorer = [_changed(source) for source in sources]
    missed = scored(poorer, tmp_path).counts["cues"].missed
    assert missed > scores.counts["cues"].missed + 20
    bare = [replace(source, annotations=None) for source in sources]
    nothing = scored(bare, tmp_path).counts
    assert all(nothing[kind].right == 0 and nothing[kind].missed > 10 for kind in KINDS)


def _changed(source: SourceFactsheet) -> SourceFactsheet:
    assert source.annotations is not None
    units = tuple(map(_without_first_cue, source.annotations.units))
    return replace(source, annotations=Annotations(source.annotations.pipeline, units))


def test_a_wrong_actor_is_an_error_of_that_attribute(
    sources: tuple[SourceFactsheet, ...], tmp_path: Path
) -> None:
    ede = next(source for source in sources if source.source_path.startswith("ede"))
    assert ede.annotations is not None
    units = tuple(
        replace(unit, statements=tuple(replace(it, actor="inspectorate") for it in unit.statements))
        for unit in ede.annotations.units
    )
    others = [source for source in sources if source is not ede]
    wrong = replace(ede, annotations=Annotations("test", units))
    found = scored([*others, wrong], tmp_path)
    errors = {(it.document, it.field) for it in found.errors}
    assert ("ede-2013", "statements.actor") in errors
    assert found.counts["statements"].missed == 0


def test_language_floors_of_another_gold_hold_nothing(
    sources: tuple[SourceFactsheet, ...], scores: LanguageScores, tmp_path: Path
) -> None:
    publish(tabulate(sources, [], load_rules()), tmp_path / "output", {})
    sheets = evaluate(tmp_path / "output", CORPUS / "gold")
    (tmp_path / "floors.toml").write_text(render_floors(sheets, scores), encoding="utf-8")
    floors = load_floors(tmp_path / "floors.toml")
    assert floors.language["cues"] > 0.9
    assert check_floors(sheets, floors, scores) == ()
    (complaint,) = check_floors(sheets, floors, replace(scores, gold_sha256="0"))
    assert "the language gold is not the one" in complaint


def test_a_folder_without_language_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no language gold"):
        score_language(tmp_path, tmp_path)
