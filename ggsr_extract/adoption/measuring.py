"""What a corpus scores with a new document in it: its floors from now on."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from ggsr_extract.adoption.complaints import AdoptionError
from ggsr_extract.adoption.corpus import Corpus
from ggsr_extract.batch import ingest
from ggsr_extract.scoring import (
    LanguageScores,
    Scores,
    check_floors,
    evaluate,
    load_floors,
    render_floors,
    score_language,
)

__all__ = ["Measured", "measure"]


class Measured(Struct, frozen=True):
    """The scores of the whole corpus, as floors, and what became lower than it was.

    `lowered` are sentences; `mended` counts the values of the new document that its gold says
    otherwise than the extractor.
    """

    scores: Scores
    floors: str
    lowered: tuple[str, ...]
    mended: int


def measure(corpus: Corpus, name: str, data: bytes, gold: str) -> Measured:
    """Read the corpus with the document `name` in it, and score it against all gold.

    Raises:
        AdoptionError: a document of the corpus is not there or no longer comes through, or the
            corpus without the new document is below its floors already.
    """
    with _readings(corpus, name, data) as (output, golds):
        words = score_language(output, corpus.language_gold) if corpus.has_language_gold else None
        if corpus.entry_of(name) is None and any(golds.glob("*.json")):
            _require_floors(corpus, evaluate(output, golds), words)
        (golds / corpus.gold_of(name).name).write_text(gold, encoding="utf-8")
        scores = evaluate(output, golds)
    if scores.missing:
        raise AdoptionError(f"{corpus.folder}: no document came through for {scores.missing[0]}")
    stem = corpus.gold_of(name).stem
    return Measured(
        scores,
        render_floors(scores, words),
        tuple(_lowered(corpus, scores)),
        sum(error.document == stem for error in scores.errors),
    )


@contextmanager
def _readings(corpus: Corpus, name: str, data: bytes) -> Iterator[tuple[Path, Path]]:
    """A dataset of the documents, and a copy of the gold."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sources, golds = folder / "in", folder / "gold"
        sources.mkdir()
        golds.mkdir()
        for path in sorted(corpus.gold.glob("*.json")):
            shutil.copy(path, golds)
        for entry in corpus.entries:
            _copy(corpus.folder / entry["file"], sources)
        (sources / name).write_bytes(data)
        output, has_words = folder / "output", corpus.has_language_gold
        ingest([sources], output, language=has_words, cache=folder / "cache")
        yield output, golds


def _copy(path: Path, folder: Path) -> None:
    try:
        shutil.copy(path, folder)
    except OSError as error:
        raise AdoptionError(f"{path}: is in the manifest, and cannot be read") from error


def _require_floors(corpus: Corpus, scores: Scores, words: LanguageScores | None) -> None:
    """A loss that is there already may not hide in the floors of a bigger corpus."""
    if not corpus.floors.exists():
        return
    for complaint in check_floors(scores, load_floors(corpus.floors), words):
        raise AdoptionError(
            f"{corpus.floors}: without the new document the corpus does not keep its floors: "
            f"{complaint}. Mend that first"
        )


def _lowered(corpus: Corpus, scores: Scores) -> Iterator[str]:
    """Floors that are lower than they were, since the extractor errs in the new document."""
    if not corpus.floors.exists():
        return
    floors = load_floors(corpus.floors)
    now: Mapping[str, float] = {name: it.micro.f1 for name, it in scores.fields.items()}
    for name, before in floors.micro.items():
        if now[name] < before:
            yield f"{name}: {before:.4f} → {now[name]:.4f}"
