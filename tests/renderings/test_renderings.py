"""The test material itself: renderings say what the trees say, and the trees what the gold says."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from random import Random

import pytest

from . import SHAPES, Factsheet, fixtures, gold_of, held_out, known, perturb, render, unseen
from .framework import ROOT
from .model import Bullets, Heading

_DOCUMENTS = {**known(), **unseen(), **held_out()}
_FIXTURES = tuple(fixtures())


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", html.unescape(re.sub(r"<[^>]+>", " ", text)))


def _cell_texts(factsheet: Factsheet) -> list[str]:
    findings = [
        finding
        for approach in factsheet.approaches
        for table in approach.tables
        for row in table.rows
        for finding in row.findings
    ]
    conclusions = [
        point.text for approach in factsheet.approaches for point in approach.conclusions
    ]
    return [
        text for finding in findings for text in (*finding.paragraphs, *finding.caveats)
    ] + conclusions


def _prose_texts(factsheet: Factsheet) -> list[str]:
    blocks = [
        *factsheet.opening,
        *(block for approach in factsheet.approaches for block in approach.blocks),
    ]
    return [
        text
        for block in blocks
        if not isinstance(block, Heading)
        for text in (block.items if isinstance(block, Bullets) else (block.text,))
    ]


@pytest.mark.parametrize("name", known())
def test_a_known_tree_has_the_hand_made_gold(name: str) -> None:
    gold = json.loads((ROOT / "corpus" / "gold" / f"{name}.json").read_text("utf-8"))
    assert gold_of(known()[name]) == gold


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", _DOCUMENTS)
def test_no_shape_loses_a_word(name: str, shape: str) -> None:
    factsheet = _DOCUMENTS[name]
    texts = [*_cell_texts(factsheet), *_prose_texts(factsheet)]
    assert len(texts) > 4
    for seed in range(4):
        letters = _letters(render(factsheet, shape, seed=seed))
        assert [text for text in texts if _letters(text) not in letters] == []


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", _DOCUMENTS)
def test_perturbations_find_every_glyph_and_every_indicator(name: str, shape: str) -> None:
    rows = [
        row
        for approach in _DOCUMENTS[name].approaches
        for table in approach.tables
        for row in table.rows
    ]
    text = render(_DOCUMENTS[name], shape)
    printed = list(perturb.indicator_spans(text))
    assert len(printed) == sum(len(row.indicators) for row in rows)
    assert perturb.verdict_count(text) == sum(len(row.findings) for row in rows)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("damage", perturb.PERTURBATIONS)
def test_a_perturbation_changes_the_text_and_repeats_itself(shape: str, damage: str) -> None:
    text = render(known()["ede-2013"], shape)
    changed = perturb.PERTURBATIONS[damage](text, Random(1))
    assert changed == perturb.PERTURBATIONS[damage](text, Random(1))
    is_without_effect = shape == "html" and damage in (
        "other_columns",
        "no_blank_lines",
        "double_blank_lines",
    )
    assert (changed == text) is is_without_effect


def _has_in_order(text: str, tokens: list[str]) -> bool:
    """Whether the words occur in order and near, parted only where a token ends in a hyphen."""
    words = re.findall(r"\w+", text)
    starts = [place for place, token in enumerate(tokens) if words[0].startswith(token.rstrip("-"))]
    return any(_follows(words, tokens[start : start + 6 * len(words) + 150]) for start in starts)


def _follows(words: list[str], tokens: list[str]) -> bool:
    """Follow every reading at once: a token ends a word, begins one, or is another column's."""
    readings = {(0, words[0])}
    for token in tokens:
        for place, rest in tuple(readings):
            if token.rstrip("-") == rest:
                if place + 1 == len(words):
                    return True
                readings.add((place + 1, words[place + 1]))
            elif token.endswith("-") and rest.startswith(token[:-1]):
                readings.add((place, rest.removeprefix(token[:-1])))
    return False


def test_every_known_factsheet_and_half_of_the_unseen_went_through_every_converter() -> None:
    producers = {producer for _, producer, _ in _FIXTURES}
    assert producers == {"pdftotext", "pdftotext-layout", "pdftotext-raw", "pdfminer"}
    printed = {(document, path.name.split(".")[2]) for document, _, path in _FIXTURES}
    assert len(_FIXTURES) == len(printed) * len(producers)
    documents = {document for document, _ in printed}
    assert set(known()) <= documents <= set(_DOCUMENTS)
    assert len(documents - set(known())) >= len(unseen()) / 2


@pytest.mark.parametrize(
    ("document", "producer", "path"), _FIXTURES, ids=[path.name for *_, path in _FIXTURES]
)
def test_a_real_converter_lost_no_word_of_a_cell(document: str, producer: str, path: Path) -> None:
    tokens = re.findall(r"\w+-?", path.read_text("utf-8"))
    texts = _cell_texts(_DOCUMENTS[document])
    lost = [text for text in texts if not _has_in_order(text, tokens)]
    # pdftotext without options drops a line-end hyphen and glues the part before it to whatever it
    # takes for the next line, sometimes the neighbouring column's.
    assert len(lost) <= (len(texts) // 6 if producer == "pdftotext" else 0), lost
