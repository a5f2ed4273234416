"""Markup whose tables are not read here: taken for plain text, it would give wrong findings."""

from __future__ import annotations

import re

from ggsr_extract.errors import SourceError

__all__ = ["refuse_foreign"]

# What to call the markup; what its tables have in them, and how they begin.
_TABLES = (
    ("LaTeX", "\\begin{", r"\\begin\{(?:longtable|tabular|tabularx|tabulary|xltabular)\*?\}"),
    ("ConTeXt", "\\start", r"\\start(?:xtable|tabulate|table)\b"),
    ("ConTeXt", "\\bTABLE", r"\\bTABLE\b"),
    ("Texinfo", "@multitable", r"^@multitable\b"),
    ("roff", ".TS", r"^\.TS\b"),
    ("Typst", "#table(", r"#table\("),
    ("RTF", "\\trowd", r"\\trowd\b"),
    (
        "a list or CSV table of reStructuredText",
        "-table::",
        r"^[ \t]*\.\. (?:list|csv)-table::",
    ),
    (
        "XML",
        "<",
        r"<(?:informaltable|tgroup|table-wrap|table:table|w:tbl|fo:table|row|cell|outline)(?=[\s>])",
    ),
    ("XML", "<", r"<CharacterStyleRange\b"),
)
_FOREIGN = tuple((name, part, re.compile(sign, re.MULTILINE)) for name, part, sign in _TABLES)


def refuse_foreign(text: str) -> None:
    """Do nothing with text that can be read.

    Raises:
        SourceError: `binary`, for a table in a markup that is not known here.
    """
    for name, part, sign in _FOREIGN:
        found = sign.search(text) if part in text else None
        if found is not None:
            raise _refused(name, text.count("\n", 0, found.start()) + 1)


def _refused(name: str, line: int) -> SourceError:
    return SourceError(
        "binary",
        f"not read here: {name}, by its table on line {line}: take the PDF, or export it as HTML,"
        " Markdown or text",
    )
