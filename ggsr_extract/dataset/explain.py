"""A value's way from the page: where it stands, what was mended, which rules and readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from msgspec import Struct

from ggsr_extract.dataset.by_document import rows_under
from ggsr_extract.dataset.check.document import DocumentText, document_texts
from ggsr_extract.dataset.load import Dataset, load
from ggsr_extract.dataset.model import DatasetError, Row, Rows
from ggsr_extract.dataset.tables import all_tables
from ggsr_extract.text import Span, iter_gaps, merge_spans

__all__ = ["Excerpt", "ExplainedValue", "Explanation", "Mend", "Place", "Reading", "explain"]

# The tables whose rows can be explained, in the order in which a key is looked up.
_EXPLAINED = ("approaches", "findings", "caveats", "conclusions", "sections")
_CONTEXT = 80
_LISTED = 10


class Excerpt(Struct, frozen=True):
    """A stretch of the source text; `is_value`: it belongs to the value."""

    text: str
    is_value: bool


class Place(Struct, frozen=True):
    """A piece of the page; the box in PDF points from the top left, where there is one."""

    char_start: int
    char_end: int
    page: int | None
    box: tuple[float, float, float, float] | None


class Mend(Struct, frozen=True):
    """A change to the printed text."""

    char_start: int
    printed: str
    mended: str
    rule: str


class Reading(Struct, frozen=True):
    """An indicator of a finding, how it was told, and what else it could have been."""

    indicator_id: str
    relation: str
    method: str
    score: float
    is_inferred: bool
    runner_up: str | None
    margin: float | None


class ExplainedValue(Struct, frozen=True):
    """A value of the row: what it says, and the text around its places.

    `blocks` are the roles of the stretches that it stands in, with the rules that said so.
    """

    field: str
    text: str
    places: tuple[Place, ...]
    excerpts: tuple[Excerpt, ...]
    mends: tuple[Mend, ...]
    blocks: tuple[tuple[str, str], ...]


class Explanation(Struct, frozen=True):
    """A row with everything that made it. `facts` are its short columns."""

    table: str
    id: str
    source_path: str
    facts: tuple[tuple[str, str], ...]
    values: tuple[ExplainedValue, ...]
    rules: tuple[str, ...]
    readings: tuple[Reading, ...]


def explain(output: Path, id: str) -> Explanation:  # noqa: A002 - the contract's word for it
    """Explain a row of a dataset.

    Args:
        output: the dataset.
        id: key of an approach, finding, caveat, conclusion or section, or the beginning of one
            that no other begins with.

    Raises:
        OutputError: there is no dataset.
        DatasetError: no key begins so, or several do.
    """
    dataset = load(output)
    return _Explainer(dataset, *_found(dataset, id)).explanation()


def _found(dataset: Dataset, wanted: str) -> tuple[str, str]:
    """The table and the key of the row that is meant."""
    keys = [(name, key) for name in _EXPLAINED for key in _keys(dataset, name)]
    exact = [item for item in keys if item[1] == wanted]
    if exact:
        return exact[0]
    begun = sorted(
        (item for item in keys if wanted and item[1].startswith(wanted)),
        key=lambda item: len(item[1]),
    )
    if not begun:
        raise DatasetError(f"no {', '.join(_EXPLAINED)} of the dataset has the id {wanted!r}")
    if not all(key.startswith(begun[0][1]) for _, key in begun):
        listed = "\n".join(f"  {key}" for _, key in begun[:_LISTED])
        raise DatasetError(f"{len(begun)} ids begin with {wanted!r}:\n{listed}")
    return begun[0]


def _keys(dataset: Dataset, name: str) -> list[str]:
    (column,) = all_tables()[name].primary_key
    return list(dataset.arrow(name).column(column).to_pylist())


class _Explainer:
    """Looks up what belongs to one row, in the rows of its document."""

    def __init__(self, dataset: Dataset, table: str, key: str) -> None:
        self._dataset = dataset
        self._table = all_tables()[table]
        self._key = key
        self._document_id = key.split("/", 1)[0]

    def explanation(self) -> Explanation:
        """The row, with all that belongs to it."""
        name = self._table.name
        row = next(row for row in self._rows(name) if self._table.key_of(row) == self._key)
        (document,) = self._rows("documents")
        return Explanation(
            table=name,
            id=self._key,
            source_path=str(document["source_path"]),
            facts=_facts(name, row),
            values=tuple(self._values(row)),
            rules=tuple(str(hit["rule"]) for hit in self._children("rule_hits")),
            readings=self._readings() if name == "findings" else (),
        )

    def _rows(self, name: str) -> Rows:
        return rows_under(all_tables()[name], self._dataset.arrow(name), self._document_id)

    def _children(self, name: str) -> list[Row]:
        return [
            row
            for row in self._rows(name)
            if row["parent_id"] == self._key and row["parent_table"] == self._table.name
        ]

    def _readings(self) -> tuple[Reading, ...]:
        return tuple(
            Reading(
                str(row["indicator_id"]),
                str(row["relation"]),
                str(row["method"]),
                cast(float, row["score"]),
                bool(row["is_inferred"]),
                cast("str | None", row["runner_up"]),
                cast("float | None", row["margin"]),
            )
            for row in self._rows("finding_indicators")
            if row["finding_id"] == self._key
        )

    def _values(self, row: Row) -> Iterator[ExplainedValue]:
        spans, edits = self._children("spans"), self._children("edits")
        tables = {name: self._rows(name) for name in ("documents", "pages", "blocks")}
        document = document_texts(tables)[self._document_id]
        for column in self._table.columns:
            if column.span_field is not None:
                own = [span for span in spans if span["field"] == column.span_field]
                mends = [edit for edit in edits if edit["field"] == column.span_field]
                if own:
                    yield _value(document, str(row[column.name]), own, mends)


def _value(
    document: DocumentText, text: str, spans: Sequence[Row], edits: Sequence[Row]
) -> ExplainedValue:
    places = tuple(_place(row) for row in spans)
    pieces = [Span(place.char_start, place.char_end) for place in places]
    return ExplainedValue(
        field=str(spans[0]["field"]),
        text=text,
        places=places,
        excerpts=_excerpts(document.text, pieces),
        mends=tuple(_mend(row) for row in edits),
        blocks=_blocks(document.blocks, pieces),
    )


def _facts(table: str, row: Row) -> tuple[tuple[str, str], ...]:
    """The columns that are no text of the page, where they have a value."""
    return tuple(
        (column.name, str(row[column.name]))
        for column in all_tables()[table].columns
        if column.span_field is None and row[column.name] is not None
    )


def _place(row: Row) -> Place:
    box = tuple(row[name] for name in ("x0_pt", "top_pt", "x1_pt", "bottom_pt"))
    return Place(
        cast(int, row["char_start"]),
        cast(int, row["char_end"]),
        cast("int | None", row["page"]),
        None if None in box else cast("tuple[float, float, float, float]", box),
    )


def _mend(row: Row) -> Mend:
    return Mend(
        cast(int, row["char_start"]), str(row["printed"]), str(row["mended"]), str(row["rule"])
    )


def _blocks(blocks: Sequence[Row], pieces: Sequence[Span]) -> tuple[tuple[str, str], ...]:
    met = (
        (str(block["role"]), str(block["rule"]))
        for block in blocks
        if any(_span(block).overlaps(piece) for piece in pieces)
    )
    return tuple(dict.fromkeys(met))


def _span(row: Row) -> Span:
    return Span(cast(int, row["char_start"]), cast(int, row["char_end"]))


def _excerpts(text: str, pieces: Sequence[Span]) -> tuple[Excerpt, ...]:
    """The source text from a little before the pieces to a little after; long gaps left out."""
    joined = merge_spans(pieces, text)
    around = Span(max(0, joined[0].start - _CONTEXT), min(len(text), joined[-1].end + _CONTEXT))
    parts = [(piece, Excerpt(text[piece.start : piece.end], is_value=True)) for piece in joined]
    parts += [
        (gap, Excerpt(_shortened(text[gap.start : gap.end]), is_value=False))
        for gap in iter_gaps(joined, around)
    ]
    return tuple(excerpt for _, excerpt in sorted(parts, key=lambda part: part[0]))


def _shortened(gap: str) -> str:
    if len(gap) <= 3 * _CONTEXT:
        return gap
    return f"{gap[:_CONTEXT]} … {gap[-_CONTEXT:]}"
