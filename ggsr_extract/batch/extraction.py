"""One source becomes a factsheet."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Unpack

from msgspec.structs import replace

from ggsr_extract.batch.opening import read_bytes
from ggsr_extract.errors import SourceError
from ggsr_extract.factsheet import Factsheet, parse
from ggsr_extract.factsheet.recognition import may_be_factsheet
from ggsr_extract.options import ReadHow, ReadOptions, read_options
from ggsr_extract.readers import read
from ggsr_extract.readers.decoding import is_text
from ggsr_extract.rules import Rules, load_rules
from ggsr_extract.text import Document

__all__ = ["MAX_CHARACTERS", "extract", "factsheet_in"]

# The longest known factsheet has 36,000.
MAX_CHARACTERS = 1_000_000
# Bytes that no encoding of a character exceeds.
_WIDEST = 4


def extract(
    source: str | Path | bytes,
    *,
    rules: str | Path | Rules | None = None,
    **how: Unpack[ReadHow],
) -> Factsheet:
    """Read one factsheet.

    Args:
        source: a path, or the bytes of a file.
        rules: a folder of rules, or rules that are loaded already; None: those of the package.
        how: `password` (one, or several to try) opens a PDF that asks for one, and `pdf_engine`
            (`pdfium`, `pdfplumber`) is what sees its characters and lines.

    Raises:
        SourceError: the source is no factsheet, or cannot be read; `code` says which.
        RuleError: the rules are wrong.
        ValueError: there is no such engine.
    """
    options = read_options(**how)
    loaded = rules if isinstance(rules, Rules) else load_rules(Path(rules) if rules else None)
    if isinstance(source, bytes):
        return factsheet_in(source, "", loaded, options)
    try:
        return factsheet_in(read_bytes(Path(source)), Path(source).name, loaded, options)
    except SourceError as error:
        raise SourceError(error.code, f"{source}: {error}", stage=error.stage) from error


def factsheet_in(
    data: bytes, name: str, rules: Rules, options: ReadOptions | None = None
) -> Factsheet:
    """Read the bytes of a file; `name` is for messages.

    Raises:
        SourceError: they are no factsheet, or too much text.
    """
    if len(data) > _WIDEST * MAX_CHARACTERS and is_text(data):
        raise _too_long(f"{len(data) / 2**20:.0f} MiB of text")
    wanted = partial(may_be_factsheet, rules=rules)
    document = read(data, name, replace(options or ReadOptions(), is_wanted=wanted))
    if len(document.text) > MAX_CHARACTERS:
        raise _too_long(f"{len(document.text):,} characters of text")
    try:
        return parse(document, rules)
    except SourceError as error:
        raise _of_damage(error, document) from error


def _of_damage(error: SourceError, document: Document) -> SourceError:
    """Why a document is no factsheet: because of what could not be read of it, perhaps."""
    for notice in document.notices:
        if notice.severity == "error":
            return SourceError(notice.code, f"{notice.message}; what could be read: {error}")
    return error


def _too_long(what: str) -> SourceError:
    limit = f"the limit is {MAX_CHARACTERS:,} characters"
    return SourceError("too_large", f"{what}, {limit}: no factsheet is that long; split it")
