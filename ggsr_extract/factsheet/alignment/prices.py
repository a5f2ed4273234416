"""What the parts of an account cost, in characters of unknown text."""

from __future__ import annotations

from ggsr_extract.factsheet.alignment.model import FreeGlyph, Open, Phase, State
from ggsr_extract.factsheet.wordings import Wording

__all__ = [
    "BEHIND_SIGN",
    "CONTINUED",
    "EDIT",
    "FIRST_WOVEN",
    "LOST_LINE",
    "MID_WORD",
    "RESUMED",
    "RESUMED_WHOLE",
    "SKIPPED",
    "WOVEN",
    "closing",
    "entry_price",
    "finding_price",
]

# Prices, in unknown characters. They were set by reasoning on orders of magnitude (an indicator is
# 40 to 140 characters, a line 20 to 80) and checked on perturbed documents.
EDIT = 1.5  # an edit in a wording
_START = 3.0  # beginning a wording
SKIPPED = 0.8  # a character of its beginning that is not there
_UNFINISHED = 0.7  # a character of a wording that was begun and never came
_FORWARD = 0.7  # an indicator that is passed over
_REPEATED = 10.0  # an indicator again, or an earlier one of the theme, beside its characters
_BACKWARD = 30.0  # an indicator of an earlier theme
_OTHER_THEME = 3.0  # an indicator under the name of another theme
_OTHER_CRITERION = 2.0  # an indicator of another criterion than the one above it
_MID_SENTENCE = 15.0  # a wording that begins where the sentence of a finding goes on
_NO_VERDICT = 8.0  # the next indicator, of another criterion, before a verdict
_NO_GLYPH = 5.0  # a finding without a glyph
_NO_INDICATOR = 2.0  # a verdict before any indicator
_AFTER_GLYPH = 4.0  # an indicator directly after a glyph
LOST_LINE = 1.0  # a stretch of a wording that is not there, beside its characters
RESUMED = 12.0  # a wording that goes on after finding text
RESUMED_WHOLE = 3.0  # the same, to its end and no further
CONTINUED = 0.1  # a wording that goes on
WOVEN = 1.5  # a stretch of a wording inside a line of finding text
FIRST_WOVEN = 8.0  # the first of those for an indicator
BEHIND_SIGN = 5.0  # those behind a sign that follows the wording: there stands the finding
MID_WORD = 2.0  # a wording that stops inside a word
_LATE_CRITERION = 8.0  # a criterion after its rows: a converter may write spanning cells last
_GLYPH_IN_TEXT = 12.0  # an unmistakable glyph that is none
_WEAK_IN_TEXT = 6.0  # a letter that might be a glyph and is none
_DASH_IN_TEXT = 1.0  # a dash within a finding that is none
_MORE_GLYPHS = 2.0  # more verdicts than are due
_WEAK_AGAIN = 5.0  # a dash as one verdict more


def closing(state: State) -> float:
    """What is still to pay when the lines end here: wordings that never came."""
    return _abandoned(state.criterion) + _abandoned(state.indicator)


def _abandoned(unfinished: Open | None) -> float:
    return unfinished.rest * _UNFINISHED if unfinished else 0.0


def entry_price(state: State, theme_id: str | None, wording: Wording, position: int) -> float:
    """What it costs that a wording begins here, at `position` of it."""
    price = _START + position * SKIPPED
    if theme_id is not None and wording.theme_id != theme_id:
        price += _OTHER_THEME
    if state.phase == "finding" and state.is_open:
        price += _MID_SENTENCE
    criterion, indicator = state.criterion, state.indicator
    if wording.level == "criterion":
        return price + _abandoned(criterion) + _order_price(criterion, wording)
    if state.phase == "glyph":
        price += _AFTER_GLYPH
    elif state.phase == "indicator" and indicator is not None:
        other = indicator.wording.criterion_id != wording.criterion_id
        price += _NO_VERDICT if other else 0.0
    if criterion is not None and criterion.wording.id != wording.criterion_id:
        price += _OTHER_CRITERION
    return price + _abandoned(indicator) + _order_price(indicator, wording)


def _order_price(previous: Open | None, wording: Wording) -> float:
    if previous is None:
        return 0.0
    step = wording.ordinal - previous.wording.ordinal
    if step > 0:
        return (step - 1) * _FORWARD
    if wording.level == "criterion":
        # A converter may write a cell that spans rows after those rows.
        return _LATE_CRITERION
    if previous.wording.theme_id == wording.theme_id:
        # A finding that echoes an indicator saves no characters by being taken for it.
        return _REPEATED + len(wording.text)
    return _BACKWARD


def finding_price(
    state: State, glyph: FreeGlyph | None, length: int, *, is_glyph: bool
) -> tuple[float, Phase]:
    """What it costs that finding text stands here, and what phase it leads to."""
    if is_glyph and glyph is not None:
        phase: Phase = "glyph" if length <= glyph.length else "finding"
        if state.phase == "finding":
            price = 0.0 if state.due else _MORE_GLYPHS
            doubtful = _is_dash(glyph) and (state.is_open or not state.due)
            return price + (_WEAK_AGAIN if doubtful else 0.0), phase
        return (_NO_INDICATOR if state.phase in ("start", "criterion") else 0.0), phase
    price = _NO_GLYPH if state.phase in ("indicator", "criterion") else 0.0
    if glyph is not None:
        doubtful = _is_dash(glyph) and state.phase == "finding" and state.is_open
        price += _DASH_IN_TEXT if doubtful else _WEAK_IN_TEXT if glyph.is_weak else _GLYPH_IN_TEXT
    return price, "finding"


def _is_dash(glyph: FreeGlyph) -> bool:
    """A weak sign that is no letter: running text is full of those."""
    return glyph.is_weak and glyph.length == 0
