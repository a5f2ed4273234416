"""Lines aligned to the toetsingskader, where the layout is lost.

A table whose cells were written out line by line is a weave of two texts that are known (the
wordings of criteria and indicators, in the order of the toetsingskader) and one that is not (the
findings). The cheapest account of all lines is searched with a beam: a character of a known
wording costs next to nothing, an unknown one costs 1, an edit, a wording left unfinished, a
repeated or backward indicator cost more. Nothing is decided by one sign alone; a typo, a dropped
line, a hyphen or columns that run together make an account dearer, not impossible.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from operator import attrgetter

from msgspec.structs import replace

from ggsr_extract.factsheet.alignment.matching import Advance, View, Woven
from ggsr_extract.factsheet.alignment.model import (
    START,
    LineInput,
    Open,
    Path,
    Piece,
    State,
    Step,
)
from ggsr_extract.factsheet.alignment.prices import (
    BEHIND_SIGN,
    CONTINUED,
    EDIT,
    FIRST_WOVEN,
    LOST_LINE,
    MID_WORD,
    RESUMED,
    RESUMED_WHOLE,
    SKIPPED,
    WOVEN,
    closing,
    entry_price,
    finding_price,
)
from ggsr_extract.factsheet.wordings import Wording, Wordings

__all__ = ["align"]

# Accounts that are kept after each line, and how much dearer than the best they may be.
_BEAM = 8
_SLACK = 30.0
# Wordings that may follow each other on one line.
_MOST_WORDINGS = 4
# A wording dearer than its characters by this is not tried.
_WORTHLESS = 5.0
# Characters in a row that leave no doubt that a wording goes on.
_CERTAIN = 8


def align(lines: Sequence[LineInput], wordings: Wordings, verdicts: int) -> tuple[Piece, ...]:
    """The cheapest account of the lines of one region, as pieces in reading order.

    `verdicts` is how many an indicator mostly has: one for each year column.
    """
    paths = [Path(0.0, START, (), None)]
    views = [View(line, wordings) for line in lines]
    for view in views:
        frontier = _Frontier()
        for parent in paths:
            _expand(parent, view, verdicts, frontier)
        paths = frontier.paths()
    best = min(paths, key=lambda path: path.cost + closing(path.state))
    accounts = zip(views, reversed(list(_history(best))), strict=True)
    return tuple(view.piece(step) for view, steps in accounts for step in steps)


def _history(path: Path) -> Iterator[tuple[Step, ...]]:
    """The steps of each line, those of the last one first."""
    while path.parent is not None:
        yield path.steps
        path = path.parent


class _Frontier:
    """The accounts up to a line: the cheapest for each state, as far as they can be kept."""

    def __init__(self) -> None:
        self._best: dict[State, Path] = {}
        self.limit = math.inf

    def add(self, path: Path) -> None:
        """An account that is too dear beside the best one so far is dropped."""
        cost = path.cost
        if cost > self.limit:
            return
        known = self._best.get(path.state)
        if known is None or cost < known.cost:
            self._best[path.state] = path
            self.limit = min(self.limit, cost + _SLACK)

    def paths(self) -> list[Path]:
        """The cheapest ones, in order."""
        ranked = sorted(self._best.values(), key=attrgetter("cost"))
        return [path for path in ranked[:_BEAM] if path.cost <= self.limit]


def _expand(path: Path, view: View, verdicts: int, frontier: _Frontier) -> None:
    """All ways in which an account goes on over a line."""
    _add_findings(Path(path.cost, path.state, (), path), view, 0, frontier)
    glyph = view.glyphs.get(0)
    if glyph is not None and not glyph.is_weak:
        return
    most = frontier.limit - path.cost
    for reached, cost, steps, end in _leading(path.state, view, 0, most):
        state = reached
        begun = sum(step.is_start and step.kind == "indicator" for step in steps)
        if begun:
            waiting = path.state.due if path.state.phase in ("indicator", "criterion") else 0
            state = replace(state, due=begun * verdicts + waiting)
        advanced = Path(path.cost + cost, state, steps, path)
        if end >= view.length:
            frontier.add(advanced)
        else:
            _add_findings(advanced, view, end, frontier)


def _leading(
    state: State, view: View, start: int, most: float, depth: int = 0
) -> Iterator[tuple[State, float, tuple[Step, ...], int]]:
    """Accounts of the line's beginning as one or more wordings, with where they end.

    None costs more than `most`.
    """
    for opened, entry, is_start, advances in _openings(state, view, start):
        if entry > most:
            continue
        wording = opened.wording
        for end, position, distance in advances:
            cost = entry + distance * EDIT
            if end < view.length and not view.ends_word(end):
                cost += MID_WORD
            if cost > most:
                continue
            moved = _moved(state, Open(wording, position))
            consumed = position - opened.position
            step = Step(wording.level, start, end, wording, distance, is_start, consumed)
            yield moved, cost, (step,), end
            if depth < _MOST_WORDINGS and end < view.length:
                for deeper, more, steps, final in _leading(
                    moved, view, end, most - cost, depth + 1
                ):
                    yield deeper, cost + more, (step, *steps), final


def _openings(
    state: State, view: View, start: int
) -> Iterator[tuple[Open, float, bool, list[Advance]]]:
    """Wordings that go on or begin here, with the price of that, whether they begin, and how far.

    Where a line goes on with an open wording to its end without a fault, nothing is better.
    """
    for unfinished in (state.criterion, state.indicator):
        if unfinished is None or not unfinished.rest:
            continue
        resumed = state.phase in ("finding", "glyph") and not state.is_woven
        if advances := view.advances(start, unfinished):
            again = RESUMED_WHOLE if _is_rest(view, start, unfinished) else RESUMED
            yield unfinished, again if resumed else CONTINUED, False, advances
            if not resumed and view.fills(start, unfinished, _CERTAIN):
                return
    for opened, advances in view.beginnings(start):
        unfinished = _of_same(state, opened)
        if unfinished is not None and opened.position > unfinished.position:
            # A line of the wording was lost, and it goes on after that.
            lost = opened.position - unfinished.position
            yield opened, LOST_LINE + lost * SKIPPED, False, advances
            continue
        price = entry_price(state, view.theme_id, opened.wording, opened.position)
        # A wording saves its characters at the most.
        if price < opened.rest + _WORTHLESS:
            yield opened, price, True, advances


def _is_rest(view: View, start: int, unfinished: Open) -> bool:
    """Whether the line is all that is left of a wording, and nothing else."""
    return start == 0 and view.squeezed == unfinished.wording.text[unfinished.position :]


def _of_same(state: State, opened: Open) -> Open | None:
    """The wording of `opened`, when it is the one that is being read."""
    for unfinished in (state.criterion, state.indicator):
        if unfinished is not None and unfinished.wording is opened.wording:
            return unfinished if state.phase == opened.wording.level else None
    return None


def _moved(state: State, opened: Open) -> State:
    before = state.indicator
    if opened.wording.level == "criterion":
        return State(opened, before, "criterion", state.is_woven, state.due, state.is_open)
    is_woven = state.is_woven and before is not None and before.wording is opened.wording
    return State(state.criterion, opened, "indicator", is_woven, state.due, state.is_open)


def _add_findings(path: Path, view: View, start: int, frontier: _Frontier) -> None:
    """The rest of the line as a finding, woven through with the open wording where that goes on.

    `path` is an account of the lines before and of this one up to `start`.
    """
    cost, state, before, parent = path.cost, path.state, path.steps, path.parent
    criterion, indicator = state.criterion, state.indicator
    woven = view.woven(start, indicator) if indicator is not None else ()
    glyph = view.glyphs.get(start)
    is_open = not view.ends_sentence
    is_woven = state.is_woven or (bool(before) and state.phase == "indicator")
    for is_glyph in (True, False) if glyph else (False,):
        price, phase = finding_price(state, glyph, view.length - start, is_glyph=is_glyph)
        due = max(0, state.due - 1) if is_glyph else state.due
        whole = cost + price + view.length - start
        after = State(criterion, indicator, phase, is_woven, due, is_open)
        rest = view.rest(start, is_start=is_glyph)
        frontier.add(Path(whole, after, (*before, rest), parent))
        if woven and indicator is not None:
            steps = _woven_steps(view, woven, start, indicator.wording)
            if is_glyph and steps[0].kind == "finding":
                steps[0] = replace(steps[0], is_start=True, glyph=glyph)
            whole += WOVEN * len(woven) - sum(step.consumed for step in steps)
            whole += 0.0 if state.is_woven or before else FIRST_WOVEN
            whole += BEHIND_SIGN if before and is_glyph else 0.0
            reached = Open(indicator.wording, woven[-1][2])
            after = replace(after, indicator=reached, is_woven=True)
            frontier.add(Path(whole, after, (*before, *steps), parent))


def _woven_steps(view: View, woven: Woven, start: int, wording: Wording) -> list[Step]:
    """The stretches of the wording and what stands between them."""
    steps: list[Step] = []
    cursor = start
    for begin, end, _ in woven:
        if begin > cursor:
            steps.append(Step("finding", cursor, begin))
        steps.append(Step("indicator", begin, end, wording, consumed=end - begin))
        cursor = end
    if cursor < view.length:
        steps.append(Step("finding", cursor, view.length))
    return steps
