"""A trained pipeline that the user has tells which words are verbs; results say that it did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.lang.de import German
from spacy.lang.nl import Dutch
from spacy.language import Language
from spacy.pipeline import AttributeRuler

from ggsr_extract import ingest, load
from ggsr_extract.errors import ModelError
from ggsr_extract.language import annotate, tagger_of
from ggsr_extract.language.model import Cue
from ggsr_extract.rules import load_rules
from tests.commands import CORPUS, good_file, run
from tests.sentences import finding_with

# Verbs that no rule knows: only a tagger can tell that two clauses stand here.
WORDS = "De regie leunt op niemand, de coach klaagt dikwijls."
VERBS = ("leunt", "klaagt", "zijn", "worden", "heeft", "is")


@pytest.fixture(scope="module", autouse=True)
def without_exceptions() -> Iterator[None]:
    """The thousands of words that spaCy's tokeniser never cuts take a second whenever one is made.

    A toy needs none of them.
    """
    with pytest.MonkeyPatch.context() as patch:
        for language in (Dutch, German):
            patch.setattr(language.Defaults, "tokenizer_exceptions", {})
        yield


def ruler_of(nlp: Language) -> AttributeRuler:
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return ruler


def saved(folder: Path, language: str = "nl", *, pipe: str | None = "attribute_ruler") -> Path:
    nlp = spacy.blank(language)
    nlp.meta["name"], nlp.meta["version"] = "toy", "1.2.3"
    nlp.add_pipe("sentencizer")
    if pipe is not None:
        nlp.add_pipe(pipe)
        ruler = ruler_of(nlp)
        ruler.add([[{"LOWER": {"NOT_IN": list(VERBS)}}]], {"POS": "NOUN"})
        for verb in VERBS:
            ruler.add([[{"LOWER": verb}]], {"POS": "VERB", "MORPH": "VerbForm=Fin"})
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("models") / "toy")


def nobody(model: Path | None) -> Cue:
    """The cue `niemand` as it is read with a model."""
    tagger = tagger_of(model) if model else None
    found = annotate(finding_with(WORDS), load_rules(), tagger)
    (unit,) = (it for it in found.units if it.unit.parent.table == "findings")
    return next(cue for cue in unit.cues if cue.words.text == "niemand")


def test_a_tagger_tells_where_one_clause_ends_and_another_begins(model: Path) -> None:
    assert nobody(None).scope.text == WORDS.rstrip(".")
    assert nobody(model).scope.text == "De regie leunt op niemand"


def test_what_is_not_finite_ends_no_clause(tmp_path: Path) -> None:
    nlp = spacy.load(saved(tmp_path / "model"))
    ruler_of(nlp).add([[{"LOWER": "klaagt"}]], {"MORPH": "VerbForm=Inf"})
    nlp.to_disk(tmp_path / "other")
    assert nobody(tmp_path / "other").scope.text == WORDS.rstrip(".")


def test_sentences_stay_our_own(model: Path) -> None:
    tagger = tagger_of(model)
    words = "Dit geldt o.a. Voor MEE. De coach klaagt."
    found = annotate(finding_with(words), load_rules(), tagger)
    spans = next(it for it in found.units if it.unit.parent.table == "findings").sentences
    assert [words[it.start : it.end] for it in spans] == [
        "Dit geldt o.a. Voor MEE.",
        "De coach klaagt.",
    ]


def test_the_dataset_and_the_run_say_which_pipeline_told_the_words(
    model: Path, tmp_path: Path
) -> None:
    source = good_file(tmp_path / "in")
    output = tmp_path / "output"
    told: list[str] = []
    for spacy_model in (model, None):
        report = ingest([source], output, jobs=0, exactly=True, spacy_model=spacy_model)
        assert report.quarantined == ()
        told += load(output).documents["language_pipeline"].tolist()
        told.append(json.loads((output / "run.json").read_bytes())["language_pipeline"])
    ingest([source], output, jobs=0, exactly=True, language=False)
    assert load(output).documents["language_pipeline"].isna().all()
    assert told[0] == "nl_toy-1.2.3"
    assert told[1].startswith("nl_toy-1.2.3 sha256:")
    assert told[2:] == ["blank:nl", "blank:nl"]


def test_another_model_reads_again_and_the_same_one_does_not(model: Path, tmp_path: Path) -> None:
    source, output = good_file(tmp_path / "in"), tmp_path / "output"
    other = saved(tmp_path / "other")
    (other / "tokenizer").touch()
    reused = [
        ingest([source], output, jobs=0, spacy_model=spacy_model).reused
        for spacy_model in (None, model, model, other)
    ]
    assert reused == [0, 0, 1, 1]  # `other` holds the same files
    nlp = spacy.load(other)
    ruler_of(nlp).add([[{"LOWER": "dus"}]], {"POS": "ADV"})
    nlp.to_disk(other)
    assert ingest([source], output, jobs=0, spacy_model=other).reused == 0


def test_the_model_reaches_the_workers(model: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    result = run("ingest", CORPUS / "eindhoven-2015.txt", "-o", output, "--spacy-model", model)
    assert result.code == 0, result.err
    assert load(output).documents["language_pipeline"].tolist() == ["nl_toy-1.2.3"]


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (lambda folder: folder / "nowhere", "no spaCy pipeline can be loaded"),
        (lambda folder: folder, "no spaCy pipeline can be loaded"),
        (lambda folder: saved(folder / "de", "de"), "is a pipeline for 'de'; expected one for"),
        (lambda folder: saved(folder / "bare", pipe=None), "tags no words"),
    ],
    ids=["missing", "no pipeline", "German", "no tagger"],
)
def test_a_model_that_cannot_be_used_is_refused_before_anything_is_read(
    tmp_path: Path, made: object, message: str
) -> None:
    assert callable(made)
    with pytest.raises(ModelError, match=message):
        tagger_of(made(tmp_path))
    result = run("ingest", CORPUS, "-o", tmp_path / "out", "--spacy-model", made(tmp_path))
    assert (result.code, result.out) == (1, "")
    assert message in result.err
    assert not (tmp_path / "out").exists()


def test_a_model_without_language_is_wrong_usage(model: Path, tmp_path: Path) -> None:
    given = ("--spacy-model", model, "--no-language")
    result = run("ingest", CORPUS, "-o", tmp_path / "out", *given)
    assert result.code == 2
    assert "words are not read" in result.err
