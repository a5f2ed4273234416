"""Lines aligned to the toetsingskader, where the layout is lost.

A table whose cells were written out line by line is a weave of two texts that are known (the
wordings of criteria and indicators, in the order of the toetsingskader) and one that is not (the
findings). The cheapest account of all lines is searched with a beam: a character of a known
wording costs next to nothing, an unknown one costs 1, an edit, a wording left unfinished, a
repeated or backward indicator cost more. Nothing is decided by one sign alone; a typo, a dropped
line, a hyphen or columns that run together make an account dearer, not impossible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ggsr_extract.factsheet.alignment.matching import View, Woven, weave
from ggsr_extract.factsheet.alignment.model import (
    START,
    FreeGlyph,
    LineInput,
    Open,
    Path,
    Piece,
    State,
)
from ggsr_extract.factsheet.alignment.prices import (
    CONTINUED,
    EDIT,
    FIRST_WOVEN,
    LOST_LINE,
    MID_WORD,
    RESUMED,
    SKIPPED,
    WOVEN,
    closing,
    entry_price,
    finding_price,
)
from ggsr_extract.factsheet.wordings import Wordings
from ggsr_extract.text import Span

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
    for line in lines:
        view = View(line, wordings)
        paths = _pruned(path for parent in paths for path in _expand(parent, view, verdicts))
    best = min(paths, key=lambda path: path.cost + closing(path.state))
    return tuple(piece for pieces in reversed(list(_history(best))) for piece in pieces)


def _history(path: Path | None) -> Iterator[tuple[Piece, ...]]:
    while path is not None:
        yield path.pieces
        path = path.parent


def _pruned(paths: Iterable[Path]) -> list[Path]:
    best: dict[State, Path] = {}
    for path in paths:
        known = best.get(path.state)
        if known is None or path.cost < known.cost:
            best[path.state] = path
    ranked = sorted(best.values(), key=lambda path: path.cost)
    return [path for path in ranked[:_BEAM] if path.cost <= ranked[0].cost + _SLACK]


def _expand(path: Path, view: View, verdicts: int) -> Iterator[Path]:
    yield from _as_finding(path, view, 0, ())
    glyph = view.glyphs.get(0)
    if glyph is not None and not glyph.is_weak:
        return
    for reached, cost, pieces, end in _leading(path.state, view, 0):
        state = reached
        begun = sum(piece.is_start and piece.kind == "indicator" for piece in pieces)
        if begun:
            waiting = path.state.due if path.state.phase in ("indicator", "criterion") else 0
            state = state._replace(due=begun * verdicts + waiting)
        if end >= len(view.squeezed):
            yield Path(path.cost + cost, state, pieces, path)
        else:
            advanced = Path(path.cost + cost, state, (), path.parent)
            for finished in _as_finding(advanced, view, end, pieces):
                yield finished._replace(parent=path)


def _leading(
    state: State, view: View, start: int, depth: int = 0
) -> Iterator[tuple[State, float, tuple[Piece, ...], int]]:
    """Accounts of the line's beginning as one or more wordings, with where they end."""
    for opened, entry, is_start in _openings(state, view, start):
        for end, position, distance in view.advances(start, opened):
            wording = opened.wording
            moved = _moved(state, Open(wording, position))
            consumed = position - opened.position
            span = view.piece(start, end)
            piece = Piece(wording.level, span, wording, distance, is_start, consumed)
            cost = entry + distance * EDIT
            if end < len(view.squeezed) and end not in view.line.line.boundaries:
                cost += MID_WORD
            yield moved, cost, (piece,), end
            if depth < _MOST_WORDINGS and end < len(view.squeezed):
                for deeper, more, pieces, final in _leading(moved, view, end, depth + 1):
                    yield deeper, cost + more, (piece, *pieces), final


def _openings(state: State, view: View, start: int) -> Iterator[tuple[Open, float, bool]]:
    """Wordings that may go on or begin here, with the price of that and whether they begin."""
    for unfinished in (state.criterion, state.indicator):
        if unfinished is not None and unfinished.rest:
            resumed = state.phase in ("finding", "glyph") and not state.is_woven
            yield unfinished, RESUMED if resumed else CONTINUED, False
            if not resumed and _fills_line(view, start, unfinished):
                return
    for opened in view.beginnings(start):
        unfinished = _of_same(state, opened)
        if unfinished is not None and opened.position > unfinished.position:
            # A line of the wording was lost, and it goes on after that.
            lost = opened.position - unfinished.position
            yield opened, LOST_LINE + lost * SKIPPED, False
            continue
        price = entry_price(state, view.line.theme_id, opened.wording, opened.position)
        # A wording saves its characters at the most.
        if price < opened.rest + _WORTHLESS:
            yield opened, price, True


def _of_same(state: State, opened: Open) -> Open | None:
    """The wording of `opened`, when it is the one that is being read."""
    for unfinished in (state.criterion, state.indicator):
        if unfinished is not None and unfinished.wording is opened.wording:
            return unfinished if state.phase == opened.wording.level else None
    return None


def _fills_line(view: View, start: int, opened: Open) -> bool:
    """Whether the line goes on with the wording to its end, without a fault: nothing is better."""
    rest = view.squeezed[start:]
    return len(rest) >= _CERTAIN and opened.wording.text.startswith(rest, opened.position)


def _moved(state: State, opened: Open) -> State:
    if opened.wording.level == "criterion":
        return state._replace(criterion=opened, phase="criterion")
    same = state.indicator is not None and state.indicator.wording is opened.wording
    return State(
        state.criterion, opened, "indicator", same and state.is_woven, state.due, state.is_open
    )


def _as_finding(path: Path, view: View, start: int, before: tuple[Piece, ...]) -> Iterator[Path]:
    """The rest of the line as a finding, woven through with the open wording where that goes on."""
    state, end = path.state, len(view.squeezed)
    woven = weave(state.indicator, view, start)
    glyph = view.glyphs.get(start)
    begin = glyph.span.start if glyph else None
    is_woven = state.is_woven or (bool(before) and state.phase == "indicator")
    for is_glyph in (True, False) if glyph else (False,):
        price, phase = finding_price(state, glyph, end - start, is_glyph=is_glyph)
        due = max(0, state.due - 1) if is_glyph else state.due
        after = State(
            state.criterion, state.indicator, phase, is_woven, due, not view.ends_sentence
        )
        plain = Piece("finding", _from(view.piece(start, end), begin), is_start=is_glyph)
        yield Path(path.cost + price + end - start, after, (*before, plain), path)
        if woven:
            opening = glyph if is_glyph else None
            yield _woven_path(path, view, woven, (price, opening, start), (after, before))


def _from(span: Span, begin: int | None) -> Span:
    return span if begin is None else Span(begin, span.end)


def _woven_path(
    path: Path,
    view: View,
    woven: Woven,
    finding: tuple[float, FreeGlyph | None, int],
    context: tuple[State, tuple[Piece, ...]],
) -> Path:
    price, glyph, start = finding
    after, before = context
    assert after.indicator is not None
    wording = after.indicator.wording
    pieces, cursor = list(before), start
    for begin, end, _ in woven:
        if begin > cursor:
            pieces.append(Piece("finding", view.piece(cursor, begin)))
        pieces.append(Piece("indicator", view.piece(begin, end), wording, consumed=end - begin))
        cursor = end
    if cursor < len(view.squeezed):
        pieces.append(Piece("finding", view.piece(cursor, len(view.squeezed))))
    pieces = _marked_start(pieces, len(before), glyph)
    known = sum(end - begin for begin, end, _ in woven)
    state = after._replace(indicator=Open(wording, woven[-1][2]), is_woven=True)
    cost = path.cost + price + len(view.squeezed) - start - known + WOVEN * len(woven)
    if not path.state.is_woven and not before:
        cost += FIRST_WOVEN
    return Path(cost, state, tuple(pieces), path)


def _marked_start(pieces: list[Piece], first: int, glyph: FreeGlyph | None) -> list[Piece]:
    """The finding that begins with the glyph: its piece reaches back to it."""
    if glyph is None or pieces[first].kind != "finding":
        return pieces
    begun = replace(pieces[first], span=_from(pieces[first].span, glyph.span.start), is_start=True)
    return [*pieces[:first], begun, *pieces[first + 1 :]]
