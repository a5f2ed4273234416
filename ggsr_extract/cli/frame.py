"""What the commands share: errors and exit codes, options, and printing."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

import ggsr_extract
from ggsr_extract.errors import GgsrError, SourceError
from ggsr_extract.terminal import printable, printable_lines

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "FAILED",
    "FILE",
    "FOLDER",
    "Commands",
    "PathType",
    "format_option",
    "log_format_option",
    "print_data",
    "print_words",
    "rules_option",
    "show_version",
    "tell",
    "verbose_option",
]

FAILED, _USAGE, _QUARANTINED, _INTERRUPTED = 1, 2, 3, 130


class PathType(click.Path):
    """A path in the file system; what the help needs no `pathlib` for."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """As click checks it."""
        from pathlib import Path

        return Path(os.fsdecode(super().convert(value, param, ctx)))


FOLDER = PathType()
FILE = PathType(exists=True, dir_okay=False, readable=False)
_Command = TypeVar("_Command", bound=Callable[..., Any])


class Commands(click.Group):
    """Commands whose errors are a line or two on standard error, and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what goes wrong becomes an exit code."""
        try:
            with _stopped_by_sigterm():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            tell(ctx, "interrupted", "nothing was changed")
            ctx.exit(_INTERRUPTED)
        except (GgsrError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            _complain(ctx, error)
            ctx.exit(_exit_code(error))


@contextmanager
def _stopped_by_sigterm() -> Iterator[None]:
    """A polite kill is an interruption like Ctrl-C."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def tell(ctx: click.Context, event: str, message: str, **values: object) -> None:
    """Say something on standard error, in words or as a line of the log."""
    if ctx.meta.get("log_format") == "json":
        from ggsr_extract.batch import log_line

        click.echo(log_line(event, message=message, **values), err=True)
    else:
        click.echo(f"{event}: {printable_lines(message)}", err=True)


def _complain(ctx: click.Context, error: BaseException) -> None:
    code = error.code if isinstance(error, SourceError) else None
    source = f" [{code}]" if code and ctx.meta.get("log_format") != "json" else ""
    tell(ctx, "error", f"{error}{source}", error=type(error).__name__, code=code)
    cause = error.__cause__
    if ctx.meta.get("verbose") and cause is not None:
        tell(ctx, "  because of " + type(cause).__name__, printable(str(cause)))


def _exit_code(error: BaseException) -> int:
    from ggsr_extract.batch import InputError

    if isinstance(error, SourceError):
        return _QUARANTINED
    return _USAGE if isinstance(error, InputError) else FAILED


def _keep_verbose(ctx: click.Context, _: click.Parameter, value: bool) -> bool:  # noqa: FBT001
    ctx.meta["verbose"] = value
    return value


def _keep_log_format(ctx: click.Context, _: click.Parameter, value: str) -> str:
    ctx.meta["log_format"] = value
    return value


def show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    """Print the version and be done."""
    if value:
        click.echo(f"ggsr-extract {ggsr_extract.__version__}")
        ctx.exit()


verbose_option = click.option(
    "-v", "--verbose", is_flag=True, callback=_keep_verbose, help="Tell more, also of errors."
)
log_format_option = click.option(
    "--log-format",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    callback=_keep_log_format,
    help="json: tell everything on standard error, as one JSON object a line.",
)
rules_option = click.option(
    "--rules", type=FOLDER, metavar="DIR", help="Rules to read by, instead of the package's own."
)


def format_option(*names: str) -> Callable[[_Command], _Command]:
    """The option `--format`, the parameter `form`; the first name is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to print it.",
    )


def print_words(text: str) -> None:
    """Print words: nothing that a document holds reaches the terminal as a control character."""
    click.echo(printable_lines(text))


def print_data(text: str) -> None:
    """Print data for a program as it is; on a terminal like words."""
    click.echo(printable_lines(text) if sys.stdout.isatty() else text)
