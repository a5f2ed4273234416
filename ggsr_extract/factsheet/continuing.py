"""Rows and paragraphs that go on over the page, put together again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from ggsr_extract.cleaning import passage_of
from ggsr_extract.factsheet.cells import printed_in
from ggsr_extract.factsheet.lookup import Lookup
from ggsr_extract.factsheet.model import IndicatorReading
from ggsr_extract.factsheet.prose import reads_on
from ggsr_extract.factsheet.raw import Content, RawRow
from ggsr_extract.text import Document, Passage, Span, squeeze

__all__ = ["continued_rows", "with_criteria"]


def continued_rows(document: Document, rows: Sequence[RawRow], lookup: Lookup) -> Iterator[RawRow]:
    """Rows whose cells go on in the next one are put together again.

    A cell may go on over the page: the next row then begins with no indicator, or with the rest of
    one, and without a verdict. Where an indicator cell spans several rows with a verdict each, the
    rows are one.
    """
    pending: RawRow | None = None
    for row, following in zip_longest(rows, rows[1:]):
        if (
            pending is not None
            and row.reading == "cells"
            and not (following is not None and _begins_with(row, following, document))
            and _goes_on(pending, row, document, lookup)
        ):
            pending = _together(document, pending, row, lookup)
        else:
            if pending is not None:
                yield pending
            pending = row
    if pending is not None:
        yield pending


def _begins_with(row: RawRow, following: RawRow, document: Document) -> bool:
    """Whether only the finding of the following row begins on this page, and not its indicator."""
    return (
        row.indicator is None
        and _has_verdict(row)
        and following.opens_table
        and bool(following.printed)
        and not _has_verdict(following)
        and _begins_amid(row, following, document)
    )


def _goes_on(before: RawRow, row: RawRow, document: Document, lookup: Lookup) -> bool:
    if before.reading != "cells" or (row.theme_id and row.theme_id != before.theme_id):
        return False
    has_verdict = _has_verdict(row)
    if row.indicator is None:
        return not has_verdict or (bool(before.printed) and row.criterion is None)
    if before.indicator is None:
        # The page ended before the indicator's first line, but not before the finding's.
        return _has_verdict(before) and not has_verdict
    if row.printed:
        return row.opens_table and _is_rest(before, row, document, lookup)
    return not has_verdict or _completes(before, row, document, lookup)


def _is_rest(before: RawRow, row: RawRow, document: Document, lookup: Lookup) -> bool:
    """Whether a row that begins on another page, and prints an indicator, is the rest of one.

    It is when a finding goes on in it, when its indicator cell begins with the rest of the wording
    above, and when the series prints the indicators of both in one cell.
    """
    if _prints_criterion(document, before, row, lookup):
        return False
    return (
        _begins_amid(before, row, document)
        or _completes(before, row, document, lookup)
        or _are_one_cell(before, row, lookup)
    )


def _prints_criterion(document: Document, before: RawRow, row: RawRow, lookup: Lookup) -> bool:
    """Whether the row has a criterion of its own; a cell may be printed again on each page."""
    if row.criterion is None:
        return False
    own = squeeze(row.criterion.text)
    return before.criterion is None or not (
        squeeze(before.criterion.text).endswith(own)
        or _whole_criterion(document, before.criterion, row.criterion, lookup) is not None
    )


def _whole_criterion(
    document: Document, before: Passage, rest: Passage, lookup: Lookup
) -> Passage | None:
    """The criterion that two pieces print together, if it is more than either of them prints."""
    whole = passage_of(document, (*before.spans, *rest.spans))
    if whole is None:
        return None
    together, *alone = (
        match.score if (match := lookup.wordings.criterion(passage.text)) else 0.0
        for passage in (whole, before, rest)
    )
    return whole if together > max(alone) else None


def _begins_amid(before: RawRow, row: RawRow, document: Document) -> bool:
    """Whether a finding of the row begins without a verdict, in the middle of its words."""
    earlier = dict(before.contents)
    return any(
        bool(contents)
        and not contents[0].heads
        and bool(earlier.get(year))
        and (
            reads_on(_text(document, earlier[year][-1]), _text(document, contents[0]))
            or _lacks_words(earlier[year])
        )
        for year, contents in row.contents
    )


def _lacks_words(contents: Sequence[Content]) -> bool:
    """Whether verdicts stand together before fewer findings: the words of one are elsewhere."""
    heads = sum(len(content.heads) for content in contents)
    return heads > sum(len(content.chunks) for content in contents) > 0


def _text(document: Document, content: Content) -> str:
    passage = passage_of(document, [span for chunk in content.chunks for span in chunk])
    return passage.text if passage else ""


def _are_one_cell(before: RawRow, row: RawRow, lookup: Lookup) -> bool:
    """Whether the series prints the indicators in one cell, and has too few verdicts for rows."""
    ids = tuple(reading.indicator_id for reading in (*before.printed, *row.printed))
    if not any(ids == known[: len(ids)] for known in lookup.rules.framework.merged_rows):
        return False
    verdicts = sum(
        len(content.heads)
        for part in (before, row)
        for _, contents in part.contents[:1]
        for content in contents
    )
    return verdicts < len(ids)


def _has_verdict(row: RawRow) -> bool:
    return any(content.heads for _, contents in row.contents for content in contents)


def _completes(before: RawRow, row: RawRow, document: Document, lookup: Lookup) -> bool:
    """Whether the cell that begins the row is the rest of the indicator above it."""
    whole = printed_in(passage_of(document, (*before.parts, *row.parts)), lookup)
    count = len(before.printed) + len(row.printed)
    return len(whole) > count or (
        len(whole) == count and _score(whole) > _score((*before.printed, *row.printed))
    )


def _score(readings: Sequence[IndicatorReading]) -> float:
    return sum(reading.score for reading in readings)


def _together(document: Document, before: RawRow, row: RawRow, lookup: Lookup) -> RawRow:
    later = dict(row.contents)
    contents = tuple(
        (year, _appended(document, contents, later.get(year, ())))
        for year, contents in before.contents
    )
    parts = (*before.parts, *row.parts)
    indicator = passage_of(document, parts)
    return replace(
        before,
        criterion=_criterion_of(document, before, row, lookup),
        contents=contents,
        parts=parts,
        indicator=indicator,
        printed=printed_in(indicator, lookup),
    )


def _criterion_of(
    document: Document, before: RawRow, row: RawRow, lookup: Lookup
) -> Passage | None:
    """The criterion cell of a row with what of it stands on the next page."""
    if before.criterion is not None and row.criterion is not None:
        whole = _whole_criterion(document, before.criterion, row.criterion, lookup)
        if whole is not None or not _prints_criterion(document, before, row, lookup):
            return whole or before.criterion
    cells = [cell for cell in (before.criterion, row.criterion) if cell is not None]
    return passage_of(document, [span for cell in cells for span in cell.spans])


def _appended(
    document: Document, before: tuple[Content, ...], later: tuple[Content, ...]
) -> tuple[Content, ...]:
    """The contents of a cell with those of its rest; the words that go on belong to the first."""
    if not before or not later:
        return before + later
    last, first = before[-1], later[0]
    if not first.heads:
        last = replace(last, chunks=_joined_chunks(document, last.chunks, first.chunks))
        return (*before[:-1], last, *later[1:])
    rest = len(first.chunks) - len(first.heads)
    if rest > 0 and last.chunks and _chunk_reads_on(document, last.chunks[-1], first.chunks[0]):
        last = replace(last, chunks=_joined_chunks(document, last.chunks, first.chunks[:1]))
        return (*before[:-1], last, replace(first, chunks=first.chunks[1:]), *later[1:])
    return before + later


Chunks = tuple[tuple[Span, ...], ...]


def _joined_chunks(document: Document, before: Chunks, later: Chunks) -> Chunks:
    """Pieces of a finding; the paragraph that the page broke is one again."""
    if before and later and _chunk_reads_on(document, before[-1], later[0]):
        return (*before[:-1], before[-1] + later[0], *later[1:])
    return before + later


def _chunk_reads_on(document: Document, before: Sequence[Span], later: Sequence[Span]) -> bool:
    texts = [
        passage.text if (passage := passage_of(document, spans)) else ""
        for spans in (before, later)
    ]
    return reads_on(*texts)


def with_criteria(document: Document, rows: Iterable[RawRow], lookup: Lookup) -> Iterator[RawRow]:
    """A criterion cell spans the rows below it that have none, as the toetsingskader allows."""
    framework = lookup.rules.framework
    current: Passage | None = None
    current_id: str | None = None
    is_cut_off = False
    found = _with_whole_criteria(document, rows, lookup)
    has_criteria = any(row.criterion is not None for row in found)
    for row in found:
        if row.criterion is not None:
            current = row.criterion
            match = lookup.wordings.criterion(current.text)
            current_id = match.wording.id if match else None
            is_cut_off = _is_cut_off(current, lookup) or _has_stray(current, lookup)
        ids = [reading.indicator_id for reading in row.printed]
        parents = {framework.indicators[key].criterion_id for key in ids}
        if row.reading == "lines":
            # Its own were looked for in the lines; only what the toetsingskader names is sure.
            fits = row.criterion is not None or (current_id in parents)
        else:
            fits = current_id is None or not parents or current_id in parents
        criterion = current if fits else None
        is_unknown = criterion is not None and (current_id is None or is_cut_off)
        yield replace(
            row,
            criterion=criterion,
            has_strange_criterion=is_unknown and bool(parents),
            lacks_criterion=has_criteria and criterion is None and bool(row.printed),
            is_reconstructed=row.is_reconstructed
            or (len(parents) > 1 and not framework.may_share_row(ids)),
        )


def _has_stray(criterion: Passage, lookup: Lookup) -> bool:
    """Whether the name of a column or a verdict stands before the words of a cell."""
    first = criterion.text.partition(" ")[0]
    return first in lookup.rules.glyphs or lookup.column(first) is not None


def _is_cut_off(criterion: Passage, lookup: Lookup) -> bool:
    """Whether the words are the beginning of a criterion, and not all of it."""
    printed = squeeze(criterion.text)
    wordings = [wording.text for wording in lookup.wordings.criteria]
    return printed not in wordings and any(text.startswith(printed) for text in wordings)


def _with_whole_criteria(
    document: Document, rows: Iterable[RawRow], lookup: Lookup
) -> list[RawRow]:
    """The rows, where a criterion cell that spans rows goes on over the page as one criterion."""
    found: list[RawRow] = []
    begun: int | None = None
    for row in rows:
        whole = None
        if begun is not None and row.opens_table and row.criterion is not None:
            before = found[begun].criterion
            whole = before and _whole_criterion(document, before, row.criterion, lookup)
        if begun is not None and whole is not None:
            found[begun] = replace(found[begun], criterion=whole)
            found.append(replace(row, criterion=None))
            continue
        if row.criterion is not None:
            begun = len(found)
        found.append(row)
    return found
