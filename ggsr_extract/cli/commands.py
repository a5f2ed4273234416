"""The commands that read sources: words → one call of the public function of the same name."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

import ggsr_extract
from ggsr_extract.cli.frame import (
    FILE,
    FOLDER,
    Commands,
    PathType,
    format_option,
    log_format_option,
    print_data,
    print_words,
    rules_option,
    show_version,
    tell,
    verbose_option,
)
from ggsr_extract.cli.reading import reading_options
from ggsr_extract.terminal import json_text

if TYPE_CHECKING:
    from pathlib import Path

    from ggsr_extract.batch import Report
    from ggsr_extract.dataset.difference import Difference

__all__ = ["commands"]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, callback=show_version, is_eager=True, help="Print the version."
)
def commands(version: bool) -> None:  # noqa: FBT001
    """Factsheets of the toezichtonderzoek GGSR become a dataset, every value traceable.

    Start with `ggsr-extract ingest FOLDER -o output`.
    """


@commands.command(short_help="Bring factsheets into a dataset.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o", "--output", type=FOLDER, default="output", show_default=True, help="Dataset folder."
)
@click.option(
    "--root",
    type=PathType(exists=True, file_okay=False),
    help="Folder that source paths are relative to.  [default: the deepest that all PATHs share]",
)
@rules_option
@click.option("--exactly", is_flag=True, help="Make the dataset these files and no others.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=0),
    metavar="N",
    help="Processes that read documents; 0: none, without limits.  [default: one a core, up to 16]",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Read documents on the workers of this Dask cluster: tcp://HOST:8786.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Give up a document that takes longer.  [default: 60, with --ocr 600]",
)
@click.option(
    "--memory",
    type=click.IntRange(min=64),
    default=1024,
    show_default=True,
    metavar="MIB",
    help="Give up a document that needs more (on Linux only).",
)
@click.option(
    "--cache", type=FOLDER, metavar="DIR", help="What was read before.  [default: OUTPUT.cache]"
)
@click.option(
    "--language/--no-language",
    default=True,
    help="Read the words of cells and paragraphs too, or leave their tables empty.",
)
@click.option(
    "--spacy-model",
    metavar="NAME_OR_PATH",
    help="A trained Dutch spaCy pipeline that tags the words.  [default: rules and word lists]",
)
@reading_options
@click.option("--verify", is_flag=True, help="Hash all files, also of the same size and time.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
@log_format_option
@verbose_option
def ingest(paths: tuple[str, ...], **options: Any) -> None:
    """Bring the factsheets in PATH... (files, folders, globs) into a dataset.

    Documents that it holds stay, unless a file of the same path is named; --exactly leaves them
    out. The dataset is replaced as a whole, at the end. What is unchanged is not read again. What
    cannot be read stands in the table quarantine and costs the others nothing.

    Exit code 0: all came through, or were no factsheets or doubles. 3: something else is in
    quarantine. 2: wrong usage, a missing path, no files. 1: it could not run (rules, output).
    130: interrupted; the dataset is as it was, and what was read is not read again.
    """
    from ggsr_extract.batch import can_limit_memory, default_jobs, progress_on

    quiet, verbose, form = (options.pop(name) for name in ("quiet", "verbose", "log_format"))
    reading = options.pop("reading")
    if options["timeout"] is None:
        del options["timeout"]
    if options["jobs"] is None:
        options["jobs"] = default_jobs()
    if options["jobs"] and not quiet and not can_limit_memory():
        tell(click.get_current_context(), "note", "memory cannot be limited on this system")
    with progress_on(quiet=quiet, form=form) as progress:
        report = ggsr_extract.ingest(paths, progress=progress, **options, **reading)
    if not quiet:
        _tell_report(report, form, verbose=verbose)
    sys.exit(report.exit_code)


def _tell_report(report: Report, form: str, *, verbose: bool) -> None:
    from ggsr_extract.batch import render_report, report_line

    if form == "json":
        click.echo(report_line(report), err=True)
    else:
        print_words(render_report(report, verbose=verbose))


@commands.command(short_help="Show what is seen in one document.")
@click.argument("file", type=FILE)
@format_option("text", "json", "csv")
@rules_option
@reading_options
@verbose_option
def inspect(
    file: Path,
    *,
    form: str,
    rules: Path | None,
    reading: Mapping[str, Any],
    verbose: bool,  # noqa: ARG001
) -> None:
    """Show what is seen in one document: rows, verdicts, coverage, and what nothing claimed.

    Exit code 3: the document would go to quarantine.
    """
    from ggsr_extract.inspection import render_outline, to_csv, to_json

    inspection = ggsr_extract.inspect(file, rules=rules, **reading)
    if form == "text":
        print_words(render_outline(inspection))
    else:
        print_data(json_text(to_json(inspection)) if form == "json" else to_csv(inspection))


@commands.command(short_help="Compare two datasets, or two sets of rules.")
@click.argument("paths", nargs=-1, required=True, metavar="(OLD NEW | PATH...)")
@format_option("text", "json")
@click.option("--rules", type=FOLDER, metavar="DIR", help="Read the sources in PATH... by these.")
@click.option(
    "--old-rules",
    type=FOLDER,
    metavar="DIR",
    help="Compare --rules with these, instead of the package's own.",
)
@reading_options
@verbose_option
def diff(
    paths: tuple[str, ...],
    *,
    form: str,
    verbose: bool,
    reading: Mapping[str, Any],
    **rules: Path | None,
) -> None:
    """Compare two datasets, or what other rules make of the same sources.

    diff OLD NEW: the datasets in two folders. diff --rules DIR PATH...: the sources in PATH...
    (files, folders, globs), read by the package's own rules and by those in DIR; change a copy of
    the rules to see what the change does.

    Rows are matched by their keys, and where a key is made from what changed by their place in the
    text. Rows that only moved, and tables that repeat or trace others, are counted; -v lists them,
    JSON has all. Another version or other rules alone are told, and are no difference.

    Exit code 0: the same. 1: they differ, or could not be compared (then nothing is printed but an
    error). 2: wrong usage, a missing path, no files.
    """
    from ggsr_extract.dataset.difference import render_difference, to_json

    difference = _difference(paths, reading, **rules)
    if form == "json":
        print_data(json_text(to_json(difference)))
    else:
        print_words(render_difference(difference, verbose=verbose))
    sys.exit(difference.exit_code)


def _difference(
    paths: tuple[str, ...],
    reading: Mapping[str, Any],
    rules: Path | None,
    old_rules: Path | None,
) -> Difference:
    if rules is not None:
        from ggsr_extract.batch import default_jobs, progress_on

        with progress_on(quiet=not sys.stderr.isatty()) as progress:
            how = {"jobs": default_jobs(), **reading}
            return ggsr_extract.diff_rules(paths, rules, old_rules, progress=progress, **how)
    if old_rules is not None:
        raise click.UsageError("--old-rules needs --rules")
    if len(paths) != 2:
        raise click.UsageError("name two datasets, OLD and NEW; or sources, with --rules DIR")
    return ggsr_extract.diff(*paths)
