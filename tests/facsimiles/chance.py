"""Read factsheets in looks that chance chose: `python -m tests.facsimiles.chance COUNT [FIRST]`.

A look that nobody chose is the best guess at what the next printer does. Each number is a seed: it
gives the same document, producer and look again. Prints what is not read as it was written. Needs
what `tests.facsimiles.make` needs; PDFs stay in the folder that `--keep` names.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random

from ggsr_extract.errors import SourceError
from ggsr_extract.factsheet import parse
from ggsr_extract.factsheet.model import Factsheet as Read
from ggsr_extract.readers import read
from tests.comparing import (
    Judgement,
    conclusions_expected,
    conclusions_read,
    expected,
    is_same,
    judged,
    rules,
)
from tests.facsimiles.look import Geometry, Look
from tests.facsimiles.make import printed
from tests.renderings import gold_of, known, unseen
from tests.renderings.model import Factsheet

__all__ = ["Draw", "drawn"]

_FONTS = ("DejaVu Sans", "DejaVu Sans", "DejaVu Serif", "DejaVu Sans Condensed")
_PAGES = ("A4", "A4", "A4", "letter", "B5", "A3")


@dataclass(frozen=True, slots=True)
class Draw:
    """What chance chose for a number."""

    factsheet: Factsheet
    producer: str
    look: Look


def drawn(number: int) -> Draw:
    """The document, producer and look of a number."""
    rng = Random(number)
    factsheet = rng.choice(list({**known(), **unseen()}.values()))
    producer = rng.choice(("weasyprint", "weasyprint", "chromium", "libreoffice"))
    return Draw(factsheet, producer, _look(rng, producer))


def _look(rng: Random, producer: str) -> Look:
    is_open = rng.random() < 0.3
    return Look(
        ruling=rng.choice(("grid", "grid", "horizontal", "zebra", "none")),
        has_glyph_column=rng.random() < 0.5,
        is_landscape=rng.random() < 0.25,
        prose_columns=rng.choice((1, 1, 2)),
        repeats_header=rng.random() < 0.5,
        splits_rows=rng.random() < 0.6,
        is_open=is_open,
        hyphenates=rng.random() < 0.7,
        is_justified=rng.random() < 0.3,
        has_spans=rng.random() < 0.6,
        has_attributes=producer == "libreoffice",
        bar=rng.choice(("row", "row", "plain", "heading")),
        running=rng.choice(("corners", "top", "middle", "outside")),
        geometry=_geometry(rng),
    )


def _geometry(rng: Random) -> Geometry:
    return Geometry(
        page=rng.choice(_PAGES),
        margins=(rng.uniform(15, 30), rng.uniform(10, 28), rng.uniform(15, 28)),
        font=rng.choice(_FONTS),
        size=round(rng.uniform(7, 11.5), 1),
        leading=round(rng.uniform(1.1, 1.6), 2),
        padding=(round(rng.uniform(1.5, 7), 1), round(rng.uniform(2, 9), 1)),
        after=round(rng.uniform(0, 6), 1),
        criterion=round(rng.uniform(20, 34)),
        indicator=round(rng.uniform(34, 62)),
        rule=rng.choice((0.25, 0.5, 1.0, 2.0)),
    )


def _wrong(wanted: list[Judgement], got: list[Judgement]) -> Counter[str]:
    """How many findings are wrong in what, of those that the gold has."""
    counts: Counter[str] = Counter(findings=len(wanted), extra=max(0, len(got) - len(wanted)))
    places = {judgement.place + judgement.about: judgement for judgement in got}
    rows = {judgement.place for judgement in got}
    for judgement in wanted:
        counts["row"] += judgement.place not in rows
        found = places.get(judgement.place + judgement.about)
        counts["finding"] += found is None
        if found is not None:
            counts["verdict"] += found.verdict != judgement.verdict
            counts["criterion"] += found.criterion != judgement.criterion
            counts["caveats"] += found.caveats != judgement.caveats
            counts["text"] += found.texts[0] not in judgement.texts
    return counts


def _silent(wanted: list[Judgement], seen: Read) -> int:
    """How many findings are read otherwise than the gold has them, and say of it nothing."""
    findings = [finding for row in seen.rows for finding in row.findings]
    return sum(
        not finding.needs_review and not any(is_same(want, read_as) for want in wanted)
        for finding, read_as in zip(findings, judged(seen), strict=True)
    )


def _score(factsheet: Factsheet, pdf: bytes) -> Counter[str]:
    gold = gold_of(factsheet)
    try:
        seen: Read | None = parse(read(pdf), rules())
    except SourceError:
        seen = None
    counts = _wrong(expected(gold), judged(seen) if seen else [])
    counts["silent"] = _silent(expected(gold), seen) if seen else 0
    sides = Counter(conclusions_expected(gold))
    counts["conclusions"] = sum((sides - Counter(conclusions_read(seen) if seen else [])).values())
    counts["points"] = sum(sides.values())
    counts["unclaimed"] = sum(block.role == "unclaimed" for block in seen.blocks) if seen else 1
    return counts


_MISTAKES = ("row", "finding", "verdict", "criterion", "caveats", "text", "extra", "conclusions")


def main() -> None:
    """Print the factsheets with, and the number of those without, a mistake."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("first", type=int, nargs="?", default=0)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("-q", action="store_true")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    whole = 0
    with tempfile.TemporaryDirectory() as made:
        folder = options.keep or Path(made)
        for number in range(options.first, options.first + options.count):
            draw = drawn(number)
            path = folder / f"{number}.{draw.factsheet.key}.{draw.producer}.pdf"
            if not path.exists():
                path.write_bytes(printed(draw.factsheet, draw.producer, draw.look))
            counts = _score(draw.factsheet, path.read_bytes())
            total += counts
            wrong = {
                name: counts[name] for name in (*_MISTAKES, "unclaimed", "silent") if counts[name]
            }
            whole += not wrong
            if wrong and not options.q:
                print(path.name, f"({counts['findings']})", wrong, flush=True)
    print(f"{whole} of {options.count} whole;", dict(total))


if __name__ == "__main__":
    main()
