"""The commands that look at a dataset, or at the rules it was made by."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

import ggsr_extract
from ggsr_extract.cli.frame import (
    FAILED,
    FOLDER,
    format_option,
    print_data,
    print_words,
    rules_option,
    verbose_option,
)
from ggsr_extract.terminal import json_text, printable

if TYPE_CHECKING:
    from pathlib import Path

    from ggsr_extract.scoring import LanguageScores, Scores

__all__ = ["check", "evaluate", "explain", "list_rules"]


@click.command(short_help="Score a dataset against hand-made truth.")
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


@click.command(short_help="Check a dataset: files, schema, keys, texts.")
@click.argument("output", type=FOLDER)
@format_option("text", "json")
@verbose_option
def check(output: Path, *, form: str, verbose: bool) -> None:  # noqa: ARG001
    """Check a dataset: files, schema, keys, code lists, and that each value stands in its text.

    Exit code 1: something is wrong with it.
    """
    from msgspec.structs import asdict

    problems = ggsr_extract.check(output)
    if form == "json":
        print_data(json_text([asdict(problem) for problem in problems]))
    else:
        for problem in problems:
            click.echo(printable(str(problem)))
        click.echo(f"{len(problems)} problems" if problems else f"{printable(str(output))}: whole")
    sys.exit(FAILED if problems else 0)


@click.command(short_help="Show a value's way from the page.")
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


@click.command("rules", short_help="List the rules, and how often they fired.")
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
