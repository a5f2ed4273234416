"""Scores: what always holds."""

from __future__ import annotations

import copy
import subprocess
import sys
from itertools import permutations, zip_longest

from hypothesis import given, settings
from hypothesis import strategies as st

from ggsr_extract.scoring import (
    to_json,
)
from ggsr_extract.scoring.pairing import pair_up

from .builders import (
    PERFECT,
    score,
)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_scores_stay_within_bounds_and_the_order_of_rows_does_not_matter(
    data: st.DataObject,
) -> None:
    tables = copy.deepcopy(PERFECT)
    texts = [row["text"] for row in PERFECT["findings"]]
    for row in tables["findings"]:
        row["text"] = data.draw(st.sampled_from([*texts, None, "Iets anders."]))
        row["verdict"] = data.draw(st.sampled_from(["meets", "improvement_point", None]))
        row["year"] = data.draw(st.sampled_from([2013, 2014]))
    for name in ("findings", "finding_indicators", "caveats", "conclusions", "respondents"):
        tables[name] = [row for row in tables[name] if data.draw(st.integers(0, 3))]
    shuffled = {name: data.draw(st.permutations(rows)) for name, rows in tables.items()}
    scores = score(tables)
    assert to_json(scores) == to_json(score(shuffled))
    assert 0 <= scores.character_error_rate <= 1
    for field in scores.fields.values():
        for part in (field.micro, field.macro):
            assert all(0 <= value <= 1 for value in (part.precision, part.recall, part.f1))


@given(st.lists(st.lists(st.integers(-2, 9), min_size=4, max_size=4), max_size=4))
def test_no_other_pairing_weighs_more(weights: list[list[int]]) -> None:
    pairs = pair_up(range(len(weights)), range(4), lambda row, column: weights[row][column])
    total = sum(
        weights[row][column] for row, column in pairs if row is not None and column is not None
    )
    best = max(
        sum(max(0, weights[row][column]) for row, column in enumerate(order[: len(weights)]))
        for order in permutations(range(4))
    )
    assert total == best
    assert sorted(row for row, _ in pairs if row is not None) == list(range(len(weights)))
    assert sorted(column for _, column in pairs if column is not None) == list(range(4))


@given(st.integers(0, 6), st.integers(0, 6))
def test_what_weighs_the_same_pairs_in_order(rows: int, columns: int) -> None:
    pairs = pair_up(range(rows), range(columns), lambda *_: 1.0)
    assert list(pairs) == list(zip_longest(range(rows), range(columns)))


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    heavy = {"pandas", "pyarrow", "pydantic", "rapidfuzz", "spacy"}
    code = f"import sys, ggsr_extract.scoring; print({heavy!r} & set(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    assert result.stdout.strip() == "set()"
