"""Tables as other markup writes them (Org, wikis, AsciiDoc) and spreadsheets export them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Literal

from .boxes import Cell

__all__ = ["MARKUPS"]

Rows = Sequence[Sequence[Cell]]


def _org(rows: Rows) -> str:
    """A line for each line of a cell; `\\\\` where it goes on, an empty one between paragraphs."""
    lines: list[str] = []
    for row in rows:
        columns = [_org_lines(cell) for cell in row]
        lines += (_piped(parts) for parts in zip_longest(*columns, fillvalue=""))
    head = "|" + "+".join("-" * 9 for _ in rows[0]) + "|"
    return "\n".join([*lines[:2], head, *lines[2:]])


def _org_lines(cell: Cell) -> list[str]:
    """What signs begin are paragraphs; other lines are broken off."""
    texts = [_single(text) for text in cell]
    if any(text.startswith("*") for text in texts):
        return [line for text in texts for line in ("", text)][1:]
    return [f"{text}\\\\" for text in texts[:-1]] + texts[-1:]


def _piped(parts: Sequence[str]) -> str:
    return "| " + " | ".join(parts) + " |"


def _wiki(rows: Rows) -> str:
    lines = ["{| class=wikitable", f"! colspan={len(rows[0])} | {_wiki_cell(rows[0][0])}"]
    for row in rows[1:]:
        lines += ["|-", *(f"| {_wiki_cell(cell)}" for cell in row)]
    return "\n".join([*lines, "|}"])


def _wiki_cell(cell: Cell) -> str:
    return "\n\n".join(cell).replace("**", "'''").replace("\\'", "'")


def _asciidoc(rows: Rows) -> str:
    width = len(rows[0])
    head = f"{width}+|" + _single(rows[0][0][0])
    body = ["\n".join(f"a|\n{_asciidoc_cell(cell)}" for cell in row) for row in rows[1:]]
    columns = ",".join("1" for _ in rows[0])
    return "\n".join([f'[cols="{columns}"]', "|===", head, "\n\n".join(body), "|==="])


def _asciidoc_cell(cell: Cell) -> str:
    return "\n\n".join(_single(text) for text in cell)


def _dokuwiki(rows: Rows) -> str:
    texts = [[" \\\\ \\\\ ".join(cell).replace("\\'", "'") for cell in row] for row in rows]
    return "\n".join(["^" + "^".join(f" {it} " for it in texts[0]) + "^", *map(_piped, texts[1:])])


def _jira(rows: Rows) -> str:
    texts = [["\n\n".join(_single(text) for text in cell) for cell in row] for row in rows]
    return "\n".join(
        ["||" + "||".join(f" {it} " for it in texts[0]) + "||", *map(_piped, texts[1:])]
    )


def _zim(rows: Rows) -> str:
    texts = [["\n\n".join(cell).replace("\\'", "'") for cell in row] for row in rows]
    rule = "|" + "|".join("-" * 9 for _ in rows[0]) + "|"
    lines = ["|" + "\n|".join(row) + "\n|" for row in texts[1:]]
    return "\n".join([_piped(texts[0]), rule, *lines])


def _single(text: str) -> str:
    return text.replace("**", "*").replace("\\'", "'")


def _exported(rows: Rows, separator: str, quoting: Literal[0, 1]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=quoting, lineterminator="\n")
    writer.writerows([["\n".join(cell).replace("\\'", "'") for cell in row] for row in rows])
    return out.getvalue()


def _commas(rows: Rows) -> str:
    return _exported(rows, ",", csv.QUOTE_MINIMAL)


def _semicolons(rows: Rows) -> str:
    return _exported(rows, ";", csv.QUOTE_ALL)


def _tabs(rows: Rows) -> str:
    return _exported(rows, "\t", csv.QUOTE_MINIMAL)


def _quoted_tabs(rows: Rows) -> str:
    return _exported(rows, "\t", csv.QUOTE_ALL)


MARKUPS: dict[str, Callable[[Rows], str]] = {
    "org": _org,
    "wiki": _wiki,
    "asciidoc": _asciidoc,
    "dokuwiki": _dokuwiki,
    "jira": _jira,
    "zim": _zim,
    "commas": _commas,
    "semicolons": _semicolons,
    "tabs": _tabs,
    "quoted_tabs": _quoted_tabs,
}
