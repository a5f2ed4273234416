"""Markup whose tables are not read here: taken for plain text, it would give wrong findings."""

from __future__ import annotations

import re

from ggsr_extract.errors import SourceError

__all__ = ["refuse_foreign"]

# What begins a table, or a part of one, and what to call it.
_TABLES = {
    "LaTeX": r"\\begin\{(?:longtable|tabular|tabularx|tabulary|xltabular)\*?\}",
    "ConTeXt": r"\\start(?:xtable|tabulate|table)\b|\\bTABLE\b",
    "Texinfo": r"^@multitable\b",
    "roff": r"^\.TS\b",
    "Typst": r"#table\(",
    "RTF": r"\\trowd\b",
    "a list or CSV table of reStructuredText": r"^[ \t]*\.\. (?:list|csv)-table::",
    "XML": r"<(?:informaltable|tgroup|table-wrap|table:table|w:tbl|fo:table|row|cell|outline"
    r"|CharacterStyleRange)(?=[\s>])",
}
_FOREIGN = re.compile(
    "|".join(f"(?P<f{number}>{sign})" for number, sign in enumerate(_TABLES.values())), re.MULTILINE
)
_NAMES = tuple(_TABLES)


def refuse_foreign(text: str) -> None:
    """Do nothing with text that can be read.

    Raises:
        SourceError: `binary`, for a table in a markup that is not known here.
    """
    found = _FOREIGN.search(text)
    if found is None or found.lastgroup is None:
        return
    name = _NAMES[int(found.lastgroup[1:])]
    line = text.count("\n", 0, found.start()) + 1
    raise SourceError(
        "binary",
        f"not read here: {name}, by its table on line {line}: take the PDF, or export it as HTML,"
        " Markdown or text",
    )
