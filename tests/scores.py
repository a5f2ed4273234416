"""How well it reads what it has not been written for: `python -m tests.scores`.

The known factsheets as they are, re-rendered in other shapes of text, and as real converters write
them; the same for invented factsheets of other municipalities, and for two of those that were held
out: nobody looked at them while writing rules. Each group is ingested and scored like any dataset.
The README quotes this table.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from ggsr_extract import evaluate, ingest
from ggsr_extract.scoring import Scores
from tests.commands import CORPUS
from tests.renderings import (
    SHAPES,
    Factsheet,
    fixtures,
    gold_of,
    held_out,
    held_out_fixtures,
    known,
    render,
    unseen,
)

__all__ = ["FIELDS", "groups", "measured", "table"]

FIELDS = ("row", "verdict", "text", "linked")
# File name of a source → (name of the factsheet, its text).
Sources = Mapping[str, tuple[str, str]]
Texts = Callable[[], Iterable[tuple[str, str, Path]]]

_GROUPS: dict[str, tuple[Callable[[], Mapping[str, Factsheet]], Texts]] = {
    "known": (known, fixtures),
    "invented": (unseen, fixtures),
    "held out": (held_out, held_out_fixtures),
}


def groups() -> Iterator[tuple[str, str, Sources]]:
    """(known, invented or held out; how it was made; sources) of each line of the table."""
    yield "known", "as they are", {name: (name, _corpus(name)) for name in known()}
    for label, (sheets, texts) in _GROUPS.items():
        for shape in SHAPES:
            yield label, f"re-rendered: {shape}", _rendered(sheets(), shape)
        for converter in sorted({producer for _, producer, _ in texts()}):
            yield label, f"converter: {converter}", _converted(sheets(), texts, converter)


def _corpus(name: str) -> str:
    return (CORPUS / f"{name}.txt").read_text(encoding="utf-8")


def _rendered(sheets: Mapping[str, Factsheet], shape: str) -> Sources:
    return {name: (name, render(sheet, shape)) for name, sheet in sheets.items()}


def _converted(sheets: Mapping[str, Factsheet], texts: Texts, converter: str) -> Sources:
    return {
        path.stem: (name, path.read_text(encoding="utf-8"))
        for name, producer, path in texts()
        if name in sheets and producer == converter
    }


def measured(sources: Sources) -> Scores:
    """Ingest the sources and score them against the gold of the factsheets that they render."""
    sheets = {**known(), **unseen(), **held_out()}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for part in ("in", "gold"):
            (folder / part).mkdir()
        for stem, (name, text) in sources.items():
            (folder / "in" / f"{stem}.txt").write_text(text, encoding="utf-8")
            gold = {**gold_of(sheets[name]), "source_file": f"{stem}.txt"}
            content = json.dumps(gold, ensure_ascii=False)
            (folder / "gold" / f"{stem}.json").write_text(content, encoding="utf-8")
        ingest([folder / "in"], folder / "output", jobs=0, language=False)
        return evaluate(folder / "output", folder / "gold")


def table() -> Iterator[str]:
    """The lines of a Markdown table: F1 by field, and the character error rate."""
    yield f"| factsheets | text | findings | {' | '.join(FIELDS)} | characters wrong |"
    yield f"| --- | --- | --: | {' | '.join('--:' for _ in FIELDS)} | --: |"
    for label, made, sources in groups():
        scores = measured(sources)
        figures = (min(scores.fields[name].micro.f1, 1.0) for name in FIELDS)
        cells = [f"{int(figure * 1000) / 1000:.3f}" for figure in figures]
        support = scores.fields["row"].micro.support
        wrong = f"{scores.character_error_rate:.1%}"
        yield f"| {label} | {made} | {support} | {' | '.join(cells)} | {wrong} |"


if __name__ == "__main__":
    for line in table():
        print(line, flush=True)
