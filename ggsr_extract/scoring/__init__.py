"""Dataset + gold → scores: precision, recall and F1 for every field."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from ggsr_extract.scoring.floors import (
    FloorError,
    Floors,
    check_floors,
    load_floors,
    render_floors,
)
from ggsr_extract.scoring.gold import GoldError, read_gold
from ggsr_extract.scoring.judge import judge_document
from ggsr_extract.scoring.language import (
    LanguageScores,
    language_to_json,
    render_language,
    score_language,
)
from ggsr_extract.scoring.match import match_documents
from ggsr_extract.scoring.output import read_output
from ggsr_extract.scoring.report import render_text, to_json
from ggsr_extract.scoring.scores import (
    Count,
    Discrepancy,
    DocumentScores,
    FieldScore,
    Judgement,
    Scores,
)

__all__ = [
    "Count",
    "Discrepancy",
    "DocumentScores",
    "FieldScore",
    "FloorError",
    "Floors",
    "GoldError",
    "Judgement",
    "LanguageScores",
    "Scores",
    "check_floors",
    "evaluate",
    "language_to_json",
    "load_floors",
    "render_floors",
    "render_language",
    "render_text",
    "score_language",
    "to_json",
]


def evaluate(
    output: Path,
    gold: Path,
    *,
    match: Mapping[str, str] | Literal["source_file", "factsheet"] = "source_file",
) -> Scores:
    """Score the dataset in the folder `output` against `gold`, a folder of JSON files or one file.

    A gold file is about the document whose file has the name that it gives as `source_file`.
    `match="factsheet"` takes, where no file has that name, the document of the same municipality
    and kind; a mapping from the names of gold files (without ending) to document ids or source
    paths says it outright. Gold without a document counts as missed, whole.

    Raises:
        GoldError: the gold does not keep to its format, or several documents answer to one file.
        OutputError: the folder holds no dataset.
    """
    golds = read_gold(gold)
    sheets = read_output(output)
    found = match_documents(golds.sheets, sheets, match)
    scored = {sheet.document_id for sheet in found.values()}
    return Scores(
        gold_sha256=golds.sha256,
        documents=tuple(
            judge_document(expected, found.get(expected.name)) for expected in golds.sheets
        ),
        unscored=tuple(sheet.source for sheet in sheets if sheet.document_id not in scored),
    )
