"""The commands: words → one call of the public function of the same name."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

import ggsr_extract
from ggsr_extract.cli.frame import (
    FAILED,
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
from ggsr_extract.terminal import json_text, printable

if TYPE_CHECKING:
    from pathlib import Path

    from ggsr_extract.batch import Report
    from ggsr_extract.dataset.difference import Difference
    from ggsr_extract.scoring import LanguageScores, Scores

__all__ = ["commands"]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, callback=show_version, is_eager=True, help="Print the version."
)
def commands(version: bool) -> None:  # noqa: FBT001
    """Factsheets of the toezichtonderzoek GGSR become a dataset, every value traceable.

    Start with `ggsr-extract ingest FOLDER -o output`.
    """


@commands.command()
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


@commands.command()
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


@commands.command()
@click.argument("output", type=FOLDER)
@click.option("--gold", type=FOLDER, required=True, help="Folder of gold files, or one file.")
@click.option("--language-gold", type=FOLDER, metavar="DIR", help="Score what words say as well.")
@format_option("text", "json")
@click.option("--floor", type=FOLDER, metavar="FILE", help="Fail when a score is below these.")
@click.option("--write-floor", type=FOLDER, metavar="FILE", help="Write the scores as floors.")
@verbose_option
def evaluate(
    output: Path,
    *,
    gold: Path,
    language_gold: Path | None,
    form: str,
    verbose: bool,
    **floors: Path | None,
) -> None:
    """Score the dataset in OUTPUT against hand-made truth: precision, recall, F1 for each field.

    Exit code 1: a score is below its floor.
    """
    from ggsr_extract.scoring import language_to_json, render_language, render_text, to_json

    scores = ggsr_extract.evaluate(output, gold)
    words = ggsr_extract.evaluate_language(output, language_gold) if language_gold else None
    if form == "json":
        found = {"language": language_to_json(words)} if words else {}
        print_data(json_text({**to_json(scores), **found}))
    else:
        print_words(render_text(scores, verbose=verbose))
        if words:
            print_words(f"\n{render_language(words, verbose=verbose)}")
    _hold(scores, words, **floors)


def _hold(
    scores: Scores, words: LanguageScores | None, floor: Path | None, write_floor: Path | None
) -> None:
    from ggsr_extract.scoring import check_floors, load_floors, render_floors

    if write_floor is not None:
        write_floor.write_text(render_floors(scores, words), encoding="utf-8")
    complaints = check_floors(scores, load_floors(floor), words) if floor is not None else ()
    for complaint in complaints:
        click.echo(f"error: {printable(complaint)}", err=True)
    if complaints:
        sys.exit(FAILED)


@commands.command()
@click.argument("output", type=FOLDER)
@format_option("text", "json")
@verbose_option
def check(output: Path, *, form: str, verbose: bool) -> None:  # noqa: ARG001
    """Check a dataset: files, schema, keys, code lists, and that each value stands in its text.

    Exit code 1: something is wrong with it.
    """
    from dataclasses import asdict

    problems = ggsr_extract.check(output)
    if form == "json":
        print_data(json_text([asdict(problem) for problem in problems]))
    else:
        for problem in problems:
            click.echo(printable(str(problem)))
        click.echo(f"{len(problems)} problems" if problems else f"{printable(str(output))}: whole")
    sys.exit(FAILED if problems else 0)


@commands.command()
@click.argument("key", metavar="ID")
@click.option(
    "-o", "--output", type=FOLDER, default="output", show_default=True, help="Dataset folder."
)
@verbose_option
def explain(key: str, *, output: Path, verbose: bool) -> None:  # noqa: ARG001
    """Show the way of a value from the page: excerpt, spans, edits, rules, alternatives.

    ID is the key of an approach, finding, caveat, conclusion or section, or its beginning.
    """
    from ggsr_extract.dataset.render import render

    print_words(render(ggsr_extract.explain(key, output)))


@commands.command()
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


@commands.command("rules")
@click.argument("output", required=False, type=FOLDER)
@rules_option
@format_option("text", "json", "csv")
@verbose_option
def list_rules(output: Path | None, *, rules: Path | None, form: str, verbose: bool) -> None:
    """List the rules, and how often each of them fired in the dataset in OUTPUT.

    A rule that makes rows is counted by the rows that name it, one that only helps others by the
    texts that hold its words. Rules that never fire are warned of; -v lists them too. Without
    OUTPUT the rules are checked and listed.

    Exit code 1: the rules are wrong, or there is no dataset.
    """
    from ggsr_extract.rule_use import render_rules, to_csv, to_json

    listed = ggsr_extract.list_rules(output, rules=rules)
    if form == "text":
        print_words(render_rules(listed, verbose=verbose))
    else:
        print_data(json_text(to_json(listed)) if form == "json" else to_csv(listed))
    for warning in listed.warnings:
        click.echo(f"warning: {printable(warning)}", err=True)
