"""How much comes through of what real converters made of a PDF, and the floors that hold it.

    python -m tests.conversions

writes the floors anew: an improvement is taken, or a loss accepted, by running it and committing.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ggsr_extract.factsheet.model import Factsheet
from tests.comparing import (
    Judgement,
    conclusions_expected,
    conclusions_read,
    expected,
    judged,
    parsed,
)
from tests.renderings import fixtures, gold_of, known, unseen
from tests.silence import unsaid

__all__ = ["FLOORS", "Conversion", "conversions", "measured", "pinned", "silent"]

FLOORS = Path(__file__).parent / "renderings" / "fixtures" / "floors.toml"
_HEAD = """\
# Of each converter's output over all fixtures: how many findings there are (`findings`), and for
# how many row, verdict (about the right indicators) and words come out right; the same for
# conclusions. Under `unsaid`: wrong verdicts of a fixture that nothing in the output tells of.
# Written by `python -m tests.conversions`; a test holds these as the least, and the most, that may
# be.
"""

Conversion = tuple[str, str, Factsheet, dict[str, Any]]


@cache
def conversions() -> tuple[Conversion, ...]:
    """(file name, producer, what was read of it, gold) of every fixture."""
    documents = {**known(), **unseen()}
    return tuple(
        (path.name, producer, parsed(path.read_bytes()), gold_of(documents[name]))
        for name, producer, path in fixtures()
    )


@cache
def measured() -> dict[str, Counter[str]]:
    """Producer → how many came out right, by what."""
    found: dict[str, Counter[str]] = {}
    for _, producer, factsheet, gold in conversions():
        found.setdefault(producer, Counter()).update(_counted(factsheet, gold))
    return found


def _counted(factsheet: Factsheet, gold: dict[str, Any]) -> Iterator[str]:
    got = judged(factsheet)
    for want in expected(gold):
        yield "findings"
        yield from _right(want, [one for one in got if one.place == want.place])
    points = conclusions_expected(gold)
    yield from ("conclusions" for _ in points)
    read = conclusions_read(factsheet)
    yield from ("conclusion" for point in points if point in read)


def _right(want: Judgement, got: list[Judgement]) -> Iterator[str]:
    if got:
        yield "row"
    same = [one for one in got if one.about == want.about and one.verdict == want.verdict]
    if same:
        yield "verdict"
    if any(one.texts[0] in want.texts for one in same):
        yield "text"


@cache
def silent() -> dict[str, int]:
    """File name → wrong verdicts that nothing tells of, where there are any."""
    counts = {name: len(unsaid(gold, factsheet)) for name, _, factsheet, gold in conversions()}
    return {name: count for name, count in counts.items() if count}


def pinned() -> dict[str, dict[str, int]]:
    """The committed figures: a table a producer, and `unsaid`."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def _written() -> str:
    keys = ("findings", "row", "verdict", "text", "conclusions", "conclusion")
    parts = [_HEAD]
    for producer, counts in measured().items():
        lines = "".join(f"{key} = {counts[key]}\n" for key in keys)
        parts.append(f"[{producer}]\n{lines}")
    parts.append(
        "[unsaid]\n" + "".join(f'"{name}" = {count}\n' for name, count in silent().items())
    )
    return "\n".join(parts)


if __name__ == "__main__":
    FLOORS.write_text(_written(), "utf-8", newline="\n")
