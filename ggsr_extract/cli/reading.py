"""Options that say how sources are to be read, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import IO, Any

import click

from ggsr_extract.kinds import PDF_ENGINES

__all__ = ["reading_options"]

_VARIABLE = "GGSR_EXTRACT_PASSWORD"
_Command = Callable[..., None]


class _Password(click.ParamType[str]):
    """A word that may hold blanks; in the environment variable one stands on each line."""

    name = "password"
    envvar_list_splitter = "\n"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """As it was given, but for the line end that a shell or an editor leaves."""
        word = str(value).rstrip("\r\n")
        if any("\ud800" <= sign <= "\udfff" for sign in word):
            self.fail("the password is no text", param, ctx)
        return word


_OPTIONS = (
    click.option(
        "--password",
        "passwords",
        type=_Password(),
        multiple=True,
        envvar=_VARIABLE,
        show_envvar=True,
        metavar="WORD",
        help="Opens PDFs that ask for a password; may be given several times. Others on this "
        "machine can see it: rather use --password-file, or the variable (one a line).",
    ),
    click.option(
        "--password-file",
        "password_files",
        type=click.File(encoding="utf-8-sig"),
        multiple=True,
        metavar="FILE",
        help="File of passwords, one a line; - is standard input.",
    ),
    click.option(
        "--pdf-engine",
        type=click.Choice(PDF_ENGINES),
        default=PDF_ENGINES[0],
        show_default=True,
        help="What sees the characters and lines of a PDF page; pdfplumber is slower.",
    ),
    click.option(
        "--ocr",
        is_flag=True,
        help="Reads PDF pages that are pictures by OCR, with Tesseract. It takes seconds a page.",
    ),
)


def reading_options(command: _Command) -> _Command:
    """The options of how sources are read; the command gets them as one mapping, `reading`."""

    @wraps(command)
    def with_reading(**options: Any) -> None:
        reading = _reading(options)
        command(**options, reading=reading)

    for option in reversed(_OPTIONS):
        with_reading = option(with_reading)
    return with_reading


def _reading(options: dict[str, Any]) -> Mapping[str, Any]:
    """The arguments of the public functions, taken out of the options."""
    lines = [line for file in options.pop("password_files") for line in _lines(file)]
    return {
        "password": (*options.pop("passwords"), *lines),
        "pdf_engine": options.pop("pdf_engine"),
        "ocr": _usable_ocr() if options.pop("ocr") else False,
    }


def _usable_ocr() -> bool:
    """Say before anything is read what is missing for OCR, and how to install it."""
    from ggsr_extract.readers.pdf.ocr.reading import ocr_lacks

    missing = ocr_lacks()
    if missing:
        raise click.UsageError(f"--ocr: {missing}")
    return True


def _lines(file: IO[str]) -> list[str]:
    try:
        return [line.rstrip("\r\n") for line in file]
    except ValueError as error:
        raise click.UsageError(f"{file.name}: the passwords are no text in UTF-8") from error
