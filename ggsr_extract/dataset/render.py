"""An explanation as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from ggsr_extract.dataset.explain import ExplainedValue, Explanation, Place, Reading
from ggsr_extract.terminal import printable

__all__ = ["render"]


def render(explanation: Explanation) -> str:
    """The explanation in words, line by line.

    The value's pieces stand between ⟦ and ⟧ in the excerpts. Control and bidi characters that the
    document holds are spelled out, so that they cannot do anything to a terminal.
    """
    return "\n".join(printable(line) for line in _lines(explanation))


def _lines(explanation: Explanation) -> Iterator[str]:
    yield f"{explanation.table} {explanation.id}"
    yield f"source: {explanation.source_path}"
    for name, value in explanation.facts:
        yield f"  {name}: {value}"
    for each in explanation.values:
        yield ""
        yield from _value_lines(each)
    if explanation.readings:
        yield ""
        yield "indicators"
        for reading in explanation.readings:
            yield f"  {_reading(reading)}"
    if explanation.rules:
        yield ""
        yield f"rules: {', '.join(explanation.rules)}"


def _value_lines(value: ExplainedValue) -> Iterator[str]:
    yield value.field
    yield f"  reads: {value.text}"
    excerpt = "".join(f"⟦{part.text}⟧" if part.is_value else part.text for part in value.excerpts)
    for line in excerpt.split("\n"):
        if line.strip():
            yield f"  | {line}"
    for place in value.places:
        yield f"  at {_place(place)}"
    for mend in value.mends:
        yield f"  mended at {mend.char_start}: {mend.printed!r} to {mend.mended!r} ({mend.rule})"
    for role, rule in value.blocks:
        yield f"  in {role} ({rule})"


def _place(place: Place) -> str:
    text = f"{place.char_start}-{place.char_end}"
    if place.page is not None:
        text += f", page {place.page}"
    if place.box is not None:
        text += ", box " + " ".join(f"{side:.1f}" for side in place.box) + " pt"
    return text


def _reading(reading: Reading) -> str:
    inferred = ", a reading" if reading.is_inferred else ""
    text = (
        f"{reading.relation} {reading.indicator_id}: {reading.method} {reading.score:.3f}{inferred}"
    )
    if reading.runner_up is None:
        return text
    margin = "" if reading.margin is None else f", {reading.margin:.3f} behind"
    return f"{text}; next best {reading.runner_up}{margin}"
