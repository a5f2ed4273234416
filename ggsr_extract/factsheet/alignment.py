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
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from ggsr_extract.factsheet.squeezed import SqueezedLine
from ggsr_extract.factsheet.wordings import Wording, Wordings
from ggsr_extract.text import Span

__all__ = ["FreeGlyph", "LineInput", "Piece", "align"]

PieceKind = Literal["criterion", "indicator", "finding"]

# Prices, in unknown characters. They were set by reasoning on orders of magnitude (an indicator is
# 40 to 140 characters, a line 20 to 80) and checked on perturbed documents.
_EDIT = 1.5
_START = 3.0
_SKIPPED = 0.8
_UNFINISHED = 0.7
_FORWARD = 0.7
_REPEATED = 40.0
_BACKWARD = 30.0
_OTHER_THEME = 3.0
_MID_SENTENCE = 15.0
_NO_VERDICT = 8.0
_NO_GLYPH = 5.0
_NO_INDICATOR = 2.0
_AFTER_GLYPH = 4.0
_RESUMED = 12.0
_CONTINUED = 0.1
_WOVEN = 1.5
_FIRST_WOVEN = 8.0
_MID_WORD = 2.0
_LATE_CRITERION = 8.0
_GLYPH_IN_TEXT = 12.0
_WEAK_IN_TEXT = 6.0
_DASH_IN_TEXT = 1.0
_MORE_GLYPHS = 2.0
_WEAK_AGAIN = 5.0
_BEAM = 8
_SLACK = 30.0
_MOST_WORDINGS = 4
_MIN_CHUNK = 5
_MIN_WOVEN = 8


@dataclass(frozen=True, slots=True)
class FreeGlyph:
    """A verdict glyph with blanks around it; `is_weak`: it is also an ordinary sign.

    `position` counts the squeezed characters of its line before it, `length` its own (a letter is
    one, a tick none).
    """

    span: Span
    position: int
    length: int
    is_weak: bool


@dataclass(frozen=True, slots=True)
class LineInput:
    """A line of a table region, with its theme and the verdict glyphs that stand free in it."""

    line: SqueezedLine
    theme_id: str | None
    glyphs: tuple[FreeGlyph, ...] = ()

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends with a full stop or the like."""
        span = self.line.span
        return self.line.source[span.start : span.end].rstrip("’”'\")]» ").endswith((".", "!", "?"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one line, and what it belongs to.

    A piece of a wording has the edit distance and how many characters of the wording it accounts
    for; `is_start` marks its first piece, and a finding's piece that begins with a verdict glyph.
    """

    kind: PieceKind
    span: Span
    wording: Wording | None = None
    distance: int = 0
    is_start: bool = False
    consumed: int = 0


class _Open(NamedTuple):
    """A wording of which characters up to `position` have been seen."""

    wording: Wording
    position: int

    @property
    def rest(self) -> int:
        return len(self.wording.text) - self.position


class _State(NamedTuple):
    criterion: _Open | None
    indicator: _Open | None
    phase: str  # start, criterion, indicator, glyph, finding
    is_woven: bool  # wording and finding shared a line since the indicator began
    due: int  # verdicts that are still expected for the indicator
    is_open: bool  # the finding's last line did not end a sentence


class _Path(NamedTuple):
    cost: float
    state: _State
    pieces: tuple[Piece, ...]
    parent: _Path | None


class _View:
    """A line with what the aligner asks of it again and again, worked out once."""

    def __init__(self, line: LineInput, wordings: Wordings) -> None:
        self.line = line
        self.squeezed = line.line.squeezed
        self.ends_sentence = line.ends_sentence
        self.glyphs = {glyph.position: glyph for glyph in reversed(line.glyphs)}
        self._wordings = wordings
        self._beginnings: dict[int, list[_Open]] = {}
        self._advances: dict[tuple[int, _Open], list[tuple[int, int, int]]] = {}
        self._pieces: dict[tuple[int, int], Span] = {}

    def beginnings(self, start: int) -> list[_Open]:
        """Wordings that may begin, or be taken up, at `start`."""
        if start not in self._beginnings:
            rest = self.squeezed[start:]
            found = [_Open(*entry) for entry in self._wordings.starting_like(rest)]
            if not found or start == 0:
                known = {opened.wording for opened in found}
                alike = self._wordings.resembling_start(rest)
                found += [_Open(wording, 0) for wording in alike if wording not in known]
            self._beginnings[start] = found
        return self._beginnings[start]

    def advances(self, start: int, opened: _Open) -> list[tuple[int, int, int]]:
        """How far the line goes on with a wording: (end in line, position in wording, edits)."""
        key = (start, opened)
        if key not in self._advances:
            self._advances[key] = list(_advances(self.squeezed, self.line.line, start, opened))
        return self._advances[key]

    def piece(self, start: int, end: int) -> Span:
        """The span of characters `start:end`."""
        key = (start, end)
        if key not in self._pieces:
            self._pieces[key] = self.line.line.piece(start, end)
        return self._pieces[key]


def align(lines: Sequence[LineInput], wordings: Wordings, verdicts: int) -> tuple[Piece, ...]:
    """The cheapest account of the lines of one region, as pieces in reading order.

    `verdicts` is how many an indicator mostly has: one for each year column.
    """
    paths = [_Path(0.0, _State(None, None, "start", False, 0, False), (), None)]
    for line in lines:
        view = _View(line, wordings)
        paths = _pruned(path for parent in paths for path in _expand(parent, view, verdicts))
    best = min(paths, key=lambda path: path.cost + _closing(path.state))
    return tuple(piece for pieces in reversed(list(_history(best))) for piece in pieces)


def _history(path: _Path | None) -> Iterator[tuple[Piece, ...]]:
    while path is not None:
        yield path.pieces
        path = path.parent


def _pruned(paths: Iterable[_Path]) -> list[_Path]:
    best: dict[_State, _Path] = {}
    for path in paths:
        known = best.get(path.state)
        if known is None or path.cost < known.cost:
            best[path.state] = path
    ranked = sorted(best.values(), key=lambda path: path.cost)
    return [path for path in ranked[:_BEAM] if path.cost <= ranked[0].cost + _SLACK]


def _closing(state: _State) -> float:
    return _abandoned(state.criterion) + _abandoned(state.indicator)


def _abandoned(unfinished: _Open | None) -> float:
    return unfinished.rest * _UNFINISHED if unfinished else 0.0


def _expand(path: _Path, view: _View, verdicts: int) -> Iterator[_Path]:
    yield from _as_finding(path, view, 0, ())
    glyph = view.glyphs.get(0)
    if glyph is not None and not glyph.is_weak:
        return
    for state, cost, pieces, end in _leading(path.state, view, 0):
        begun = sum(piece.is_start and piece.kind == "indicator" for piece in pieces)
        if begun:
            waiting = path.state.due if path.state.phase in ("indicator", "criterion") else 0
            state = state._replace(due=begun * verdicts + waiting)
        if end >= len(view.squeezed):
            yield _Path(path.cost + cost, state, pieces, path)
        else:
            advanced = _Path(path.cost + cost, state, (), path.parent)
            for finished in _as_finding(advanced, view, end, pieces):
                yield finished._replace(parent=path)


def _leading(
    state: _State, view: _View, start: int, depth: int = 0
) -> Iterator[tuple[_State, float, tuple[Piece, ...], int]]:
    """Accounts of the line's beginning as one or more wordings, with where they end."""
    for opened, entry, is_start in _openings(state, view, start):
        for end, position, distance in view.advances(start, opened):
            wording = opened.wording
            moved = _moved(state, _Open(wording, position))
            consumed = position - opened.position
            span = view.piece(start, end)
            piece = Piece(wording.level, span, wording, distance, is_start, consumed)
            cost = entry + distance * _EDIT
            if end < len(view.squeezed) and end not in view.line.line.boundaries:
                cost += _MID_WORD
            yield moved, cost, (piece,), end
            if depth < _MOST_WORDINGS and end < len(view.squeezed):
                for deeper, more, pieces, final in _leading(moved, view, end, depth + 1):
                    yield deeper, cost + more, (piece, *pieces), final


def _openings(
    state: _State, view: _View, start: int
) -> Iterator[tuple[_Open, float, bool]]:
    """Wordings that may go on or begin here, with the price of that and whether they begin."""
    for unfinished in (state.criterion, state.indicator):
        if unfinished is not None and unfinished.rest:
            resumed = state.phase in ("finding", "glyph") and not state.is_woven
            yield unfinished, _RESUMED if resumed else _CONTINUED, False
    for opened in view.beginnings(start):
        price = _entry_price(state, view.line.theme_id, opened.wording, opened.position)
        yield opened, price, True


def _entry_price(state: _State, theme_id: str | None, wording: Wording, position: int) -> float:
    price = _START + position * _SKIPPED
    if theme_id is not None and wording.theme_id != theme_id:
        price += _OTHER_THEME
    if state.phase == "glyph" and wording.level == "indicator":
        price += _AFTER_GLYPH
    if state.phase == "finding" and state.is_open:
        price += _MID_SENTENCE
    if wording.level == "criterion":
        previous = state.criterion
        price += _abandoned(previous)
    else:
        previous = state.indicator
        price += _abandoned(previous)
        if state.phase == "indicator" and previous is not None:
            other = previous.wording.criterion_id != wording.criterion_id
            price += _NO_VERDICT if other else 0.0
        if state.criterion is not None and state.criterion.wording.id != wording.criterion_id:
            price += 2.0
    return price + _order_price(previous, wording)


def _order_price(previous: _Open | None, wording: Wording) -> float:
    if previous is None:
        return 0.0
    step = wording.ordinal - previous.wording.ordinal
    if step > 0:
        return (step - 1) * _FORWARD
    if wording.level == "criterion":
        # A converter may write a cell that spans rows after those rows.
        return _LATE_CRITERION
    return _REPEATED if previous.wording.theme_id == wording.theme_id else _BACKWARD


def _moved(state: _State, opened: _Open) -> _State:
    if opened.wording.level == "criterion":
        return state._replace(criterion=opened, phase="criterion")
    same = state.indicator is not None and state.indicator.wording is opened.wording
    return _State(
        state.criterion, opened, "indicator", same and state.is_woven, state.due, state.is_open
    )


def _advances(
    squeezed: str, line: SqueezedLine, start: int, opened: _Open
) -> Iterator[tuple[int, int, int]]:
    """How far the line goes on with the wording: (end in line, position in wording, edits)."""
    text, position = opened.wording.text, opened.position
    available, wanted = len(squeezed) - start, len(text) - position
    common = _common_prefix(squeezed, start, text, position)
    if common in (available, wanted):
        yield start + common, position + common, 0
        return
    if common >= _MIN_CHUNK:
        boundary = max((b for b in line.boundaries if b <= start + common), default=0)
        if boundary - start >= _MIN_CHUNK:
            yield boundary, position + boundary - start, 0
        if boundary != start + common:
            yield start + common, position + common, 0
    yield from _fuzzy_advances(squeezed, start, text, position)


def _common_prefix(a: str, i: int, b: str, j: int) -> int:
    length = 0
    for left, right in zip(a[i:], b[j:], strict=False):
        if left != right:
            break
        length += 1
    return length


def _fuzzy_advances(
    squeezed: str, start: int, text: str, position: int
) -> Iterator[tuple[int, int, int]]:
    from rapidfuzz.distance import Levenshtein

    available, wanted = len(squeezed) - start, len(text) - position
    shorter = min(available, wanted)
    if shorter < _MIN_CHUNK:
        return
    cutoff = max(1, shorter // 4)
    best: tuple[int, int, int] | None = None
    for slack in (0, -1, 1, -2, 2, -3, 3):
        # Either the line ends within the wording, or the wording within the line.
        if available <= wanted + 3:
            end, reached = available, min(wanted, available + slack)
        else:
            end, reached = wanted + slack, wanted
        if end <= 0 or reached <= 0:
            continue
        distance = Levenshtein.distance(
            squeezed[start : start + end], text[position : position + reached], score_cutoff=cutoff
        )
        if distance <= cutoff and (best is None or distance < best[2]):
            best = (start + end, position + reached, distance)
    if best is not None:
        yield best


def _as_finding(
    path: _Path, view: _View, start: int, before: tuple[Piece, ...]
) -> Iterator[_Path]:
    """The rest of the line as a finding, woven through with the open wording where that goes on."""
    state, end = path.state, len(view.squeezed)
    woven = _weave(state.indicator, view, start)
    glyph = view.glyphs.get(start)
    begin = glyph.span.start if glyph else None
    is_woven = state.is_woven or (bool(before) and state.phase == "indicator")
    for is_glyph in (True, False) if glyph else (False,):
        price, phase = _finding_price(state, glyph, is_glyph, end - start)
        due = max(0, state.due - 1) if is_glyph else state.due
        after = _State(
            state.criterion, state.indicator, phase, is_woven, due, not view.ends_sentence
        )
        plain = Piece("finding", _from(view.piece(start, end), begin), is_start=is_glyph)
        yield _Path(path.cost + price + end - start, after, (*before, plain), path)
        if woven:
            opening = glyph if is_glyph else None
            yield _woven_path(path, view, woven, (price, opening, start), (after, before))


def _from(span: Span, begin: int | None) -> Span:
    return span if begin is None else Span(begin, span.end)


def _finding_price(
    state: _State, glyph: FreeGlyph | None, is_glyph: bool, length: int
) -> tuple[float, str]:
    """What it costs that finding text stands here, and what phase it leads to."""
    if is_glyph and glyph is not None:
        phase = "glyph" if length <= glyph.length else "finding"
        if state.phase == "finding" and not state.due:
            return _MORE_GLYPHS + (_WEAK_AGAIN if _is_dash(glyph) else 0.0), phase
        return (_NO_INDICATOR if state.phase in ("start", "criterion") else 0.0), phase
    price = _NO_GLYPH if state.phase in ("indicator", "criterion") else 0.0
    if glyph is not None:
        doubtful = _is_dash(glyph) and state.phase == "finding"
        price += _DASH_IN_TEXT if doubtful else _WEAK_IN_TEXT if glyph.is_weak else _GLYPH_IN_TEXT
    return price, "finding"


def _is_dash(glyph: FreeGlyph) -> bool:
    """A weak sign that is no letter: running text is full of those."""
    return glyph.is_weak and glyph.length == 0


def _weave(opened: _Open | None, view: _View, start: int) -> tuple[tuple[int, int, int], ...]:
    """Where the rest of the open wording goes on in the line: (start, end, position reached)."""
    if opened is None:
        return ()
    found: list[tuple[int, int, int]] = []
    position, cursor, text = opened.position, start, opened.wording.text
    while position < len(text):
        at, length = _longest(view.squeezed, cursor, text, position)
        if not length:
            break
        found.append((at, at + length, position + length))
        cursor, position = at + length, position + length
    return tuple(found)


def _longest(squeezed: str, cursor: int, text: str, position: int) -> tuple[int, int]:
    """Where after `cursor` the longest stretch of the wording from `position` on stands."""
    probe = text[position : position + _MIN_WOVEN]
    best = (-1, 0)
    at = squeezed.find(probe, cursor) if len(probe) >= _MIN_CHUNK else -1
    while at >= 0:
        length = _common_prefix(squeezed, at, text, position)
        best = max(best, (at, length), key=lambda place: place[1])
        at = squeezed.find(probe, at + 1)
    return best


def _woven_path(
    path: _Path,
    view: _View,
    woven: tuple[tuple[int, int, int], ...],
    finding: tuple[float, FreeGlyph | None, int],
    context: tuple[_State, tuple[Piece, ...]],
) -> _Path:
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
    state = after._replace(indicator=_Open(wording, woven[-1][2]), is_woven=True)
    cost = path.cost + price + len(view.squeezed) - start - known + _WOVEN * len(woven)
    if not path.state.is_woven and not before:
        cost += _FIRST_WOVEN
    return _Path(cost, state, tuple(pieces), path)


def _marked_start(pieces: list[Piece], first: int, glyph: FreeGlyph | None) -> list[Piece]:
    """The finding that begins with the glyph: its piece reaches back to it."""
    if glyph is None or pieces[first].kind != "finding":
        return pieces
    begun = replace(pieces[first], span=_from(pieces[first].span, glyph.span.start), is_start=True)
    return [*pieces[:first], begun, *pieces[first + 1 :]]
