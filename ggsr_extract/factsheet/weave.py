"""Raw rows from lines aligned to the toetsingskader: which pieces make up a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.alignment import LineInput, Piece, align
from ggsr_extract.factsheet.doubts import with_doubts
from ggsr_extract.factsheet.flat import flatten
from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.merging import with_known_merges
from ggsr_extract.factsheet.model import IndicatorReading
from ggsr_extract.factsheet.raw import Content, RawRow, joined
from ggsr_extract.factsheet.sharing import Share, Sharer, YearContents
from ggsr_extract.factsheet.squeezed import SqueezedLine
from ggsr_extract.factsheet.verdicts import all_heads, free_glyphs, starts_inside
from ggsr_extract.factsheet.wordings import Match, Wording
from ggsr_extract.text import Document, Passage, Span

__all__ = ["TableLines", "woven_rows"]


class TableLines(Struct, frozen=True):
    """The lines of a table region with the theme that was open at each; the years it prints."""

    lines: tuple[tuple[Span, str | None], ...]
    years: tuple[int, ...]


class _Seen(Struct):
    """A wording as it was met: its pieces, and how many edits it took."""

    wording: Wording
    spans: list[Span]
    distance: int = 0
    consumed: int = 0

    def reading(self) -> IndicatorReading:
        missing = max(0, len(self.wording.text) - self.consumed)
        distance = min(self.distance + missing, len(self.wording.text))
        return Match(self.wording, 0, self.consumed, distance).reading()


class _Group(Struct):
    """Indicators and the contents that stand with them, before they are split into rows."""

    indicators: list[_Seen] = field(default_factory=list)
    contents: list[Content] = field(default_factory=list)


def woven_rows(document: Document, table: TableLines, lookup: Lookup) -> tuple[RawRow, ...]:
    """The rows of a table region whose cells were written out line by line."""
    inputs = [_input(document, span, theme, lookup) for span, theme in table.lines]
    filled = [line for line in inputs if line.line.squeezed or line.glyphs]
    pieces = align(filled, lookup.wordings, len(table.years))
    criteria = tuple(_criteria(pieces))
    groups = _rebalanced(_groups(document, pieces, lookup), len(table.years), lookup)
    maker = _RowMaker(document, lookup, table.years, criteria)
    rows = [row for group in groups for row in maker.rows(group)]
    return tuple(with_doubts(document, tuple(with_known_merges(document, rows, lookup)), lookup))


def _input(document: Document, span: Span, theme: str | None, lookup: Lookup) -> LineInput:
    line = SqueezedLine(document, span)
    return LineInput(line, theme, free_glyphs(line, lookup.rules))


def _criteria(pieces: Sequence[Piece]) -> Iterator[tuple[int, _Seen]]:
    """Criteria as printed, with the offset at which each begins."""
    seen: _Seen | None = None
    for piece in pieces:
        if piece.kind != "criterion" or piece.wording is None:
            continue
        if piece.is_start or seen is None or seen.wording is not piece.wording:
            seen = _Seen(piece.wording, [])
            yield piece.span.start, seen
        seen.spans.append(piece.span)


def _groups(document: Document, pieces: Sequence[Piece], lookup: Lookup) -> list[_Group]:
    """Cut the pieces where a row, or a run of rows, is complete."""
    finding_first = _is_finding_first(pieces)
    groups = [_Group()]
    for place, piece in enumerate(pieces):
        group = groups[-1]
        if piece.kind == "indicator" and piece.wording is not None:
            begins = piece.is_start or not any(s.wording is piece.wording for s in group.indicators)
            if begins:
                if (
                    group.contents
                    and not finding_first
                    and not _stays(pieces, place, group, lookup)
                ):
                    group = _Group()
                    groups.append(group)
                group.indicators.append(_Seen(piece.wording, []))
            seen = next(s for s in reversed(group.indicators) if s.wording is piece.wording)
            seen.spans.append(piece.span)
            seen.distance += piece.distance
            seen.consumed += piece.consumed
        elif piece.kind == "finding":
            if finding_first and piece.is_start and group.indicators:
                group = _Group()
                groups.append(group)
            _add_content(document, group, piece, lookup)
    return [group for group in groups if group.indicators or group.contents]


def _rebalanced(groups: list[_Group], years: int, lookup: Lookup) -> list[_Group]:
    """Put right what stands in the group before its own.

    The last indicator of a merged row may come after its findings, and then seems to begin the
    next row. Where a page was written column by column, the findings of a table may come before
    its indicators: these take what the group before them has too many.
    """
    for before, group in pairwise(groups):
        while _ends_row(before, group, lookup):
            before.indicators.append(group.indicators.pop(0))
        if group.contents or not before.contents:
            continue
        contents = joined(before.contents)
        verdicts = sum(max(1, len(content.heads)) for content in contents)
        spare = verdicts - years * len(before.indicators)
        if 0 < spare < len(contents) and verdicts == len(contents):
            before.contents = list(contents[: len(contents) - spare])
            group.contents = list(contents[len(contents) - spare :])
    return groups


def _ends_row(before: _Group, group: _Group, lookup: Lookup) -> bool:
    """Whether the group's first indicator belongs to the merged row before it."""
    verdicts = sum(max(1, len(content.heads)) for content in group.contents)
    if not before.indicators or verdicts >= len(group.indicators) or len(group.indicators) < 2:
        return False
    last, first, second = (
        seen.wording.id for seen in (before.indicators[-1], *group.indicators[:2])
    )
    return (last, first) in lookup.merges and (first, second) not in lookup.merges


def _is_finding_first(pieces: Sequence[Piece]) -> bool:
    """Whether the cell with the finding stands before the one with the indicator."""
    kinds = [
        p.kind for p in pieces if p.kind == "indicator" or (p.kind == "finding" and p.is_start)
    ]
    return (
        bool(kinds) and kinds[0] == "finding" and "indicator" in kinds and kinds[-1] == "indicator"
    )


def _stays(pieces: Sequence[Piece], place: int, group: _Group, lookup: Lookup) -> bool:
    """Whether an indicator that begins after finding text belongs to the same merged row.

    It does when the series is known to merge it with the one before, and the finding goes on
    after it without a glyph of its own.
    """
    wording = pieces[place].wording
    last = group.indicators[-1].wording if group.indicators else None
    merged = any(
        wording is not None and last is not None and {wording.id, last.id} <= set(row)
        for row in lookup.rules.framework.merged_rows
    )
    following = next((piece for piece in pieces[place + 1 :] if piece.kind == "finding"), None)
    return merged and following is not None and not following.is_start


def _add_content(document: Document, group: _Group, piece: Piece, lookup: Lookup) -> None:
    flat = flatten(document, [piece.span])
    cuts = [0, *starts_inside(document, flat, (0, len(flat.text)), lookup.rules), len(flat.text)]
    for number, (start, end) in enumerate(pairwise(cuts)):
        lead = start + len(flat.text[start:end]) - len(flat.text[start:end].lstrip())
        heads = all_heads(document, flat, lead, lookup.rules) if piece.is_start or number else ()
        chunk = flat.spans(heads[-1].end if heads else start, end)
        chunks = (chunk,) if any(document.text[s.start : s.end].strip() for s in chunk) else ()
        if heads or not group.contents:
            group.contents.append(Content(heads, chunks))
        else:
            last = group.contents[-1]
            group.contents[-1] = replace(last, chunks=last.chunks + chunks)


class _RowMaker(Struct, frozen=True):
    document: Document
    lookup: Lookup
    years: tuple[int, ...]
    criteria: tuple[tuple[int, _Seen], ...]

    def rows(self, group: _Group) -> Iterator[RawRow]:
        """The rows of a group: one, or as many as its indicators and verdicts tell."""
        contents = joined(group.contents)
        if not group.indicators and not any(content.heads for content in contents):
            return
        ids = tuple(seen.wording.id for seen in group.indicators)
        sharer = Sharer(self.document, self.lookup, self.years)
        cursor = 0
        for share in sharer.rows(ids, contents):
            yield self._row(group.indicators[cursor : cursor + share.size], share)
            cursor += share.size

    def _row(self, indicators: Sequence[_Seen], share: Share) -> RawRow:
        printed = tuple(seen.reading() for seen in indicators)
        spans = [span for seen in indicators for span in seen.spans]
        at = spans[0].start if spans else _first_offset(share.contents)
        return RawRow(
            theme_id=indicators[0].wording.theme_id if indicators else None,
            criterion=self._criterion(indicators, at),
            indicator=passage_of(self.document, sorted(spans)),
            printed=printed,
            contents=share.contents,
            reading="lines",
            at=at,
            is_reconstructed=share.is_reconstructed,
        )

    def _criterion(self, indicators: Sequence[_Seen], at: int) -> Passage | None:
        """The criterion cell that spans the row: the nearest one printed with that wording."""
        wanted = {seen.wording.criterion_id for seen in indicators}
        near = [
            (abs(start - at), seen) for start, seen in self.criteria if seen.wording.id in wanted
        ]
        if not near:
            return None
        _, seen = min(near, key=lambda entry: entry[0])
        return passage_of(self.document, seen.spans)


def _first_offset(contents: YearContents) -> int:
    every = [content for _, of_year in contents for content in of_year]
    starts = [head.glyph.hull.start for content in every for head in content.heads]
    starts += [span.start for content in every for chunk in content.chunks for span in chunk]
    return min(starts, default=0)
