"""The command line: words → one call of the public function of the same name.

Exit codes: 0 all is well; 1 it could not run, or a check failed; 2 wrong usage; 3 a source is in
quarantine. Results go to standard output, all else to standard error.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

import ggsr_extract
from ggsr_extract.errors import GgsrError, SourceError
from ggsr_extract.terminal import json_text, printable, printable_lines

if TYPE_CHECKING:
    from ggsr_extract.scoring import Scores

__all__ = ["main"]

_FAILED, _USAGE, _QUARANTINED = 1, 2, 3
_FOLDER = click.Path(path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, readable=False, path_type=Path)
_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Commands(click.Group):
    """Commands whose errors are a line or two on standard error, and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (GgsrError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            _complain(error, is_verbose=bool(ctx.meta.get("verbose")))
            ctx.exit(_exit_code(error))


def _complain(error: BaseException, *, is_verbose: bool) -> None:
    source = f" [{error.code}]" if isinstance(error, SourceError) else ""
    click.echo(f"error: {printable_lines(str(error))}{source}", err=True)
    cause = error.__cause__
    if is_verbose and cause is not None:
        click.echo(f"  because of {type(cause).__name__}: {printable(str(cause))}", err=True)


def _exit_code(error: BaseException) -> int:
    from ggsr_extract.batch import InputError

    if isinstance(error, SourceError):
        return _QUARANTINED
    return _USAGE if isinstance(error, InputError) else _FAILED


def _keep_verbose(ctx: click.Context, _: click.Parameter, value: bool) -> bool:  # noqa: FBT001
    ctx.meta["verbose"] = value
    return value


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        click.echo(f"ggsr-extract {ggsr_extract.__version__}")
        ctx.exit()


_verbose = click.option(
    "-v", "--verbose", is_flag=True, callback=_keep_verbose, help="Tell more, also of errors."
)
_rules = click.option(
    "--rules", type=_FOLDER, metavar="DIR", help="Rules to read by, instead of the package's own."
)


def _format(*names: str) -> Callable[[_Command], _Command]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to print it.",
    )


def _print(text: str) -> None:
    """Print words: nothing that a document holds reaches the terminal as a control character."""
    click.echo(printable_lines(text))


def _print_data(text: str) -> None:
    """Print data for a program as it is; on a terminal like words."""
    click.echo(printable_lines(text) if sys.stdout.isatty() else text)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, callback=_show_version, is_eager=True, help="Print the version."
)
def _cli(version: bool) -> None:  # noqa: FBT001
    """Factsheets of the toezichtonderzoek GGSR become a dataset, every value traceable.

    Start with `ggsr-extract ingest FOLDER -o output`.
    """


@_cli.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o", "--output", type=_FOLDER, default="output", show_default=True, help="Dataset folder."
)
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that source paths are relative to.  [default: the deepest that all PATHs share]",
)
@_rules
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@_verbose
def ingest(
    paths: tuple[str, ...], *, output: Path, quiet: bool, verbose: bool, **options: Path | None
) -> None:
    """Make a dataset of the factsheets in PATH...: files, folders, globs.

    The dataset in the output folder becomes exactly these: it is replaced as a whole, at the end.
    What cannot be read stands in its table quarantine and costs the others nothing.

    Exit code 0: all came through, or were no factsheets or doubles. 3: something else is in
    quarantine. 2: wrong usage, a missing path, no files. 1: it could not run (rules, output).
    """
    from ggsr_extract.batch import progress_on, render_report

    with progress_on(quiet=quiet) as progress:
        report = ggsr_extract.ingest(paths, output, progress=progress, **options)
    if not quiet:
        _print(render_report(report, verbose=verbose))
    sys.exit(report.exit_code)


@_cli.command()
@click.argument("file", type=_FILE)
@_format("text", "json", "csv")
@_rules
@_verbose
def inspect(file: Path, *, form: str, rules: Path | None, verbose: bool) -> None:  # noqa: ARG001
    """Show what is seen in one document: rows, verdicts, coverage, and what nothing claimed.

    Exit code 3: the document would go to quarantine.
    """
    from ggsr_extract.inspection import render_outline, to_csv, to_json

    inspection = ggsr_extract.inspect(file, rules=rules)
    if form == "text":
        _print(render_outline(inspection))
    else:
        _print_data(json_text(to_json(inspection)) if form == "json" else to_csv(inspection))


@_cli.command()
@click.argument("output", type=_FOLDER)
@click.option("--gold", type=_FOLDER, required=True, help="Folder of gold files, or one file.")
@_format("text", "json")
@click.option("--floor", type=_FOLDER, metavar="FILE", help="Fail when a score is below these.")
@click.option("--write-floor", type=_FOLDER, metavar="FILE", help="Write the scores as floors.")
@_verbose
def evaluate(output: Path, *, gold: Path, form: str, verbose: bool, **floors: Path | None) -> None:
    """Score the dataset in OUTPUT against hand-made truth: precision, recall, F1 for each field.

    Exit code 1: a score is below its floor.
    """
    from ggsr_extract.scoring import render_text, to_json

    scores = ggsr_extract.evaluate(output, gold)
    if form == "json":
        _print_data(json_text(to_json(scores)))
    else:
        _print(render_text(scores, verbose=verbose))
    _hold(scores, **floors)


def _hold(scores: Scores, floor: Path | None, write_floor: Path | None) -> None:
    from ggsr_extract.scoring import check_floors, load_floors, render_floors

    if write_floor is not None:
        write_floor.write_text(render_floors(scores), encoding="utf-8")
    complaints = check_floors(scores, load_floors(floor)) if floor is not None else ()
    for complaint in complaints:
        click.echo(f"error: {printable(complaint)}", err=True)
    if complaints:
        sys.exit(_FAILED)


@_cli.command()
@click.argument("output", type=_FOLDER)
@_format("text", "json")
@_verbose
def check(output: Path, *, form: str, verbose: bool) -> None:  # noqa: ARG001
    """Check a dataset: files, schema, keys, code lists, and that each value stands in its text.

    Exit code 1: something is wrong with it.
    """
    from dataclasses import asdict

    problems = ggsr_extract.check(output)
    if form == "json":
        _print_data(json_text([asdict(problem) for problem in problems]))
    else:
        for problem in problems:
            click.echo(printable(str(problem)))
        click.echo(f"{len(problems)} problems" if problems else f"{printable(str(output))}: whole")
    sys.exit(_FAILED if problems else 0)


@_cli.command()
@click.argument("key", metavar="ID")
@click.option(
    "-o", "--output", type=_FOLDER, default="output", show_default=True, help="Dataset folder."
)
@_verbose
def explain(key: str, *, output: Path, verbose: bool) -> None:  # noqa: ARG001
    """Show the way of a value from the page: excerpt, spans, edits, rules, alternatives.

    ID is the key of an approach, finding, caveat, conclusion or section, or its beginning.
    """
    from ggsr_extract.dataset import render

    _print(render(ggsr_extract.explain(key, output)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    _cli(arguments, prog_name="ggsr-extract")
